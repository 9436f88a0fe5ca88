"""The iCalendar file of a feed: all-day events that say a kind of day and the reference of a file.

No text of a record can get here: an event has a keyed name, a day, one of `KINDS`, and a reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from icalendar import Alarm, Calendar, Event

ALARMS = (7, 3, 1)
"""Days before."""
REFRESH = timedelta(hours=4)


class Kind(Enum):
    """All words that a calendar may show."""

    CLOSES = "Last day"
    STEP = "Step"
    MEETING = "Appointment"


@dataclass(frozen=True)
class Entry:
    """One event. sequence: how often it changed; changed: when. cancelled: it says nothing else any more."""

    uid: str
    day: date
    kind: str
    reference: str
    sequence: int
    changed: datetime
    cancelled: bool = False


def to_ics(entries: Iterable[Entry], home: str) -> bytes:
    """The file. home: the address of the site, where one signs in to see more."""
    calendar = Calendar()
    calendar.add("prodid", "-//calendar//days//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.uid)):
        calendar.add_component(_event(entry, home))
    return bytes(calendar.to_ical())


def _event(entry: Entry, home: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@days.invalid")
    event.add("dtstamp", entry.changed.replace(microsecond=0))
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if entry.cancelled:
        event.add("status", "CANCELLED")
        event.add("summary", "Cancelled")
        return event
    event.add("status", "CONFIRMED")
    event.add("summary", said(entry))
    event.add("url", home)
    for days in ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", said(entry))
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event


def said(entry: Entry) -> str:
    """``Last day, file K7Q2-M4XD``."""
    return f"{entry.kind}, file {entry.reference}"
