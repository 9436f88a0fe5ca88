"""Counting: right answers beside those of common libraries, and a million counts.

    python benchmarks/counting.py

The libraries stand in the dependency group `bench`, which no lock file holds; what is not installed is
skipped with a message (pip install duckdb pandas workalendar).

First table. Every row of `conformance/day-counts.csv` is given to each approach. The libraries take a
number of days and know neither service nor rule sets; to be fair to them, three days are added for mail,
hours and months are counted by the same helper for all, and the result is rolled by their own calendar in
the direction of counting. Early and late are against the prevailing reading: for a notice, early means
that an unlawful detention is called lawful. The rows were written beside duenotice, so its own column
says that the rows are kept, not that the law is.
"""

from __future__ import annotations

import csv
import importlib.metadata
import sqlite3
import time
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from duenotice.days.calendars import Calendar
from duenotice.days.counting import count
from duenotice.days.counting.rows import counted_of
from duenotice.days.counting.table import LegalDay, legal_calendar

ROWS = Path(__file__).parents[1] / "conformance" / "day-counts.csv"
Row = dict[str, str]
IsOpen = Callable[[date], bool]
MILLION = 1_000_000
FIRST = date(2015, 1, 1)


def nominal(row: Row) -> date | datetime:
    """What plain arithmetic says: start and amount, in the direction, with three days for mail."""
    start = datetime.fromisoformat(row["start"]) if "T" in row["start"] else date.fromisoformat(row["start"])
    sign, amount = -1 if row["direction"] == "before" else 1, int(row["amount"] or 0)
    if row["unit"] == "hours":
        return start + timedelta(hours=sign * amount)
    if row["unit"] in ("months", "years"):
        months = start.year * 12 + start.month - 1 + sign * amount * (12 if row["unit"] == "years" else 1)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(start.day, monthrange(year, month)[1]))
    mailed = 3 if row["service"] in ("mail", "clerk", "other", "carrier") and sign == 1 else 0
    return start + timedelta(sign * amount * (7 if row["unit"] == "weeks" else 1) + mailed)


def rolled(row: Row, is_open: IsOpen) -> date | datetime:
    """The nominal end, moved to a day that a library calls open; court days by the library's own days."""
    step = timedelta(-1 if row["direction"] == "before" else 1)
    if row["unit"] == "court days":
        day = date.fromisoformat(row["start"])
        for _ in range(int(row["amount"])):
            day += step
            while not is_open(day):
                day += step
        return day
    end = nominal(row)
    while not is_open(end.date() if isinstance(end, datetime) else end):
        end += step
    return end


def approaches() -> Iterator[tuple[str, Callable[[Row], date | datetime]]]:
    """Each approach that is installed, with its name and version."""
    calendar = Calendar.load()
    yield "duenotice", lambda row: counted_of(row, calendar).prevailing
    yield "plain timedelta", nominal
    if have("holidays"):
        yield from _holidays()
    if have("workalendar"):
        from workalendar.usa import UnitedStates  # noqa: PLC0415 - optional

        plain, juneteenth = UnitedStates(), UnitedStates()
        juneteenth.include_juneteenth = True
        yield f"workalendar {version('workalendar')}", lambda row: rolled(row, plain.is_working_day)
        yield "workalendar with Juneteenth", lambda row: rolled(row, juneteenth.is_working_day)
    if have("pandas"):
        yield from _pandas()


def _holidays() -> Iterator[tuple[str, Callable[[Row], date | datetime]]]:
    import holidays  # noqa: PLC0415 - optional

    public = holidays.country_holidays("US")
    both = holidays.country_holidays("US", categories=("public", "government"))
    yield (
        f"holidays {version('holidays')}",
        lambda row: rolled(row, lambda d: d.weekday() < 5 and d not in public),
    )
    yield (
        "holidays, public and government",
        lambda row: rolled(row, lambda d: d.weekday() < 5 and d not in both),
    )

    def by_state(row: Row) -> date | datetime:
        court = Calendar.load().courts.get(row["jurisdiction"].split("/")[1])
        own = holidays.country_holidays("US", subdiv=court.state) if court else public
        return rolled(row, lambda d: d.weekday() < 5 and d not in own)

    def joined(row: Row) -> date | datetime:
        court = Calendar.load().courts.get(row["jurisdiction"].split("/")[1])
        state = holidays.country_holidays("US", subdiv=court.state) if court else public
        own = state if row["direction"] != "before" else both
        return rolled(row, lambda d: d.weekday() < 5 and d not in both and d not in own)

    yield "holidays by state", by_state
    yield "holidays, joined, state days forward only", joined


def _pandas() -> Iterator[tuple[str, Callable[[Row], date | datetime]]]:
    import pandas as pd  # noqa: PLC0415 - optional
    from pandas.tseries.holiday import USFederalHolidayCalendar  # noqa: PLC0415 - optional
    from pandas.tseries.offsets import CustomBusinessDay  # noqa: PLC0415 - optional

    business = CustomBusinessDay(calendar=USFederalHolidayCalendar())
    yield (
        f"pandas {version('pandas')}, rollforward and rollback",
        lambda row: rolled(row, lambda d: bool(business.is_on_offset(pd.Timestamp(d)))),
    )

    def n_business_days(row: Row) -> date | datetime:
        if row["unit"] not in ("days", "court days"):
            return rolled(row, lambda d: bool(business.is_on_offset(pd.Timestamp(d))))
        sign = -1 if row["direction"] == "before" else 1
        moved = pd.Timestamp(row["start"]) + sign * int(row["amount"]) * business
        return moved.date()

    yield "pandas, n business days", n_business_days


