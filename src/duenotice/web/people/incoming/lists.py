"""A list in CSV or XLSX: its mapping says what facts are in it, `Columns` where it says who people are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from duenotice.documents import read_text
from duenotice.importers.roster import Mapping, mapping_from_yaml
from duenotice.importers.roster.dates import NoDate, date_of
from duenotice.importers.roster.header import Header as Found
from duenotice.importers.roster.header import NoHeader, find_header, header_problem
from duenotice.importers.roster.mapping import folded
from duenotice.importers.roster.persons import Persons
from duenotice.importers.roster.rows import NotTaken, Reader, raw, text_of
from duenotice.importers.roster.sheets import Row, Sheet, sheets_of
from duenotice.library import load_vocabulary
from duenotice.problems import Place, RefusedTables
from duenotice.record import Entry, Origin, Record, Search
from duenotice.web.people.identity import Contact, WhoIs
from duenotice.web.people.incoming.model import Header, Incoming, Rejected, Rows


@dataclass(frozen=True)
class Columns:
    """The columns that say who somebody is, by the words in their headers. Those of `name` are joined."""

    name: tuple[str, ...] = ()
    alias: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    birth_date: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    address: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every one of them."""
        reach = (*self.birth_date, *self.contact, *self.address)
        return (*self.name, *self.alias, *self.number, *reach)


@dataclass
class _Person:
    """What the rows of one person say."""

    who: WhoIs
    entries: list[Entry] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    cells: list[tuple[str, ...]] = field(default_factory=list)

    def incoming(self, title: str, shared: Sequence[Entry]) -> Incoming:
        """The person, with what the list says of everybody."""
        rows = Rows(tuple(self.places), tuple(self.cells))
        return Incoming(self.who, Record(title).adding(*self.entries, *shared), rows)


def read_list(file: Path, map_: Path, columns: Columns, header: Header) -> Iterator[Incoming | Rejected]:
    """The people of a list, and the rows that cannot be read. Raises `RefusedTables` (L01, L02, M01)."""
    vocabulary = load_vocabulary()
    mapping = mapping_from_yaml(read_text(map_), vocabulary, str(map_))
    persons, people = Persons(mapping, None), dict[str, _Person]()
    read, missed = 0, NoHeader(mapping.headers)
    for sheet in sheets_of(file, mapping.encoding, mapping.sheets):
        if (mapping.sheets and sheet.name not in mapping.sheets) or (sheet.hidden and not mapping.sheets):
            continue
        found = find_header(sheet.rows, mapping)
        if isinstance(found, NoHeader):
            missed = found if found.row or not missed.row else missed
            if found.twice or mapping.sheets:
                raise RefusedTables(header_problem(found, Place(str(file))))
            continue
        read += 1
        header.names = max(header.names, found.names, key=len)
        source = mapping.source or file.name
        named = f"{source}, sheet {sheet.name}" if sheet.name else source
        reader = Reader(mapping, vocabulary, found.at | _at(found, columns, file), named, sheet.name)
        yield from _rows(sheet, reader, columns, persons, people, len(found.names))
    if not read:
        raise RefusedTables(header_problem(missed, Place(str(file))))
    shared = _for_everyone(mapping, mapping.source or file.name)
    for id_, person in people.items():
        yield person.incoming("" if mapping.drawn else id_, shared)


def read_sheet(sheet: Sheet, reader: Reader, columns: Columns, width: int) -> Iterator[Incoming | Rejected]:
    """The people of one sheet whose header, of `width` cells, was read already; the rows that cannot be read
    come first. `reader.at` says where each column of the mapping and of `columns` stands."""
    persons, people = Persons(reader.mapping, None), dict[str, _Person]()
    yield from _rows(sheet, reader, columns, persons, people, width)
    for id_, person in people.items():
        yield person.incoming("" if reader.mapping.drawn else id_, ())


