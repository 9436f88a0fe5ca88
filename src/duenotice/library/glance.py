"""What an order file says at a glance: whom it asks for, its limbs and duties, and what is still open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duenotice.days import LAST_DAY, iso
from duenotice.language import FactIs, Order, Readings, conditions_of, letters_of
from duenotice.library.life import intervals
from duenotice.truth import YES

_TO_VERIFY = re.compile(r"\bto\s+verify\b", re.IGNORECASE)
_CASES = re.compile(r"^```case\n.*?^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class OpenPoint:
    """Something that a lawyer has to settle: its kind, and what it is."""

    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


def nationalities(order: Order) -> tuple[str, ...]:
    """The nationalities that its classes ask for; none if they ask for no nationality."""
    found = (
        value
        for class_ in order.rules.classes
        for condition in conditions_of(class_.body)
        if isinstance(condition, FactIs) and str(condition.fact) == "nationality" and not condition.negated
        for value in condition.values
    )
    return tuple(dict.fromkeys(found))


def limbs(order: Order) -> tuple[str, ...]:
    """The letters of all its classes, such as ``(g)(2)``, those below others included."""
    groups = [group for class_ in order.rules.classes for group in (class_.body, class_.unless)]
    return tuple(label for group in groups for label, _ in letters_of(group))


def life_in_short(order: Order) -> str:
    """The days on which it surely was in force, and its standing from the day after the last that is told."""
    stretches = intervals(order.rules.life)
    sure = [stretch.days for stretch in stretches if stretch.truth is YES]
    said = ", ".join(f"{iso(days.lo)} through {iso(days.hi)}" for days in sure if days.hi != LAST_DAY)
    last = stretches[-1]
    then = f"since {iso(last.days.lo)}" if last.truth is YES else f"then {last.truth}"
    return ", ".join(part for part in (said or ("" if sure else "no day for certain"), then) if part)


def open_points(order: Order) -> tuple[OpenPoint, ...]:
    """What the file leaves out, the letters that can be read several ways, and its cautions."""
    return tuple(_open_points(order))


def _open_points(order: Order) -> Iterator[OpenPoint]:
    for omission in order.rules.left_out:
        yield OpenPoint("left out", f"{omission.text} {omission.cite}".strip())
    for class_ in order.rules.classes:
        for label, letter in (*letters_of(class_.body), *letters_of(class_.unless)):
            if isinstance(letter.condition, Readings):
                named = " or ".join(r.label for r in letter.condition.readings if r.label)
                ways = f"{len(letter.condition.readings)} readings"
                yield OpenPoint("contested", f'{label} of "{class_.name}": {named or ways}')
    for caution in order.identity.cautions:
        yield OpenPoint("caution", caution)


def to_verify(order: Order) -> int:
    """How often the file says *to verify*, its cases left aside."""
    return len(_TO_VERIFY.findall(without_cases(order)))


def without_cases(order: Order) -> str:
    """The text of the file without its worked cases."""
    return _CASES.sub("", order.document.text)
