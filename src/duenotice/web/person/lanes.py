"""In which lane of the timeline an entry stands."""

from __future__ import annotations

from enum import Enum

from duenotice.library import load_vocabulary
from duenotice.record import Entry, Event, Search
from duenotice.web.site.crimes import about_crimes


class Lane(Enum):
    """The lanes, from top to bottom. What is a fact or a withdrawal stands in the list only."""

    IMMIGRATION = "Immigration"
    CUSTODY = "Custody"
    CRIMES = "Criminal"
    NOTICES = "Notices"
    SEARCHES = "Searches"
    NONE = ""


CUSTODY = frozenset(
    (
        *("detention for removal", "other detention", "release from ICE custody", "check-in"),
        *("missed check-in", "revocation of release", "transfer", "custody review", "custody hearing"),
        *("interview", "pressure to sign", "ruling against release", "removal"),
    )
)
"""Terms about being held, let go, and moved."""


def lane_of(entry: Entry) -> Lane:
    """The lane of an entry."""
    match entry:
        case Search():
            return Lane.SEARCHES
        case Event(kind=kind):
            return Lane.CRIMES if about_crimes(entry) else lane_of_term(kind.term)
        case _:
            return Lane.NONE


def lane_of_term(term: str) -> Lane:
    """The lane of an event that is about no crime."""
    if load_vocabulary().event(term).clocks or term == "notice returned":
        return Lane.NOTICES
    return Lane.CUSTODY if term in CUSTODY else Lane.IMMIGRATION
