"""One row of a list into the entries of a person, or the reasons why it cannot be taken over.

A row is taken over whole or not at all: an entry that is left out of a row could be the one that
decides. A blank cell says nothing; it is never taken for a *no*.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from typing import TypeVar

from duenotice.days import NOT_KNOWN, DateFact
from duenotice.importers.roster.dates import NoDate, date_of
from duenotice.importers.roster.mapping import (
    NOTHING,
    UNKNOWN,
    ClockColumn,
    EventColumn,
    FactColumn,
    Mapping,
    QualifierColumn,
    folded,
)
from duenotice.importers.roster.sheets import Bad, Cell, Row
from duenotice.problems import Place, Refused, quoted
from duenotice.record import Entry, Event, Fact, Origin, Search
from duenotice.record.clocks import with_clocks
from duenotice.terms import UnknownWords, Vocabulary, fact_value, with_qualifier

_DIGITS_KEPT = 10**15
NOWHERE = Place("")
_T = TypeVar("_T")


class NotTaken(Exception):
    """The cell cannot be taken over; the message says why. `column` is its column, where that is not
    the one that is being read."""

    def __init__(self, why: str, column: str = "") -> None:
        super().__init__(why)
        self.column = column


@dataclass(frozen=True)
class Reader:
    """Reads the rows of one sheet (blank: a CSV file): `at` says in which column each header of the
    mapping stands, `source` what the entries name as theirs."""

    mapping: Mapping
    vocabulary: Vocabulary
    at: Map[str, int]
    source: str
    sheet: str

    def entries(self, row: Row) -> tuple[list[Entry], list[str]]:
        """The entries of a row, and the reasons why it is rejected (then the entries do not count)."""
        found: list[Entry] = []
        reasons: list[str] = []
        for header in self.mapping.columns:
            try:
                found += _reported(self._column(header, row))
            except NotTaken as error:
                reasons.append(f"column `{error.column or header}`: {error}")
        for number, looked in enumerate(self.mapping.searched):
            if looked.through is None:
                try:
                    found += _reported(self._search(number, row))
                except NotTaken as error:
                    reasons.append(f"column `{looked.column}`: {error}")
        return found, reasons

    def text(self, header: str, row: Row) -> str:
        """The text of a cell; blank if the mapping says that it stands for nothing. Raises `NotTaken`."""
        text = text_of(row.cells[self.at[header]])
        return "" if folded(text) in self.mapping.blank else text

    def _column(self, header: str, row: Row) -> Iterator[Entry]:
        match self.mapping.columns[header]:
            case FactColumn() as meaning:
                yield from self._fact(header, meaning, row)
            case EventColumn() as meaning:
                event = self._event(header, meaning, row)
                if event:
                    yield self._qualified(header, event, row)
            case QualifierColumn(of=of) | ClockColumn(of=of):
                if self.text(header, row) and not self.text(of, row):
                    raise NotTaken(f"the cell is filled, and `{of}`, to which it belongs, is blank")

    def _fact(self, header: str, meaning: FactColumn, row: Row) -> Iterator[Fact]:
        text = self.text(header, row)
        said = meaning.values.get(folded(text), text)
        if not text or said == NOTHING:
            return
        term = self.vocabulary.facts[meaning.name]
        values = () if folded(said) == UNKNOWN else (fact_value(term, said, NOWHERE, "R03"),)
        yield Fact(meaning.name, values, origin=self._origin(header, row))

    def _event(self, header: str, meaning: EventColumn, row: Row) -> Event | None:
        text = self.text(header, row)
        origin = self._origin(header, row)
        if not text:
            return None
        if not meaning.yes:
            return Event(meaning.kind, date_of(row.cells[self.at[header]], self.mapping), origin)
        if folded(text) in meaning.yes:
            return Event(meaning.kind, NOT_KNOWN, origin)
        if folded(text) in meaning.no:
            return None
        raise NotTaken(f"{quoted(text)} is neither listed under `if` nor under `not if`")

    def _qualified(self, header: str, event: Event, row: Row) -> Event:
        """The event with what other columns say of it."""
        clocks: dict[str, DateFact] = {}
        for other, meaning in self.mapping.columns.items():
            if not isinstance(meaning, QualifierColumn | ClockColumn) or meaning.of != header:
                continue
            try:
                if isinstance(meaning, ClockColumn):
                    clocks |= dict(_reported(self._clock(other, meaning, row)))
                else:
                    [event] = _reported(self._of_sort(other, meaning, event, row))
            except NotTaken as error:
                raise NotTaken(str(error), other) from None
        return with_clocks(event, clocks, self.vocabulary, NOWHERE)

    def _clock(self, header: str, meaning: ClockColumn, row: Row) -> Iterator[tuple[str, DateFact]]:
        if self.text(header, row):
            yield meaning.clock, date_of(row.cells[self.at[header]], self.mapping)

    def _of_sort(self, header: str, meaning: QualifierColumn, event: Event, row: Row) -> Iterator[Event]:
        text = self.text(header, row)
        words = meaning.values.get(folded(text), text)
        if text and words not in (NOTHING, UNKNOWN):
            kind = with_qualifier(event.kind, words, self.vocabulary, NOWHERE, "R02")
            event = replace(event, kind=kind)
        yield event

    def _search(self, number: int, row: Row) -> Iterator[Search]:
        looked = self.mapping.searched[number]
        if self.text(looked.column, row):
            through = date_of(row.cells[self.at[looked.column]], self.mapping)
            yield Search(looked.terms, through, looked.since, looked.where, self._origin(looked.column, row))

    def _origin(self, header: str, row: Row) -> Origin:
        return Origin(f"{self.source}, row {row.number}, column {header}", self.mapping.learned)


def _reported(found: Iterator[_T]) -> list[_T]:
    """What is found, with everything that refuses it as `NotTaken`."""
    try:
        return list(found)
    except NoDate as error:
        raise NotTaken(str(error)) from None
    except UnknownWords as unknown:
        raise NotTaken(f"{unknown.problem.what} ({unknown.problem.code})") from None
    except Refused as refused:
        said = "; ".join(f"{problem.what} ({problem.code})" for problem in refused.problems)
        raise NotTaken(said) from None


def text_of(cell: Cell) -> str:
    """A cell as text. Raises `NotTaken` for one that cannot be read, or a number that lost digits."""
    match cell:
        case Bad():
            raise NotTaken(cell.why)
        case bool():
            return "TRUE" if cell else "FALSE"
        case datetime.date():
            return cell.isoformat()
        case int() | float():
            if abs(cell) >= _DIGITS_KEPT:
                raise NotTaken(f"`{cell:g}` has more digits than a spreadsheet keeps; the last ones are lost")
            return str(int(cell)) if cell == int(cell) else str(cell)
        case _:
            return " ".join(cell.split())


def raw(cell: Cell) -> str:
    """A cell as it is written back into the file of rejected rows."""
    match cell:
        case Bad():
            return cell.text
        case bool() | int() | float():
            return (
                str(int(cell))
                if isinstance(cell, float) and abs(cell) < 1e300 and cell == int(cell)
                else str(cell)
            )
        case datetime.date():
            return cell.isoformat()
        case _:
            return cell
