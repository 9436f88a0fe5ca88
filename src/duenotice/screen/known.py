"""What is known before any letter is asked, as SQL.

Theory. Whether there is an event after a day is decided by the last event alone, and whether there is one
before it by the first: *surely* by those that surely are of the kind and surely had happened, with the day on
which they began (ended) at the latest; *perhaps* by all that may be, and by the days that nobody searched. So
one grouping of the events by moment, and one of the days nobody searched, answer most letters of an order;
no event need be set beside another.

    ruled_out   people whom a fact on file keeps out of every class, for good: nothing else is asked of them
    candidates  the others
    covered     the days that searches surely cover, of everybody (`who` is 0) and of single people
    gaps        the days that nobody searched, likewise; only for those with searches of their own
    unseen      the same without overlaps: each stretch may hold an event that nobody saw
    seen        the events that the order speaks of, and what each of them is
    known       by moment, the first and the last of what the letters ask for
"""

from __future__ import annotations

from collections.abc import Iterator

from duenotice.days import FIRST_DAY, LAST_DAY
from duenotice.language import Forbidden
from duenotice.screen.days import told_by, window
from duenotice.screen.plan import Judged, Known, Need, Now, Options, Outermost, Passed, Plan, Told, Wanted
from duenotice.screen.text import SQL, Relationship, anchor_day, day_columns, fewest, greatest, most, negated

NEVER = {"last": FIRST_DAY - 1, "first": LAST_DAY + 1}
"""In place of a first or last day where there is none: it stands in no relation to any day."""
_ENDS = {"last": ("MAX", "lo", "hi"), "first": ("MIN", "hi", "lo")}
"""How an outermost day is found: the least that is sure of each event, and the most that it may be."""


def filtered(plan: Plan) -> bool:
    """Whether facts can keep people out of every class, so that nothing else need be asked of them."""
    names = {name for name, _ in plan.classes}
    return all(plan.outside) and not any(taint.changes in names for taint in plan.taints)


def ruled_out(plan: Plan) -> SQL:
    """Those of whom a fact says no, for good, in every class; and those who are left."""
    facts = sorted({asked for one in plan.outside for asked in one})
    always = f"f.since_hi <= {FIRST_DAY} AND f.until_lo >= {LAST_DAY}"
    columns = (
        f"CASE WHEN MAX(CASE WHEN s.asked = {n} THEN s.fits ELSE 0 END) = 0 AND MAX(CASE WHEN s.asked = {n} "
        f"AND {always} THEN 1 ELSE 0 END) = 1 THEN 1 ELSE 0 END AS no_{n}"
        for n in facts
    )
    every = " AND ".join(f"{greatest([f'no_{n}' for n in one])} = 1" for one in plan.outside)
    some = " OR ".join(f"s.asked = {n}" for n in facts)
    yield Relationship(
        "ruled_out",
        f"SELECT * FROM (SELECT f.p, {', '.join(columns)} FROM facts AS f "
        f"JOIN says AS s ON s.entry = f.entry WHERE {some} GROUP BY f.p) AS r WHERE {every}",
        "people whom a fact on file keeps out of every class, whenever it is asked",
    )
    yield Relationship(
        "candidates",
        "SELECT x.p FROM people AS x LEFT JOIN ruled_out AS r ON r.p = x.p WHERE r.p IS NULL",
        "everybody else",
    )


