"""Duties as SQL: every act on file judged on its own day, and what is owed if none was.

A status is a number, the most serious last: 0 not owed, 1 pending, 2 met, 3 unknown, 4 violated. What
decides is a sum of the numbers in `PARTS`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from duenotice.days import FIRST_DAY, DateFact, Relation
from duenotice.language import DutyAfter, DutyByDay, Forbidden, NoticeBefore
from duenotice.screen import languages
from duenotice.screen.days import Day, columns, related
from duenotice.screen.force import in_force
from duenotice.screen.known import own, own_columns
from duenotice.screen.measures import today_at
from duenotice.screen.plan import DueDays, Judged, Moments, Plan
from duenotice.screen.text import SQL, Relationship, day_columns, least, within
from duenotice.terms import Kind

NOT_OWED, PENDING, MET, UNKNOWN, VIOLATED = range(5)
PARTS = {
    "class": 1,
    "in force": 2,
    "act": 4,
    "protection": 8,
    "notice": 16,
    "done": 32,
    "left out": 64,
    "day": 128,
}
NO_NOTICE = -1
"""In place of a number of days: no notice on file could be short."""


def moments(step: Moments, plan: Plan, spans: int) -> SQL:
    """The day of the question and those of acts while the order is, or may be, in force."""
    names = ", ".join(["p", "id", *day_columns("of", spans)])
    acts = " UNION ".join(f"SELECT {names} FROM {name}" for name in step.acts)
    days = zip(day_columns("day", spans), day_columns("of", spans), strict=True)
    moved = [f"x.{old} AS {new}" for new, old in days]
    same = [f"t.{column}" for column in own_columns(plan)]
    force = in_force(step.life, within("x", columns("of", spans)))
    yield Relationship(
        step.name,
        f"SELECT * FROM today UNION ALL SELECT t.p, x.id AS a, {', '.join([*moved, *same])} "
        f"FROM ({acts}) AS x JOIN today AS t ON t.p = x.p WHERE {force} > 0{_not_today(plan)}",
        step.says,
    )


def _not_today(plan: Plan) -> str:
    """A day by which something is owed is today as long as it is to come; today stands there already."""
    return " AND x.id <> 0" if any(isinstance(step, DueDays) for step in plan.steps) else ""


def judged(step: Judged, plan: Plan, spans: int, on: DateFact) -> SQL:
    """Each act: the parts, the status, and for a notice when it was due and by how much it was short."""
    force = in_force(step.life, within("x", columns("of", spans)))
    if not isinstance(step.duty, Forbidden):
        says = f"{step.says} while the order was, or may have been, in force"
        yield Relationship(f"{step.name}_live", f"SELECT * FROM {step.acts} AS x WHERE {force} > 0", says)
    joins = f"LEFT JOIN {step.member} AS m ON m.p = x.p AND m.a = x.id"
    protection, done, over, extra, part = "2", "0", "2", "", ""
    match step.duty:
        case NoticeBefore():
            yield from _given(step, step.duty, plan, spans)
            joins += f" LEFT JOIN {step.name}_notice AS n ON n.p = x.p AND n.id = x.id"
            done, part = "COALESCE(n.t, 0)", "notice"
            extra = (
                f", COALESCE(n.short_least, {NO_NOTICE}) AS short_least, "
                f"COALESCE(n.short_most, {NO_NOTICE}) AS short_most"
            )
        case DutyAfter():
            yield from _given_after(step, plan, spans)
            joins += f" LEFT JOIN {step.name}_done AS n ON n.p = x.p AND n.id = x.id"
            done, part = "COALESCE(n.t, 0)", "done"
            today = today_at(on, step.duty, plan.periods)
            over = f"CASE WHEN {today.lo} > k.end_hi THEN 2 WHEN {today.hi} <= k.end_lo THEN 0 ELSE 1 END"
        case Forbidden():
            if step.ends:
                joins += f" LEFT JOIN {step.ends} AS d ON d.p = x.p AND d.a = x.id"
                protection = "2 - COALESCE(d.t, 0)"
        case DutyByDay():
            raise AssertionError("days by which something is owed are judged in `due`")
        case _:
            assert_never(step.duty)
    if part:
        joins += f" JOIN acts AS k ON k.measure = {step.number} AND k.date = x.date"
        extra += ", k.due_lo, k.due_hi"
    yield Relationship(
        f"{step.name}_parts",
        f"SELECT x.p, x.id, x.of_lo AS lo, x.of_hi AS hi, COALESCE(m.t, 0) AS member, {force} AS force, "
        f"x.t AS act, {protection} AS protection, {done} AS done, {over} AS over_{extra} "
        f"FROM {step.acts} AS x {joins}",
        f"{step.says}, part by part",
    )
    yield from outcome(step, part)


def outcome(step: Judged, part: str, then: str = "id") -> SQL:
    """What came of each act by its parts, and the act that decides. part: the name of what had to be
    done. then: which of several of one day comes first."""
    owed = least(["member", "force", "act", "protection"])
    status = (
        f"CASE WHEN {owed} = 0 THEN {NOT_OWED} WHEN {owed} = 2 AND done = 2 THEN {MET} "
        f"WHEN {owed} = 2 AND done = 0 AND over_ = 2 THEN {VIOLATED} "
        f"WHEN {owed} = 2 AND done = 0 AND over_ = 0 THEN {PENDING} ELSE {UNKNOWN} END"
    )
    tested = {"class": "member", "in force": "force", "act": "act", "protection": "protection"}
    if part:
        tested[part] = "CASE WHEN done = 0 THEN 2 - over_ ELSE done END" if part == "done" else "done"
    yield Relationship(
        step.name,
        f"SELECT *, CASE WHEN status = {UNKNOWN} THEN {_mask(tested, 1)} WHEN status = {VIOLATED} "
        f"THEN {PARTS[part or 'act']} ELSE 0 END AS why FROM "
        f"(SELECT *, {status} AS status FROM {step.name}_parts) AS s",
        f"{step.says}, with what came of it",
    )
    yield Relationship(
        f"{step.name}_first",
        f"SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY p ORDER BY status DESC, lo, hi, {then}) "
        f"AS place FROM {step.name} WHERE status > 0) AS o WHERE place = 1",
        "the act that decides: the most serious, then the earliest",
    )


def _mask(parts: dict[str, str], truth: int) -> str:
    return " + ".join(
        f"CASE WHEN {column} = {truth} THEN {PARTS[part]} ELSE 0 END" for part, column in parts.items()
    )


def _given(step: Judged, duty: NoticeBefore[Kind], plan: Plan, spans: int) -> SQL:
    """Whether notice was given early enough before each act. A notice counts for the first act that
    follows it; a stretch that nobody searched may hold one, unless it lies before an earlier act."""
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
        f"FROM {step.name}_live AS x JOIN {step.notices} AS n ON n.p = x.p "
        f"JOIN {step.acts} AS o ON o.p = x.p AND o.id <> x.id GROUP BY x.p, x.id, n.id",
        "whether another act came between a notice and an act, so that the notice was for that one",
    )
    early = "CASE WHEN k.at_lo >= w.strict THEN 2 WHEN k.at_hi < w.mild THEN 0 ELSE 1 END"
    by_then = related(replace(notice, id=""), Relation.ON_OR_BEFORE, act)
    late = related(notice, Relation.AFTER, act)
    short = f"({early}) = 0 AND ({late}) < 2 AND COALESCE(u.t, 0) < 2"
    if duty.hourly:
        short = "1 = 0"  # a shortfall is told in days
    counted = f"JOIN acts AS k ON k.measure = {step.number} AND k.date = x.date"
    papers = f"JOIN papers AS w ON w.measure = {step.number} AND w.paper = n.paper"
    parts = ["n.t", early, by_then, "2 - COALESCE(u.t, 0)"]
    if duty.understood:
        yield from languages.relations(step.name, spans)
        papers += languages.joined(step.name)
        parts.append(languages.TRUTH)
    yield Relationship(
        f"{step.name}_letters",
        f"SELECT x.p, x.id, {least(parts)} AS t, "
        f"CASE WHEN {short} THEN w.mild - k.at_hi END AS short_least, "
        f"CASE WHEN {short} THEN w.strict - k.at_lo END AS short_most "
        f"FROM {step.name}_live AS x JOIN {step.notices} AS n ON n.p = x.p {counted} {papers} "
        f"LEFT JOIN {step.name}_used AS u ON u.p = x.p AND u.id = x.id AND u.notice = n.id",
        f"every {duty.what} on file against every act",
    )
    before, whose = related(other, Relation.BEFORE, act), own(plan.needs[step.need])
    yield Relationship(
        f"{step.name}_since",
        f"SELECT x.p, x.id, COALESCE(MAX(CASE WHEN {least(['COALESCE(o.t, 0)', before])} = 2 "
        f"THEN o.of_lo END), {FIRST_DAY - 1}) + 1 AS day FROM {step.name}_live AS x "
        f"LEFT JOIN {step.acts} AS o ON o.p = x.p AND o.id <> x.id GROUP BY x.p, x.id",
        "the first day on which a notice that nobody saw could be for this act",
    )
    yield Relationship(
        f"{step.name}_notice",
        "SELECT p, id, MAX(t) AS t, MIN(short_least) AS short_least, MIN(short_most) AS short_most FROM ("
        f"SELECT p, id, t, short_least, short_most FROM {step.name}_letters UNION ALL "
        "SELECT x.p, x.id, 1, NULL, NULL "
        f"FROM {step.name}_live AS x JOIN {step.name}_since AS s ON s.p = x.p AND s.id = x.id "
        f"JOIN today AS d ON d.p = x.p {counted} "
        f"JOIN unseen AS g ON g.who = d.{whose} AND g.need = {step.need} AND g.lo <= d.day_hi "
        "AND g.lo <= k.latest AND s.day <= k.latest "
        "AND g.hi >= s.day AND s.day <= d.day_hi) AS n GROUP BY p, id",
        "whether notice was given early enough",
    )


def _given_after(step: Judged, plan: Plan, spans: int) -> SQL:
    """Whether what is owed after an act was done in time, by what is on file on the day of the question."""
    done, act = within("n", columns("of", spans)), within("x", columns("of", spans))
    done = Day(done.lo, done.hi, done.sure, "n.id", done.spans)
    act = Day(act.lo, act.hi, act.sure, "x.id", act.spans)
    since, whose = related(done, Relation.ON_OR_AFTER, act), own(plan.needs[step.need])
    in_time = "CASE WHEN l.at_lo > k.end_hi THEN 0 WHEN l.at_hi <= k.end_lo THEN 2 ELSE 1 END"
    lasts = f"JOIN acts AS l ON l.measure = {step.number} AND l.date = n.date"
    counted = f"JOIN acts AS k ON k.measure = {step.number} AND k.date = x.date"
    yield Relationship(
        f"{step.name}_done",
        f"SELECT p, id, MAX(t) AS t FROM (SELECT x.p, x.id, {least(['n.t', since, in_time])} AS t "
        f"FROM {step.name}_live AS x JOIN {step.notices} AS n ON n.p = x.p {counted} {lasts} UNION ALL "
        f"SELECT x.p, x.id, 1 FROM {step.name}_live AS x JOIN today AS d ON d.p = x.p {counted} "
        f"JOIN unseen AS g ON g.who = d.{whose} AND g.need = {step.need} AND g.hi >= {act.lo} "
        f"AND g.lo <= d.day_hi AND g.lo <= k.latest AND {act.lo} <= d.day_hi AND {act.lo} <= k.latest) AS n "
        "GROUP BY p, id",
        "whether it was done in time",
    )


def present() -> tuple[str, str]:
    """What is owed now, and why, if no act that it was owed for is on file: status and parts."""
    tested = {"class": "member", "in force": "force", "protection": "protection"}
    owed = least(["member", "force", "protection"])
    status = f"CASE WHEN {owed} = 2 THEN {PENDING} WHEN {owed} = 0 THEN {NOT_OWED} ELSE {UNKNOWN} END"
    why = f"CASE WHEN {owed} = 2 THEN 0 WHEN {owed} = 0 THEN {_mask(tested, 0)} ELSE {_mask(tested, 1)} END"
    return status, why
