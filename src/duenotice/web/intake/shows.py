"""A question for a page: its fields with what was typed and what is wrong, and answers in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from duenotice.days import in_words
from duenotice.days.spoken import read
from duenotice.web.intake.forms import Answers, Filled, choices_of
from duenotice.web.intake.parts import UNKNOWN, ANumber, Field, Line, Pick, Question, Ticks, When
from duenotice.web.intake.questions import NUMBER
from duenotice.web.intake.telling import in_short

MOST_BUTTONS = 10
"""Choices that stand as buttons below each other; more are a list to choose from."""


@dataclass(frozen=True)
class Choice:
    """One choice, and whether it was chosen."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Shown:
    """A field of a page. `sort`: `radio`, `select`, `ticks`, `line`, `when` or `number`. `echo`: the day in
    words, as it is understood."""

    name: str
    label: str
    sort: str
    value: str
    choices: tuple[Choice, ...]
    suggested: tuple[str, ...]
    error: str
    echo: str = ""


@dataclass(frozen=True)
class Row:
    """A question that was asked: its number, its title, the answer in words (blank: not answered yet)."""

    question: Question
    number: int
    words: str


def shown(question: Question, form: Filled, today: date) -> tuple[Shown, ...]:
    """The fields of a page."""
    found = []
    for each in question.fields:
        error = form.errors.get(each.name, "")
        one = _field(each, form.typed.get(each.name, ""), error)
        said = read(one.value, today) if one.sort == "when" and one.value and not error else None
        found.append(replace(one, echo=in_words(said) if said else ""))
    return tuple(found)


def blank(question: Question) -> tuple[Shown, ...]:
    """The fields of a paper."""
    return tuple(_field(each, "", "") for each in question.fields)


def summary(questions: Iterable[Question], answers: Answers, today: date, in_full: bool) -> list[Row]:
    """What was answered, days said back in words. `in_full`: also what only counsel may read."""
    return [Row(each, NUMBER[each.id], _words(each, answers, today, in_full)) for each in questions]


def _words(question: Question, answers: Answers, today: date, in_full: bool) -> str:
    if question.id not in answers:
        return ""
    if question.counsel_only and not in_full:
        return "Recorded for counsel."
    return in_short(question, answers[question.id], today)


def _field(each: Field, typed: str | list[str], error: str) -> Shown:
    value = typed if isinstance(typed, str) else ""
    choices: tuple[Choice, ...] = ()
    suggested: tuple[str, ...] = ()
    match each:
        case Pick():
            sort = "radio" if len(choices_of(each)) <= MOST_BUTTONS else "select"
            known = (*choices_of(each), (UNKNOWN, "I don't know"))
            choices = tuple(Choice(one, words, one == value) for one, words in known)
        case Ticks():
            sort = "ticks"
            choices = tuple(Choice(one, words, one in typed) for one, words in each.choices)
        case Line():
            sort, suggested = "line", each.suggested
        case When():
            sort = "when"
        case ANumber():
            sort = "number"
        case _:
            assert_never(each)
    return Shown(each.name, each.label, sort, value, choices, suggested, error)
