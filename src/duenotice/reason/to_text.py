"""Answers as plain text for a terminal, an e-mail or a printer: no colour, no fixed width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from duenotice.days import from_edtf, in_words
from duenotice.language import Cite, DutyAfter, Forbidden, NoticeBefore
from duenotice.reason.answer import Answer, ClassAnswer, Receipt, not_advice
from duenotice.reason.duties import DutyAnswer, Status
from duenotice.reason.explain import Finding
from duenotice.reason.given import as_owed
from duenotice.reason.membership import MORE_CHOICES
from duenotice.reason.reasons import Question, kind_words, name_of
from duenotice.reason.to_data import sentences
from duenotice.truth import NO, UNKNOWN, YES, Truth

Mark = Callable[[str], str]
"""How a verdict word is shown; the command line colours it on a terminal."""


def plain(word: str) -> str:
    """A verdict word as it is."""
    return word


def to_text(answer: Answer, mark: Mark = plain) -> str:
    """One order's whole answer about one person."""
    return "\n".join(_answer(answer, mark)) + "\n"


def _answer(answer: Answer, mark: Mark) -> Iterator[str]:
    identity = answer.order.identity
    yield f"{identity.id}: {identity.title}"
    yield identity.source
    known = f", by what was on file on {answer.receipt.known_on}" if answer.receipt.known_on else ""
    yield f"Asked about {in_words(answer.on)}{known}."
    yield ""
    yield f"May be protected by this {identity.kind}: {mark(str(answer.protected))}"
    yield f"    {headline(answer)}"
    yield ""
    yield f"In force: {mark(str(answer.standing.truth))}"
    yield f"    {answer.standing.says}"
    for class_ in answer.classes:
        yield ""
        yield from _class(class_, identity.kind, mark)
    for duty in answer.duties:
        yield ""
        yield from _duty(duty, identity.kind, mark)
    yield from questions_to_text(answer.questions)
    yield from _listed(
        f"The {identity.kind} file leaves out:", (f"{o.text} {o.cite}" for o in answer.order.rules.left_out)
    )
    yield from _listed(
        f"How we read the {identity.kind} where it is open:", (note.text for note in answer.order.notes)
    )
    yield from _listed("Caution:", identity.cautions)
    yield ""
    yield from _receipt(answer)


def _class(class_: ClassAnswer, kind: str, mark: Mark) -> Iterator[str]:
    yield f'Class "{class_.class_.name}" {class_.class_.cite}'.rstrip()
    yield f"    {_verdict(class_.truth, class_.deciding, mark)}"
    for omission in class_.tainted_by:
        yield f"    the {kind} file leaves out: {omission.text} {omission.cite}"
    for finding in class_.membership.letters:
        yield from _finding(finding, class_.class_.cite, mark, 1)
    if class_.membership.unless:
        yield "  unless:"
        for finding in class_.membership.unless:
            yield from _finding(finding, class_.class_.cite, mark, 1)
    yield from (f"    {sentence}" for sentence in _few(sentences(class_.membership.also)))


def headline(answer: Answer) -> str:
    """Whatever makes it *no* first; else both parts, so that a *yes* is never read off one of them."""
    kind = answer.order.identity.kind
    classes = (
        " and ".join(sorted({_in_class(class_) for class_ in answer.classes})) or f"the {kind} has no class"
    )
    in_force = f"the {kind} is {_in_force(answer)} on that day"
    if answer.protected is NO and answer.standing.truth is NO:
        return in_force
    if answer.protected is NO:
        return classes
    return f"{classes}; {in_force}"


def _in_class(class_: ClassAnswer) -> str:
    because = f" because of {' '.join(class_.deciding)}" if class_.deciding else ""
    word = {YES: "fits", NO: "does not fit", UNKNOWN: "may or may not fit"}[class_.truth]
    return f'the person {word} "{class_.class_.name}"{because}'


def _in_force(answer: Answer) -> str:
    return {YES: "in force", NO: "not in force", UNKNOWN: "not known to be in force"}[answer.standing.truth]


def _verdict(truth: Truth, deciding: Iterable[str], mark: Mark) -> str:
    because = " ".join(deciding)
    said = {
        YES: "what is on file fits the class",
        NO: "on what is on file the person is not in this class",
        UNKNOWN: "nobody can say yet",
    }[truth]
    return f"{mark(str(truth))}: {said}{f', because of {because}' if because else ''}"


def _finding(finding: Finding, inherited: Cite, mark: Mark, depth: int) -> Iterator[str]:
    step = "  " * depth
    cite = f" {finding.cite}" if finding.cite != inherited else ""
    label = finding.label[finding.label.rfind("(") :]
    yield f"{step}{label} {mark(str(finding.truth))}: {finding.text}{cite}"
    yield from (f"{step}      {sentence}" for sentence in sentences(finding.reasons))
    for below in finding.below:
        yield from _finding(below, inherited, mark, depth + 1)


