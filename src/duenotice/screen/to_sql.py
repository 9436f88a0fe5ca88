"""A plan into one SQL statement: a relation for each step, with its sentence above it.

The text is written once, in a subset that all engines share, and parsed by sqlglot into one
expression. What an engine spells differently is a table in `engines`.

The columns of the answer, one row a person:

    person, protected, force
    class_1, class_1_why, class_1_LETTER …            truths, and the letters that decide as a mask
    duty_1, duty_1_why, duty_1_act_lo, duty_1_act_hi  a status, the parts that decide, the deciding act
    duty_1_due_lo, duty_1_due_hi, duty_1_short_least, duty_1_short_most      for a notice
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

import sqlglot
from sqlglot import exp

from duenotice.days import DateFact
from duenotice.language import DutyAfter, Forbidden, NoticeBefore
from duenotice.library import in_force
from duenotice.screen import classes, duties, letters
from duenotice.screen.days import written
from duenotice.screen.letters import SQL, Relationship
from duenotice.screen.plan import (
    BestOf,
    Chosen,
    Happened,
    Judged,
    Membership,
    Moments,
    Narrowed,
    Options,
    Passed,
    Plan,
    Run,
    Said,
    Step,
)
from duenotice.screen.text import day_columns, day_values, greatest, least, selected

NOTHING = 0
"""In place of a day number: there is no such day."""


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

    def parsed(self, relation: Relationship) -> exp.Select:
        """One relation as an expression."""
        return sqlglot.parse_one(relation.select, into=exp.Select)


def to_sql(plan: Plan, on: DateFact, spans: int = 0) -> Statement:
    """The statement that answers for one day. spans: the most spans that a date of the data has."""
    return Statement(tuple(_Writer(plan, on, spans).relations()))


def _comment(says: str) -> str:
    return " ".join(says.replace("*/", "* /").split())


class _Writer:
    def __init__(self, plan: Plan, on: DateFact, spans: int) -> None:
        self.plan, self.on, self.spans = plan, on, spans

    def relations(self) -> SQL:
        steps = self.plan.steps
        yield from letters.unseen()
        if any(isinstance(step, Happened) and step.doubts for step in steps):
            yield from letters.doubted()
        day = selected(day_columns("day", self.spans), day_values(written(self.on), self.spans))
        yield Relationship(
            "today",
            f"SELECT x.p, 0 AS a, COALESCE(s.who, 0) AS who, {day} FROM people AS x "
            "LEFT JOIN searchers AS s ON s.who = x.p",
            f"every person on the day of the question, {self.on}",
        )
        for step in steps:
            yield from self.step(step)
        for number, (name, _, judged) in enumerate(self.plan.duties, 1):
            yield Relationship(f"duty_{number}_now", self.now(judged), f'duty "{name}": what is owed now')
        yield from self.answer()

    def step(self, step: Step) -> SQL:  # noqa: C901, PLR0911 - one line for each kind of step
        spans = self.spans
        match step:
            case Happened():
                return letters.happened(step, spans)
            case Said():
                return letters.said(step, spans)
            case Options():
                return letters.options(step, spans)
            case Passed():
                return letters.passed(step, spans)
            case Chosen():
                return letters.chosen(step, spans)
            case Narrowed():
                return letters.narrowed(step, spans)
            case BestOf():
                return letters.best_of(step, spans)
            case Run():
                return classes.run(step, spans)
            case Membership():
                return classes.membership(step)
            case Moments():
                return duties.moments(step, spans)
            case Judged():
                return duties.judged(step, spans, self.on, self.plan.periods)
            case _:
                assert_never(step)

    @property
    def force(self) -> int:
        """Whether the order is in force on the day of the question."""
        return int(in_force(self.plan.life, self.on).truth)

    def now(self, judged: Judged) -> str:
        """Whether the duty is owed on the day of the question."""
        protection, joins = "2", ""
        if judged.ends:
            protection = "2 - d.t"
            joins = f" JOIN {judged.ends} AS d ON d.p = m.p AND d.a = 0"
        status, why = duties.present()
        return (
            f"SELECT p, member, {status} AS status, {why} AS why FROM (SELECT m.p, m.t AS member, "
            f"{self.force} AS force, {protection} AS protection FROM {judged.member} AS m{joins} "
            "WHERE m.a = 0) AS n"
        )

    def answer(self) -> SQL:
        """One row a person."""
        joins = [
            *(
                f"JOIN {s.name} AS {s.name} ON {s.name}.p = t.p AND {s.name}.a = 0"
                for _, s in self.plan.classes
            ),
            *(f"JOIN {taint.step} AS {taint.step} ON {taint.step}.p = t.p" for taint in self.plan.taints),
        ]
        for number, (_, _, judged) in enumerate(self.plan.duties, 1):
            joins.append(f"JOIN duty_{number}_now AS now_{number} ON now_{number}.p = t.p")
            joins.append(f"LEFT JOIN {judged.name}_first AS act_{number} ON act_{number}.p = t.p")
        classes_ = [self.class_truth(name, step) for name, step in self.plan.classes]
        protected = least([greatest(classes_), str(self.force)])
        columns = [f"{protected} AS protected", f"{self.force} AS force"]
        for (name, step), truth in zip(self.plan.classes, classes_, strict=True):
            columns += self.class_columns(name, step, truth)
        for number, (name, owed_to, judged) in enumerate(self.plan.duties, 1):
            columns += self.duty_columns(number, name, owed_to, judged)
        yield Relationship(
            "answer",
            f"SELECT x.name AS person, {', '.join(columns)} FROM today AS t JOIN people AS x ON x.p = t.p "
            f"{' '.join(joins)}",
        )

    def tainted(self, *names: str) -> str:
        """The greatest truth of what is left out about a class or duty."""
        return greatest([f"{taint.step}.t" for taint in self.plan.taints if taint.changes in names])

    def class_truth(self, name: str, step: Membership) -> str:
        """The truth of a class, unknown where something that the file leaves out matters."""
        tainted = self.tainted(name)
        return (
            f"CASE WHEN {tainted} = 2 THEN 1 ELSE {step.name}.t END" if tainted != "0" else f"{step.name}.t"
        )

    def class_columns(self, name: str, step: Membership, truth: str) -> Iterator[str]:
        shown = classes.shown(step)
        tainted, why = self.tainted(name), f"{step.name}.why"
        if tainted != "0":
            why = f"CASE WHEN {tainted} = 2 THEN CAST({2 ** len(shown)} AS BIGINT) ELSE {why} END"
        yield f"{truth} AS {step.name}"
        yield f"{why} AS {step.name}_why"
        yield from (f"{step.name}.letter_{part.column} AS {step.name}_{part.column}" for part in shown)

    def duty_columns(self, number: int, name: str, owed_to: str, judged: Judged) -> Iterator[str]:
        act, now, column = f"act_{number}", f"now_{number}", f"duty_{number}"
        status = f"COALESCE({act}.status, {now}.status)"
        why = f"COALESCE({act}.why, {now}.why)"
        tainted, of_class = self.tainted(name, owed_to), self.tainted(owed_to)
        if tainted != "0":
            turns = f" OR ({of_class} = 2 AND {why} = {duties.PARTS['class']})" if of_class != "0" else ""
            opened = f"{tainted} = 2 AND ({status} <> {duties.NOT_OWED}{turns})"
            why = f"CASE WHEN {opened} THEN {duties.PARTS['left out']} ELSE {why} END"
            status = f"CASE WHEN {opened} THEN {duties.UNKNOWN} ELSE {status} END"
        yield f"{status} AS {column}"
        yield f"{why} AS {column}_why"
        yield f"COALESCE({act}.lo, {NOTHING}) AS {column}_act_lo"
        yield f"COALESCE({act}.hi, {NOTHING}) AS {column}_act_hi"
        match judged.duty:
            case NoticeBefore() | DutyAfter():
                yield f"COALESCE({act}.due_lo, {NOTHING}) AS {column}_due_lo"
                yield f"COALESCE({act}.due_hi, {NOTHING}) AS {column}_due_hi"
                for end in ("least", "most") if isinstance(judged.duty, NoticeBefore) else ():
                    yield f"COALESCE({act}.short_{end}, {duties.NO_NOTICE}) AS {column}_short_{end}"
            case Forbidden():
                return
            case _:
                assert_never(judged.duty)
