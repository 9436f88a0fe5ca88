"""Why an order says what it says about a person: letter by letter, as values that a page prints.

Theory. The reasons come from `duenotice.reason`; nothing is judged here. Whoever may not read about crimes
is shown no letter's value, no reason and no duty of an order that asks about crimes at all: from the other
values and the verdict, the one that is left out could be told. Nor is the hash of the facts shown, which
covers them all. Of an order that never asks, everybody sees the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from duenotice.days import from_edtf, in_words, iso
from duenotice.language import Cite
from duenotice.reason import Answer, DutyAnswer, Finding, Judged, Reason, Receipt, not_advice
from duenotice.reason.duties import Status
from duenotice.reason.to_text import headline, status_words
from duenotice.record import Entry, line_of
from duenotice.truth import NO, UNKNOWN, YES, Truth
from duenotice.web.person.asking import Asked, Muted, asked
from duenotice.web.person.selectors import Chip, chip
from duenotice.web.site.crimes import order_asks_about_crimes
from duenotice.web.site.verdicts import says

LAWYER = {YES: "yes", NO: "no", UNKNOWN: "unknown"}
PLAIN = {YES: "fits", NO: "does not fit", UNKNOWN: "not known yet"}
DUTY = {
    Status.NOT_OWED: "no",
    Status.PENDING: "unknown",
    Status.MET: "yes",
    Status.UNKNOWN: "unknown",
    Status.VIOLATED: "broken",
}
"""How the status of a duty is coloured; the word says it."""


@dataclass(frozen=True)
class Line:
    """One sentence, the entries behind it, and their sources."""

    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """One letter; `value` is empty where it is not shown. `facts`: the entries that it rests on."""

    label: str
    text: str
    value: str
    kind: str
    cite: str
    to_verify: bool
    lines: tuple[Line, ...]
    facts: tuple[str, ...]
    below: tuple[Letter, ...]


@dataclass(frozen=True)
class Group_:  # noqa: N801 - a class of an order, beside the tree's own names
    """One class of the order; `value` is empty where it is not shown."""

    name: str
    value: str
    kind: str
    cite: str
    to_verify: bool
    left_out: tuple[str, ...]
    letters: tuple[Letter, ...]
    unless: tuple[Letter, ...]
    also: tuple[Line, ...]


@dataclass(frozen=True)
class Count:
    """One way to count one notice."""

    notice: str
    clock: str
    reading: str
    lawful: str
    short: int
    cite: str


@dataclass(frozen=True)
class DutyRow:
    """One duty and what became of it."""

    name: str
    value: str
    kind: str
    says: str
    cite: str
    to_verify: bool
    due: str
    lines: tuple[Line, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Act:
    """One act in the order's life."""

    day: str
    says: str
    cite: str
    to_verify: bool


@dataclass(frozen=True)
class Why:
    """The whole page. `open`: whether values and reasons are shown."""

    chip: Chip
    kind: str
    source: str
    headline: str
    force: str
    force_kind: str
    force_says: str
    acts: tuple[Act, ...]
    open: bool
    classes: tuple[Group_, ...]
    duties: tuple[DutyRow, ...]
    questions: tuple[Asked | Muted, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    cautions: tuple[str, ...]
    receipt: Receipt
    facts_hash: str
    not_advice: str


def why(answer: Answer, in_full: bool, lawyer: bool) -> Why:
    """One order's answer. `in_full`: the reader may read about crimes; `lawyer`: in a lawyer's words."""
    order, standing = answer.order, answer.standing
    shown = in_full or not order_asks_about_crimes(order)
    words = LAWYER if lawyer else PLAIN
    acts = (
        Act(in_words(act.date), act.act.value, act.cite.text, act.cite.to_verify) for act in standing.acts
    )
    return Why(
        chip=_chip(answer, in_full, lawyer),
        kind=order.identity.kind,
        source=order.identity.source,
        headline=headline(answer) if shown else "",
        force=LAWYER[standing.truth],
        force_kind=LAWYER[standing.truth],
        force_says=standing.says,
        acts=tuple(acts),
        open=shown,
        classes=tuple(_classes(answer, shown, words)),
        duties=tuple(_duty(duty, order.identity.kind) for duty in answer.duties) if shown else (),
        questions=asked([answer], in_full),
        left_out=tuple(f"{each.text} {each.cite}".strip() for each in order.rules.left_out),
        notes=tuple(note.text for note in order.notes),
        cautions=tuple(order.identity.cautions),
        receipt=answer.receipt,
        facts_hash=answer.receipt.record_hash if in_full else "",
        not_advice=not_advice(order),
    )


def _chip(answer: Answer, in_full: bool, lawyer: bool) -> Chip:
    """The chip in the words of the view; what is missing is counted as the reader may see it."""
    truth = answer.protected
    missing = len(asked([answer], in_full)) if truth is UNKNOWN else 0
    return replace(chip(answer, in_full), says=says(truth, missing, in_full and lawyer))


def _classes(answer: Answer, shown: bool, words: dict[Truth, str]) -> Iterator[Group_]:
    for found in answer.classes:
        class_, member = found.class_, found.membership
        yield Group_(
            class_.name,
            words[found.truth] if shown else "",
            LAWYER[found.truth] if shown else "",
            class_.cite.text,
            class_.cite.to_verify,
            tuple(f"{each.text} {each.cite}".strip() for each in found.tainted_by) if shown else (),
            tuple(_letter(each, class_.cite, shown, words) for each in member.letters),
            tuple(_letter(each, class_.cite, shown, words) for each in member.unless),
            _lines(member.also) if shown else (),
        )


def _letter(finding: Finding, inherited: Cite, shown: bool, words: dict[Truth, str]) -> Letter:
    cite = finding.cite if finding.cite != inherited else Cite()
    return Letter(
        finding.label[finding.label.rfind("(") :],
        finding.text,
        words[finding.truth] if shown else "",
        LAWYER[finding.truth] if shown else "",
        cite.text,
        cite.to_verify,
        _lines(finding.reasons) if shown else (),
        _facts(finding.entries) if shown else (),
        tuple(_letter(each, inherited, shown, words) for each in finding.below),
    )


def _duty(found: DutyAnswer, kind: str) -> DutyRow:
    judged = found.deciding
    due = judged.due_by if found.status is not Status.NOT_OWED else ""
    status, _, said = status_words(found, kind, str).partition(": ")
    return DutyRow(
        *(found.duty.name, status, DUTY[found.status], said, found.duty.cite.text, found.duty.cite.to_verify),
        *(in_words(from_edtf(due)) if due else "", _lines(judged.reasons), tuple(_counts(judged))),
    )


def _counts(judged: Judged) -> Iterator[Count]:
    for event, way in judged.counted:
        notice = f"{event.kind}, {in_words(event.date)}"
        yield Count(notice, way.clock, way.label, iso(way.first), way.short, way.cite)


def _lines(reasons: Iterable[Reason]) -> tuple[Line, ...]:
    return tuple(Line(reason.says, reason.sources) for reason in reasons)


def _facts(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(line_of(entry) for entry in entries)
