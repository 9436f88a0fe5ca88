"""What is owed by a day, as SQL: the days, what was done by each, and what came of it.

The days come from the table `due` (`due_rows`), one row for each date that can begin the time and for each
time that may have begun. To whom it is owed is asked about the last day, or about the day of the question as
long as that day is to come: so these days are moments, as the days of acts are, with numbers below 0.
"""

from __future__ import annotations

from duenotice.days import DateFact
from duenotice.screen.days import Day, columns
from duenotice.screen.due_rows import ORDER
from duenotice.screen.duties import NOT_OWED, PARTS, outcome
from duenotice.screen.force import in_force
from duenotice.screen.known import own
from duenotice.screen.plan import DueDays, Judged, Plan
from duenotice.screen.text import SQL, Relationship, day_columns, day_values, least, selected, within

_TIMES = ("n", "opens_lo", "opens_hi", "until_lo", "until_hi", "due_lo", "due_hi")


def days(step: DueDays, spans: int) -> SQL:
    """The days of each person. `id` and `of`: the moment on which it is asked to whom it is owed; `start`:
    the event that begins the time, 0 for a date of the order; `t`: whether it happened."""
    moment = selected(day_columns("of", spans), day_values(Day("k.day_lo", "k.day_hi", "1"), spans))
    times = ", ".join(f"k.{column}" for column in _TIMES)
    if step.starts:
        start, lo, hi, truth = "x.id", "x.of_lo", "x.of_hi", "x.t"
        source = f"{step.starts} AS x JOIN due AS k ON k.date = x.date"
    else:
        start, lo, hi, truth = "0", str(step.date.lo), str(step.date.hi), "2"
        source = f"today AS x JOIN due AS k ON k.date = {ORDER}"
    yield Relationship(
        step.name,
        f"SELECT x.p, k.moment AS id, {moment}, {start} AS start, {lo} AS start_lo, {hi} AS start_hi, "
        f"{truth} AS t, {times} FROM {source} AND k.measure = {step.number}",
        step.says,
    )


def judged(step: Judged, plan: Plan, spans: int, on: DateFact) -> SQL:
    """Each day: the parts, and what came of it."""
    force = in_force(step.life, within("x", columns("of", spans)))
    live = f"{step.name}_live"
    yield Relationship(
        live,
        f"SELECT * FROM {step.acts} AS x WHERE {force} > 0",
        f"{step.says} while the order was, or may have been, in force",
    )
    yield from _given(step, live, plan, spans)
    over = f"CASE WHEN {on.lo} > x.until_hi THEN 2 WHEN {on.hi} <= x.until_lo THEN 0 ELSE 1 END"
    yield Relationship(
        f"{step.name}_parts",
        f"SELECT x.p, x.id, x.start, x.n, x.start_lo AS lo, x.start_hi AS hi, COALESCE(m.t, 0) AS member, "
        f"{force} AS force, x.t AS act, 2 AS protection, COALESCE(n.t, 0) AS done, {over} AS over_, "
        f"x.due_lo, x.due_hi FROM {step.acts} AS x "
        f"LEFT JOIN {step.member} AS m ON m.p = x.p AND m.a = x.id "
        f"LEFT JOIN {step.name}_done AS n ON n.p = x.p AND n.start = x.start AND n.n = x.n",
        f"{step.says}, part by part",
    )
    yield from outcome(step, "done", "start, n")


def _given(step: Judged, live: str, plan: Plan, spans: int) -> SQL:
    """Whether what is owed was done by each day, by what is on file on the day of the question."""
    done = within("n", columns("of", spans))
    since = f"CASE WHEN {done.lo} >= x.opens_hi THEN 2 WHEN {done.hi} < x.opens_lo THEN 0 ELSE 1 END"
    in_time = f"CASE WHEN {done.lo} > x.until_hi THEN 0 WHEN {done.hi} <= x.until_lo THEN 2 ELSE 1 END"
    yield Relationship(
        f"{step.name}_done",
        f"SELECT p, start, n, MAX(t) AS t FROM (SELECT x.p, x.start, x.n, {least(['n.t', since, in_time])} "
        f"AS t FROM {live} AS x JOIN {step.notices} AS n ON n.p = x.p AND n.id <> x.start UNION ALL "
        f"SELECT x.p, x.start, x.n, 1 FROM {live} AS x JOIN today AS d ON d.p = x.p "
        f"JOIN unseen AS g ON g.who = d.{own(plan.needs[step.need])} AND g.need = {step.need} "
        "AND g.hi >= x.opens_lo AND g.lo <= d.day_hi AND g.lo <= x.until_hi AND x.opens_lo <= d.day_hi "
        "AND x.opens_lo <= x.until_hi) AS n GROUP BY p, start, n",
        "whether it was done in its time",
    )


def present(status: str, why: str) -> tuple[str, str]:
    """What is owed now, if nothing was owed by any day that has come: nothing more by those days."""
    none = f"CASE WHEN came = 1 AND ({status}) <> {NOT_OWED}"
    return f"{none} THEN {NOT_OWED} ELSE {status} END", f"{none} THEN {PARTS['day']} ELSE {why} END"
