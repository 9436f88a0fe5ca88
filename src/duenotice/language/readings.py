"""Contested letters into one plain group for each way to read them.

An order with contested letters is as many orders as there are combinations of readings. Each is
evaluated by itself, names and all; what all of them agree on is the answer. No engine therefore
needs to know what a reading is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod

from duenotice.language.tree import Condition, Group, Letter, N, Reading, Readings


@dataclass(frozen=True)
class Chosen:
    """Which reading of which letter: the full label, its number from 1, how many there are."""

    label: str
    number: int
    of: int
    says: str


MOST_WAYS = 256
"""How many combinations of readings one class may have."""


def ways_of(group: Group[N]) -> int:
    """How many combinations of readings a group has, without making them."""
    return prod(_ways(letter.condition) for letter in group.letters)


def _ways(condition: Condition[N]) -> int:
    match condition:
        case Readings(readings=readings):
            return sum(_ways(reading.condition) for reading in readings)
        case Group():
            return ways_of(condition)
        case _:
            return 1


def resolutions(group: Group[N], prefix: str = "") -> tuple[tuple[tuple[Chosen, ...], Group[N]], ...]:
    """Every combination of readings, as a group without `Readings`, with what was chosen."""
    per_letter = [_letter(letter, f"{prefix}({letter.label})") for letter in group.letters]
    found = []
    for combination in product(*per_letter):
        chosen = tuple(choice for choices, _ in combination for choice in choices)
        found.append((chosen, Group(group.how, tuple(letter for _, letter in combination))))
    return tuple(found)


def _letter(letter: Letter[N], label: str) -> list[tuple[tuple[Chosen, ...], Letter[N]]]:
    return [
        (chosen, Letter(letter.label, condition, letter.cite, letter.place))
        for chosen, condition in _condition(letter.condition, label, ())
    ]


def _condition(
    condition: Condition[N], label: str, before: tuple[Chosen, ...]
) -> list[tuple[tuple[Chosen, ...], Condition[N]]]:
    """Every way to read a condition; `before` is what was chosen on the way to it."""
    match condition:
        case Readings(readings=readings):
            found: list[tuple[tuple[Chosen, ...], Condition[N]]] = []
            for number, reading in enumerate(readings, start=1):
                chosen = Chosen(label, number, len(readings), _says(reading, number))
                found += _condition(reading.condition, label, (*before, chosen))
            return found
        case Group():
            return [(before + way[0], way[1]) for way in resolutions(condition, label)]
        case _:
            return [(before, condition)]


def _says(reading: Reading[N], number: int) -> str:
    return reading.label or ("as first written" if number == 1 else f"reading {number}")
