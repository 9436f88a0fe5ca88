"""Whether the cases of an order file show each letter at work.

A letter that no case fails by may be lost from the file and nobody would notice; one that no case
leaves unknown may quietly turn missing facts into an answer. So each letter needs a case that the
order answers *no* because of it (O12), and one that it answers *unknown* because of it (O13).

Counted are the letters that have no letters below them, in classes, their exceptions and the end
of a protection. A contested letter counts as one. In the end of a protection it is enough that the
letter itself is *no* or *unknown* in a case: its alternatives often exclude each other (a motion
was filed in time, or it was not), so that one of them cannot decide alone. What could change a
verdict by a `left out` is not counted: it only ever takes an answer away.
"""

from __future__ import annotations

from collections.abc import Iterator

from duenotice.days import LAST_DAY
from duenotice.language import Forbidden, Group, Letter, Order, Readings, letters_of
from duenotice.problems import Problem
from duenotice.reason.cases import cases_of
from duenotice.reason.duties import Judge
from duenotice.reason.evaluate import NEVER
from duenotice.reason.explain import Finding
from duenotice.reason.membership import membership
from duenotice.reason.timeline import Happening, Happenings, Moment
from duenotice.record import Case
from duenotice.terms import Kind, Vocabulary
from duenotice.truth import NO, UNKNOWN, Truth

Shown = set[tuple[str, str, Truth]]
"""What the cases show: the part of the order, the letter, and the truth that it gave."""


def coverage_problems(order: Order, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Every letter without a case that fails by it or without one that is unknown by it, in the
    order of the file. Raises `RefusedRecord` for a case that cannot be run."""
    shown: Shown = set()
    for case in cases_of(order.document, vocabulary):
        shown |= set(_shown(order, case, vocabulary))
    found = [
        _problem(code, part, label, letter)
        for part, group in _groups(order)
        for label, letter in _leaves(group)
        for code, truth in (("O12", NO), ("O13", UNKNOWN))
        if not any(name == part and given.startswith(label) and truth is was for name, given, was in shown)
    ]
    return tuple(sorted(found, key=lambda problem: problem.place.line))


def _groups(order: Order) -> Iterator[tuple[str, Group[Kind]]]:
    for class_ in order.rules.classes:
        yield class_.name, Group(class_.body.how, class_.body.letters + class_.unless.letters)
    for duty in order.rules.duties:
        if isinstance(duty, Forbidden):
            yield duty.name, duty.ends


def _leaves(group: Group[Kind]) -> Iterator[tuple[str, Letter[Kind]]]:
    """The letters that have none below them; a contested letter hides what is below its readings."""
    contested: list[str] = []
    for label, letter in letters_of(group):
        if any(label.startswith(outer) for outer in contested):
            continue
        if isinstance(letter.condition, Readings):
            contested.append(label)
        if not isinstance(letter.condition, Group):
            yield label, letter


def _shown(order: Order, case: Case, vocabulary: Vocabulary) -> Iterator[tuple[str, str, Truth]]:
    """What one case shows: of each class on the day it asks about, and of the end of each
    protection on that day and on the day of each act."""
    assert case.on is not None, "a case without a day was refused before"
    on_file = case.record.known_on(case.known_on.hi if case.known_on else LAST_DAY)
    today = Moment(Happening(case.on))
    judge = Judge(order, Happenings(on_file, vocabulary, order.identity.periods), today)
    for class_ in order.rules.classes:
        found = judge.member(class_.name, today)
        yield from ((class_.name, label, found.truth) for label in found.deciding)
    for duty in order.rules.duties:
        if isinstance(duty, Forbidden):
            acts = [Moment(happening) for happening, _ in judge.now.candidates(duty.act)]
            for moment in (today, *acts):
                ended = membership(duty.ends, NEVER, judge.timeline(moment), duty.cite)
                yield from ((duty.name, leaf.label, leaf.truth) for leaf in _findings(ended.letters))


def _findings(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    for finding in findings:
        yield from _findings(finding.below) if finding.below else (finding,)


def _problem(code: str, part: str, label: str, letter: Letter[Kind]) -> Problem:
    verdict, why = {
        "O12": ("no", "nothing proves that the letter keeps anybody out"),
        "O13": ("unknown", "nothing proves that missing facts do not pass for an answer here"),
    }[code]
    return Problem(
        code,
        letter.place.pointing_at(f"({letter.label})"),
        f"no case of this file is *{verdict}* because of {label} of `{part}`",
        why,
        f"add a `case` in which everything else is settled, and which is {verdict} because of {label}",
    )
