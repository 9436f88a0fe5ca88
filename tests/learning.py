"""What learning is, what forgetting is, and what is neither.

**Learning** says more about what was open and takes nothing back:

- `narrow`: a rough date, of an event, a search or a fact, gets fewer days it may mean;
- `widen`: a search reaches further and finds nothing that was not on file;
- `resolve`: a fact of several values, or of none, gets one of them; an event gets a further
  qualifier that may stand beside those it has;
- `add`: an event turns up, all of whose days lie where nobody had looked for its kind. (A term that
  only other terms show, such as *criminal violation*, is looked for where each of those was.)

**Raising a doubt** is learning of a weaker sort: an event turns up that only hints at something
(`criminal arrest`), or that puts something on file in doubt (`pardon`, `removal`), on days that
nobody had searched. The record is silent about doubts until then, and the engine does not
presume them. A definite answer may then become unknown; it may never turn round.

**Forgetting** erases an entry. To erase an event is also to erase that its days were searched: a
search that found something and reports nothing would say that there was nothing. So every search
loses the days of the event.

To forget one of two values that can be so together is no forgetting: who is known to be a national of
two countries is a national of each; who is known to be a national of one, of no other.

**Corrections** are neither: an event added to or removed from days that were searched, a date moved
to other days, a fact that contradicts another, an entry withdrawn. They may turn any answer round.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, Span, from_day, from_span
from duenotice.record import Entry, Event, Fact, Record, Search
from duenotice.terms import NOT_UNDERSTOOD, Kind
from tests.strategies import VALUES, VOCABULARY, Reads, pick, related_events, upto
from tests.worlds import stand_together, unsearched

NARROWEST = 400
"""Longer spans are narrowed to days near those of the tests."""


@dataclass(frozen=True)
class Learned:
    """A record with more in it; `became` tells what an entry was replaced by."""

    record: Record
    became: tuple[tuple[Entry, Entry], ...] = ()

    def now(self, entry: Entry) -> Entry:
        """The entry as it stands now."""
        for old, new in self.became:
            if entry.content == old.content:
                return new
        return entry


Step = Callable[[st.DrawFn, Record, Reads], Learned]


def learn(draw: st.DrawFn, record: Record, of: Reads, doubts: bool = False) -> Learned:
    """One step of learning; `doubts`: events that hint or cast doubt may turn up as well."""
    steps: tuple[Step, ...] = (_narrow, _widen, _resolve, _add_doubtful if doubts else _add)
    return pick(draw, steps)(draw, record, of)


def _replaced(record: Record, old: Entry, new: Entry) -> Learned:
    kept = [new if entry.content == old.content else entry for entry in record.entries()]
    return Learned(Record(record.title).adding(*kept), ((old, new),))


def fewer_days(draw: st.DrawFn, date: DateFact) -> DateFact:
    """A date that may mean fewer days, or the same: a part of one of its spans."""
    span = pick(draw, date.spans)
    lo, hi = span
    if hi - lo > NARROWEST:
        near = 737_060
        lo, hi = max(lo, min(near - 30, hi)), min(hi, max(near + 40, lo))
    first = lo + draw(upto(hi - lo))
    last = first + draw(upto(hi - first))
    return from_day(first) if first == last else from_span(first, last)


def _narrow(draw: st.DrawFn, record: Record, of: Reads) -> Learned:
    del of
    entries: list[Entry] = [e for e in record.entries() if _rough(e)]
    if not entries:
        return Learned(record)
    entry = pick(draw, entries)
    match entry:
        case Event(date=date):
            return _replaced(record, entry, replace(entry, date=fewer_days(draw, date)))
        case Fact(since=since, until=until):
            if not since.exact and (until.exact or draw(upto(1))):
                return _replaced(record, entry, replace(entry, since=fewer_days(draw, since)))
            return _replaced(record, entry, replace(entry, until=fewer_days(draw, until)))
        case Search(since=since, through=through):
            if not since.exact and (through.exact or draw(upto(1))):
                return _replaced(record, entry, replace(entry, since=fewer_days(draw, since)))
            return _replaced(record, entry, replace(entry, through=fewer_days(draw, through)))
        case _:
            return Learned(record)


def _rough(entry: Entry) -> bool:
    match entry:
        case Event(date=date):
            return not date.exact
        case Fact(since=since, until=until) | Search(since=since, through=until):
            return not (since.exact and until.exact)
        case _:
            return False


def _widen(draw: st.DrawFn, record: Record, of: Reads) -> Learned:
    """A search reaches further, or a new one is made: either finds nothing."""
    if not record.searches or draw(upto(2)) == 0:
        terms = sorted(of.terms) or ["check-in"]
        day = 737_050 + draw(upto(20))
        new = Search((pick(draw, terms),), from_day(day + draw(upto(10))), from_day(day))
        return Learned(record.adding(new))
    search = pick(draw, record.searches)
    if draw(upto(1)):
        wider = replace(search, since=from_day(max(FIRST_DAY, search.since.lo - draw(upto(5)))))
    else:
        wider = replace(search, through=from_day(min(LAST_DAY, search.through.hi + draw(upto(5)))))
    return _replaced(record, search, wider)


def _resolve(draw: st.DrawFn, record: Record, of: Reads) -> Learned:
    """An open fact gets a value, or an event a qualifier that the order asks for."""
    open_facts = [fact for fact in record.facts if possible(fact, record)]
    qualified = [event for event in record.events if missing(event.kind, of)]
    if open_facts and (not qualified or draw(upto(1))):
        fact = pick(draw, open_facts)
        value = pick(draw, possible(fact, record))
        return _replaced(record, fact, replace(fact, values=(value,)))
    if not qualified:
        return Learned(record)
    event = pick(draw, qualified)
    added = pick(draw, missing(event.kind, of))
    kind = Kind(event.kind.term, tuple(sorted({*event.kind.qualifiers, added})))
    return _replaced(record, event, replace(event, kind=kind))


def possible(fact: Fact, record: Record) -> tuple[str, ...]:
    """The values that an open fact may turn out to have without contradicting another entry."""
    if len(fact.values) == 1 or fact.negated:
        return ()
    others = [other for other in record.facts if other.name == fact.name and other.content != fact.content]
    denied = {value for other in others if other.negated for value in other.values}
    said = [set(other.values) for other in others if other.values and not other.negated]
    single = VOCABULARY.facts[fact.name].single
    return tuple(
        value
        for value in fact.values or VALUES[fact.name]
        if value not in denied and (not single or all(value in values for values in said))
    )


def missing(kind: Kind, of: Reads) -> tuple[str, ...]:
    """Qualifiers that the order asks for, that this kind lacks, and that it may have. One that
    weakens what it is added to (*to counsel*) is no answer to a question that an order asks; nor is the
    language of a paper that is not understood, which may contradict what the person understands."""
    shown = {way for wanted in of.kinds for way in (wanted, *VOCABULARY.events[wanted.term].shown_by)}
    asked = {text for way in shown if way.term == kind.term for text in way.qualifiers}
    return tuple(
        text
        for text in sorted(asked - set(kind.qualifiers))
        if stand_together(kind.term, {*kind.qualifiers, text})
        and not (NOT_UNDERSTOOD in kind.qualifiers and VOCABULARY.events[kind.term].languages([text]))
    )


def _add(draw: st.DrawFn, record: Record, of: Reads) -> Learned:
    return _turn_up(draw, record, [kind for kind in related_events(of.terms) if not raises_doubt(kind, of)])


def _add_doubtful(draw: st.DrawFn, record: Record, of: Reads) -> Learned:
    return _turn_up(draw, record, list(related_events(of.terms)))


def raises_doubt(kind: Kind, of: Reads) -> bool:
    """Whether an event of this kind hints at something that the order reads, or puts it in doubt."""
    hints = {way.term for wanted in of.kinds for way in VOCABULARY.events[wanted.term].hinted_at_by}
    doubts = {way.term for term in of.terms for way in VOCABULARY.events[term].doubted_by}
    doubts |= {way.term for name, _ in of.facts for way in VOCABULARY.facts[name].doubted_by}
    return kind.term in hints | doubts


def _turn_up(draw: st.DrawFn, record: Record, kinds: list[Kind]) -> Learned:
    if not kinds:
        return Learned(record)
    kind = pick(draw, kinds)
    gaps = [near for gap in not_looked(kind.term, record) if (near := _near(gap))]
    if not gaps:
        return Learned(record)
    gap = pick(draw, gaps)
    first = gap.lo + draw(upto(gap.hi - gap.lo))
    last = min(gap.hi, first + pick(draw, (0, 0, 1, 4)))
    date = from_day(first) if first == last else from_span(first, last)
    return Learned(record.adding(Event(kind, date)))


def not_looked(name: str, record: Record) -> tuple[Span, ...]:
    """The days on which nobody looked for a term, or for something that shows it."""
    shown = {way.term for way in VOCABULARY.events[name].shown_by}
    if name in shown:
        return unsearched(name, record)
    return tuple(span for term in sorted(shown) for span in unsearched(term, record))


def _near(gap: Span) -> Span | None:
    lo, hi = max(gap.lo, 737_040), min(gap.hi, 737_080)
    return Span(lo, hi) if lo <= hi else None


def forget(record: Record, entry: Entry) -> Record:
    """The record without an entry and, if it is an event, without the searches of its days."""
    rest = record.without(entry)
    if not isinstance(entry, Event):
        return rest
    cut = [part for search in rest.searches for part in _without_days(search, entry.date)]
    return Record(rest.title, rest.facts, rest.events, tuple(cut), rest.withdrawals)


def says_more(fact: Fact, record: Record) -> bool:
    """Whether a fact stands beside another value, which alone would rule it out and together does not."""
    others = [other for other in record.facts if other.name == fact.name and other.content != fact.content]
    return VOCABULARY.facts[fact.name].together and any(other.values != fact.values for other in others)


def _without_days(search: Search, date: DateFact) -> list[Search]:
    lo, hi = date.lo, date.hi
    parts = []
    if search.since.hi < lo:
        through = search.through if search.through.hi < lo else from_day(min(lo - 1, search.through.lo))
        parts.append(replace(search, through=through))
    if search.through.lo > hi:
        since = search.since if search.since.lo > hi else from_day(max(hi + 1, search.since.hi))
        parts.append(replace(search, since=since))
    return parts