def unsearched(plan: Plan, people: str, *, whole: bool) -> SQL:
    """The days on which nobody looked, for everybody and for those with searches of their own. whole: every
    stretch is told whole, also of those terms for which the order asks for the outermost days alone."""
    yield Relationship(
        "covered",
        "SELECT s.p AS who, n.need, n.term, s.since AS lo, s.through AS hi FROM searches AS s "
        f"JOIN (SELECT p FROM {people} UNION ALL SELECT 0) AS x ON x.p = s.p "
        "JOIN covers AS c ON c.looked = s.looked JOIN shows AS n ON n.term = c.term",
        "the days that searches surely cover: of everybody (0) and of single people",
    )
    yield Relationship("own", "SELECT DISTINCT who, need FROM covered WHERE who > 0")
    end = LAST_DAY + 1
    yield Relationship(
        "gaps",
        "SELECT who, need, reach + 1 AS lo, lo - 1 AS hi FROM (SELECT who, need, lo, COALESCE(MAX(hi) OVER ("
        "PARTITION BY who, need, term ORDER BY lo, hi ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
        f"), {FIRST_DAY - 1}) AS reach FROM ("
        "SELECT who, need, term, lo, hi FROM covered "
        "UNION ALL SELECT o.who, c.need, c.term, c.lo, c.hi FROM own AS o "
        "JOIN covered AS c ON c.need = o.need AND c.who = 0 "
        f"UNION ALL SELECT o.who, n.need, n.term, {end}, {end} FROM own AS o "
        "JOIN shows AS n ON n.need = o.need "
        f"UNION ALL SELECT 0, n.need, n.term, {end}, {end} FROM shows AS n) AS c) AS g WHERE lo > reach + 1",
        "the days on which something that shows the term was not looked for",
    )
    asked = set(range(len(plan.needs))) if whole else _by_rows(plan)
    yield Relationship(
        "unseen",
        " UNION ALL ".join(_stretches(plan, asked)) or "SELECT who, need, lo, hi FROM gaps WHERE 1 = 0",
        "each of these stretches may hold an event that nobody saw; they neither overlap nor touch",
    )


def _stretches(plan: Plan, needs: set[int]) -> Iterator[str]:
    """The gaps of some needs; where several terms must be searched, those that meet become one."""
    single = [f"need = {n}" for n in sorted(needs) if not plan.needs[n].several]
    several = [f"need = {n}" for n in sorted(needs) if plan.needs[n].several]
    if single:
        yield f"SELECT who, need, lo, hi FROM gaps WHERE {' OR '.join(single)}"
    if several:
        over = "PARTITION BY who, need ORDER BY lo, hi ROWS BETWEEN UNBOUNDED PRECEDING AND"
        yield (
            "SELECT who, need, MIN(lo) AS lo, MAX(hi) AS hi FROM (SELECT who, need, lo, hi, "
            f"SUM(CASE WHEN lo > reach + 1 THEN 1 ELSE 0 END) OVER ({over} CURRENT ROW) AS island FROM ("
            f"SELECT who, need, lo, hi, MAX(hi) OVER ({over} 1 PRECEDING) AS reach FROM "
            f"(SELECT DISTINCT who, need, lo, hi FROM gaps WHERE {' OR '.join(several)}) AS d) AS g) AS i "
            "GROUP BY who, need, island"
        )


def _by_rows(plan: Plan) -> set[int]:
    """The needs that are asked for stretch by stretch."""
    found = {step.need for step in plan.steps if isinstance(step, Options | Passed)}
    judged = [step for step in plan.steps if isinstance(step, Judged)]
    return found | {step.need for step in judged if not isinstance(step.duty, Forbidden)}


def own_columns(plan: Plan) -> list[str]:
    """For each need, whose searches count for a person: the column with the person, or 0 for everybody's."""
    return [own(need) for need in plan.needs]


def own(need: Need) -> str:
    """The column that says whose searches for a term count."""
    return f"who_{need.column}"


def today(plan: Plan, people: str, days: str, on: str) -> SQL:
    """Every person that is asked about on the day of the question."""
    listed = [
        f"MAX(CASE WHEN need = {n} THEN who ELSE 0 END) AS {c}" for n, c in enumerate(own_columns(plan))
    ]
    given = [f"COALESCE(o.{column}, 0) AS {column}" for column in own_columns(plan)]
    joined = f" LEFT JOIN (SELECT who, {', '.join(listed)} FROM own GROUP BY who) AS o ON o.who = x.p"
    yield Relationship(
        "today",
        f"SELECT x.p, 0 AS a, {', '.join([days, *given])} FROM {people} AS x{joined if listed else ''}",
        f"every person on the day of the question, {on}, and whose searches count (0: everybody's)",
    )


