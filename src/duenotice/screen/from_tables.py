"""Tables of records into the narrow layout, inside the engine that holds them.

Every different text is understood once, by the reader that the checks and single records use; the
millions of rows are joined with those few. A row counts if it had been learned by the day `known_on`,
and if no other row of the same person that counts corrects it.

Two rows that say the same event are one event.

The statements are written for DuckDB, and in what Spark can say too: `in_spark` runs the same ones.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

import duckdb
import pyarrow as pa

from duenotice.days import LAST_DAY, DateFact, iso
from duenotice.problems import Place
from duenotice.record import Event
from duenotice.record.tables import Opened, cells
from duenotice.screen.codes import Codebook, Entry, Paper
from duenotice.screen.engines.duckdb_ import keep
from duenotice.terms import CLOCKS, Vocabulary

EVERYONE = "*"
NOWHERE = Place("")
_SAID = ("term", "qualifiers", "date", *CLOCKS)


class Laid(Protocol):
    """A layout in an engine: the codes that occur; the days that are named; the terms whose events are
    papers, with all their days."""

    @property
    def codes(self) -> Codebook: ...
    @property
    def days(self) -> frozenset[int]: ...
    @property
    def papers(self) -> frozenset[str]: ...
    def dates_of(self, kinds: list[int]) -> list[int]:
        """The dates on which events of these kinds fall."""
        ...


@dataclass(frozen=True)
class Loaded:
    """The layout in a connection: tables named ``all_people``, ``all_facts``, ``all_events``,
    ``all_searches``; the codes that occur; how many people there are; the days that are named; the
    terms whose events are papers, with all their days."""

    connection: duckdb.DuckDBPyConnection
    codes: Codebook
    people: int
    days: frozenset[int]
    papers: frozenset[str]

    def dates_of(self, kinds: list[int]) -> list[int]:
        """The dates on which events of these kinds fall."""
        return [code for (code,) in self.connection.execute(dates_of(kinds)).fetchall()]


def dates_of(kinds: list[int]) -> str:
    """A query for the dates on which events of these kinds fall."""
    return f"SELECT DISTINCT date FROM all_events WHERE kind IN ({', '.join(map(str, [0, *kinds]))})"


def from_tables(
    opened: Opened, vocabulary: Vocabulary, known_on: int = LAST_DAY, papers: frozenset[str] = frozenset()
) -> Loaded:
    """The layout of tables that passed their checks. papers: the terms of what an order wants to be given
    (`to_plan.papers_of`), besides those that have further days."""
    loader = _InDuckDB(vocabulary, known_on, stamped(vocabulary, papers), opened.connection)
    days = loader.load()
    ((people,),) = loader.distinct("SELECT count(*) FROM all_people")
    return Loaded(opened.connection, loader.codes, people, days, loader.papers)


def stamped(vocabulary: Vocabulary, papers: frozenset[str]) -> frozenset[str]:
    """The terms whose events are papers."""
    return papers | {term.name for term in vocabulary.events.values() if term.clocks}


@dataclass
class Loader(ABC):
    """What makes the layout. An engine says how a statement is run, how different values are fetched, and
    how a small table is kept."""

    vocabulary: Vocabulary
    known_on: int
    papers: frozenset[str]
    codes: Codebook = field(default_factory=Codebook, init=False)

    @abstractmethod
    def run(self, statement: str) -> None:
        """Make a table or a view."""

    @abstractmethod
    def distinct(self, query: str) -> list[tuple[Any, ...]]:
        """The few different values that a query finds."""

    @abstractmethod
    def keep(self, name: str, columns: dict[str, list[object]], texts: Iterable[str]) -> None:
        """A small table of what texts mean."""

    def load(self) -> frozenset[int]:
        """Make the layout; the days that it names."""
        self.run("CREATE TABLE all_people AS " + _PEOPLE)
        self.on_file()
        self.dates()
        self.facts()
        self.events()
        self.searches()
        named = self.distinct(
            "SELECT lo FROM said_dates UNION SELECT hi FROM said_dates "
            "UNION SELECT since FROM all_searches UNION SELECT through FROM all_searches"
        )
        return frozenset(day for (day,) in named)

    def on_file(self) -> None:
        """Views of the rows that count."""
        learned = f"(learned = '' OR learned <= '{iso(self.known_on)}')"
        corrections = " UNION ALL ".join(
            f"SELECT person, unnest(string_split(corrects, ';')) AS id FROM {name} "
            f"WHERE corrects <> '' AND {learned}"
            for name in ("facts", "happened", "searches", "withdrawals")
        )
        corrected = f"SELECT DISTINCT person, trim(id) AS id FROM ({corrections}) AS c"
        self.run(f"CREATE TABLE dropped AS {corrected}")
        for name in ("facts", "happened", "searches"):
            self.run(
                f"CREATE VIEW {name}_on_file AS SELECT * FROM {name} AS r "
                f"WHERE {learned} AND (id = '' OR NOT "
                "EXISTS (SELECT 1 FROM dropped AS d WHERE d.person = r.person AND d.id = trim(r.id)))"
            )

    def dates(self) -> None:
        """Every different text of a date, read once. A blank one is read by its own column."""
        columns = [("happened_on_file", "date"), ("facts_on_file", "since"), ("facts_on_file", "until")]
        columns += [("searches_on_file", "since"), ("searches_on_file", "through")]
        found = self.distinct(" UNION ".join(f"SELECT {column} FROM {view}" for view, column in columns))
        texts = sorted({"", *(text for (text,) in found)})
        rows: dict[str, list[object]] = {
            c: [] for c in ("text", "lo", "hi", "since", "through", "sure", "date")
        }
        for text in texts:
            self._date(rows, text, cells.date(text.strip(), NOWHERE))
        self.keep("said_dates", rows, ["text"])

    def _date(self, rows: dict[str, list[object]], text: str, date: DateFact) -> None:
        code = self.codes.dates.setdefault(date, len(self.codes.dates) + 1)
        sure = not (date.approximate or date.doubtful)
        for column, value in zip(
            rows, (text, date.lo, date.hi, date.hi, date.lo, int(sure), code), strict=True
        ):
            rows[column].append(value)

    def facts(self) -> None:
        rows: dict[str, list[object]] = {"fact": [], "values": [], "negated": [], "entry": []}
        said = 'SELECT DISTINCT fact, "values", negated FROM facts_on_file'
        for texts in sorted(self.distinct(said)):
            fact = cells.FactCells(*texts).read(self.vocabulary, NOWHERE)
            entry = Entry(fact.name, fact.values, fact.negated)
            code = self.codes.entries.setdefault(entry, len(self.codes.entries) + 1)
            for column, value in zip(rows, (*texts, code), strict=True):
                rows[column].append(value)
        self.keep("said_facts", rows, ["fact", "values", "negated"])
        always, for_good = cells.since("", NOWHERE).lo, cells.until("", NOWHERE).hi
        self.run(
            "CREATE TABLE all_facts AS SELECT p.p, s.entry, "
            f"CASE WHEN trim(f.since) = '' THEN {always} ELSE b.lo END AS since_lo, "
            f"CASE WHEN trim(f.since) = '' THEN {always} ELSE b.hi END AS since_hi, "
            f"CASE WHEN trim(f.until) = '' THEN {for_good} ELSE u.lo END AS until_lo, "
            f"CASE WHEN trim(f.until) = '' THEN {for_good} ELSE u.hi END AS until_hi "
            "FROM facts_on_file AS f JOIN all_people AS p ON p.name = f.person "
            'JOIN said_facts AS s ON s.fact = f.fact AND s."values" = f."values" AND s.negated = f.negated '
            "JOIN said_dates AS b ON b.text = f.since JOIN said_dates AS u ON u.text = f.until"
        )

    def events(self) -> None:
        rows: dict[str, list[object]] = {column: [] for column in (*_SAID, "kind", "paper")}
        plain: dict[str, list[object]] = {column: [] for column in ("term", "qualifiers", "kind", "stamped")}
        for term, qualifiers in sorted(
            self.distinct("SELECT DISTINCT term, qualifiers FROM happened_on_file")
        ):
            kind = cells.kind(term, qualifiers, self.vocabulary, NOWHERE)
            code = self.codes.kinds.setdefault(kind, len(self.codes.kinds) + 1)
            stamped = int(kind.term in self.papers)
            for column, value in zip(plain, (term, qualifiers, code, stamped), strict=True):
                plain[column].append(value)
        self.keep("said_kinds", plain, ["term", "qualifiers"])
        stamped_query = (
            f"SELECT DISTINCT {', '.join(f'h.{c}' for c in _SAID)} FROM happened_on_file AS h "
            "JOIN said_kinds AS k ON k.term = h.term AND k.qualifiers = h.qualifiers AND k.stamped = 1"
        )
        for texts in sorted(self.distinct(stamped_query)):
            given = dict(zip(_SAID, texts, strict=True))
            kind = cells.kind(given["term"], given["qualifiers"], self.vocabulary, NOWHERE)
            event = Event(kind, cells.date(given["date"], NOWHERE))
            event = cells.with_days(event, given, self.vocabulary, NOWHERE)
            paper = Paper(kind, event.date, event.clocks)
            code = self.codes.papers.setdefault(paper, len(self.codes.papers) + 1)
            for column, value in zip(rows, (*texts, self.codes.kinds[kind], code), strict=True):
                rows[column].append(value)
        self.keep("said_papers", rows, _SAID)
        same = " AND ".join(f"w.{column} = h.{column}" for column in _SAID)
        self.run(
            "CREATE TABLE all_events AS SELECT p, CAST(row_number() OVER () AS INTEGER) AS id, kind, lo, hi, "
            "sure, date, paper FROM (SELECT DISTINCT p.p, k.kind, d.lo, d.hi, d.sure, d.date, 0 AS paper "
            "FROM happened_on_file AS h JOIN all_people AS p ON p.name = h.person "
            "JOIN said_kinds AS k ON k.term = h.term AND k.qualifiers = h.qualifiers AND k.stamped = 0 "
            "JOIN said_dates AS d ON d.text = h.date UNION ALL "
            "SELECT DISTINCT p.p, w.kind, d.lo, d.hi, d.sure, d.date, w.paper FROM happened_on_file AS h "
            f"JOIN all_people AS p ON p.name = h.person JOIN said_papers AS w ON {same} "
            "JOIN said_dates AS d ON d.text = h.date) AS e ORDER BY p"
        )

    def searches(self) -> None:
        rows: dict[str, list[object]] = {"terms": [], "looked": []}
        for (text,) in sorted(self.distinct("SELECT DISTINCT terms FROM searches_on_file")):
            terms = cells.terms(text, self.vocabulary, NOWHERE)
            rows["terms"].append(text)
            rows["looked"].append(self.codes.looked.setdefault(terms, len(self.codes.looked) + 1))
        self.keep("said_terms", rows, ["terms"])
        always = cells.since("", NOWHERE).lo
        since = f"CASE WHEN trim(s.since) = '' THEN {always} ELSE b.since END"
        self.run(
            "CREATE TABLE all_searches AS SELECT DISTINCT COALESCE(p.p, 0) AS p, t.looked, "
            f"{since} AS since, u.through FROM searches_on_file AS s "
            "JOIN said_terms AS t ON t.terms = s.terms "
            "JOIN said_dates AS b ON b.text = s.since JOIN said_dates AS u ON u.text = s.through "
            "LEFT JOIN all_people AS p ON p.name = s.person "
            f"WHERE {since} <= u.through "
            f"AND (p.p IS NOT NULL OR s.person = '{EVERYONE}')"
        )


def meant(columns: dict[str, list[object]], texts: Iterable[str]) -> pa.Table:
    """A small table of what texts mean. texts: the columns that are text; the others are whole numbers."""
    types = {column: pa.string() if column in texts else pa.int32() for column in columns}
    return pa.table({c: pa.array(values, types[c]) for c, values in columns.items()})


@dataclass
class _InDuckDB(Loader):
    connection: duckdb.DuckDBPyConnection

    def run(self, statement: str) -> None:
        self.connection.execute(statement)

    def distinct(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def keep(self, name: str, columns: dict[str, list[object]], texts: Iterable[str]) -> None:
        keep(self.connection, f"TABLE {name}", meant(columns, texts))


# A stopped run goes on bucket by bucket, so a person must have the same number in every run.
_PEOPLE = (
    "SELECT CAST(row_number() OVER (ORDER BY name) AS INTEGER) AS p, name "
    "FROM (SELECT person AS name FROM people UNION "
    + " UNION ".join(f"SELECT person FROM {name}" for name in ("facts", "happened", "searches"))
    + f") AS everybody WHERE name <> '{EVERYONE}' AND name <> ''"
)
