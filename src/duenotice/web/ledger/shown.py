"""A ledger as a page shows it: every duty, notice and act with its days, its counts and its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duenotice.days import FIRST_DAY, LAST_DAY, Span, from_day, in_words
from duenotice.language import Cite, NoticeBefore, begun_text
from duenotice.notice.ledger import NOWHEN, ActLine, DutyLines, Ledger, NoticeLine
from duenotice.notice.steps import Way
from duenotice.notice.to_data import notice_parts
from duenotice.reason.given import way_words
from duenotice.reason.to_data import sentences
from duenotice.record import Event, Record, line_of
from duenotice.truth import NO, YES
from duenotice.web.ledger.ruler import Ruler, ruler
from duenotice.web.ledger.services import address_of
from duenotice.web.ledger.verdicts import KEYS, of_notice, says


@dataclass(frozen=True)
class NoticeShown:
    """A notice. days: each of its days by name; told: how it went, by name; counts: line by line."""

    says: str
    days: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, str], ...]
    key: str
    verdict: str
    fits: str
    counts: tuple[str, ...]
    lawful: str
    differ: bool
    source: str
    learned: str
    ruler: Ruler | None


@dataclass(frozen=True)
class ActShown:
    """An act on file, or a day by which something is owed."""

    says: str
    key: str
    verdict: str
    counts: tuple[str, ...]
    last: str
    given: tuple[str, ...]
    reasons: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class DutyShown:
    """One duty."""

    name: str
    cite: Cite
    act: str
    status: str
    since: str
    why: str
    notices: tuple[NoticeShown, ...]
    acts: tuple[ActShown, ...]
    steps: tuple[Way, ...]
    asks_notice: bool
    lawful: str
    given: bool


def shown(book: Ledger, record: Record, in_full: bool) -> tuple[DutyShown, ...]:
    """All duties. in_full: with reasons, which may tell what is on file about crimes."""
    return tuple(_duty(lines, book, record, in_full) for lines in book.duties)


def _duty(lines: DutyLines, book: Ledger, record: Record, in_full: bool) -> DutyShown:
    bounded = lines.closes != NOWHEN and lines.closes.hi <= LAST_DAY
    return DutyShown(
        lines.duty.name,
        lines.duty.cite,
        begun_text(lines.duty),
        lines.status.value,
        in_words(from_day(lines.since.day)) if lines.since.day else "",
        lines.since.why if in_full else "",
        tuple(_notice(line, lines, book, record) for line in lines.notices),
        tuple(_act(line, in_full) for line in lines.acts),
        lines.steps if in_full else (),
        isinstance(lines.duty, NoticeBefore),
        span_words(lines.closes) if bounded else "",
        lines.given is not NO,
    )


def _notice(line: NoticeLine, lines: DutyLines, book: Ledger, record: Record) -> NoticeShown:
    event, identity = line.event, book.answer.order.identity
    key, verdict = of_notice(line, lines)
    firsts = {way.first for way in line.ways}
    learned = event.origin.learned
    return NoticeShown(
        f"{in_words(event.date)}: {event.kind}",
        tuple(_days(event, record)),
        tuple(_told(event)),
        key,
        verdict,
        {YES: "yes", NO: "no"}.get(line.fits, "unknown"),
        tuple(way_words(way) for way in line.ways),
        _lawful(line),
        len(firsts) > 1,
        event.origin.source,
        date.fromordinal(learned).isoformat() if learned != FIRST_DAY else "",
        ruler(line, lines.acts, identity.court_id),
    )


def _days(event: Event, record: Record) -> Iterator[tuple[str, str]]:
    clocks = dict(event.clocks)
    yield "given", in_words(event.date)
    for name in ("dated", "mailed", "postmarked", "received", "acknowledged"):
        yield name, in_words(clocks[name]) if name in clocks else ""
    back = [e for e in record.events if e.kind.term == "notice returned" and e.date.hi >= event.date.lo]
    yield "returned", "; ".join(in_words(each.date) for each in back)


def _told(event: Event) -> Iterator[tuple[str, str]]:
    parts = notice_parts(event)
    yield "served", parts["method"] or ""
    yield "to", ", ".join(parts["recipients"])
    yield "language", ", ".join(parts["languages"])
    yield "stating", ", ".join(parts["contents"])
    yield "address", address_of(event)


def _lawful(line: NoticeLine) -> str:
    if line.instants:
        first, last = line.instants
        return first if first == last else f"{first}; {last} on the strictest count"
    return span_words(line.first) if line.first != NOWHEN and line.first.hi <= LAST_DAY else ""


def _act(line: ActLine, in_full: bool) -> ActShown:
    act, due = line.judged.act, line.judged.due
    event = act.event if act else None
    said = f"{in_words(event.date)}: {event.kind}" if event else ""
    if due is not None:
        said = span_words(Span(due.ends.lo, due.ends.hi)) if due.ends.hi <= LAST_DAY else ""
    bounded = line.last != NOWHEN and line.last.hi <= LAST_DAY
    return ActShown(
        said,
        KEYS[line.verdict],
        says(line),
        tuple(way_words(way) for way in line.counted),
        span_words(line.last) if bounded else "",
        tuple(line_of(each) for each in line.given),
        tuple(sentences(line.judged.reasons)) if in_full else (),
        event.origin.source if event else "",
    )


def span_words(span: Span) -> str:
    """``17 January 2019 on the mildest count, 18 January 2019 on the strictest``."""
    first, last = (in_words(from_day(day)) for day in span)
    return first if first == last else f"{first} on the mildest count, {last} on the strictest"
