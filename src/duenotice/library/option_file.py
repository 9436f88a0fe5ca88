"""Documents of options into `Options`.

Each ``option`` block holds one option as YAML; the prose above it explains it to a reader. ``when`` is
``always``, or letters as they stand below *all of these hold* in an order file. They are read by putting
a class head above them, so that grammar, names and vocabulary are those of the orders, and so that a
message points into this file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from duenotice.days import NOT_KNOWN, from_edtf
from duenotice.days.counting.ask import clock_of, period_of
from duenotice.days.counting.periods import Length
from duenotice.days.counting.rulesets import CLOCKS
from duenotice.days.counting.rulesets import Kind as ClockKind
from duenotice.documents import Block, Document, Positions, from_yaml, yaml_positions
from duenotice.language import (
    Cite,
    Class,
    EventExists,
    Group,
    How,
    Life,
    Readings,
    Rules,
    conditions_of,
    from_names,
)
from duenotice.language.from_text import items_from_text
from duenotice.language.sentences import read_cite
from duenotice.library.option import AfterEvent, ByDate, NoClock, Option, Options, OwnClock
from duenotice.library.option_shape import incomplete, shape_problems
from duenotice.problems import Place, Problem, Refused, RefusedOption, did_you_mean, quoted
from duenotice.terms import Kind, Vocabulary

ALWAYS: Group[Kind] = Group(How.ALL, ())
"""No letters: of use to everybody."""

_HEAD = 'class "an option" [ours]'
_NO_LIFE = Life((), NOT_KNOWN, Cite())
_AFTER = re.compile(r"(?P<what>.+?) after the (?P<name>[a-z][a-z-]*)")
_BY = re.compile(r"by (?P<date>\S+)")


def from_documents(
    documents: Iterable[Document],
    vocabulary: Vocabulary,
    orders: Collection[str] = (),
    others: Collection[str] = (),
) -> Options:
    """Read every ``option`` block. Raises `RefusedOption` with all problems.

    orders: the ids of the shelf; with them, an option that is limited to another is refused (S01).
    others: options of other documents, which these may say remain (W03).
    """
    documents = tuple(documents)
    problems: list[Problem] = []
    found: dict[str, Option] = {}
    places: dict[str, Positions] = {}
    for document in documents:
        for block in document.of_kind("option"):
            try:
                option = _option(block, document, vocabulary)
            except Refused as refused:
                problems += refused.problems
                continue
            if option.id in found:
                problems.append(_twice(option, found[option.id]))
            found[option.id] = option
            places[option.id] = yaml_positions(block.text, block.file, block.line)
    for option in found.values():
        problems += _links(option, places[option.id], {*found, *others}, orders)
    if problems:
        raise RefusedOption(*problems)
    digest = hashlib.sha256("".join(document.text for document in documents).encode()).hexdigest()
    return Options(found, digest[:12])


def _option(block: Block, document: Document, vocabulary: Vocabulary) -> Option:
    data = from_yaml(block.text, block.file, block.line)
    positions = yaml_positions(block.text, block.file, block.line)
    problems = list(shape_problems(data, positions))
    if problems:
        raise RefusedOption(*problems)
    when = _when(data["when"], block, positions, vocabulary)
    return Option(
        id=data["option"].strip(),
        name=_line(data["name"]),
        what=_line(data["what"]),
        when=when,
        clock=_clock(data["clock"].strip(), when, positions.of(("clock",))),
        takes=int(data["takes"].split()[0]),
        filing=data["filing"].strip() == "yes",
        needs=_list(data, "needs"),
        where=_line(data["where"]),
        cites=tuple(read_cite(text) for text in _list(data, "cite")),
        cautions=_list(data, "caution"),
        then=_list(data, "then"),
        orders=_list(data, "for"),
        version=document.front.get("version", "1"),
        place=positions.of(("option",)),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _list(data: dict[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    return tuple(_line(text) for text in ([value] if isinstance(value, str) else value))


def _when(text: str, block: Block, positions: Positions, vocabulary: Vocabulary) -> Group[Kind]:
    """The letters. They stand in the file as they stand here, so places are the file's own."""
    if text.strip() == "always":
        return ALWAYS
    key = positions.of(("when",), key=True)
    first = key.line - block.line + 1
    if not re.fullmatch(r"when:\s*\|\s*", block.lines[first - 1]):
        raise RefusedOption(incomplete(key, "`when` holds something else than letters", _WHEN_HELP))
    written = block.lines[first : first + len(text.splitlines())]
    members = " a person is a member when all of these hold:"
    letters = Block("order", "\n".join([_HEAD, members, *written]), block.file, key.line - 1)
    problems: list[Problem] = []
    items = items_from_text(letters, problems)
    if problems:
        raise RefusedOption(*problems)
    class_ = items[0]
    if not isinstance(class_, Class) or len(items) > 1 or class_.unless.letters:
        raise RefusedOption(incomplete(key, "`when` holds something else than letters", _WHEN_HELP))
    group = from_names(Rules((class_,), (), _NO_LIFE), vocabulary).classes[0].body
    if any(isinstance(condition, Readings) for condition in conditions_of(group)):
        help_ = "write two options, or letters below `any of these holds:`"
        raise RefusedOption(incomplete(key, "the letters of an option cannot be contested", help_))
    return group