def seen(plan: Plan, people: str, spans: int) -> SQL:
    """The events that the order speaks of."""
    columns = "".join(f", k.{wanted.column}" for wanted in plan.wanted)
    more = [(f"lo{n}", f"hi{n}") for n in range(1, spans + 1)]
    each = "".join(f", COALESCE(s.{lo}, e.lo) AS {lo}, COALESCE(s.{hi}, e.hi) AS {hi}" for lo, hi in more)
    dates = " LEFT JOIN dates AS s ON s.date = e.date" if spans else ""
    yield Relationship(
        "seen",
        f"SELECT e.p, e.id, e.kind, e.date, e.paper, e.lo, e.hi, e.sure{each}{columns} FROM events AS e "
        f"JOIN kinds AS k ON k.kind = e.kind JOIN {people} AS x ON x.p = e.p{dates}",
        "the events that the order speaks of: what each surely is (2), may be (1), is not (0)",
    )
    if any(wanted.doubts for wanted in plan.wanted):
        yield Relationship(
            "doubted",
            "SELECT e.p, e.id, MIN(d.lo) AS since FROM seen AS e JOIN doubts AS x ON x.kind = e.kind "
            "JOIN events AS d ON d.p = e.p AND d.kind = x.doubter AND d.hi >= e.lo GROUP BY e.p, e.id",
            "events that a later one puts in doubt",
        )


def surely(wanted: Wanted) -> str:
    """Whether an event surely is of a kind and surely had happened by the moment."""
    sure = "e.hi <= m.day_lo"
    if wanted.doubts:
        sure += f" AND COALESCE(d.since, {LAST_DAY + 1}) > m.day_hi"
    return f"e.id = m.a OR ({sure})" if wanted.doubts else f"e.id = m.a OR {sure}"


def known(step: Known, plan: Plan) -> SQL:
    """The first and the last of everything that letters ask for, by moment."""
    days = dict.fromkeys((plan.wanted[ask.wanted], _end(ask)) for ask in step.asks)
    gaps = dict.fromkeys((ask.need, _end(ask)) for ask in step.asks)
    if not step.asks:
        yield Relationship(step.name, f"SELECT * FROM {step.over}", step.says)
        return
    doubts = any(wanted.doubts for wanted, _ in days)
    joined = " LEFT JOIN doubted AS d ON d.p = e.p AND d.id = e.id" if doubts else ""
    any_of = " OR ".join(f"e.{wanted.column} > 0" for wanted in dict.fromkeys(wanted for wanted, _ in days))
    yield Relationship(
        "outermost",
        f"SELECT m.p, m.a, {', '.join(c for w, end in days for c in _outermost(w, end))} "
        f"FROM {step.over} AS m JOIN seen AS e ON e.p = m.p{joined} "
        f"WHERE (e.lo <= m.day_hi OR e.id = m.a) AND ({any_of}) GROUP BY m.p, m.a",
        "by each day, the first and the last event of each kind, surely and perhaps",
    )
    stretches = ", ".join(_stretch(need, end) + f" AS {_gap(plan, need, end)}" for need, end in gaps)
    yield Relationship(
        "unsearched_by_all",
        f"SELECT m.day_hi, {stretches} FROM (SELECT DISTINCT day_hi FROM {step.over}) AS m "
        "LEFT JOIN gaps AS g ON g.who = 0 AND g.lo <= m.day_hi GROUP BY m.day_hi",
        "by each day, the first and the last day that nobody searched for everybody",
    )
    yield Relationship(
        "unsearched_by_own",
        f"SELECT m.p, m.a, {stretches} FROM {step.over} AS m JOIN gaps AS g "
        "ON g.who = m.p AND g.lo <= m.day_hi GROUP BY m.p, m.a",
        "the same for people with searches of their own",
    )
    columns = [
        f"COALESCE(e.{column}, {NEVER[end]}) AS {column}" for w, end in days for column in _names(w, end)
    ]
    for need, end in gaps:
        name = _gap(plan, need, end)
        mine = f"COALESCE(o.{name}, {NEVER[end]})"
        columns.append(f"CASE WHEN m.{own(plan.needs[need])} > 0 THEN {mine} ELSE g.{name} END AS {name}")
    yield Relationship(
        step.name,
        f"SELECT m.*, {', '.join(columns)} FROM {step.over} AS m "
        "LEFT JOIN outermost AS e ON e.p = m.p AND e.a = m.a "
        "LEFT JOIN unsearched_by_own AS o ON o.p = m.p AND o.a = m.a "
        "JOIN unsearched_by_all AS g ON g.day_hi = m.day_hi",
        step.says,
    )


