"""Answers as plain data, in the shape of ``answer.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any, assert_never

from duenotice.days import iso
from duenotice.language import Cite, Duty, DutyAfter, DutyByDay, Forbidden, NoticeBefore
from duenotice.reason.answer import Answer, ClassAnswer, not_advice
from duenotice.reason.duties import DutyAnswer, Judged
from duenotice.reason.early import Counted
from duenotice.reason.explain import Finding
from duenotice.reason.overview import Overview
from duenotice.reason.reasons import Question, Reason, no_bound
from duenotice.record import Entry, Event, line_of
from duenotice.terms import Kind

Data = dict[str, Any]


@cache
def answer_schema() -> Mapping[str, Any]:
    """The published JSON Schema of an answer."""
    text = files("duenotice.reason").joinpath("answer.schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


@cache
def overview_schema() -> Mapping[str, Any]:
    """The published JSON Schema of an overview."""
    text = files("duenotice.reason").joinpath("overview.schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def to_data(answer: Answer) -> Data:
    """One order's answer about one person."""
    identity = answer.order.identity
    classes = [_class(class_) for class_ in answer.classes]
    return {
        "order": identity.id,
        "title": identity.title,
        "version": identity.version,
        "on": str(answer.on),
        "known_on": answer.receipt.known_on or None,
        "protected": str(answer.protected),
        "in_force": str(answer.standing.truth),
        "in_force_because": answer.standing.says,
        "class": classes[0] if classes else None,
        "other_classes": classes[1:],
        "duties": [_duty(duty) for duty in answer.duties],
        "questions": [_question(question) for question in answer.questions],
        "left_out": [
            {"text": omission.text, **_cite(omission.cite)} for omission in answer.order.rules.left_out
        ],
        "our_readings": [note.text for note in answer.order.notes],
        "cautions": list(identity.cautions),
        "receipt": asdict(answer.receipt),
        "not_advice": not_advice(answer.order),
    }


def overview_to_data(overview: Overview) -> Data:
    """Every order of every case about one person, shortly."""
    return {
        "on": str(overview.on),
        "known_on": overview.known_on or None,
        "cases": [
            {
                "case": case.case,
                "orders": [
                    {
                        "order": line.order.id,
                        "title": line.order.identity.title,
                        "version": line.order.identity.version,
                        "protected": str(line.protected),
                        "in_force": str(line.standing.truth),
                        "in_force_because": line.standing.says,
                        "could_matter": line in case.that_matter,
                        "verdict": str(line.classes[0].truth) if line.classes else None,
                        "because": list(line.classes[0].deciding) if line.classes else [],
                        "duties": [
                            {"name": duty.duty.name, "status": duty.status.value} for duty in line.duties
                        ],
                        "questions": [_question(question) for question in line.questions],
                    }
                    for line in case.answers
                ],
                "strictest": _strictest(case.strictest),
            }
            for case in overview.cases
        ],
        "not_advice": not_advice(*overview.orders),
    }


def _strictest(found: tuple[Answer, DutyAnswer] | None) -> Data | None:
    if found is None:
        return None
    answer, duty = found
    return {"order": answer.order.id, "duty": duty.duty.name, "status": duty.status.value}


def _class(class_: ClassAnswer) -> Data:
    found = class_.membership
    return {
        "name": class_.class_.name,
        "verdict": str(class_.truth),
        "because": list(class_.deciding),
        **_cite(class_.class_.cite),
        "letters": [_letter(finding) for finding in found.letters],
        "unless": [_letter(finding) for finding in found.unless],
        "other_choices": sentences(found.also),
        "left_out": [omission.text for omission in class_.tainted_by],
    }


def _letter(finding: Finding) -> Data:
    data = {
        "label": finding.label,
        "text": finding.text,
        "verdict": str(finding.truth),
        "because": sentences(finding.reasons),
        "rests_on": _entries(finding.entries),
        **_cite(finding.cite),
    }
    return data | ({"letters": [_letter(below) for below in finding.below]} if finding.below else {})


def _duty(found: DutyAnswer) -> Data:
    return {
        "name": found.duty.name,
        "status": found.status.value,
        "kind": _sort(found.duty),
        "owed_to": found.duty.owed_to,
        **_judged(found.deciding),
        **_cite(found.duty.cite),
        "acts": [{"status": act.status.value, **_judged(act)} for act in found.acts],
    }


def _sort(duty: Duty[Kind]) -> str:
    match duty:
        case NoticeBefore():
            return "notice before"
        case DutyAfter():
            return "duty after"
        case DutyByDay():
            return "duty by a day"
        case Forbidden():
            return "forbidden"
        case _:
            assert_never(duty)


def _count(event: Event, way: Counted) -> Data:
    """One way to count one notice."""
    return {
        "notice": {"event": str(event.kind), "date": str(event.date)},
        "from": way.clock,
        "reading": way.label,
        "lawful_from": iso(way.first),
        "days_too_early": way.short,
        "citation": way.cite,
    }


def _judged(judged: Judged) -> Data:
    event = judged.act.event if judged.act else None
    return {
        "act": {"event": str(event.kind), "date": str(event.date)} if event else None,
        "due_by": judged.due_by or None,
        "counts": [_count(event, way) for event, way in judged.counted],
        "deciding": list(judged.parts),
        "because": sentences(judged.reasons),
        "rests_on": _entries(dict.fromkeys(entry for reason in judged.reasons for entry in reason.entries)),
    }


def _cite(cite: Cite) -> Data:
    return {"citation": cite.text, "to_verify": cite.to_verify}


def _question(question: Question) -> Data:
    span = question.span
    return {
        "ask": question.ask,
        "who": question.ease.name.lower(),
        "terms": list(question.terms),
        "from": None if no_bound(span.lo) else iso(span.lo),
        "through": None if no_bound(span.hi) else iso(span.hi),
        "look_in": question.where or None,
    }


def sentences(reasons: Iterable[Reason]) -> list[str]:
    """Each reason as one sentence, with its sources in brackets."""
    return [
        f"{reason.says} [{'; '.join(reason.sources)}]" if reason.sources else reason.says
        for reason in reasons
    ]


def _entries(entries: Iterable[Entry]) -> list[str]:
    return [line_of(entry) for entry in entries]
