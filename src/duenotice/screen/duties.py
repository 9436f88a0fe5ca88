"""Duties as SQL: every act on file judged on its own day, and what is owed if none was.

A status is a number, the most serious last: 0 not owed, 1 pending, 2 met, 3 unknown, 4 violated. What
decides is a sum of the numbers in `PARTS`.
"""

from __future__ import annotations

from typing import assert_never

from duenotice.days import FIRST_DAY, Relation
from duenotice.language import Forbidden, NoticeBefore
from duenotice.screen.days import Day, columns, related
from duenotice.screen.force import in_force
from duenotice.screen.letters import SQL, Relationship
from duenotice.screen.plan import Judged, Moments, Plan
from duenotice.screen.text import day_columns, least, within
from duenotice.terms import Kind

NOT_OWED, PENDING, MET, UNKNOWN, VIOLATED = range(5)
PARTS = {"class": 1, "in force": 2, "act": 4, "protection": 8, "notice": 16, "left out": 32}
NO_NOTICE = -1
"""In place of a number of days: no notice on file could be short."""


def moments(step: Moments, spans: int) -> SQL:
    """The day of the question and those of acts while the order is, or may be, in force."""
    names = ", ".join(["p", "id", *day_columns("of", spans)])
    acts = " UNION ".join(f"SELECT {names} FROM {name}" for name in step.acts)
    days = zip(day_columns("day", spans), day_columns("of", spans), strict=True)
    moved = ", ".join(f"x.{old} AS {new}" for new, old in days)
    force = in_force(step.life, within("x", columns("of", spans)))
    yield Relationship(
        step.name,
        f"SELECT * FROM today UNION ALL SELECT t.p, x.id AS a, t.who, {moved} FROM ({acts}) AS x "
        f"JOIN today AS t ON t.p = x.p WHERE {force} > 0",
        step.says,
    )


def judged(step: Judged, spans: int) -> SQL:
    """Each act: the parts, the status, and for a notice when it was due and by how much it was short."""
    force = in_force(step.life, within("x", columns("of", spans)))
    joins = f"LEFT JOIN {step.member} AS m ON m.p = x.p AND m.a = x.id"
    protection, done, extra = "2", "0", ""
    match step.duty:
        case NoticeBefore():
            yield from _given(step, step.duty, spans)
            joins += f" LEFT JOIN {step.name}_notice AS n ON n.p = x.p AND n.id = x.id"
            done = "COALESCE(n.t, 0)"
            number = step.duty.amount.number
            extra = (
                f", x.of_lo - {number} AS due_lo, x.of_hi - {number} AS due_hi, "
                f"COALESCE(n.short_least, {NO_NOTICE}) AS short_least, "
                f"COALESCE(n.short_most, {NO_NOTICE}) AS short_most"
            )
        case Forbidden():
            if step.ends:
                joins += f" LEFT JOIN {step.ends} AS d ON d.p = x.p AND d.a = x.id"
                protection = "2 - COALESCE(d.t, 0)"
        case _:
            assert_never(step.duty)
    notice = isinstance(step.duty, NoticeBefore)
    yield Relationship(
        f"{step.name}_parts",
        f"SELECT x.p, x.id, x.of_lo AS lo, x.of_hi AS hi, COALESCE(m.t, 0) AS member, {force} AS force, "
        f"x.t AS act, {protection} AS protection, {done} AS done{extra} FROM {step.acts} AS x {joins}",
        f"{step.says}, part by part",
    )
    owed = least(["member", "force", "act", "protection"])
    status = (
        f"CASE WHEN {owed} = 0 THEN {NOT_OWED} WHEN {owed} = 2 AND done = 2 THEN {MET} "
        f"WHEN {owed} = 2 AND done = 0 THEN {VIOLATED} ELSE {UNKNOWN} END"
    )
    tested = {"class": "member", "in force": "force", "act": "act", "protection": "protection"}
    tested |= {"notice": "done"} if notice else {}
    yield Relationship(
        step.name,
        f"SELECT *, CASE WHEN status = {UNKNOWN} THEN {_mask(tested, 1)} WHEN status = {VIOLATED} "
        f"THEN {PARTS['notice' if notice else 'act']} ELSE 0 END AS why FROM "
        f"(SELECT *, {status} AS status FROM {step.name}_parts) AS s",
        f"{step.says}, with what came of it",
    )
    yield Relationship(
        f"{step.name}_first",
        "SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY p ORDER BY status DESC, lo, hi, id) AS place "
        f"FROM {step.name} WHERE status > 0) AS o WHERE place = 1",
        "the act that decides: the most serious, then the earliest",
    )


