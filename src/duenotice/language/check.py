"""The questions that a careful reader asks of an order file that can be read.

Takes a resolved tree; gives problems that do not stop the order from running: a missing
citation, a letter out of order, a name that nothing uses, a life that does not hold together.
(Whether every letter has a case that fails by it needs reasoning, and is asked in `reason`.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from duenotice.language.tree import (
    Act,
    DayIs,
    EventExists,
    Forbidden,
    Group,
    Lapsed,
    Letter,
    Life,
    Named,
    NoEvent,
    Rules,
)
from duenotice.language.walk import conditions_of
from duenotice.problems import Place, Problem
from duenotice.terms import Kind


def check(rules: Rules[Kind]) -> tuple[Problem, ...]:
    """Everything worth asking about, in the order of the file."""
    found = [*_citations(rules), *_letters(rules), *_names(rules), *_life(rules.life)]
    return tuple(sorted(found, key=lambda problem: problem.place.line))


def _citations(rules: Rules[Kind]) -> Iterator[Problem]:
    for part in (*rules.classes, *rules.duties, *rules.left_out):
        if not part.cite.text:
            yield _uncited(part.place, "a rule without a source cannot be checked by anyone")
    for act in rules.life.acts:
        if not act.cite.text:
            yield _uncited(act.place, "when an order begins and ends decides every answer")
    if not rules.life.cite.text:
        yield _uncited(rules.life.place, "`known through` says where the order was seen, and on which day")


def _uncited(place: Place, why: str) -> Problem:
    help_ = "add where it stands, such as `[Dkt. 190 at 2]`; add `, to verify` if the page was not seen"
    return Problem("O05", place.pointing_at(place.text), "a citation is missing here", why, help_)


def _groups(rules: Rules[Kind]) -> Iterator[Group[Kind]]:
    for class_ in rules.classes:
        yield Group(class_.body.how, class_.body.letters + class_.unless.letters)
    for duty in rules.duties:
        if isinstance(duty, Forbidden):
            yield duty.ends
    for omission in rules.left_out:
        yield omission.when


def _letters(rules: Rules[Kind]) -> Iterator[Problem]:
    for group in _groups(rules):
        yield from _in_order(group.letters)
        for condition in conditions_of(group):
            if isinstance(condition, Group):
                yield from _in_order(condition.letters)


def _in_order(letters: tuple[Letter[Kind], ...]) -> Iterator[Problem]:
    """Letters rise and none comes twice. A gap is no fault: an order may have letters that the file
    leaves out."""
    roman = bool(letters) and letters[0].label == "i"
    for before, letter in pairwise((None, *letters)):
        assert letter is not None
        if before is not None and _number(letter.label, roman) <= _number(before.label, roman):
            again = letter.label == before.label
            yield Problem(
                "O08",
                letter.place.pointing_at(f"({letter.label})"),
                f"the letter ({letter.label}) is {'used twice' if again else 'out of order'}",
                "answers and cases speak of a condition by its letter",
                f"it stands after ({before.label}); letters rise in a group: (a) (b), (1) (2) or (i) (ii)",
            )


def _number(label: str, roman: bool) -> tuple[int, int, str]:
    """Where a letter stands: digits by value, (i) (ii) (iii) by value in a group that begins with (i),
    others by the alphabet with (aa) after (z)."""
    if label.isdigit():
        return 0, int(label), ""
    if roman and set(label) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in label]
        return (
            0,
            sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True)),
            "",
        )
    return 1, len(label), label


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def _names(rules: Rules[Kind]) -> Iterator[Problem]:
    for group in _groups(rules):
        conditions = list(conditions_of(group))
        used = {name for condition in conditions for name in _used(condition)}
        for condition in conditions:
            if isinstance(condition, EventExists) and condition.name and condition.name not in used:
                yield Problem(
                    "O11",
                    condition.place.pointing_at(f"call it the {condition.name}"),
                    f"`the {condition.name}` is introduced and never used",
                    "a later letter may have been meant to speak of it",
                    f"use `the {condition.name}` in a later letter, "
                    f"or remove `: call it the {condition.name}`",
                )


def _used(condition: object) -> Iterator[str]:
    match condition:
        case EventExists(timings=timings) | NoEvent(timings=timings):
            yield from (timing.anchor.name for timing in timings if isinstance(timing.anchor, Named))
        case DayIs(timing=timing) if isinstance(timing.anchor, Named):
            yield timing.anchor.name
        case Lapsed(anchor=anchor, timings=timings):
            anchors = (anchor, *(timing.anchor for timing in timings))
            yield from (one.name for one in anchors if isinstance(one, Named))
        case _:
            return


def _life(life: Life) -> Iterator[Problem]:
    acts = life.acts
    if not life.known_through.exact:
        yield Problem(
            "O09",
            life.place.pointing_at(life.place.text),
            f"the order is known through `{life.known_through}`, which is not one day",
            "after that day every answer is unknown, so it must be clear which day it is",
            "write the day on which the order was last looked up",
        )
    if not acts or acts[0].act is not Act.ENTERED:
        yield Problem(
            "O09",
            (acts[0].place if acts else life.place).pointing_at(acts[0].act.value if acts else "life"),
            "the life does not begin with `entered`",
            "before it was entered an order binds nobody",
            "make the first line of the life `DATE entered [CITATION]`",
        )
    for number, again in enumerate(acts):
        if again.act is Act.ENTERED and any(act.act is Act.ENTERED for act in acts[:number]):
            yield Problem(
                "O09",
                again.place.pointing_at("entered"),
                "the order is entered twice",
                "an order begins once; what lengthens it is `extended`, what replaces it is another order",
                "write `extended`, or a file of its own for the other order",
            )
    for before, after in pairwise(acts):
        if after.date.hi < before.date.lo:
            yield Problem(
                "O09",
                after.place.pointing_at(str(after.date)),
                f"`{after.act.value}` stands after a later act",
                "the life is read from top to bottom",
                "put the lines in the order of their dates",
            )
