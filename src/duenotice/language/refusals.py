"""What can be wrong with the lines of an ``order`` block beside and below each other."""

from __future__ import annotations

from collections.abc import Sequence

from duenotice.language.outline import Node
from duenotice.language.sentences import FORMS
from duenotice.problems import Place, Problem


def no_notice_here(place: Place) -> Problem:
    """A line about a notice, below a duty that has none."""
    return Problem(
        "O01",
        place.pointing_at(place.text.strip()),
        "this duty owes no notice before an act",
        "the line says of such a notice from which of its days it counts, or in which language it is",
        f"use it below `{FORMS['must']}`, or remove it",
    )


def incomplete(place: Place, form: str) -> Problem:
    """A duty that lacks its last line."""
    return Problem(
        "O01",
        place.pointing_at(place.text),
        "this duty is not complete",
        "a duty says to whom it is owed, around which act or which act is forbidden, and what is owed",
        f"add a line `{FORMS[form]}`",
    )


def missing_above(line: Node, forms: Sequence[str]) -> Problem:
    """A line whose forerunner is not there."""
    listed = " or ".join(f"`{FORMS[form]}`" for form in forms)
    return Problem(
        "O01",
        line.place.pointing_at(line.text),
        "a line is missing above this one",
        "the parts stand in a fixed order, so that each can be found",
        f"add above it: {listed}",
    )


def missing_line(node: Node, forms: Sequence[str]) -> Problem:
    """Nothing below a line that needs something."""
    listed = " or ".join(f"`{FORMS[form]}`" for form in forms)
    stripped = node.text.strip()
    return Problem(
        "O01",
        node.place.pointing_at(stripped),
        "nothing stands below this line",
        f"below it may stand: {listed}",
        "add the line, indented by two spaces more than this one",
    )


def extra(line: Node) -> Problem:
    """A part that is said twice."""
    return Problem(
        "O01",
        line.place,
        "this line stands here twice",
        "each part is said once",
        "remove one of the two lines",
    )


def behind_reading(line: Node) -> Problem:
    """A line behind another reading."""
    return Problem(
        "O07",
        line.place.pointing_at(line.text),
        "this line stands behind another reading",
        "it cannot be seen to which of the readings it belongs",
        "put it above `or, on another reading`, or indent it below that line",
    )


def no_rules(place: Place) -> Problem:
    """A file without an `order` block."""
    return Problem(
        "O01",
        place,
        "there is no `order` block in this file",
        "the rules of an order stand in fenced blocks that begin with three backticks and the word `order`",
        "put the classes, duties and the life of the order into such a block",
    )


def one_life(place: Place, count: int) -> Problem:
    """No life, or several."""
    return Problem(
        "O09",
        place.pointing_at(place.text),
        "the order has no life" if not count else "the order has more than one life",
        "from when to when an order binds decides every answer",
        "write one `life of this order` with its acts and a `known through` line",
    )


def one_known_through(place: Place, count: int) -> Problem:
    """No `known through`, or several."""
    return Problem(
        "O09",
        place.pointing_at(place.text),
        "`known through` is given twice" if count else "the line `known through` is missing below this one",
        "after that day the file cannot know whether the order was changed, and the answer is unknown",
        "keep one of them"
        if count
        else "add a line such as `known through 2019-04-03 [where that was seen]`",
    )


def is_reading(line: Node) -> bool:
    """Whether a line is another reading of the one above it."""
    return line.text.lstrip().startswith("or,")


def below_a_condition(line: Node) -> Problem:
    """A line below a condition that is no group."""
    return Problem(
        "O07",
        line.place.pointing_at(line.place.text),
        "nothing may stand below a single condition",
        "letters stand below `all of these hold:` or `any of these holds:` only",
        "end the line above with one of these, or move this line to the left",
    )


def nothing_below(line: Node) -> Problem:
    """A line below one of a duty that takes none."""
    return Problem(
        "O07",
        line.place.pointing_at(line.text.strip()),
        "nothing may stand below the line above this one",
        "who is protected, and when, is said by the class; here it would be read by nobody",
        "move this line to the left, or to the class",
    )


def reading_too_shallow(line: Node) -> Problem:
    """Another reading of a duty's number, beside the line that it reads instead of below it."""
    return Problem(
        "O07",
        line.place.pointing_at("or, on another reading"),
        "it cannot be seen what this is another reading of",
        "another reading stands below the line that it reads otherwise",
        "indent it by two spaces more, below the line that says how long",
    )
