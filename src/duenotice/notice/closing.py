"""When a window closes: the first day on which the act that the notice announces may be lawful.

Two days, because the count is open: on the most lenient reading (for the government) and on the
strictest; they are the ledger's own. A person plans by the lenient one, which is the earlier (time.md
section 2). A window is only as good as what it rests on, and that is said with it (`Basis`): a notice on
file, none yet, a step of a stay that is running out, or an order that promises this person no time at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from duenotice.days import LAST_DAY, Relation, Span, iso
from duenotice.days.counting import Unit
from duenotice.days.counting.periods import Length
from duenotice.language import Amount, Duty, Forbidden, NoticeBefore, Order
from duenotice.notice.ledger import NOWHEN, DutyLines, Ledger
from duenotice.notice.steps import State
from duenotice.reason import Status
from duenotice.reason.timeline import Timeline, related
from duenotice.terms import Kind
from duenotice.truth import NO, YES, all_of, any_of


class Basis(Enum):
    """What the closing days rest on."""

    GIVEN = "as given"
    NOTICE = "a notice on file"
    NO_NOTICE = "no notice yet"
    STAY = "a running step of a stay"
    NO_TIME = "no time promised"
    DONE = "the act was done"


@dataclass(frozen=True)
class Closes:
    """The first lawful day of the act: `lenient` the earliest by any reading, `strict` the latest."""

    basis: Basis
    lenient: int
    strict: int
    says: str = ""

    @property
    def promised(self) -> bool:
        """Whether any time is promised at all; if not, the days say no more than *at any time*."""
        return self.basis not in (Basis.NO_TIME, Basis.DONE)

    def __post_init__(self) -> None:
        assert self.lenient <= self.strict, (iso(self.lenient), iso(self.strict))


NO_DUTY = "the order asks for no notice so many days ahead, and promises no time"
NOT_OWED = "on what is on file the order owes this person no notice on that day, and promises no time"
NOT_STAYED = "on what is on file the order forbids nothing for this person on that day, and promises no time"
NO_STEP = "the order forbids an act for a time, no running step says how long, and other acts need no notice"
DONE = "the act is on file and no release after it: the person is, or may be, in custody, and may be moved"

RELEASE = Kind("release from ICE custody")


def closing(book: Ledger, timeline: Timeline, on: int) -> Closes:
    """When the window closes, by what is on file on the day `on`."""
    acts = [line.duty.act for line in book.duties if isinstance(line.duty, NoticeBefore)]
    if any(_lasts(act, timeline) for act in acts):
        return Closes(Basis.DONE, on + 1, on + 1, DONE)
    lines = [line for line in book.duties if _promises(line.duty)]
    if not lines:
        return _by_stay(book, on)
    owed = [line for line in lines if line.status is not Status.NOT_OWED]
    if not owed:
        return Closes(Basis.NO_TIME, on + 1, on + 1, NOT_OWED)
    basis = (
        Basis.NOTICE
        if any(line.given is not NO and line.closes != NOWHEN for line in owed)
        else Basis.NO_NOTICE
    )
    spans = [_closes(line, book.answer.order, on) for line in owed]
    return Closes(basis, min(span.lo for span in spans), max(span.hi for span in spans))


def _promises(duty: Duty[Kind]) -> bool:
    """Whether a duty promises time: *earlier* alone names none."""
    return isinstance(duty, NoticeBefore) and any(amount.number for amount in duty.amounts)


def _by_stay(book: Ledger, on: int) -> Closes:
    """Where an order forbids an act for a time: the day after the first of its steps that runs out."""
    stays = [line for line in book.duties if isinstance(line.duty, Forbidden)]
    owed = [line for line in stays if line.status is not Status.NOT_OWED]
    if not owed:
        return Closes(Basis.NO_TIME, on + 1, on + 1, NOT_STAYED if stays else NO_DUTY)
    clocks = (clock for line in owed for way in line.steps for clock in way.clocks)
    ends = [clock.last for clock in clocks if clock.state is State.RUNNING and clock.last != NOWHEN]
    if not ends:
        return Closes(Basis.NO_TIME, on + 1, on + 1, NO_STEP)
    last = min(max(end.hi for end in ends), LAST_DAY - 1)
    return Closes(Basis.STAY, min(end.lo for end in ends) + 1, last + 1)


def _closes(line: DutyLines, order: Order, on: int) -> Span:
    """The ledger's days; where it counts in hours, those of a notice given on the day asked about."""
    return line.closes if line.closes != NOWHEN else after_notice(order, Span(on, on))


def after_notice(order: Order, notice: Span) -> Span:
    """The first lawful day of the act after a notice on some day of `notice`; the day itself if the
    order asks for none."""
    periods = order.identity.periods
    duties = [duty for duty in order.rules.duties if isinstance(duty, NoticeBefore)]
    lengths = [_length(amount) for duty in duties for amount in duty.amounts if amount.number]
    spans = [periods.first_lawful(notice, length) for length in lengths] or [notice]
    return Span(min(span.lo for span in spans), max(span.hi for span in spans))


def _length(amount: Amount) -> Length:
    """How long. Hours are taken as the whole days in them, which is the earlier end."""
    length = amount.length
    return Length(length.amount // 24, Unit.DAYS) if length.unit is Unit.HOURS else length


def _lasts(kind: Kind, timeline: Timeline) -> bool:
    """Whether an act that notice was owed before is on file, and no release that is surely later."""
    releases = timeline.candidates(RELEASE) if RELEASE.term in timeline.vocabulary.events else ()
    for act, _ in timeline.candidates(kind):
        freed = (all_of([truth, related(one, Relation.ON_OR_AFTER, act)]) for one, truth in releases)
        if any_of(freed) is not YES:
            return True
    return False
