"""People and acts under one order, as tables in DuckDB that counts are taken from.

The statement of `screen` is a chain of relations. Those that counts need are made once, as tables; then two
more tables say for each person and for each act what came out, what decides it, and what is open:

    asked   p, protected, class_N, why_N …, open      one row a person
    judged  duty, p, id, lo, hi, may, parts, why, open, month, place       one row an act

`may` is a sum of `Outcome`, `why` a mask of letters, `parts` one of a duty's parts, `open` one of inputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from duenotice.compliance.bounds import EVERY, Outcome
from duenotice.compliance.inputs import Input, Sort, inputs_of
from duenotice.days import DateFact
from duenotice.language import Order
from duenotice.library import in_force
from duenotice.screen import languages
from duenotice.screen.bulk import screening
from duenotice.screen.classes import shown
from duenotice.screen.duties import NOT_OWED, PARTS
from duenotice.screen.engines import text_for
from duenotice.screen.engines.duckdb_ import DuckDB
from duenotice.screen.from_tables import Loaded
from duenotice.screen.kinds import fits
from duenotice.screen.known import own
from duenotice.screen.plan import Judged, Membership, Plan, Said
from duenotice.screen.text import greatest, least
from duenotice.screen.to_plan import MOMENTS, TODAY, ways
from duenotice.screen.to_sql import Statement
from duenotice.terms import LANGUAGE, Kind, Vocabulary
from duenotice.truth import UNKNOWN, YES

NOWHERE = "not on file"
NO_MONTH = "not known to the month"


@dataclass(frozen=True)
class Screened:
    """An order over some people, with the tables of this module in `loaded.connection`."""

    order: Order
    plan: Plan
    vocabulary: Vocabulary
    on: DateFact
    loaded: Loaded

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """What stands at the bits of `open`."""
        return inputs_of(self.order)

    @cached_property
    def root(self) -> str:
        """The relation of the days that are asked about."""
        return MOMENTS if self.plan.duties else TODAY

    @cached_property
    def classes(self) -> Mapping[str, Membership]:
        """The steps of the classes."""
        return dict(self.plan.classes)

    def tainted(self, *names: str) -> tuple[str, list[str]]:
        """The greatest truth of what the file leaves out about a class or duty, and the joins it needs."""
        steps = [taint.step for taint in self.plan.taints if taint.changes in names]
        joins = [f"JOIN {step} AS {step} ON {step}.p = t.p AND {step}.a = 0" for step in steps]
        return greatest([f"{step}.t" for step in steps]), joins

    def rows(self, query: str) -> list[tuple[int, ...]]:
        """The rows of a query that counts."""
        return self.loaded.connection.execute(query).fetchall()

    def labels(self, class_: str, mask: int) -> tuple[str, ...]:
        """The letters that decide; none for what the file leaves out."""
        parts = shown(self.classes[class_])
        return tuple(part.label for bit, part in enumerate(parts) if mask & 2**bit)


def screened(order: Order, found: Loaded, vocabulary: Vocabulary, on: DateFact, by: str = "") -> Screened:
    """Screen all people. by: the name of a fact that acts are put together by, such as `field office`."""
    asked = screening(found, order, vocabulary, on, everybody=True)
    every = Screened(order, asked.plan, vocabulary, on, found)
    DuckDB(found.connection).fill(asked.rules)
    _make(found, asked.statement, _needed(every))
    _people(every)
    _acts(every, by)
    _open(every)
    return every


def _needed(every: Screened) -> set[str]:
    """The relations that are asked more than once."""
    kept = {"today", "gaps", "unseen", "seen", every.root}
    for step in every.plan.steps:
        if isinstance(step, Said | Membership):
            kept.add(step.name)
        if isinstance(step, Judged):
            kept.add(step.name)
    return kept


def _make(found: Loaded, statement: Statement, kept: set[str]) -> None:
    """Make these relations as tables, each from those before it."""
    dialect = DuckDB(found.connection).dialect
    for name, part in statement.parts(kept):
        found.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {text_for(part, dialect)}")


def _people(every: Screened) -> None:
    """The table `asked`."""
    truths, whys, joins = [], [], []
    for number, (name, step) in enumerate(every.plan.classes, 1):
        tainted, joined = every.tainted(name)
        joins += [f"JOIN {step.name} AS c{number} ON c{number}.p = t.p AND c{number}.a = 0", *joined]
        truths.append(f"CASE WHEN {tainted} = 2 THEN 1 ELSE c{number}.t END")
        left_out = (
            f"CASE WHEN {tainted} = 2 THEN CAST({2 ** len(shown(step))} AS BIGINT) ELSE c{number}.why END"
        )
        whys.append(f"CASE WHEN {truths[-1]} = 2 THEN 0 ELSE {left_out} END")
    force = int(in_force(every.plan.life, every.on).truth)
    columns = [
        f"{truth} AS class_{n}, {why} AS why_{n}"
        for n, (truth, why) in enumerate(zip(truths, whys, strict=True), 1)
    ]
    every.loaded.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE asked AS SELECT t.p, {least([greatest(truths), str(force)])} "
        "AS protected, "
        f"{', '.join(columns)} FROM today AS t {' '.join(dict.fromkeys(joins))}"
    )


def _acts(every: Screened, by: str) -> None:
    """The table `judged`."""
    db = every.loaded.connection
    labels = [
        (code, "|".join(entry.values))
        for entry, code in every.loaded.codes.entries.items()
        if entry.name == by and len(entry.values) == 1 and not entry.negated
    ]
    db.execute("CREATE OR REPLACE TEMP TABLE places (entry INTEGER, label VARCHAR)")
    if labels:
        db.executemany("INSERT INTO places VALUES (?, ?)", labels)
    selects = [_judged(every, number, step) for number, (_, _, step) in enumerate(every.plan.duties, 1)]
    none = "SELECT 0 AS duty, 0 AS p, 0 AS id, 0 AS lo, 0 AS hi, 0 AS may, 0 AS parts"
    empty = f"{none}, CAST(0 AS BIGINT) AS why WHERE false"
    month = "strftime(DATE '0001-01-01' + (x.{} - 1), '%Y-%m')"
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE judged AS SELECT x.*, CASE WHEN {month.format('lo')} = "
        f"{month.format('hi')} "
        f"THEN {month.format('lo')} ELSE '{NO_MONTH}' END AS month, COALESCE(w.label, '{NOWHERE}') AS "
        "place FROM "
        f"({' UNION ALL '.join(selects) or empty}) AS x LEFT JOIN (SELECT j.p, j.id, MIN(l.label) AS "
        "label FROM "
        f"({' UNION '.join(f'SELECT p, id, lo, hi FROM ({one})' for one in selects) or empty}) AS j "
        "JOIN facts AS f ON f.p = j.p AND f.since_hi <= j.lo AND f.until_lo >= j.hi JOIN places AS l "
        "ON l.entry = f.entry GROUP BY j.p, j.id HAVING COUNT(DISTINCT l.label) = 1) AS w ON w.p = "
        "x.p AND w.id = x.id"
    )


def _judged(every: Screened, number: int, step: Judged) -> str:
    """Every act under one duty: what it may come out as, and what keeps it open."""
    name, owed_to, _ = every.plan.duties[number - 1]
    tainted, joins = every.tainted(name, owed_to)
    of_class, more = every.tainted(owed_to)
    owed = "LEAST(t.member, t.force, t.act, t.protection)"
    may = " + ".join(
        f"CASE WHEN {when} THEN {int(outcome)} ELSE 0 END"
        for outcome, when in (
            (Outcome.NOT_OWED, f"{owed} < 2"),
            (Outcome.PENDING, f"{owed} > 0 AND t.done < 2 AND t.over_ < 2"),
            (Outcome.MET, f"{owed} > 0 AND t.done > 0"),
            (Outcome.VIOLATED, f"{owed} > 0 AND t.done < 2 AND t.over_ > 0"),
        )
    )
    turns = f"{of_class} = 2 AND LEAST(t.force, t.act, t.protection) > 0"
    opened = f"{tainted} = 2 AND (t.status <> {NOT_OWED} OR ({turns}))"
    return (
        f"SELECT {number} AS duty, t.p, t.id, t.lo, t.hi, CASE WHEN {opened} THEN {int(EVERY)} ELSE "
        f"{may} END AS may, "
        f"CASE WHEN {opened} THEN {PARTS['left out']} ELSE t.why END AS parts, COALESCE(m.why, 0) AS why "
        f"FROM {step.name} AS t LEFT JOIN {step.member} AS m ON m.p = t.p AND m.a = t.id "
        f"{' '.join(dict.fromkeys([*joins, *more]))}"
    )


def _open(every: Screened) -> None:
    """Add to both tables, for what is unknown, which inputs are open."""
    db = every.loaded.connection
    unknown = " OR ".join(f"class_{n} = 1" for n, _ in enumerate(every.plan.classes, 1))
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE wanted AS SELECT p, 0 AS a, {every.on.hi} AS day FROM asked "
        f"WHERE {unknown} "
        "UNION SELECT p, id AS a, MAX(hi) AS day FROM judged WHERE bit_count(may) > 1 GROUP BY p, id"
    )
    bits = [
        f"SELECT DISTINCT w.p, w.a, CAST({2**bit} AS BIGINT) AS bit FROM ({select}) AS w"
        for bit, one in enumerate(every.inputs)
        for select in _is_open(every, one)
    ]
    none = "SELECT 0 AS p, 0 AS a, CAST(0 AS BIGINT) AS bit WHERE false"
    db.execute(
        "CREATE OR REPLACE TEMP TABLE opened AS SELECT p, a, bit_or(bit) AS open FROM "
        f"({' UNION ALL '.join(bits) or none}) AS b GROUP BY p, a"
    )
    for table, moment in (("asked", "0"), ("judged", "x.id")):
        db.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT x.*, COALESCE(o.open, 0) AS open FROM "
            f"{table} AS x "
            f"LEFT JOIN opened AS o ON o.p = x.p AND o.a = {moment}"
        )


def _is_open(every: Screened, one: Input) -> Iterator[str]:
    """The moments at which an input is open."""
    plan = every.plan
    if one.sort is Sort.FACT:
        if one.what == LANGUAGE and languages.asked(plan):
            yield (
                "SELECT w.p, w.a FROM wanted AS w WHERE NOT EXISTS (SELECT 1 FROM facts AS f "
                "JOIN speaks AS k ON k.entry = f.entry WHERE f.p = w.p AND k.fits = 2)"
            )
        for step in plan.steps:
            if isinstance(step, Said) and plan.asked[step.asked][0] == one.what and step.over == every.root:
                yield (
                    f"SELECT w.p, w.a FROM wanted AS w LEFT JOIN {step.name} AS s ON s.p = w.p AND s.a = w.a "
                    "WHERE COALESCE(s.t, 1) = 1"
                )
    elif one.sort is Sort.SEARCH:
        for need, needed in enumerate(plan.needs):
            if needed.term == one.what:
                yield (
                    "SELECT w.p, w.a FROM wanted AS w JOIN today AS t ON t.p = w.p JOIN (SELECT who, "
                    f"MIN(lo) AS lo FROM gaps WHERE need = {need} GROUP BY who) AS g "
                    f"ON g.who = t.{own(needed)} WHERE g.lo <= w.day"
                )
    else:
        yield from _papers(every, one.kind)


def _papers(every: Screened, kind: Kind) -> Iterator[str]:
    """The moments at which an event on file of a kind has a rough date, or may be of another sort."""
    codes, vocabulary = every.loaded.codes, every.vocabulary
    unclear = [str(code) for found, code in codes.kinds.items() if _unclear(kind, found, vocabulary)]
    for wanted in every.plan.wanted:
        if wanted.kind == kind:
            yield (
                f"SELECT w.p, w.a FROM wanted AS w JOIN {every.root} AS m ON m.p = w.p AND m.a = w.a "
                f"JOIN seen AS e ON e.p = w.p WHERE e.{wanted.column} > 0 "
                "AND (e.lo <= m.day_hi OR e.id = m.a) "
                f"AND (e.lo < e.hi OR {' OR '.join(f'e.kind = {code}' for code in unclear) or 'false'})"
            )


def _unclear(wanted: Kind, found: Kind, vocabulary: Vocabulary) -> bool:
    """Whether an event on file would be what is wanted, if more of its qualifiers were known."""
    if fits(wanted, found, vocabulary) is not UNKNOWN:
        return False
    ways_ = [way for way in ways(wanted, vocabulary) if way.term == found.term]
    full = [Kind(found.term, tuple(sorted({*found.qualifiers, *way.qualifiers}))) for way in ways_]
    return any(fits(wanted, kind, vocabulary) is YES for kind in full)
