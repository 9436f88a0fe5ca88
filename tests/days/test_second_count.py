"""Two ways of counting that share no code agree: 2015 to 2030, 20 courts, every rule set.

By default every place is asked about every sixteenth day, each with another phase, so that every
day is asked about at five places. `DUENOTICE_EVERY_DAY=1` asks about every day at every place (six minutes).
"""

from __future__ import annotations

import os
from datetime import date

import pytest

from duenotice.days.counting import RULES, count
from tests.days.brute_force import three_ends

COURTS = (
    *("cacd", "cand", "nysd", "mad", "dcd", "txsd", "ilnd", "flsd", "wawd", "hid"),
    *("akd", "laed", "nvd", "utd", "vaed", "prd", "gud", "ca9", "cadc", "nyeb"),
)
AGENCIES = ("eoir", "eoir-manual", "dhs")
ASKED = (
    *((14, "days", False, "personal"), (14, "days", True, "none"), (30, "days", False, "mail")),
    *((1, "days", False, "none"), (90, "days", False, "none"), (7, "court days", False, "none")),
    *((3, "days", True, "mail"), (6, "months", False, "none"), (10, "days", False, "electronic")),
    *((5, "court days", True, "none"), (1, "months", True, "none"), (21, "days", False, "clerk")),
)
STRIDE = 1 if os.environ.get("DUENOTICE_EVERY_DAY") else 16
FIRST, LAST = date(2015, 1, 1).toordinal(), date(2030, 12, 31).toordinal()


def places() -> list[tuple[str, str]]:
    return [(r, c) for r in RULES for c in (("any",) if r in AGENCIES else COURTS)]


@pytest.mark.parametrize("place", places(), ids="/".join)
def test_the_second_way_of_counting_agrees(place: tuple[str, str]) -> None:
    rules, court = place
    shift = places().index(place)
    rule_date = date(2020, 1, 1)
    for day in range(FIRST + shift % STRIDE, LAST + 1, STRIDE):
        start = date.fromordinal(day)
        amount, unit, before, service = ASKED[(day + day // 7 + shift) % len(ASKED)]
        direction = "before" if before else "after"
        came = count(start, amount, unit, direction, rules, court, service, rule_date=rule_date)
        wanted = three_ends(start, amount, unit, before, place, service)
        assert (came.prevailing, came.earliest, came.latest) == wanted, (
            start,
            amount,
            unit,
            direction,
            service,
        )
