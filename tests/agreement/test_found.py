"""What the agreement found, as the smallest example of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest

from duenotice.days import from_edtf
from duenotice.library import order_from_text
from duenotice.reason import answer
from duenotice.record import read_record
from duenotice.screen import ask, from_records, question
from duenotice.screen.engines import Engine
from tests.agreement.compare import differences
from tests.agreement.engines import QUICK, open_engine
from tests.orders import FRONT
from tests.strategies import VOCABULARY

ON = "2019-01-12"
LIFE = """
life of this order
  2018-12-01 entered [invented]
  known through 2019-02-01 [invented]
"""
PRESENT = """class "class" [invented]
  a person is a member when all of these hold:
    (a) the person is in the United States
"""
CHAIN = """class "class" [invented]
  a person is a member when all of these hold:
    (a) there is a release from ICE custody: call it the release
    (b) there is no check-in after the release
    (c) there is a detention for removal after the release: call it the detention
    (d) there is a conviction after the detention
"""
BEFORE = f"""{PRESENT}
duty "duty" [invented]
  owed to each member of "class"
  before each detention for removal
  the government must give notice of detention at least 48 hours earlier
"""
AFTER = f"""{PRESENT}
duty "duty" [invented]
  owed to each member of "class"
  after each detention for removal
  the government must give an interview within %s hours
"""


@pytest.fixture(scope="module", params=QUICK)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine that is quick to ask."""
    with ExitStack() as stack:
        yield open_engine(request.param, stack)


def row(engine: Engine, rules: str, *lines: str) -> Mapping[str, int]:
    """What an engine says about one person, which is what `reason` says."""
    text = f"{FRONT}```order\n{rules}{LIFE}```\n".replace("court id: COURT\n", "")
    order, on = order_from_text(text, VOCABULARY, "found.md"), from_edtf(ON)
    (case,) = read_record("\n  ".join(("a person", *lines)), VOCABULARY)
    asked = question(order, from_records([("a person", case.record)]), VOCABULARY, on)
    (found,) = ask(engine, asked)
    assert differences(answer(order, case.record, VOCABULARY, on), asked.plan, found) == []
    return found


def test_what_may_have_happened_after_one_release_is_not_taken_for_another(engine: Engine) -> None:
    """A detention that nobody saw after the second release lies behind the conviction. One after the first
    release may lie before it, but that release fails by the check-in."""
    found = row(
        engine,
        CHAIN,
        "2018-12-22 release from ICE custody",
        "2018-12-26 conviction",
        "2018-12-27 check-in",
        "2019-01-02 release from ICE custody",
        "searched release from ICE custody or conviction or check-in through 2019-01-31",
    )
    assert (found["class_1"], found["class_1_d"]) == (0, 0)


def test_a_shortfall_is_told_in_days_and_none_for_a_period_in_hours(engine: Engine) -> None:
    found = row(
        engine,
        BEFORE,
        "in the United States",
        "2019-01-08 notice of detention",
        "2019-01-09 detention for removal",
        "searched everything through 2019-01-31",
    )
    assert found["duty_1"] == 4
    assert (found["duty_1_short_least"], found["duty_1_short_most"]) == (-1, -1)


@pytest.mark.parametrize("hours", [21, 24, 30, 80])
def test_an_open_beginning_has_a_last_day_in_hours(engine: Engine, hours: int) -> None:
    found = row(engine, AFTER % hours, "in the United States", "../2018-12-26 detention for removal")
    assert found["duty_1_due_lo"] >= 1
    assert found["duty_1_due_hi"] > 737_054
