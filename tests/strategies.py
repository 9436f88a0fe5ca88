"""Random dates, records and whole questions, for the property tests.

Days lie close together (`START` and the twenty days after it) and kinds are drawn from what the
order reads, so that things collide: that is where meaning is decided. Random orders are in
``tests/orders.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, TypeVar

from hypothesis import strategies as st

from duenotice.days import LAST_DAY, NOT_KNOWN, DateFact, Relation, from_day, from_edtf, from_span, iso
from duenotice.language import (
    Class,
    DayIs,
    DutyAfter,
    DutyByDay,
    EventExists,
    FactIs,
    Forbidden,
    Lapsed,
    NoEvent,
    NoticeBefore,
    OnDate,
    Order,
    Rules,
    Timing,
    Unit,
    Verb,
    begun_by,
    conditions_of,
)
from duenotice.language import to_text as rules_text
from duenotice.library import load_vocabulary
from duenotice.problems import Place
from duenotice.reason import Answer, answer
from duenotice.record import ALWAYS, FOR_GOOD, Event, Fact, Record, Search
from duenotice.record import to_text as record_text
from duenotice.terms import CLOCKS, LANGUAGE, UNDERSTOOD, Kind, kind_from_words

VOCABULARY = load_vocabulary()
START = 737_050
"""22 December 2018; the days that are drawn cross the end of a month and of a year."""
DAYS = 20


def kind(words: str) -> Kind:
    """The kind that some words name."""
    return kind_from_words(words, VOCABULARY, Place("tests"), "O02")


EVENTS: tuple[Kind, ...] = tuple(
    map(
        kind,
        (
            "conviction",
            "conviction vacated",
            "pardon",
            "criminal arrest",
            "criminal charge",
            "criminal violation",
            "final order of removal",
            "release from ICE custody",
            "release from ICE custody by bond",
            "release from ICE custody by parole",
            "detention for removal",
            "other detention",
            "check-in",
            "missed check-in",
            "violation of release conditions",
            "revocation of release",
            "revocation of release for breach",
            "revocation of release for changed circumstances",
            "event ending the order",
            "order vacated",
            "order reopened",
            "removal",
            "naturalization",
            "notice of detention",
            "notice of detention written",
            "notice of detention oral",
            "notice of detention mailed",
            "notice of detention handed",
            "notice of detention written to counsel",
            "notice of detention in Khmer",
            "notice of detention written in English",
            "notice of detention written in a language understood",
            "notice of detention written in a language not understood",
            "notice returned",
            "interview",
            "custody hearing",
            "notice of reasons",
            "notice of reasons written",
        ),
    )
)
"""Every kind of event that a record of these tests may hold."""

VALUES: dict[str, tuple[str, ...]] = {
    "nationality": ("Cambodia", "Laos", "stateless"),
    "presence": ("in the United States", "outside the United States"),
    "state of residence": ("California", "Nevada"),
    "language understood": ("Khmer", "English"),
    "roster": ("the list of 92",),
}

T = TypeVar("T")


@cache
def upto(most: int) -> st.SearchStrategy[int]:
    """A whole number from 0; kept, because making a strategy costs more than drawing from it."""
    return st.integers(0, most)


def pick(draw: st.DrawFn, options: Sequence[T]) -> T:
    """One of some options; the first when hypothesis shrinks."""
    return options[draw(upto(len(options) - 1))]


def one_in(draw: st.DrawFn, number: int) -> bool:
    """True once in so many times; False when hypothesis shrinks."""
    return draw(upto(number - 1)) == number - 1


days = upto(DAYS).map(lambda number: START + number)
exact_dates = days.map(from_day)
spans = st.builds(lambda lo, length: from_span(lo, lo + 1 + length), days, upto(3))
"""Some day between two that lie close together."""
sets_of_days = st.builds(lambda lo, gap: from_edtf(f"[{iso(lo)},{iso(lo + 2 + gap)}]"), days, upto(3))
"""One of two days that do not touch."""
open_dates = st.one_of(
    days.map(lambda day: from_edtf(f"../{iso(day)}")),
    days.map(lambda day: from_edtf(f"{iso(day)}/..")),
    st.just(NOT_KNOWN),
    st.sampled_from(["2018-12", "2019-01", "2018"]).map(from_edtf),
)
marked_dates = st.builds(lambda day, mark: from_edtf(iso(day) + mark), days, st.sampled_from("~?%"))
bounded_dates = st.one_of(exact_dates, exact_dates, exact_dates, spans, sets_of_days)
dates = st.one_of(
    exact_dates, exact_dates, exact_dates, exact_dates, spans, sets_of_days, open_dates, marked_dates
)


@dataclass(frozen=True)
class Reads:
    """What an order speaks of: its kinds, its facts with the values asked for, and those of its kinds
    that are acts and notices of duties."""

    kinds: tuple[Kind, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    acted: tuple[Kind, ...] = ()
    clocks: tuple[str, ...] = ()
    """The days from which notices count, where the order says it."""
    hourly: bool = False
    """Whether a period is counted in hours, so that times of day matter."""

    @property
    def terms(self) -> frozenset[str]:
        """Every event term whose presence or absence can bear on the order, doubters included."""
        events = {term for kind in self.kinds for term in VOCABULARY.read_by[kind.term]}
        doubts = {kind.term for name, _ in self.facts for kind in VOCABULARY.facts[name].doubted_by}
        return frozenset(events | doubts)


def reads(rules: Rules[Kind]) -> Reads:
    """What the rules of an order speak of."""
    groups = [group for part in rules.classes for group in (part.body, part.unless)]
    groups += [duty.ends for duty in rules.duties if isinstance(duty, Forbidden)]
    groups += [omission.when for omission in rules.left_out]
    facts: dict[tuple[str, tuple[str, ...]], None] = {}
    owing = [duty for duty in rules.duties if isinstance(duty, NoticeBefore | DutyAfter | DutyByDay)]
    acted = [kind for duty in rules.duties for kind in begun_by(duty)] + [duty.what for duty in owing]
    kinds = dict.fromkeys([*acted, *map(sent, owing)])
    periods = [
        amount
        for duty in owing
        for amount in ((duty.amount,) if isinstance(duty, DutyByDay) else duty.amounts)
    ]
    for duty in owing:
        if isinstance(duty, NoticeBefore) and duty.understood:
            kinds[understood(duty)] = None
            facts[LANGUAGE, VALUES[LANGUAGE]] = None
    for condition in (condition for group in groups for condition in conditions_of(group)):
        match condition:
            case EventExists(what=what) | NoEvent(what=what):
                kinds[what] = None
            case Lapsed(what=what, period=period):
                kinds[what] = None
                periods.append(period)
            case FactIs(fact=fact, values=values):
                facts[fact.term, values] = None
            case _:
                pass
    clocks = sorted({duty.counts_from.value for duty in owing if isinstance(duty, NoticeBefore)} - {""})
    hourly = any(period.unit is Unit.HOURS for period in periods)
    return Reads(tuple(kinds), tuple(facts), tuple(acted), tuple(clocks), hourly)


def sent(duty: NoticeBefore[Kind] | DutyAfter[Kind] | DutyByDay[Kind]) -> Kind:
    """What a duty asks for, with what its verb says of the way it went."""
    verb = {Verb.GIVE: (), Verb.MAIL: ("mailed",), Verb.HAND: ("handed",)}[duty.verb]
    return Kind(duty.what.term, (*duty.what.qualifiers, *verb))


def understood(duty: NoticeBefore[Kind]) -> Kind:
    """What a duty asks for that asks for a language."""
    return Kind(duty.what.term, tuple(sorted({*duty.what.qualifiers, UNDERSTOOD})))


def related_events(terms: frozenset[str]) -> tuple[Kind, ...]:
    """The kinds of `EVENTS` that bear on these terms."""
    return tuple(kind for kind in EVENTS if kind.term in terms)


def a_fact(draw: st.DrawFn, name: str, dated: st.SearchStrategy[DateFact]) -> Fact:
    """A fact of this name: one value, several, none, or not this one; dated or not."""
    known = VALUES[name]
    first = draw(upto(len(known) - 1))
    values = (known[first:] + known[:first])[: pick(draw, (1, 1, 1, 0, 2))]
    negated = bool(values) and one_in(draw, 5)
    since = draw(dated) if one_in(draw, 3) else ALWAYS
    until = draw(dated) if one_in(draw, 3) else FOR_GOOD
    return Fact(name, values, negated, *in_order(since, until))


def an_event(draw: st.DrawFn, what: Kind, dated: st.SearchStrategy[DateFact]) -> Event:
    """An event of this kind; a notice has further days at times."""
    return with_days(draw, Event(what, draw(dated))) if one_in(draw, 3) else Event(what, draw(dated))


def with_days(draw: st.DrawFn, event: Event) -> Event:
    """A notice with one or two of its further days, none of them out of order."""
    if not VOCABULARY.events[event.kind.term].clocks or event.date.hi - event.date.lo > 2 * DAYS:
        return event
    before, after = event.date.lo - draw(upto(4)), event.date.hi + draw(upto(4))
    sent_on = min(before + 1, event.date.lo)
    dates = {"dated": before, "mailed": sent_on, "postmarked": sent_on, "received": after}
    dates["acknowledged"] = after + draw(upto(1))
    names = {pick(draw, CLOCKS), pick(draw, CLOCKS)}
    if "mailed" in event.kind.qualifiers:
        dates["mailed"] = dates["postmarked"] = event.date.lo
        names -= set() if event.date.exact else {"mailed", "postmarked"}
    clocks = tuple((clock, from_day(dates[clock])) for clock in CLOCKS if clock in names)
    return replace(event, clocks=clocks)


def timed(draw: st.DrawFn, date: DateFact) -> DateFact:
    """A day with a time of day."""
    return (
        from_edtf(f"{iso(date.lo)}T{pick(draw, ('09:00', '00:00', '15:30', '23:59'))}")
        if date.exact
        else date
    )


def in_order(since: DateFact, until: DateFact) -> tuple[DateFact, DateFact]:
    """The two dates, exchanged if the first surely lies after the second: no record may say that."""
    return (until, since) if since.lo > until.hi or since.hi > until.hi else (since, until)


def a_search(draw: st.DrawFn, terms: Sequence[str], dated: st.SearchStrategy[DateFact]) -> Search:
    """A search for everything, or for some terms; often from the beginning and to the end."""
    count = pick(draw, (0, 0, 1, 2))
    wanted = tuple(dict.fromkeys(pick(draw, terms) for _ in range(count))) or ("everything",)
    since = draw(dated) if one_in(draw, 3) else ALWAYS
    through = draw(dated) if one_in(draw, 3) else from_day(START + 40)
    since, through = in_order(since, through)
    return Search(wanted, through, since)


@st.composite
def records(draw: st.DrawFn, of: Reads, dated: st.SearchStrategy[DateFact] = dates) -> Record:
    """A record whose events and facts bear on the order, with a stray one at times.

    Acts and notices of the order's duties come twice as often as other events.
    """
    pool = (*(related_events(of.terms) or EVENTS), *of.acted)
    events = [
        an_event(draw, pick(draw, EVENTS if one_in(draw, 8) else pool), dated) for _ in range(draw(upto(6)))
    ]
    names = sorted({name for name, _ in of.facts})
    found = [a_fact(draw, name, dated) for name in names for _ in range(pick(draw, (1, 1, 2, 0)))]
    terms = sorted(of.terms) or ["check-in"]
    looked = [a_search(draw, terms, dated) for _ in range(draw(upto(3)))]
    if of.hourly:
        events = [replace(e, date=timed(draw, e.date)) if one_in(draw, 2) else e for e in events]
    return Record("", tuple(found), tuple(events), tuple(looked))


@st.composite
def two_valued_records(draw: st.DrawFn, of: Reads) -> Record:
    """A record in which nothing is open: exact dates, everything searched, one plain entry a fact,
    no hints, no doubts, and each event with the qualifiers that its group can have."""
    doubters = {kind.term for name in of.terms for kind in VOCABULARY.events[name].doubted_by}
    doubters |= {kind.term for name, _ in of.facts for kind in VOCABULARY.facts[name].doubted_by}
    hints = {kind.term for wanted in of.kinds for kind in VOCABULARY.events[wanted.term].hinted_at_by}
    pool = (*related_events(of.terms), *of.acted)
    settled = [k for k in pool if k.term not in doubters | hints and _settled(k, of.kinds)] or [
        kind("check-in")
    ]
    events = [Event(pick(draw, settled), draw(exact_dates)) for _ in range(draw(upto(7)))]
    if of.hourly:
        events = [replace(event, date=timed(draw, event.date)) for event in events]
    if of.clocks:
        events = [_with_all_days(draw, event) for event in events]
    found = []
    for name in sorted({name for name, _ in of.facts}):
        wanted = sorted({value for other, values in of.facts if other == name for value in values})
        if VOCABULARY.facts[name].single:
            found.append(Fact(name, (pick(draw, VALUES[name]),)))
        else:
            found += [Fact(name, (value,), one_in(draw, 2)) for value in wanted]
    everything = Search(("everything",), from_day(LAST_DAY))
    return Record("", tuple(found), tuple(events), (everything,))


def _with_all_days(draw: st.DrawFn, event: Event) -> Event:
    """A notice of which every day is on file; of anything else there are none."""
    if not VOCABULARY.events[event.kind.term].clocks:
        return event
    day, far = event.date.lo, draw(upto(3))
    dates = {
        "dated": day - far,
        "mailed": day,
        "postmarked": day,
        "received": day + far,
        "acknowledged": day + far,
    }
    return replace(event, clocks=tuple((clock, from_day(dates[clock])) for clock in CLOCKS))


def _settled(found: Kind, wanted: tuple[Kind, ...]) -> bool:
    """Whether it is plain, for every kind of the order, if an event of this kind is of that kind."""
    ways = [way for kind in wanted for way in (kind, *VOCABULARY.events[kind.term].shown_by)]
    term = VOCABULARY.events[found.term]
    return all(
        term.fits(way.qualifiers, found.qualifiers).value != 1 for way in ways if way.term == found.term
    )


@dataclass(frozen=True, repr=False)
class Asked:
    """One whole question: an order, a record, the day."""

    order: Order
    record: Record
    on: DateFact

    def __repr__(self) -> str:
        return f"\n{rules_text(self.order.rules)}\n{record_text(self.record)}  on {self.on}\n"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Hypothesis shows a failing question as a lawyer would read it."""
        printer.text("..." if cycle else repr(self))

    def about(self, record: Record) -> Asked:
        """The same question about another record."""
        return replace(self, record=record)

    @cached_property
    def answer(self) -> Answer:
        """What the order says."""
        return answer(self.order, self.record, VOCABULARY, self.on)


