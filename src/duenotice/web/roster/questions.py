"""The few questions that would settle the most unknown people of a list.

The choice is that of `duenotice questions` (`compliance.asking`), made over the people whom somebody may
see. Where it may not be told what is on file about crimes, such a question has no words and no number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duenotice.compliance.asking import chosen
from duenotice.compliance.inputs import Input
from duenotice.library import load_vocabulary
from duenotice.web.roster.population import Status, Verdicts
from duenotice.web.site.crimes import TERMS
from duenotice.web.site.verdicts import MUTED

if TYPE_CHECKING:
    from duenotice.web.roster.selectors import Line

MOST_ASKED = 5
COUNSEL_ONLY = "counsel"
"""In an address, in place of the name of a question about crimes."""


@dataclass(frozen=True)
class Ask:
    """One question: its name in an address, its words, where to look, and how many people it is about."""

    name: str
    says: str
    look_in: str
    concerns: int


@dataclass(frozen=True)
class Asking:
    """Questions in the order to ask them; `settles`: how many people all of them would settle, an estimate.
    `unaskable`: how many are unknown for reasons that no fact or search would settle."""

    asks: tuple[Ask, ...]
    settles: int
    unaskable: int


def name_of(one: Input) -> str:
    """A question's name in an address."""
    return f"{one.sort.value}:{one.what}"


def about_crimes_in(inputs: Sequence[Input]) -> int:
    """The mask of the questions that are about crimes."""
    return sum(2**bit for bit, one in enumerate(inputs) if one.kind.term in TERMS or one.what in TERMS)


def says(name: str, inputs: Sequence[Input]) -> str:
    """The words of a question by its name; empty if there is none."""
    if name == COUNSEL_ONLY:
        return MUTED
    found = next((one for one in inputs if name_of(one) == name), None)
    return "" if found is None else found.says(load_vocabulary())


def asking(lines: Iterable[Line], found: Mapping[str, Verdicts]) -> Asking:
    """The first `MOST_ASKED` questions to ask about some people, all under one order."""
    inputs = next((each.inputs for each in found.values()), ())
    crimes, muted = about_crimes_in(inputs), 2 ** len(inputs)
    sets: Counter[int] = Counter()
    for line in lines:
        if line.said is not None and line.said.status is Status.UNKNOWN:
            needs = line.said.needs
            sets[needs if line.in_full or not needs & crimes else needs & ~crimes | muted] += 1
    unaskable = sets.pop(0, 0)
    asked, settles = 0, 0
    for mask, count in chosen(sets):
        if (asked | mask).bit_count() > MOST_ASKED and asked:
            break
        asked, settles = asked | mask, settles + count
    asks = [_ask(bit, inputs, sets) for bit in range(len(inputs) + 1) if asked & 2**bit]
    return Asking(tuple(sorted(asks, key=lambda one: -one.concerns)), settles, unaskable)


def _ask(bit: int, inputs: Sequence[Input], sets: Mapping[int, int]) -> Ask:
    concerns = sum(count for mask, count in sets.items() if mask & 2**bit)
    if bit == len(inputs):
        return Ask(COUNSEL_ONLY, MUTED, "", concerns)
    one, vocabulary = inputs[bit], load_vocabulary()
    return Ask(name_of(one), one.says(vocabulary), one.look_in(vocabulary), concerns)
