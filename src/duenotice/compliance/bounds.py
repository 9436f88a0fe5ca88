"""Bounds on the violation rate of acts, some of which nobody can judge yet.

Theory. The *rate* is V / (V + M): of the acts that were owed notice, the share that had none in time. V acts
are violated, M are met; an act that is not owed, or not yet due, is in neither number. An unknown act may
come out in several ways (`Outcome`); a *completion* gives every act one of its outcomes.

V / (V + M) never falls when V grows and never rises when M grows. So the least rate of all completions
makes every act met that can be met, else leaves it out of both numbers if it can be left out:

    lower = v / (v + m + a)         v surely violated, m surely met, a unknown acts that may be met

and the greatest makes every act violated that can be violated, else leaves it out:

    upper = (v + b) / (v + b + m)   b unknown acts that may be violated

Both are reached by a completion, so no narrower bounds are true of every completion (they are *sharp*). A
completion in which no act is owed has no rate. Where the formula would divide by zero, every completion
that leaves out all it can has no rate, and those that have one put in acts of one sort only: the lower
bound is then 1 (only acts that cannot be met are there), the upper bound 0 (only ones that cannot be
violated).

To learn is to take outcomes away from an act. What is left are fewer completions, and over fewer the
least can only rise and the greatest only fall: the bounds tighten, and never move outward.

The acts are taken as free of each other. Where one missing fact decides several acts together, some of these
completions cannot happen; the bounds still hold every one that can.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntFlag
from fractions import Fraction


class Outcome(IntFlag):
    """What an act may come out as. A sum of them is what it still may be."""

    NOT_OWED = 1
    PENDING = 2
    MET = 4
    VIOLATED = 8


EVERY = Outcome.NOT_OWED | Outcome.PENDING | Outcome.MET | Outcome.VIOLATED


@dataclass(frozen=True)
class Rate:
    """The least and the greatest violation rate of all completions that have one."""

    lower: Fraction
    upper: Fraction

    @property
    def width(self) -> Fraction:
        """How far the bounds are apart."""
        return self.upper - self.lower


@dataclass(frozen=True)
class NoRate:
    """No act is, or may be, owed notice that is due: there is nothing to have a rate of."""


NO_RATE = NoRate()


@dataclass(frozen=True)
class Tally:
    """Acts by what they may come out as. `of` maps a sum of outcomes to a number of acts."""

    of: Mapping[int, int]

    def surely(self, outcome: Outcome) -> int:
        """How many can come out in this way only."""
        return self.of.get(int(outcome), 0)

    def unknown(self, outcome: Outcome = EVERY) -> int:
        """How many may come out in this way, and in others."""
        return sum(acts for may, acts in self.of.items() if may & outcome and may.bit_count() > 1)

    @property
    def acts(self) -> int:
        """All of them."""
        return sum(self.of.values())

    @property
    def rate(self) -> Rate | NoRate:
        """The bounds on the violation rate."""
        violated, met = self.surely(Outcome.VIOLATED), self.surely(Outcome.MET)
        may_met, may_violate = self.unknown(Outcome.MET), self.unknown(Outcome.VIOLATED)
        least, most = violated + met + may_met, violated + may_violate + met
        if least + may_violate == 0:
            return NO_RATE
        return Rate(
            Fraction(violated, least) if least else Fraction(1),
            Fraction(violated + may_violate, most) if most else Fraction(0),
        )
