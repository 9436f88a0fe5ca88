"""What can be done in the window: every option asked of one person, with the last day that is safe.

Theory. The window closes on the first day on which the act may be lawful, by the reading that is most
lenient to the government: that is the day a person must reckon with. The last safe day of an option is
the day before, less the days that it takes to have effect (our estimate), and never after its own
deadline by the earliest reading; a filing moves back to a day on which offices are open by every
reading. Nothing is hidden: what is over, and what is of no use on what is on file, is listed apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from duenotice.days import LAST_DAY, DateFact
from duenotice.days.calendars import Calendar
from duenotice.days.counting import count
from duenotice.days.counting.doubts import CLOSED
from duenotice.days.counting.roll import days_of
from duenotice.language import Cite, Order
from duenotice.library import Option, Options
from duenotice.notice.closing import Closes, closing
from duenotice.notice.deadline import Deadline, Own, own_deadline
from duenotice.notice.ledger import ledger
from duenotice.reason import Answer, Membership, Question, Receipt
from duenotice.reason.evaluate import NEVER
from duenotice.reason.membership import membership
from duenotice.reason.reasons import distinct
from duenotice.reason.timeline import Happening, Happenings, Moment, Timeline
from duenotice.record import Record
from duenotice.terms import Vocabulary
from duenotice.truth import NO, UNKNOWN, Truth

OURS = Cite("our reading of when the option is of use")


class State(Enum):
    """Where an option stands on the day of the question; the lists are printed in this order."""

    HURRY = "the last safe day is over: act at once"
    OPEN = "can be done"
    OVER = "its own time is over"
    NO_USE = "of no use, on what is on file"


@dataclass(frozen=True)
class Asked:
    """Who is asked about, under which order, on which day, by what was on file when.

    court: a CM/ECF id, or ``any`` for no state's holidays; empty: the order's own.
    """

    order: Order
    record: Record
    vocabulary: Vocabulary
    on: DateFact
    known_on: int = LAST_DAY
    court: str = ""

    @property
    def offices(self) -> str:
        """The court whose state's holidays close offices: as given, else the order's own."""
        return self.court or self.order.identity.court_id


@dataclass(frozen=True, eq=False)
class Choice:
    """One option for one person. number: as printed, and as calendars call it. safe: its last safe day."""

    number: int
    option: Option
    found: Membership
    own: Own
    safe: int
    state: State

    @property
    def truth(self) -> Truth:
        """Whether it is of use."""
        return self.found.truth

    @property
    def questions(self) -> tuple[Question, ...]:
        """What to find out to know whether it is of use."""
        return self.found.questions


@dataclass(frozen=True)
class WindowReceipt:
    """What it takes to produce this window again: the answer's receipt, the options and the court."""

    answer: Receipt
    options: str
    court: str


@dataclass(frozen=True, eq=False)
class Window:
    """Everything that can be done about one order for one person, numbered from 1."""

    answer: Answer
    on: int
    closes: Closes
    choices: tuple[Choice, ...]
    receipt: WindowReceipt

    def of_state(self, state: State) -> tuple[Choice, ...]:
        """The choices of one list, by their last safe day."""
        return tuple(choice for choice in self.choices if choice.state is state)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What to find out, the easiest first; each once, for however many options."""
        asked = (
            q for c in self.choices if c.truth is UNKNOWN and c.state is not State.OVER for q in c.questions
        )
        return distinct(asked)


def window(asked: Asked, options: Options, closes: Closes | None = None) -> Window:
    """The window of one person. closes: if it is known better than the ledger finds it.

    Raises `Refused` (C02, C03) for a court that no calendar has, or a day outside the calendar.
    """
    on = asked.on.hi
    timeline = timeline_of(asked)
    book = ledger(asked.order, asked.record, asked.vocabulary, asked.on, asked.known_on)
    said, closes = book.answer, closes or closing(book, timeline, on)
    found = [
        _choice(option, timeline, closes, on, asked.offices) for option in options.for_order(asked.order.id)
    ]
    states = list(State)
    found.sort(key=lambda one: (states.index(one.state), _soon(one, closes), -one.truth, one.option.id))
    numbered = tuple(
        Choice(number, one.option, one.found, one.own, one.safe, one.state)
        for number, one in enumerate(found, start=1)
    )
    receipt = WindowReceipt(said.receipt, options.digest, asked.offices)
    return Window(said, on, closes, numbered, receipt)


def _soon(choice: Choice, closes: Closes) -> int:
    """The last safe day first; where no time is promised, what takes the least."""
    return choice.safe if closes.promised else choice.option.takes


def timeline_of(asked: Asked) -> Timeline:
    """The record as it stood on the day of the question."""
    on_file = asked.record.known_on(asked.known_on)
    moment = Moment(Happening(asked.on))
    return Timeline(
        on_file, asked.vocabulary, moment, Happenings(on_file, asked.vocabulary, asked.order.identity.periods)
    )


def _choice(option: Option, timeline: Timeline, closes: Closes, on: int, court: str) -> Choice:
    found = membership(option.when, NEVER, timeline, OURS)
    own = own_deadline(option, timeline, on, court)
    safe = closes.lenient - 1 - option.takes
    if isinstance(own, Deadline) and own.binds and not (own.another and own.days.hi < on):
        safe = min(safe, own.days.lo)
    if option.filing and safe >= on:
        safe = last_open_day(safe, court)
    return Choice(0, option, found, own, safe, _state(found.truth, own, safe, on))


def _state(truth: Truth, own: Own, safe: int, on: int) -> State:
    if truth is NO:
        return State.NO_USE
    if isinstance(own, Deadline) and own.over(on):
        return State.OVER
    return State.HURRY if safe < on else State.OPEN


def last_open_day(day: int, court: str = "any") -> int:
    """The day, or the last one before it on which offices are open by every reading of the calendar.
    Raises `Refused`: C02 for a court that no calendar has, C03 outside the calendar."""
    calendar = Calendar.load()
    question = count(date.fromordinal(day), 1, "days", "before", court=court, calendar=calendar).question
    return days_of(question, calendar).moved(day, -1, frozenset(CLOSED), forward=True)