def _at(found: Found, columns: Columns, file: Path) -> dict[str, int]:
    """Where the columns of identities stand. Raises `RefusedTables` (L02)."""
    places: dict[str, list[int]] = {}
    for number, name in enumerate(found.names):
        places.setdefault(folded(name), []).append(number)
    missing = tuple(name for name in columns.all if folded(name) not in places)
    twice = [name for name in columns.all if len(places.get(folded(name), ())) > 1]
    if missing or twice:
        wrong = NoHeader(missing, found.names, found.row, "" if missing else twice[0])
        raise RefusedTables(header_problem(wrong, Place(str(file))))
    return {name: places[folded(name)][0] for name in columns.all}


def _rows(
    sheet: Sheet, reader: Reader, columns: Columns, persons: Persons, people: dict[str, _Person], width: int
) -> Iterator[Rejected]:
    """Put each row to its person in `people`, or say why it is rejected."""
    for row in sheet.rows:
        if not any(cell != "" for cell in row.cells):
            continue
        place = f"sheet {sheet.name}, row {row.number}" if sheet.name else f"row {row.number}"
        cells = tuple(raw(cell) for cell in row.cells)
        ragged = len(row.cells) < width and not reader.sheet
        if ragged or any(cell != "" for cell in row.cells[width:]):
            why = f"the row has {len(row.cells)} cells, and the header has {width}"
            yield Rejected(Rows((place,), (cells,)), (why,))
            continue
        whole = Row(row.number, (*row.cells, *[""] * (width - len(row.cells))))
        entries, reasons = reader.entries(whole)
        try:
            id_ = persons.of(reader, whole)
            who = _who(reader, columns, whole)
        except NotTaken as error:
            yield Rejected(Rows((place,), (cells,)), (str(error), *reasons))
            continue
        if reasons or not (entries or who != WhoIs()):
            said = reasons or ["none of the columns that are read says anything"]
            yield Rejected(Rows((place,), (cells,)), tuple(said))
            continue
        persons.take(id_, reader, whole)
        person = people.setdefault(id_, _Person(WhoIs()))
        person.who = _joined(person.who, who)
        person.entries += entries
        person.places.append(place)
        person.cells.append(cells)


def _who(reader: Reader, columns: Columns, row: Row) -> WhoIs:
    """What a row says of who somebody is. Raises `NotTaken`, which names the column and not the cell."""

    def texts(headers: tuple[str, ...]) -> list[str]:
        found = []
        for header in headers:
            try:
                found.append(reader.text(header, row))
            except NotTaken as error:
                raise NotTaken(f"column `{header}`: {error}") from None
        return [text for text in found if text]

    born = [_born(reader, header, row) for header in columns.birth_date]
    name = " ".join(texts(columns.name))
    names = (*([name] if name else []), *texts(columns.alias))
    contacts, addresses = (
        tuple(map(Contact, texts(headers))) for headers in (columns.contact, columns.address)
    )
    return WhoIs(names, tuple(texts(columns.number)), next(filter(None, born), ""), contacts, addresses)


def _born(reader: Reader, header: str, row: Row) -> str:
    cell = row.cells[reader.at[header]]
    try:
        return str(date_of(cell, reader.mapping)) if text_of(cell) and reader.text(header, row) else ""
    except NoDate:
        raise NotTaken(f"column `{header}`: the cell is no date, or can be read two ways") from None


def _joined(one: WhoIs, other: WhoIs) -> WhoIs:
    """Both, each text once: what several rows say of one person."""
    parts = [
        tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name))))
        for name in ("names", "numbers", "contacts", "addresses", "family")
    ]
    names, numbers, contacts, addresses, family = parts
    return WhoIs(names, numbers, one.birth_date or other.birth_date, contacts, addresses, family)


def _for_everyone(mapping: Mapping, source: str) -> list[Entry]:
    return [
        Search(looked.terms, looked.through, looked.since, looked.where, Origin(source, mapping.learned))
        for looked in mapping.searched
        if looked.through is not None
    ]
