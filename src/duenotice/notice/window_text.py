"""A window as plain text, for a navigator or a lawyer: what, by when, what it needs, whose word it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duenotice.days import in_words
from duenotice.days.counting.roll import weekday
from duenotice.days.words import day_in_words
from duenotice.library import Option
from duenotice.notice.closing import Basis, Closes
from duenotice.notice.deadline import Deadline, NoDeadline, NotKnown
from duenotice.notice.window import Choice, State, Window
from duenotice.reason import Finding, not_advice
from duenotice.reason.to_text import Mark, plain
from duenotice.truth import NO, UNKNOWN, YES

LONG = 365
"""More days than these after its end, a deadline is long past."""

ESTIMATES = "Lead times are our estimates, to verify. No lawyer has checked these options yet."
_USE = {YES: "of use, if a lawyer agrees", UNKNOWN: "may be of use", NO: "of no use, on what is on file"}
_BASIS = {
    Basis.GIVEN: "The window, as given",
    Basis.NOTICE: "The window, by the notice on file",
    Basis.STAY: "The window, by the step of the stay that runs out first (other acts need no notice)",
    Basis.NO_NOTICE: "The window: no notice is on file yet; by a notice given on that day",
}


def window_to_text(window: Window, mark: Mark = plain) -> str:
    """The whole window."""
    return "\n".join(_lines(window, mark)) + "\n"


def _lines(window: Window, mark: Mark) -> Iterator[str]:
    identity = window.answer.order.identity
    yield f"What can be done in the window: {identity.id}: {identity.title}"
    known = (
        f", by what was on file on {window.receipt.answer.known_on}" if window.receipt.answer.known_on else ""
    )
    yield f"Asked about {in_words(window.answer.on)}{known}."
    yield ""
    yield f"May be protected by this order: {mark(str(window.answer.protected))}"
    if window.answer.protected is not YES:
        yield "    If the order does not protect this person, it promises no time: act as if there were none."
    yield from _closes(window.closes, window.on)
    for state in State:
        yield from _list(window, state, mark)
    yield from _numbered("To settle what may be of use, find out:", [q.ask for q in window.questions])
    for caution in identity.cautions:
        yield from ("", f"Caution: {caution}")
    yield ""
    yield from _receipt(window)


def _closes(closes: Closes, on: int) -> Iterator[str]:
    yield ""
    if not closes.promised:
        yield f"The window: {closes.says}. Every day may be the last."
        return
    yield f"{_BASIS[closes.basis]}:"
    yield f"    0. last full day to reckon with: {_day(closes.lenient - 1)}"
    come = "; that day has come" if closes.lenient <= on else ""
    yield f"    first lawful day by the most lenient reading: {_day(closes.lenient)}{come}"
    if closes.strict != closes.lenient:
        yield f"    first lawful day by the strictest reading: {_day(closes.strict)}; do not count on it"


_HEADS = {
    State.HURRY: "The last safe day is over, act at once:",
    State.OPEN: "Can be done, by the last safe day:",
    State.OVER: "Their own time is over:",
    State.NO_USE: "Of no use, on what is on file:",
}


def _list(window: Window, state: State, mark: Mark) -> Iterator[str]:
    choices = window.of_state(state)
    if not choices:
        return
    yield ""
    yield _HEADS[state]
    for choice in choices:
        head = f"{choice.number:>3}. "
        if state in _LIVE:
            when = _day(choice.safe) if state is State.OPEN else "at once"
            yield f"{head}{when}: {choice.option.name}"
            if state is State.HURRY and window.closes.promised:
                yield f"     the last safe day was {_day(choice.safe)}"
            yield from (f"     {line}" for line in _whole(choice, window.on, mark))
        else:
            yield f"{head}{choice.option.name}"
            yield from (f"     {line}" for line in _short(choice, window))


def _whole(choice: Choice, on: int, mark: Mark) -> Iterator[str]:
    option = choice.option
    yield option.what
    because = f", open is: {'; '.join(_open(choice))}" if choice.truth is UNKNOWN else ""
    yield f"{mark(str(choice.truth))}: {_USE[choice.truth]}{because}"
    yield from _own(choice, on)
    yield f"needs: {'; '.join(option.needs)}"
    yield f"where: {option.where}"
    lead = f"{option.takes} day{'' if option.takes == 1 else 's'}"
    yield f"lead time: {lead} (our estimate, to verify){'; offices must be open' if option.filing else ''}"
    yield _cites(option)
    yield from (f"caution: {caution}" for caution in option.cautions)


def _short(choice: Choice, window: Window) -> Iterator[str]:
    if choice.state is State.NO_USE:
        yield f"because this is not so: {'; '.join(_open(choice))}"
        return
    yield from _own(choice, window.on)
    numbers = {other.option.id: other for other in window.choices}
    live = [other for id_ in choice.option.then if (other := numbers.get(id_)) and other.state in _LIVE]
    if live:
        yield f"what may remain: {'; '.join(f'{other.option.name} ({other.number})' for other in live)}"
    yield _cites(choice.option)


_LIVE = (State.OPEN, State.HURRY)


def _own(choice: Choice, on: int) -> Iterator[str]:
    match choice.own:
        case NoDeadline():
            return
        case NotKnown(clock=clock):
            yield f"its own time: {clock}, from an event whose day is not on file"
        case Deadline() as own:
            yield from _deadline(own, choice.state, on)


def _deadline(own: Deadline, state: State, on: int) -> Iterator[str]:
    since = f" after {own.runs_from}" if own.runs_from else ""
    word = "date to watch, not a deadline" if own.watch else "own deadline"
    if state is State.OVER:
        past = "long past" if on - own.days.hi > LONG else "past by every reading"
        yield f"{word}: {own.clock}{since}: ended on {_day(own.days.hi)}, {past}"
        return
    ended = ", which has passed" if own.days.hi < on and own.binds else ""
    yield f"{word}: {own.clock}{since}: {_day(own.days.lo)}{ended} [{own.cite}]"
    if own.another and own.binds:
        yield "  nobody has looked whether there was a later one, from which the time would run anew"
    if own.days.hi != own.days.lo:
        yield from (f"  {_day(way.day)}: {way.label} [{way.cite}]" for way in own.ways)


def _open(choice: Choice) -> Iterator[str]:
    """The letters that decide, in words."""
    for leaf in _leaves(choice.found.letters):
        if leaf.label in choice.found.deciding:
            yield f"{leaf.label} {leaf.text.split(': call it the ', maxsplit=1)[0]}"


def _leaves(findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield from _leaves(finding.below) if finding.below else [finding]


def _cites(option: Option) -> str:
    return f"source: {' '.join(str(cite) for cite in option.cites)}"


def _day(day: int) -> str:
    return f"{weekday(day)} {day_in_words(day)}"


def _numbered(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from (f"  {number}. {line}" for number, line in enumerate(lines, start=1))


def _receipt(window: Window) -> Iterator[str]:
    receipt = window.receipt.answer
    yield (
        f"Receipt: {receipt.order} version {receipt.order_version} ({receipt.order_hash}), "
        f"options {window.receipt.options}, language {receipt.language}, vocabulary {receipt.vocabulary}, "
        f"{receipt.engine}, on {receipt.on}, court {window.receipt.court}, record {receipt.record_hash}"
    )
    yield ESTIMATES
    yield not_advice(window.answer.order)
