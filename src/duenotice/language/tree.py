"""The tree of an order: what a class, a duty and a life are, once the words are parsed.

Every node that holds a noun is generic in it. Straight from the text a noun is a `Phrase` (the
author's words and their place); after the *names* stage it is a `Kind` of the vocabulary. Places
do not take part in equality, so that text → tree → text → tree can be compared.

A shape that a later order needs is one more dataclass in `Duty` or `Condition`, and `assert_never`
names every place that has to learn it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

from duenotice.days import DateFact, Relation
from duenotice.language.amounts import Amount, Unit
from duenotice.problems import Place
from duenotice.terms import Kind


@dataclass(frozen=True)
class Phrase:
    """A noun as the author wrote it."""

    words: str
    place: Place = field(compare=False, default=Place(""))

    def __str__(self) -> str:
        return self.words


N = TypeVar("N", Phrase, Kind)


@dataclass(frozen=True)
class Cite:
    """A pinpoint citation; `to_verify` where the cited page was not seen. An empty text is no citation."""

    text: str = ""
    to_verify: bool = False

    def __str__(self) -> str:
        unsaid = self.to_verify and "to verify" not in self.text.casefold()
        marks = [part for part in (self.text, "to verify" if unsaid else "") if part]
        return f"[{', '.join(marks)}]" if marks else ""


@dataclass(frozen=True)
class Named:
    """The day of an event that an earlier letter called by this name."""

    name: str
    place: Place = field(compare=False, default=Place(""))


@dataclass(frozen=True)
class OnDate:
    """A date written in the order."""

    date: DateFact


@dataclass(frozen=True)
class TheDay:
    """The day the question is about."""


Anchor = Named | OnDate | TheDay


@dataclass(frozen=True)
class Timing:
    """``after the release``, ``within 90 days after 2018-02-05``: a relation to an anchor."""

    relation: Relation
    anchor: Anchor
    days: int = 0


class Choice(Enum):
    """Which of several fitting events: any one of them, the earliest, the latest."""

    A = "a"
    FIRST = "the first"
    LAST = "the last"


@dataclass(frozen=True)
class FactIs(Generic[N]):
    """``the person's nationality is Cambodia``; several values are alternatives."""

    fact: N
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True)
class EventExists(Generic[N]):
    """``there is a release from ICE custody after the order: call it the release``."""

    choice: Choice
    what: N
    timings: tuple[Timing, ...]
    name: str = ""
    place: Place = field(compare=False, default=Place(""))


@dataclass(frozen=True)
class NoEvent(Generic[N]):
    """``there is no criminal violation after the release``."""

    what: N
    timings: tuple[Timing, ...]


@dataclass(frozen=True)
class DayIs:
    """``the day is after 2018-02-05``: about the day the question is asked for."""

    timing: Timing


class How(Enum):
    """All of a group's letters, or any of them."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True)
class Group(Generic[N]):
    """Letters joined by *all of* or *any of*. An empty *any* is never so."""

    how: How
    letters: tuple[Letter[N], ...]


@dataclass(frozen=True)
class Reading(Generic[N]):
    """One of several ways to understand a letter; `label` says whose it is."""

    label: str
    condition: Condition[N]
    cite: Cite = Cite()


@dataclass(frozen=True)
class Readings(Generic[N]):
    """A contested letter: yes if every reading says yes, no if every one says no, else unknown."""

    readings: tuple[Reading[N], ...]


@dataclass(frozen=True)
class Lapsed(Generic[N]):
    """``90 days after the file have passed without a motion to reopen``: a step with its clock.

    The time that begins with the anchor is over, and nothing of the kind came in it. What counts as in
    it begins on the day of the anchor, or stands in the relations of `timings`, if there are any.
    """

    period: Amount
    anchor: Anchor
    what: N
    timings: tuple[Timing, ...] = ()


Condition = FactIs[N] | EventExists[N] | NoEvent[N] | DayIs | Lapsed[N] | Group[N] | Readings[N]


@dataclass(frozen=True)
class Letter(Generic[N]):
    """One lettered condition. `label` is ``a`` or ``1``; `cite` may be empty (then the class's holds)."""

    label: str
    condition: Condition[N]
    cite: Cite = Cite()
    place: Place = field(compare=False, default=Place(""))


@dataclass(frozen=True)
class Class(Generic[N]):
    """Who is protected: the letters, and the exceptions (an empty *any* if there are none)."""

    name: str
    cite: Cite
    body: Group[N]
    unless: Group[N]
    place: Place = field(compare=False, default=Place(""))


class Verb(Enum):
    """What the government must do with the notice."""

    GIVE = "give"
    MAIL = "mail"
    HAND = "hand"


class CountsFrom(Enum):
    """The day of a notice from which an order counts. Silent: each day that is on file is a reading."""

    SILENT = ""
    DATED = "dated"
    MAILED = "mailed"
    POSTMARKED = "postmarked"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True)
