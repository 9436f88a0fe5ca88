"""Two dates compared in SQL, each as whole day numbers.

Theory. A date is the hull of its spans, ``lo`` to ``hi``; four numbers decide every relation between
two spans (`duenotice.days.relations`). For dates of several spans (*one of these days*) the hull is
still exact wherever a relation asks for one bound only: if it holds for all days of the hull, it
holds for all days of the spans, and the extreme days of both are the same. Only "the same day" and
"within N days after" bound a difference on both sides; for these *no* is asked of every pair of
spans, and the spans are carried along as further columns (only if the data has such dates at all).

An event compared with itself lies on one day, however roughly dated: so every operand that is an
event knows its number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Final

from duenotice.days import FIRST_DAY, DateFact, Relation


@dataclass(frozen=True)
class Day:
    """A date as SQL: its first and last day, whether it is neither about nor doubtful, the number of
    its event (empty: none), and its spans if the data has dates of several."""

    lo: str
    hi: str
    sure: str
    id: str = ""
    spans: tuple[tuple[str, str], ...] = ()

    @property
    def each(self) -> tuple[tuple[str, str], ...]:
        """Its spans: the hull, where no more is known."""
        return self.spans or ((self.lo, self.hi),)


def columns(prefix: str, spans: int, id_: str = "") -> Day:
    """The date that stands in the columns ``PREFIX_lo``, ``PREFIX_hi``, ``PREFIX_sure`` …"""
    more = tuple((f"{prefix}_lo{n}", f"{prefix}_hi{n}") for n in range(1, spans + 1))
    return Day(f"{prefix}_lo", f"{prefix}_hi", f"{prefix}_sure", id_, more)


def written(date: DateFact) -> Day:
    """A date that is written in the order or on the command line."""
    spans = tuple((str(span.lo), str(span.hi)) for span in date.spans)
    plain = not (date.approximate or date.doubtful)
    return Day(str(date.lo), str(date.hi), "1" if plain else "0", "", spans if len(spans) > 1 else ())


@dataclass(frozen=True)
class _Row:
    """One relation: when it is surely so, when it surely is not, whether an event stands in it to
    itself, and the days on the left that may stand in it."""

    yes: str
    no: str
    itself: Callable[[int], bool]
    since: str = ""
    through: str = ""
    both_sides: bool = False


_ROWS: Final[dict[Relation, _Row]] = {
    Relation.AFTER: _Row("{a} > {d}", "{b} <= {c}", lambda n: False, since="{c} + 1"),  # noqa: ARG005
    Relation.ON_OR_AFTER: _Row("{a} >= {d}", "{b} < {c}", lambda n: True, since="{c}"),  # noqa: ARG005
    Relation.BEFORE: _Row("{b} < {c}", "{a} >= {d}", lambda n: False, through="{d} - 1"),  # noqa: ARG005
    Relation.ON_OR_BEFORE: _Row("{b} <= {c}", "{a} > {d}", lambda n: True, through="{d}"),  # noqa: ARG005
    Relation.SAME_DAY: _Row(
        "{a} = {d} AND {b} = {c} AND {s} = 1 AND {t} = 1",
        "({b} < {c} OR {a} > {d})",
        lambda n: True,  # noqa: ARG005
        since="{c}",
        through="{d}",
        both_sides=True,
    ),
    Relation.WITHIN_DAYS_AFTER: _Row(
        "{a} >= {d} AND {b} - {c} <= {n}",
        "({b} < {c} OR {a} - {d} > {n})",
        lambda n: True,  # noqa: ARG005
        since="{c}",
        through="{d} + {n}",
        both_sides=True,
    ),
    Relation.AT_LEAST_DAYS_BEFORE: _Row(
        "{c} - {b} >= {n}", "{d} - {a} < {n}", lambda n: n <= 0, through="{d} - {n}"
    ),
    Relation.MORE_THAN_DAYS_AFTER: _Row(
        "{a} - {d} > {n}",
        "{b} - {c} <= {n}",
        lambda n: False,  # noqa: ARG005
        since="{c} + {n} + 1",
    ),
}


def related(left: Day, relation: Relation, right: Day, days: int = 0) -> str:
    """Whether `left` stands in the relation to `right`, as 0, 1 or 2."""
    row = _ROWS[relation]
    known = {"a": left.lo, "b": left.hi, "c": right.lo, "d": right.hi}
    known |= {"s": left.sure, "t": right.sure, "n": str(days)}
    yes, no = row.yes.format(**known), row.no.format(**known)
    if row.both_sides and (len(left.each) > 1 or len(right.each) > 1):
        pairs = product(left.each, right.each)
        each = (row.no.format(**known | {"a": a, "b": b, "c": c, "d": d}) for (a, b), (c, d) in pairs)
        no = " AND ".join(each)
    same = ""
    if left.id and right.id:
        same = f"WHEN {left.id} = {right.id} AND {left.id} > 0 THEN {2 if row.itself(days) else 0} "
    return f"CASE {same}WHEN {yes} THEN 2 WHEN {no} THEN 0 ELSE 1 END"


def told_by(sure: str, perhaps: str, relation: Relation, right: Day, days: int = 0) -> tuple[str, str]:
    """When the outermost of some days on the left stands in the relation, and when it may."""
    row = _ROWS[relation]
    known = {"c": right.lo, "d": right.hi, "n": str(days)}
    yes = row.yes.format(a=sure, b=sure, **known)
    no = row.no.format(a=perhaps, b=perhaps, **known)
    return yes, f"NOT {no}"


def window(relation: Relation, anchor: Day, days: int = 0) -> tuple[str, str]:
    """The first and the last day that may stand in the relation to `anchor`; empty: no such bound."""
    row, known = _ROWS[relation], {"c": anchor.lo, "d": anchor.hi, "n": str(days)}
    return row.since.format(**known), row.through.format(**known)


def always(since_lo: str) -> str:
    """Whether a beginning is not stated."""
    return f"{since_lo} <= {FIRST_DAY}"
