"""Slips: the small changes to a group of letters that its author could have made by mistake.

A slip is said in words and shown as the changed tree. What a slip leaves without meaning (a timing
that speaks of a name which is gone) is taken out by `mended`, so that every mutant can be asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from duenotice.days import DateFact, Relation, from_day
from duenotice.language import (
    Amount,
    Anchor,
    Choice,
    Condition,
    DayIs,
    EventExists,
    FactIs,
    Group,
    How,
    Lapsed,
    Named,
    NoEvent,
    OnDate,
    Readings,
    Timing,
    Unit,
    conditions_of,
)
from duenotice.terms import Kind

T = TypeVar("T")
NO_NAMES: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Slips:
    """The slips that can be made with these names in reach."""

    names: frozenset[str]

    def group(self, group: Group[Kind], prefix: str = "") -> Iterator[tuple[str, Group[Kind]]]:
        """One letter dropped, *all* for *any*, or one letter changed."""
        if len(group.letters) > 1:
            other = How.ANY if group.how is How.ALL else How.ALL
            yield f"{prefix}{group.how.value} → {other.value}".strip(), replace(group, how=other)
        for n, letter in enumerate(group.letters):
            label = f"{prefix}({letter.label})"
            yield f"drop {label}", replace(group, letters=group.letters[:n] + group.letters[n + 1 :])
            for what, condition in self.condition(letter.condition, label):
                changed = replace(letter, condition=condition)
                yield what, replace(group, letters=with_item(group.letters, n, changed))

    def condition(self, condition: Condition[Kind], label: str) -> Iterator[tuple[str, Condition[Kind]]]:
        match condition:
            case FactIs():
                yield f"{label} negated", replace(condition, negated=not condition.negated)
                if len(condition.values) > 1:
                    for n, value in enumerate(condition.values):
                        kept = condition.values[:n] + condition.values[n + 1 :]
                        yield f"{label} drop {value}", replace(condition, values=kept)
            case EventExists():
                yield from ((f"{label} {what}", changed) for what, changed in self.exists(condition))
            case NoEvent(what=kind, timings=timings):
                yield f"{label} no → a", EventExists(Choice.A, kind, timings)
                yield from ((f"{label} {what}", replace(condition, what=k)) for what, k in kinds(kind))
                yield from (
                    (f"{label} {what}", replace(condition, timings=t)) for what, t in self.timings(timings)
                )
            case DayIs(timing=timing):
                yield from ((f"{label} {what}", DayIs(changed)) for what, changed in self.timing(timing))
            case Lapsed():
                yield from ((f"{label} {what}", changed) for what, changed in self.lapsed(condition))
            case Group():
                yield from self.group(condition, label)
            case Readings():
                yield from self.readings(condition, label)
            case _:
                assert_never(condition)

    def exists(self, condition: EventExists[Kind]) -> Iterator[tuple[str, Condition[Kind]]]:
        yield f"{condition.choice.value} → no", NoEvent(condition.what, condition.timings)
        for choice in Choice:
            if choice is not condition.choice:
                yield f"{condition.choice.value} → {choice.value}", replace(condition, choice=choice)
        for what, kind in kinds(condition.what):
            yield what, replace(condition, what=kind)
        for what, timings in self.timings(condition.timings):
            yield what, replace(condition, timings=timings)

    def lapsed(self, condition: Lapsed[Kind]) -> Iterator[tuple[str, Condition[Kind]]]:
        """Another period, another beginning, something else to do, another place for it; or done for not."""
        for what, period in amounts(condition.period):
            yield what, replace(condition, period=period)
        for what, anchor in self.anchors(condition.anchor):
            yield what, replace(condition, anchor=anchor)
        for what, kind in kinds(condition.what):
            yield what, replace(condition, what=kind)
        for what, timings in self.timings(condition.timings):
            yield f"in time: {what}", replace(condition, timings=timings)
        within = Timing(Relation.ON_OR_AFTER, condition.anchor)
        yield "a time without → no", NoEvent(condition.what, condition.timings or (within,))

    def readings(self, condition: Readings[Kind], label: str) -> Iterator[tuple[str, Condition[Kind]]]:
        """One reading lost, or one reading changed."""
        for n, reading in enumerate(condition.readings):
            kept = condition.readings[:n] + condition.readings[n + 1 :]
            rest = Readings(kept) if len(kept) > 1 else kept[0].condition
            yield f"{label} drop reading {n + 1}", rest
            for what, changed in self.condition(reading.condition, f"{label} reading {n + 1}"):
                yield what, Readings(with_item(condition.readings, n, replace(reading, condition=changed)))

    def timings(self, timings: tuple[Timing, ...]) -> Iterator[tuple[str, tuple[Timing, ...]]]:
        for n, timing in enumerate(timings):
            yield f"drop {timing.relation.value}", timings[:n] + timings[n + 1 :]
            for what, changed in self.timing(timing):
                yield what, with_item(timings, n, changed)

    def timing(self, timing: Timing) -> Iterator[tuple[str, Timing]]:
        """Every other relation of its sort, every number and every date one more and one less."""
        for relation in Relation:
            if relation is not timing.relation and relation.takes_days is timing.relation.takes_days:
                yield f"{timing.relation.value} → {relation.value}", replace(timing, relation=relation)
        if timing.relation.takes_days:
            for days in (timing.days - 1, timing.days + 1):
                yield f"{timing.days} → {days} days", replace(timing, days=days)
        for what, anchor in self.anchors(timing.anchor):
            yield what, replace(timing, anchor=anchor)

    def anchors(self, anchor: Anchor) -> Iterator[tuple[str, Anchor]]:
        """Every other name in reach, and every date one more and one less."""
        if isinstance(anchor, Named):
            for name in sorted(self.names - {anchor.name}):
                yield f"the {anchor.name} → the {name}", Named(name)
        if isinstance(anchor, OnDate):
            for by, date in shifted(anchor.date):
                yield f"{anchor.date} {by:+} day", OnDate(date)


def amounts(amount: Amount) -> Iterator[tuple[str, Amount]]:
    """One less, one more, and the same number of business days for days and of days for them; a period
    that a rule of law fixes becomes its number of days, one less and one more; no number becomes a day."""
    if not amount.number:
        yield "earlier → 1 day", Amount(1)
        return
    for number in (amount.number - 1, amount.number + 1):
        other = Amount(number, amount.unit)
        yield f"{amount} → {other}", other
    for unit in {Unit.DAYS: (Unit.BUSINESS_DAYS,), Unit.BUSINESS_DAYS: (Unit.DAYS,)}.get(amount.unit, ()):
        other = Amount(amount.number, unit)
        yield f"{amount} → {other}", other


def kinds(kind: Kind) -> Iterator[tuple[str, Kind]]:
    """One qualifier lost."""
    for n, qualifier in enumerate(kind.qualifiers):
        yield f"drop {qualifier}", Kind(kind.term, kind.qualifiers[:n] + kind.qualifiers[n + 1 :])


def shifted(date: DateFact) -> Iterator[tuple[int, DateFact]]:
    """One day less, one day more."""
    yield from ((by, from_day(date.lo + by)) for by in (-1, 1))


def with_item(items: tuple[T, ...], n: int, item: T) -> tuple[T, ...]:
    """The items, with another in the place of the n-th."""
    return (*items[:n], item, *items[n + 1 :])


def names_of(group: Group[Kind]) -> frozenset[str]:
    """Every name that is introduced anywhere in a group."""
    exists = (c for c in conditions_of(group) if isinstance(c, EventExists))
    return frozenset(condition.name for condition in exists if condition.name)


def mended(group: Group[Kind], scope: frozenset[str] = NO_NAMES) -> tuple[Group[Kind], frozenset[str]]:
    """The group without timings that speak of a name which a change has taken away, and the names
    that it gives to what follows. A letter about the day that is left with nothing to say goes."""
    letters = []
    for letter in group.letters:
        condition, names = _condition_mended(letter.condition, scope)
        if condition is not None:
            condition = condition if group.how is How.ALL else _nameless(condition)
            letters.append(replace(letter, condition=condition))
        if group.how is How.ALL:
            scope = scope | names
    return replace(group, letters=tuple(letters)), scope


def _condition_mended(
    condition: Condition[Kind], scope: frozenset[str]
) -> tuple[Condition[Kind] | None, frozenset[str]]:
    match condition:
        case EventExists(timings=timings, name=name):
            return replace(condition, timings=_kept(timings, scope)), frozenset([name]) if name else NO_NAMES
        case NoEvent(timings=timings):
            return replace(condition, timings=_kept(timings, scope)), NO_NAMES
        case DayIs(timing=timing):
            return (condition if _kept((timing,), scope) else None), NO_NAMES
        case Lapsed(anchor=anchor, timings=timings):
            begins = _kept((Timing(Relation.AFTER, anchor),), scope)
            return (replace(condition, timings=_kept(timings, scope)) if begins else None), NO_NAMES
        case Group():
            return mended(condition, scope)[0], NO_NAMES
        case Readings(readings=readings):
            changed = [(r, *_condition_mended(r.condition, scope)) for r in readings]
            kept = tuple(replace(r, condition=condition) for r, condition, _ in changed if condition)
            return Readings(kept), frozenset.intersection(*(names for _, _, names in changed))
        case FactIs():
            return condition, NO_NAMES
        case _:
            assert_never(condition)


def _nameless(condition: Condition[Kind]) -> Condition[Kind]:
    """Under *any of* nothing can rely on a name, and the language refuses to introduce one."""
    match condition:
        case EventExists():
            return replace(condition, name="")
        case Readings(readings=readings):
            return Readings(tuple(replace(r, condition=_nameless(r.condition)) for r in readings))
        case _:
            return condition


def _kept(timings: tuple[Timing, ...], scope: frozenset[str]) -> tuple[Timing, ...]:
    return tuple(t for t in timings if not isinstance(t.anchor, Named) or t.anchor.name in scope)
