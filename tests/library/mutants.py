"""Order files with one thing wrong: every small change to the rules of an order, from tree to tree.

A mutant of an order is the same order with one rule changed a little, as a slip of its author
would: a letter lost, *after* for *on or after*, 13 days for 14. `mutants` gives them all. The
cases in the order's own file must tell each from the original (`test_mutants.py`).

What changes no verdict by its nature is not changed: citations, labels, names, and a `left out`
without a *could change*, which is shown to the reader and does nothing else.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any, assert_never
from unittest.mock import patch

from duenotice.language import (
    Class,
    CountsFrom,
    Duty,
    DutyAfter,
    DutyByDay,
    Forbidden,
    Group,
    How,
    LeftOut,
    Life,
    NoticeBefore,
    OnDate,
    Order,
    Rules,
    Verb,
)
from duenotice.library import load_vocabulary
from duenotice.reason.timeline import Happenings
from duenotice.terms import Kind
from tests.library.slips import Slips, amounts, kinds, mended, names_of, shifted, with_item

NEVER: Group[Kind] = Group(How.ANY, ())


@dataclass(frozen=True)
class Mutant:
    """An order with one thing changed, and what was changed. `during` holds while it is asked."""

    what: str
    order: Order
    during: Callable[[], AbstractContextManager[Any]] = nullcontext


def mutants(order: Order) -> Iterator[Mutant]:
    """Every mutant of an order: one change to its rules each, and at last the one to their meaning
    that the rules are written against, that what nobody looked for is not there."""
    for what, rules in _rules(order.rules):
        yield Mutant(what, replace(order, rules=rules))
    yield Mutant("nobody looked → nothing there", order, _all_searched)


def _all_searched() -> AbstractContextManager[Any]:
    return patch.object(Happenings, "not_searched", lambda *_: ())


def _rules(rules: Rules[Kind]) -> Iterator[tuple[str, Rules[Kind]]]:
    for n, class_ in enumerate(rules.classes):
        for what, changed in _class(class_):
            yield f"{class_.name}: {what}", replace(rules, classes=with_item(rules.classes, n, changed))
    for n, duty in enumerate(rules.duties):
        for what, other in _duty(duty):
            yield f"{duty.name}: {what}", replace(rules, duties=with_item(rules.duties, n, other))
    for n, omission in enumerate(rules.left_out):
        for what, less in _left_out(omission):
            kept = [less] if less else []
            left_out = (*rules.left_out[:n], *kept, *rules.left_out[n + 1 :])
            yield f"left out {n + 1}: {what}", replace(rules, left_out=left_out)
    for what, life in _life(rules.life):
        yield f"life: {what}", replace(rules, life=life)


def _class(class_: Class[Kind]) -> Iterator[tuple[str, Class[Kind]]]:
    slips = Slips(names_of(class_.body) | names_of(class_.unless))
    for what, body in slips.group(class_.body):
        kept, scope = mended(body)
        yield what, replace(class_, body=kept, unless=mended(class_.unless, scope)[0])
    if class_.unless.letters:
        yield "drop unless", replace(class_, unless=NEVER)
    _, scope = mended(class_.body)
    for what, unless in slips.group(class_.unless):
        yield f"unless {what}", replace(class_, unless=mended(unless, scope)[0])


def _duty(duty: Duty[Kind]) -> Iterator[tuple[str, Duty[Kind]]]:
    match duty:
        case NoticeBefore():
            yield from _notice(duty)
        case DutyAfter():
            yield from _owed(duty)
            for what, kind in kinds(duty.what):
                yield f"owed: {what}", replace(duty, what=kind)
        case DutyByDay():
            yield from _by_day(duty)
        case Forbidden():
            if duty.ends.letters:
                yield "drop protection ends", replace(duty, ends=NEVER)
            for what, ends in Slips(names_of(duty.ends)).group(duty.ends):
                yield f"ends {what}", replace(duty, ends=mended(ends)[0])
            for what, kind in kinds(duty.act):
                yield f"act: {what}", replace(duty, act=kind)
        case _:
            assert_never(duty)


def _by_day(duty: DutyByDay[Kind]) -> Iterator[tuple[str, DutyByDay[Kind]]]:
    """Another thing that is owed, another day or what it is counted from, once instead of again and again."""
    for what, kind in kinds(duty.what):
        yield f"owed: {what}", replace(duty, what=kind)
    if isinstance(duty.since, OnDate):
        for days in (-1, 1):
            moved = replace(duty, since=OnDate(duty.since.date.shifted(days)))
            yield f"date: {duty.since.date} → {moved.since}", moved
    else:
        for what, kind in kinds(duty.since):
            yield f"since: {what}", replace(duty, since=kind)
    if not duty.on_date:
        yield ("every → by" if duty.every else "by → every"), replace(duty, every=not duty.every)
        for what, amount in amounts(duty.amount):
            yield what, replace(duty, amount=amount)


def _notice(duty: NoticeBefore[Kind]) -> Iterator[tuple[str, NoticeBefore[Kind]]]:
    for what, changed in _owed(duty):
        assert isinstance(changed, NoticeBefore)
        yield what, changed
    for what, kind in kinds(duty.what):
        yield f"notice: {what}", replace(duty, what=kind)
    if duty.understood:
        yield "drop the language", replace(duty, understood=False)
    for counts_from in CountsFrom:
        if counts_from is not duty.counts_from:
            named = [clock.value or "any of its days" for clock in (duty.counts_from, counts_from)]
            yield f"counts from: {' → '.join(named)}", replace(duty, counts_from=counts_from)


def _owed(
    duty: NoticeBefore[Kind] | DutyAfter[Kind],
) -> Iterator[tuple[str, NoticeBefore[Kind] | DutyAfter[Kind]]]:
    """Another way to do it, another amount, another act. A verb that adds what the term has no word for is
    no slip that the language would let through."""
    for verb in Verb:
        if verb is not duty.verb and _can(duty.what, verb):
            yield f"{duty.verb.value} → {verb.value}", replace(duty, verb=verb)
    for what, amount in amounts(duty.amount):
        yield what, replace(duty, amount=amount)
    for n, reading in enumerate(duty.readings):
        yield f"drop reading {n + 2}", replace(duty, readings=duty.readings[:n] + duty.readings[n + 1 :])
        for what, amount in amounts(reading.amount):
            changed = with_item(duty.readings, n, replace(reading, amount=amount))
            yield f"reading {n + 2}: {what}", replace(duty, readings=changed)
    for what, kind in kinds(duty.act):
        yield f"act: {what}", replace(duty, act=kind)


def _can(what: Kind, verb: Verb) -> bool:
    word = {Verb.GIVE: "", Verb.MAIL: "mailed", Verb.HAND: "handed"}[verb]
    return not word or load_vocabulary().event(what.term).qualifier(word) is not None


def _left_out(omission: LeftOut[Kind]) -> Iterator[tuple[str, LeftOut[Kind] | None]]:
    if omission.when.letters:
        yield "drop", None
    for what, when in Slips(names_of(omission.when)).group(omission.when):
        yield what, replace(omission, when=mended(when)[0])


def _life(life: Life) -> Iterator[tuple[str, Life]]:
    for n, act in enumerate(life.acts):
        name = act.act.value + " again" * sum(other.act is act.act for other in life.acts[:n])
        yield f"drop {name}", replace(life, acts=life.acts[:n] + life.acts[n + 1 :])
        for days, date in shifted(act.date):
            changed = replace(act, date=date)
            yield f"{name} {days:+} day", replace(life, acts=with_item(life.acts, n, changed))
    for days, date in shifted(life.known_through):
        yield f"known through {days:+} day", replace(life, known_through=date)
