"""A second way to count, written to be obvious: day by day, no tables of ours, every combination.

It reads the calendar files itself and knows the rules as sentences. It shares no code with
`duenotice.days.counting`.
"""

from __future__ import annotations

import csv
import datetime
from functools import cache
from itertools import chain, combinations
from pathlib import Path

import duenotice

FOLDER = Path(duenotice.__file__).parent / "days" / "calendars"
DOUBTFUL = ("in-lieu", "closing", "inauguration", "state", "state-contested")
ORDINARY = frozenset(("in-lieu", "closing", "inauguration", "state"))
ONE_DAY = datetime.timedelta(1)
Date = datetime.date


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def states_for(rules: str, court: str) -> frozenset[str]:
    if court == "any" or rules not in ("frcp", "frap", "frbp", "frcrp"):
        return frozenset()
    courts = {row["court"]: row for row in rows("courts.csv")}
    sits = {courts[court]["state"]}
    return frozenset(sits | {courts[courts[court]["circuit"]]["state"]} if rules == "frap" else sits)


@cache
def holidays(states: frozenset[str], answers: frozenset[str], state_days: bool) -> frozenset[Date]:
    found = set()
    for row in (*rows("federal.csv"), *rows("states.csv")):
        applies = row["where"] == "federal" or states & set(row["where"].split())
        is_state_day = row["reading"] in ("state", "state-contested")
        counts = row["reading"] == "certain" or row["reading"] in answers
        if applies and counts and (state_days or not is_state_day):
            found.add(Date.fromisoformat(row["day"]))
    return frozenset(found)


def is_open(day: Date, closed: frozenset[Date]) -> bool:
    return day.strftime("%u") not in "67" and day not in closed


def first_open(day: Date, step: int, closed: frozenset[Date]) -> Date:
    while not is_open(day, closed):
        day += step * ONE_DAY
    return day


def later_month(day: Date, months: int) -> Date:
    """The same day so many months on, or the last day there is; one month at a time from the first."""
    first = day.replace(day=1)
    for _ in range(abs(months)):
        first = (first + 31 * ONE_DAY if months > 0 else first - ONE_DAY).replace(day=1)
    best = first
    while (best + ONE_DAY).month == first.month and best.day < day.day:
        best += ONE_DAY
    return best


def subsets(names: tuple[str, ...]) -> list[frozenset[str]]:
    sizes = range(len(names) + 1)
    return [frozenset(s) for s in chain.from_iterable(combinations(names, size) for size in sizes)]


def one_end(
    start: Date, amount: int, unit: str, before: bool, closed: frozenset[Date], rolls_on: bool
) -> Date:
    step = -1 if before else 1
    if unit == "court days":
        day = start
        for _ in range(amount):
            day = first_open(day + step * ONE_DAY, step, closed)
        return day
    if unit == "months":
        day = later_month(start, step * amount)
    else:
        day = start
        for _ in range(amount):
            day += step * ONE_DAY
    return first_open(day, 1 if rolls_on else step, closed)


@cache
def answer_sets(states: frozenset[str]) -> list[frozenset[str]]:
    """Every way to answer the questions that can matter here."""
    names = DOUBTFUL if states else ("in-lieu", "closing")
    return subsets(tuple(n for n in names if n != "inauguration" or "DC" in states))


def three_ends(
    start: Date, amount: int, unit: str, before: bool, place: tuple[str, str], service: str
) -> tuple[Date, Date, Date]:
    """Prevailing, earliest and latest, for rules as they stand since 1 December 2016."""
    rules, court = place
    states = states_for(rules, court)
    adds = service in ("mail", "clerk", "other", "carrier") and not before
    adds = adds and (rules in ("frcp", "frap", "frbp", "frcrp") or (rules == "dhs" and service == "mail"))
    ends = []
    prevailing = start
    for answers in answer_sets(states):
        closed = holidays(states, answers, not before)
        end = one_end(start, amount, unit, before, closed, rules == "eoir-manual")
        ordinary = answers == ORDINARY & frozenset(chain.from_iterable(answer_sets(states)))
        if adds:
            ends.append(end)
            if rules == "dhs":
                ends.append(first_open(start + (amount + 3) * ONE_DAY, 1, closed))
            end = first_open(end + 3 * ONE_DAY, 1, closed)
        ends.append(end)
        prevailing = end if ordinary else prevailing
    return prevailing, min(ends), max(ends)
