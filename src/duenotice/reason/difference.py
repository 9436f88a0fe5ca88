"""What changed between two orders, in words, and for whom.

*What* is read off the trees. *For whom* is computed: every worked case of both files is asked of
both orders, as if both were in force, and those that come out differently are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duenotice.days import FIRST_DAY, LAST_DAY, from_day, in_words
from duenotice.language import (
    Act,
    Cite,
    Class,
    Duty,
    Forbidden,
    Group,
    Life,
    LifeAct,
    Order,
    Readings,
    condition_text,
    items_to_text,
    letters_of,
)
from duenotice.reason.answer import Answer, answer
from duenotice.reason.cases import cases_of
from duenotice.terms import Kind, Vocabulary

NO_CITE = Cite()
ALWAYS_IN_FORCE = Life(
    (LifeAct(from_day(FIRST_DAY), Act.ENTERED, Cite("asked as if in force")),), from_day(LAST_DAY), Cite()
)


@dataclass(frozen=True)
class ForWhom:
    """A worked case that the two orders answer differently."""

    title: str
    old: str
    new: str


@dataclass(frozen=True)
class OrderDifference:
    """Sentences about the rules, cases that come out differently, and how many cases were asked."""

    changes: tuple[str, ...]
    for_whom: tuple[ForWhom, ...]
    asked: int


def difference(old: Order, new: Order, vocabulary: Vocabulary) -> OrderDifference:
    """What changed from `old` to `new`, and for whom."""
    changes = [*_classes(old, new), *_duties(old, new)]
    if not changes:
        changes = ["the classes and the duties say the same"]
    changes += _lives(old, new)
    cases = {case.title: case for order in (old, new) for case in cases_of(order.document, vocabulary)}
    found = []
    for case in cases.values():
        assert case.on is not None
        said = [_said(answer(_timeless(order), case.record, vocabulary, case.on)) for order in (old, new)]
        if said[0] != said[1]:
            found.append(ForWhom(case.title, *said))
    return OrderDifference(tuple(changes), tuple(found), len(cases))


def _timeless(order: Order) -> Order:
    return replace(order, rules=replace(order.rules, life=ALWAYS_IN_FORCE))


def _said(found: Answer) -> str:
    parts = []
    for class_ in found.classes:
        because = f" because {' '.join(class_.deciding)}" if class_.deciding else ""
        named = f' "{class_.class_.name}"' if len(found.classes) > 1 else ""
        parts.append(f"class{named} {class_.truth}{because}")
    parts += [f"{_sort(duty.duty)} {duty.status.value}" for duty in found.duties]
    return ", ".join(parts) or "nothing"


def _sort(duty: Duty[Kind]) -> str:
    return "act forbidden" if isinstance(duty, Forbidden) else "notice"


def _classes(old: Order, new: Order) -> Iterator[str]:
    before = {class_.name: class_ for class_ in old.rules.classes}
    after = {class_.name: class_ for class_ in new.rules.classes}
    for name, class_ in before.items():
        if name not in after:
            yield f'the class "{name}" is no longer there:{_written(class_)}'
        else:
            several = f'in "{name}", ' if len(before) > 1 else ""
            yield from (f"{several}{change}" for change in _letters(class_, after[name]))
    for name, class_ in after.items():
        if name not in before:
            yield f'the class "{name}" is new:{_written(class_)}'


def _letters(old: Class[Kind], new: Class[Kind]) -> Iterator[str]:
    if old.body.how is not new.body.how:
        joints = condition_text(old.body), condition_text(new.body)
        yield f"a person was a member when {joints[0].rstrip(':')}, and is one when {joints[1].rstrip(':')}"
    before, after = _texts(old), _texts(new)
    for label in (*before, *(label for label in after if label not in before)):
        if label not in after:
            yield f"{label} is dropped: {before[label]}"
        elif label not in before:
            yield f"{label} is new: {after[label]}"
        elif before[label] != after[label]:
            yield f"{label} was:\n  {before[label]}\nis now:\n  {after[label]}"


def _texts(class_: Class[Kind]) -> dict[str, str]:
    body = {label: _text(letter.condition) for label, letter in letters_of(class_.body)}
    unless = {f"unless {label}": _text(letter.condition) for label, letter in letters_of(class_.unless)}
    return body | unless


def _written(item: Class[Kind] | Duty[Kind]) -> str:
    """The whole class or duty as an order file has it, each line indented."""
    return "".join(f"\n  {line}" for line in items_to_text([item]).splitlines())


def _text(condition: object) -> str:
    match condition:
        case Readings(readings=readings):
            texts = (condition_text(reading.condition) for reading in readings)
            return "\n  or, on another reading: ".join(texts)
        case Group() as group:
            return condition_text(group)
        case _:
            return condition_text(condition)  # type: ignore[arg-type]


def _duties(old: Order, new: Order) -> Iterator[str]:
    before = {duty.name: duty for duty in old.rules.duties}
    after = {duty.name: duty for duty in new.rules.duties}
    for name, duty in before.items():
        if name not in after:
            yield f'the duty "{name}" is no longer there:{_written(duty)}'
        elif _owed(duty) != _owed(after[name]):
            yield f'the duty "{name}" was:{_written(duty)}\nis now:{_written(after[name])}'
    for name, duty in after.items():
        if name not in before:
            yield f'the duty "{name}" is new:{_written(duty)}'


def _owed(duty: Duty[Kind]) -> Duty[Kind]:
    """What a duty says, wherever that stands in the order."""
    return replace(duty, cite=NO_CITE)


def _lives(old: Order, new: Order) -> Iterator[str]:
    yield f"{old.id}: {_life(old.rules.life)}"
    yield f"{new.id}: {_life(new.rules.life)}"


def _life(life: Life) -> str:
    acts = "; ".join(f"{act.act.value} {in_words(act.date)}" for act in life.acts)
    return f"{acts}; known through {in_words(life.known_through)}"
