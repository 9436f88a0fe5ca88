"""Two dates compared in SQL, against `duenotice.days.compare`, on every engine that is quick to ask."""

from __future__ import annotations

import sqlite3
from itertools import product

import duckdb
import pytest

from duenotice.days import DateFact, Relation, compare, from_day, from_edtf, from_span, in_words, iso, window
from duenotice.language import Act, Cite, Life, LifeAct
from duenotice.library import in_force
from duenotice.screen.days import related, written
from duenotice.screen.days import window as sql_window
from duenotice.screen.force import AFTER
from duenotice.screen.force import in_force as force_sql

DAY = 737_050
DATES = (
    *(from_day(DAY + n) for n in range(4)),
    *(from_span(DAY + a, DAY + b) for a in range(4) for b in range(a + 1, 5)),
    from_edtf(f"[{iso(DAY)},{iso(DAY + 3)}]"),
    from_edtf(f"[{iso(DAY)},{iso(DAY + 2)},{iso(DAY + 4)}]"),
    from_edtf(iso(DAY + 1) + "?"),
    from_edtf("unknown"),
    from_edtf(f"../{iso(DAY + 2)}"),
    from_edtf(f"{iso(DAY + 2)}/.."),
)


def asked(expressions: list[str], engine: str) -> list[int]:
    """What an engine makes of some expressions."""
    values = " UNION ALL ".join(f"SELECT {n} AS n, {text} AS t" for n, text in enumerate(expressions))
    query = f"SELECT t FROM ({values}) AS v ORDER BY n"
    if engine == "sqlite":
        with sqlite3.connect(":memory:") as connection:
            found = connection.execute(query).fetchall()
    else:
        with duckdb.connect() as connection:
            found = connection.execute(query).fetchall()
    return [int(row[0]) for row in found]


@pytest.mark.parametrize("engine", ["duckdb", "sqlite"])
@pytest.mark.parametrize("relation", Relation)
def test_every_relation_is_that_of_the_days_room(relation: Relation, engine: str) -> None:
    """All pairs of exact, rough, open, doubtful dates and sets, with 0 and 2 days."""
    pairs = list(product(DATES, DATES, (0, 2) if relation.takes_days else (0,)))
    for start in range(0, len(pairs), 200):
        some = pairs[start : start + 200]
        found = asked([related(written(a), relation, written(b), n) for a, b, n in some], engine)
        expected = [int(compare(a, relation, b, n)) for a, b, n in some]
        wrong = [
            (in_words(a), in_words(b), n)
            for (a, b, n), x, y in zip(some, found, expected, strict=True)
            if x != y
        ]
        assert wrong == []


@pytest.mark.parametrize("relation", Relation)
def test_the_days_that_may_stand_in_a_relation_are_those_of_the_days_room(relation: Relation) -> None:
    for date in DATES:
        span = window(relation, date, 2)
        since, through = sql_window(relation, written(date), 2)
        lo, hi = asked([since or "1", through or "3652059"], "duckdb")
        assert (lo > hi) == (span.lo > span.hi)
        if span.lo <= span.hi:
            assert (max(lo, 1), min(hi, 3_652_059)) == span


def life(*acts: tuple[Act, DateFact], known: int = 30) -> Life:
    return Life(tuple(LifeAct(date, act, Cite()) for act, date in acts), from_day(DAY + known), Cite())


ROUGH = from_span(DAY + 8, DAY + 12)
LIVES = (
    life((Act.ENTERED, from_day(DAY))),
    life((Act.ENTERED, from_day(DAY)), (Act.STAYED, from_day(DAY + 5)), (Act.STAY_LIFTED, ROUGH)),
    life((Act.ENTERED, from_day(DAY)), (Act.VACATED, ROUGH)),
    life((Act.ENTERED, from_day(DAY)), (Act.VACATED, from_day(DAY + 5)), (Act.MANDATE, ROUGH)),
    life((Act.ENTERED, ROUGH), (Act.HEARING, ROUGH), (Act.EXPIRED, from_day(DAY + 20)), known=10),
)


@pytest.mark.parametrize("number", range(len(LIVES)))
def test_an_order_is_in_force_in_sql_on_the_days_on_which_the_library_says_so(number: int) -> None:
    days = [from_day(DAY + n) for n in range(-2, 36)]
    days += [from_span(DAY + n, DAY + n + 4) for n in range(-4, 34)]
    found = asked([force_sql(LIVES[number], written(day)) for day in days], "duckdb")
    assert found == [int(in_force(LIVES[number], day).truth) for day in days]


def test_every_act_of_a_life_has_an_effect_in_sql() -> None:
    assert set(AFTER) == set(Act)
