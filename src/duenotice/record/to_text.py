"""A record into the ``case`` notation; `from_text` reads the same record back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duenotice.days import FIRST_DAY, iso
from duenotice.record.model import ALWAYS, FOR_GOOD, Entry, Event, Fact, Record, Search, Withdrawal
from duenotice.record.words import is_plain, quoted_title, source_to_text
from duenotice.terms import roster_words


def to_text(record: Record) -> str:
    """The record as text, ending in a line break: the title, then one indented line an entry."""
    lines = [_title(record.title), *(f"  {line_of(entry)}" for entry in record.entries())]
    return "\n".join(lines) + "\n"


def _title(title: str) -> str:
    """The title, in quotation marks if it is empty or could be read as an entry.

    (Every form of a line begins with a small letter, a sign or a digit, or says *unknown*.)
    """
    safe = re.match(r"[^\W\d_]", title) and title == title.strip() and not _OPENS.match(title)
    return title if safe else quoted_title(title)


def line_of(entry: Entry) -> str:
    """One entry as one line, with when it was learned and its source."""
    return f"{body_of(entry)}{''.join(_origin(entry))}"


def body_of(entry: Entry) -> str:
    """What an entry says, without when it was learned and its source."""
    match entry:
        case Event(kind=kind, date=date, clocks=clocks):
            return f"{date} {kind}" + "".join(f", {clock} {day}" for clock, day in clocks)
        case Search():
            since = "" if entry.since == ALWAYS else f" from {entry.since}"
            where = f' at "{entry.where}"' if entry.where else ""
            return f"searched {' or '.join(entry.terms)}{since} through {entry.through}{where}"
        case Fact():
            since = "" if entry.since == ALWAYS else f" from {entry.since}"
            until = "" if entry.until == FOR_GOOD else f" through {entry.until}"
            return f"{_fact(entry)}{since}{until}"
        case Withdrawal():
            return f"withdraws {' '.join(entry.origin.corrects)}"


def _fact(fact: Fact) -> str:
    not_ = "not " if fact.negated else ""
    if fact.name == "presence" and len(fact.values) == 1 and not fact.negated:
        return fact.values[0]
    if fact.name == "roster" and len(fact.values) == 1:
        return f"{not_}{roster_words(fact.values[0])}"
    values = " or ".join(value if is_plain(value) else f'"{value}"' for value in fact.values)
    return f"{fact.name} {not_}{values}" if values else f"{fact.name} unknown"


_OPENS = re.compile(
    r"(?:expect|on|known|withdraws|searched|in|not|outside|unknown|nationality|presence|state|district"
    r"|language|counsel|roster)\b|XX",
    re.IGNORECASE,
)


def _origin(entry: Entry) -> Iterator[str]:
    origin = entry.origin
    parts = []
    if origin.learned != FIRST_DAY:
        parts.append(f"learned {iso(origin.learned)}")
    if origin.id:
        parts.append(f"as {origin.id}")
    if origin.corrects and not isinstance(entry, Withdrawal):
        parts.append(f"corrects {' '.join(origin.corrects)}")
    if parts:
        yield f" ({'; '.join(parts)})"
    if origin.source:
        yield f" [{source_to_text(origin.source)}]"
