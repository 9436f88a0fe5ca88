"""A count in words: the answer in one line, then the working of every reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from duenotice.days.counting.model import Count, Direction, Moment, Reading, Unit, What
from duenotice.days.counting.roll import weekday
from duenotice.days.counting.rulesets import COMPLETE, Service
from duenotice.days.words import day_in_words


def count_in_words(counted: Count) -> str:
    """One line: ``14 days after Thursday 3 January 2019 end on Thursday 17 January 2019.``"""
    q = counted.question
    ends = moment_in_words(counted.prevailing)
    if q.unit is Unit.FIXED:
        line = f"The date certain {moment_in_words(q.start)} stands at {ends}"
    else:
        length = _length(q.amount, q.unit)
        verb = "is" if q.direction is Direction.BEFORE else "ends on" if q.amount == 1 else "end on"
        line = f"{length} {q.direction} {moment_in_words(q.start)} {verb} {ends}"
    if counted.settled:
        return line + "."
    first, last = moment_in_words(counted.earliest), moment_in_words(counted.latest)
    return f"{line}; by other readings from {first} to {last}."


def caution_in_words(counted: Count) -> str:
    """What the count means for whoever must act."""
    q = counted.question
    if counted.is_target:
        return "A target, not a deadline: nobody violates it by days."
    if q.unit is Unit.FIXED or q.unit is Unit.HOURS:
        return f"To act in time by every reading: by {moment_in_words(counted.earliest)}."
    if q.direction is Direction.BEFORE:
        return f"In time by every reading: on or before {moment_in_words(counted.earliest)}."
    day = day_in_words(counted.latest.toordinal() + 1)
    return (
        f"Who must act within it: by {moment_in_words(counted.earliest)}. "
        f"Who must let it pass: not before {day}."
    )


def rule_in_words(counted: Count) -> str:
    """Which rule counted, for which court and service, and when the last day ends."""
    q = counted.question
    parts = [q.rules.title, f"as of {q.rule_date}", "no state's holidays" if q.court == "any" else q.court]
    if q.clock:
        parts.insert(0, f"{q.clock.name} ({q.clock.cite})")
    if q.service is not Service.NONE:
        when, cite = COMPLETE[q.service]
        parts.append(f"service: {q.service}, complete {when} [{cite}]")
    if q.zone:
        parts.append(f"zone: {q.zone}")
    return "; ".join(parts)


def close_in_words(counted: Count) -> str:
    """When the last day of a filing period ends; nothing where the rule says nothing about it.

    FRCP 6(a)(4) and its twins. For an appeal, electronic filing ends at midnight of the circuit clerk
    (FRAP 26(a)(4)(B)), so name the circuit as the court. The Board takes what it has received.
    """
    q = counted.question
    if q.unit is Unit.HOURS:
        return ""
    if q.rules.name == "eoir":
        return "Filed is received: allow for the zone of Falls Church, Virginia (to verify), not your own."
    if not q.court_zone:
        return ""
    ends = f"A filing's last day ends at midnight {q.court_zone} electronically, else when the clerk closes"
    return f"{ends} [{q.cite('(4)')}]."


def working(counted: Count) -> Iterator[str]:
    """Every reading with its steps, one line each."""
    for reading in counted.readings:
        yield f"{moment_in_words(reading.at)}: {reading.label}  [{reading.cite}]"
        yield from (f"  {line}" for line in steps(reading))


def steps(reading: Reading) -> Iterator[str]:
    """The steps of one reading, one line each."""
    for step in reading.steps:
        days = f"{step.first}" if step.first == step.last else f"{step.first} .. {step.last}"
        what = "" if step.what in (What.END, What.COUNTED) else f"{step.what}: "
        yield f"{days:<24}  {what}{step.why}  [{step.cite}]"


def moment_in_words(at: Moment) -> str:
    """``Thursday 17 January 2019``, and for an instant its time and zone."""
    day = at.toordinal()
    words = f"{weekday(day)} {day_in_words(day)}"
    return f"{words}, {at:%H:%M %Z}" if isinstance(at, datetime) else words


def _length(amount: int, unit: Unit) -> str:
    return f"{amount} {unit.removesuffix('s')}" if amount == 1 else f"{amount} {unit}"


def to_data(counted: Count) -> dict[str, object]:
    """A count as plain data for JSON."""
    q = counted.question
    return {
        "start": q.start.isoformat(),
        "amount": q.amount,
        "unit": q.unit.value,
        "direction": q.direction.value,
        "rules": q.rules.name,
        "court": q.court,
        "clock": q.clock.name if q.clock else None,
        "service": q.service.value,
        "rule_date": q.rule_date.isoformat(),
        "zone": q.zone or None,
        "is_target": counted.is_target,
        "prevailing": counted.prevailing.isoformat(),
        "earliest": counted.earliest.isoformat(),
        "latest": counted.latest.isoformat(),
        "readings": [_reading(reading) for reading in counted.readings],
    }


def _reading(reading: Reading) -> dict[str, object]:
    taken = [
        {
            "first": _iso(step.first),
            "last": _iso(step.last),
            "what": step.what.value,
            "why": step.why,
            "cite": step.cite,
        }
        for step in reading.steps
    ]
    return {"label": reading.label, "date": reading.at.isoformat(), "cite": reading.cite, "steps": taken}


def _iso(day: date) -> str:
    return day.isoformat()
