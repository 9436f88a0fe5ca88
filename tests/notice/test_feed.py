"""A calendar feed is well formed, stays the same, and tells nobody anything."""

from __future__ import annotations

import re
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from duenotice.days import from_edtf
from duenotice.library import load_options, load_shelf
from duenotice.notice.feed import Item, Sort, feed, uid, words
from duenotice.notice.window import Asked, window
from duenotice.notice.window_data import record_key, window_items
from duenotice.record import Record, read_record

ON = date(2019, 1, 11).toordinal()
KEY = b"a secret"
PROPERTIES = {
    *("VERSION", "PRODID", "CALSCALE", "METHOD", "BEGIN", "END", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP"),
    *("UID", "SEQUENCE", "CLASS", "TRANSP", "ACTION", "DESCRIPTION", "TRIGGER"),
}
items = st.builds(
    Item,
    id=st.text(min_size=1, max_size=20),
    number=st.integers(0, 60),
    day=st.integers(ON, ON + 400),
    sort=st.sampled_from(Sort),
)

TELLING = """Sok Chan, A 012-345-678, held by ICE at Adelanto
  nationality Cambodia [ICE file of Sok Chan, A012345678]
  in the United States
  counsel "Jane Roe of the Legal Office"
  1999-06 conviction [People v. Chan, Orange County]
  2002-05-20 final order of removal [EOIR, A012345678]
  2003-03-11 release from ICE custody by order of supervision [I-220B]
  2018-12-20 motion to reopen denied [IJ, Los Angeles]
  2019-01-10 notice of detention written mailed [letter from ICE ERO Los Angeles]
  searched everything through 2019-01-11
  possible claim fear of return
"""
FORBIDDEN = (
    *("Sok", "Chan", "012-345-678", "012345678", "A012", "Adelanto", "Cambodia", "Khmer", "Roe", "Orange"),
    *("ICE", "ERO", "DHS", "EOIR", "USCIS", "BIA", "immigra", "remov", "deport", "deten", "custod", "court"),
    *("chhoeun", "marin", "notice", "order", "motion", "stay", "habeas", "reopen", "convict", "asylum"),
    *("duenotice", "appeal", "A-file", "I-246", "I-220B", "lawyer", "counsel", "citizen", "national"),
)


def recorded(text: str) -> Record:
    return read_record(text, load_shelf().vocabulary, "a record")[0].record


def of_a_telling_record() -> bytes:
    shelf = load_shelf()
    record = recorded(TELLING)
    order = shelf.order("chhoeun-v-marin/2019-01-03")
    said = window(Asked(order, record, shelf.vocabulary, from_edtf("2019-01-11")), load_options())
    return feed(window_items(said), record_key(record), said.on)


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_a_feed_of_a_record_full_of_names_holds_no_forbidden_word() -> None:
    said = "\n".join(line for line in unfolded(of_a_telling_record()) if not line.startswith("UID:"))
    kept = (
        said.replace("BEGIN:VCALENDAR", "").replace("END:VCALENDAR", "").replace("PRODID:-//calendar//", "")
    )
    assert events(of_a_telling_record())
    assert [word for word in FORBIDDEN if word.casefold() in kept.casefold()] == []


def test_every_text_of_a_feed_is_one_of_a_few_sentences() -> None:
    for line in filter(None, unfolded(of_a_telling_record())):
        name, _, value = line.partition(":")
        assert name.split(";")[0] in PROPERTIES
        if name in ("SUMMARY", "DESCRIPTION"):
            assert re.fullmatch(
                r"(?:Last safe day|Deadline|Date to watch|Last day|Step) \d+ - see file", value
            )
        elif name == "UID":
            assert re.fullmatch(r"[0-9a-f]{32}@days\.invalid", value)
        else:
            assert re.fullmatch(r"[A-Z0-9.:/\-a-z]+", value)


def test_the_numbers_of_a_feed_are_those_of_the_printed_window() -> None:
    shelf = load_shelf()
    record = recorded(TELLING)
    order = shelf.order("chhoeun-v-marin/2019-01-03")
    said = window(Asked(order, record, shelf.vocabulary, from_edtf("2019-01-11")), load_options())
    by_number = {choice.number: choice for choice in said.choices}
    found = list(window_items(said))
    assert {item.number for item in found if item.sort is Sort.CLOSES} == {0}
    for item in found:
        if item.sort is Sort.SAFE:
            assert item.day == by_number[item.number].safe
    deadlines = [by_number[item.number].option.id for item in found if item.sort is Sort.DEADLINE]
    assert deadlines == ["appeal-to-the-board"]


@given(st.lists(items, max_size=8))
def test_a_feed_is_a_calendar_of_whole_days(found: list[Item]) -> None:
    read = events(feed(found, KEY, ON))
    assert len(read) == len(found)
    for event, item in zip(
        read, sorted(found, key=lambda i: (i.day, i.number, i.sort.value, i.id)), strict=True
    ):
        assert event["DTSTART"].dt == date.fromordinal(item.day)
        assert event["DTEND"].dt.toordinal() == item.day + 1
        assert event["SUMMARY"] == words(item)


@given(st.lists(items, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_items_and_the_day_of_the_clock_change_nothing(
    found: list[Item], random: Random
) -> None:
    again = list(found)
    random.shuffle(again)
    assert feed(again, KEY, ON) == feed(found, KEY, ON)


@given(items, items)
def test_a_name_depends_on_what_it_names_and_on_the_key_and_on_nothing_else(one: Item, other: Item) -> None:
    assert uid(one, KEY) == uid(Item(one.id, other.number, other.day, one.sort), KEY)
    assert (uid(one, KEY) == uid(other, KEY)) is ((one.id, one.sort) == (other.id, other.sort))
    assert uid(one, KEY) != uid(one, b"another secret")


def test_a_feed_made_later_updates_the_entries_of_the_one_before() -> None:
    item = Item("an order an option", 3, ON + 5, Sort.SAFE)
    [first], [second] = (events(feed([item], KEY, on)) for on in (ON, ON + 1))
    assert first["UID"] == second["UID"]
    assert first["SEQUENCE"] + 1 == second["SEQUENCE"]


def test_the_alarm_rings_on_the_day_before() -> None:
    text = feed([Item("x", 3, ON, Sort.DEADLINE)], KEY, ON).decode()
    assert "TRIGGER:-PT15H\r\n" in text
    assert "TRANSP:TRANSPARENT\r\n" in text
    assert text.count("Deadline 3 - see file") == 2


def test_without_a_key_no_name_is_made() -> None:
    with pytest.raises(AssertionError, match="guessed"):
        feed([], b"", ON)


def test_the_key_of_a_record_changes_with_every_entry_and_not_with_their_order() -> None:
    lines = ["A", "  nationality Cambodia", "  2003 conviction", "  in the United States"]
    record, turned, less = (
        recorded("\n".join(kept) + "\n") for kept in (lines, [lines[0], *reversed(lines[1:])], lines[:-1])
    )
    assert record_key(record) == record_key(turned) != record_key(less)
