"""The public page that counts: the days, the working, the errors, and that it keeps nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse, HttpResponseBase
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from duenotice.days.typed import day_from
from duenotice.problems import RefusedDate
from duenotice.web.installation import Installation
from duenotice.web.journal.models import Entry
from tests.web.site_world import CHEAP, browser, session_of, world

ARREST = {"day": "2019-01-19", "number": "14", "direction": "before"}


def asked(**fields: str) -> HttpResponse:
    response: HttpResponseBase = browser().get("/count-the-days/", fields)
    assert isinstance(response, HttpResponse)
    return response


def text_of(response: HttpResponse) -> str:
    """The words of a page, without its tags."""
    body = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(body.replace("&#x27;", "'").split())


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2019-01-19", date(2019, 1, 19)),
        ("2019-1-9", date(2019, 1, 9)),
        ("01/19/2019", date(2019, 1, 19)),
        ("1/2/2019", date(2019, 1, 2)),
        ("19 Jan 2019", date(2019, 1, 19)),
        ("19 january 2019", date(2019, 1, 19)),
        ("Jan 19, 2019", date(2019, 1, 19)),
        ("January 19 2019", date(2019, 1, 19)),
        ("Sat 19 Jan 2019", date(2019, 1, 19)),
        ("Saturday, January 19th, 2019", date(2019, 1, 19)),
        ("Sept. 3, 2019", date(2019, 9, 3)),
        ("  29  Feb   2020 ", date(2020, 2, 29)),
    ],
)
def test_a_day_is_read_in_each_of_its_spellings(typed: str, day: date) -> None:
    assert day_from(typed) == day


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        ("13/01/2019", "D02", "01/13/2019"),
        ("01/19/19", "D01", "never guessed"),
        ("19.01.2019", "D01", "never guessed"),
        ("2019-02-29", "D02", "does not exist|not a day that exists"),
        ("31 Feb 2019", "D02", "not a day that exists"),
        ("Monday 19 January 2019", "D02", "is a Saturday"),
        ("19 Foo 2019", "D01", "names no month"),
        ("19 Ju 2019", "D01", "names no month"),
        ("today", "D01", "never guessed"),
        ("\u0662019-01-19", "D01", "never guessed"),
        ("0000-01-01", "D02", "not a day that exists"),
        ("\u202e2019-01-19", "D01", "never guessed"),
    ],
)
def test_what_two_people_would_read_differently_is_refused_with_what_to_write(
    typed: str, code: str, says: str
) -> None:
    with pytest.raises(RefusedDate) as refused:
        day_from(typed)
    (problem,) = refused.value.problems
    assert problem.code == code
    assert re.search(says, f"{problem.what} {problem.why} {problem.help}")


def test_an_arrest_on_a_saturday_fourteen_days_back_rolls_to_friday_and_both_days_are_shown(
    vault: Installation,
) -> None:
    response = asked(**ARREST)
    said = text_of(response)
    assert response.status_code == 200
    assert "14 days before Saturday 19 January 2019 is Friday 4 January 2019." in said
    assert "Read as: Saturday 19 January 2019." in said
    assert re.search(r"by the rule\s+Friday 4 January 2019\s+FRCP 6\(a\)", said)
    assert "by the calendar alone, without weekends and holidays Saturday 5 January 2019" in said
    assert "The ways to count do not agree." in said
    assert "Saturday 5 January 2019 skipped: Saturday FRCP 6(a)(1)(C)" in said
    assert "Saturday 5 January 2019 Saturday skipped" in said
    assert "3 days of weekends were counted like any other." in said


def test_the_ruler_shows_the_event_the_numbers_the_skipped_day_and_both_ends(vault: Installation) -> None:
    body = asked(**ARREST).content.decode()
    drawn = re.findall(
        r'<g class="(\w+)"><rect[^>]*/><text[^>]*>([^<]*)</text><text class="mark"[^>]*>([^<]*)</text>', body
    )
    told = {day: (kind, mark) for kind, day, mark in drawn if kind != "out"}
    assert told["4 Jan"] == ("end", "END")
    assert told["5"] == ("other", "14\N{MULTIPLICATION SIGN}?")
    assert told["6 Jan"] == ("closed", "13")
    assert told["18"] == ("counted", "1")
    assert told["19"] == ("start", "0")
    listed = [line for line in re.findall(r"<li>([^<]*)</li>", body) if "January 2019" in line]
    assert "Friday 4 January 2019: END" in listed
    assert "Saturday 5 January 2019: another end" in listed


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (
            {"day": "01/07/2019", "number": "14", "direction": "after"},
            "Monday 21 January 2019 skipped: Martin Luther King Jr. Day (5 USC 6103(a))",
        ),
        (
            {"day": "1 Feb 2018", "number": "7", "unit": "court days", "court": "mad"},
            "7 court days after Thursday 1 February 2018 end on Monday 12 February 2018.",
        ),
        (
            {"day": "3 Jan 2019", "number": "14", "court": "cacd", "service": "mail"},
            "by other readings from Thursday 17 January 2019 to Tuesday 22 January 2019.",
        ),
        ({"day": "2019-01-31", "number": "1", "unit": "months"}, "Thursday 28 February 2019"),
        ({"day": "2019-01-03", "number": "30", "rules": "eoir"}, "Counted by 8 CFR part 1003"),
        ({"day": "2019-12-20", "number": "14"}, "Friday 3 January 2020"),
    ],
)
def test_a_period_is_counted_by_the_rules_of_the_domain(
    vault: Installation, fields: dict[str, str], says: str
) -> None:
    assert says in text_of(asked(**fields))


@pytest.mark.parametrize(
    ("fields", "beside", "says"),
    [
        ({"day": "13/01/2019", "number": "14"}, "day", "the month comes first"),
        ({"day": "", "number": "14"}, "day", "Fill this in."),
        ({"day": "2019-01-19", "number": "-1"}, "number", "Write a whole number"),
        ({"day": "2019-01-19", "number": "٣"}, "number", "Write a whole number"),
        ({"day": "2019-01-19", "number": "999999"}, "number", "Lengths go from 0 to 100000"),
        ({"day": "2019-01-19", "number": "100000", "unit": "years"}, "number", "calendar"),
        (
            {"day": "2019-01-19", "number": "100000", "unit": "months", "direction": "before"},
            "number",
            "calendar",
        ),
        ({"day": "1776-07-04", "number": "14"}, "day", "court calendar"),
        ({"day": "9999-12-31", "number": "14"}, "day", "court calendar"),
        ({"day": "2019-01-19", "number": "14", "court": "<b>x"}, "court", "Select a valid choice"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    vault: Installation, fields: dict[str, str], beside: str, says: str
) -> None:
    response = asked(**fields)
    body = response.content.decode()
    assert response.status_code == 400
    found = re.search(rf'<ul class="errorlist" id="{beside}_error">(.*?)</ul>', body, re.DOTALL)
    assert found
    assert says in found[1]
    assert "<b>x" not in body
    assert re.search(rf'name="{beside}"[^>]*aria-invalid="true"', body)
    assert 'id="result"' not in body


def test_it_asks_no_table_sets_no_cookie_and_writes_no_journal_whoever_asks(vault: Installation) -> None:
    with override_settings(PASSWORD_HASHERS=CHEAP):
        made = world()
        signed_in = browser()
        signed_in.cookies["duenotice-session"] = session_of(made.account("class-counsel"))
        written = Entry.objects.count()
        for client in (browser(), signed_in):
            for address in ("/count-the-days/", "/count-the-days/?day=2019-01-19&number=14", "/leave/"):
                with CaptureQueriesContext(
                    connection,
                ) as queries:
                    response = client.get(address)
                assert len(queries) == 0, queries.captured_queries
                assert "Set-Cookie" not in response.headers
                assert not response.cookies
                assert response.headers["Cache-Control"] == "no-store"
                assert "Account" not in response.content.decode()
        assert Entry.objects.count() == written
        with CaptureQueriesContext(connection) as queries:
            signed_in.get("/orders/")
        assert len(queries) > 0, "a page that learns who asks is told apart"


def test_the_page_has_a_neutral_title_and_a_way_out_that_names_no_other_site(vault: Installation) -> None:
    response = asked(**ARREST)
    body = response.content.decode()
    assert "<title>Count the days</title>" in body
    assert '<a class="button" href="/leave/">Leave this page now</a>' in body
    assert response.headers["Referrer-Policy"] in ("no-referrer", "same-origin"), "no other site is told"
    out = browser().get("/leave/")
    assert (out.status_code, out.headers["Location"]) == (302, "https://www.wikipedia.org/")


def test_a_link_says_the_whole_question_and_the_form_shows_it_again(vault: Installation) -> None:
    body = asked(day="19 Jan 2019", number="14", direction="before", court="cacd").content.decode()
    assert 'value="19 Jan 2019"' in body
    assert '<option value="before" selected>' in body
    assert '<option value="cacd" selected>' in body
    assert '<form method="get" action="/count-the-days/">' in body


def test_another_language_is_chosen_in_the_address_and_no_cookie_keeps_it(vault: Installation) -> None:
    response = asked(**ARREST, language="es")
    body = response.content.decode()
    assert '<html lang="es" dir="ltr">' in body
    assert '<input type="hidden" name="language" value="es">' in body
    assert "14 days before Saturday 19 January 2019 is Friday 4 January 2019." in body
    assert "language=km" in body
    assert not response.cookies
    assert '<html lang="en" dir="ltr">' in asked(**ARREST, language="xx").content.decode()


def test_only_reading_is_possible(vault: Installation) -> None:
    assert browser().post("/count-the-days/", ARREST).status_code == 405


def test_who_is_not_signed_in_finds_it_on_the_sign_in_page(vault: Installation) -> None:
    assert (
        'href="/count-the-days/">count the days of a period</a>'
        in browser().get("/sign-in/").content.decode()
    )


def test_the_style_guide_shows_every_component_to_everybody(vault: Installation) -> None:
    response = browser().get("/style/")
    body = response.content.decode()
    assert response.status_code == 200
    for part in (
        *('class="chip yes"', 'class="chip no"', 'class="chip unknown"', 'class="flag open"', "<table>"),
        *('class="notice"', 'class="errorlist"', 'class="lifebar"', 'class="ruler"', 'class="diff"'),
        *('class="rulelines"', 'class="quiet"', 'class="danger"', "<select", "<details>", "<dl>", "<pre>"),
    ):
        assert part in body
    assert not re.search(r"\sstyle=|<style|\son\w+=", body)
