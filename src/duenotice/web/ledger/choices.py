"""What can be done in the window, as a page shows it (`duenotice.notice.window`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duenotice.days import from_day, in_words
from duenotice.language import Cite
from duenotice.library import load_options
from duenotice.notice.deadline import Deadline, NotKnown
from duenotice.notice.window import Asked, Choice, State, Window, window
from duenotice.problems import Refused
from duenotice.record import Record, Search
from duenotice.truth import YES
from duenotice.web.site.crimes import TERMS, about_crimes


@dataclass(frozen=True)
class ChoiceShown:
    """One option. safe: its last safe day; own: its own deadline in words."""

    number: int
    name: str
    what: str
    needs: tuple[str, ...]
    where: str
    sure: bool
    hurry: bool
    safe: str
    own: str
    cites: tuple[Cite, ...]
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class WindowShown:
    """The window. refused: why there is none. promised: whether the order promises any time."""

    last: str = ""
    strict: str = ""
    basis: str = ""
    because: str = ""
    promised: bool = False
    can: tuple[ChoiceShown, ...] = ()
    cannot: tuple[ChoiceShown, ...] = ()
    refused: str = ""


def choices(asked: Asked, in_full: bool) -> WindowShown:
    """The window of one person. Whoever may not read about crimes gets what can be said without them."""
    if not in_full:
        asked = replace(asked, record=without_crimes(asked.record))
    try:
        found = window(asked, load_options())
    except Refused as why:
        return WindowShown(refused=str(why.problems[0].what))
    return _shown(found)


def without_crimes(record: Record) -> Record:
    """A record without what is about crimes, and as if nobody had looked for it."""
    searches = (
        replace(each, terms=tuple(term for term in each.terms if term not in TERMS))
        for each in record.searches
    )
    kept: tuple[Search, ...] = tuple(each for each in searches if each.terms)
    events = tuple(event for event in record.events if not about_crimes(event))
    return replace(record, events=events, searches=kept)


def _shown(found: Window) -> WindowShown:
    closes = found.closes
    last, strict = (in_words(from_day(day - 1)) for day in (closes.lenient, closes.strict))
    live = [each for each in found.choices if each.state in (State.OPEN, State.HURRY)]
    rest = [each for each in found.choices if each not in live]
    return WindowShown(
        last,
        strict if strict != last else "",
        closes.basis.value,
        closes.says,
        closes.promised,
        tuple(_choices(live, closes.promised)),
        tuple(_choices(rest, False)),
    )


def _choices(found: list[Choice], promised: bool) -> Iterator[ChoiceShown]:
    for each in found:
        option = each.option
        yield ChoiceShown(
            each.number,
            option.name,
            option.what,
            option.needs,
            option.where,
            each.truth is YES,
            each.state is State.HURRY,
            in_words(from_day(each.safe)) if promised and each.state is State.OPEN else "",
            _own(each),
            option.cites,
            option.cautions,
        )


def _own(choice: Choice) -> str:
    own = choice.own
    if isinstance(own, NotKnown):
        return f"{own.clock}: the day from which it runs is not on file"
    if not isinstance(own, Deadline):
        return ""
    first, last = (in_words(from_day(day)) for day in own.days)
    days = first if first == last else f"{first} to {last}"
    return f"{own.clock}: {days}" + (" (a date to watch)" if own.watch else "")
