"""A plan into one SQL statement: a relation for each step, with its sentence above it.

The text is written once, in a subset that all engines share, and parsed by sqlglot into one
expression. What an engine spells differently is a table in `engines`.

The columns of the answer are in `answers`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from typing import assert_never

import sqlglot
from sqlglot import exp

from duenotice.days import DateFact
from duenotice.language import DutyByDay
from duenotice.library import in_force
from duenotice.screen import classes, due, duties, known, letters
from duenotice.screen.answers import answer
from duenotice.screen.days import written
from duenotice.screen.plan import (
    BestOf,
    Chosen,
    DueDays,
    Happened,
    Judged,
    Known,
    Membership,
    Moments,
    Narrowed,
    Now,
    Options,
    Passed,
    Plan,
    Run,
    Said,
    Step,
    Told,
)
from duenotice.screen.text import SQL, Relationship, day_columns, day_values, selected


@dataclass(frozen=True)
class Statement:
    """The relations of a statement in order; the last one is the answer."""

    relations: tuple[Relationship, ...]

    def expression(self) -> exp.Select:
        """The whole as one expression: every relation but the last in a WITH."""
        *steps, last = self.relations
        whole = self.parsed(last)
        for step in steps:
            whole = whole.with_(step.name, as_=self.parsed(step), copy=False)
        for cte, step in zip(whole.ctes, steps, strict=True):
            if step.says:
                cte.this.add_comments([_comment(step.says)])
        return whole

    def used(self) -> Counter[str]:
        """How many other relations each relation is made into."""
        names = {one.name for one in self.relations}
        return Counter(name for one in self.relations for name in _sources(one) & names)

    def several(self) -> set[str]:
        """The relations that are made into more than one other, and the last."""
        used = self.used()
        return {one.name for one in self.relations if used[one.name] > 1} | {self.relations[-1].name}

    def parts(self, kept: Collection[str]) -> Iterator[tuple[str, exp.Select]]:
        """The relations of these names in order, for an engine that makes each a table: the others stand in
        the WITH of those that they are made into."""
        by_name = {one.name: one for one in self.relations}
        made: set[str] = set()
        for relation in self.relations:
            if relation.name in kept:
                whole = self.parsed(relation)
                reached = self._reached(relation, by_name.keys() - made)
                for name in (name for name in by_name if name in reached):
                    whole = whole.with_(name, as_=self.parsed(by_name[name]), copy=False)
                made.add(relation.name)
                yield relation.name, whole

    def _reached(self, relation: Relationship, names: Set[str]) -> set[str]:
        """The relations of these names that one is made from."""
        by_name = {one.name: one for one in self.relations}
        found: set[str] = set()
        todo = [relation]
        while todo:
            new = (_sources(todo.pop()) & names) - found - {relation.name}
            found |= new
            todo += [by_name[name] for name in sorted(new)]
        return found

    def parsed(self, relation: Relationship) -> exp.Select:
        """One relation as an expression."""
        return sqlglot.parse_one(relation.select, into=exp.Select)


def _sources(relation: Relationship) -> set[str]:
    """The names that a relation reads from."""
    return set(re.findall(r"\b(?:FROM|JOIN) (\w+)", relation.select))


def to_sql(plan: Plan, on: DateFact, spans: int = 0, *, everybody: bool = False) -> Statement:
    """The statement that answers for one day.

    spans: the most spans that a date of the data has. everybody: whether every letter is asked of every
    person, also of those whom a fact on file keeps out of every class; else their other letters are
    `NOT_ASKED`, and nothing but their facts is read."""
    return Statement(tuple(_Writer(plan, on, spans, everybody).relations()))


def _comment(says: str) -> str:
    return " ".join(says.replace("*/", "* /").split())


class _Writer:
    def __init__(self, plan: Plan, on: DateFact, spans: int, everybody: bool) -> None:
        self.plan, self.on, self.spans = plan, on, spans
        self.everybody, self.filtered = everybody, known.filtered(plan) and not everybody

    def relations(self) -> SQL:
        people = "candidates" if self.filtered else "people"
        if self.filtered:
            yield from known.ruled_out(self.plan)
        yield from known.unsearched(self.plan, people, whole=self.everybody)
        day = selected(day_columns("day", self.spans), day_values(written(self.on), self.spans))
        yield from known.today(self.plan, people, day, str(self.on))
        yield from known.seen(self.plan, people, self.spans)
        for step in self.plan.steps:
            yield from self.step(step)
        for number, (name, _, judged) in enumerate(self.plan.duties, 1):
            yield Relationship(f"duty_{number}_now", self.now(judged), f'duty "{name}": what is owed now')
        yield from answer(self.plan, self.force, filtered=self.filtered)

    def step(self, step: Step) -> SQL:  # noqa: C901, PLR0911, PLR0912 - one line for each kind of step
        plan, spans = self.plan, self.spans
        match step:
            case Happened():
                return letters.happened(step, plan, spans)
            case Said():
                return letters.said(step, spans)
            case Options():
                return letters.options(step, plan, spans)
            case Passed():
                return letters.passed(step, plan, spans)
            case Told():
                return known.told(step, plan, spans)
            case Chosen():
                return letters.chosen(step, spans)
            case Narrowed():
                return letters.narrowed(step, plan, spans)
            case BestOf():
                return letters.best_of(step, spans)
            case Run():
                return classes.run(step, spans)
            case Membership():
                return classes.membership(step)
            case Moments():
                return duties.moments(step, plan, spans)
            case Known():
                return known.known(step, plan)
            case Now():
                return known.now(step)
            case DueDays():
                return due.days(step, spans)
            case Judged() if isinstance(step.duty, DutyByDay):
                return due.judged(step, plan, spans, self.on)
            case Judged():
                return duties.judged(step, plan, spans, self.on)
            case _:
                assert_never(step)

    @property
    def force(self) -> int:
        """Whether the order is in force on the day of the question."""
        return int(in_force(self.plan.life, self.on).truth)

    def now(self, judged: Judged) -> str:
        """Whether the duty is owed on the day of the question."""
        protection, joins, came = "2", "", ""
        if judged.ends:
            protection = "2 - d.t"
            joins = f" JOIN {judged.ends} AS d ON d.p = m.p AND d.a = 0"
        status, why = duties.present()
        if isinstance(judged.duty, DutyByDay):
            status, why = due.present(status, why)
            came = ", CASE WHEN o.p IS NULL THEN 0 ELSE 1 END AS came"
            joins += f" LEFT JOIN (SELECT DISTINCT p FROM {judged.acts}) AS o ON o.p = m.p"
        return (
            f"SELECT p, member, {status} AS status, {why} AS why FROM (SELECT m.p, m.t AS member, "
            f"{self.force} AS force, {protection} AS protection{came} FROM {judged.member} AS m{joins} "
            "WHERE m.a = 0) AS n"
        )