def have(name: str) -> bool:
    """Whether a library is there; says so if not."""
    try:
        version(name)
    except importlib.metadata.PackageNotFoundError:
        click.echo(f"skipped: {name} is not installed (pip install {name})")
        return False
    return True


def version(name: str) -> str:
    """The version of an installed library."""
    return importlib.metadata.version(name)


def right_answers() -> None:
    """The first table."""
    with ROWS.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lines = []
    for name, approach in approaches():
        right = early = late = 0
        for row in rows:
            end, wanted = approach(row), datetime.fromisoformat(row["expected"])
            came = (
                end.replace(tzinfo=None)
                if isinstance(end, datetime)
                else datetime.combine(end, datetime.min.time())
            )
            right, early, late = right + (came == wanted), early + (came < wanted), late + (came > wanted)
        lines.append(f"| {name:<42} | {right:>5} | {early:>5} | {late:>5} |")
    click.echo(f"\nRight answers on {len(rows)} day counts\n")
    click.echo(f"| {'approach':<42} | right | early | late  |\n|{'-' * 44}|-------|-------|-------|")
    click.echo("\n".join(lines))


def a_million() -> None:
    """The second table: one million notices of 14 days in C.D. Cal., a sum to check by, and seconds."""
    calendar = Calendar.load()
    began = time.perf_counter()
    table = list(legal_calendar("frcp", "cacd", "prevailing", calendar))
    made = time.perf_counter() - began
    starts = [FIRST + timedelta(index % 5000) for index in range(MILLION)]
    lines = [("the calendar table, 1990-2060, one place", len(table), made, 0)]
    next_open = {row.day: row.next_open for row in table}
    fortnight, began = timedelta(14), time.perf_counter()
    ends = [next_open[start + fortnight] for start in starts]
    lines.append(("Python, look-up in the table", MILLION, time.perf_counter() - began, _sum(ends)))
    lines.append(_sqlite(table, starts))
    if have("duckdb"):
        lines.append(_duckdb(table))
    few, began = starts[:5000], time.perf_counter()
    ends = [count(start, 14, "days", "after", "frcp", "cacd").prevailing for start in few]
    lines.append(
        ("count(), every reading with its working", len(few), time.perf_counter() - began, 200 * _sum(ends))
    )
    click.echo(f"\n| {'a million counts':<42} | {'counts':>9} | seconds | per second | check        |")
    click.echo(f"|{'-' * 44}|{'-' * 11}|---------|------------|--------------|")
    for name, counts, seconds, check in lines:
        click.echo(
            f"| {name:<42} | {counts:>9,} | {seconds:7.3f} | {counts / seconds:>10,.0f} | {check:>12} |"
        )


def _sum(days: list[date]) -> int:
    return sum(day.toordinal() for day in days)


def _sqlite(table: list[LegalDay], starts: list[date]) -> tuple[str, int, float, int]:
    base = sqlite3.connect(":memory:")
    base.execute("create table legal_calendar (day text primary key, next_open text) without rowid")
    rows = [(str(row.day), str(row.next_open)) for row in table]
    base.executemany("insert into legal_calendar values (?, ?)", rows)
    base.execute("create table served (day text)")
    base.executemany("insert into served values (?)", [(str(start),) for start in starts])
    began = time.perf_counter()
    # day number 1 (1 January of year 1) is Julian day 1721425.5
    found = base.execute(
        "select sum(cast(julianday(c.next_open) - 1721424.5 as integer)) "
        "from served s join legal_calendar c on c.day = date(s.day, '+14 days')"
    ).fetchone()[0]
    return f"SQLite {sqlite3.sqlite_version}, join", len(starts), time.perf_counter() - began, int(found)


def _duckdb(table: list[LegalDay]) -> tuple[str, int, float, int]:
    import duckdb  # noqa: PLC0415 - optional

    base = duckdb.connect()
    base.execute("create table legal_calendar (day date, next_open date)")
    values = ",".join(f"('{row.day}','{row.next_open}')" for row in table)
    base.execute(f"insert into legal_calendar values {values}")  # noqa: S608 - our own dates
    base.execute(
        "create table served as select date '2015-01-01' + cast(i % 5000 as integer) as day "
        "from range(1000000) as r(i)"
    )
    began = time.perf_counter()
    found = base.execute(
        "select sum(datediff('day', date '0001-01-01', c.next_open) + 1) "
        "from served s join legal_calendar c on c.day = s.day + 14"
    ).fetchone()
    assert found is not None
    return f"DuckDB {version('duckdb')}, join", MILLION, time.perf_counter() - began, int(found[0])


if __name__ == "__main__":
    right_answers()
    a_million()
