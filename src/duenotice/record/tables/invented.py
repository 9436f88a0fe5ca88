"""People who do not exist, as many as are wanted: for benchmarks, for tests, for trying things out.

The shares of nationalities and of ways of release are those of published totals (``invented.csv``
says which, and which numbers are made up); everything about one person is drawn from the seed. The
drawing is arithmetic on whole numbers, so that the same seed gives the same people with every
version of DuckDB. The tables are streamed into their files by one thread: with several, rows would wait for
their turn in memory (10 M people: 5 GB instead of 0.3).

A life runs: entry, perhaps an arrest, a charge and a conviction, a final order, a release, check-ins,
perhaps a missed one, a detention in 2017 to 2019, and for some of those a notice. Days are counted
from 1970-01-01. The events of a person are drawn one by one and need not make sense together: an
answer has to hold for records that do not.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from duenotice.record.tables.opened import connected, literal, name
from duenotice.record.tables.schema import VERSION, VERSION_KEY
from duenotice.record.tables.write import write_schema

LARGEST = 100_000_000
"""The most people that can be told apart here."""
_ALL = 2**32


@dataclass(frozen=True)
class Wish:
    """How many people, from which seed, with rows sorted by person or in random order. `cambodians`
    is the share of nationals of Cambodia; None: as published. `roster`: as the people of one case's list
    could be (`_ROSTER`), instead of as the whole population."""

    people: int
    seed: int
    in_order: bool = True
    cambodians: float | None = None
    roster: bool = False


@dataclass(frozen=True)
class _Draw:
    """One possible event: how often it is there, the day, and what it is. `exact` of its days are
    written in full, the others by month, year or *about*."""

    often: float
    term: str
    day: str
    qualifiers: str = "''"
    exact: float = 0.86


_EVENTS = (
    _Draw(0.90, "entry to the United States", "entered", exact=0.6),
    _Draw(0.30, "criminal arrest", "entered + draw(i, 11) % 6500"),
    _Draw(0.20, "criminal charge", "entered + draw(i, 12) % 6500"),
    _Draw(0.32, "conviction", "entered + draw(i, 13) % 6500"),
    _Draw(0.682, "final order of removal", "ordered", exact=0.953),
    _Draw(0.75, "release from ICE custody", "released", "way"),
    _Draw(0.60, "check-in", "released + 365", exact=0.95),
    _Draw(0.50, "check-in", "released + 730", exact=0.95),
    _Draw(0.40, "check-in", "released + 1095", exact=0.95),
    _Draw(0.35, "check-in", "released + 1460", exact=0.95),
    _Draw(0.06, "missed check-in", "released + draw(i, 14) % 3000"),
    _Draw(0.12, "motion to reopen", "ordered + draw(i, 15) % 5000"),
    _Draw(0.08, "travel document issued", "detained - 40 + draw(i, 16) % 80"),
    _Draw(0.45, "detention for removal", "detained", exact=0.97),
    _Draw(0.04, "removal", "detained + 20 + draw(i, 17) % 200", exact=0.97),
)
"""Shares: 68.2 % with a final order of which 95.3 % have a day are published; the rest is invented."""

_OLD = "entered + draw(i, 13) % (ordered - entered)"
_OLD_OR_NEW = f"CASE WHEN chance(i, 18, 0.93) THEN {_OLD} ELSE released + draw(i, 13) % 4000 END"
_ROSTER = {
    "final order of removal": (0.95, "ordered"),
    "criminal arrest": (0.5, _OLD),
    "criminal charge": (0.4, _OLD),
    "conviction": (0.75, _OLD_OR_NEW),
    "detention for removal": (0.1, "detained"),
    "removal": (0.01, "detained + 20 + draw(i, 17) % 200"),
}
"""Another share and day where the people are one roster: 1,900 of 2,000 under a final order and three in
four with a conviction, as reported of nationals of Cambodia (``compliance/figures.yaml``); nearly every
conviction is older than the order. The rest is invented."""
_NOTICED = 0.225
_NOTICED_ROSTER = 0.06

_LIVES = """
    SELECT *, ordered + 20 + draw(i, 3) % 500 AS released FROM (
      SELECT *, entered + 700 + draw(i, 2) % 4500 AS ordered FROM (
        SELECT i, 'invented-' || lpad(CAST(i AS VARCHAR), 8, '0') AS person,
          1826 + draw(i, 1) % 9000 AS entered, 17440 + draw(i, 4) % 540 AS detained,
          draw(i, 5) AS born, {way} AS way
        FROM range({people}) AS people(i)))"""

_STATES = ("California", "Massachusetts", "Minnesota", "Pennsylvania", "Texas", "Washington")


def invent(wish: Wish, folder: Path, kind: str = "parquet") -> Iterator[tuple[str, int]]:
    """Write the tables as ``parquet`` or ``csv`` into `folder`, giving each name with its number of rows."""
    options = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{'{VERSION_KEY}': '{VERSION}'}}"
    if kind == "csv":
        options = "FORMAT csv, HEADER true, NULL ''"
        write_schema(folder)
    with TemporaryDirectory(prefix="duenotice-") as spilled, connected(Path(spilled)) as connection:
        _prepare(connection, wish)
        for table, (query, columns_) in _queries(wish).items():
            columns = ", ".join(f"nullif({name(column)}, '') AS {name(column)}" for column in columns_)
            rows = f"SELECT {columns} FROM ({query})"
            if not wish.in_order:
                rows += " ORDER BY draw(i * 32 + slot, 99)"
            file = literal(str(folder / f"{table}.{kind}"))
            counted = connection.execute(f"COPY ({rows}) TO {file} ({options})")
            yield table, (counted.fetchone() or (0,))[0]


def _prepare(connection: duckdb.DuckDBPyConnection, wish: Wish) -> None:
    connection.execute("SET preserve_insertion_order = true")
    seed = (wish.seed * 2_147_483_629 + 12_345) % _ALL
    connection.execute("CREATE MACRO fold(v) AS xor(v, v >> 16)")
    first = f"fold((i * 40503 + salt * 69069 + {seed}) % {_ALL})"
    mixed = f"fold(({first} * 73244475) % {_ALL})"
    connection.execute(f"CREATE MACRO draw(i, salt) AS fold(({mixed} * 73244475) % {_ALL})")
    connection.execute(f"CREATE MACRO chance(i, salt, p) AS draw(i, salt) < p * {_ALL}")
    connection.execute("CREATE MACRO day(n) AS CAST(DATE '1970-01-01' + CAST(n AS INTEGER) AS VARCHAR)")
    connection.execute(
        """CREATE MACRO rough(i, salt, n, exact) AS CASE
        WHEN chance(i, salt, exact) THEN day(n)
        WHEN draw(i, salt + 1) % 10 < 6 THEN left(day(n), 7)
        WHEN draw(i, salt + 1) % 10 < 8 THEN left(day(n), 4)
        WHEN draw(i, salt + 1) % 10 < 9 THEN day(n) || '~' ELSE 'unknown' END"""
    )


_Rows = tuple[str, tuple[str, ...]]
"""A query whose rows have the number of the person (`i`) and one of the row (`slot`), and its columns."""


def _queries(wish: Wish) -> dict[str, _Rows]:
    """For each table its rows."""
    lives = _LIVES.format(way=_chosen(_shares("release"), "draw(i, 6)"), people=wish.people)
    nationalities = _shares("nationality")
    if wish.cambodians is not None:
        nationalities = _with_share(nationalities, "Cambodia", wish.cambodians)
    return {
        "people": (f"SELECT i, 0 AS slot, person FROM ({lives})", ("person",)),
        "facts": _unnested(lives, ("fact", "values"), _facts(_chosen(nationalities, "born"))),
        "events": _unnested(lives, ("term", "qualifiers", "date"), _events(wish.roster)),
        "searches": _searches(lives),
        "notices": _notices(lives, _NOTICED_ROSTER if wish.roster else _NOTICED),
    }


def _shares(what: str) -> Mapping[str, float]:
    """The shares of one kind, which add up to 1."""
    text = files("duenotice.record.tables").joinpath("invented.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["what"] == what]
    whole = sum(int(row["share"]) for row in rows)
    return {row["value"]: int(row["share"]) / whole for row in rows}


def _with_share(shares: Mapping[str, float], value: str, share: float) -> Mapping[str, float]:
    """The same shares, with another for one value."""
    others = 1 - shares[value]
    return {name: share if name == value else old * (1 - share) / others for name, old in shares.items()}


def _chosen(shares: Mapping[str, float], drawn: str) -> str:
    """One of some values, each as often as its share says."""
    cases, reached = [], 0.0
    for value, share in shares.items():
        reached += share
        cases.append(f"WHEN {drawn} < {int(reached * _ALL)} THEN {literal(value)}")
    return f"CASE {' '.join(cases)} ELSE {literal(list(shares)[-1])} END"


def _facts(nationality: str) -> Iterator[str]:
    state = _chosen({name: 1 / len(_STATES) for name in _STATES}, "draw(i, 23)")
    yield f"{{'fact': 'nationality', 'values': {nationality}}}"
    yield _if("chance(i, 21, 0.96)", "{'fact': 'presence', 'values': 'in the United States'}")
    yield _if("chance(i, 22, 0.5)", f"{{'fact': 'state of residence', 'values': {state}}}")


def _events(roster: bool) -> Iterator[str]:
    for number, each in enumerate(_EVENTS):
        salt = 100 + 4 * number
        often, day = each.often, each.day
        if roster:
            often, day = _ROSTER.get(each.term, (often, day))
        rough = f"rough(i, {salt + 1}, {day}, {each.exact})"
        parts = f"'term': {literal(each.term)}, 'qualifiers': {each.qualifiers}, 'date': {rough}"
        yield _if(f"chance(i, {salt}, {often})", f"{{{parts}}}")


def _if(condition: str, row: str) -> str:
    return f"CASE WHEN {condition} THEN {row} END"


def _unnested(lives: str, columns: tuple[str, ...], rows: Iterable[str]) -> _Rows:
    """Several rows a person, of which some are not there."""
    rows = list(rows)
    both = f"unnest([{', '.join(rows)}]) AS row_, unnest(range({len(rows)})) AS slot"
    listed = ", ".join(f"row_.{name(column)}" for column in columns)
    inner = f"SELECT i, person, {both} FROM ({lives})"
    return f"SELECT i, slot, person, {listed} FROM ({inner}) WHERE row_ IS NOT NULL", ("person", *columns)


def _searches(lives: str) -> _Rows:
    """Two searches for everyone, and for some people the courts and the reports of officers."""
    courts = "'conviction;criminal arrest;criminal charge;conviction vacated;pardon'"
    officers = "'missed check-in;violation of release conditions;revocation of release'"
    rows = (
        _if("chance(i, 31, 0.62)", _search(courts, "day(entered)", "day(17900 + draw(i, 32) % 200)")),
        _if("chance(i, 33, 0.55)", _search(officers, "day(released)", "'2019-06-30'")),
    )
    query, columns = _unnested(lives, ("terms", "since", "through"), rows)
    custody = "detention for removal;release from ICE custody;notice of detention;notice returned"
    orders = "final order of removal;order reopened;order vacated;naturalization;removal;death"
    everyone = f"""SELECT * FROM (VALUES (-2, 0, '*', '{custody}', '', '2019-06-30'),
        (-1, 0, '*', '{orders}', '2003', '2019-06-30')) AS everyone(i, slot, person, terms, since, through)"""
    return f"{everyone} UNION ALL {query}", columns


def _search(terms: str, since: str, through: str) -> str:
    return f"{{'terms': {terms}, 'since': {since}, 'through': {through}}}"


def _notices(lives: str, often: float) -> _Rows:
    """For some of those who may be detained: five days after to 54 days before."""
    language = _chosen({"": 0.6, "English": 0.2, "Khmer": 0.1, "Spanish": 0.1}, "draw(i, 43)")
    columns = {
        "date": "rough(i, 44, given, 0.9)",
        "method": "CASE WHEN by_mail THEN 'mailed' ELSE 'handed' END",
        "recipient": "CASE WHEN chance(i, 46, 0.1) THEN 'to counsel' END",
        "language": language,
        "dated": "day(given - 1)",
        "mailed": _if("by_mail", "day(given)"),
        "received": _if("by_mail AND chance(i, 47, 0.7)", "day(given + 2 + draw(i, 48) % 6)"),
        "returned": _if("by_mail AND chance(i, 49, 0.03)", "day(given + 20)"),
    }
    given = f"""SELECT *, detained + 5 - draw(i, 41) % 60 AS given, chance(i, 42, 0.6) AS by_mail
        FROM ({lives}) WHERE chance(i, 40, {often})"""
    listed = ", ".join(f"{expression} AS {name(column)}" for column, expression in columns.items())
    return f"SELECT i, 0 AS slot, person, {listed} FROM ({given})", ("person", *columns)
