"""Court calendars: which days are holidays, on whose word, in which reading, and where a court sits.

Data, not code. Three CSV files lie beside this one; a folder of the user's own replaces any of them
without a release, because orders that close the courts appear about a week before the day.

    federal.csv, states.csv    day, name, where, reading, authority, effective
    courts.csv                 court, name, kind, state, circuit, zone, also_zone

where: ``federal``, or the states, a blank between them. reading: ``certain``, or the doubt that the
day hangs on (`duenotice.days.counting.doubts`). effective: since when the day was set, if that is
known. The calendar answers for whole years from its first federal day to its last and refuses others:
a day that nobody looked up is not an open day. `tools/calendars.py` says how the files were made.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files as package_files
from io import StringIO
from pathlib import Path

from duenotice.problems import Place, Problem, Refused, RefusedDocument, did_you_mean

DAY_COLUMNS = ("day", "name", "where", "reading", "authority", "effective")
COURT_COLUMNS = ("court", "name", "kind", "state", "circuit", "zone", "also_zone")
CERTAIN, NEVER = "certain", "never"
READINGS = (CERTAIN, "in-lieu", "closing", "inauguration", "state", "state-contested", NEVER)


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day that somebody set aside. day: a day number; effective: the day it was set, 0 if unknown."""

    day: int
    name: str
    where: tuple[str, ...]
    reading: str
    authority: str
    effective: int = 0


@dataclass(frozen=True, slots=True)
class Court:
    """One court: the state it sits in, its circuit, the zone of its clerk, another zone in its district.

    For a court of appeals the state and the zone are those of the clerk's principal office.
    """

    id: str
    name: str
    kind: str
    state: str
    circuit: str
    zone: str
    also_zone: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """The days and courts of one folder. first, last: the days it answers for, both included."""

    days: Mapping[str, Mapping[int, tuple[Holiday, ...]]]
    courts: Mapping[str, Court]
    first: int
    last: int

    @staticmethod
    def load(folder: Path | None = None) -> Calendar:
        """The calendar in a folder; a file that it lacks is the shipped one. Raises `RefusedDocument`."""
        return _shipped() if folder is None else _read(folder)

    def court(self, name: str) -> Court:
        """A court by its CM/ECF id, such as ``cacd``. Raises `Refused` (C02)."""
        if found := self.courts.get(name.lower()):
            return found
        raise Refused(
            Problem(
                "C02",
                Place("court", text=name),
                f"`{name}` is not a court of the calendar",
                "which state's holidays count depends on where the court sits",
                did_you_mean(
                    name, self.courts, "take the court's CM/ECF id, such as `cacd` or `ca9`, or `any`"
                ),
            )
        )

    def known_on(self, day: date) -> Calendar:
        """The calendar as it stood on a day: without what was set later, where that is known."""
        number = day.toordinal()
        kept = {
            where: _by_day(h for found in days.values() for h in found if h.effective <= number)
            for where, days in self.days.items()
        }
        return Calendar(kept, self.courts, self.first, self.last)

    def check(self, day: int) -> None:
        """Refuse (C03) a day that the calendar does not answer for."""
        if self.first <= day <= self.last:
            return
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        raise Refused(
            Problem(
                "C03",
                Place("calendar"),
                f"the count leaves the court calendar, which runs from {first} to {last}",
                "a day whose holidays nobody looked up must not be taken for an open day",
                "load a calendar that covers the years with `--calendars`",
            )
        )


@cache
def _shipped() -> Calendar:
    return _read(None)


def _read(folder: Path | None) -> Calendar:
    courts = [Court(*row) for row in _rows("courts.csv", COURT_COLUMNS, folder)]
    held: dict[str, list[Holiday]] = defaultdict(list)
    for name in ("federal.csv", "states.csv"):
        for holiday in map(_holiday, _rows(name, DAY_COLUMNS, folder)):
            for where in holiday.where:
                held[where].append(holiday)
    federal = [holiday.day for holiday in held["federal"]]
    first, last = date.fromordinal(min(federal)), date.fromordinal(max(federal))
    return Calendar(
        {where: _by_day(holidays) for where, holidays in held.items()},
        {court.id: court for court in courts},
        date(first.year, 1, 1).toordinal(),
        date(last.year, 12, 31).toordinal(),
    )


def _by_day(holidays: Iterable[Holiday]) -> dict[int, tuple[Holiday, ...]]:
    days: dict[int, tuple[Holiday, ...]] = {}
    for holiday in holidays:
        days[holiday.day] = (*days.get(holiday.day, ()), holiday)
    return days


def _holiday(row: list[str]) -> Holiday:
    day, name, where, reading, authority, effective = row
    since = date.fromisoformat(effective).toordinal() if effective else 0
    return Holiday(date.fromisoformat(day).toordinal(), name, tuple(where.split()), reading, authority, since)


def _rows(name: str, columns: tuple[str, ...], folder: Path | None) -> list[list[str]]:
    own = folder / name if folder else None
    path = own if own and own.is_file() else package_files("duenotice.days.calendars").joinpath(name)
    reader = csv.DictReader(StringIO(path.read_text(encoding="utf-8")))
    if missing := [column for column in columns if column not in (reader.fieldnames or ())]:
        raise _refused(
            name, 1, f"the column `{missing[0]}` is missing", f"the columns are: {','.join(columns)}"
        )
    rows = []
    for row in reader:
        cells = [(row[column] or "").strip() for column in columns]
        if columns is DAY_COLUMNS and (why := _wrong(cells)):
            raise _refused(name, reader.line_num, why, f"a reading is one of: {', '.join(READINGS)}")
        rows.append(cells)
    if not rows:
        raise _refused(name, 1, "the file holds no row", f"the columns are: {','.join(columns)}")
    return rows


def _wrong(cells: list[str]) -> str:
    for text in (cells[0], cells[5] or cells[0]):
        try:
            date.fromisoformat(text)
        except ValueError:
            return f"`{text}` is not a day such as 2019-01-03"
    return "" if cells[3] in READINGS else f"`{cells[3]}` is not a reading"


def _refused(name: str, line: int, what: str, help: str) -> RefusedDocument:
    why = "a calendar that is half read would count wrongly without saying so"
    return RefusedDocument(Problem("M05", Place(name, line), what, why, help))