def _mask(parts: dict[str, str], truth: int) -> str:
    return " + ".join(f"CASE WHEN {column} = {truth} THEN {PARTS[part]} ELSE 0 END" for part, column in parts.items())


def _given(step: Judged, duty: NoticeBefore[Kind], spans: int) -> SQL:
    """Whether notice was given early enough before each act. A notice counts for the first act that
    follows it; a stretch that nobody searched may hold one, unless it lies before an earlier act."""
    number = duty.amount.number
    notice, act, other = (
        Day(day.lo, day.hi, day.sure, f"{alias}.id", day.spans)
        for alias in ("n", "x", "o")
        for day in [within(alias, columns("of", spans))]
    )
    after_notice = related(other, Relation.ON_OR_AFTER, notice)
    before_act = related(other, Relation.BEFORE, act)
    yield Relationship(
        f"{step.name}_used",
        f"SELECT x.p, x.id, n.id AS notice, MAX({least(['o.t', after_notice, before_act])}) AS t "
        f"FROM {step.acts} AS x JOIN {step.notices} AS n ON n.p = x.p "
        f"JOIN {step.acts} AS o ON o.p = x.p AND o.id <> x.id GROUP BY x.p, x.id, n.id",
        "whether another act came between a notice and an act, so that the notice was for that one",
    )
    early = related(notice, Relation.AT_LEAST_DAYS_BEFORE, act, number)
    late = related(notice, Relation.AFTER, act)
    short = f"({early}) = 0 AND ({late}) < 2 AND COALESCE(u.t, 0) < 2"
    least_short = f"{number} - (x.of_hi - n.of_lo)"
    most_short = f"{number} - (x.of_lo - n.of_hi)"
    yield Relationship(
        f"{step.name}_letters",
        f"SELECT x.p, x.id, {least(['n.t', early, '2 - COALESCE(u.t, 0)'])} AS t, "
        f"CASE WHEN {short} THEN {least_short} END AS short_least, "
        f"CASE WHEN {short} THEN {most_short} END AS short_most "
        f"FROM {step.acts} AS x JOIN {step.notices} AS n ON n.p = x.p "
        f"LEFT JOIN {step.name}_used AS u ON u.p = x.p AND u.id = x.id AND u.notice = n.id",
        f"every {duty.what} on file against every act",
    )
    before = related(other, Relation.BEFORE, act)
    yield Relationship(
        f"{step.name}_since",
        f"SELECT x.p, x.id, COALESCE(MAX(CASE WHEN {least(['COALESCE(o.t, 0)', before])} = 2 THEN o.of_lo END), "
        f"{FIRST_DAY - 1}) + 1 AS day FROM {step.acts} AS x "
        f"LEFT JOIN {step.acts} AS o ON o.p = x.p AND o.id <> x.id GROUP BY x.p, x.id",
        "the first day on which a notice that nobody saw could be for this act",
    )
    yield Relationship(
        f"{step.name}_notice",
        "SELECT p, id, MAX(t) AS t, MIN(short_least) AS short_least, MIN(short_most) AS short_most FROM ("
        f"SELECT p, id, t, short_least, short_most FROM {step.name}_letters UNION ALL "
        "SELECT x.p, x.id, 1, NULL, NULL "
        f"FROM {step.acts} AS x JOIN {step.name}_since AS s ON s.p = x.p AND s.id = x.id "
        "JOIN today AS d ON d.p = x.p "
        f"JOIN unseen AS g ON g.who = d.who AND g.need = {step.need} AND g.lo <= d.day_hi "
        f"AND g.lo <= x.of_hi - {number} AND s.day <= x.of_hi - {number} "
        "AND g.hi >= s.day AND s.day <= d.day_hi) AS n GROUP BY p, id",
        "whether notice was given early enough",
    )


def present(step: Judged, plan: Plan) -> tuple[str, str]:
    """What is owed now, and why, if no act that it was owed for is on file: status and parts."""
    del plan
    tested = {"class": "member", "in force": "force", "protection": "protection"}
    owed = least(["member", "force", "protection"])
    status = f"CASE WHEN {owed} = 2 THEN {PENDING} WHEN {owed} = 0 THEN {NOT_OWED} ELSE {UNKNOWN} END"
    why = f"CASE WHEN {owed} = 2 THEN 0 WHEN {owed} = 0 THEN {_mask(tested, 0)} ELSE {_mask(tested, 1)} END"
    return status, why
