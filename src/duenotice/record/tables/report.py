"""What a check found: problems with the number of rows that each stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from duenotice.problems import Problem


@dataclass(frozen=True)
class Finding:
    """One problem of a table. `rows` is how many rows have it; the place is that of the first."""

    table: str
    row: int
    column: str
    rows: int
    problem: Problem
    ends: bool = False
    """Whether this only says that there are more problems of a sort than are listed."""

    @property
    def said(self) -> Problem:
        """The problem, with how many further rows have it."""
        if self.rows < 2:
            return self.problem
        further = f"{self.rows - 1:,} further row{'s' if self.rows > 2 else ''}"
        return replace(self.problem, what=f"{self.problem.what} (and in {further})")


@dataclass(frozen=True)
class Report:
    """The rows of each table, and what is wrong with them, in the order of tables and rows."""

    rows: Mapping[str, int]
    blank: Mapping[str, int]
    findings: tuple[Finding, ...]

    @property
    def said(self) -> str:
        """How many problems there are."""
        listed = [finding for finding in self.findings if not finding.ends]
        more = "at least " if len(listed) < len(self.findings) else ""
        return f"{more}{len(listed):,} problem{'' if len(listed) == 1 else 's'}" if listed else "no problems"


MOST = 50
"""After so many problems of one sort in one column, the others are not listed."""


def at_most(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first problems of one sort, and a last one that says that there are more."""
    for number, finding in enumerate(findings):
        if number < MOST:
            yield finding
            continue
        problem = replace(
            finding.problem,
            what=f"more than {MOST} problems like the one above it; no more of them are listed",
            why="the column may hold something else than its name says",
            help="mend those that are listed, or the column they come from, and check again",
        )
        yield replace(finding, rows=1, problem=problem, ends=True)
        return


def in_order(findings: Iterable[Finding], tables: Iterable[str]) -> tuple[Finding, ...]:
    """Findings by table, row and column."""
    place = {name: number for number, name in enumerate(tables)}
    return tuple(sorted(findings, key=lambda f: (place.get(f.table, -1), f.row, f.column, f.problem.what)))
