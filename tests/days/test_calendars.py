"""The calendar files: what they hold, how they are replaced, and the table made from them."""

from __future__ import annotations

import runpy
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from duenotice.days.calendars import Calendar
from duenotice.days.counting import count
from duenotice.days.counting.table import VIEWS, legal_calendar
from duenotice.problems import Refused

ROOT = Path(__file__).parents[2]
FILES = ROOT / "src" / "duenotice" / "days" / "calendars"


def test_the_shipped_days_are_what_the_tool_writes(tmp_path: Path) -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "calendars.py"))
    tool["write"].__globals__["FOLDER"] = tmp_path
    for name in ("federal", "states"):
        tool["write"](f"{name}.csv", "day,name,where,reading,authority,effective", tool[name]())
        assert (tmp_path / f"{name}.csv").read_text("utf-8") == (FILES / f"{name}.csv").read_text("utf-8")


def test_every_federal_district_and_circuit_has_its_state_and_zone() -> None:
    courts = Calendar.load().courts.values()
    assert Counter(court.kind for court in courts) == {"district": 94, "bankruptcy": 94, "circuit": 13}
    assert all(court.state and court.zone and court.circuit for court in courts)


def test_the_calendar_runs_from_1990_to_2060() -> None:
    calendar = Calendar.load()
    assert (date.fromordinal(calendar.first), date.fromordinal(calendar.last)) == (
        date(1990, 1, 1),
        date(2060, 12, 31),
    )


@pytest.mark.parametrize(("year", "how_many"), [(1990, 10), (2020, 10), (2021, 11), (2060, 11)])
def test_a_year_has_its_statutory_days(year: int, how_many: int) -> None:
    days = Calendar.load().days["federal"].items()
    assert len([d for d, hs in days for h in hs if h.reading == "certain" and _year(d) == year]) == how_many


def _year(day: int) -> int:
    return date.fromordinal(day).year


def test_columbus_day_stays_in_states_that_do_not_keep_it() -> None:
    for court in ("cacd", "nvd", "ksd", "mied"):
        assert count(date(2019, 9, 30), 14, "days", court=court).prevailing == date(2019, 10, 15)


def test_a_folder_of_the_user_s_own_replaces_a_file_and_keeps_the_others(tmp_path: Path) -> None:
    text = (FILES / "federal.csv").read_text(encoding="utf-8")
    text += "2030-06-10,closing by the President,federal,closing,an order of next week,2030-06-03\n"
    (tmp_path / "federal.csv").write_text(text, encoding="utf-8")
    own = Calendar.load(tmp_path)
    assert count(date(2030, 5, 27), 14, "days", court="cacd", calendar=own).prevailing == date(2030, 6, 11)
    assert count(date(2030, 5, 27), 14, "days", court="cacd").prevailing == date(2030, 6, 10)


def test_a_calendar_can_be_taken_as_it_stood_on_a_day() -> None:
    before = Calendar.load().known_on(date(2018, 12, 17))
    counted = count(date(2018, 12, 10), 14, "days", calendar=before)
    assert counted.settled
    assert counted.prevailing == date(2018, 12, 24)


@pytest.mark.parametrize(
    "line",
    ["2030-13-01,a,federal,closing,b,", "2030-06-10,a,federal,closed,b,", "2030-06-10,a,federal,closing,b,x"],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "states.csv").write_text(f"day,name,where,reading,authority,effective\n{line}\n", "utf-8")
    with pytest.raises(Refused, match=r"states\.csv, line 2: M05"):
        Calendar.load(tmp_path)


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "states.csv").write_text("day,name\n2030-06-10,a\n", encoding="utf-8")
    with pytest.raises(Refused, match="`where` is missing"):
        Calendar.load(tmp_path)


@pytest.mark.parametrize(
    ("reading", "end"), [("prevailing", "prevailing"), ("narrow", "earliest"), ("broad", "latest")]
)
def test_the_table_that_engines_join_gives_the_same_ends(reading: str, end: str) -> None:
    calendar = Calendar.load()
    table = {row.day: row for row in legal_calendar("frcp", "cacd", reading, calendar)}
    for number in range(date(2017, 1, 1).toordinal(), date(2028, 1, 1).toordinal(), 3):
        day = date.fromordinal(number)
        counted = count(day, 14, "days", "after", "frcp", "cacd", rule_date=date(2020, 1, 1))
        assert table[date.fromordinal(number + 14)].next_open == getattr(counted, end)


def test_the_table_has_the_open_days_of_both_directions() -> None:
    calendar = Calendar.load()
    table = {row.day: row for row in legal_calendar("frcp", "mad", "prevailing", calendar)}
    patriots = table[date(2008, 4, 21)]
    assert (patriots.open_fwd, patriots.open_back) == (False, True)
    assert (patriots.next_open, patriots.prev_open) == (date(2008, 4, 22), date(2008, 4, 21))
    assert (patriots.next_open_strict, patriots.prev_open_strict) == (date(2008, 4, 22), date(2008, 4, 18))
    assert set(VIEWS) == {"prevailing", "narrow", "broad"}
