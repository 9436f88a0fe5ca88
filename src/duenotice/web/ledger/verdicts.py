"""The verdict of a ledger about one notice or one act, in a word for the address and in words for a page."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from duenotice.days import Span
from duenotice.notice.ledger import NOWHEN, ActLine, DutyLines, NoticeLine, Verdict
from duenotice.reason import Status
from duenotice.truth import NO

UNFIT = "unfit"
KEYS = {
    Verdict.HONOURED: "honoured",
    Verdict.SHORT: "short",
    Verdict.NONE: "none",
    Verdict.UNDONE: "undone",
    Verdict.LATE: "late",
    Verdict.FORBIDDEN: "forbidden",
    Verdict.OPEN: "open",
    Verdict.UNKNOWN: "unknown",
    Verdict.NOT_OWED: "not-owed",
}
CHOICES = (
    ("short", _("Short")),
    ("none", _("None given")),
    ("unknown", _("Cannot tell")),
    ("open", _("Window open")),
    ("honoured", _("Honoured")),
    (UNFIT, _("Not what is owed")),
    ("not-owed", _("Not owed")),
)
"""What a list can be narrowed to."""


def of_notice(line: NoticeLine, lines: DutyLines) -> tuple[str, str]:
    """The word and the words for a notice: what became of the act that it came before."""
    if line.fits is NO:
        return UNFIT, gettext("Not what is owed")
    for act in lines.acts:
        event = act.judged.act.event if act.judged.act else None
        if line.event in act.given or (event is not None and event in line.used_by):
            return KEYS[act.verdict], says(act)
    if lines.status is Status.NOT_OWED:
        return "not-owed", gettext("Not owed on this day")
    return "open", gettext("Window open: no act is on file")


def says(act: ActLine) -> str:
    """The words of an act's verdict: ``Short by 3 days``."""
    if act.verdict is Verdict.SHORT and act.minutes:
        hours, minutes = divmod(act.minutes, 60)
        return gettext("Short by %(hours)d h %(minutes)02d min") % {"hours": hours, "minutes": minutes}
    if act.verdict in (Verdict.SHORT, Verdict.LATE) and act.short != NOWHEN:
        word = gettext("Short by") if act.verdict is Verdict.SHORT else gettext("Late by")
        return f"{word} {days(act.short)}"
    if act.verdict is Verdict.UNKNOWN and act.counted and act.short.lo != act.short.hi:
        return gettext("Cannot tell: it depends on the count (short by %s)") % days(act.short)
    return str(WORDS[act.verdict])


WORDS = {
    Verdict.HONOURED: _("Honoured"),
    Verdict.SHORT: _("Short"),
    Verdict.NONE: _("No notice was given"),
    Verdict.UNDONE: _("Not done"),
    Verdict.LATE: _("Late"),
    Verdict.FORBIDDEN: _("Done while it was forbidden"),
    Verdict.OPEN: _("There is still time"),
    Verdict.UNKNOWN: _("Cannot tell"),
    Verdict.NOT_OWED: _("Not owed"),
}


def days(span: Span) -> str:
    """``3 days``, ``1 to 2 days``."""
    if span.lo == span.hi:
        return ngettext("%d day", "%d days", span.lo) % span.lo
    return gettext("%(least)d to %(most)d days") % {"least": span.lo, "most": span.hi}