def _duty(found: DutyAnswer, kind: str, mark: Mark) -> Iterator[str]:
    yield f'Duty "{found.duty.name}" {found.duty.cite}'.rstrip()
    yield f"    {status_words(found, kind, mark)}"
    yield from (f"    {sentence}" for sentence in sentences(found.deciding.reasons))
    if found.deciding.due_by and found.status is not Status.NOT_OWED:
        yield f"    {_DUE[_sort(found)]} {in_words(from_edtf(found.deciding.due_by))} at the latest"
    others = [act for act in found.acts if act.act is not found.deciding.act]
    for act in others:
        assert act.act is not None
        yield f"    also: {name_of(act.act)}: {act.status.value}"


def status_words(found: DutyAnswer, kind: str, mark: Mark) -> str:
    """What became of a duty, and why; `kind` is what gives it, an order or a rule."""
    said = _DONE.get((found.status, _sort(found)), "").format(
        act=found.duty.act, an_act=kind_words(found.duty.act), owed=_owed(found)
    )
    if found.status in (Status.NOT_OWED, Status.UNKNOWN):
        words = _OPEN if found.status is Status.UNKNOWN else _LACKING
        said = "; ".join(words[part].format(kind=kind) for part in found.deciding.parts)
    return f"{mark(found.status.value)}{f': {said}' if said else ''}"


def _sort(found: DutyAnswer) -> str:
    match found.duty:
        case NoticeBefore():
            return "notice"
        case DutyAfter():
            return "after"
        case Forbidden():
            return "forbidden"
        case _:
            assert_never(found.duty)


def _owed(found: DutyAnswer) -> str:
    """What a duty asks for, with its article."""
    return "" if isinstance(found.duty, Forbidden) else kind_words(as_owed(found.duty))


_DUE = {"notice": "the notice was due by", "after": "it was due by", "forbidden": ""}
_DONE = {
    (Status.MET, "notice"): "notice was given early enough",
    (Status.VIOLATED, "notice"): "no notice was given early enough",
    (Status.MET, "after"): "{owed} came in time",
    (Status.VIOLATED, "after"): "{owed} did not come in time",
    (Status.VIOLATED, "forbidden"): "the act was forbidden, and it is on file",
    (Status.PENDING, "notice"): "notice is owed before the next {act}",
    (Status.PENDING, "forbidden"): "{an_act} is forbidden for now",
}
"""What became of a duty that was surely owed."""

_LACKING = {
    "class": "the person is not in the class",
    "in force": "the {kind} is not in force",
    "act": "the act had not happened",
    "protection": "protection has ended for this person",
    "left out": "the {kind} file leaves something out",
}
_OPEN = {
    "class": "it is open whether the person is in the class",
    "in force": "it is open whether the {kind} is in force",
    "act": "it is open whether the act had happened",
    "notice": "it is open whether notice was given early enough",
    "done": "it is open whether what is owed after the act was done in time",
    "protection": "it is open whether protection has ended for this person",
    "left out": "the {kind} file leaves out what would decide",
}
"""What a duty is not owed for, and what leaves it unknown, by the part that decides."""


def questions_to_text(questions: tuple[Question, ...]) -> Iterator[str]:
    """What to find out, as a numbered list below an empty line; nothing if there is nothing."""
    if not questions:
        return
    yield ""
    yield "To settle what is unknown, find out:"
    for number, question in enumerate(questions, start=1):
        yield f"  {number}. {question.ask}"
        if question.where:
            yield f"     look in: {question.where}"


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    shown = list(lines)
    if shown:
        yield ""
        yield title
        yield from (f"  - {line.strip()}" for line in shown)


def _few(lines: list[str], most: int = 5) -> list[str]:
    rest = len(lines) - most
    if rest <= 1:
        return lines
    said = MORE_CHOICES if MORE_CHOICES in lines else f"{rest} other choices of events, none of them better"
    return [*lines[:most], f"and {said}"]


def _receipt(answer: Answer) -> Iterator[str]:
    yield receipt_line(answer.receipt)
    yield not_advice(answer.order)


def receipt_line(receipt: Receipt) -> str:
    """What it takes to produce an answer again, in one line."""
    return (
        f"Receipt: {receipt.order} version {receipt.order_version} ({receipt.order_hash}), "
        f"language {receipt.language}, vocabulary {receipt.vocabulary}, {receipt.engine}, "
        f"on {receipt.on}, record {receipt.record_hash}"
    )
