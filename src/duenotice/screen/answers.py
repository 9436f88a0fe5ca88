"""The last relation: one row a person, with what decides.

    person, protected, force
    class_1, class_1_why, class_1_LETTER …            truths, and the letters that decide as a mask
    duty_1, duty_1_why, duty_1_act_lo, duty_1_act_hi  a status, the parts that decide, the deciding act
    duty_1_due_lo, duty_1_due_hi, duty_1_short_least, duty_1_short_most      for a notice

Whom a fact keeps out of every class is in none of them, and is owed nothing; the letters that were not
asked of them are `NOT_ASKED`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from duenotice.language import DutyAfter, DutyByDay, Forbidden, NoticeBefore
from duenotice.screen import classes, duties
from duenotice.screen.plan import Judged, Membership, Plan, Said, Stands
from duenotice.screen.text import SQL, Relationship, greatest, least

NOTHING = 0
"""In place of a day number: there is no such day."""
NOT_ASKED = 3
"""In place of a truth: the letter was not asked, since another one surely is a no."""


@dataclass(frozen=True)
class Column:
    """A column of the answer: its name, its value, and the value of those who were not asked."""

    name: str
    value: str
    unasked: str


def answer(plan: Plan, force: int, *, filtered: bool) -> SQL:
    """One row a person. filtered: only those who may be in a class were asked."""
    found = _Answer(plan, force)
    columns, joins = list(found.columns()), " ".join(found.joins())
    if not filtered:
        listed = ", ".join(f"{column.value} AS {column.name}" for column in columns)
        yield Relationship(
            "answer",
            f"SELECT x.name AS person, {listed} FROM today AS t JOIN people AS x ON x.p = t.p {joins}",
        )
        return
    listed = ", ".join(f"{column.value} AS {column.name}" for column in columns)
    yield Relationship("answered", f"SELECT t.p, {listed} FROM today AS t {joins}", "those who were asked")
    both = ", ".join(f"COALESCE(w.{c.name}, {c.unasked}) AS {c.name}" for c in columns)
    yield Relationship(
        "answer",
        f"SELECT x.name AS person, {both} FROM people AS x LEFT JOIN answered AS w ON w.p = x.p "
        "LEFT JOIN ruled_out AS r ON r.p = x.p",
    )


class _Answer:
    def __init__(self, plan: Plan, force: int) -> None:
        self.plan, self.force = plan, force
        self.facts = {step.name: step.asked for step in plan.steps if isinstance(step, Said)}

    def joins(self) -> Iterator[str]:
        """What the columns come from, beside the person of today."""
        for _, step in self.plan.classes:
            yield f"JOIN {step.name} AS {step.name} ON {step.name}.p = t.p AND {step.name}.a = 0"
        for name in dict.fromkeys(taint.step for taint in self.plan.taints):  # two may ask the same
            yield f"JOIN {name} AS {name} ON {name}.p = t.p"
        for number, (_, _, judged) in enumerate(self.plan.duties, 1):
            yield f"JOIN duty_{number}_now AS now_{number} ON now_{number}.p = t.p"
            yield f"LEFT JOIN {judged.name}_first AS act_{number} ON act_{number}.p = t.p"

    def columns(self) -> Iterator[Column]:
        """Every column behind the name of the person."""
        truths = [self.class_truth(name, step) for name, step in self.plan.classes]
        yield Column("protected", least([greatest(truths), str(self.force)]), "0")
        yield Column("force", str(self.force), str(self.force))
        for number, ((name, step), truth) in enumerate(zip(self.plan.classes, truths, strict=True)):
            yield from self.class_columns(name, step, truth, self.plan.outside[number])
        for number, (name, owed_to, judged) in enumerate(self.plan.duties, 1):
            yield from self.duty_columns(number, name, owed_to, judged)

    def tainted(self, *names: str) -> str:
        """The greatest truth of what is left out about a class or duty."""
        return greatest([f"{taint.step}.t" for taint in self.plan.taints if taint.changes in names])

    def class_truth(self, name: str, step: Membership) -> str:
        """The truth of a class, unknown where something that the file leaves out matters."""
        tainted = self.tainted(name)
        return (
            f"CASE WHEN {tainted} = 2 THEN 1 ELSE {step.name}.t END" if tainted != "0" else f"{step.name}.t"
        )

    def class_columns(
        self, name: str, step: Membership, truth: str, outside: tuple[int, ...]
    ) -> Iterator[Column]:
        shown = classes.shown(step)
        facts = {
            part.label: self.facts[part.truth.step]
            for part in step.runs[0].letters
            if isinstance(part.truth, Stands) and self.facts.get(part.truth.step) in outside
        }
        tainted, why = self.tainted(name), f"{step.name}.why"
        if tainted != "0":
            why = f"CASE WHEN {tainted} = 2 THEN CAST({2 ** len(shown)} AS BIGINT) ELSE {why} END"
        bits = [
            f"CASE WHEN r.no_{facts[part.label]} = 1 THEN CAST({2**bit} AS BIGINT) ELSE 0 END"
            for bit, part in enumerate(shown)
            if part.label in facts
        ]
        yield Column(step.name, truth, "0")
        yield Column(f"{step.name}_why", why, " + ".join(bits) or "0")
        for part in shown:
            no = f"CASE WHEN r.no_{facts.get(part.label)} = 1 THEN 0 ELSE {NOT_ASKED} END"
            unasked = no if part.label in facts else str(NOT_ASKED)
            yield Column(f"{step.name}_{part.column}", f"{step.name}.letter_{part.column}", unasked)

    def duty_columns(self, number: int, name: str, owed_to: str, judged: Judged) -> Iterator[Column]:
        act, now, column = f"act_{number}", f"now_{number}", f"duty_{number}"
        status = f"COALESCE({act}.status, {now}.status)"
        why = f"COALESCE({act}.why, {now}.why)"
        tainted, of_class = self.tainted(name, owed_to), self.tainted(owed_to)
        if tainted != "0":
            turns = f" OR ({of_class} = 2 AND {why} = {duties.PARTS['class']})" if of_class != "0" else ""
            opened = f"{tainted} = 2 AND ({status} <> {duties.NOT_OWED}{turns})"
            why = f"CASE WHEN {opened} THEN {duties.PARTS['left out']} ELSE {why} END"
            status = f"CASE WHEN {opened} THEN {duties.UNKNOWN} ELSE {status} END"
        parts = duties.PARTS["class"] + (duties.PARTS["in force"] if self.force == 0 else 0)
        yield Column(column, status, str(duties.NOT_OWED))
        yield Column(f"{column}_why", why, str(parts))
        days = ["act_lo", "act_hi"] if isinstance(judged.duty, Forbidden) else [*_DAYS]
        for day in days:
            source = day.removeprefix("act_")
            yield Column(f"{column}_{day}", f"COALESCE({act}.{source}, {NOTHING})", str(NOTHING))
        match judged.duty:
            case NoticeBefore():
                for end in ("short_least", "short_most"):
                    value = f"COALESCE({act}.{end}, {duties.NO_NOTICE})"
                    yield Column(f"{column}_{end}", value, str(duties.NO_NOTICE))
            case DutyAfter() | DutyByDay() | Forbidden():
                return
            case _:
                assert_never(judged.duty)


_DAYS = ("act_lo", "act_hi", "due_lo", "due_hi")
