"""Five conformance tables: notices before an act, their languages, steps, duties after an act and by a day.

Each row is a small order and a small record, written as their columns say, and is asked whole: nothing
here counts. ``notice-before`` expects the verdict and, where it is given, the first lawful day on the
mildest and on the strictest count; ``steps`` expects whether the step's condition holds; ``duties-after``
the verdict on the duty; ``duties-by-day`` the verdict on each day by which something was owed, in order,
to somebody who is held. A period may have further readings, with semicolons between; before an act it may
be ``earlier``, which names no number.
"""

from __future__ import annotations

from dataclasses import dataclass

from duenotice.days import LAST_DAY, from_edtf, iso
from duenotice.documents import Block
from duenotice.language import Order
from duenotice.library import order_from_text
from duenotice.problems import Place
from duenotice.reason.answer import answer
from duenotice.reason.duties import Judged
from duenotice.record import Record, cases_from_text
from duenotice.terms import Vocabulary

Row = dict[str, str]

NOTICE_BEFORE = (
    *("id", "court", "period", "method", "given", "clocks", "counts from", "act"),
    *("expected", "mildest", "strictest", "source", "note"),
)
NOTICE_LANGUAGE = ("id", "notice", "understands", "expected", "source", "note")
STEPS = (
    *("id", "court", "period", "started", "what", "done", "searched", "on"),
    *("expected", "source", "note"),
)
DUTIES_AFTER = (
    *("id", "court", "period", "act", "what", "done", "searched", "on"),
    *("expected", "source", "note"),
)
DUTIES_BY_DAY = (
    *("id", "court", "due", "events", "what", "done", "searched", "on"),
    *("expected", "source", "note"),
)
_ACT, _RELEASE = "detention for removal", "release from ICE custody"
_CLASS = """class "everybody" [row]
  a person is a member when all of these hold:
    (a) {letter}

"""
_LIFE = "life of this order\n  0001-01-01 entered [row]\n  known through 9999-12-31 [row]\n"
_HERE = "the person is in the United States"


@dataclass(frozen=True)
class Asked:
    """A row as an order and a record."""

    rules: str
    lines: tuple[str, ...]


def notice_before(cells: Row, vocabulary: Vocabulary, place: Place) -> str:
    """``unknown,2019-01-17,2019-01-18``: the verdict, and of those days that the row gives, which came."""
    counts = (
        f"  the notice counts from the day it is {cells['counts from']}\n" if cells["counts from"] else ""
    )
    duty = (
        f'duty "notice" [row]\n  owed to each member of "everybody"\n  before each {_ACT}\n'
        f"  the government must give notice of detention {_readings(cells, 'at least {} earlier')}{counts}\n"
    )
    clocks = f", {cells['clocks']}" if cells["clocks"] else ""
    notice = f"{cells['given']} notice of detention {cells['method']}".rstrip() + clocks
    lines = (notice, f"{cells['act']} {_ACT}", "searched everything through 9999-12-31")
    judged = _judged(Asked(duty, lines), cells, vocabulary, place)
    came = [judged.status.value]
    days = [way.first for _, way in judged.counted]
    for name, choose in (("mildest", min), ("strictest", max)):
        if cells[name]:
            came.append(iso(choose(days)) if days else "none")
    return ",".join(came)


def notice_language(cells: Row, vocabulary: Vocabulary, place: Place) -> str:
    """The verdict on a notice that came in time and must be in a language the person understands."""
    duty = (
        f'duty "notice" [row]\n  owed to each member of "everybody"\n  before each {_ACT}\n'
        "  the government must give notice of detention earlier\n"
        "  the notice must be in a language the person understands\n\n"
    )
    facts = (f"language understood {one.strip()}" for one in cells["understands"].split(";") if one.strip())
    notice = f"2019-01-03 notice of detention {cells['notice']}".rstrip()
    lines = (*facts, notice, f"2019-01-10 {_ACT}", "searched everything through 9999-12-31")
    return _judged(Asked(duty, lines), {**cells, "court": "any"}, vocabulary, place).status.value


def _readings(cells: Row, form: str) -> str:
    """How long, and below it each other reading of that."""
    periods = (one.strip() for one in cells["period"].split(";"))
    first, *others = ("earlier" if period == "earlier" else form.format(period) for period in periods)
    return "".join((f"{first}\n", *(f"    or, on another reading: {other}\n" for other in others)))


