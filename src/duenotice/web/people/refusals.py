"""Why something about a person was not done. No refusal repeats a name, a number or a free text.

Each is a class of its own where a page or a command answers it in its own way.
"""

from __future__ import annotations

from duenotice.problems import CODES, Place, Problem, RefusedVault

PLACE = Place("vault")


class WrittenMeanwhile(RefusedVault):
    """Somebody else has written to the person since the version that was read."""


class NotANumber(RefusedVault):
    """A text is no A-number."""


class NumberTaken(RefusedVault):
    """Another person of the organisation has this A-number."""


class UnderHold(RefusedVault):
    """A litigation hold forbids removing the person."""


class NobodyThere(RefusedVault):
    """No person of the organisation has this id or number, or the person was removed."""


def problem(code: str, why: str, help_: str) -> Problem:
    """A problem of this code, in the vault."""
    return Problem(code, PLACE, CODES[code], why, help_)


def written_meanwhile() -> WrittenMeanwhile:
    """K30."""
    why = "somebody else has written to this person since you read; nothing of yours was written"
    return WrittenMeanwhile(problem("K30", why, "read the person again, and then write"))


def not_a_number(why: str) -> NotANumber:
    """K31."""
    help_ = "write nine digits, as in `A012-345-678`; eight are taken with a zero in front"
    return NotANumber(problem("K31", why, help_))


def number_taken() -> NumberTaken:
    """K32."""
    why = "two people cannot have one A-number; nobody was merged, and nothing was written"
    return NumberTaken(problem("K32", why, "look the number up with `duenotice people show`"))


def under_hold() -> UnderHold:
    """K33."""
    why = "what a court or an opponent asked for must not be destroyed (a litigation hold)"
    help_ = "ask whoever set the hold; `duenotice people hold ID --release` ends it"
    return UnderHold(problem("K33", why, help_))


def nobody_there() -> NobodyThere:
    """K34."""
    why = "nobody of this organisation has it, or the person was removed"
    return NobodyThere(problem("K34", why, "`duenotice people list` lists the ids"))


def unfit(why: str, help_: str) -> RefusedVault:
    """K35: a text about a person that cannot be kept."""
    return RefusedVault(problem("K35", why, help_))
