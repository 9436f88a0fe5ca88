"""The steps about letters as SQL: what happened, what was looked for, facts, options, choices.

Each function gives the relations of one step: a name, a SELECT, and the sentence that stands above it.
"""

from __future__ import annotations

from duenotice.days import FIRST_DAY, LAST_DAY, Relation
from duenotice.days.counting.periods import changes, plain_ends
from duenotice.language import Choice, Named, TheDay
from duenotice.screen.days import Day, always, columns, related, window
from duenotice.screen.known import own, plain_columns, surely
from duenotice.screen.plan import BestOf, Chosen, Happened, Narrowed, Options, Passed, Plan, Said
from duenotice.screen.text import (
    SQL,
    Relationship,
    Row,
    anchor_day,
    day_columns,
    day_values,
    fewest,
    least,
    meaning,
    moment,
    most,
    selected,
    timed,
    within,
)


def happened(step: Happened, plan: Plan, spans: int) -> SQL:
    """Events with 2 where they surely are of the kind and had happened, 1 where they may be and have."""
    wanted = plan.wanted[step.wanted]
    of = ["e.lo AS of_lo", "e.hi AS of_hi", "e.sure AS of_sure"]
    of += [f"e.{end}{n} AS of_{end}{n}" for n in range(1, spans + 1) for end in ("lo", "hi")]
    doubts = " LEFT JOIN doubted AS d ON d.p = e.p AND d.id = e.id" if wanted.doubts else ""
    truth = f"e.{wanted.column}"
    yield Relationship(
        step.name,
        f"SELECT m.p, m.a, e.id, e.date, e.paper, {', '.join(of)}, "
        f"CASE WHEN {surely(wanted)} THEN {truth} ELSE {least([truth, '1'])} END AS t "
        f"FROM {step.over} AS m JOIN seen AS e ON e.p = m.p{doubts} "
        f"WHERE {truth} > 0 AND (e.lo <= m.day_hi OR e.id = m.a)",
        step.says,
    )


def said(step: Said, spans: int) -> SQL:
    """Yes needs an entry that surely holds and fits, and none that may hold and denies it; no needs one
    that surely holds, and none that may fit. What several entries deny one by one they deny together."""
    day = moment("m", spans)
    holds = f"f.since_hi <= {day.lo} AND f.until_lo >= {day.hi}"
    doubts = ""
    if step.doubters:
        union = " UNION ".join(f"SELECT p, a FROM {name}" for name in step.doubters)
        doubts = f" LEFT JOIN ({union}) AS d ON d.p = m.p AND d.a = m.a"
        holds += f" AND (d.p IS NULL OR NOT {always('f.since_lo')})"
    yes, no = (0, 2) if step.negated else (2, 0)
    on_file = f"FROM {step.over} AS m JOIN facts AS f ON f.p = m.p"
    spoken = (
        f"SELECT m.p, m.a, s.fits, s.denies, CASE WHEN {holds} THEN 2 ELSE 1 END AS holds {on_file} "
        f"JOIN says AS s ON s.asked = {step.asked} AND s.entry = f.entry{doubts} "
        f"WHERE f.since_lo <= {day.hi} AND f.until_hi >= {day.lo}"
    )
    if step.values > 1:
        spoken += (
            f" UNION ALL SELECT m.p, m.a, 0 AS fits, 1 AS denies, 2 AS holds {on_file} "
            f"JOIN denials AS s ON s.asked = {step.asked} AND s.entry = f.entry{doubts} "
            f"WHERE {holds} GROUP BY m.p, m.a HAVING COUNT(DISTINCT s.value) = {step.values}"
        )
    yield Relationship(
        step.name,
        f"SELECT p, a, CASE WHEN MAX(holds * fits) = 4 AND MAX(denies) = 0 THEN {yes} "
        f"WHEN MAX(fits) > 0 OR MAX(holds) < 2 THEN 1 ELSE {no} END AS t "
        f"FROM ({spoken}) AS said GROUP BY p, a",
        step.says,
    )


FARTHER = 2**22
"""More than any day number."""


