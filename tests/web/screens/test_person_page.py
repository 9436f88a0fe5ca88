"""The person's page: what it shows to whom, answers to open questions, entries, and the way back."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duenotice.days import Span
from duenotice.library import load_shelf
from duenotice.web.accounts.models import Role
from duenotice.web.installation import Installation
from duenotice.web.journal.actions import Action
from duenotice.web.journal.models import Entry as Line
from duenotice.web.people.models import Note
from duenotice.web.people.selectors import filed_of, record_of
from duenotice.web.person.drawing import Dated, Scale, drawing
from duenotice.web.person.lanes import Lane
from tests.web.person_pages import ON, ORDER, READY, Desk, cheap

COUNSEL, NAVIGATOR = Role.COUNSEL, Role.NAVIGATOR
CONVICTION = "2004-06-01 conviction [county court file 77]"
OPEN = tuple(line for line in READY if not line.startswith("in the"))
"""It is open whether the person is in the United States."""


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap():
        yield


def today() -> date:
    return datetime.now(UTC).date()


def chip_of(page: str, order: str = ORDER) -> str:
    """What the chip of an order says."""
    found = re.search(rf'<p class="chip \w+">([^<]+)</p>(?:(?!</li>).)*{re.escape(order)},', page, re.DOTALL)
    assert found
    return found[1]


def test_a_person_is_shown_with_who_it_is_every_order_that_could_matter_and_each_entry_with_its_source(
    vault: Installation,
) -> None:
    desk = Desk(*READY, "language understood Khmer [told by Person A]")
    page = desk.see(COUNSEL, ON)
    for words in ("Person A", "Person Alias", "A012-345-678", "<dt>Languages</dt><dd>Khmer</dd>"):
        assert words in page
    assert chip_of(page) == "Protected"
    assert chip_of(desk.see(NAVIGATOR, ON)) == "May be protected"
    for source in ("passport", "release papers", "county clerk", "order of the immigration court"):
        assert f"Source: {source}" in page
    assert "This is not legal advice" in page
    assert Line.objects.filter(action=Action.PERSON_READ, subject=desk.person.pk).count() == 2


def test_who_may_not_read_about_crimes_sees_no_lane_no_number_and_no_day_of_a_conviction(
    vault: Installation,
) -> None:
    desk = Desk(*READY[:4], CONVICTION)
    seen = desk.see(COUNSEL, ON)
    assert "county court file 77" in seen
    assert ">Criminal</text>" in seen
    assert "1 June 2004" in seen
    hidden = desk.see(NAVIGATOR, ON)
    for words in ("county court file 77", ">Criminal<", "2004", "conviction"):
        assert words not in re.sub(r"<svg.*?</svg>", "", hidden, flags=re.DOTALL), words
    assert 'class="mark crimes"' not in hidden
    assert hidden.count('<li id="entry-') == seen.count('<li id="entry-') - 1


def test_a_question_whose_days_are_those_of_a_conviction_is_asked_about_all_days(vault: Installation) -> None:
    desk = Desk(*READY[:4], CONVICTION)
    assert "from ICE custody from 1 June 2004 through 5 January 2019" in desk.see(COUNSEL, ON)
    assert "a release from ICE custody at any time through 5 January 2019" in desk.see(NAVIGATOR, ON)


def test_yes_no_and_unknown_are_answered_with_one_press_and_the_verdict_follows(vault: Installation) -> None:
    desk = Desk(*OPEN)
    assert chip_of(desk.see(COUNSEL, ON)) == "Unknown: 1 fact missing"
    key = desk.key(COUNSEL, "Is the person in the United States?")
    answered = desk.send(NAVIGATOR, "answer", query=ON, key=key, said="unknown")
    assert answered.status_code == 302
    assert desk.lines == [*map(bare, OPEN)]
    assert "Answer: not known." in Note.objects.get(person=desk.person).text
    answered = desk.send(NAVIGATOR, "answer", query=ON, key=key, said="yes")
    assert answered.status_code == 302
    assert answered["Location"].startswith(f"{desk.address()}?{ON}&done=")
    assert "in the United States" in desk.lines
    (fact,) = (each for each in record_of(desk.row).facts if each.name == "presence")
    assert fact.origin.source == f"told by the person, on {today()}"
    assert fact.origin.learned == today().toordinal()
    assert chip_of(desk.see(COUNSEL, ON)) == "Protected"


def test_no_makes_the_person_not_protected_and_taking_it_back_makes_it_unknown_again(
    vault: Installation,
) -> None:
    desk = Desk(*OPEN)
    key = desk.key(COUNSEL, "Is the person in the United States?")
    answered = desk.send(COUNSEL, "answer", query=ON, key=key, said="no", source="letter of a cousin")
    assert chip_of(desk.see(COUNSEL, ON)) == "Not protected"
    after = desk.as_(COUNSEL).get(answered["Location"].partition("#")[0]).content.decode()
    back = re.search(r'id="done".*?action="([^"?]+)', after, re.DOTALL)
    assert back
    assert "letter of a cousin" in after
    entry = back[1].strip("/").split("/")[-2]
    assert desk.send(COUNSEL, "withdraw_entry", entry, source="misheard").status_code == 302
    assert chip_of(desk.see(COUNSEL, ON)) == "Unknown: 1 fact missing"
    assert desk.send(COUNSEL, "record_again", entry).status_code == 302
    assert chip_of(desk.see(COUNSEL, ON)) == "Not protected"


def test_whether_something_happened_is_answered_with_a_day_or_with_a_search(vault: Installation) -> None:
    desk = Desk(*READY[:3], *READY[4:])
    ask = "Was there a release from ICE custody "
    key = desk.key(COUNSEL, ask)
    undated = desk.send(COUNSEL, "answer", query=ON, key=key, said="yes")
    assert undated.status_code == 400
    assert b"no day was typed" in undated.content
    assert b"Nothing was written" in undated.content
    assert desk.send(COUNSEL, "answer", query=ON, key=key, said="yes", date="1999-03").status_code == 302
    assert "1999-03 release from ICE custody" in desk.lines
    assert chip_of(desk.see(COUNSEL, ON)) == "Protected"
    other = Desk(*READY[:3], *READY[4:])
    key = other.key(COUNSEL, ask)
    assert other.send(COUNSEL, "answer", query=ON, key=key, said="no").status_code == 302
    assert any(line.startswith("searched release from ICE custody") for line in other.lines)
    assert f'id="q-{key}"' not in other.see(COUNSEL, ON)


def test_a_rough_day_is_mended_by_its_question_though_the_entry_had_no_name(vault: Installation) -> None:
    lines = [line.replace("1999-03-02 release", "1998 release") for line in READY]
    desk = Desk(*lines)
    key = desk.key(COUNSEL, "On which day was the release from ICE custody")
    assert desk.send(COUNSEL, "answer", query=ON, key=key, said="yes", date="1998-11-20").status_code == 302
    counted = record_of(desk.row).known_on(today().toordinal())
    assert [str(event.date) for event in counted.events] == ["1998-05-04", "1998-11-20"]
    assert '<strong class="state">corrected</strong>' in desk.see(COUNSEL, ON)


def test_a_write_to_an_old_version_is_refused_with_a_way_to_go_on(vault: Installation) -> None:
    desk = Desk(*OPEN)
    key = desk.key(COUNSEL, "Is the person in the United States?")
    old = desk.row.version
    desk.send(NAVIGATOR, "record_entry", sort="event", term="check-in", date="2018-12-03")
    before = desk.lines
    refused = desk.send(COUNSEL, "answer", query=ON, key=key, said="yes", version=old)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert desk.lines == before
    assert "somebody else has written to this person since you read" in page
    once_more = re.search(
        r'<form method="post" action="([^"]+)">((?:(?!</form>).)*)Write it all', page, re.DOTALL
    )
    assert once_more
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', once_more[2]))
    assert desk.as_(COUNSEL).post(once_more[1], fields).status_code == 302
    assert "in the United States" in desk.lines


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {
                "sort": "event",
                "term": "notice of detention",
                "date": "2019-01-08",
                "qualifiers": ["written", "mailed"],
                "mailed": "2019-01-08",
                "received": "2019-01-10",
                "language": "khmer",
            },
            "2019-01-08 written mailed notice of detention in Khmer, mailed 2019-01-08, received 2019-01-10",
        ),
        (
            {"sort": "event", "term": "release from ICE custody", "date": "2001~", "qualifiers": ["by bond"]},
            "2001~ release from ICE custody by bond",
        ),
        ({"sort": "fact", "term": "language understood", "option": "Lao"}, "language understood Lao"),
        (
            {
                "sort": "search",
                "term": ["check-in", "transfer"],
                "through": "2020-01-01",
                "place": "the locator",
            },
            'searched check-in or transfer through 2020-01-01 at "the locator"',
        ),
    ],
)
def test_notices_detentions_facts_and_searches_are_recorded_as_they_were_typed(
    vault: Installation, fields: dict[str, Any], line: str
) -> None:
    desk = Desk(*READY)
    sent = desk.send(NAVIGATOR, "record_entry", source="photo of the letter", **fields)
    assert sent.status_code == 302
    words = {frozenset(each.replace(",", "").split()) for each in desk.lines}
    assert frozenset(line.replace(",", "").split()) in words
    assert "Source: photo of the letter" in desk.see(NAVIGATOR)


@pytest.mark.parametrize(
    "fields",
    [
        {"sort": "event", "term": "check-in", "date": "01/02/2019"},
        {"sort": "event", "term": "check-in", "date": "2999-01-01"},
        {"sort": "event", "term": "check-in", "date": "2019-01-03", "received": "2019-01-04"},
        {"sort": "event", "term": "check-in", "date": "2019-01-03", "qualifiers": ["written"]},
        {"sort": "event", "term": "Person A", "date": "2019-01-03"},
        {"sort": "event", "term": "conviction", "date": "2004-06-01"},
        {"sort": "event", "term": "removal", "date": ""},
        {"sort": "fact", "term": "nationality", "option": "Cambodja"},
        {"sort": "search", "term": ["check-in"], "through": "2999-01-01"},
        {"sort": "nothing"},
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(
    vault: Installation, fields: dict[str, Any]
) -> None:
    """A navigator cannot tell of a conviction by this form either."""
    desk = Desk(*READY)
    before, version = desk.lines, desk.row.version
    refused = desk.send(NAVIGATOR, "record_entry", **fields)
    assert refused.status_code == 400
    assert b'role="alert"' in refused.content
    assert (desk.lines, desk.row.version) == (before, version)


def test_an_entry_about_a_crime_is_neither_corrected_nor_withdrawn_by_who_may_not_read_it(
    vault: Installation,
) -> None:
    desk = Desk(*READY[:4], CONVICTION)
    (row,) = (each for each in filed_of(desk.row) if "conviction" in str(each.entry))
    nowhere = uuid.UUID(int=1)
    for pk in (row.pk, nowhere):
        assert desk.send(NAVIGATOR, "withdraw_entry", pk, source="x").status_code == 404
        assert desk.send(NAVIGATOR, "record_again", pk).status_code == 404
    assert desk.send(COUNSEL, "withdraw_entry", row.pk, source="another person's").status_code == 302
    hidden = desk.see(NAVIGATOR, ON)
    assert "withdraws" not in hidden
    assert "another person" not in hidden


def test_an_entry_is_corrected_by_the_form_that_holds_what_it_says(vault: Installation) -> None:
    desk = Desk(*READY)
    (row,) = (
        each for each in filed_of(desk.row) if "release from" in str(each.entry) and "1999" in str(each.entry)
    )
    page = desk.see(COUNSEL, f"correct={row.pk}")
    assert f'action="{desk.address("correct_entry", row.pk)}"' in page
    assert 'value="1999-03-02"' in page
    fields = {
        "sort": "event",
        "term": "release from ICE custody",
        "date": "1999-03-12",
        "qualifiers": "by parole",
    }
    assert desk.send(COUNSEL, "correct_entry", row.pk, **fields).status_code == 302
    counted = record_of(desk.row).known_on(today().toordinal())
    assert [str(event.date) for event in counted.events] == ["1998-05-04", "1999-03-12"]


def test_what_was_known_on_an_earlier_day_is_shown_without_forms(vault: Installation) -> None:
    desk = Desk(
        *(line if "released" in line else line.replace(" [", " (learned 2020-01-01) [") for line in READY)
    )
    page = desk.see(COUNSEL, f"{ON}&known=2019-06-01")
    assert "Nothing yet." in page
    assert 'name="said"' not in page
    assert "Record something" not in page


def test_notes_are_privileged_or_shareable_and_files_are_only_downloaded(vault: Installation) -> None:
    desk = Desk(*READY)
    assert desk.send(COUNSEL, "add_note", kind="privileged", text="strategy words").status_code == 302
    assert desk.send(NAVIGATOR, "add_note", kind="shareable", text="call after six").status_code == 302
    assert desk.send(NAVIGATOR, "add_note", kind="privileged", text="x").status_code == 404
    assert desk.send(NAVIGATOR, "add_note", kind="shareable", text=" ").status_code == 400
    for role, reads in ((COUNSEL, True), (NAVIGATOR, False)):
        page = desk.see(role)
        assert ("strategy words" in page) is reads
        assert "call after six" in page
        assert (">Access log<" in page) is reads
    assert "reader-counsel" in desk.see(COUNSEL)
    assert "note written" in desk.see(COUNSEL)
    file = SimpleUploadedFile("letter.txt", b"<script>alert(1)</script>")
    assert desk.as_(COUNSEL).post(desk.address("add_file"), {"file": file}).status_code == 302
    found = re.search(r'href="([^"]+/files/[^"]+)">letter.txt', desk.see(NAVIGATOR))
    assert found
    got = desk.as_(NAVIGATOR).get(found[1])
    assert got.content == b"<script>alert(1)</script>"
    assert "attachment" in got["Content-Disposition"]


def test_the_timeline_is_one_svg_without_script_or_style_and_its_numbers_are_those_of_the_list(
    vault: Installation,
) -> None:
    desk = Desk(*READY, CONVICTION, "2018-12-20 written notice of detention [letter]")
    page = desk.see(COUNSEL, ON)
    (svg,) = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    drawn = ElementTree.fromstring(svg)  # noqa: S314  # nosec B314  # made by us
    assert not re.search(r"style=|<script|href=|onload", svg)
    numbers = sorted(int(each.text or "") for each in drawn.iter("text") if each.get("class") == "number")
    listed = re.findall(r'<li id="entry-(\d+)"', page)
    assert set(map(str, numbers)) < set(listed)
    assert len(numbers) == 6
    assert {each.get("class") for each in drawn.iter() if (each.get("class") or "").startswith("mark")} >= {
        *("mark immigration", "mark custody", "mark crimes", "mark notices", "mark searches"),
    }
    months = desk.see(COUNSEL, f"{ON}&scale=month")
    assert "2018-01 \u2013 2019-12" in months
    assert "3 earlier" in months


def test_a_band_lies_on_the_days_on_which_the_order_was_in_force() -> None:
    """The order of 3 January 2019 was entered that day; its file knows of it through 3 April 2019."""
    order = load_shelf().orders[ORDER]
    event = Dated(1, Lane.CUSTODY, Span(*[date(2018, 7, 2).toordinal()] * 2), "1. release")
    drawn = drawing([event], [order], date(2019, 1, 5), Scale.MONTH, 2018, [Lane.CUSTODY])
    days = (drawn.last - drawn.first).days
    entered = 8 + round((date(2019, 1, 3) - drawn.first).days * (drawn.width - 16) / days)
    assert next((band.sure, band.x) for band in drawn.bands) == (True, entered)
    assert not drawn.bands[1].sure
    assert drawn.bands[1].x + drawn.bands[1].width == drawn.width - 8
    (mark,) = drawn.marks
    assert mark.x < entered
    assert mark.width == 0
    assert drawing([event], [order], date(2019, 1, 5), Scale.MONTH, 2021, [Lane.CUSTODY]).before == 1


def bare(line: str) -> str:
    return line.partition(" [")[0]
