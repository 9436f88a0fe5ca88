"""A window as plain data for JSON, and as the days of a calendar feed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, assert_never

from duenotice.days import iso
from duenotice.language import Cite
from duenotice.library import Option
from duenotice.notice.closing import Closes
from duenotice.notice.deadline import Deadline, NoDeadline, NotKnown, Own
from duenotice.notice.feed import Item, Sort
from duenotice.notice.window import Choice, State, Window
from duenotice.notice.window_text import ESTIMATES
from duenotice.reason import Finding, not_advice
from duenotice.reason.to_data import sentences
from duenotice.record import Record, line_of

Data = dict[str, Any]


def window_to_data(window: Window) -> Data:
    """The whole window, in the shape of ``window.schema.json``."""
    identity = window.answer.order.identity
    return {
        "order": identity.id,
        "title": identity.title,
        "on": iso(window.on),
        "protected": str(window.answer.protected),
        "closes": _closes(window.closes),
        "options": [_choice(choice) for choice in window.choices],
        "questions": [question.ask for question in window.questions],
        "cautions": list(identity.cautions),
        "receipt": asdict(window.receipt.answer)
        | {"options": window.receipt.options, "court": window.receipt.court},
        "estimates": ESTIMATES,
        "not_advice": not_advice(window.answer.order),
    }


def _closes(closes: Closes) -> Data:
    return {
        "basis": closes.basis.value,
        "lenient": iso(closes.lenient),
        "strictest": iso(closes.strict),
        "because": closes.says or None,
    }


def _choice(choice: Choice) -> Data:
    return {
        "number": choice.number,
        "state": choice.state.value,
        "of_use": str(choice.truth),
        "because": list(choice.found.deciding),
        "last_safe_day": iso(choice.safe),
        "letters": [_letter(finding) for finding in choice.found.letters],
        "own_deadline": _own(choice.own),
        **_option(choice.option),
    }


def _option(option: Option) -> Data:
    return {
        "id": option.id,
        "version": option.version,
        "name": option.name,
        "what": option.what,
        "needs": list(option.needs),
        "where": option.where,
        "lead_days": option.takes,
        "filing": option.filing,
        "sources": [_cite(cite) for cite in option.cites],
        "cautions": list(option.cautions),
        "what_remains": list(option.then),
        "orders": list(option.orders),
    }


def _letter(finding: Finding) -> Data:
    return {
        "label": finding.label,
        "text": finding.text,
        "verdict": str(finding.truth),
        "because": sentences(finding.reasons),
        "letters": [_letter(below) for below in finding.below],
    }


def _own(own: Own) -> Data | None:
    match own:
        case NoDeadline():
            return None
        case NotKnown(clock=clock):
            return {"clock": clock, "known": False}
        case Deadline():
            ways = [{"label": way.label, "date": iso(way.day), "cite": way.cite} for way in own.ways]
            days = {"earliest": iso(own.days.lo), "latest": iso(own.days.hi), "readings": ways}
            said = {
                "runs_from": own.runs_from or None,
                "watch_only": own.watch,
                "may_run_anew": own.another,
                "cite": own.cite,
            }
            return {"clock": own.clock, "known": True, **said, **days}
        case _:
            assert_never(own)


def _cite(cite: Cite) -> Data:
    return {"citation": cite.text, "to_verify": cite.to_verify}


def window_items(window: Window) -> Iterator[Item]:
    """The days of a calendar feed: what is still to come, by the numbers of the printed window."""
    order, on = window.answer.order.id, window.on
    if window.closes.promised and window.closes.lenient > on:
        yield Item(f"{order} window", 0, window.closes.lenient - 1, Sort.CLOSES)
    for choice in window.choices:
        id_, own = f"{order} {choice.option.id}", choice.own
        if choice.state is State.OPEN:
            yield Item(id_, choice.number, choice.safe, Sort.SAFE)
        live = choice.state in (State.OPEN, State.HURRY)
        if live and isinstance(own, Deadline) and own.days.lo >= on:
            yield Item(id_, choice.number, own.days.lo, Sort.WATCH if own.watch else Sort.DEADLINE)


def record_key(record: Record) -> bytes:
    """A key for the names of calendar events that only the record gives: who lacks it cannot guess them."""
    lines = sorted(line_of(entry) for entry in record.entries())
    return hashlib.sha256("\n".join([record.title, *lines]).encode()).digest()
