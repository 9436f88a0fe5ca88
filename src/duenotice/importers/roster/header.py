"""Where the header of a sheet is: the first row that holds every column that the mapping names.

Lists begin with titles, dates and blank rows, and no two begin alike; so the header is found by what
stands in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from duenotice.importers.roster.mapping import Mapping, folded
from duenotice.importers.roster.rows import raw
from duenotice.importers.roster.sheets import Row
from duenotice.problems import Place, Problem, did_you_mean, quoted

FIRST_ROWS = 60
"""So far down the header is looked for."""


@dataclass(frozen=True)
class Header:
    """The row of the header, the words in it, and the column of each name of the mapping."""

    row: int
    names: tuple[str, ...]
    at: dict[str, int]

    def unread(self, mapping: Mapping) -> tuple[str, ...]:
        """The columns that are not read, in their order."""
        used = {self.at[name] for name in mapping.headers}
        return tuple(name for number, name in enumerate(self.names) if number not in used and name.strip())


@dataclass(frozen=True)
class NoHeader:
    """No row has all the names. `missing` are those that the best row lacks; `names` is what it holds."""

    missing: tuple[str, ...]
    names: tuple[str, ...] = ()
    row: int = 0
    twice: str = ""


def find_header(rows: Iterator[Row], mapping: Mapping) -> Header | NoHeader:
    """Read rows until one is the header; what follows it is left in `rows`."""
    wanted = {folded(name): name for name in mapping.headers}
    best = NoHeader(mapping.headers)
    for row in rows:
        names = tuple(raw(cell) for cell in row.cells)
        counted = Counter(map(folded, names))
        missing = tuple(name for key, name in wanted.items() if key not in counted)
        if not missing:
            twice = [wanted[key] for key in wanted if counted[key] > 1]
            if twice:
                return NoHeader((), names, row.number, twice[0])
            at = {wanted[key]: number for number, key in enumerate(map(folded, names)) if key in wanted}
            return Header(row.number, names, at)
        if len(missing) < len(best.missing):
            best = NoHeader(missing, names, row.number)
        if row.number >= FIRST_ROWS:
            break
    return best


def header_problem(found: NoHeader, place: Place) -> Problem:
    """Why a list has no header (L02)."""
    if found.twice:
        return Problem(
            "L02",
            place,
            f"the column {quoted(found.twice)} is there twice, in row {found.row}",
            "the two could hold different things, and nothing says which is meant",
            "give one of them another name",
        )
    missing = ", ".join(quoted(name) for name in found.missing[:5])
    near = [name for name in found.names if name.strip()]
    why = (
        f"row {found.row} comes nearest, with {len(near)} names"
        if found.row
        else "no row has any of its columns"
    )
    help_ = "write the names of the columns in the mapping as they stand in the list"
    return Problem(
        "L02",
        place,
        f"the header was not found: no row has {missing}",
        why,
        did_you_mean(found.missing[0], near, help_),
    )
