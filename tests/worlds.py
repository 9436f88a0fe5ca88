"""Every way a record may be filled in: its *completions*, as two-valued worlds.

A record leaves things open. A completion settles each of them, one way or another:

- a rough date, in the record or the order, becomes one of its days;
- an event that lacks qualifiers which the order asks for gets some that may stand together;
- a hint did or did not come to what it hints at; an event in doubt does or does not still count; a
  notice to counsel does or does not count as one to the person;
- a fact whose value is unknown gets one, and so does a fact that nobody recorded;
- a day whose time nobody wrote becomes one of its minutes, where an order counts hours;
- the day of a notice from which the order counts, and which nobody recorded, becomes one that it may be:
  a paper is dated on or before and received on or after the day on which it was given;
- on days that nobody searched, one or two events of a kind that shows what the order asks for may
  have happened, or none.

What a completion never does: it puts nothing on a searched day, and nothing that nobody recorded
casts doubt on what is on file (a pardon that nobody mentions is not presumed). Those are corrections.

All completions are tried where they are few, else a fixed number drawn at random. Days far from
all that the record and the order mention are stood for by a few before and a few after.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, Span, from_day, merged
from duenotice.language import LifeAct
from duenotice.record import Event, Fact, Record
from duenotice.terms import Kind
from tests.strategies import DAYS, START, VALUES, VOCABULARY, Asked, Reads, dates_in, reads

EARLIEST, LATEST = START - 20, START + DAYS + 30
OTHER = "another value"
MINUTES = 24 * 60
TIMES = (12 * 60, 0, MINUTES - 1)
"""Times of day that stand for those that nobody wrote."""
NEARLY = (0, 3, 10)
"""Days between that on which a notice was given and one that nobody recorded."""


@dataclass(frozen=True)
class Happened:
    """An event of a world: its day, its qualifiers, what it is worth, and its entry if it has one."""

    term: str
    has: frozenset[str]
    day: int
    entry: Event | None = None
    came_true: bool = True
    stands: bool = True
    enough: bool = True
    minute: int = 0
    clocks: tuple[tuple[str, int], ...] = ()
    """The further days of a notice, each as a minute: those on file, and that which the order counts from."""

    @property
    def at(self) -> int:
        """The minute at which it happened."""
        return self.day * MINUTES + self.minute


@dataclass(frozen=True)
class Held:
    """A fact of a world: it was (or, `denied`, was not) one of these values, from one day to another."""

    entry: Fact
    values: frozenset[str]
    denied: bool
    since: int
    until: int
    stands: bool


@dataclass(frozen=True)
class World:
    """One completion. `otherwise` says what is so of a fact for which no entry holds."""

    today: int
    events: tuple[Happened, ...]
    facts: tuple[Held, ...]
    otherwise: Mapping[str, frozenset[str]]
    written: Mapping[DateFact, int]
    life: tuple[tuple[int, LifeAct], ...]
    minute: int = 0


def completions(asked: Asked, limit: int, seed: int = 0) -> Iterator[World]:
    """Completions of a record: all if there are no more than `limit`, else that many, at random."""
    slots = list(_slots(asked))
    size = 1
    for _, options in slots:
        size *= len(options)
    if size <= limit:
        choices: Iterator[tuple[Any, ...]] = product(*(options for _, options in slots))
    else:
        draw = random.Random(seed)  # noqa: S311 - a test, repeatable
        choices = (tuple(_some(options, draw) for _, options in slots) for _ in range(limit))
    for choice in choices:
        yield _world(slots, choice)


def _some(options: Sequence[Any], draw: random.Random) -> Any:
    """One of them; the first (the plainest, such as *nothing happened*) half of the time."""
    return options[0] if draw.random() < 0.5 else draw.choice(options)


def _world(slots: Sequence[tuple[tuple[str, Any], Sequence[Any]]], choice: tuple[Any, ...]) -> World:
    chosen: dict[str, list[tuple[Any, Any]]] = {
        sort: [] for sort in ("today", "minute", "event", "unseen", "fact", "otherwise", "written", "act")
    }
    for ((sort, about), _), option in zip(slots, choice, strict=True):
        chosen[sort].append((about, option))
    unseen = [event for _, events in chosen["unseen"] for event in events]
    return World(
        chosen["today"][0][1],
        (*(event for _, event in chosen["event"]), *unseen),
        tuple(fact for _, fact in chosen["fact"]),
        dict(chosen["otherwise"]),
        dict(chosen["written"]),
        tuple((day, act) for act, day in chosen["act"]),
        chosen["minute"][0][1],
    )


def _slots(asked: Asked) -> Iterator[tuple[tuple[str, Any], Sequence[Any]]]:
    """What is open, each with its options; the plainest option comes first."""
    of, record, rules = reads(asked.order.rules), asked.record, asked.order.rules
    yield ("today", None), days_of(asked.on)
    yield ("minute", None), minutes_of(asked.on, of)
    for event in dict.fromkeys(event.content for event in record.events):
        entry = next(e for e in record.events if e.content == event)
        yield ("event", entry), list(_event(entry, of))
    for name in sorted(_may_go_unseen(of)):
        yield ("unseen", name), list(_unseen(name, asked, of))
    for fact in record.facts:
        if fact.values or not fact.negated:
            yield ("fact", fact), list(_fact(fact))
    for name in sorted({name for name, _ in of.facts}):
        yield ("otherwise", name), list(_otherwise(name))
    for anchor in dict.fromkeys(dates_in(rules)):
        yield ("written", anchor), days_of(anchor)
    for act in rules.life.acts:
        yield ("act", act), days_of(act.date)


def days_of(date: DateFact) -> list[int]:
    """The days that a date may mean; of a long span, its ends and some between."""
    found: list[int] = []
    for span in date.spans:
        lo, hi = max(span.lo, min(EARLIEST, span.hi)), min(span.hi, max(LATEST, span.lo))
        found += range(lo, hi + 1) if hi - lo < 8 else [lo, *range(lo + 1, hi, (hi - lo) // 6), hi]
    return found


def minutes_of(date: DateFact, of: Reads) -> Sequence[int]:
    """The times of a day: the one that is written, else some; what an order without hours does not read is
    not drawn."""
    if not of.hourly:
        return (0,)
    return (date.minutes.lo,) if date.minutes.lo == date.minutes.hi else TIMES


def ways(wanted: Kind) -> list[tuple[Kind, bool]]:
    """The kinds of event that make something of a wanted kind, and whether each only hints at it."""
    term = VOCABULARY.events[wanted.term]
    shown = [(way, False) for way in term.shown_by if way.term != wanted.term]
    return [(wanted, False), *shown, *((way, True) for way in term.hinted_at_by)]


def _may_go_unseen(of: Reads) -> set[str]:
    """The terms that show what the order asks for. A hint that nobody saw shows nothing."""
    return {way.term for kind in of.kinds for way in VOCABULARY.events[kind.term].shown_by}


def _event(event: Event, of: Reads) -> Iterator[Happened]:
    term = VOCABULARY.events[event.kind.term]
    hints = any(hint and way.term == term.name for kind in of.kinds for way, hint in ways(kind))
    weak = any(q.weakens for text in event.kind.qualifiers if (q := term.qualifier(text)))
    for enough, stands, came_true, has, day, minute in product(
        (True, False) if weak else (True,),
        (True, False) if term.doubted_by else (True,),
        (True, False) if hints else (True,),
        list(_qualified(event.kind, of)),
        days_of(event.date),
        minutes_of(event.date, of),
    ):
        for clocks in _clocks(event, day, of) if term.clocks else ((),):
            yield Happened(term.name, has, day, event, came_true, stands, enough, minute, clocks)


def _clocks(event: Event, day: int, of: Reads) -> Iterator[tuple[tuple[str, int], ...]]:
    """The further days of a notice on file, and one for each day that the order counts from."""
    known = dict(event.clocks)
    drawn = [clock for clock in of.clocks if clock not in known]
    filed = [
        [(clock, d * MINUTES + m) for d in days_of(date) for m in minutes_of(date, of)]
        for clock, date in event.clocks
    ]
    mailed = "mailed" in event.kind.qualifiers
    open_days = [[(c, d * MINUTES + TIMES[0]) for d in _unrecorded(c, day, mailed)] for c in drawn]
    yield from product(*filed, *open_days)


def _unrecorded(clock: str, day: int, mailed: bool) -> list[int]:
    """Days that may be the further day of a notice that was given on one."""
    before = clock == "dated" or (clock in {"mailed", "postmarked"} and not mailed)
    after = clock in {"received", "acknowledged", "postmarked"}
    found = [day + far for far in NEARLY] if after else [day]
    return [*found, *(day - far for far in NEARLY[1:])] if before else found


def _qualified(kind: Kind, of: Reads) -> Iterator[frozenset[str]]:
    """The qualifiers that an event may have had: those on file, with any that the order asks for."""
    asked = {
        text
        for wanted in of.kinds
        for way, _ in ways(wanted)
        if way.term == kind.term
        for text in way.qualifiers
    }
    missing = sorted(asked - set(kind.qualifiers))
    for count in range(len(missing) + 1):
        for added in combinations(missing, count):
            has = {*kind.qualifiers, *added}
            if stand_together(kind.term, has):
                yield frozenset(text.casefold() for text in _with_implied(kind.term, has))


def _with_implied(name: str, qualifiers: set[str]) -> set[str]:
    term = VOCABULARY.events[name]
    return qualifiers | {i for text in qualifiers if (q := term.qualifier(text)) for i in q.implies}


def stand_together(name: str, qualifiers: set[str]) -> bool:
    """Whether one event can have all of these qualifiers: no two of one group, implied ones included."""
    qualifiers = _with_implied(name, qualifiers)
    term = VOCABULARY.events[name]
    groups = [q.group for text in qualifiers if (q := term.qualifier(text)) and q.group]
    return len(groups) == len(set(groups))


def unsearched(name: str, record: Record) -> tuple[Span, ...]:
    """The days on which nobody is sure to have looked for a term."""
    looked = merged(
        Span(search.since.hi, search.through.lo)
        for search in record.searches
        if search.since.hi <= search.through.lo
        and any(term == "everything" or name in VOCABULARY.covers[term] for term in search.terms)
    )
    edges = [FIRST_DAY - 1, *(edge for span in looked for edge in span), LAST_DAY + 1]
    spans = [Span(lo + 1, hi - 1) for lo, hi in zip(edges[::2], edges[1::2], strict=True)]
    return tuple(span for span in spans if span.lo <= span.hi)


def _unseen(name: str, asked: Asked, of: Reads) -> Iterator[tuple[Happened, ...]]:
    yield ()
    gaps = unsearched(name, asked.record)
    free = [day for lo, hi in gaps for day in range(max(lo, EARLIEST), min(hi, LATEST) + 1)]
    sorts = dict.fromkeys(
        has
        for kind in of.kinds
        for way, hint in ways(kind)
        if way.term == name and not hint
        for has in (*_qualified(Kind(name), of), frozenset(q.casefold() for q in way.qualifiers))
    )
    single = [
        Happened(name, has, day, minute=TIMES[0] if of.hourly else 0, clocks=clocks)
        for has in sorts
        for day in free
        for clocks in (
            _clocks(Event(Kind(name), from_day(day)), day, of) if VOCABULARY.events[name].clocks else ((),)
        )
    ]
    yield from ((event,) for event in single)
    draw = random.Random(len(single))  # noqa: S311 - a test, repeatable
    yield from (tuple(draw.choices(single, k=2)) for _ in range(len(single)))


def _fact(fact: Fact) -> Iterator[Held]:
    known = [frozenset([value]) for value in fact.values or (*VALUES[fact.name], OTHER)]
    doubted = bool(VOCABULARY.facts[fact.name].doubted_by)
    for stands, values, since, until in product(
        (True, False) if doubted else (True,),
        [frozenset(fact.values)] if fact.negated else known,
        days_of(fact.since),
        days_of(fact.until),
    ):
        yield Held(fact, values, fact.negated, since, until, stands)


def _otherwise(name: str) -> Iterator[frozenset[str]]:
    """What may be so of a fact: one value, or for what may have several, any of them."""
    known = (*VALUES[name], OTHER)
    if VOCABULARY.facts[name].single:
        yield from (frozenset([value]) for value in known)
    else:
        yield from (frozenset(some) for n in range(len(known)) for some in combinations(VALUES[name], n))
