"""Every act that was judged, one row each: what stands behind the numbers of a report.

These rows are about single people and are for the office. Nothing in them is hidden, whatever the report
hides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duenotice.compliance.bounds import Outcome
from duenotice.compliance.counts import LEFT_OUT
from duenotice.compliance.screened import Screened
from duenotice.language import Forbidden, NoticeBefore, begun_text
from duenotice.screen.classes import shown
from duenotice.screen.duties import NO_NOTICE, PARTS
from duenotice.screen.plan import Judged
from duenotice.screen.words import as_edtf

NAMES = {outcome: outcome.name.lower().replace("_", " ") for outcome in Outcome if outcome.name}
"""The outcomes as a report calls them."""
_OWED = {"class": "member", "in force": "force", "act": "act", "protection": "protection"}


def acts_query(every: Screened) -> str:
    """A query for the judged acts in words, by duty, person and day (docs/reference/compliance.md)."""
    selects = [_select(every, number) for number in range(1, len(every.plan.duties) + 1)]
    return f"SELECT {', '.join(COLUMNS)} FROM ({' UNION ALL '.join(selects) or _NONE}) AS x ORDER BY ALL"


COLUMNS = (
    *("duty", "person", "act", "act_day", "status", "may_be", "due", "short_least", "short_most"),
    *("parts", "letters", "month", "place"),
)
_NONE = f"SELECT {', '.join(f'NULL AS {column}' for column in COLUMNS)} WHERE false"


def _select(every: Screened, number: int) -> str:
    name, owed_to, step = every.plan.duties[number - 1]
    status = " ".join(f"WHEN {int(outcome)} THEN '{said}'" for outcome, said in NAMES.items())
    labels = [part.label for part in shown(every.classes[owed_to])] + [LEFT_OUT]
    parts = _listed("j.parts", ((part, bit) for part, bit in PARTS.items()))
    never = f"CASE WHEN j.may = {int(Outcome.NOT_OWED)} THEN {_never()} ELSE {parts} END"
    columns = {
        "duty": _text(name),
        "person": "p.name",
        "act": _text(begun_text(step.duty)),
        "act_day": as_edtf("j.lo", "j.hi"),
        "status": f"CASE j.may {status} ELSE 'unknown' END",
        "may_be": f"CASE WHEN bit_count(j.may) > 1 THEN {_listed('j.may', _outcomes())} ELSE '' END",
        **dict(_late(step)),
        "parts": never,
        "letters": _listed("j.why", ((label, 2**bit) for bit, label in enumerate(labels))),
        "month": "j.month",
        "place": "j.place",
    }
    chosen = ", ".join(f"{column} AS {called}" for called, column in columns.items())
    return (
        f"SELECT {chosen} FROM judged AS j JOIN all_people AS p ON p.p = j.p "
        f"JOIN {step.name} AS s ON s.p = j.p AND s.id = j.id WHERE j.duty = {number}"
    )


def _outcomes() -> Iterator[tuple[str, int]]:
    return ((said, int(outcome)) for outcome, said in NAMES.items())


def _never() -> str:
    """The parts for want of which nothing was owed. Outside of an order's life no more is asked."""
    each = ", ".join(f"CASE WHEN s.{column} = 0 THEN '{part}' END" for part, column in _OWED.items())
    return f"CASE WHEN s.force = 0 THEN 'in force' ELSE concat_ws('; ', {each}) END"


def _late(step: Judged) -> Iterator[tuple[str, str]]:
    """When what was owed was due, and by how many days the nearest notice came too late, on the mildest
    count and on the strictest; blank where nothing was owed, and where notice was in time."""
    owed = f"j.may <> {int(Outcome.NOT_OWED)}"
    due = (
        "''"
        if isinstance(step.duty, Forbidden)
        else f"CASE WHEN {owed} THEN {as_edtf('s.due_lo', 's.due_hi')} ELSE '' END"
    )
    yield "due", due
    for end in ("short_least", "short_most"):
        known = f"{owed} AND j.may <> {int(Outcome.MET)} AND s.{end} <> {NO_NOTICE}"
        found = f"CASE WHEN {known} THEN CAST(s.{end} AS VARCHAR) ELSE '' END"
        yield end, found if isinstance(step.duty, NoticeBefore) else "''"


def _listed(mask: str, bits: Iterable[tuple[str, int]]) -> str:
    """The names of the bits of a mask."""
    each = ", ".join(f"CASE WHEN {mask} & {bit} > 0 THEN {_text(name)} END" for name, bit in bits)
    return f"concat_ws('; ', {each})"


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
