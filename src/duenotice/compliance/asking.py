"""The fewest questions that settle the most people (or acts): a greedy choice over masks of inputs.

Theory. For each unknown person the letters that decide name the inputs that are open: the *set* of
questions of this person. A person counts as settled once every question of the set is answered. To find
the fewest questions that settle the most people is a covering problem with no quick exact answer; so the
choice is greedy: of all sets that are left, the one is taken next that settles the most people for each
new question, ties by fewer questions and by the order of the file. The sets are grouped and counted by
the engine; a hundred sets stand for a million people.

Two things make the counts an estimate. An answer can settle more than is counted (one letter that fails
decides a class), and it can open another question (a release that nobody knew of, after which nobody
looked for convictions). The second are listed as *may follow*: every further open input of the class,
where a deciding letter speaks of events that letters name. With those answered too, nothing that could be
asked is open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from duenotice.compliance.inputs import Input, Letters, letters, of_duty
from duenotice.compliance.screened import Screened
from duenotice.screen.duties import PARTS


@dataclass(frozen=True)
class Step:
    """Questions that are asked together, and how many would be settled by them and those before them."""

    inputs: tuple[Input, ...]
    settles: int


@dataclass(frozen=True)
class Asking:
    """What to ask, in order. `concerns`: how many each question is about. `follow`: questions that answers
    may open. `unaskable`: how many are unknown for reasons that no fact, search or paper would settle."""

    steps: tuple[Step, ...]
    concerns: Mapping[Input, int]
    follow: Mapping[Input, int]
    unaskable: int


def about_people(every: Screened) -> Asking:
    """The questions about people whose class is unknown."""
    numbers = range(1, len(every.plan.classes) + 1)
    columns = ", ".join(f"CASE WHEN class_{n} = 1 THEN why_{n} ELSE 0 END AS u_{n}" for n in numbers)
    unknown = " OR ".join(f"class_{n} = 1" for n in numbers)
    query = f"SELECT {columns}, open, COUNT(*) FROM asked WHERE {unknown} GROUP BY ALL ORDER BY ALL"
    asked: Counter[int] = Counter()
    follow: Counter[int] = Counter()
    for *whys, open_, people in every.rows(query):
        need, then = behind(every, whys, open_)
        asked[need] += people
        follow[then] += people
    return _asking(every, asked, follow)


def behind(every: Screened, whys: Sequence[int], open_: int) -> tuple[int, int]:
    """The questions about one person, as two masks: those to ask, and those that answers may open.

    whys: for each class of the order what decides it, 0 where it is not unknown. open_: the inputs that are
    open for this person.
    """
    need = then = 0
    for class_, why in zip(every.order.rules.classes, whys, strict=True):
        one, more = _masks(every, letters(class_), every.labels(class_.name, why))
        need, then = need | one, then | more
    return need & open_, then & open_ & ~need


def about_acts(every: Screened, duty: int) -> Asking:
    """The questions about acts that cannot be judged under one duty."""
    name, owed_to, _ = every.plan.duties[duty - 1]
    class_ = next(one for one in every.order.rules.classes if one.name == owed_to)
    rule = next(one for one in every.order.rules.duties if one.name == name)
    own = _mask(every, of_duty(rule))
    found = letters(class_)
    asked: Counter[int] = Counter()
    follow: Counter[int] = Counter()
    query = (
        "SELECT parts, why, open, COUNT(*) FROM judged WHERE duty = "
        f"{duty} AND bit_count(may) > 1 GROUP BY ALL ORDER BY ALL"
    )
    for parts, why, open_, acts in every.rows(query):
        need = own if parts & _OWN else 0
        then = 0
        if parts & PARTS["class"]:
            one, then = _masks(every, found, every.labels(owed_to, why))
            need |= one
        asked[need & open_] += acts
        follow[then & open_ & ~need] += acts
    return _asking(every, asked, follow)


_OWN = PARTS["act"] | PARTS["protection"] | PARTS["notice"] | PARTS["done"]


def inputs_at(every: Screened, mask: int) -> tuple[Input, ...]:
    """The inputs of a mask."""
    return tuple(one for bit, one in enumerate(every.inputs) if mask & 2**bit)


def _mask(every: Screened, inputs: Iterator[Input] | tuple[Input, ...] | frozenset[Input]) -> int:
    return sum(2 ** every.inputs.index(one) for one in set(inputs))


def _masks(every: Screened, found: Letters, labels: tuple[str, ...]) -> tuple[int, int]:
    """The inputs behind the letters that decide, and those that an answer may open."""
    need = _mask(every, frozenset().union(*(found.inputs[label] for label in labels)))
    opens = bool(found.naming & set(labels))
    return need, _mask(every, frozenset().union(*found.inputs.values())) if opens else 0


def _asking(every: Screened, asked: Counter[int], follow: Counter[int]) -> Asking:
    unaskable = asked.pop(0, 0)
    steps = tuple(Step(inputs_at(every, new), settled) for new, settled in chosen(asked))
    listed = {one for step in steps for one in step.inputs}
    concerns, opened = _each(every, asked), _each(every, follow)
    further = {one: count for one, count in opened.items() if one not in listed}
    return Asking(steps, concerns, further, unaskable)


def _each(every: Screened, masks: Counter[int]) -> dict[Input, int]:
    found = {
        one: sum(count for mask, count in masks.items() if mask & 2**bit)
        for bit, one in enumerate(every.inputs)
    }
    return {one: count for one, count in found.items() if count}


def chosen(sets: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The sets of questions (as masks) in the order to ask them, each with how many it settles."""
    left = {mask: count for mask, count in sets.items() if mask and count}
    while left:
        best = max(left, key=lambda mask: (_worth(mask, left), -mask.bit_count(), -mask))
        settled = sum(count for mask, count in left.items() if not mask & ~best)
        yield best, settled
        rest: Counter[int] = Counter()
        for mask, count in left.items():
            if mask & ~best:
                rest[mask & ~best] += count
        left = dict(rest)


def _worth(best: int, sets: Mapping[int, int]) -> Fraction:
    return Fraction(sum(count for mask, count in sets.items() if not mask & ~best), best.bit_count())