def options(step: Options, plan: Plan, spans: int) -> SQL:
    """The events that the letter may speak of, and a stand-in for each unsearched stretch. A stand-in is
    known by its days where these hang on a name: each choice of that event leaves it others."""
    keys = ["p", "a", *map(meaning, step.keys)]
    outer = ", ".join(f"c.{key}" for key in keys)
    event = within("e", columns("of", spans))
    fit = least(
        [
            "e.t",
            *(
                timed(Day(event.lo, event.hi, event.sure, "e.id", event.spans), t, "c", spans)
                for t in step.timings
            ),
        ]
    )
    bounds = [window(t.relation, anchor_day(t.anchor, "c", spans), t.days) for t in step.timings]
    lo = most(["g.lo", *(since for since, _ in bounds)])
    hi = fewest(["g.hi", moment("c", spans).hi, *(through for _, through in bounds)])
    stand_in = selected(day_columns("of", spans), day_values(Day(lo, hi, "1"), spans))
    named = any(isinstance(timing.anchor, Named) for timing in step.timings)
    number = f"-(CAST({lo} AS BIGINT) * {FARTHER} + {hi})" if named else "-g.lo"
    base = (
        f"SELECT * FROM (SELECT {outer}, e.id, {', '.join(f'e.{c}' for c in day_columns('of', spans))}, "
        f"{fit} AS t FROM {step.over.step} AS c JOIN {step.happened} AS e ON e.p = c.p AND e.a = c.a) AS f "
        f"WHERE t > 0 UNION ALL "
        + _unsearched(
            f"{outer}, {number} AS id, {stand_in}, 1 AS t", step.over.step, step.need, plan, f"{lo} <= {hi}"
        )
    )
    if step.choice is not Choice.A:
        yield Relationship(f"{step.name}_any", base, f"{step.says}: any of them")
        base = _outermost(f"{step.name}_any", keys, step.choice, spans)
    if not step.named:
        base = f"SELECT {', '.join(keys)}, MAX(t) AS t FROM ({base}) AS o GROUP BY {', '.join(keys)}"
    yield Relationship(step.name, base, step.says)


def _outermost(every: str, keys: list[str], choice: Choice, spans: int) -> str:
    """Those that are, or may be, the first or the last: none lies beyond them."""
    relation = Relation.AFTER if choice is Choice.LAST else Relation.BEFORE
    beyond = related(within("x", columns("of", spans)), relation, within("o", columns("of", spans)))
    same = " AND ".join(f"x.{key} = o.{key}" for key in keys)
    names = [*keys, "id", *day_columns("of", spans)]
    listed = ", ".join(f"o.{name}" for name in names)
    passed = f"MAX({least(['COALESCE(x.t, 0)', beyond])})"
    return (
        f"SELECT * FROM (SELECT {listed}, {least(['o.t', f'2 - {passed}'])} AS t "
        f"FROM {every} AS o LEFT JOIN {every} AS x ON {same} AND x.id <> o.id "
        f"GROUP BY {listed}, o.t) AS w WHERE t > 0"
    )


