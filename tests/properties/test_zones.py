"""Where the machine stands, and what it speaks, changes no answer; no day is invented."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from duenotice.library import order_from_text
from duenotice.problems import Refused
from duenotice.record import read_record
from tests.orders import FRONT
from tests.strategies import VOCABULARY

PROGRAM = """
from duenotice.days import from_day
from duenotice.library import load_shelf
from duenotice.reason import answer, to_text
from duenotice.record import read_record

RECORD = '''a person
  nationality Cambodia
  in the United States
  1998-05 final order of removal
  1999-03-02 release from ICE custody
  2019-03-10 detention for removal
  2019-02-24 notice of detention, written [envelope]
  2005~ criminal arrest
  searched everything from 1999-11-07 through 2019-03-31
'''
shelf = load_shelf()
(case,) = read_record(RECORD, shelf.vocabulary)
for day in (737_059, 737_060, 737_128, 737_129, 737_130, 737_365):
    for order in shelf.orders.values():
        print(to_text(answer(order, case.record, shelf.vocabulary, from_day(day))))
"""
"""Days around a new year and around 10 March 2019, when clocks changed in the United States."""


def said(zone: str, speech: str, seed: str) -> str:
    home = {"TZ": zone, "LC_ALL": speech, "LANG": speech, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", PROGRAM]
    ran = subprocess.run(command, env=os.environ | home, capture_output=True, check=True)
    return ran.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("zone", "speech", "seed"),
    [
        ("Pacific/Kiritimati", "de_DE.UTF-8", "1"),
        ("America/Los_Angeles", "km_KH.UTF-8", "2"),
        ("Asia/Phnom_Penh", "tr_TR.UTF-8", "3"),
        ("Etc/GMT+12", "C", "4"),
    ],
)
def test_no_zone_no_locale_and_no_seed_changes_a_byte(zone: str, speech: str, seed: str) -> None:
    """security.md 3.2.25 and 13."""
    assert said(zone, speech, seed) == said("UTC", "C.UTF-8", "0")


NO_DAYS = ("2019-02-30", "2019-02-29", "2019-04-31", "2019-13-01", "2019-00-10", "2019-01-00", "2019-01-32")


@pytest.mark.parametrize("day", NO_DAYS)
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("case.txt", "a person\n  {} conviction\n"),
        ("case.txt", "a person\n  searched everything through {}\n"),
        ("case.txt", "a person\n  in the United States from {}\n"),
        ("case.json", '{{"record": 1, "title": "x", "events": [{{"event": "conviction", "date": "{}"}}]}}'),
        ("case.yaml", "record: 1\ntitle: x\nsearches:\n- searched: everything\n  through: '{}'\n"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_and_never_rolled_over(day: str, file: str, text: str) -> None:
    """security.md 3.2.25."""
    with pytest.raises(Refused) as refused:
        read_record(text.format(day), VOCABULARY, file)
    assert any(problem.code.startswith("D") for problem in refused.value.problems)


@pytest.mark.parametrize("day", NO_DAYS)
@pytest.mark.parametrize("place", ["letter", "act", "known"])
def test_an_order_with_a_day_that_does_not_exist_is_refused(day: str, place: str) -> None:
    """security.md 3.2.25."""
    days = {name: day if name == place else "2019-01-03" for name in ("letter", "act", "known")}
    text = (
        f'{FRONT}```order\nclass "class" [x]\n  a person is a member when all of these hold:\n'
        f"    (a) there is a conviction after {days['letter']}\n\n"
        f"life of this order\n  {days['act']} entered [x]\n  known through {days['known']} [x]\n```\n"
    )
    with pytest.raises(Refused) as refused:
        order_from_text(text, VOCABULARY)
    assert any(problem.code.startswith("D") for problem in refused.value.problems)
