"""The rows of an answer in words, as a person reads them: written in DuckDB, where answers are kept."""

from __future__ import annotations

from collections.abc import Iterator

from duenotice.days import FIRST_DAY, LAST_DAY
from duenotice.language import Forbidden, NoticeBefore
from duenotice.screen.answers import NOTHING
from duenotice.screen.classes import shown
from duenotice.screen.duties import NO_NOTICE, PARTS
from duenotice.screen.plan import Plan
from duenotice.screen.why import LEFT_OUT

TRUTHS = ("no", "unknown", "yes")
LETTERS = (*TRUTHS, "not asked")
STATUSES = ("not owed", "pending", "met", "unknown", "violated")


def in_words(plan: Plan, answers: str) -> str:
    """A query over the table `answers` that gives each column in words."""
    return f"SELECT {', '.join(_columns(plan))} FROM {answers} ORDER BY person"


def _columns(plan: Plan) -> Iterator[str]:
    yield "person"
    yield _named("protected", TRUTHS)
    yield _named("force", TRUTHS, "in_force")
    for number, (_, step) in enumerate(plan.classes, 1):
        parts = shown(step)
        yield _named(f"class_{number}", TRUTHS)
        yield _mask(f"class_{number}_why", [*(part.label for part in parts), LEFT_OUT])
        yield from (_named(f"class_{number}_{part.column}", LETTERS) for part in parts)
    for number, (_, _, judged) in enumerate(plan.duties, 1):
        yield _named(f"duty_{number}", STATUSES)
        yield _mask(f"duty_{number}_why", list(PARTS))
        yield _days(f"duty_{number}_act")
        if not isinstance(judged.duty, Forbidden):
            yield _days(f"duty_{number}_due")
        if isinstance(judged.duty, NoticeBefore):
            yield _short(f"duty_{number}")
    quoted = plan.order.replace("'", "''")
    yield f"'{quoted}' AS order_version"


def _named(column: str, names: tuple[str, ...], called: str = "") -> str:
    whens = " ".join(f"WHEN {number} THEN '{name}'" for number, name in enumerate(names))
    # in quotation marks: `force` alone is a word of SQL for sqlglot
    return f'CASE "{column}" {whens} END AS {called or column}'


def _mask(column: str, names: list[str]) -> str:
    each = ", ".join(f"CASE WHEN {column} & {2**bit} > 0 THEN '{name}' END" for bit, name in enumerate(names))
    return f"concat_ws('; ', {each}) AS {column}" if each else f"'' AS {column}"


def _days(column: str) -> str:
    """A day in two columns as EDTF; empty for none."""
    lo, hi = f"{column}_lo", f"{column}_hi"
    return f"CASE WHEN {lo} = {NOTHING} THEN '' ELSE {as_edtf(lo, hi)} END AS {column}"


def as_edtf(lo: str, hi: str) -> str:
    """A day by its first and last number: ``a/b`` for a span, ``..`` for an end that nobody knows."""

    def end(day: str) -> str:
        known = f"CAST(DATE '0001-01-01' + ({day} - 1) AS VARCHAR)"
        return f"CASE WHEN {day} <= {FIRST_DAY} OR {day} >= {LAST_DAY} THEN '..' ELSE {known} END"

    first, last = end(lo), end(hi)
    whole = f"CASE WHEN {first} = '..' AND {last} = '..' THEN 'unknown' ELSE {first} || '/' || {last} END"
    return f"CASE WHEN {lo} = {hi} AND {first} <> '..' THEN {first} ELSE {whole} END"


def _short(column: str) -> str:
    """By how many days the nearest notice came too late, on the mildest count and on the strictest."""
    least, most = f"{column}_short_least", f"{column}_short_most"
    several = f"CAST({least} AS VARCHAR) || ' to ' || CAST({most} AS VARCHAR)"
    one = f"CASE WHEN {least} = {most} THEN CAST({least} AS VARCHAR) ELSE {several} END"
    return f"CASE WHEN {least} = {NO_NOTICE} THEN '' ELSE {one} END AS {column}_short"
