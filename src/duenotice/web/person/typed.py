"""What was typed into the larger forms, as an entry: an event or a notice, a fact, a search.

Nothing is guessed: a date with two readings, a word of no vocabulary and a qualifier that does not go with
its term are refused with what would be right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from duenotice.days import DateFact, from_edtf, in_words
from duenotice.library import load_vocabulary
from duenotice.problems import Place
from duenotice.record import ALWAYS, FOR_GOOD, Entry, Event, Fact, Origin, Search
from duenotice.record.clocks import with_clocks
from duenotice.terms import CLOCKS, Kind, UnknownWords, fact_value, kind_from_words
from duenotice.web.person.asking import Said, Typed, refused
from duenotice.web.site.crimes import TERMS

MOST_WORDS = 500
"""Characters of a source."""
SORTS = ("event", "fact", "search")


@dataclass(frozen=True)
class Sent:
    """A form: its fields as text, and whether its sender may tell of crimes."""

    fields: QueryDict
    in_full: bool
    today: date

    def text(self, name: str) -> str:
        return str(self.fields.get(name, "")).strip()

    def day(self, name: str) -> DateFact | None:
        """A day that was typed; None if the field was left empty. Raises `RefusedDate`."""
        return from_edtf(self.text(name), Place(name)) if self.text(name) else None

    @property
    def source(self) -> str:
        """The source; if none was typed, the person told it today."""
        typed = self.text("source")
        if len(typed) > MOST_WORDS:
            raise refused(f"the source has more than {MOST_WORDS} characters", "a longer text is a note")
        return typed or f"told by the person, on {self.today}"


def answered(sent: Sent, name: str) -> Typed:
    """An answer to a question. Raises `RefusedRecord`, `RefusedDate`."""
    try:
        said = Said(sent.text("said"))
    except ValueError:
        raise refused("it was not said what the answer is", "press one of the buttons") from None
    return Typed(said, sent.text("option"), sent.day("date"), sent.source, name, sent.today)


def entry_from(sent: Sent, name: str, corrects: tuple[str, ...] = ()) -> Entry:
    """The entry that was typed. Raises `RefusedRecord`, `RefusedDate`, `UnknownWords`."""
    origin = Origin(sent.source, sent.today.toordinal(), name, corrects)
    match sent.text("sort"):
        case "event":
            return _event(sent, origin)
        case "fact":
            return _fact(sent, origin)
        case "search":
            return _search(sent, origin)
        case _:
            raise refused("it was not said what is recorded", "use one of the forms of this page")


def _event(sent: Sent, origin: Origin) -> Event:
    vocabulary, term = load_vocabulary(), _term(sent, sent.text("term"))
    day = sent.day("date")
    if day is None:
        raise refused("no day was typed", "write the day, or `unknown` if nobody knows it")
    if not day.doubtful and day.lo > sent.today.toordinal():
        raise refused(f"{in_words(day)} has not come yet", "what is on file has happened; mend the date")
    qualifiers = [str(each).strip() for each in sent.fields.getlist("qualifiers") if str(each).strip()]
    if sent.text("language"):
        qualifiers.append(f"in {sent.text('language')[:1].upper()}{sent.text('language')[1:]}")
    kind = kind_from_words(str(Kind(term, tuple(qualifiers))), vocabulary, Place("event"), "R02")
    if kind.term != term:
        raise refused("the words mean another event", "choose the event, and only what goes with it")
    clocks = {clock: found for clock in CLOCKS if (found := sent.day(clock)) is not None}
    return with_clocks(Event(kind, day, origin), clocks, vocabulary, Place("event"))


def _fact(sent: Sent, origin: Origin) -> Fact:
    term = load_vocabulary().facts.get(sent.text("term"))
    if term is None:
        raise refused("it was not said what the fact is about", "choose one")
    if not sent.text("option"):
        raise refused("no value was typed", "write the value")
    value = fact_value(term, sent.text("option"), Place("fact"), "R03")
    since, until = sent.day("since") or ALWAYS, sent.day("through") or FOR_GOOD
    return Fact(term.name, (value,), bool(sent.text("negated")), since, until, origin)


def _search(sent: Sent, origin: Origin) -> Search:
    terms = tuple(_term(sent, str(each)) for each in sent.fields.getlist("term"))
    through = sent.day("through")
    if not terms or through is None:
        raise refused("a search needs what was looked for, and through which day", "fill in both")
    if through.hi > sent.today.toordinal():
        raise refused("nobody can have looked through a day to come", "write the day of the search")
    where = sent.text("place")
    if len(where) > MOST_WORDS or '"' in where:
        raise refused("where was looked is too long, or holds a quotation mark", "name the place in short")
    return Search(terms, through, sent.day("since") or ALWAYS, where, origin)


def _term(sent: Sent, term: str) -> str:
    if term not in load_vocabulary().events or (term in TERMS and not sent.in_full):
        raise refused("it was not said what happened", "choose one of those that are listed")
    return term


def qualifiers_of(terms: tuple[str, ...]) -> Iterator[str]:
    """Every qualifier of some terms, each once; those that end in a name are typed."""
    seen: set[str] = set()
    for term in terms:
        for qualifier in load_vocabulary().event(term).qualifiers:
            if "<" not in qualifier.name and qualifier.name not in seen:
                seen.add(qualifier.name)
                yield qualifier.name


__all__ = ["MOST_WORDS", "SORTS", "Sent", "UnknownWords", "answered", "entry_from", "qualifiers_of"]
