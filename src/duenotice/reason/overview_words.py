"""An overview as text for people: case by case, and what cannot matter now in one short section each.

Two sorts of orders would make the text long without a word about the person. An order that was surely not
in force, and under which nothing was done or may have been, is named once at the end. So is one that only a
closed list can open, while nobody has said whether the person is on that list: the name of the list is the
one question. Everything else is told in full, whatever is unknown about it; `complete` tells all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from duenotice.days import in_words
from duenotice.reason.answer import Answer, not_advice
from duenotice.reason.duties import Status
from duenotice.reason.overview import CaseOverview, Overview, awaits_list, could_matter
from duenotice.reason.reasons import distinct
from duenotice.reason.to_text import Mark, headline, plain, questions_to_text, status_words
from duenotice.truth import NO

_ALL = "`duenotice check --all` tells each of them in full."


def overview_to_text(overview: Overview, mark: Mark = plain, complete: bool = False) -> str:
    """Every case about one person, shortly; `complete` also tells in full what is named only otherwise."""
    return "\n".join(_overview(overview, mark, complete)) + "\n"


def _overview(overview: Overview, mark: Mark, complete: bool) -> Iterator[str]:
    known = f", by what was on file on {overview.known_on}" if overview.known_on else ""
    yield f"Asked about {in_words(overview.on)}{known}."
    answers = [found for case in overview.cases for found in case.answers]
    listed = {found.order.id: awaits_list(found) for found in answers if could_matter(found) and not complete}
    over = [found for found in answers if _surely_over(found) and not complete]
    above: set[str] = set()
    for case in overview.cases:
        kept = (found for found in case.answers if not listed.get(found.order.id) and found not in over)
        told = CaseOverview(case.case, tuple(kept))
        if not told.answers:
            continue
        yield ""
        yield from _case(told, mark)
        asked = distinct(question for found in told.that_matter for question in found.questions)
        new = tuple(question for question in asked if question.ask not in above)
        yield from ("  " + line if line else line for line in questions_to_text(new))
        if len(new) < len(asked):
            yield "  What was asked above and is not on file is open here too."
        above |= {question.ask for question in new}
    yield from _lists(listed)
    yield from _over(over)
    yield ""
    yield not_advice(*overview.orders)


def _surely_over(found: Answer) -> bool:
    return found.standing.truth is NO and not could_matter(found)


def _lists(listed: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The orders for the people whom a list names, by the list."""
    by_list: dict[str, list[str]] = {}
    for order, names in listed.items():
        for name in names:
            by_list.setdefault(name, []).append(order)
    if by_list:
        yield ""
        yield f"Only for the people named in them. Is the person on one of these lists? {_ALL}"
        yield from (f'  "{name}": {", ".join(ids)}' for name, ids in by_list.items())


def _over(over: Iterable[Answer]) -> Iterator[str]:
    """The orders that were surely not in force, by their case."""
    by_case: dict[str, list[str]] = {}
    for found in over:
        by_case.setdefault(found.order.identity.case, []).append(found.order.id)
    if by_case:
        yield ""
        yield f"Surely not in force on that day, and of no matter for earlier ones. {_ALL}"
        yield from (f"  {', '.join(ids)}" for ids in by_case.values())


def _case(case: CaseOverview, mark: Mark) -> Iterator[str]:
    yield case.case
    matter = case.that_matter
    for found in matter:
        yield f"  {found.order.id}: {found.order.identity.title}"
        yield f"    may be protected by it: {mark(str(found.protected))}: {headline(found)}"
        yield f"    in force: {mark(str(found.standing.truth))}: {found.standing.says}"
        for duty in found.duties:
            yield f'    duty "{duty.duty.name}": {status_words(duty, found.order.identity.kind, mark)}'
    rest = [found for found in case.answers if found not in matter]
    if rest:
        yield "  of no matter on this day, or for this person:"
    for found in rest:
        yield f"    {found.order.id}: {headline(found)}"
    if case.strictest:
        found, duty = case.strictest
        word = "is" if duty.status is not Status.UNKNOWN else "may be"
        named = f'"{duty.duty.name}" of {found.order.id}'
        yield f"  The strictest duty that {word} owed: {named}: {mark(duty.status.value)}"
