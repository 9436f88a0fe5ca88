"""Periods in hours, zones, and the day on which something was served.

Elapsed time is counted in UTC and shown in the zone of the place: 72 hours from Friday 2 November 2007,
10:23, end on Monday at 9:23, because the clocks went back between (FRCP 6(a)(2)(B); 2009 note). Adding
hours to a local clock, as Python does, says 10:23.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def elapsed(start: datetime, hours: int, zone: str) -> datetime:
    """The instant so many hours later (earlier, if negative), on the clock of the zone."""
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(ZoneInfo(zone))


def same_time_on(day: int, at: datetime) -> datetime:
    """The same clock time on another day (FRCP 6(a)(2)(C)). A time that the clocks skip is moved on.

    A time that comes twice is the first of the two, unless it was the second already.
    """
    moved = datetime.combine(date.fromordinal(day), at.timetz())
    return moved.astimezone(UTC).astimezone(at.tzinfo)


def with_zone(at: datetime, zone: str) -> datetime:
    """The instant on the clock of the zone; a time without a zone is one of that clock."""
    return at.astimezone(ZoneInfo(zone)) if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