def now(step: Now) -> SQL:
    """What is known on the day of the question."""
    yield Relationship(step.name, f"SELECT * FROM {step.over} WHERE a = 0", step.says)


def told(step: Told, plan: Plan, spans: int) -> SQL:
    """A letter from the row: one more column."""
    ask, end = step.truth, _end(step.truth)
    sure, perhaps = (f"c.{name}" for name in _names(plan.wanted[ask.wanted], end))
    gap = f"c.{_gap(plan, ask.need, end)}"
    if not ask.timings:
        yes, may, open_ = (f"{day} > {NEVER['last']}" for day in (sure, perhaps, gap))
    else:
        anchors = [(t, anchor_day(t.anchor, "c", spans)) for t in ask.timings]
        each = [told_by(sure, perhaps, t.relation, anchor, t.days) for t, anchor in anchors]
        yes, may = (" AND ".join(part) for part in zip(*each, strict=True))
        bounds = [window(t.relation, anchor, t.days) for t, anchor in anchors]
        open_ = (
            f"{gap} >= {most([since for since, _ in bounds])}"
            if end == "last"
            else f"{gap} <= {fewest(['c.day_hi', *(through for _, through in bounds)])}"
        )
    found = f"CASE WHEN {yes} THEN 2 WHEN {may} OR {open_} THEN 1 ELSE 0 END"
    truth = negated(found) if ask.negated else found
    yield Relationship(
        step.name, f"SELECT c.*, {truth} AS {step.column} FROM {step.over.step} AS c", step.says
    )


def _end(ask: Outermost) -> str:
    return "last" if ask.forward else "first"


def _names(wanted: Wanted, end: str) -> tuple[str, str]:
    """The columns of the outermost day, as it surely is and as it may be."""
    return f"{end}_{wanted.column}", f"{end}_possible_{wanted.column}"


def _gap(plan: Plan, need: int, end: str) -> str:
    return f"{end}_unsearched_{plan.needs[need].column}"


def _outermost(wanted: Wanted, end: str) -> Iterator[str]:
    find, sure, perhaps = _ENDS[end]
    column = f"e.{wanted.column}"
    yield (
        f"COALESCE({find}(CASE WHEN {column} = 2 AND ({surely(wanted)}) THEN e.{sure} END), {NEVER[end]}) "
        f"AS {_names(wanted, end)[0]}"
    )
    yield (
        f"COALESCE({find}(CASE WHEN {column} > 0 THEN e.{perhaps} END), {NEVER[end]}) "
        f"AS {_names(wanted, end)[1]}"
    )


def _stretch(need: int, end: str) -> str:
    find, day = ("MAX", "CASE WHEN g.hi < m.day_hi THEN g.hi ELSE m.day_hi END")
    if end == "first":
        find, day = "MIN", "g.lo"
    return f"COALESCE({find}(CASE WHEN g.need = {need} THEN {day} END), {NEVER[end]})"


def plain_columns(plan: Plan, spans: int) -> list[str]:
    """The columns of every moment."""
    return ["p", "a", *day_columns("day", spans), *own_columns(plan)]
