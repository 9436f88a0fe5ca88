"""A ledger as plain text: one duty after the other, every line with its arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import assert_never

from duenotice.days import LAST_DAY, Span, from_day, from_edtf, in_words
from duenotice.language import DutyAfter, DutyByDay, Forbidden, NoticeBefore, begun_by, begun_text
from duenotice.notice.days import days_of
from duenotice.notice.ledger import NOWHEN, ActLine, DutyLines, Ledger, NoticeLine, Verdict
from duenotice.notice.steps import Clock, State, Way
from duenotice.notice.to_data import notice_parts
from duenotice.reason import not_advice
from duenotice.reason.given import way_words
from duenotice.reason.reasons import name_of
from duenotice.reason.timeline import Happening
from duenotice.reason.to_data import sentences
from duenotice.reason.to_text import day_of, receipt_line
from duenotice.truth import NO, UNKNOWN, YES

Mark = Callable[[str], str]


def plain(word: str) -> str:
    """A verdict word as it is."""
    return word


def ledger_to_text(ledger: Ledger, mark: Mark = plain) -> str:
    """One person's ledger under one order."""
    return "\n".join(_ledger(ledger, mark)) + "\n"


def _ledger(ledger: Ledger, mark: Mark) -> Iterator[str]:
    said, identity = ledger.answer, ledger.answer.order.identity
    yield f"Ledger under {identity.id}: {identity.title}"
    known = f", by what was on file on {said.receipt.known_on}" if said.receipt.known_on else ""
    yield f"As of {in_words(said.on)}{known}."
    yield f"May be protected by this {identity.kind}: {mark(str(said.protected))}"
    yield f"In force: {mark(str(said.standing.truth))}: {said.standing.says}"
    for lines in ledger.duties:
        yield ""
        yield from _duty(lines, ledger, mark)
    days = days_of(ledger)
    if days:
        yield ""
        yield "Days to watch (a calendar has their numbers only):"
        yield from (f"  L{day.number}. {_day(day.day)}: {day.says}" for day in days)
    if said.questions:
        yield ""
        yield "To find out, easiest first:"
        yield from (f"  - {question.ask}" for question in said.questions)
    yield from (f"Caution: {caution}" for caution in identity.cautions)
    yield ""
    yield receipt_line(said.receipt)
    yield not_advice(said.order)


def _duty(lines: DutyLines, ledger: Ledger, mark: Mark) -> Iterator[str]:
    yield f'Duty "{lines.duty.name}" {lines.duty.cite}: {mark(lines.status.value)}'.rstrip()
    if lines.since.day:
        why = f": {lines.since.why}" if lines.since.why else ""
        yield f"  owed since {_day(lines.since.day)}{why}"
    else:
        yield "  not surely owed on this day (see `duenotice explain`)"
    match lines.duty:
        case NoticeBefore():
            yield from _notices(lines, ledger, mark)
        case DutyAfter() | DutyByDay():
            yield from _acts(lines, mark)
        case Forbidden():
            if lines.ended.day:
                yield f"  protection ended on {_day(lines.ended.day)}"
            yield from _ways(lines.steps, ledger, mark)
            yield from _acts(lines, mark)
        case _:
            assert_never(lines.duty)


def _notices(lines: DutyLines, ledger: Ledger, mark: Mark) -> Iterator[str]:
    for line in lines.notices:
        yield from _notice(line)
    if not lines.notices:
        yield "  no notice on file"
    yield from _acts(lines, mark)
    if lines.closes == NOWHEN or lines.closes.hi > LAST_DAY:
        return
    first, last = lines.closes
    if lines.given is NO:
        yield f"  if a notice were given on {in_words(ledger.answer.on)}: lawful from {_from(lines.closes)}"
        return
    left = _left(first - ledger.answer.on.hi, last - ledger.answer.on.lo)
    sure = "" if lines.given is YES else " (if the notice on file is what is owed)"
    yield f"  earliest lawful {begun_text(lines.duty)}{sure}: {_from(lines.closes)}; {left}"


def _notice(line: NoticeLine) -> Iterator[str]:
    yield f"  notice: {name_of(Happening(line.event.date, line.event))}"
    days = ", ".join(f"{clock} {in_words(day)}" for clock, day in line.event.clocks)
    if days:
        yield f"    days on file: {days}"
    parts = notice_parts(line.event)
    told = [
        f"{name}: {', '.join(parts[name])}" for name in ("recipients", "languages", "contents") if parts[name]
    ]
    method = parts["method"] or "not on file"
    yield f"    method: {method}" + "".join(f"; {one}" for one in told)
    if line.event.origin.source:
        yield f"    source: {line.event.origin.source}"
    if line.fits is not YES:
        word = {NO: "it is not what is owed", UNKNOWN: "it may or may not be what is owed"}[line.fits]
        yield f"    {word}"
    yield from (f"    {way_words(way)}" for way in line.ways)
    if line.instants:
        first, last = (in_words(from_edtf(instant)) for instant in line.instants)
        yield f"    lawful from {first}" + (
            f" on the mildest reading, from {last} on the strictest" if first != last else ""
        )
    for event in line.used_by:
        yield f"    it came before: {name_of(Happening(event.date, event))}"


