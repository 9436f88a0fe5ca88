"""Whether tables hold together: every cell, every row, and the tables among each other.

A table has millions of rows and few different dates, terms and values. So the different texts of a
column are counted by DuckDB, each is read once by the reader that a single record uses (`cells`),
and a text that is refused leads back to the first row that has it. What two rows or two tables say
together (spans, ids, corrections, who is in `people`) is found by joins (`among`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from duenotice.problems import Place, Problem, Refused
from duenotice.record.tables import cells
from duenotice.record.tables.among import among_tables
from duenotice.record.tables.opened import Tables, name
from duenotice.record.tables.report import Finding, Report, at_most, in_order
from duenotice.record.tables.schema import TABLES, Table
from duenotice.record.tables.texts import text_findings
from duenotice.terms import UnknownWords, Vocabulary

__all__ = ["Finding", "Report", "check"]

Read = Callable[[tuple[str, ...], Place], object]


@dataclass(frozen=True)
class _Cells:
    """Columns of a table whose texts are read together; the problem is placed at the last `column`."""

    table: str
    columns: tuple[str, ...]
    column: str
    read: Read


def check(tables: Tables, vocabulary: Vocabulary) -> Report:
    """Everything that is wrong with the tables. Raises `RefusedTables` for a damaged file only."""
    rows, blank = {}, {}
    for table, staged in tables.staged.items():
        (counted,) = tables.rows(f"SELECT count(*) FROM {name(table)}")
        rows[table] = int(str(counted[0]))
        blank[table] = staged.all_rows() - rows[table]
    form = (_of_form(tables, problem) for problem in tables.problems)
    found = [*form, *_cell_findings(tables, vocabulary), *text_findings(tables)]
    if not tables.problems:  # a row that could not be staged would be missed by others
        found += among_tables(tables, vocabulary)
    return Report(rows, blank, in_order(found, TABLES))


def _of_form(tables: Tables, problem: Problem) -> Finding:
    """A row that could not be staged."""
    file, _, row = problem.place.file.partition(", row ")
    table = next(each.table.name for each in tables.staged.values() if str(each.file) == file)
    return Finding(table, int(row.partition(",")[0].replace(",", "") or 0), "", 1, problem)


def _all_cells(vocabulary: Vocabulary) -> Iterator[_Cells]:
    """Every group of cells that has a reader, table by table."""
    both = cells.FactCells
    yield _Cells("facts", ("fact",), "fact", lambda texts, place: cells.fact(texts[0], vocabulary, place))
    yield _Cells("facts", ("negated",), "negated", _alone(cells.yes_no))
    yield _Cells(
        "facts",
        ("fact", "values", "negated"),
        "values",
        lambda texts, place: both(*texts).read(vocabulary, place),
    )
    yield _Cells("events", ("term",), "term", lambda texts, place: cells.term(texts[0], vocabulary, place))
    yield _Cells(
        "events",
        ("term", "qualifiers"),
        "qualifiers",
        lambda texts, place: cells.kind(texts[0], texts[1], vocabulary, place),
    )
    yield _Cells(
        "searches", ("terms",), "terms", lambda texts, place: cells.terms(texts[0], vocabulary, place)
    )
    yield _Cells(
        "notices", ("term",), "term", lambda texts, place: cells.notice_term(texts[0], vocabulary, place)
    )
    for columns in (
        ("method",),
        ("recipient",),
        ("language",),
        ("contents",),
        ("method", "recipient", "contents"),
    ):
        yield _Cells("notices", ("term", *columns), columns[0], _notice(("term", *columns), vocabulary))
    for table in TABLES.values():
        yield from _by_type(table)


def _notice(columns: tuple[str, ...], vocabulary: Vocabulary) -> Read:
    return lambda texts, place: cells.notice_kind(dict(zip(columns, texts, strict=True)), vocabulary, place)


_BY_TYPE: dict[str, Callable[[str, Place], object]] = {
    "date": cells.date,
    "day": cells.learned,
}


def _by_type(table: Table) -> Iterator[_Cells]:
    for column in table.columns:
        reader = _BY_TYPE.get(column.type)
        if reader is not None:
            yield _Cells(table.name, (column.name,), column.name, _alone(reader))


def _alone(reader: Callable[[str, Place], object]) -> Read:
    return lambda texts, place: reader(texts[0], place)


def _cell_findings(tables: Tables, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What every group says, unless a group of fewer cells has said the same of one of them."""
    said: set[tuple[str, str, str]] = set()
    for group in _all_cells(vocabulary):
        wrong = (
            finding
            for finding in _wrong(tables, group)
            if not any((group.table, column, finding.problem.what) in said for column in group.columns)
        )
        found = list(at_most(wrong))
        said |= {(group.table, group.column, finding.problem.what) for finding in found}
        yield from found


def _wrong(tables: Tables, group: _Cells) -> Iterator[Finding]:
    """The different texts of a group that its reader refuses, each with its first row."""
    staged = tables.staged.get(group.table)
    if staged is None:
        return
    listed = ", ".join(name(column) for column in group.columns)
    needed = group.columns[:1] if group.columns[0] in staged.table.required else group.columns
    filled = " OR ".join(f"{name(column)} <> ''" for column in needed)
    query = f"SELECT {listed}, min(nr), count(*) FROM {name(group.table)} WHERE {filled} GROUP BY {listed}"
    query += " ORDER BY min(nr)"
    for *texts, first, count in tables.rows(query):
        row = staged.row(int(str(first)))
        place = staged.place(row, group.column)
        for problem in _said(group.read, tuple(str(text) for text in texts), place):
            yield Finding(group.table, row, group.column, int(str(count)), problem)


def _said(read: Read, texts: tuple[str, ...], place: Place) -> tuple[Problem, ...]:
    """What the reader says, at the place of the cell."""
    try:
        read(texts, place)
    except Refused as refused:
        return tuple(Problem(p.code, place, p.what, p.why, p.help) for p in refused.problems)
    except UnknownWords as unknown:
        p = unknown.problem
        return (Problem(p.code, place, p.what, p.why, p.help),)
    return ()
