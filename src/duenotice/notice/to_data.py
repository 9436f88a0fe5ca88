"""A ledger as plain data, in the shape of ``ledger.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any, assert_never

from duenotice.days import LAST_DAY, Span, iso
from duenotice.language import Cite, Duty, DutyAfter, DutyByDay, Forbidden, NoticeBefore, begun_text
from duenotice.notice.days import days_of
from duenotice.notice.ledger import NOWHEN, ActLine, DutyLines, Ledger, NoticeLine
from duenotice.notice.steps import Clock, Way
from duenotice.reason import not_advice
from duenotice.reason.early import Counted
from duenotice.reason.to_data import sentences
from duenotice.record import Event, line_of
from duenotice.terms import Kind
from duenotice.truth import NO

Data = dict[str, Any]


@cache
def ledger_schema() -> Mapping[str, Any]:
    """The published JSON Schema of a ledger."""
    text = files("duenotice.notice").joinpath("ledger.schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def ledger_to_data(ledger: Ledger) -> Data:
    """One person's ledger under one order."""
    said, identity = ledger.answer, ledger.answer.order.identity
    return {
        "order": identity.id,
        "title": identity.title,
        "version": identity.version,
        "on": str(said.on),
        "known_on": said.receipt.known_on or None,
        "protected": str(said.protected),
        "in_force": str(said.standing.truth),
        "duties": [_duty(lines) for lines in ledger.duties],
        "days_to_watch": [
            {"number": day.number, "day": iso(day.day), "what": day.says} for day in days_of(ledger)
        ],
        "questions": [question.ask for question in said.questions],
        "cautions": list(identity.cautions),
        "receipt": asdict(said.receipt),
        "not_advice": not_advice(said.order),
    }


def _duty(lines: DutyLines) -> Data:
    return {
        "duty": lines.duty.name,
        "kind": _kind(lines.duty),
        "act": begun_text(lines.duty),
        "status": lines.status.value,
        "owed_since": iso(lines.since.day) if lines.since.day else None,
        "owed_because": lines.since.why,
        "notices": [_notice(line) for line in lines.notices],
        "acts": [_act(line) for line in lines.acts],
        "protection_ended_on": iso(lines.ended.day) if lines.ended.day else None,
        "ways_to_end": [_way(way) for way in lines.steps],
        "first_lawful_act": _span(lines.closes) | {"after_a_notice_on_file": lines.given is not NO}
        if lines.closes != NOWHEN
        else None,
        **_cite(lines.duty.cite),
    }


def _kind(duty: Duty[Kind]) -> str:
    match duty:
        case NoticeBefore():
            return "notice before an act"
        case DutyAfter():
            return "duty after an act"
        case DutyByDay():
            return "duty by a day"
        case Forbidden():
            return "act forbidden"
        case _:
            assert_never(duty)


def _notice(line: NoticeLine) -> Data:
    event, kind = line.event, line.event.kind
    return {
        "notice": str(kind),
        "given": str(event.date),
        "days": {clock: str(day) for clock, day in event.clocks},
        **notice_parts(event),
        "is_what_is_owed": str(line.fits),
        "first_lawful_act": _span(line.first) if line.first != NOWHEN else None,
        "first_lawful_minute": dict(zip(("mildest", "strictest"), line.instants, strict=True))
        if line.instants
        else None,
        "counts": [_counted(way) for way in line.ways],
        "before": [line_of(event) for event in line.used_by],
        "entry": line_of(event),
    }


def notice_parts(event: Event) -> Data:
    """How a notice went, to whom, in which language and with which contents, as far as is on file."""
    said = event.kind.qualifiers
    return {
        "method": next((word for word in ("mailed", "handed", "oral", "written") if word in said), None),
        "recipients": [word.removeprefix("to ") for word in said if word.startswith("to ")],
        "languages": [word.removeprefix("in ") for word in said if word.startswith("in ")],
        "contents": [word.removeprefix("stating ") for word in said if word.startswith("stating ")],
    }


def _act(line: ActLine) -> Data:
    judged = line.judged
    return {
        "act": line_of(judged.act.event) if judged.act and judged.act.event else None,
        "verdict": line.verdict.value,
        "status": judged.status.value,
        "short_by_days": _numbers(line.short),
        "short_by_minutes": line.minutes or None,
        "last_day": _span(line.last) if line.last != NOWHEN else None,
        "counts": [_counted(way) for way in line.counted],
        "given": [line_of(event) for event in line.given],
        "because": list(judged.parts),
        "reasons": list(sentences(judged.reasons)),
    }


def _way(way: Way) -> Data:
    return {
        "letters": way.label,
        "has_ended_it": str(way.truth),
        "conditions": [
            {
                "letter": part.label,
                "reading": part.reading,
                "holds": str(part.truth),
                **(_clock(part.clock) if part.clock else {"text": part.text}),
            }
            for part in way.parts
        ],
    }


def _clock(clock: Clock) -> Data:
    began = clock.began.event
    return {
        "text": clock.text,
        "state": clock.state.value,
        "began": line_of(began) if began else None,
        "last_day": _span(clock.last) if clock.last != NOWHEN else None,
        "done": [line_of(done.event) for done in clock.done if done.event],
        **_cite(clock.cite),
    }


def _counted(way: Counted) -> Data:
    return {
        "counted_from": way.clock,
        "reading": way.label,
        "first_lawful_act": iso(way.first) if way.first <= LAST_DAY else None,
        "short_by_days": way.short,
        "source": way.cite,
    }


def _span(span: Span) -> Data:
    """The two days; null where no day bounds it."""
    return {
        "mildest": iso(span.lo) if 1 <= span.lo <= LAST_DAY else None,
        "strictest": iso(span.hi) if 1 <= span.hi <= LAST_DAY else None,
    }


def _numbers(span: Span) -> Data | None:
    return {"least": span.lo, "most": span.hi} if span != NOWHEN else None


def _cite(cite: Cite) -> Data:
    return {"cite": cite.text, "to_verify": cite.to_verify}
