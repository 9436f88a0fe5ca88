"""When a window closes: the first day on which the act that the notice announces may be lawful.

Two days, because the count is open: on the most lenient reading (for the government) and on the
strictest. A person plans by the lenient one, which is the earlier (time.md section 2). A window is only
as good as what it rests on, and that is said with it (`Basis`): a notice on file, none yet, or an order
that promises no time at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from duenotice.days import Relation, Span, iso
from duenotice.days.counting import Unit
from duenotice.days.counting.ask import period_of
from duenotice.days.counting.periods import Length, Periods
from duenotice.language import NoticeBefore, Order
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


def closing(order: Order, timeline: Timeline, on: int, court: str = "any") -> Closes:
    """When the window closes, by what is on file on the day `on`."""
    duties = [duty for duty in order.rules.duties if isinstance(duty, NoticeBefore)]
    if not duties:
        return Closes(Basis.NO_TIME, on + 1, on + 1, NO_TIME)
    if any(_lasts(duty, timeline) for duty in duties):
        return Closes(Basis.DONE, on + 1, on + 1, DONE)
    open_ = [notice for duty in duties for notice in _open(duty, timeline)]
    if open_:
        spans = [
            after_notice(order, Span(n.date.lo, max(n.date.lo, min(n.date.hi, on))), court) for n in open_
        ]
        return Closes(Basis.NOTICE, min(s.lo for s in spans), max(s.hi for s in spans))
    found = after_notice(order, Span(on, on), court)
    return Closes(Basis.NO_NOTICE, found.lo, found.hi)


def after_notice(order: Order, notice: Span, court: str = "any") -> Span:
    """The first lawful day of the act after a notice on some day of `notice`; the day itself if the
    order asks for none."""
    spans = [
        Periods(court).first_lawful(notice, _length(duty))
        for duty in order.rules.duties
        if isinstance(duty, NoticeBefore)
    ]
    if not spans:
        return notice
    return Span(min(span.lo for span in spans), max(span.hi for span in spans))


def _length(duty: NoticeBefore[Kind]) -> Length:
    """How long. Hours are taken as the whole days in them, which is the earlier end."""
    amount, unit = period_of(str(duty.amount))
    return Length(amount // 24, Unit.DAYS) if unit is Unit.HOURS else Length(amount, unit)


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
