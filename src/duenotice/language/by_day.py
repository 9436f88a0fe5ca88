"""The lines of a duty by a day into the tree."""

from __future__ import annotations

from collections.abc import Sequence

from duenotice.days.counting import CLOCKS, Kind
from duenotice.language.amounts import Amount, Unit
from duenotice.language.outline import Node
from duenotice.language.sentences import FORMS, Sentence
from duenotice.language.tree import DutyByDay, Phrase
from duenotice.problems import Place, Problem, RefusedOrder


def by_day(head: Sentence, lines: Sequence[tuple[Sentence, Node]], node: Node) -> DutyByDay[Phrase]:
    """What is owed by a day. Raises `RefusedOrder` (O01) for hours, and for what does not come again."""
    (owed, owed_node), (due, due_node), (must, _) = lines
    amount, since = due.parts if len(due.parts) == 2 else (Amount(0), due.parts[0])
    every = due.form == "every_period"
    if amount.unit is Unit.HOURS:
        raise RefusedOrder(_by_no_hour(due_node.place))
    if every and amount.clock and CLOCKS[amount.clock].kind is not Kind.TARGET:
        raise RefusedOrder(_not_again(due_node.place, amount))
    verb, what = must.parts
    places = node.place, owed_node.place
    return DutyByDay(head.parts[0], head.cite, owed.parts[0], since, amount, every, verb, what, *places)


def _by_no_hour(place: Place) -> Problem:
    return Problem(
        "O01",
        place.pointing_at(place.text.strip()),
        "a day by which something is owed is not counted in hours",
        "the duty is owed to whoever is a member on that day, and nobody can tell that by the minute",
        f"write a number of days, or use `{FORMS['after_each']}` with `{FORMS['must_within']}`",
    )


def _not_again(place: Place, amount: Amount) -> Problem:
    return Problem(
        "O01",
        place.pointing_at(place.text.strip()),
        f"{amount} does not come again and again",
        "of the periods that a rule of law fixes, those of periodic reviews do",
        f"write a number, such as `{FORMS['every_period']}`, or `{FORMS['by_period']}`",
    )
