"""The tree into text, in the one spelling of the formatter: two spaces a step, a blank line
between the parts. `from_text` reads the same tree back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from duenotice.days import Relation
from duenotice.language.amounts import Amount
from duenotice.language.tree import (
    AmountReading,
    Anchor,
    Cite,
    Class,
    Condition,
    CountsFrom,
    DayIs,
    Duty,
    DutyAfter,
    DutyByDay,
    EventExists,
    FactIs,
    Forbidden,
    Group,
    Lapsed,
    LeftOut,
    Life,
    N,
    Named,
    NoEvent,
    NoticeBefore,
    OnDate,
    Reading,
    Readings,
    Rules,
    TheDay,
    Timing,
)

Item = Class[N] | Duty[N] | Life | LeftOut[N]

_TIMINGS = {
    Relation.AFTER: "after {}",
    Relation.ON_OR_AFTER: "on or after {}",
    Relation.BEFORE: "before {}",
    Relation.ON_OR_BEFORE: "on or before {}",
    Relation.SAME_DAY: "on the day of {}",
    Relation.WITHIN_DAYS_AFTER: "within {days} after {}",
    Relation.MORE_THAN_DAYS_AFTER: "more than {days} after {}",
    Relation.AT_LEAST_DAYS_BEFORE: "at least {days} before {}",
}


def to_text(rules: Rules[N]) -> str:
    """All of an order's rules as the text of one ``order`` block."""
    return items_to_text([*rules.classes, *rules.duties, *rules.left_out, rules.life])


def items_to_text(items: Iterable[Item[N]]) -> str:
    """Some parts of an order, with a blank line between them."""
    return "\n\n".join("\n".join(_item(item)) for item in items) + "\n"


def _item(item: Item[N]) -> Iterator[str]:
    match item:
        case Class():
            yield _cited(f'class "{item.name}"', item.cite)
            yield f"  a person is a member when {_joint(item.body)}"
            yield from _letters(item.body, 2)
            if item.unless.letters:
                yield f"  unless {_joint(item.unless)}"
                yield from _letters(item.unless, 2)
        case NoticeBefore() | DutyAfter() | DutyByDay() | Forbidden():
            yield from _duty(item)
        case Life():
            yield "life of this order"
            for act in item.acts:
                yield _cited(f"  {act.date} {act.act.value}", act.cite)
            yield _cited(f"  known through {item.known_through}", item.cite)
        case LeftOut():
            yield _cited(f'left out: "{item.text}"', item.cite)
            if item.when.letters:
                yield f'  could change "{item.changes}" when {_joint(item.when)}'
                yield from _letters(item.when, 2)
        case _:
            assert_never(item)


def _duty(duty: Duty[N]) -> Iterator[str]:
    yield _cited(f'duty "{duty.name}"', duty.cite)
    yield f'  owed to each member of "{duty.owed_to}"'
    match duty:
        case NoticeBefore():
            yield f"  before each {duty.act}"
            yield f"  the government must {duty.verb.value} {duty.what} {duty.amount.earlier}"
            yield from _amounts(duty.readings, "{0.earlier}")
            if duty.understood:
                yield "  the notice must be in a language the person understands"
            if duty.counts_from is not CountsFrom.SILENT:
                yield f"  the notice counts from the day it is {duty.counts_from.value}"
        case DutyAfter():
            yield f"  after each {duty.act}"
            yield f"  the government must {duty.verb.value} {a_or_an(str(duty.what))} within {duty.amount}"
            yield from _amounts(duty.readings, "within {0}")
        case DutyByDay():
            yield f"  {due_text(duty)}"
            yield f"  the government must {duty.verb.value} {a_or_an(str(duty.what))}"
        case Forbidden():
            yield f"  the government must not carry out {duty.act}"
            if duty.ends.letters:
                yield f"  protection ends for a person when {_joint(duty.ends)}"
                yield from _letters(duty.ends, 2)
        case _:
            assert_never(duty)


def _amounts(readings: tuple[AmountReading, ...], form: str) -> Iterator[str]:
    for reading in readings:
        label = f' "{reading.label}"' if reading.label else ""
        yield _cited(f"    or, on another reading{label}: {form.format(reading.amount)}", reading.cite)