def step(cells: Row, vocabulary: Vocabulary, place: Place) -> str:
    """``yes``, ``no`` or ``unknown``: whether the time is over and the step was not done in it."""
    letter = f"{cells['period']} after the beginning have passed without {_article(cells['what'])}"
    rules = (
        'class "everybody" [row]\n  a person is a member when all of these hold:\n'
        f"    (a) there is an A-file received: call it the beginning\n    (b) {letter}\n\n"
    )
    started = (f"{cells['started']} A-file received", "searched A-file received through 9999-12-31")
    order, record = _order(rules, cells, vocabulary, place), (*started, *_done(cells))
    found = answer(order, _record(record, vocabulary, place), vocabulary, from_edtf(cells["on"], place))
    return str(found.classes[0].truth)


def duty_after(cells: Row, vocabulary: Vocabulary, place: Place) -> str:
    """The verdict on the duty: ``met``, ``violated``, ``pending`` or ``unknown``."""
    duty = (
        f'duty "afterwards" [row]\n  owed to each member of "everybody"\n  after each {_ACT}\n'
        f"  the government must give {_article(cells['what'])} {_readings(cells, 'within {}')}\n"
    )
    lines = (f"{cells['act']} {_ACT}", *_done(cells))
    return _judged(Asked(duty, lines), cells, vocabulary, place).status.value


def duty_by_day(cells: Row, vocabulary: Vocabulary, place: Place) -> str:
    """The verdict on each day: ``met; violated; pending``; on the duty, where no day has come."""
    rules = (
        'class "held" [row]\n  a person is a member when all of these hold:\n'
        f"    (a) there is the last {_ACT}: call it the arrest\n"
        f"    (b) there is no {_RELEASE} on or after the arrest\n\n"
        f'duty "by a day" [row]\n  owed to each member of "held"\n  {cells["due"]}\n'
        f"  the government must give {_article(cells['what'])}\n\n"
    )
    searched = f"searched {_ACT} or {_RELEASE} through 9999-12-31"
    events = [event.strip() for event in cells["events"].split(";") if event.strip()]
    record = _record((*events, searched, *_done(cells)), vocabulary, place)
    on = from_edtf(cells["on"], place)
    (found,) = answer(_order(rules, cells, vocabulary, place), record, vocabulary, on).duties
    return "; ".join(day.status.value for day in found.acts) or found.status.value


def _done(cells: Row) -> tuple[str, ...]:
    done = tuple(f"{day.strip()} {cells['what']}" for day in cells["done"].split(";") if day.strip())
    searched = f"searched {cells['what']} {cells['searched']}" if cells["searched"] else ""
    return (*done, *filter(None, (searched,)))


def _judged(asked: Asked, cells: Row, vocabulary: Vocabulary, place: Place) -> Judged:
    order = _order(_CLASS.format(letter=_HERE) + asked.rules, cells, vocabulary, place)
    record = _record(("in the United States", *asked.lines), vocabulary, place)
    on = from_edtf(cells.get("on") or "9999-12-31", place)
    return answer(order, record, vocabulary, on).duties[0].acts[0]


def _order(rules: str, cells: Row, vocabulary: Vocabulary, place: Place) -> Order:
    court, _, zone = cells["court"].partition(" ")
    front = (
        "id: row/0001-01-01\ntitle: row\ncourt: row\nnumber: row\njudge: row\ndocket entry: row\n"
        f"decided: 0001-01-01\nterritory: row\ntime zone: {zone or 'America/Los_Angeles'}\nversion: 1\n"
    )
    front += "" if court == "any" else f"court id: {court}\n"
    return order_from_text(f"---\n{front}---\n\n```order\n{rules}{_LIFE}```\n", vocabulary, place.file)


def _record(lines: tuple[str, ...], vocabulary: Vocabulary, place: Place) -> Record:
    text = "a row\n" + "".join(f"  {line}\n" for line in lines)
    return cases_from_text(Block("case", text, place.file, place.line), vocabulary)[0].record.known_on(
        LAST_DAY
    )


def _article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiouA' else 'a'} {words}"
