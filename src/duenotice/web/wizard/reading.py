"""The chosen columns of a list into people and rejected rows; and what has to be asked before.

Nothing here knows what is on file: whoever prepares a list sees all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duenotice.days import DateFact
from duenotice.importers.roster.dates import NoDate, date_of
from duenotice.importers.roster.mapping import Mapping, folded
from duenotice.importers.roster.rows import NotTaken, Reader, text_of
from duenotice.importers.roster.sheets import Cell
from duenotice.library import load_vocabulary
from duenotice.problems import Place, Refused
from duenotice.record import Record
from duenotice.web.people.fitting import misfits
from duenotice.web.people.identity import WhoIs, checked
from duenotice.web.people.incoming import Incoming, Rejected, Rows
from duenotice.web.people.incoming.lists import read_sheet
from duenotice.web.people.numbers import nine_digits
from duenotice.web.wizard.choices import Choices
from duenotice.web.wizard.meanings import columns_of, is_date, mapping_of, value_of
from duenotice.web.wizard.names import name_key
from duenotice.web.wizard.sheets import Table

MOST_ASKED = 60
"""Spellings that one page asks about."""
TWICE = "the A-number stands in an earlier row of the file too"
SAME_NAME = (
    "an earlier row has the same name and date of birth; if both are one person, say which column tells"
)
BLANK_NAME = "the row says nothing of who it is about: no name and no A-number"


@dataclass(frozen=True)
class Spelling:
    """A text of a column that means nothing yet, and in how many rows it stands."""

    label: str
    meaning: str
    text: str
    rows: int


@dataclass(frozen=True)
class Asked:
    """What has to be said before the list can be read: spellings, and dates that can be read two ways."""

    spellings: tuple[Spelling, ...]
    more: int
    ambiguous: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """The people of a list and the rejected rows. ``rows == accepted + rejected`` is asserted."""

    header: tuple[str, ...]
    people: tuple[Incoming, ...]
    rejected: tuple[Rejected, ...]
    rows: int

    def __post_init__(self) -> None:
        taken, not_taken = (
            sum(len(each.rows.places) for each in self.people),
            sum(len(each.rows.places) for each in self.rejected),
        )
        told = taken + not_taken
        assert told == self.rows, f"{self.rows} rows are not {told}"


def listed(table: Table, choices: Choices, source: str) -> Listed:
    """Read a list as it was chosen."""
    labels = table.labels(choices.row)
    day_first = None if not choices.dates else choices.dates == "day first"
    mapping = mapping_of(choices, source, day_first)
    named = f"{source}, sheet {table.name}" if table.name else source
    reader = Reader(
        mapping, load_vocabulary(), {label: at for at, label in enumerate(labels)}, named, table.name
    )
    people, rejected, met = list[Incoming](), list[Rejected](), _Met()
    for each in read_sheet(table.below(choices.row), reader, columns_of(choices), len(labels)):
        fit = each if isinstance(each, Rejected) else _fit(each, met)
        if isinstance(fit, Rejected):
            rejected.append(fit)
        else:
            people.append(fit)
    filled = [row for row in table.rows if row.number > choices.row and any(cell != "" for cell in row.cells)]
    return Listed(labels, tuple(people), tuple(rejected), len(filled))


def asked(table: Table, choices: Choices) -> Asked:
    """What the list says that nobody has given a meaning yet."""
    counted: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], str] = {}
    ambiguous: dict[str, None] = {}
    both = {order: mapping_of(choices, "", order) for order in (True, False)}
    labels = table.labels(choices.row)
    places = [
        (at, label, choices.columns[label]) for at, label in enumerate(labels) if label in choices.columns
    ]
    for row in table.rows:
        for at, label, meaning in places if row.number > choices.row else ():
            cell = row.cells[at] if at < len(row.cells) else ""
            if is_date(meaning) and _two_ways(cell, both):
                ambiguous.setdefault(str(cell))
            text = _unread(cell, label, meaning, choices, both[True])
            if text:
                key = (label, folded(text))
                first.setdefault(key, text)
                counted[key] = counted.get(key, 0) + 1
    found = [
        Spelling(label, choices.columns[label], first[label, cell], n) for (label, cell), n in counted.items()
    ]
    return Asked(tuple(found[:MOST_ASKED]), max(0, len(found) - MOST_ASKED), tuple(ambiguous)[:5])


def _two_ways(cell: Cell, both: dict[bool, Mapping]) -> bool:
    days = [_day(cell, mapping) for mapping in both.values()]
    return None not in days and days[0] != days[1]


def _day(cell: Cell, mapping: Mapping) -> DateFact | None:
    try:
        return date_of(cell, mapping)
    except NoDate:
        return None


def _unread(cell: Cell, label: str, meaning: str, choices: Choices, mapping: Mapping) -> str:
    """The text of a cell that means nothing yet; blank if it means something or cannot be read at all."""
    try:
        text = text_of(cell)
    except NotTaken:
        return ""
    if not text or folded(text) in mapping.blank or folded(text) in choices.values.get(label, {}):
        return ""
    if is_date(meaning):
        return "" if _day(cell, mapping) or any(char.isdigit() for char in text) else text
    if meaning.startswith("fact:"):
        return text if value_of(meaning, text) is None else ""
    return text if meaning.startswith("yes:") else ""


class _Met:
    """Who was met in the list so far: numbers, and names with a date of birth, each with whether a number
    tells that person from others."""

    def __init__(self) -> None:
        self.numbers = set[str]()
        self.names = dict[tuple[str, str], bool]()

    def again(self, who: WhoIs) -> str:
        """Why this may be somebody whom an earlier row is about; blank if nothing says so."""
        if self.numbers & set(who.numbers):
            return TWICE
        keys = [(name_key(name), who.birth_date) for name in who.names if who.birth_date]
        same = [key for key in keys if key in self.names]
        if same and not (who.numbers and all(self.names[key] for key in same)):
            return SAME_NAME
        self.numbers.update(who.numbers)
        self.names.update(dict.fromkeys(keys, bool(who.numbers)))
        return ""


def _fit(person: Incoming, met: _Met) -> Incoming | Rejected:
    """The person if it could be kept as it is, with numbers of nine digits."""
    try:
        digits = tuple(dict.fromkeys(map(nine_digits, person.who.numbers)))
        who = checked(replace(person.who, numbers=digits))
        entries = list(person.record.entries())
        problems = misfits(entries, entries, load_vocabulary(), Place("record"))
    except Refused as refused:
        return Rejected(
            person.rows, tuple(f"{each.what}: {each.why} ({each.code})" for each in refused.problems)
        )
    if problems:
        return Rejected(person.rows, tuple(f"{each.what} ({each.code})" for each in problems))
    if not who.names and not who.numbers:
        return Rejected(person.rows, (BLANK_NAME,))
    again = met.again(who)
    if again:
        return Rejected(person.rows, (again,))
    return Incoming(who, Record(person.record.title).adding(*entries), person.rows)


def cells_in(rows: Rows) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each row of a person: its place, and its cells as they were."""
    for number, place in enumerate(rows.places):
        yield place, rows.cells[number] if rows.cells else ()
