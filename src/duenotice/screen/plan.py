"""The relational plan of an order: its steps, one for each letter, before any engine is chosen.

Every step is a relation with a name. Its rows are about a *moment*: a person (`p`) on the day of the
question (`a` is 0) or on the day of an act on file (`a` is the number of the event). A `Context`
says which names of the order have a meaning in a row. A truth is an `Ask`: where in a row, or in
which other step, it stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from duenotice.days import Relation, Span
from duenotice.days.counting.periods import Periods
from duenotice.language import (
    Amount,
    Anchor,
    Choice,
    DutyAfter,
    DutyByDay,
    Forbidden,
    How,
    Life,
    NoticeBefore,
    OnDate,
    Timing,
)
from duenotice.terms import Kind


@dataclass(frozen=True)
class Context:
    """Rows on which letters are asked: a moment with the events that these names mean. known: whether
    each row holds what is known by its moment (`Known`)."""

    step: str
    names: tuple[str, ...] = ()
    known: bool = False


@dataclass(frozen=True)
class Stands:
    """The truth that stands in another step for these names; `otherwise` where it has no row."""

    step: str
    keys: tuple[str, ...]
    otherwise: int
    negated: bool = False


@dataclass(frozen=True)
class Carried:
    """The truth of a letter that named an event: it is a column of the context."""

    column: str


@dataclass(frozen=True)
class OnDay:
    """How the day of the moment lies to an anchor."""

    timing: Timing


@dataclass(frozen=True)
class Outermost:
    """Whether there is an event of a kind in relation to anchors, told by the first or the last alone: it
    is on file surely or perhaps, or in days that nobody searched."""

    wanted: int
    need: int
    timings: tuple[Timing, ...]
    negated: bool = False

    @property
    def forward(self) -> bool:
        """Whether the last event decides, and not the first."""
        return not self.timings or self.timings[0].relation in FORWARD


FORWARD = (Relation.AFTER, Relation.ON_OR_AFTER, Relation.MORE_THAN_DAYS_AFTER)
BACKWARD = (Relation.BEFORE, Relation.ON_OR_BEFORE, Relation.AT_LEAST_DAYS_BEFORE)
"""The relations in which a later day stands if an earlier one does, and the other way round."""


@dataclass(frozen=True)
class Joined:
    """The least (all of) or the greatest (any of) of some truths."""

    how: How
    parts: tuple[Ask, ...]


Ask = Stands | Carried | OnDay | Joined


@dataclass(frozen=True)
class Part:
    """One letter as it is shown: its full label, its sentence, its truth, and the letters below it."""

    label: str
    says: str
    truth: Ask
    below: tuple[Part, ...] = ()

    @property
    def column(self) -> str:
        """``(g)(1)`` as ``g_1``."""
        return self.label.strip("()").replace(")(", "_")


@dataclass(frozen=True)
class Happened:
    """The events on file that are, or may be, of a kind, and have, or may have, happened by a moment."""

    name: str
    says: str
    over: str
    wanted: int


@dataclass(frozen=True)
class Said:
    """What the facts on file say to one question of the order at each moment."""

    name: str
    says: str
    over: str
    asked: int
    values: int
    negated: bool
    doubters: tuple[str, ...]


@dataclass(frozen=True)
class Options:
    """The events, and the days on which nobody looked, that a letter may speak of. Without a name
    that anybody uses, only the greatest truth is kept."""

    name: str
    says: str
    over: Context
    keys: tuple[str, ...]
    happened: str
    need: int
    choice: Choice
    timings: tuple[Timing, ...]
    named: bool


@dataclass(frozen=True)
class Clock:
    """A period that steps are measured by."""

    period: Amount


@dataclass(frozen=True)
class Passed:
    """A step with its clock: its time is over, and what was to be done was not done in it."""

    name: str
    says: str
    over: Context
    keys: tuple[str, ...]
    happened: str
    need: int
    clock: int
    period: Amount
    anchor: Anchor
    timings: tuple[Timing, ...]


@dataclass(frozen=True)
class Told:
    """A letter that can be told from what is known by the moment: one more column."""

    name: str
    says: str
    over: Context
    truth: Outermost
    column: str


@dataclass(frozen=True)
class Chosen:
    """A context in which one more name has a meaning: one row for each option."""

    name: str
    says: str
    over: Context
    options: str
    keys: tuple[str, ...]
    called: str
    column: str


@dataclass(frozen=True)
class Narrowed:
    """A context with fewer names, each combination once."""

    name: str
    says: str
    over: Context
    keep: tuple[str, ...]


@dataclass(frozen=True)
class BestOf:
    """The truth of a group with names of its own: the greatest over its choices of events."""

    name: str
    says: str
    over: Context
    keys: tuple[str, ...]
    truth: Ask


@dataclass(frozen=True)
class Run:
    """One combination of readings of a class: its best choice of events at each moment."""

    name: str
    says: str
    over: Context
    how: How
    letters: tuple[Part, ...]
    unless: tuple[Part, ...]
    exception: Ask | None


@dataclass(frozen=True)
class Membership:
    """A class over all its readings: what they agree on."""

    name: str
    says: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Moments:
    """The days on which a class is asked about: the day of the question, and those of acts on file
    while the order is, or may be, in force."""

    name: str
    says: str
    acts: tuple[str, ...]
    life: Life


@dataclass(frozen=True)
class Known:
    """What is known by each moment, one row each: of some kinds the first and the last event, surely and
    perhaps, and the first and the last day on which nobody looked."""

    name: str
    says: str
    over: str
    asks: tuple[Outermost, ...]


@dataclass(frozen=True)
class Now:
    """The same rows for the day of the question alone."""

    name: str
    says: str
    over: str


@dataclass(frozen=True)
class DueDays:
    """The days by which something is owed under one duty: for each event that begins its time, or, where
    `starts` is empty, for the date of the order, from its first to its last day."""

    name: str
    says: str
    number: int
    starts: str
    date: Span


@dataclass(frozen=True)
class Judged:
    """Every act on file under one duty, judged on its own day; of a duty by a day, each such day."""

    name: str
    says: str
    duty: NoticeBefore[Kind] | DutyAfter[Kind] | DutyByDay[Kind] | Forbidden[Kind]
    number: int
    acts: str
    member: str
    ends: str
    notices: str
    need: int
    life: Life


Step = (
    Happened
    | Said
    | Options
    | Passed
    | Told
    | Chosen
    | Narrowed
    | BestOf
    | Run
    | Membership
    | Moments
    | Known
    | Now
    | DueDays
    | Judged
)


@dataclass(frozen=True)
class Taint:
    """Something the file leaves out that may change a verdict: the name of the class or duty, and the
    step that says whether it matters."""

    changes: str
    step: str


@dataclass(frozen=True)
class Wanted:
    """A kind of event that steps ask for: the column that says of each event on file whether it is one, and
    whether a later event can put it in doubt."""

    kind: Kind
    column: str
    doubts: bool


@dataclass(frozen=True)
class Need:
    """A term whose absence matters, and how many terms must be searched for it."""

    term: str
    column: str
    several: bool


@dataclass(frozen=True)
class Plan:
    """The steps in order, what the answer is made of, and the questions that the rule tables answer.

    order: the id and the version of the order.
    wanted: the kinds of event that steps ask for, by number.
    needs: the terms whose absence matters, by number.
    asked: the facts that steps ask for with the wanted values, by number.
    outside: for each class, by number in `asked`, the facts of which one that surely is otherwise, and
    always was, keeps a person out of it; none where no fact does.
    clocks: the periods of steps with clocks, by number. periods: how this court counts.
    """

    order: str
    steps: tuple[Step, ...]
    classes: tuple[tuple[str, Membership], ...]
    duties: tuple[tuple[str, str, Judged], ...]
    taints: tuple[Taint, ...]
    life: Life
    wanted: tuple[Wanted, ...]
    needs: tuple[Need, ...]
    asked: tuple[tuple[str, tuple[str, ...]], ...]
    outside: tuple[tuple[int, ...], ...]
    clocks: tuple[Clock, ...]
    periods: Periods


def written_days(plan: Plan) -> set[int]:
    """The days that are written in the letters of the order."""
    found: set[int] = set()
    for step in plan.steps:
        if isinstance(step, Options | Passed | Told):
            timings = step.truth.timings if isinstance(step, Told) else step.timings
            anchors = [timing.anchor for timing in timings]
            anchors += [step.anchor] if isinstance(step, Passed) else []
            for anchor in anchors:
                if isinstance(anchor, OnDate):
                    found |= {anchor.date.lo, anchor.date.hi}
    return found


def reach_of(plan: Plan) -> int:
    """By how many days the timings of the order can lead away from what data and order name."""
    timings = [t for step in plan.steps if isinstance(step, Options | Passed) for t in step.timings]
    timings += [t for step in plan.steps if isinstance(step, Told) for t in step.truth.timings]
    return sum(timing.days + 1 for timing in timings)
