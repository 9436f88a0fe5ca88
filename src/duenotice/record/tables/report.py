"""What a check found: problems with the number of rows that each stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def in_order(findings: Iterable[Finding], tables: Iterable[str]) -> tuple[Finding, ...]:
    """Findings by table, row and column."""
    place = {name: number for number, name in enumerate(tables)}
    return tuple(sorted(findings, key=lambda f: (place.get(f.table, -1), f.row, f.column, f.problem.what)))
