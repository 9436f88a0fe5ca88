"""The first line of a table: which columns are there, and whether they are ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from duenotice.problems import Place, Problem, did_you_mean, nearest, quoted
from duenotice.record.tables.schema import Table

_MOST = 10
_SEPARATORS = {";": "a semicolon", "\t": "a tab", "|": "a vertical bar"}


def header_problems(table: Table, names: Sequence[str], place: Place) -> Iterator[Problem]:
    """Columns that are missing, unknown, without a name, or there twice (T03)."""
    if len(names) > 5 * len(table.columns):
        yield _too_many(table, len(names), place)
        return
    separator = next((mark for mark in _SEPARATORS if len(names) == 1 and mark in names[0]), None)
    if separator:
        yield _separated(names[0], separator, place)
        return
    counted = Counter(names)
    if not set(names) & set(table.names) and not any(nearest(name, table.required) for name in names):
        yield _no_names(names, table, place)
        return
    missing = [name for name in table.required if name not in counted]
    strange = [name for name in counted if name not in table.names]
    for name in strange[:_MOST]:
        yield _strange(name, missing, table, place)
    for name in missing:
        if not any(name in nearest(other, missing) for other in strange):
            yield _missing(name, table, place)
    for name, count in counted.items():
        if count > 1 and name in table.names:
            yield _twice(name, count, place)


def _problem(place: Place, what: str, why: str, help_: str) -> Problem:
    return Problem("T03", place, what, why, help_)


def _too_many(table: Table, count: int, place: Place) -> Problem:
    return _problem(
        place,
        f"the first line names {count:,} columns",
        f"the table `{table.name}` has {len(table.columns)}",
        "is this the right file? If so, keep the published columns only",
    )


def _separated(line: str, mark: str, place: Place) -> Problem:
    return _problem(
        place,
        f"{quoted(line)} is one column, and {_SEPARATORS[mark]} stands in it",
        "in these tables a comma stands between two columns",
        "export the file again with commas (in a spreadsheet program: `CSV UTF-8`, separator `,`)",
    )


def _no_names(names: Sequence[str], table: Table, place: Place) -> Problem:
    return _problem(
        place,
        "the first line does not name the columns",
        f"{quoted(','.join(names))}: none of this is a column of `{table.name}`",
        f"write the names of the columns on top, as in `{','.join(table.required)}`",
    )


def _strange(name: str, missing: Sequence[str], table: Table, place: Place) -> Problem:
    listed = f"the columns are: {', '.join(f'`{known}`' for known in table.names)}"
    what = f"{quoted(name)} is not a column of `{table.name}`" if name.strip() else "a column has no name"
    if name.strip() in table.names:
        what = f"white space stands around the name of the column {quoted(name)}"
    help_ = did_you_mean(name.strip(), missing, did_you_mean(name.strip(), table.names, listed))
    why = "what is not read would be lost without a word"
    return _problem(place, what, why, help_)


def _missing(name: str, table: Table, place: Place) -> Problem:
    says = next(column.says for column in table.columns if column.name == name)
    return _problem(
        place,
        f"the column `{name}` is missing",
        f"every row of `{table.name}` has one: {says}",
        f"add a column named `{name}`",
    )


def _twice(name: str, count: int, place: Place) -> Problem:
    return _problem(
        place,
        f"the column `{name}` is there {'twice' if count == 2 else f'{count} times'}",
        "the two could hold different things, and nothing says which is right",
        "remove one of them, or name it for what it holds",
    )
