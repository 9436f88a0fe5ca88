"""Write the court calendar that duenotice ships: `python tools/calendars.py` (needs the `dev` group).

The seed is the `holidays` package. What it gets wrong for courts is corrected here, line by line with
its authority; the program itself reads only the files that this script writes.

    federal.csv   statutory days, weekdays in lieu, closings by the President, Inauguration Day
    states.csv    what a state adds: weekdays that are not legal holidays by federal law already
    courts.csv    is written by hand and not touched

`reading` says which doubt a day hangs on (`duenotice.days.counting.doubts`): `certain`, `in-lieu`,
`closing`, `inauguration`, `state`, `state-contested`, or `never` (named so that nobody adds it again).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays

YEARS = range(1990, 2061)
FOLDER = Path(__file__).parents[1] / "src" / "duenotice" / "days" / "calendars"
SEED = f"holidays {holidays.__version__}, to verify"
JUNETEENTH_LAW = date(2021, 6, 17)  # Pub. L. 117-17 (to verify); named in Civil Rule 6(a)(6)(A) since 2023

# Days on which the President closed the executive departments. The days are those of `holidays`
# (time.md 4.1) and 26 December 1997, which it lacks; order numbers were not read. The day an order was
# signed is written where it was seen: EO of 18 December 2018 (time.md 0).
CLOSINGS = {
    **{date(1997, 12, 26): "", date(2001, 12, 24): "", date(2003, 12, 26): "", date(2004, 6, 11): ""},
    **{date(2007, 1, 2): "", date(2007, 12, 24): "", date(2008, 12, 26): "", date(2012, 12, 24): ""},
    **{date(2014, 12, 26): "", date(2018, 12, 5): "", date(2018, 12, 24): "2018-12-18"},
    **{date(2019, 12, 24): "", date(2020, 12, 24): "", date(2024, 12, 24): "", date(2025, 1, 9): ""},
    **{date(2025, 12, 24): "", date(2025, 12, 26): ""},
}
HALF_DAYS = (date(2002, 12, 24), date(2009, 12, 24), date(2015, 12, 24))

# California: the judicial holidays count (Dwyer v. Duffy, 9th Cir. 2005, head only), so Code Civ. Proc.
# 135 decides; a Sunday moves to Monday (Gov. Code 6701, to verify). Gov. Code 6700 [seen] names more days,
# which 135 drops; they are contested. `holidays` has neither list: it adds Susan B. Anthony Day.
LUNAR_NEW_YEAR = (date(2023, 1, 23), date(2025, 1, 29), date(2026, 2, 17))  # to verify; later years absent
# Inauguration Day is 6103(c)'s for a few counties of MD and VA. That Susan B. Anthony Day closes courts
# in FL, NY or WI was not seen anywhere.
UNSETTLED = {
    **{"CA": ("Diwali",), "MD": ("Inauguration Day",), "VA": ("Inauguration Day",)},
    **dict.fromkeys(("FL", "NY", "WI"), ("Susan B. Anthony Day",)),
}
UNLISTED = {"CA": ("Susan B. Anthony Day",), "DC": ("Inauguration Day",)}


def federal() -> Iterator[tuple[object, ...]]:
    """The days of 5 USC 6103 and the President's, in the columns of the file."""
    actual = holidays.country_holidays("US", years=YEARS, observed=False, language="en_US")
    observed = holidays.country_holidays("US", years=YEARS, language="en_US")
    for day in sorted(observed):
        if not YEARS.start <= day.year < YEARS.stop:
            continue
        since = JUNETEENTH_LAW if "Juneteenth" in observed[day] else ""
        if day in actual:
            yield day, actual[day], "federal", "certain", "5 USC 6103(a)", since
        else:
            name = observed[day].replace(" (observed)", "") + ", in lieu"
            yield day, name, "federal", "in-lieu", "5 USC 6103(b)(1); EO 11582 sec. 3", since
    for day, signed in CLOSINGS.items():
        yield day, "closing by the President", "federal", "closing", "executive order", signed
    for day in HALF_DAYS:
        yield day, "half-day closing", "federal", "never", "executive order (half day)", ""
    for year in range(1993, YEARS.stop, 4):
        day = date(year, 1, 20)
        day += timedelta(day.weekday() == 6)  # 6103(c): of a Sunday, the next day
        yield day, "Inauguration Day", "DC", "inauguration", "5 USC 6103(c)", ""


def states() -> Iterator[tuple[object, ...]]:
    """What states add, those with the same day and name on one line."""
    known = holidays.country_holidays("US", years=YEARS, language="en_US")
    found: dict[tuple[date, str, str, str], set[str]] = defaultdict(set)
    for state in holidays.country_holidays("US").subdivisions:
        days = holidays.country_holidays("US", subdiv=state, years=YEARS, language="en_US")
        for day, name in days.items():
            unlisted = name.startswith(UNLISTED.get(state, ("-",))) or (state == "CA" and "Lincoln" in name)
            if day in known or day.weekday() > 4 or day.year not in YEARS or unlisted:
                continue
            contested = name.startswith(UNSETTLED.get(state, ("-",)))
            found[day, name, "state-contested" if contested else "state", SEED].add(state)
    for day, name, reading, authority in california():
        if day not in known and day.weekday() < 5:
            found[day, name, reading, authority].add("CA")
    for (day, name, reading, authority), who in found.items():
        yield day, name, " ".join(sorted(who)), reading, authority, ""


def california() -> Iterator[tuple[date, str, str, str]]:
    """The judicial holidays that `holidays` lacks, and the contested days of Gov. Code 6700."""
    judicial, listed = "Cal. Code Civ. Proc. 135 (dates to verify)", "Cal. Gov. Code 6700, not CCP 135"
    for year in YEARS:
        yield monday_if_sunday(date(year, 2, 12)), "Lincoln Day", "state", judicial
        fridays = [date(year, 9, day) for day in range(22, 29) if date(year, 9, day).weekday() == 4]
        yield fridays[0], "Native American Day", "state", judicial
        yield monday_if_sunday(date(year, 9, 9)), "Admission Day", "state-contested", listed
        if year >= 2023:  # the year in which the day entered Gov. Code 6700: to verify
            remembrance = monday_if_sunday(date(year, 4, 24))
            yield remembrance, "Genocide Remembrance Day", "state-contested", listed
    for day in LUNAR_NEW_YEAR:
        yield day, "Lunar New Year", "state-contested", listed


def monday_if_sunday(day: date) -> date:
    """The Monday after, of a Sunday; else the day itself."""
    return day + timedelta(day.weekday() == 6)


def write(name: str, columns: str, rows: Iterator[tuple[object, ...]]) -> None:
    """One sorted CSV file."""
    with (FOLDER / name).open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns.split(","))
        out.writerows(sorted([str(cell) for cell in row] for row in rows))


if __name__ == "__main__":
    COLUMNS = "day,name,where,reading,authority,effective"
    write("federal.csv", COLUMNS, federal())
    write("states.csv", COLUMNS, states())
