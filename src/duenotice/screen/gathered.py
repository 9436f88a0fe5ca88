"""What the steps of a plan ask for, each once and by number, while the plan is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from duenotice.screen.kinds import plain, ways
from duenotice.screen.plan import Clock, Need, Step, Wanted
from duenotice.terms import Kind, Vocabulary

S = TypeVar("S", bound=Step)


@dataclass
class Gathered:
    """The steps in order, and the kinds, terms, facts and clocks that they ask for."""

    vocabulary: Vocabulary
    steps: list[Step] = field(default_factory=list)
    kinds: dict[Kind, int] = field(default_factory=dict)
    terms: dict[str, int] = field(default_factory=dict)
    facts: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)
    clocks: dict[Clock, int] = field(default_factory=dict)
    made: dict[Step, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def add(self, step: S) -> S:
        """The step, made once: with its name if it is new, else the one that says the same."""
        anonymous = replace(step, name="", says="")
        if anonymous in self.made:
            found = next(s for s in self.steps if s.name == self.made[anonymous])
            assert isinstance(found, type(step))
            return found
        name = unused(step.name, self.names)
        made = replace(step, name=name)
        self.made[anonymous] = name
        self.steps.append(made)
        return made

    def kind(self, kind: Kind) -> int:
        """The number of a kind of event."""
        return self.kinds.setdefault(kind, len(self.kinds))

    def need(self, kind: Kind) -> int:
        """The number of a term whose absence matters."""
        return self.terms.setdefault(kind.term, len(self.terms))

    def fact(self, name: str, values: tuple[str, ...]) -> int:
        """The number of a fact with the values that are asked for."""
        return self.facts.setdefault((name, values), len(self.facts))

    def clock(self, clock: Clock) -> int:
        """The number of a period."""
        return self.clocks.setdefault(clock, len(self.clocks))

    def wanted(self) -> Iterator[Wanted]:
        """The kinds in order, each with a column of its own."""
        names: set[str] = set()
        for kind in self.kinds:
            doubts = any(self.vocabulary.event(way.term).doubted_by for way in ways(kind, self.vocabulary))
            yield Wanted(kind, unused(plain(str(kind)), names), doubts)

    def needs(self) -> Iterator[Need]:
        """The terms in order."""
        for term in self.terms:
            shown_by = {way.term for way in self.vocabulary.event(term).shown_by}
            yield Need(term, plain(term), len(shown_by) > 1)


def unused(name: str, names: set[str]) -> str:
    """The name, with a number if it is taken; taken from now on."""
    number, found = 1, name
    while found in names:
        number += 1
        found = f"{name}_{number}"
    names.add(found)
    return found