def due_text(duty: DutyByDay[N]) -> str:
    """The day by which something is owed: ``every 12 months after each detention for removal``."""
    since = str(duty.since.date) if isinstance(duty.since, OnDate) else f"each {duty.since}"
    if duty.on_date:
        return f"by {since}"
    fixed = f'period "{duty.amount.clock}"' if duty.amount.clock else str(duty.amount)
    if duty.every:
        return f"every {fixed} after {since}"
    return f"by {'the end of the ' if duty.amount.clock else ''}{fixed} after {since}"


def begun_text(duty: Duty[N]) -> str:
    """The act that a duty is about, or the day by which something is owed."""
    return due_text(duty) if isinstance(duty, DutyByDay) else str(duty.act)


def _letters(group: Group[N], depth: int) -> Iterator[str]:
    for letter in group.letters:
        condition = letter.condition
        further: tuple[Reading[N], ...] = ()
        if isinstance(condition, Readings):
            further = condition.readings[1:]
            condition = condition.readings[0].condition
        step = "  " * depth
        yield _cited(f"{step}({letter.label}) {condition_text(condition)}", letter.cite)
        if isinstance(condition, Group):
            yield from _letters(condition, depth + 1)
        for reading in further:
            label = f' "{reading.label}"' if reading.label else ""
            head = f"{step}  or, on another reading{label}:"
            yield _cited(f"{head} {condition_text(reading.condition)}", reading.cite)
            if isinstance(reading.condition, Group):
                yield from _letters(reading.condition, depth + 2)


def condition_text(condition: Condition[N]) -> str:
    """One condition as a sentence; a group as its heading, ending in a colon."""
    match condition:
        case FactIs():
            return _fact(condition)
        case EventExists():
            choice, what = condition.choice.value, str(condition.what)
            named = a_or_an(what) if choice == "a" else f"{choice} {what}"
            name = f": call it the {condition.name}" if condition.name else ""
            return f"there is {named}{_timings(condition.timings)}{name}"
        case NoEvent():
            return f"there is no {condition.what}{_timings(condition.timings)}"
        case DayIs():
            return f"the day is {_timing(condition.timing)}"
        case Lapsed(period, anchor, what, timings):
            have = "has" if period.number == 1 or period.clock else "have"
            since = f"{period} after {_anchor(anchor)} {have} passed"
            return f"{since} without {a_or_an(str(what))}{_timings(timings)}"
        case Group():
            return _joint(condition)
        case Readings():
            return condition_text(condition.readings[0].condition)
        case _:
            assert_never(condition)


def a_or_an(noun: str) -> str:
    """``a release``, ``an A-file received``."""
    return f"{'an' if noun[0] in 'aeiouAEIOU' else 'a'} {noun}"


def _fact(fact: FactIs[N]) -> str:
    not_ = "not " if fact.negated else ""
    if str(fact.fact) == "presence" and fact.values == ("in the United States",):
        return f"the person is {not_}in the United States"
    if str(fact.fact) == "roster" and len(fact.values) == 1:
        return f'the person is {not_}on the roster "{fact.values[0]}"'
    values = " or ".join(_value(value) for value in fact.values)
    return f"the person's {fact.fact} is {not_}{values}"


def _value(value: str) -> str:
    plain = re.fullmatch(r"[^\W\d_][\w.'/-]*(?: [^\W\d_][\w.'/-]*)*", value)
    return value if plain and not {"or", "not"} & set(value.split()) else f'"{value}"'


def _timings(timings: tuple[Timing, ...]) -> str:
    return "".join(f"{',' if n else ''} {_timing(timing)}" for n, timing in enumerate(timings))


def _timing(timing: Timing) -> str:
    return _TIMINGS[timing.relation].format(_anchor(timing.anchor), days=Amount(timing.days))


def _anchor(anchor: Anchor) -> str:
    match anchor:
        case Named(name=name):
            return f"the {name}"
        case OnDate(date=date):
            return str(date)
        case TheDay():
            return "the day"
        case _:
            assert_never(anchor)


def _joint(group: Group[N]) -> str:
    return "all of these hold:" if group.how.value == "all" else "any of these holds:"


def _cited(text: str, cite: Cite) -> str:
    shown = str(cite)
    return f"{text} {shown}" if shown else text
