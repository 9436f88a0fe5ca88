"""The meaning of the language as tables that every engine must pass, run on this engine.

Eight tables, told apart by their columns:

- ``left,connective,right,expected,note``: the truth tables.
- ``left,relation,right,days,expected,note``: how partial dates compare.
- ``record,condition,on,expected,note``: what a condition means for a record. Both are written as in
  a case and in an order, with semicolons for line breaks; below a group stand its letters.
- ``id,start,amount,unit,direction,jurisdiction,…``: how time is counted
  (`duenotice.days.counting.rows`).
- five tables of verdicts: notices before an act and their languages, steps with a clock, duties after an act,
  duties by a day (`duenotice.reason.counted_rows`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from duenotice.days import LAST_DAY, Relation, compare, from_edtf
from duenotice.days.calendars import Calendar
from duenotice.days.counting.rows import COLUMNS as DAY_COUNT_COLUMNS
from duenotice.days.counting.rows import came_of
from duenotice.documents import Block
from duenotice.language import Cite, from_names, from_text
from duenotice.problems import Place, Problem, Refused, RefusedDocument, did_you_mean
from duenotice.reason import counted_rows
from duenotice.reason.evaluate import NEVER
from duenotice.reason.membership import membership
from duenotice.reason.timeline import Happening, Happenings, Moment, Timeline
from duenotice.record import cases_from_text
from duenotice.terms import Vocabulary
from duenotice.truth import Truth, all_of, any_of

Row = dict[str, str]


@dataclass(frozen=True)
class Failed:
    """A row that did not come out as expected."""

    place: Place
    row: str
    expected: str
    came: str


@dataclass(frozen=True)
class Table:
    """One table that was run."""

    file: str
    rows: int
    failed: tuple[Failed, ...]


COLUMNS: dict[str, tuple[str, ...]] = {
    "truth": ("left", "connective", "right", "expected", "note"),
    "dates": ("left", "relation", "right", "days", "expected", "note"),
    "quantifiers": ("record", "condition", "on", "expected", "note"),
    "day-counts": DAY_COUNT_COLUMNS,
    "notice-before": counted_rows.NOTICE_BEFORE,
    "notice-language": counted_rows.NOTICE_LANGUAGE,
    "steps": counted_rows.STEPS,
    "duties-after": counted_rows.DUTIES_AFTER,
    "duties-by-day": counted_rows.DUTIES_BY_DAY,
}
"""The columns of each table."""


def run_table(text: str, file: str, vocabulary: Vocabulary) -> Table:
    """Run one CSV table. Raises `RefusedDocument` (M05) for other columns, `Refused` for a bad cell."""
    columns, rows = _rows(text, file)
    run = _runner(columns, file)
    failed: list[Failed] = []
    for line, row in rows:
        cells = {name.strip(): (value or "").strip() for name, value in row.items() if name}
        place = Place(file, line, 0, 1, ",".join(cells.values()))
        came = _run(run, cells, vocabulary, place)
        if str(came) != (expected := _expected(cells)):
            failed.append(Failed(place, place.text, expected, str(came)))
    if not rows:
        why = "a table without rows would pass whatever the engine does"
        raise RefusedDocument(Problem("M05", Place(file), "there is no row in this table", why, "add a row"))
    return Table(file, len(rows), tuple(failed))


def _expected(cells: Row) -> str:
    """What a row expects; of a notice also its first lawful days, where they are given."""
    return ",".join(filter(None, (cells["expected"], cells.get("mildest"), cells.get("strictest"))))


def _rows(text: str, file: str) -> tuple[tuple[str, ...], list[tuple[int, Row]]]:
    """The names of the columns, and each row with its line."""
    reader = csv.DictReader(io.StringIO(text))
    try:
        columns = tuple(name.strip() for name in reader.fieldnames or ())
        return columns, [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        place, what, why = Place(file, reader.line_num), "the CSV breaks off here", str(error)
        help_ = "check the quotation marks of this line"
        raise RefusedDocument(Problem("M05", place, what, why, help_)) from None


_Runner = Callable[[Row, Vocabulary, Place], Truth | str]


def _runner(columns: tuple[str, ...], file: str) -> _Runner:
    runners: dict[str, _Runner] = {
        "truth": _truth,
        "dates": _dates,
        "quantifiers": _quantifiers,
        "day-counts": _day_counts,
        "notice-before": counted_rows.notice_before,
        "notice-language": counted_rows.notice_language,
        "steps": counted_rows.step,
        "duties-after": counted_rows.duty_after,
        "duties-by-day": counted_rows.duty_by_day,
    }
    for name, owed in COLUMNS.items():
        if set(owed) - {"note"} <= set(columns):
            return runners[name]
    listed = "; or ".join(",".join(owed) for owed in COLUMNS.values())
    raise RefusedDocument(
        Problem(
            "M05",
            Place(file, 1, 1, 1, ",".join(columns)),
            "this is not a conformance table",
            f"the columns must be: {listed}",
            "give the first line of the file these column names",
        )
    )


def _run(run: _Runner, cells: Row, vocabulary: Vocabulary, place: Place) -> Truth | str:
    try:
        if run in _THREE_VALUED:
            Truth.from_text(cells["expected"])
        return run(cells, vocabulary, place)
    except ValueError as error:
        what = str(error)
    except Refused as refused:
        raise RefusedDocument(*(problem.inside(place) for problem in refused.problems)) from None
    raise RefusedDocument(
        Problem(
            "M05", place, what, "a cell of this row cannot be used", "mend the cell; the other rows are fine"
        )
    )


def _truth(cells: Row, _: Vocabulary, __: Place) -> Truth:
    left = Truth.from_text(cells["left"])
    match cells["connective"]:
        case "not":
            return ~left
        case "all":
            return all_of([left, Truth.from_text(cells["right"])])
        case "any":
            return any_of([left, Truth.from_text(cells["right"])])
        case other:
            raise ValueError(f"`{other}` is none of all, any, not")


def _dates(cells: Row, _: Vocabulary, place: Place) -> Truth:
    name = cells["relation"].replace(" ", "_")
    known = [relation.value for relation in Relation]
    if name not in known:
        raise ValueError(
            f"`{cells['relation']}` is not a relation; {did_you_mean(name, known, ', '.join(known))}"
        )
    relation = Relation(name)
    days = _days(cells["days"], relation)
    return compare(from_edtf(cells["left"], place), relation, from_edtf(cells["right"], place), days)


def _days(text: str, relation: Relation) -> int:
    if relation.takes_days and not text.isdigit():
        raise ValueError(f"`{relation.value}` needs a number of days, and `{text}` is none")
    return int(text) if text.isdigit() else 0


def _day_counts(cells: Row, _: Vocabulary, __: Place) -> str:
    return came_of(cells, Calendar.load())


def _quantifiers(cells: Row, vocabulary: Vocabulary, place: Place) -> Truth:
    lines = "\n".join(f"  {part.strip()}" for part in cells["record"].split(";") if part.strip())
    case = cases_from_text(Block("case", f"a row\n{lines}\n", place.file, place.line), vocabulary)[0]
    head, *below = (part.strip() for part in cells["condition"].split(";"))
    letters = "".join(f"      {part}\n" for part in below)
    rule = (
        'class "row" [row]\n  a person is a member when all of these hold:\n'
        f"    (a) {head}\n{letters}"
        "life of this order\n  0001-01-01 entered [row]\n  known through 9999-12-31 [row]\n"
    )
    rules = from_names(from_text([Block("order", rule, place.file, place.line)], place), vocabulary)
    moment = Moment(Happening(from_edtf(cells["on"], place)))
    record = case.record.known_on(LAST_DAY)
    timeline = Timeline(record, vocabulary, moment, Happenings(record, vocabulary))
    return membership(rules.classes[0].body, NEVER, timeline, Cite()).truth


_THREE_VALUED: tuple[_Runner, ...] = (_truth, _dates, _quantifiers, counted_rows.step)
