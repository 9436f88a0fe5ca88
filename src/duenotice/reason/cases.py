"""Worked cases, run: what a case expects against what the order answers.

``because`` names the letters that decide. For a class the list is complete: every letter that
decides is named and no other (a letter stands for all that is below it). For a duty, the letters
are those of the class, and the words ``class``, ``in force``, ``act``, ``notice``, ``protection``
name the other parts; what is named must be among what decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duenotice.days import LAST_DAY
from duenotice.documents import Document
from duenotice.language import Order
from duenotice.problems import Problem, RefusedRecord, did_you_mean
from duenotice.reason.answer import Answer, answer
from duenotice.reason.duties import DutyAnswer
from duenotice.record import Case, Expectation, cases_from_document
from duenotice.terms import Vocabulary


@dataclass(frozen=True)
class Difference:
    """An expectation that was not met, and what came instead."""

    expectation: Expectation
    came: str


@dataclass(frozen=True)
class Ran:
    """A case that was run, with the answer and every difference."""

    case: Case
    answer: Answer
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came as expected."""
        return not self.differences


def cases_of(document: Document, vocabulary: Vocabulary) -> tuple[Case, ...]:
    """The cases of a document that can be run. Raises `RefusedRecord` for one without a day or
    without anything expected: a check that cannot fail is no check."""
    cases = cases_from_document(document, vocabulary)
    problems = [problem for case in cases for problem in _not_a_check(case)]
    if problems:
        raise RefusedRecord(*problems)
    return cases


def run_cases(order: Order, cases: tuple[Case, ...], vocabulary: Vocabulary) -> tuple[Ran, ...]:
    """Run cases against an order."""
    return tuple(run_case(order, case, vocabulary) for case in cases)


def run_case(order: Order, case: Case, vocabulary: Vocabulary) -> Ran:
    """Run one case. Raises `RefusedRecord` if it names a class or duty that the order does not have."""
    assert case.on is not None, "a case without a day was refused before"
    known_on = case.known_on.hi if case.known_on else LAST_DAY
    found = answer(order, case.record, vocabulary, case.on, known_on)
    differences = [d for expected in case.expectations for d in _compare(expected, found)]
    return Ran(case, found, tuple(differences))


def _not_a_check(case: Case) -> Iterator[Problem]:
    for missing, what in ((case.on is None, "on DATE"), (not case.expectations, "expect class: …")):
        if missing:
            yield Problem(
                "R06",
                case.place,
                f"the case has no `{what}` line",
                "a case says on which day it asks and what it expects; otherwise it could not fail",
                f"add a line `{what}` below the title",
            )


def _compare(expected: Expectation, found: Answer) -> Iterator[Difference]:
    match expected.what:
        case "in force":
            came, parts = str(found.standing.truth), set[str]()
        case "class":
            class_ = found.classes[_position(expected, [c.class_.name for c in found.classes])]
            came, parts = str(class_.truth), set(class_.deciding)
        case _:
            duty = found.duties[_position(expected, [d.duty.name for d in found.duties])]
            came, parts = duty.status.value, _duty_parts(duty)
    named = set(_tokens(expected.because))
    if came != expected.verdict or (named and not _agree(named, parts, exactly=expected.what == "class")):
        yield Difference(expected, f"{came}{_because(parts)}")


def _duty_parts(duty: DutyAnswer) -> set[str]:
    letters = set(duty.deciding.member.deciding) if "class" in duty.deciding.parts else set()
    return {*duty.deciding.parts, *letters}


def _position(expected: Expectation, names: list[str]) -> int:
    """Which class or duty is meant: the named one, or the only one."""
    if expected.name in names:
        return names.index(expected.name)
    if not expected.name and len(names) == 1:
        return 0
    listed = ", ".join(f'`expect {expected.what} "{name}": …`' for name in names) or "none"
    what = f'`{expected.what} "{expected.name}"`' if expected.name else f"which {expected.what} is meant"
    raise RefusedRecord(
        Problem(
            "R06",
            expected.place.pointing_at(expected.name or expected.what),
            f"this order does not tell {what}",
            f"the order has: {listed}",
            did_you_mean(
                expected.name, names, "name it as the order does, or run the case against another order"
            ),
        )
    )


def _tokens(because: tuple[str, ...]) -> Iterator[str]:
    """Letters one by one; other words joined again (``in force``)."""
    text = " ".join(because)
    yield from re.findall(r"(?:\([a-z0-9]+\))+|in force|left out|[a-z]+", text)


def _agree(named: set[str], parts: set[str], exactly: bool) -> bool:
    """Whether the letters named are the letters that decide; ``(g)`` stands for all below it."""
    accounted = {part for part in parts if any(part.startswith(name) for name in named)}
    used = {name for name in named if any(part.startswith(name) for part in parts)}
    return used == named and (accounted == parts or not exactly)


def _because(parts: set[str]) -> str:
    return f" because {' '.join(sorted(parts))}" if parts else ""
