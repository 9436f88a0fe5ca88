"""Cells whose texts are nearly all different, so that they are looked at by pattern, in DuckDB:
who a person is, the names of entries, and free words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from duenotice.problems import Problem, Refused, quoted, unseen, visible
from duenotice.record.tables import cells
from duenotice.record.tables.opened import Tables, name
from duenotice.record.tables.report import Finding
from duenotice.record.tables.scan import unseen_problem
from duenotice.record.tables.schema import EVERYONE, TABLES, Table
from duenotice.record.tables.stage import Staged

_UNSEEN = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]"
_NOT_WRITTEN = "[\\x00-\\x1f\\x7f-\\x{9f}\\x{2028}\\x{2029}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}\\x{feff}]"
"""What `documents.REFUSED` refuses and a tab or line break, for the pattern language of DuckDB."""
_PLAIN_IDS = r"^[A-Za-z0-9_.-]+( ?; ?[A-Za-z0-9_.-]+)*$"


@dataclass(frozen=True)
class _Pattern:
    """Rows that match `condition` ({} is the column) have a problem of this kind."""

    condition: str
    code: str
    what: str
    why: str
    help: str


_PERSONS = (
    _Pattern(
        f"{{}} <> trim({{}}) OR regexp_matches({{}}, '{_UNSEEN}')",
        "T11",
        "{} begins or ends with white space, or holds a character that cannot be seen",
        "two ids that look the same would be two people",
        "take the white space and the unseen characters out, in every table",
    ),
    _Pattern(
        r"regexp_full_match({}, '[0-9]+([.,][0-9]+)?[eE][+]?[0-9]+')",
        "T07",
        "{} is a number as a spreadsheet shortens it",
        "the last digits of the id are lost, and several people may have become one",
        "take the ids as text from where they came; they cannot be restored from this file",
    ),
    _Pattern(
        r"regexp_full_match({}, '[0-9]+[.]0+')",
        "T07",
        "{} is a whole number with a decimal point",
        "the id was read as a number somewhere, and leading zeros may be lost",
        "take the ids as text from where they came",
    ),
)


def text_findings(tables: Tables) -> Iterator[Finding]:
    """Everything that patterns can find."""
    for staged in tables.staged.values():
        yield from _blank(tables, staged)
        yield from _persons(tables, staged)
        yield from _free_words(tables, staged)
        yield from _ids(tables, staged)


def _first(tables: Tables, table: str, column: str, condition: str) -> tuple[int, int, str] | None:
    """The first row that meets a condition, how many do, and the text of the first."""
    query = f"SELECT min(nr), count(*), arg_min({name(column)}, nr) FROM {name(table)} WHERE {condition}"
    ((first, count, text),) = tables.rows(query)
    return (int(str(first)), int(str(count)), str(text)) if count else None


def _finding(
    tables: Tables, staged: Staged, column: str, condition: str, pattern: _Pattern
) -> Iterator[Finding]:
    found = _first(tables, staged.table.name, column, condition)
    if found:
        row = staged.row(found[0])
        what = pattern.what.replace("{}", quoted(found[2]))
        problem = Problem(pattern.code, staged.place(row, column), what, pattern.why, pattern.help)
        yield Finding(staged.table.name, row, column, found[1], problem)


def _blank(tables: Tables, staged: Staged) -> Iterator[Finding]:
    """Cells that every row needs."""
    for column in staged.table.columns:
        if column.required:
            pattern = _Pattern(
                "",
                "T06",
                f"the cell `{column.name}` is blank",
                f"every row of `{staged.table.name}` has one: {column.says}",
                "fill it, or remove the row",
            )
            yield from _finding(tables, staged, column.name, f"trim({name(column.name)}) = ''", pattern)


def _persons(tables: Tables, staged: Staged) -> Iterator[Finding]:
    person = name("person")
    for pattern in _PERSONS if _unlisted(tables, staged) else ():
        condition = f"{person} <> '' AND ({pattern.condition.replace('{}', person)})"
        yield from _finding(tables, staged, "person", condition, pattern)
    yield from _rounded(tables, staged)
    if staged.table.name != "searches":
        everyone = _Pattern(
            "",
            "T11",
            f"`{EVERYONE}` stands for everyone, and only a search can be about everyone",
            "what was found about one person would be said of all",
            "name the person",
        )
        yield from _finding(tables, staged, "person", f"{person} = '{EVERYONE}'", everyone)


def _unlisted(tables: Tables, staged: Staged) -> bool:
    """Whether a table has people to look at: those whom `people` lists are looked at there."""
    if staged.table.name == "people" or "people" not in tables.staged:
        return True
    query = f"SELECT count(*) FROM {name(staged.table.name)} AS r WHERE person <> '{EVERYONE}'"
    query += " AND NOT EXISTS (SELECT 1 FROM people AS l WHERE l.person = r.person)"
    ((count,),) = tables.rows(query)
    return bool(count)


def _rounded(tables: Tables, staged: Staged) -> Iterator[Finding]:
    """Long numbers that all end in zeros behind their fifteenth digit: what a spreadsheet leaves of them."""
    long, person = "regexp_full_match(person, '[0-9]{16,}')", name("person")
    zeros_only = "count(*) FILTER (regexp_full_match(person, '[0-9]{15}0+'))"
    query = f"""SELECT count(*), {zeros_only}, count(DISTINCT person)
        FROM {name(staged.table.name)} WHERE {long}"""
    ((all_, zeros, different),) = tables.rows(query)
    if all_ == zeros and int(str(different)) > 1:
        pattern = _Pattern(
            "",
            "T07",
            "{} ends in zeros behind its fifteenth digit, and so do all long ids of this table",
            "a spreadsheet keeps fifteen digits of a number; several people may have become one",
            "take the ids as text from where they came; they cannot be restored from this file",
        )
        yield from _finding(tables, staged, "person", f"{person} <> '' AND {long}", pattern)


def _free_words(tables: Tables, staged: Staged) -> Iterator[Finding]:
    """Free words: one line, nothing unseen, and no quotation mark where the case notation has its own."""
    for column in staged.table.of_type("line", "source"):
        if column not in staged.columns:
            continue
        found = _first(tables, staged.table.name, column, f"regexp_matches({name(column)}, '{_NOT_WRITTEN}')")
        if found:
            row = staged.row(found[0])
            char = next(char for char in found[2] if unseen(char))
            problem = unseen_problem(staged.place(row, column), char, visible(found[2]))
            yield Finding(staged.table.name, row, column, found[1], problem)
        if column == "where":
            quote = _Pattern(
                "",
                "T11",
                "a quotation mark stands in {}",
                "the case notation puts quotation marks around this text",
                "take the quotation mark out",
            )
            yield from _finding(tables, staged, column, f"contains({name(column)}, '\"')", quote)


def _ids(tables: Tables, staged: Staged) -> Iterator[Finding]:
    """Names of entries: those that are not plain are read one by one."""
    table: Table = TABLES[staged.table.name]
    for column in table.of_type("id", "ids"):
        if column not in staged.columns:
            continue
        strange = f"{name(column)} <> '' AND NOT regexp_matches({name(column)}, '{_PLAIN_IDS}')"
        if column in table.of_type("id"):
            strange += f" OR contains({name(column)}, ';')"
        select = f"SELECT {name(column)}, min(nr), count(*) FROM {name(table.name)}"
        query = f"{select} WHERE {strange} GROUP BY 1 LIMIT 50"
        for text, first, count in tables.rows(query):
            row = staged.row(int(str(first)))
            try:
                cells.ids(
                    str(text).replace(";", " ") if column == "id" else str(text), staged.place(row, column)
                )
            except Refused as refused:
                yield Finding(table.name, row, column, int(str(count)), refused.problems[0])