def passed(step: Passed, plan: Plan, spans: int) -> SQL:
    """A step with its clock. Each day that the beginning may mean has its own last days; over, or in time,
    is said only if every reading of the count agrees."""
    keys = ["p", "a", *map(meaning, step.keys)]
    outer = ", ".join(f"c.{key}" for key in keys)
    start = anchor_day(step.anchor, "c", spans)
    bounds = list(dict.fromkeys(bound for span in start.each for bound in span))
    joins = [
        f"LEFT JOIN ends AS k{n} ON k{n}.clock = {step.clock} AND k{n}.day = {bound}"
        for n, bound in enumerate(bounds)
    ]
    least_days, most_days = plain_ends(step.period.length)
    early = [f"COALESCE(k{n}.lo, {bound} + {least_days})" for n, bound in enumerate(bounds)]
    late = [f"COALESCE(k{n}.hi, {bound} + {most_days})" for n, bound in enumerate(bounds)]
    for day in changes(step.period.length.clock):
        inside = " OR ".join(f"({lo} < {day} AND {day} <= {hi})" for lo, hi in start.each)
        joins.append(f"LEFT JOIN ends AS c{day} ON c{day}.clock = {step.clock} AND c{day}.day = {day}")
        early.append(f"CASE WHEN {inside} THEN c{day}.lo ELSE {early[0]} END")
        late.append(f"CASE WHEN {inside} THEN c{day}.hi ELSE {late[0]} END")
    columns_ = ", ".join(f"c.{name}" for name in context_columns(step.keys, plan, spans))
    yield Relationship(
        f"{step.name}_clock",
        f"SELECT {columns_}, {fewest(early)} AS end_lo, {most(late)} AS end_hi "
        f"FROM {step.over.step} AS c {' '.join(joins)}",
        f"{step.says}: the last day of the time, on the mildest count and on the strictest",
    )
    event = within("e", columns("of", spans))
    in_time = f"CASE WHEN {event.lo} > c.end_hi THEN 0 WHEN {event.hi} <= c.end_lo THEN 2 ELSE 1 END"
    left = Day(event.lo, event.hi, event.sure, "e.id", event.spans)
    fit = least(["e.t", in_time, *(timed(left, t, "c", spans) for t in step.timings)])
    windows = [window(t.relation, anchor_day(t.anchor, "c", spans), t.days) for t in step.timings]
    lo = most(["g.lo", *(since for since, _ in windows)])
    hi = fewest(["g.hi", moment("c", spans).hi, "c.end_hi", *(through for _, through in windows)])
    yield Relationship(
        f"{step.name}_done",
        f"SELECT {', '.join(keys)}, MAX(t) AS t FROM (SELECT {outer}, {fit} AS t "
        f"FROM {step.name}_clock AS c JOIN {step.happened} AS e ON e.p = c.p AND e.a = c.a "
        f"UNION ALL {_unsearched(f'{outer}, 1 AS t', f'{step.name}_clock', step.need, plan, f'{lo} <= {hi}')}"
        f") AS d GROUP BY {', '.join(keys)}",
        "whether it was done in time",
    )
    now = moment("c", spans)
    over = f"WHEN {now.lo} > c.end_hi THEN 2 WHEN {now.hi} <= c.end_lo THEN 0 ELSE 1 END"
    itself = f"WHEN {start.id} = c.a AND c.a > 0 THEN 0 " if start.id else ""
    over = "0" if isinstance(step.anchor, TheDay) else f"CASE {itself}{over}"
    on = " AND ".join(f"d.{key} = c.{key}" for key in keys)
    yield Relationship(
        step.name,
        f"SELECT {outer}, {least([over, '2 - COALESCE(d.t, 0)'])} AS t "
        f"FROM {step.name}_clock AS c LEFT JOIN {step.name}_done AS d ON {on}",
        step.says,
    )


def _unsearched(columns: str, over: str, need: int, plan: Plan, meets: str) -> str:
    """A row for each stretch `g` that counts for the person of a row `c`: those of everybody, which are few
    and are set beside every row without a search of the person's own; and the person's own."""
    whose = (f"g.who = 0 AND c.{own(plan.needs[need])} = 0", "g.who = c.p")
    return " UNION ALL ".join(
        f"SELECT {columns} FROM {over} AS c JOIN unseen AS g ON g.need = {need} AND {one} WHERE {meets}"
        for one in whose
    )


def context_columns(names: tuple[str, ...], plan: Plan, spans: int) -> list[str]:
    """The columns of a moment and of what some names mean."""
    named = [c for name in names for c in (meaning(name), *day_columns(meaning(name), spans))]
    return [*plain_columns(plan, spans), *named]


def chosen(step: Chosen, spans: int) -> SQL:
    """One row for each option; where there is none, the name means an event of which nothing is known."""
    whole = day_values(Day(str(FIRST_DAY), str(LAST_DAY), "1"), spans)
    found = [f"COALESCE(o.{c}, {w})" for c, w in zip(day_columns("of", spans), whole, strict=True)]
    name = meaning(step.called)
    on = " AND ".join(f"o.{key} = c.{key}" for key in ("p", "a", *map(meaning, step.keys)))
    yield Relationship(
        step.name,
        f"SELECT c.*, COALESCE(o.id, 0) AS {name}, {selected(day_columns(name, spans), found)}, "
        f"COALESCE(o.t, 0) AS {step.column} FROM {step.over.step} AS c LEFT JOIN {step.options} AS o ON {on}",
        step.says,
    )


def narrowed(step: Narrowed, plan: Plan, spans: int) -> SQL:
    """A context with fewer names."""
    names = ", ".join(context_columns(step.keep, plan, spans))
    yield Relationship(step.name, f"SELECT DISTINCT {names} FROM {step.over.step}", step.says)


def best_of(step: BestOf, spans: int) -> SQL:
    """The greatest, over all choices, of the least over the letters."""
    row = Row("c", spans)
    truth = row.truth(step.truth)
    keys = ", ".join(f"c.{key}" for key in ("p", "a", *map(meaning, step.keys)))
    joins = " ".join(row.joined())
    yield Relationship(
        step.name,
        f"SELECT {keys}, MAX({truth}) AS t FROM {step.over.step} AS c {joins} GROUP BY {keys}",
        step.says,
    )
