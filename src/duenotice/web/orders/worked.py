"""The worked cases of an order, run: what came, whether the file expected it, and which clauses it rests on.

Nothing is typed: `duenotice.reason` answers every case when the page is first asked for. The answers are
kept while the site runs, because an order file with the same hash gives the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from duenotice.library import load_shelf
from duenotice.library.clauses import part_of
from duenotice.reason.cases import Ran, cases_of, run_cases

Clause = tuple[str, str]
"""The part of a clause and its letter, as `library.clauses` calls them."""


@dataclass(frozen=True)
class Result:
    """One case that was run. `line`: where it stands in the file; `came`: what the order answers, part by
    part; `differs`: what the file expects instead; `rests_on`: the clauses that decide."""

    anchor: str
    title: str
    line: int
    on: str
    came: tuple[str, ...]
    passed: bool
    differs: tuple[str, ...]
    rests_on: frozenset[Clause]


@lru_cache(maxsize=64)
def results(order_id: str, digest: str) -> tuple[Result, ...]:
    """The cases of an order of the shelf, in the order of its file. digest: the hash of that file."""
    shelf = load_shelf()
    order = shelf.order(order_id)
    assert order.digest == digest, "the shelf changed while the site ran"
    ran = run_cases(order, cases_of(order.document, shelf.vocabulary), shelf.vocabulary)
    return tuple(_result(each, number) for number, each in enumerate(ran, start=1))


def _result(ran: Ran, number: int) -> Result:
    place = ran.case.place
    differs = tuple(f"{each.expectation}; came: {each.came}" for each in ran.differences)
    rests_on = frozenset(_rests_on(ran))
    came = tuple(_came(ran))
    return Result(
        f"case-{number}", ran.case.title, place.line, str(ran.case.on), came, ran.passed, differs, rests_on
    )


def _came(ran: Ran) -> Iterator[str]:
    asked = {each.what for each in ran.case.expectations}
    if "in force" in asked:
        yield f"in force: {ran.answer.standing.truth}"
    if "class" in asked:
        for found in ran.answer.classes:
            because = f" because {' '.join(found.deciding)}" if found.deciding else ""
            yield f'class "{found.class_.name}": {found.truth}{because}'
    if "duty" in asked:
        for duty in ran.answer.duties:
            because = f" because {', '.join(duty.deciding.parts)}" if duty.deciding.parts else ""
            yield f'duty "{duty.duty.name}": {duty.status.value}{because}'


def _rests_on(ran: Ran) -> Iterator[Clause]:
    """The letters that decide a class asked about, and the class or duty itself."""
    asked = {each.what for each in ran.case.expectations}
    names = {each.name for each in ran.case.expectations if each.what == "duty"}
    if "class" in asked:
        for found in ran.answer.classes:
            part = part_of("class", found.class_.name)
            yield part, ""
            yield from ((part, letter) for letter in found.deciding if letter.startswith("("))
    if "in force" in asked:
        yield "life-of-this-order", ""
    for duty in ran.answer.duties if "duty" in asked else ():
        if duty.duty.name in names or names == {""}:
            yield part_of("duty", duty.duty.name), ""
