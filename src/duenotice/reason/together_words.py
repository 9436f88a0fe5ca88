"""What all orders ask together, as text for people and as plain data (``together.schema.json``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from duenotice.days import in_words
from duenotice.language import items_to_text
from duenotice.reason.answer import not_advice
from duenotice.reason.together import Conflict, Demand, Together
from duenotice.truth import NO, YES, Truth

Data = dict[str, Any]
_NOTHING = "No order on the shelf binds, or may bind, towards this person on that day."


def together_to_text(said: Together, mark: Callable[[str], str] = str) -> str:
    """As paragraphs: who protects, the strictest duty of each kind, what is hard to keep at once."""
    return "\n".join(_text(said, mark)) + "\n"


def _text(said: Together, mark: Callable[[str], str]) -> Iterator[str]:
    known = f", by what was on file on {said.known_on}" if said.known_on else ""
    yield f"Asked about {in_words(said.on)}{known}: {len(said.answers)} orders together."
    yield f"May be protected by one of them: {mark(str(said.protected))}"
    for found in said.answers:
        if found.protected is not NO:
            yield f"  {mark(str(found.protected))}: {found.order.id}: {found.order.identity.title}"
    if not said.strictest:
        yield ""
        yield _NOTHING
    for each in said.strictest:
        yield ""
        yield f"{each.matter[0].upper()}{each.matter[1:]}"
        for word, demands in (("surely", each.surely), ("perhaps", each.perhaps)):
            yield from _demands(word, demands, mark)
    if said.conflicts:
        yield ""
        yield "Hard to keep at once"
        yield from _conflicts(said.conflicts)
    yield ""
    yield not_advice(*(found.order for found in said.answers))


def sentence(demand: Demand) -> str:
    """What a duty asks, in the words of its file."""
    lines = map(str.strip, items_to_text([demand.duty]).splitlines())
    return "; ".join(
        line for line in lines if line.startswith(("the government", "or, on another reading", "the notice"))
    )


def _demands(word: str, demands: Iterable[Demand], mark: Callable[[str], str]) -> Iterator[str]:
    """What is asked, each once, with every duty that asks it."""
    by_sentence: dict[str, list[Demand]] = {}
    for demand in demands:
        by_sentence.setdefault(sentence(demand), []).append(demand)
    for asks, found in by_sentence.items():
        yield f"  {word}: {asks}"
        for demand in found:
            cited = f"{_name(demand)} {demand.duty.cite}".strip()
            yield f"    {cited}: {mark(demand.came.status.value)}"


def _name(demand: Demand) -> str:
    return f'"{demand.duty.name}" of {demand.order.id}'


def _conflicts(conflicts: Iterable[Conflict]) -> Iterator[str]:
    """Each duty once with all that it is hard to keep beside."""
    by_duty: dict[tuple[str, str, Truth], list[str]] = {}
    for found in conflicts:
        key = (_name(found.one), found.says, found.truth)
        by_duty.setdefault(key, []).append(_name(found.other))
    for (one, says, truth), others in by_duty.items():
        binds = "both bind" if truth is YES else "both may bind"
        yield f"  - {one} {says} {', '.join(others)} ({binds})"


def together_to_data(said: Together) -> Data:
    """The same, with every order's version and hash."""
    return {
        "on": str(said.on),
        "known_on": said.known_on or None,
        "protected": str(said.protected),
        "orders": [
            {
                "order": found.order.id,
                "version": found.order.identity.version,
                "hash": found.order.digest,
                "protected": str(found.protected),
                "in_force": str(found.standing.truth),
            }
            for found in said.answers
        ],
        "strictest": [
            {
                "matter": each.matter,
                "surely": [_demand(demand) for demand in each.surely],
                "perhaps": [_demand(demand) for demand in each.perhaps],
            }
            for each in said.strictest
        ],
        "conflicts": [
            {
                "one": _named(found.one),
                "other": _named(found.other),
                "says": found.says,
                "both_bind": str(found.truth),
            }
            for found in said.conflicts
        ],
        "not_advice": not_advice(*(found.order for found in said.answers)),
    }


def _named(demand: Demand) -> Data:
    return {"order": demand.order.id, "duty": demand.duty.name}


def _demand(demand: Demand) -> Data:
    cite = demand.duty.cite
    return _named(demand) | {
        "asks": sentence(demand),
        "citation": cite.text,
        "to_verify": cite.to_verify,
        "status": demand.came.status.value,
    }
