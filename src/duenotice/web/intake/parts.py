"""What a question is made of: the fields that are answered, and what an answer writes into a record."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN = "unknown"
"""The value of a choice *I don't know*; it writes nothing."""


@dataclass(frozen=True)
class Pick:
    """One of some choices (value, words); *I don't know* is always one more. `of`: the choices are the
    values of this fact of the vocabulary, in a list. `only_if`: the choices of the first field with which it
    makes sense (none: all)."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    of: str = ""
    only_if: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ticks:
    """Any of some choices."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """A line of text. `suggested`: what is offered, other text is taken too."""

    name: str
    label: str
    suggested: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()


@dataclass(frozen=True)
class When:
    """A day as it is said. `ahead`: it may lie after today."""

    name: str
    label: str
    only_if: tuple[str, ...] = ()
    ahead: bool = False


@dataclass(frozen=True)
class ANumber:
    """An A-number in any spelling."""

    name: str
    label: str


Field = Pick | Ticks | Line | When | ANumber


@dataclass(frozen=True)
class AsFact:
    """Writes a fact: the values that `fields` hold (several: one of them is right).

    `words`: what a choice stands for; a choice that is not listed writes nothing (none listed: the value
    itself). `if_`: only if this field has this choice. `negated`: it is none of them. `from_today`: it is
    so from the day of the call on, and before that nothing was told.
    """

    term: str
    fields: tuple[str, ...]
    words: tuple[tuple[str, str], ...] = ()
    if_: tuple[str, str] = ("", "")
    negated: bool = False
    from_today: bool = False


@dataclass(frozen=True)
class AsEvent:
    """Writes an event: of the kind that the choice in `field` stands for, on the day in `when`; where no day
    was told, on or before the day of the call.

    `sorts`: fields whose choice is a qualifier, each with the one that holds otherwise (or blank).
    `clocks`: further days of a notice, by the field. `exact_if`: the field and choice with which the day
    told is the day of the event; otherwise the event was on it or before. `by_then`: choices with
    which it was on that day or before.
    """

    field: str
    kinds: tuple[tuple[str, str], ...]
    when: str
    sorts: tuple[tuple[str, str], ...] = ()
    clocks: tuple[tuple[str, str], ...] = ()
    exact_if: tuple[str, str] = ("", "")
    by_then: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One page. `needs`: the terms of the vocabulary for which it is asked (none: always); `counsel_only`:
    who may not read about crimes records the answer and does not see it again; `filed`: what was told is
    in the identity, so no note repeats it."""

    id: str
    title: str
    hint: str
    fields: tuple[Field, ...]
    writes: tuple[AsFact | AsEvent, ...] = ()
    needs: tuple[str, ...] = ()
    counsel_only: bool = False
    filed: bool = False
    may_be_blank: bool = False
