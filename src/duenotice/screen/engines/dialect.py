"""What an engine spells in its own way, as a table.

The statement is built from few pieces: SELECT, joins by equality and order, CASE, GROUP BY with MAX
and MIN, UNION, two window functions, whole-number arithmetic. Where engines differ on one of these,
the difference is a primitive here:

    skips_nulls   how sqlglot must be told to write LEAST and GREATEST so that the engine's own function
                  comes out, and no test for NULL around it: neither is ever handed a NULL. With the
                  wrong value sqlglot repeats every argument, and the text of nested truths explodes
    divides       the node that divides whole numbers and gives a whole number
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp

INT_DIV = "INT_DIV"
"""The name under which the common text divides whole numbers."""


@dataclass(frozen=True)
class Gap:
    """Something the language can say and an engine cannot, with the reason."""

    what: str
    reason: str


@dataclass(frozen=True)
class Dialect:
    """One engine: the name that sqlglot knows, its primitives, and what it cannot do."""

    name: str
    sqlglot: str
    skips_nulls: bool
    divides: type[exp.Binary]
    gaps: tuple[Gap, ...] = ()


IN_HOURS = Gap(
    "a step whose time is counted in hours",
    "an event that nobody recorded may lie on any of many days, and the hours of each end differently",
)
"""No engine can: `to_plan` refuses it with E01."""

DIALECTS: Mapping[str, Dialect] = {
    dialect.name: dialect
    for dialect in (
        Dialect("duckdb", "duckdb", skips_nulls=True, divides=exp.IntDiv, gaps=(IN_HOURS,)),
        Dialect("sqlite", "sqlite", skips_nulls=False, divides=exp.Div, gaps=(IN_HOURS,)),
        Dialect("postgres", "postgres", skips_nulls=True, divides=exp.Div, gaps=(IN_HOURS,)),
        Dialect("spark", "spark", skips_nulls=True, divides=exp.IntDiv, gaps=(IN_HOURS,)),
    )
}


def text_for(expression: exp.Expr, dialect: Dialect, *, pretty: bool = False) -> str:
    """The statement as one engine takes it."""
    adapted = expression.copy()
    for truth in adapted.find_all(exp.Least, exp.Greatest):
        truth.set("ignore_nulls", dialect.skips_nulls)
    for node in list(adapted.find_all(exp.Anonymous)):
        if node.name == INT_DIV:
            left, right = node.expressions
            node.replace(dialect.divides(this=left, expression=right, typed=True, safe=False))
    return adapted.sql(dialect.sqlglot, pretty=pretty)