def _acts(lines: DutyLines, mark: Mark) -> Iterator[str]:
    for act in lines.acts:
        yield from _act(act, mark)
    if not lines.acts:
        yield f"  no {' or '.join(map(str, begun_by(lines.duty)))} on file"


def _act(line: ActLine, mark: Mark) -> Iterator[str]:
    assert line.judged.act is not None
    if line.judged.due:
        yield f"  {day_of(line.judged)}: {mark(_verdict(line))}"
    else:
        yield f"  {name_of(line.judged.act)}: {mark(_verdict(line))}"
    if line.judged.due is None and line.last != NOWHEN and line.last.hi <= LAST_DAY:
        yield f"    last day for it: {_from(line.last)}"
    yield from (f"    {way_words(way)}" for way in line.counted)
    if line.verdict in (Verdict.UNKNOWN, Verdict.LATE, Verdict.UNDONE, Verdict.FORBIDDEN):
        yield from (f"    {sentence}" for sentence in sentences(line.judged.reasons))


def _verdict(line: ActLine) -> str:
    if line.minutes:
        hours, minutes = divmod(line.minutes, 60)
        return f"{line.verdict.value} by {hours} h {minutes:02} min"
    if line.verdict in (Verdict.SHORT, Verdict.LATE) and line.short != NOWHEN:
        least, most = line.short
        many = f"{least}" if least == most else f"{least} to {most}"
        return f"{line.verdict.value} by {many} day{'' if many == '1' else 's'}"
    if line.verdict is Verdict.UNKNOWN and line.counted and line.short.lo != line.short.hi:
        return f"cannot tell: it depends on the reading (short by {line.short.lo} to {line.short.hi} days)"
    return line.verdict.value


_STATES = {
    State.NOT_BEGUN: "not begun: nothing on file begins its clock",
    State.RUNNING: "running",
    State.DONE: "done in time",
    State.OVER: "over, and nothing was done in time",
    State.UNKNOWN: "cannot tell",
}


def _ways(ways: tuple[Way, ...], ledger: Ledger, mark: Mark) -> Iterator[str]:
    word = {YES: "protection has ended", NO: "protection has not ended", UNKNOWN: "it may have ended"}
    for way in ways:
        yield f"  by {way.label}: {word[way.truth]}"
        for before, part in pairwise((None, *way.parts)):
            assert part is not None
            if part.reading and (before is None or before.reading != part.reading):
                yield f"    on another reading ({part.reading}):"
            if part.clock:
                yield from (f"    {line}" for line in _clock(part.clock, ledger))
            else:
                yield f"    {part.label} {mark(str(part.truth))}: {part.text}"
    clocks = [clock for way in ways for clock in way.clocks if clock.last != NOWHEN]
    running = [clock for clock in clocks if clock.state is State.RUNNING]
    if running:
        nearest = min(running, key=lambda clock: clock.last)
        ends = Span(nearest.last.lo + 1, nearest.last.hi + 1)
        yield f"  the next step is {nearest.label}: without it the protection may end on {_from(ends)}"


def _clock(clock: Clock, ledger: Ledger) -> Iterator[str]:
    said = _STATES[clock.state]
    if clock.state is State.RUNNING and clock.last != NOWHEN:
        left = _left(clock.last.lo - ledger.answer.on.hi, clock.last.hi - ledger.answer.on.lo)
        said = f"running through {_from(clock.last)}; {left}"
    elif clock.last != NOWHEN:
        said = f"{said} (last day {_from(clock.last)})"
    yield f"{clock.label} {clock.text} {clock.cite}: {said}".replace("  ", " ")
    if clock.began.event:
        yield f"  began with: {name_of(clock.began)}"
    yield from (f"  on file: {name_of(done)}" for done in clock.done)


def _left(least: int, most: int) -> str:
    if most < 0:
        return "past"
    many = f"{max(least, 0)}" if max(least, 0) == most else f"{max(least, 0)} to {most}"
    return f"{many} day{'' if many == '1' else 's'} left"


def _from(span: Span) -> str:
    if span.lo == span.hi:
        return _day(span.lo)
    return f"{_day(span.lo)} on the mildest reading, {_day(span.hi)} on the strictest"


def _day(day: int) -> str:
    return in_words(from_day(day)) if day <= LAST_DAY else "an unknown day"