def class_named(order: Order, name: str) -> Class[Kind]:
    """A class of an order by its name."""
    return next(class_ for class_ in order.rules.classes if class_.name == name)


def has_day_is(rules: Rules[Kind]) -> bool:
    """Whether any letter asks about the day of the question itself."""
    groups = [group for part in rules.classes for group in (part.body, part.unless)]
    return any(isinstance(condition, DayIs) for group in groups for condition in conditions_of(group))


def dates_in(rules: Rules[Kind]) -> list[DateFact]:
    """The dates that the letters of an order are measured from."""
    groups = [group for part in rules.classes for group in (part.body, part.unless)]
    groups += [duty.ends for duty in rules.duties if isinstance(duty, Forbidden)]
    found: list[Timing] = []
    for condition in (condition for group in groups for condition in conditions_of(group)):
        match condition:
            case EventExists(timings=timings) | NoEvent(timings=timings):
                found += timings
            case Lapsed(anchor=anchor, timings=timings):
                found += [Timing(Relation.AFTER, anchor), *timings]
            case DayIs(timing=timing):
                found.append(timing)
            case _:
                pass
    by_day = [duty.since for duty in rules.duties if isinstance(duty, DutyByDay)]
    written = [*(timing.anchor for timing in found), *by_day]
    return [anchor.date for anchor in written if isinstance(anchor, OnDate)]
