"""What rows and tables say together: who is listed, spans that end before they begin, ids and
corrections. Each is one join or one grouping; only corrections of corrections are walked in Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from duenotice.days import NOT_KNOWN, DateFact
from duenotice.problems import Place, Problem, Refused, RefusedDate, quoted
from duenotice.record.model import Event
from duenotice.record.tables import cells
from duenotice.record.tables.opened import Tables, name
from duenotice.record.tables.report import Finding, at_most
from duenotice.record.tables.schema import EVERYONE, LIST
from duenotice.record.tables.stage import Staged
from duenotice.terms import CLOCKS, Kind, Vocabulary

_SPANS = {"facts": ("since", "until"), "searches": ("since", "through")}


def among_tables(tables: Tables, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Everything that is wrong between rows and between tables."""
    yield from at_most(_people_twice(tables))
    for staged in tables.staged.values():
        yield from at_most(_not_listed(tables, staged))
    for table, (first, last) in _SPANS.items():
        if table in tables.staged:
            yield from at_most(_reversed(tables, tables.staged[table], first, last))
    if "notices" in tables.staged:
        yield from at_most(_days_of_notices(tables, tables.staged["notices"], vocabulary))
    yield from _corrections(tables)


def _people_twice(tables: Tables) -> Iterator[Finding]:
    staged = tables.staged.get("people")
    if staged is None:
        return
    query = """SELECT person, min(nr), max(nr), count(*) FROM people WHERE person <> ''
        GROUP BY person HAVING count(*) > 1 ORDER BY min(nr) LIMIT 51"""
    for person, first, last, count in tables.rows(query):
        row = staged.row(int(str(last)))
        problem = Problem(
            "T10",
            staged.place(row, "person"),
            f"{quoted(str(person))} is in {staged.called(int(str(first)))} already",
            "two people who share an id would become one, or one person would be counted twice",
            "keep one of the rows; if they are two people, give each an id of their own",
        )
        yield Finding("people", row, "person", int(str(count)) - 1, problem)


def _not_listed(tables: Tables, staged: Staged) -> Iterator[Finding]:
    """People that a table speaks of and `people` does not list."""
    table = staged.table.name
    if "people" not in tables.staged or table == "people":
        return
    query = f"""SELECT person, min(nr), count(*) FROM {name(table)} AS r
        WHERE person NOT IN ('', '{EVERYONE}')
          AND NOT EXISTS (SELECT 1 FROM people AS l WHERE l.person = r.person)
        GROUP BY person ORDER BY min(nr) LIMIT 51"""
    for person, first, count in tables.rows(query):
        row = staged.row(int(str(first)))
        problem = Problem(
            "T08",
            staged.place(row, "person"),
            f"{quoted(str(person))} is not in `people`",
            "`people` lists everybody; whoever is not in it would not be answered for",
            _listed_so(tables, str(person)),
        )
        yield Finding(table, row, "person", int(str(count)), problem)


def _listed_so(tables: Tables, person: str) -> str:
    """Whom `people` lists instead: the same id with its zeros, or in other letters."""
    query = """SELECT person FROM people WHERE person <> '' AND (ltrim(person, '0') = ltrim(?, '0')
        OR lower(trim(person)) = lower(trim(?))) LIMIT 1"""
    for (found,) in tables.rows(query, person, person):
        if str(found).casefold() == person.strip().casefold():
            return f"`people` lists {quoted(str(found))}; write the id alike in every table"
        return f"`people` lists {quoted(str(found))}; leading zeros were lost in one of the two tables"
    return "add the person to `people`, or correct the id"


def _reversed(tables: Tables, staged: Staged, first: str, last: str) -> Iterator[Finding]:
    """Spans that end before they begin: by different pairs of dates, of which there are few."""
    table = staged.table.name
    query = f"""SELECT {name(first)}, {name(last)}, min(nr), count(*) FROM {name(table)}
        WHERE {name(first)} <> '' AND {name(last)} <> '' AND {name(first)} <> {name(last)}
          AND NOT ({_is_day(first)} AND {_is_day(last)} AND {name(first)} < {name(last)})
        GROUP BY 1, 2 ORDER BY 3"""
    for since, until, nr, count in tables.rows(query):
        row = staged.row(int(str(nr)))
        begins, ends = _dates(str(since), str(until))
        if begins and ends and begins.lo > ends.hi:
            problem = Problem(
                "R01",
                staged.place(row, last),
                f"this begins on `{since}` and ends before, on `{until}`",
                "no day is both on or after the first and on or before the second",
                "exchange the two dates, or mend the one that is wrong",
            )
            yield Finding(table, row, last, int(str(count)), problem)


