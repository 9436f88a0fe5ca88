"""Helpers for keeping a ledger: an order in the order language, a record in the case notation."""

from __future__ import annotations

from typing import Any

from duenotice.days import from_edtf, iso
from duenotice.language import Order
from duenotice.library import load_vocabulary
from duenotice.notice import Ledger, ledger, ledger_to_data
from duenotice.notice.steps import Clock, State
from tests.reason.asking import chhoeun, order, record

STEPS = order(
    """
class "petitioners" [Dkt. 1]
  a person is a member when all of these hold:
    (a) the person is on the roster "petitioners"

duty "no removal" [Dkt. 1]
  owed to each member of "petitioners"
  the government must not carry out removal
  protection ends for a person when any of these holds:
    (a) all of these hold:
      (1) there is an A-file received: call it the file
      (2) 90 days after the file have passed without a motion to reopen
    (b) all of these hold:
      (1) there is a BIA denial: call it the denial
      (2) 7 business days after the denial have passed without a motion in the court of appeals
""",
    "\nlife of this order\n  2018-02-01 entered [Dkt. 1]\n  known through 2019-04-03 [Dkt. 1]\n```\n",
)

AFTER = order(
    """
class "everybody" [Dkt. 1]
  a person is a member when all of these hold:
    (a) the person is in the United States

duty "interview" [Dkt. 1]
  owed to each member of "everybody"
  after each detention for removal
  the government must give an interview within 2 days
"""
)

HOURS = order(
    """
class "everybody" [Dkt. 1]
  a person is a member when all of these hold:
    (a) the person is in the United States

duty "notice of transfer" [Dkt. 1]
  owed to each member of "everybody"
  before each transfer
  the government must give notice of transfer to the court at least 48 hours earlier
"""
)

ON_ROSTER = 'on the roster "petitioners"\nsearched everything through 2018-12-31\n'


def kept(lines: str, of: Order | None = None, on: str = "2019-01-15") -> Ledger:
    return ledger(of or chhoeun(), record(lines), load_vocabulary(), from_edtf(on))


def duty(lines: str, of: Order | None = None, on: str = "2019-01-15") -> dict[str, Any]:
    """The first duty of the ledger, as data."""
    found: dict[str, Any] = ledger_to_data(kept(lines, of, on))["duties"][0]
    return found


def clock(lines: str, label: str, on: str) -> Clock:
    """The clock of a letter of the stay."""
    steps = kept(ON_ROSTER + lines, STEPS, on).duties[0].steps
    return next(clock for way in steps for clock in way.clocks if clock.label == label)


def state(lines: str, label: str, on: str) -> tuple[State, str]:
    """How far a step is, and its last day on the earliest reading."""
    found = clock(lines, label, on)
    return found.state, iso(found.last.lo) if found.last.lo else ""
