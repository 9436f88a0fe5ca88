"""The page Today: what runs out first, and who is opened for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from duenotice.days import from_edtf
from duenotice.record import Origin, Search, Withdrawal
from duenotice.web.accounts.models import Role
from duenotice.web.acting import acting
from duenotice.web.installation import Installation, Mode
from duenotice.web.journal.models import Entry as Line
from duenotice.web.matters.models import Assignment
from duenotice.web.people import services
from duenotice.web.people.identity import WhoIs
from duenotice.web.people.models import Person
from duenotice.web.people.selectors import in_organisation
from duenotice.web.today import selectors
from duenotice.web.today.candidates import When, candidates
from duenotice.web.today.selectors import Board, board
from tests.web.days_world import days_from_now, office, person, record, signed_in
from tests.web.site_world import CHEAP, command


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=CHEAP):
        yield


def seen(on: str, stale: int = 30, known: str = "") -> Board:
    people = Person.objects.filter(deleted=None).order_by("created", "pk")
    when = When(date.fromisoformat(on), date.fromisoformat(known) if known else None)
    return board(people, people, when, stale)


def test_a_window_ends_on_the_day_before_the_act_may_be_called_lawful(vault: Installation) -> None:
    made, _ = office()
    who = person(made, None, "Person A", "2019-01-03 notice of detention handed")
    (card,) = seen("2019-01-10").cards
    assert (card.person, card.day, card.left) == (who.pk, date(2019, 1, 16), 6)
    assert {each.order for each in card.windows} == {"chhoeun-v-marin/2019-01-03"}
    assert card.windows[0].strict - card.windows[0].last == 1


def test_what_is_overdue_stands_first_and_goes_after_thirty_days(vault: Installation) -> None:
    made, _ = office()
    late = person(made, None, "Person A", "2019-01-03 notice of detention handed")
    soon = person(made, None, "Person B", "2019-01-10 notice of detention handed")
    cards = seen("2019-01-18").cards
    assert [(card.person, card.left) for card in cards] == [(late.pk, -2), (soon.pk, 5)]
    assert [card.person for card in seen("2019-02-16").cards] == [soon.pk]


def test_a_window_whose_act_is_on_file_counts_down_no_more(vault: Installation) -> None:
    made, _ = office()
    lines = ("2019-01-03 notice of detention handed", "2019-01-12 detention for removal")
    person(made, None, "Person A", *lines)
    found = seen("2019-01-15")
    assert found.cards == ()
    assert [each.day for each in found.detentions] == [date(2019, 1, 12)]


def test_weeks_start_on_monday(vault: Installation) -> None:
    made, _ = office()
    days = ("2019-01-06", "2019-01-07", "2019-01-13", "2019-01-14", "2019-01-27", "2019-01-28")
    person(made, None, "Person A", *(f"{day} check-in" for day in days))
    found = seen("2019-01-09")
    assert [str(each.day) for each in found.this_week] == ["2019-01-07", "2019-01-13"]
    assert [str(each.day) for each in found.later] == ["2019-01-14", "2019-01-27"]


def test_an_old_search_is_due_and_the_newest_search_of_a_term_counts(vault: Installation) -> None:
    made, _ = office()
    old = person(made, None, "Person A", "searched notice of detention through 2019-01-01")
    person(
        made,
        None,
        "Person B",
        "searched notice of detention through 2019-01-01",
        "searched notice of detention through 2019-03-01",
    )
    (check,) = seen("2019-03-10").checks
    assert (check.person, check.day, check.terms) == (old.pk, date(2019, 1, 1), ("notice of detention",))
    assert seen("2019-03-10", stale=90).checks == ()


def test_a_search_that_was_withdrawn_is_due_again(vault: Installation) -> None:
    made, _ = office()
    who = person(made, None, "Person A", "searched notice of detention through 2019-01-01")
    again = Search(("notice of detention",), from_edtf("2019-03-01"), origin=Origin(id="again"))
    with acting([made.pk]):
        at = services.add_entries(by=command(made), person=who, version=who.version, entries=[again])
        assert seen("2019-03-10").checks == ()
        services.add_entries(
            by=command(made),
            person=at,
            version=at.version,
            entries=[Withdrawal(Origin(corrects=("again",)))],
        )
    (check,) = seen("2019-03-10").checks
    assert check.day == date(2019, 1, 1)


def test_as_known_on_an_earlier_day_a_later_notice_is_not_there(vault: Installation) -> None:
    made, _ = office()
    person(made, None, "Person A", "2019-01-03 notice of detention handed (learned 2019-01-20)")
    assert len(seen("2019-01-22").cards) == 1
    assert seen("2019-01-22", known="2019-01-19").cards == ()


def test_only_people_with_something_to_watch_are_opened(vault: Installation) -> None:
    made, _ = office()
    person(made, None, "Person A")
    person(made, None, "Person B", "2012-01-03 notice of detention handed")
    who = person(made, None, "Person C", "2019-01-03 notice of detention handed")
    found = candidates(in_organisation(made.pk), When(date(2019, 1, 10)), date(2018, 12, 1), frozenset())
    assert found.dated == {who.pk}
    assert found.checks == []


def test_the_page_shows_ones_own_people_and_tells_the_journal(vault: Installation) -> None:
    made, user = office()
    handed = f"{days_from_now(-3)} notice of detention handed"
    person(made, user, "Person A", handed)
    person(made, None, "Person H", handed, f"{days_from_now(2)} check-in")
    page = signed_in(user).get("/today/").content.decode()
    assert "Person A" in page
    assert "Person H" not in page
    assert "Notice window ends" in page
    assert "This is not legal advice" in page
    line = Line.objects.order_by("-number").filter(action="people listed").first()
    assert line is not None
    assert line.details == {"people": 1}


def test_the_home_page_leads_there(vault: Installation) -> None:
    _, user = office()
    assert signed_in(user).get("/").headers["Location"] == "/today/"


def test_a_navigator_reads_nothing_of_crimes_in_the_checks(vault: Installation) -> None:
    made, user = office(Role.NAVIGATOR)
    person(made, user, "Person A", "searched conviction through 2019-01-01")
    assert "conviction" not in signed_in(user).get("/today/").content.decode()


def test_an_empty_day_says_what_is_being_watched(vault: Installation) -> None:
    _, user = office()
    page = signed_in(user).get("/today/?on=nonsense&known=&days=x").content.decode()
    assert "No window is running" in page
    assert "What is being watched" in page


def test_two_thousand_people_cost_as_many_queries_as_twenty(vault: Installation) -> None:
    """And the second answer comes in well under two seconds."""
    made, user = office()
    many = 2_000 if vault.mode is Mode.LAPTOP else 200
    took = 0.0
    handed = f"{days_from_now(-3)} notice of detention handed"
    counted = []
    for number in range(many):
        lines = (
            (handed,) if number % 20 == 0 else (f"searched notice of detention through {days_from_now(-5)}",)
        )
        with acting([made.pk]):
            one = services.added(by=command(made), who=WhoIs((f"Person {number}",)), record=record(*lines))
        Assignment.objects.create(organisation=made, person=one, user=user)
        if number in (19, many - 1):
            client = signed_in(user)
            client.get("/today/")
            began = time.monotonic()
            with CaptureQueriesContext(connection) as queries:
                page = client.get("/today/").content.decode()
            took = time.monotonic() - began
            counted.append(len(queries))
            assert page.count('class="order countdown"') == min(number // 20 + 1, selectors.MOST)
    print(f"Today with {many} people on {connection.vendor}: {took:.2f} s, {counted} queries")
    assert counted[0] == counted[1]
    assert took < 2