def _days_of_notices(tables: Tables, staged: Staged, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Notices that were received before they were mailed. Full days in order are right, and not read."""
    listed = ", ".join(name(clock) for clock in CLOCKS)
    days = " AND ".join(f"({name(clock)} = '' OR {_is_day(clock)})" for clock in CLOCKS)
    pairs = [(name(early), name(late)) for early, late in combinations(CLOCKS, 2)]
    several = " OR ".join(f"{early} <> '' AND {late} <> ''" for early, late in pairs)
    ordered = " AND ".join(f"({early} = '' OR {late} = '' OR {early} <= {late})" for early, late in pairs)
    query = f"""SELECT {listed}, min(nr), count(*) FROM notices
        WHERE ({several}) AND NOT ({days} AND {ordered}) GROUP BY {listed} ORDER BY min(nr)"""
    for *texts, nr, count in tables.rows(query):
        row = staged.row(int(str(nr)))
        place = staged.place(row, "mailed")
        notice = Event(Kind(cells.NOTICE), NOT_KNOWN)
        try:
            cells.with_days(notice, dict(zip(CLOCKS, map(str, texts), strict=True)), vocabulary, place)
        except RefusedDate:
            continue  # the check of its column says so
        except Refused as refused:
            yield Finding("notices", row, "mailed", int(str(count)), refused.problems[0])


def _is_day(column: str) -> str:
    return f"regexp_full_match({name(column)}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"


def _dates(*texts: str) -> tuple[DateFact | None, ...]:
    """Dates; None for one that is no date, which the check of its column says."""
    found: list[DateFact | None] = []
    for text in texts:
        try:
            found.append(cells.date(text, Place("")))
        except Refused:
            found.append(None)
    return tuple(found)


def _corrections(tables: Tables) -> Iterator[Finding]:
    """Ids that two entries of one person share, corrections that lead nowhere or in a circle."""
    with_ids = [table for table, each in tables.staged.items() if {"id", "corrects"} & set(each.columns)]
    if not with_ids:
        return
    parts = []
    for rank, table in enumerate(with_ids):
        columns = ", ".join(name(column) for column in tables.staged[table].table.names)
        parts.append(
            f"SELECT '{table}' AS tbl, {rank} AS rank, nr, person, id, corrects,"
            f" hash({columns}) AS content FROM {name(table)} WHERE id <> '' OR corrects <> ''"
        )
    tables.run(f"CREATE OR REPLACE TABLE named AS {' UNION ALL '.join(parts)}")
    tables.run(
        f"""CREATE OR REPLACE TABLE arrows AS
        SELECT tbl, nr, person, id, trim(target) AS target FROM (SELECT tbl, nr, person, id,
          unnest(string_split(corrects, '{LIST}')) AS target FROM named WHERE corrects <> '') AS each"""
    )
    yield from at_most(_ids_twice(tables))
    yield from at_most(_nowhere(tables))
    yield from at_most(_circles(tables))


def _ids_twice(tables: Tables) -> Iterator[Finding]:
    query = f"""WITH told AS (
          SELECT DISTINCT tbl, person, id, content FROM named WHERE id <> ''
        ), twice AS (
          SELECT person, id FROM told GROUP BY person, id HAVING count(*) > 1
          UNION SELECT p.person, p.id FROM told p JOIN told e ON e.id = p.id AND e.person = '{EVERYONE}'
            WHERE p.person <> '{EVERYONE}'
        )
        SELECT arg_max(tbl, (nr, rank)), max(nr), person, id, count(*)
        FROM named JOIN twice USING (person, id)
        GROUP BY person, id ORDER BY 2 LIMIT 51"""
    for table, nr, person, id_, count in tables.rows(query):
        staged = tables.staged[str(table)]
        row = staged.row(int(str(nr)))
        problem = Problem(
            "R08",
            staged.place(row, "id"),
            f"another entry of {quoted(str(person))} is called {quoted(str(id_))} too",
            "a correction of one would remove both",
            "give one of them another name",
        )
        yield Finding(str(table), row, "id", max(1, int(str(count)) - 1), problem)


def _nowhere(tables: Tables) -> Iterator[Finding]:
    query = f"""SELECT tbl, min(nr), arg_min(person, nr), target, count(*) FROM arrows a
        WHERE target <> '' AND NOT EXISTS (
          SELECT 1 FROM named n WHERE n.id = a.target AND n.person IN (a.person, '{EVERYONE}'))
        GROUP BY tbl, target ORDER BY 1, 2 LIMIT 51"""
    for table, nr, person, target, count in tables.rows(query):
        staged = tables.staged[str(table)]
        row = staged.row(int(str(nr)))
        verb = "withdraws" if table == "withdrawals" else "corrects"
        problem = Problem(
            "R04",
            staged.place(row, "corrects"),
            f"this row {verb} {quoted(str(target))}, which no entry of {quoted(str(person))} is called",
            "a correction that points nowhere would silently leave the wrong entry standing",
            "write into the column `id` of the entry that is corrected the name that `corrects` uses",
        )
        yield Finding(str(table), row, "corrects", int(str(count)), problem)


def _circles(tables: Tables) -> Iterator[Finding]:
    """Corrections that come back to where they began. Only those that correct a correction are read."""
    query = """SELECT a.tbl, a.nr, a.person, a.id, a.target FROM arrows a
        WHERE a.id <> '' AND EXISTS (SELECT 1 FROM arrows b WHERE b.person = a.person AND b.id = a.target)
        ORDER BY a.tbl, a.nr"""
    steps: dict[tuple[str, str], set[str]] = {}
    at: dict[tuple[str, str], tuple[str, int]] = {}
    for table, nr, person, id_, target in tables.rows(query):
        key = (str(person), str(id_))
        steps.setdefault(key, set()).add(str(target))
        at.setdefault(key, (str(table), int(str(nr))))
    for (person, id_), (table, number) in at.items():
        seen: set[str] = set()
        todo = set(steps[person, id_])
        while todo:
            step = todo.pop()
            seen.add(step)
            todo |= steps.get((person, step), set()) - seen
        if id_ in seen:
            staged = tables.staged[table]
            row = staged.row(number)
            problem = Problem(
                "R04",
                staged.place(row, "corrects"),
                f"{quoted(id_)} corrects itself, directly or through others",
                "every entry of the circle would be taken for corrected, and all would be lost",
                "let each correction name only entries that were written before it",
            )
            yield Finding(table, row, "corrects", 1, problem)
