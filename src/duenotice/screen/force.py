"""Whether an order is in force on a day, as SQL: the acts of its life from top to bottom.

An independent reading of what `duenotice.library.life` says of one day. As flags: for each force that
the order may have had, 1 where it is possible on the day. An act that surely had its effect sets its flag
and clears the others; one that may have had it only sets its own.
"""

from __future__ import annotations

from duenotice.language import Act, Life
from duenotice.screen.days import Day

NONE, BINDS, PAUSED, DOUBTED, OVER = "not entered", "binds", "paused", "doubted", "over"
TRUTH = {NONE: 0, BINDS: 2, PAUSED: 0, DOUBTED: 1, OVER: 0}
AFTER = {
    Act.ENTERED: BINDS,
    Act.EXTENDED: BINDS,
    Act.HEARING: "",
    Act.STAYED: PAUSED,
    Act.STAY_LIFTED: BINDS,
    Act.VACATED: DOUBTED,
    Act.MANDATE: OVER,
    Act.SUPERSEDED: OVER,
    Act.DISSOLVED: OVER,
    Act.EXPIRED: OVER,
}
"""What force an order has after each act; empty: what it had before."""


def in_force(life: Life, day: Day) -> str:
    """0, 1 or 2 for a day in columns."""
    flags = {force: "1" if force == NONE else "0" for force in TRUTH}
    mandate = any(act.act is Act.MANDATE for act in life.acts)
    for act in life.acts:
        effect = AFTER[act.act]
        if not effect or (act.act is Act.VACATED and mandate):
            continue
        surely = f"{day.lo} >= {act.date.hi}" if effect == BINDS else f"{day.lo} > {act.date.hi}"
        perhaps = f"{day.hi} >= {act.date.lo}"
        for force, so_far in flags.items():
            if force == effect:
                flags[force] = f"CASE WHEN {perhaps} THEN 1 ELSE {so_far} END"
            elif so_far != "0":
                flags[force] = f"CASE WHEN {surely} THEN 0 ELSE {so_far} END"
    stale = f"{day.hi} > {life.known_through.lo}"
    yes, no = _any(flags, 2), _any(flags, 0)
    doubt = _any(flags, 1)
    open_ = _either([flags[BINDS], flags[PAUSED]])
    unknown = [f"({yes}) = 1 AND ({no}) = 1"] if yes != "0" and no != "0" else []
    unknown += [f"({doubt}) = 1"] if doubt != "0" else []
    unknown += [f"{stale} AND ({open_}) = 1"] if open_ != "0" else []
    when = f"WHEN {' OR '.join(f'({one})' for one in unknown)} THEN 1 " if unknown else ""
    return f"CASE {when}WHEN ({yes}) = 1 THEN 2 ELSE 0 END"


def _any(flags: dict[str, str], truth: int) -> str:
    return _either([flag for force, flag in flags.items() if TRUTH[force] == truth])


def _either(flags: list[str]) -> str:
    some = [flag for flag in flags if flag != "0"]
    if not some:
        return "0"
    return some[0] if len(some) == 1 else f"GREATEST({', '.join(some)})"
