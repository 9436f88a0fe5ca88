"""An invented list with a mapping, and one mistake each in one of the two."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

MAP = """\
roster: 1
person: Client ID
learned: 2019-05-03
blank: [n/a, "-"]
columns:
  Nationality: {fact: nationality, values: {KH: Cambodia, "?": unknown, see file: nothing}}
  In US: {fact: presence, values: {"Y": in the United States, "N": outside the United States}}
  Final order: {event: final order of removal}
  Released: {event: release from ICE custody}
  Release type: {qualifies: Released, values: {OS: by order of supervision, bond: by bond}}
  Notice: {event: notice of detention, qualifiers: [mailed]}
  Notice received: {day of: Notice, clock: received}
  Convicted: {event: conviction, if: ["Y"], not if: ["N"]}
searched:
  - {terms: [conviction], through column: Checked through, at: county court}
  - {terms: [notice of detention], through: 2019-05-01}
"""
HEADER = (
    *("Client ID", "Name", "Nationality", "In US", "Final order", "Released", "Release type"),
    *("Notice", "Notice received", "Convicted", "Checked through"),
)
ROW = (
    "001",
    "Person A",
    "KH",
    "Y",
    "1998-03",
    "1999-03-02",
    "OS",
    "2019-01-04",
    "2019-01-07",
    "N",
    "2019-02-01",
)

Cells = Sequence[object]


def row(**changes: object) -> tuple[object, ...]:
    """The one right row with other cells: ``row(client_id="002")``."""
    named = {name.lower().replace(" ", "_"): cell for name, cell in zip(HEADER, ROW, strict=True)}
    assert set(changes) <= set(named), changes
    return tuple((named | changes).values())


def csv_text(*rows: Cells, separator: str = ",") -> str:
    return "".join(separator.join(map(str, cells)) + "\n" for cells in (HEADER, *rows))


def workbook(*rows: Cells, above: int = 0, change: Callable[[Workbook], None] | None = None) -> Workbook:
    """A workbook with the list in its first sheet, `above` rows of other things over it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Main"
    for number in range(above):
        sheet.append([f"our list, line {number}"] if number % 2 == 0 else [])
    for cells in (HEADER, *rows):
        sheet.append(list(cells))
    if change:
        change(book)
    return book


def saved(book: Workbook, file: Path) -> Path:
    book.save(file)
    return file


DAY = datetime.date(1998, 3, 4)

WRONG_CELLS: dict[str, dict[str, object]] = {
    "id-blank": {"client_id": ""},
    "id-for-everyone": {"client_id": "*"},
    "id-shortened": {"client_id": "1.23457E+18"},
    "id-with-decimal-point": {"client_id": "12.0"},
    "id-with-unseen-character": {"client_id": "0\u200b1"},
    "id-not-there": {"client_id": "n/a"},
    "nationality-misspelt": {"nationality": "Camboida"},
    "nationality-two": {"nationality": "Cambodia/Laos"},
    "presence-not-mapped": {"in_us": "yes"},
    "date-two-readings": {"final_order": "03/04/2019"},
    "date-no-such-day": {"final_order": "2019-02-30"},
    "date-no-such-day-in-words": {"final_order": "30 February 2019"},
    "date-no-such-day-american": {"final_order": "13/13/2019"},
    "date-short-year": {"final_order": "3/14/98"},
    "date-serial": {"final_order": "43466"},
    "date-free-text": {"final_order": "before Christmas"},
    "date-two-dates": {"final_order": "1998 and 2003"},
    "date-is-an-id": {"final_order": "A123"},
    "qualifier-not-mapped": {"release_type": "bail"},
    "qualifier-without-event": {"released": ""},
    "clock-without-notice": {"notice": ""},
    "clock-before-notice": {"notice_received": "soon"},
    "flag-not-listed": {"convicted": "maybe"},
    "flag-is-a-date": {"convicted": "2001"},
    "search-through-words": {"checked_through": "all clear"},
    "direction-mark": {"nationality": "Cam\u202ebodia"},
    "nothing-but-an-id": dict.fromkeys([name.lower().replace(" ", "_") for name in HEADER[2:]], ""),
}

WRONG_MAPS: dict[str, tuple[str, str]] = {
    "no-version": ("roster: 1\n", ""),
    "other-version": ("roster: 1", "roster: 2"),
    "no-person": ("person: Client ID\n", ""),
    "person-is-a-name": ("person: Client ID", "person: Name"),
    "person-not-in-the-list": ("person: Client ID", "person: Client No"),
    "random-without-link": ("person: Client ID", "person: random"),
    "link-without-random": ("learned:", "link: [Name]\nlearned:"),
    "part-unknown": ("learned:", "lerned:"),
    "part-of-column-unknown": ("{event: final order of removal}", "{events: final order of removal}"),
    "column-means-nothing": ("{event: final order of removal}", "{}"),
    "column-means-two-things": ("{event: final order of removal}", "{event: conviction, fact: counsel}"),
    "fact-unknown": ("fact: nationality", "fact: citizenship"),
    "fact-misspelt": ("fact: nationality", "fact: nationalty"),
    "value-unknown": ("KH: Cambodia", "KH: Kambodja"),
    "term-unknown": ("event: final order of removal", "event: deportation order"),
    "qualifier-unknown": ("qualifiers: [mailed]", "qualifiers: [posted]"),
    "qualifier-value-unknown": ("OS: by order of supervision", "OS: by supervision"),
    "qualifies-nothing": ("qualifies: Released", "qualifies: Release"),
    "day-of-no-notice": ("day of: Notice", "day of: Released"),
    "clock-missing": ("clock: received", "values: {}"),
    "clock-unknown": ("clock: received", "clock: arrived"),
    "dates-unknown": ("learned: 2019-05-03", "dates: european"),
    "learned-roughly": ("learned: 2019-05-03", "learned: 2019-05"),
    "learned-wrong": ("learned: 2019-05-03", "learned: 05/03/2019"),
    "search-without-end": (", through: 2019-05-01", ""),
    "search-with-two-ends": ("through: 2019-05-01", "through: 2019-05-01, through column: Notice"),
    "search-of-unknown-term": ("terms: [conviction]", "terms: [crimes]"),
    "not-a-list": ('blank: [n/a, "-"]', "blank: n/a"),
    "no-columns": (MAP[MAP.index("columns:") : MAP.index("searched:")], "columns: {}\n"),
    "key-twice": ("roster: 1", "roster: 1\nroster: 1"),
    "not-yaml": ("roster: 1", "roster: [1"),
    "if-for-a-fact": ("{fact: nationality, values:", "{fact: nationality, if: [x], values:"),
}