def _clock(text: str, when: Group[Kind], place: Place) -> OwnClock:
    if text == "none":
        return NoClock()
    if by := _BY.fullmatch(text):
        return ByDate(from_edtf(by["date"], place.pointing_at(by["date"])))
    found = _AFTER.fullmatch(text)
    if not found:
        raise RefusedOption(_no_clock(text, place, _CLOCK_HELP))
    names = [letter.condition.name for letter in when.letters if isinstance(letter.condition, EventExists)]
    if found["name"] not in names:
        known = [name for name in names if name]
        help_ = did_you_mean(
            found["name"], known, f"add `: call it the {found['name']}` to a letter of `when`"
        )
        raise RefusedOption(_no_clock(f"the {found['name']}", place, help_))
    try:
        return _after(found["what"], found["name"])
    except Refused:
        near = did_you_mean(
            found["what"], CLOCKS, f"write a length such as `30 days`, or one of {', '.join(CLOCKS)}"
        )
        raise RefusedOption(_no_clock(found["what"], place, near)) from None


def _after(what: str, name: str) -> AfterEvent:
    if what[:1].isdigit() and " " in what:
        amount, unit = period_of(what)
        return AfterEvent(Length(amount, unit), name, "", watch=False)
    clock = clock_of(what)
    length = Length(clock.amount, period_of(f"1 {clock.unit}")[1], clock.name)
    return AfterEvent(length, name, clock.cite, watch=clock.kind is not ClockKind.ACT)


_WHEN_HELP = "write `always`, or a `|` behind the colon and letters below, each on a line of its own"
_CLOCK_HELP = "write `none`, `by 2005-04-26`, `30 days after the order` or `motion-to-reopen after the order`"


def _no_clock(text: str, place: Place, help_: str) -> Problem:
    what = f"{quoted(text)} is nothing that a clock can run by"
    why = "a deadline that is guessed is worse than none"
    return Problem("W02", place.pointing_at(text), what, why, help_)


def _links(
    option: Option, positions: Positions, found: Collection[str], orders: Collection[str]
) -> Iterator[Problem]:
    for number, other in enumerate(option.then):
        if other not in found:
            yield Problem(
                "W03",
                positions.of(("then", number)),
                f"`{option.id}` says that {quoted(other)} remains, and no option is called so",
                "who has missed a deadline is told what remains",
                did_you_mean(other, found, "name an option that stands in these documents"),
            )
    cases = {order.split("/")[0] for order in orders}
    for number, id_ in enumerate(option.orders):
        if orders and id_ not in cases and id_ not in orders:
            yield Problem(
                "S01",
                positions.of(("for", number)),
                f"`{option.id}` is limited to {quoted(id_)}, which is not on the shelf",
                "an option that is limited to no order would never be shown",
                did_you_mean(id_, {*cases, *orders}, "`duenotice orders` lists the shelf"),
            )


def _twice(option: Option, other: Option) -> Problem:
    where = f"{other.place.file}, line {other.place.line}"
    why = f"{where} explains an option of this name already"
    return Problem(
        "V03", option.place, f"`{option.id}` is explained twice", why, "give one of them another name"
    )
