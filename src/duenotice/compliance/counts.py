"""Counts of people and acts, taken by the engine from the tables of `screened`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duenotice.compliance.asking import Asking, about_acts, about_people
from duenotice.compliance.bounds import Tally
from duenotice.compliance.screened import Screened
from duenotice.days import FIRST_DAY
from duenotice.language import begun_text
from duenotice.screen import classes as screen_classes
from duenotice.screen.known import own
from duenotice.terms import Vocabulary

ANSWERS = ("no", "unknown", "yes")
LEFT_OUT = "left out"


@dataclass(frozen=True)
class Looked:
    """For how many people a term was never looked for, not through the day asked about, or through it."""

    term: str
    look_in: str
    never: int
    partly: int
    through: int


@dataclass(frozen=True)
class OnFile:
    """For how many people anything is on file of a fact."""

    fact: str
    missing: int
    there: int


@dataclass(frozen=True)
class ClassCount:
    """People by answer, and within each answer by the letters that decide."""

    name: str
    answers: Mapping[str, int]
    deciding: Mapping[tuple[str, tuple[str, ...]], int]


@dataclass(frozen=True)
class DutyCount:
    """Acts under one duty: all together, by month, by place, and what would settle those that are unknown."""

    name: str
    act: str
    tally: Tally
    months: Mapping[str, Tally]
    places: Mapping[str, Tally]
    asking: Asking


@dataclass(frozen=True)
class Counts:
    """Everything that is counted."""

    people: int
    protected: Mapping[str, int]
    classes: tuple[ClassCount, ...]
    duties: tuple[DutyCount, ...]
    looked: tuple[Looked, ...]
    on_file: tuple[OnFile, ...]
    asking: Asking


def counts(every: Screened, by: str = "") -> Counts:
    """Count. by: whether (and by which fact) acts were put together by place."""
    protected = _pairs(every.rows("SELECT protected, COUNT(*) FROM asked GROUP BY ALL"))
    return Counts(
        sum(protected.values()),
        {answer: protected.get(number, 0) for number, answer in enumerate(ANSWERS)},
        tuple(_class(every, number) for number in range(1, len(every.plan.classes) + 1)),
        tuple(_duty(every, number, by) for number in range(1, len(every.plan.duties) + 1)),
        tuple(_looked(every, number) for number in range(len(every.plan.needs))),
        tuple(_on_file(every, fact) for fact in dict.fromkeys(name for name, _ in every.plan.asked)),
        about_people(every),
    )


def _class(every: Screened, number: int) -> ClassCount:
    name, step = every.plan.classes[number - 1]
    labels = [part.label for part in screen_classes.shown(step)] + [LEFT_OUT]
    query = f"SELECT class_{number}, why_{number}, COUNT(*) FROM asked GROUP BY ALL ORDER BY ALL"
    answers = dict.fromkeys(ANSWERS, 0)
    deciding: dict[tuple[str, tuple[str, ...]], int] = {}
    for truth, why, people in every.rows(query):
        answers[ANSWERS[truth]] += people
        key = (ANSWERS[truth], tuple(label for bit, label in enumerate(labels) if why & 2**bit))
        deciding[key] = deciding.get(key, 0) + people
    ordered = sorted(deciding.items(), key=lambda item: (ANSWERS.index(item[0][0]), -item[1], item[0]))
    return ClassCount(name, answers, dict(ordered))


def _duty(every: Screened, number: int, by: str) -> DutyCount:
    name, _, step = every.plan.duties[number - 1]
    where = f"FROM judged WHERE duty = {number}"
    tally = Tally(_pairs(every.rows(f"SELECT may, COUNT(*) {where} GROUP BY ALL ORDER BY ALL")))
    months = _grouped(every, "month", number)
    places = _grouped(every, "place", number) if by else {}
    return DutyCount(name, begun_text(step.duty), tally, months, places, about_acts(every, number))


def _grouped(every: Screened, column: str, duty: int) -> dict[str, Tally]:
    """Tallies of the acts that were, or may have been, owed something, by month or place."""
    found: dict[str, dict[int, int]] = {}
    where = f"FROM judged WHERE duty = {duty} AND may <> 1"
    query = f"SELECT {column}, may, COUNT(*) {where} GROUP BY ALL ORDER BY ALL"
    for label, may, acts in every.rows(query):
        found.setdefault(str(label), {})[may] = acts
    return {label: Tally(of) for label, of in found.items()}


def _looked(every: Screened, need: int) -> Looked:
    needed, day = every.plan.needs[need], every.on.hi
    term, who = needed.term, own(needed)
    query = (
        f"SELECT COALESCE(g.how, 2), SUM(t.people) FROM (SELECT {who} AS who, COUNT(*) AS people FROM today "
        "GROUP BY ALL) AS t "
        f"LEFT JOIN (SELECT who, MIN(CASE WHEN lo <= {FIRST_DAY} AND hi >= {day} THEN 0 ELSE 1 END) "
        "AS how FROM unseen "
        f"WHERE need = {need} AND lo <= {day} GROUP BY who) AS g ON g.who = t.who GROUP BY ALL"
    )
    by_how = {int(how): int(people) for how, people in every.rows(query)}
    return Looked(term, _look_in(every.vocabulary, term), *(by_how.get(how, 0) for how in range(3)))


def _look_in(vocabulary: Vocabulary, term: str) -> str:
    return vocabulary.event(term).look_in


def _on_file(every: Screened, fact: str) -> OnFile:
    codes = [str(code) for entry, code in every.loaded.codes.entries.items() if entry.name == fact]
    listed = ", ".join(codes) or "0"
    ((people, there),) = every.rows(
        "SELECT (SELECT COUNT(*) FROM people), "
        f"(SELECT COUNT(DISTINCT p) FROM facts WHERE entry IN ({listed}))"
    )
    return OnFile(fact, people - there, there)


def _pairs(rows: list[tuple[int, ...]]) -> dict[int, int]:
    """Rows of two numbers."""
    return {row[0]: row[1] for row in rows}