class AmountReading:
    """Another way to read how long a duty gives; `label` says whose it is."""

    label: str
    amount: Amount
    cite: Cite = Cite()


@dataclass(frozen=True)
class NoticeBefore(Generic[N]):
    """Notice owed before each act of a kind, at least `amount` earlier, or earlier by no number (`EARLIER`).
    understood: it must be in a language that the person understands."""

    name: str
    cite: Cite
    owed_to: str
    act: N
    verb: Verb
    what: N
    amount: Amount
    counts_from: CountsFrom = CountsFrom.SILENT
    readings: tuple[AmountReading, ...] = ()
    understood: bool = False
    place: Place = field(compare=False, default=Place(""))
    owed_place: Place = field(compare=False, default=Place(""))

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """How much earlier, on each reading."""
        return (self.amount, *(reading.amount for reading in self.readings))

    @property
    def hourly(self) -> bool:
        """Whether any reading is told from minute to minute."""
        return any(amount.unit is Unit.HOURS for amount in self.amounts)


@dataclass(frozen=True)
class DutyAfter(Generic[N]):
    """What is owed after each act of a kind, within `amount`: an interview, reasons, a hearing."""

    name: str
    cite: Cite
    owed_to: str
    act: N
    verb: Verb
    what: N
    amount: Amount
    readings: tuple[AmountReading, ...] = ()
    place: Place = field(compare=False, default=Place(""))
    owed_place: Place = field(compare=False, default=Place(""))

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Within how long, on each reading."""
        return (self.amount, *(reading.amount for reading in self.readings))

    @property
    def hourly(self) -> bool:
        """Whether any reading is told from minute to minute."""
        return any(amount.unit is Unit.HOURS for amount in self.amounts)


@dataclass(frozen=True)
class DutyByDay(Generic[N]):
    """What is owed by a day that follows no act of the government, to whoever is a member on that day.

    The day is `amount` after each event of a kind or after a date (none at all: the date itself); `every`
    so long again for as long as the person is a member on the day.
    """

    name: str
    cite: Cite
    owed_to: str
    since: N | OnDate
    amount: Amount
    every: bool
    verb: Verb
    what: N
    place: Place = field(compare=False, default=Place(""))
    owed_place: Place = field(compare=False, default=Place(""))

    @property
    def on_date(self) -> bool:
        """Whether the order names the day itself."""
        return not (self.amount.number or self.amount.clock)


@dataclass(frozen=True)
class Forbidden(Generic[N]):
    """An act that must not be done to a member, until protection ends for that person."""

    name: str
    cite: Cite
    owed_to: str
    act: N
    ends: Group[N]
    place: Place = field(compare=False, default=Place(""))
    owed_place: Place = field(compare=False, default=Place(""))


Duty = NoticeBefore[N] | DutyAfter[N] | DutyByDay[N] | Forbidden[N]


def begun_by(duty: Duty[N]) -> tuple[N, ...]:
    """The kind of event that a duty is about or begins with; none where it begins with a date."""
    if not isinstance(duty, DutyByDay):
        return (duty.act,)
    return () if isinstance(duty.since, OnDate) else (duty.since,)


class Act(Enum):
    """What can happen to an order. What each does to its force is a table in `library.life`."""

    ENTERED = "entered"
    EXTENDED = "extended"
    HEARING = "hearing set"
    STAYED = "stayed"
    STAY_LIFTED = "stay lifted"
    VACATED = "vacated"
    MANDATE = "mandate"
    SUPERSEDED = "superseded"
    DISSOLVED = "dissolved"
    EXPIRED = "expired"


@dataclass(frozen=True)
class LifeAct:
    """One dated, cited act in the life of an order."""

    date: DateFact
    act: Act
    cite: Cite
    place: Place = field(compare=False, default=Place(""))


@dataclass(frozen=True)
class Life:
    """The acts in order of time, and the day through which this file knows of all acts."""

    acts: tuple[LifeAct, ...]
    known_through: DateFact
    cite: Cite
    place: Place = field(compare=False, default=Place(""))


@dataclass(frozen=True)
class LeftOut(Generic[N]):
    """What the file does not express. Shown in every answer; where one of `when` surely holds, the
    verdict named `changes` is unknown because of it (an empty *any*: shown only)."""

    text: str
    cite: Cite
    changes: str
    when: Group[N]
    place: Place = field(compare=False, default=Place(""))
    changes_place: Place = field(compare=False, default=Place(""))


@dataclass(frozen=True)
class Rules(Generic[N]):
    """Everything that the ``order`` blocks of one file say."""

    classes: tuple[Class[N], ...]
    duties: tuple[Duty[N], ...]
    life: Life
    left_out: tuple[LeftOut[N], ...] = ()
