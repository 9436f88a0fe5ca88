"""A calendar feed that tells nobody anything: numbers and days, keyed to a printed page.

Calendars are synchronised, shared and read over shoulders. So no text of a record, an order or an option
can enter one: an item has a number, a day and a sort, and what is written is one of a few sentences made
of those. The name of an event (its UID) is a keyed hash, so that it stays the same when the feed is made
again, and cannot be guessed back into an order or a person by whoever lacks the key.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from icalendar import Alarm, Calendar, Event


class Sort(Enum):
    """What a day is, in the only words that a calendar may show."""

    SAFE = "Last safe day"
    DEADLINE = "Deadline"
    WATCH = "Date to watch"
    CLOSES = "Last day"
    STEP = "Step"


@dataclass(frozen=True)
class Item:
    """One day of a feed. id: names it for ever, and is never shown. number: as on the printed page,
    whose letter is `page` (L for a ledger), so that two pages can share a calendar."""

    id: str
    number: int
    day: int
    sort: Sort
    page: str = ""


REMIND = timedelta(hours=-15)
"""The alarm: nine in the morning of the day before."""


def feed(items: Iterable[Item], key: bytes, on: int) -> bytes:
    """An iCalendar file. key: what makes its UIDs unguessable; on: the day it was made, no clock is read.

    The same items, key and day give the same bytes; a later `on` with the same key updates the events.
    """
    assert key, "without a key the names of the events could be guessed"
    calendar = Calendar()
    calendar.add("prodid", "-//calendar//days//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for item in sorted(items, key=lambda item: (item.day, item.number, item.sort.value, item.id)):
        calendar.add_component(_event(item, key, on))
    return bytes(calendar.to_ical())


def _event(item: Item, key: bytes, on: int) -> Event:
    day, said = date.fromordinal(item.day), words(item)
    event = Event()
    event.add("uid", uid(item, key))
    event.add("dtstamp", datetime.combine(date.fromordinal(on), time(), UTC))
    event.add("sequence", on - _SINCE)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    event.add("summary", said)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said)
    alarm.add("trigger", REMIND)
    event.add_component(alarm)
    return event


def words(item: Item) -> str:
    """All that a calendar shows: ``Deadline 3 - see file``."""
    return f"{item.sort.value} {item.page}{item.number} - see file"


def uid(item: Item, key: bytes) -> str:
    """The name of an event: the same for the same id, sort and key, and nothing without the key."""
    digest = hmac.new(key, f"{item.sort.name} {item.id}".encode(), hashlib.sha256).hexdigest()
    return f"{digest[:32]}@days.invalid"


_SINCE = date(1990, 1, 1).toordinal()
"""Sequence numbers count days from here, the first day of the court calendars."""
