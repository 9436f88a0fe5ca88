"""When a window closes: the first day on which the act that the notice announces may be lawful.

Two days, because the count is open: on the most lenient reading (for the government) and on the
strictest. A person plans by the lenient one, which is the earlier (time.md section 2). A window is only
as good as what it rests on, and that is said with it (`Basis`): a notice on file, none yet, or an order
that promises no time at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from duenotice.days import Relation, Span, iso
from duenotice.days.counting import Unit
from duenotice.days.counting.periods import Length, Periods
from duenotice.language import NoticeBefore, Order
from duenotice.reason.early import first_lawful
from duenotice.reason.timeline import Happening, Timeline, related
from duenotice.terms import Kind
from duenotice.truth import YES, all_of, any_of


class Basis(Enum):
    """What the closing days rest on."""

    GIVEN = "as given"
    NOTICE = "a notice on file"
    NO_NOTICE = "no notice yet"
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


NO_TIME = "the order asks for no notice so many days ahead, and promises no time"
DONE = "the act is on file and no release after it: the person is, or may be, in custody, and may be moved"

RELEASE = Kind("release from ICE custody")


def closing(order: Order, timeline: Timeline, on: int, court: str = "") -> Closes:
    """When the window closes, by what is on file on the day `on`. court: instead of the order's own."""
    periods = periods_of(order, court)
    duties = [duty for duty in order.rules.duties if isinstance(duty, NoticeBefore)]
    if not duties:
        return Closes(Basis.NO_TIME, on + 1, on + 1, NO_TIME)
    if any(_lasts(duty, timeline) for duty in duties):
        return Closes(Basis.DONE, on + 1, on + 1, DONE)
    spans = [_after(notice, duty, on, periods) for duty in duties for notice in _open(duty, timeline)]
    if spans:
        return Closes(Basis.NOTICE, min(s.lo for s in spans), max(s.hi for s in spans))
    found = after_notice(order, Span(on, on), court)
    return Closes(Basis.NO_NOTICE, found.lo, found.hi)


def periods_of(order: Order, court: str = "") -> Periods:
    """How the order's periods are counted, in another court if one is named."""
    return replace(order.identity.periods, court=court) if court else order.identity.periods


def _after(notice: Happening, duty: NoticeBefore[Kind], on: int, periods: Periods) -> Span:
    """The first lawful day after a notice on file, counted from each of its days that the order may mean.
    A notice whose day is rough was given by the day asked about, or it is none yet."""
    if notice.date.hi <= on and duty.amount.length.unit is not Unit.HOURS:
        return first_lawful(notice, duty, periods)
    given = Span(notice.date.lo, max(notice.date.lo, min(notice.date.hi, on)))
    return periods.first_lawful(given, _length(duty))


def after_notice(order: Order, notice: Span, court: str = "") -> Span:
    """The first lawful day of the act after a notice on some day of `notice`; the day itself if the
    order asks for none."""
    spans = [
        periods_of(order, court).first_lawful(notice, _length(duty))
        for duty in order.rules.duties
        if isinstance(duty, NoticeBefore)
    ]
    if not spans:
        return notice
    return Span(min(span.lo for span in spans), max(span.hi for span in spans))


def _length(duty: NoticeBefore[Kind]) -> Length:
    """How long. Hours are taken as the whole days in them, which is the earlier end."""
    length = duty.amount.length
    return Length(length.amount // 24, Unit.DAYS) if length.unit is Unit.HOURS else length


def _lasts(duty: NoticeBefore[Kind], timeline: Timeline) -> bool:
    """Whether an act that notice was owed before is on file, and no release that is surely later."""
    releases = timeline.candidates(RELEASE) if RELEASE.term in timeline.vocabulary.events else ()
    for act, _ in timeline.candidates(duty.act):
        freed = (all_of([truth, related(one, Relation.ON_OR_AFTER, act)]) for one, truth in releases)
        if any_of(freed) is not YES:
            return True
    return False


def _open(duty: NoticeBefore[Kind], timeline: Timeline) -> Iterator[Happening]:
    """Every notice on file that no act surely followed, of whatever form: one that may not count for the
    order may still be acted on. The next act needs a notice of its own."""
    acts = timeline.candidates(duty.act)
    for notice, _ in timeline.candidates(Kind(duty.what.term)):
        used = any_of(all_of([truth, related(act, Relation.ON_OR_AFTER, notice)]) for act, truth in acts)
        if used is not YES:
            yield notice
