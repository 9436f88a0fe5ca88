"""SQL text for truths and joins, in the one spelling that all engines share.

A truth is 0, 1 or 2. `least` and `greatest` are the only places where two truths meet. Neither is
ever handed a NULL: what a LEFT JOIN may miss is given its value first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from duenotice.days import FIRST_DAY, LAST_DAY
from duenotice.language import Anchor, How, Named, OnDate, TheDay, Timing
from duenotice.screen.days import Day, columns, related, written
from duenotice.screen.plan import Ask, Carried, Joined, OnDay, Stands


@dataclass(frozen=True)
class Relationship:
    """One relation of the whole statement."""

    name: str
    select: str
    says: str = ""


SQL = Iterator[Relationship]


def least(truths: Iterable[str]) -> str:
    """*All*: 2 for none at all."""
    found = [truth for truth in dict.fromkeys(truths) if truth != "2"]
    if "0" in found or not found:
        return "0" if found else "2"
    return found[0] if len(found) == 1 else f"LEAST({', '.join(found)})"


def greatest(truths: Iterable[str]) -> str:
    """*Any*: 0 for none at all."""
    found = [truth for truth in dict.fromkeys(truths) if truth != "0"]
    if "2" in found or not found:
        return "2" if found else "0"
    return found[0] if len(found) == 1 else f"GREATEST({', '.join(found)})"


def fewest(days: Iterable[str]) -> str:
    """The least of some days."""
    found = [day for day in dict.fromkeys(days) if day]
    return found[0] if len(found) == 1 else f"LEAST({', '.join(found)})"


def most(days: Iterable[str]) -> str:
    """The greatest of some days."""
    found = [day for day in dict.fromkeys(days) if day]
    return found[0] if len(found) == 1 else f"GREATEST({', '.join(found)})"


def negated(truth: str) -> str:
    """*Not*."""
    return str(2 - int(truth)) if truth.isdigit() else f"2 - {truth}"


def agreed(truths: Sequence[str]) -> str:
    """What all readings agree on, else 1."""
    if len(set(truths)) == 1:
        return truths[0]
    low, high = ", ".join(truths), ", ".join(truths)
    return f"CASE WHEN LEAST({low}) = GREATEST({high}) THEN {truths[0]} ELSE 1 END"


def meaning(name: str) -> str:
    """The column in which the event stands that a name means."""
    return "the_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in name.lower())


def day_columns(prefix: str, spans: int) -> list[str]:
    """The names of the columns that hold a date."""
    names = [f"{prefix}_lo", f"{prefix}_hi", f"{prefix}_sure"]
    return names + [f"{prefix}_{end}{n}" for n in range(1, spans + 1) for end in ("lo", "hi")]


def day_values(day: Day, spans: int) -> list[str]:
    """What stands in the columns of a date; one of fewer spans repeats its last."""
    each = list(day.each[:spans]) + [day.each[-1]] * (spans - len(day.each))
    return (
        [day.lo, day.hi, day.sure, *(bound for span in each for bound in span)]
        if spans
        else [
            day.lo,
            day.hi,
            day.sure,
        ]
    )


def selected(names: Sequence[str], values: Sequence[str]) -> str:
    """``value AS name`` for each."""
    return ", ".join(
        value if value.split(".")[-1] == name else f"{value} AS {name}"
        for name, value in zip(names, values, strict=True)
    )


def within(alias: str, day: Day) -> Day:
    """The same columns, of one relation."""
    more = tuple((f"{alias}.{lo}", f"{alias}.{hi}") for lo, hi in day.spans)
    return Day(f"{alias}.{day.lo}", f"{alias}.{day.hi}", f"{alias}.{day.sure}", day.id, more)


def moment(alias: str, spans: int) -> Day:
    """The day of the moment, in a context."""
    day = within(alias, columns("day", spans))
    return Day(day.lo, day.hi, day.sure, f"{alias}.a", day.spans)


def anchor_day(anchor: Anchor, alias: str, spans: int) -> Day:
    """What a timing is measured from."""
    match anchor:
        case Named(name=name):
            day = within(alias, columns(meaning(name), spans))
            return Day(day.lo, day.hi, day.sure, f"{alias}.{meaning(name)}", day.spans)
        case OnDate(date=date):
            return written(date)
        case TheDay():
            return moment(alias, spans)
        case _:
            assert_never(anchor)


def timed(left: Day, timing: Timing, alias: str, spans: int) -> str:
    """Whether a day stands in a relation to its anchor."""
    return related(left, timing.relation, anchor_day(timing.anchor, alias, spans), timing.days)


@dataclass
class Row:
    """What can be asked of one row of a context: joins are gathered as they are needed."""

    alias: str
    spans: int
    joins: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def truth(self, ask: Ask) -> str:
        """The truth as SQL."""
        match ask:
            case Stands(step=step, keys=keys, otherwise=otherwise, negated=turned):
                alias = self.joins.setdefault((step, keys), f"x{len(self.joins) + 1}")
                found = f"COALESCE({alias}.t, {otherwise})"
                return negated(found) if turned else found
            case Carried(column=column):
                return f"{self.alias}.{column}"
            case OnDay(timing=timing):
                return timed(moment(self.alias, self.spans), timing, self.alias, self.spans)
            case Joined(how=how, parts=parts):
                return (least if how is How.ALL else greatest)(self.truth(part) for part in parts)
            case _:
                assert_never(ask)

    def joined(self) -> Iterator[str]:
        """The joins that the truths so far need."""
        for (step, keys), alias in self.joins.items():
            on = " AND ".join(
                f"{alias}.{key} = {self.alias}.{key}" for key in ("p", "a", *map(meaning, keys))
            )
            yield f"LEFT JOIN {step} AS {alias} ON {on}"


NOBODY_KNOWS = (FIRST_DAY, LAST_DAY)
