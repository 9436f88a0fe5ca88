"""What the front matter of an order file must say. Identity only, never logic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duenotice.days import from_edtf
from duenotice.days.calendars import Calendar
from duenotice.documents import Document, at_line_breaks
from duenotice.problems import Place, Problem, RefusedDate, did_you_mean, nearest, quoted

OWED = (
    "id",
    "title",
    "court",
    "number",
    "judge",
    "docket entry",
    "territory",
    "time zone",
    "version",
    "decided",
)
"""What must be said."""

ALLOWED = (*OWED, "caution", "court id", "kind")
"""What may be said. Anything else would be lost without a word."""

_DECIDED = r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?"
"""The day; or the month, where no source that was seen tells the day."""

_FORMS: dict[str, tuple[str, str]] = {
    "id": (
        rf"[a-z0-9]+(?:-[a-z0-9]+)*/{_DECIDED}",
        "the case and the day, as in `a-v-b/2019-01-03`, or the month if the day was not seen",
    ),
    "decided": (_DECIDED, "a day, as in `2019-01-03`, or a month, as in `2019-01`, if the day was not seen"),
    "version": (r"[1-9][0-9]{0,5}", "a whole number, counted up at each change of the file"),
    "time zone": (r"UTC|[A-Z][A-Za-z]+(?:/[A-Za-z_+-]+[0-9]*)+", "a zone, as in `America/Los_Angeles`"),
    "kind": (r"order|rule", "`order`, or `rule` for a statute or a regulation"),
}


def identity_problems(document: Document) -> Iterator[Problem]:
    """Everything that is wrong with the front matter (O10, D01 to D05)."""
    front = document.front
    if not front:
        yield _none(Place(document.file, 1, 0, 1, at_line_breaks(document.text + "\n")[0]))
        return
    missing = [name for name in OWED if not front.get(name, "").strip()]
    strange = [name for name in front if name not in ALLOWED]
    meant = {near[0]: name for name in missing if (near := nearest(name, strange))}
    for name in missing:
        instead = next((key for key, owed in meant.items() if owed == name), "")
        yield _missing(name, instead, document)
    for name in strange:
        if name not in meant:
            yield _strange(name, document)
    for name, (form, words) in _FORMS.items():
        value = front.get(name, "").strip()
        if value and not re.fullmatch(form, value):
            yield _misformed(name, value, words, document)
    yield from _days(document)
    yield from _court(document)


def _days(document: Document) -> Iterator[Problem]:
    """The day or month in the id is one that exists, and that of the decision."""
    id_, decided = document.front.get("id", "").strip(), document.front.get("decided", "").strip()
    called = id_.partition("/")[2] if re.fullmatch(_FORMS["id"][0], id_) else ""
    told = decided if re.fullmatch(_DECIDED, decided) else ""
    for name, date in (("id", called), ("decided", told)):
        if date:
            try:
                from_edtf(date, _place(name, document).pointing_at(date))
            except RefusedDate as refused:
                yield from refused.problems
    if called and told and called != told:
        yield Problem(
            "O10",
            _place("decided", document),
            f"`{told}` is not the day in the id, `{called}`",
            "an order is called by its case and the day it was decided",
            "write the same day in both",
        )


def _court(document: Document) -> Iterator[Problem]:
    """The court's id is one of the calendars: whose holidays count depends on it."""
    name = document.front.get("court id", "").strip().lower()
    courts = Calendar.load().courts
    if "court id" in document.front and name not in courts:
        yield Problem(
            "O10",
            _place("court id", document),
            f"{quoted(name)} is not a court of the calendars",
            "periods are counted with the holidays of the court and of its state",
            did_you_mean(name, courts, "write the court's CM/ECF id, such as `cacd`, or remove the line"),
        )


def _none(place: Place) -> Problem:
    return Problem(
        "O10",
        place,
        "this file has no front matter",
        "the front matter tells which order this is; every answer repeats it",
        f"begin the file with `---`, a line for each of {', '.join(f'`{name}`' for name in OWED)}, and `---`",
    )


def _missing(name: str, instead: str, document: Document) -> Problem:
    help_ = f"add a line `{name}: …` between the two `---` at the top of the file"
    return Problem(
        "O10",
        _place(instead or name, document),
        f"the front matter does not say `{name}`",
        "the front matter tells which order this is; every answer repeats it",
        f"write `{name}` instead of `{instead}`" if instead else help_,
    )


def _strange(name: str, document: Document) -> Problem:
    return Problem(
        "O10",
        _place(name, document),
        f"{quoted(name)} is not part of the front matter of an order",
        "what is not read would be lost without a word",
        did_you_mean(name, ALLOWED, "say it in the prose below, or remove the line"),
    )


def _misformed(name: str, value: str, words: str, document: Document) -> Problem:
    why = "orders are found, named and compared by it"
    what = f"{quoted(value)} cannot be the `{name}` of an order"
    return Problem("O10", _place(name, document).pointing_at(value), what, why, f"write {words}")


def _place(name: str, document: Document) -> Place:
    """The line of the front matter that begins with this name."""
    for number, line in enumerate(at_line_breaks(document.text.removeprefix("\ufeff")), start=1):
        if re.match(rf"{re.escape(name)}\s*:", line):
            return Place(document.file, number, 1, len(name), line)
    return Place(document.file, 1)
