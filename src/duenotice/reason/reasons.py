"""Reasons: what one condition rests on, in words, with the entries of the record and their sources.

Each reason is one sentence. A reason that leaves something open carries the question that would
settle it; `questions` gathers those. Every entry that a truth depends on is cited: delete the
others and the answer stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, Relation, Span, from_day, in_words
from duenotice.language import Anchor, Named
from duenotice.reason.timeline import Happening
from duenotice.record import ALWAYS, FOR_GOOD, Entry, Event, Fact, Search, body_of
from duenotice.terms import Kind
from duenotice.truth import UNKNOWN, YES, Truth

AT_ANY_TIME = Span(FIRST_DAY, LAST_DAY)


class Ease(IntEnum):
    """How easily a question can be answered: the person may know, a paper shows it, a search, a lawyer."""

    ASK = 0
    PAPER = 1
    SEARCH = 2
    LAWYER = 3


@dataclass(frozen=True)
class Question:
    """One thing to find out. `terms` and `span` tell what to look for, from when through when;
    `about` is the entry on file that is not clear enough."""

    ask: str
    ease: Ease
    terms: tuple[str, ...] = ()
    span: Span = AT_ANY_TIME
    about: tuple[Entry, ...] = ()
    where: str = ""

    @property
    def topic(self) -> str:
        """What is asked, whatever the days and the reason for asking."""
        return (
            self.ask.split("? ")[0]
            if self.ease is Ease.PAPER
            else self.ask.replace(span_words(self.span), "…")
        )


def distinct(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Easiest first, without those that the answer to another one answers: the same thing asked about
    fewer days, or once more for another reason."""
    kept: list[Question] = []
    for question in sorted(dict.fromkeys(questions), key=lambda question: question.ease):
        same = [other for other in kept if other.topic == question.topic]
        if any(other.span.lo <= question.span.lo and question.span.hi <= other.span.hi for other in same):
            continue
        narrower = [o for o in same if question.span.lo <= o.span.lo and o.span.hi <= question.span.hi]
        kept = [question if other in narrower[:1] else other for other in kept if other not in narrower[1:]]
        kept += [] if narrower else [question]
    return tuple(kept)


@dataclass(frozen=True)
class Reason:
    """One sentence, the entries of the record behind it, and what is open about it (if anything)."""

    says: str
    entries: tuple[Entry, ...] = ()
    question: Question | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the entries, each once."""
        return tuple(dict.fromkeys(e.origin.source for e in self.entries if e.origin.source))


def entries_of(*happenings: Happening) -> tuple[Event, ...]:
    """The events behind some happenings; stand-ins have none."""
    return tuple(happening.event for happening in happenings if happening.event)


NOT_ON_FILE = "an event nobody recorded"


def name_of(happening: Happening) -> str:
    """``release from ICE custody by bond, 2 March 1999``."""
    return f"{happening.event.kind}, {in_words(happening.date)}" if happening.event else NOT_ON_FILE


def the(happening: Happening, name: str = "") -> str:
    """``the release of 2 March 1999``; by its kind, if the order gives it no name. A day that is no
    event, such as the one asked about, is itself."""
    if not (happening.seen or name) and happening.date.exact:
        return in_words(happening.date)
    said = name or (str(happening.event.kind) if happening.event else "event")
    if not happening.seen:
        return f"the {said}, whose day nobody knows"
    words = in_words(happening.date)
    return f"the {said} of {words}" if happening.date.exact else f"the {said} ({words})"


def anchor_words(anchor: Anchor, meant: Happening) -> str:
    """What a timing is measured from: an event by its name in the order, or a day."""
    return the(meant, anchor.name) if isinstance(anchor, Named) else in_words(meant.date)


def no_bound(day: int) -> bool:
    """Whether a day lies at an end of the line, or so near the beginning that nothing but an open
    beginning can have led there."""
    return day < FIRST_DAY + 36_524 or day == LAST_DAY


def span_words(span: Span) -> str:
    """``from 3 March 1999 through 15 January 2019``; an open beginning is ``at any time``."""
    if span.lo == span.hi:
        return f"on {in_words(from_day(span.lo))}"
    until = "" if no_bound(span.hi) else f"through {in_words(from_day(span.hi))}"
    since = "at any time" if no_bound(span.lo) else f"from {in_words(from_day(span.lo))}"
    return f"{since} {until}".rstrip()


def searches_words(searches: Iterable[Search]) -> Iterator[Reason]:
    """What was looked for, from when through when, and where."""
    for search in searches:
        where = f", at {search.where}" if search.where else ""
        since = f" from {in_words(search.since)}" if search.since != ALWAYS else ""
        terms = " or ".join(search.terms)
        yield Reason(f"searched for {terms}{since} through {in_words(search.through)}{where}", (search,))


def fact_reason(fact: Fact) -> Reason:
    """One fact on file."""
    since = f" from {in_words(fact.since)}" if fact.since != ALWAYS else ""
    until = f" through {in_words(fact.until)}" if fact.until != FOR_GOOD else ""
    plain = replace(fact, since=ALWAYS, until=FOR_GOOD)
    return Reason(f"on file: {body_of(plain)}{since}{until}", (fact,))


_HOLDS = {
    Relation.AFTER: ("after", "not after"),
    Relation.ON_OR_AFTER: ("on or after", "before"),
    Relation.BEFORE: ("before", "not before"),
    Relation.ON_OR_BEFORE: ("on or before", "after"),
    Relation.SAME_DAY: ("on the day of", "not on the day of"),
    Relation.WITHIN_DAYS_AFTER: ("within {n} days after", "not within {n} days after"),
    Relation.MORE_THAN_DAYS_AFTER: ("more than {n} days after", "not more than {n} days after"),
    Relation.AT_LEAST_DAYS_BEFORE: ("at least {n} days before", "less than {n} days before"),
}


def relation_words(relation: Relation, days: int) -> str:
    """``within 90 days after``."""
    return _HOLDS[relation][0].format(n=days)


@dataclass(frozen=True)
class Compared:
    """Two days that were compared: `other` says what the right one is the day of."""

    left: DateFact
    relation: Relation
    days: int
    right: DateFact
    other: str
    truth: Truth

    def __str__(self) -> str:
        """What is so of the left day, with the days between if both are known: ``after the release
        of 2 March 1999 (12 days later)``."""
        holds, fails = (text.format(n=self.days) for text in _HOLDS[self.relation])
        if self.truth is UNKNOWN:
            return f"may or may not be {holds} {self.other}"
        return f"{holds if self.truth is YES else fails} {self.other}{_difference(self.left, self.right)}"

    @property
    def sentence(self) -> str:
        """The same with the left day as its subject."""
        verb = "" if self.truth is UNKNOWN else "is "
        return f"{in_words(self.left)} {verb}{self}"


def _difference(left: DateFact, right: DateFact) -> str:
    if not (left.exact and right.exact) or left.lo == right.lo:
        return ""
    count = abs(left.lo - right.lo)
    return f" ({count:,} day{'' if count == 1 else 's'} {'later' if left.lo > right.lo else 'earlier'})"


def kind_words(kind: Kind) -> str:
    """A kind with its article: ``a conviction``."""
    text = str(kind)
    return f"{'an' if text[0] in 'aeiouAEIO' else 'a'} {text}"
