"""The notice ledger on the site: what was owed and given, counted by the program alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.test import override_settings

from duenotice.problems import RefusedVault
from duenotice.web.accounts.models import Role
from duenotice.web.installation import Installation
from duenotice.web.ledger.ruler import holidays
from duenotice.web.ledger.selectors import rows_of
from duenotice.web.ledger.services import Typed, address_of, notice_of
from duenotice.web.people.models import Person
from duenotice.web.people.selectors import record_of
from duenotice.web.today.candidates import When
from tests.web.days_world import days_from_now, office, person, record, signed_in
from tests.web.site_world import CHEAP

ORDER = "chhoeun-v-marin/2019-01-03"
ON = When(date(2019, 2, 28))
LOOKED = "searched everything through 2019-02-28"


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=CHEAP):
        yield


def verdicts(*lines: str) -> list[tuple[str, str]]:
    return [(row.key, row.verdict) for row in rows_of(record(*lines), ON) if row.order == ORDER]


def test_a_notice_long_enough_before_the_arrest_was_honoured() -> None:
    lines = ("2019-01-05 notice of detention handed", "2019-01-25 detention for removal", LOOKED)
    assert verdicts(*lines) == [("honoured", "Honoured")]


def test_an_arrest_nine_days_after_the_notice_is_short_by_five_or_six_days() -> None:
    """Handed on 3 January: lawful from the 17th by the words of the order, from the 18th by FRCP 6(a)."""
    lines = ("2019-01-03 notice of detention handed", "2019-01-12 detention for removal", LOOKED)
    assert verdicts(*lines) == [("short", "Short by 5 to 6 days")]


def test_an_arrest_on_the_day_between_the_two_counts_cannot_be_told() -> None:
    lines = ("2019-01-03 notice of detention handed", "2019-01-17 detention for removal", LOOKED)
    ((key, words),) = verdicts(*lines)
    assert key == "unknown"
    assert "depends on the count" in words


def test_an_arrest_without_notice_is_a_row_of_its_own_and_none_only_where_somebody_looked() -> None:
    taken = "2019-01-20 detention for removal"
    assert [key for key, _ in verdicts(taken)] == ["unknown"]
    assert verdicts(taken, LOOKED) == [("none", "No notice was given")]


def test_a_notice_without_an_act_leaves_the_window_open() -> None:
    assert [key for key, _ in verdicts("2019-01-05 notice of detention handed")] == ["open"]


def test_the_ruler_marks_weekends_holidays_and_the_arrest(vault: Installation) -> None:
    made, user = office()
    lines = ("2019-01-10 notice of detention handed", "2019-01-21 detention for removal", LOOKED)
    who = person(made, user, "Person A", *lines)
    page = signed_in(user).get(f"/people/{who.pk}/ledger/{ORDER}/?on=2019-02-01").content.decode()
    assert page.count('<rect class="weekend"') == 4
    assert page.count('<rect class="holiday"') == 1
    assert page.count('<circle class="pin"') == 1
    assert "Martin Luther King" in page
    assert "style=" not in page
    assert 'class="verdict short">Short by 3 to 4 days' in page
    assert "Owed since" in page
    assert "3 January 2019" in page
    assert "FRCP 6(a)" in page


def test_the_holidays_of_a_court_are_those_of_its_calendar() -> None:
    king = date(2019, 1, 21).toordinal()
    assert any("King" in name for name in holidays(king, "cacd"))
    assert holidays(king + 1, "cacd") == ()


def test_a_notice_known_only_roughly_has_no_ruler(vault: Installation) -> None:
    made, user = office()
    who = person(made, user, "Person A", "2019-01 notice of detention mailed")
    page = signed_in(user).get(f"/people/{who.pk}/ledger/{ORDER}/?on=2019-02-28").content.decode()
    assert "known only roughly" in page
    assert "<rect" not in page


def test_what_can_be_done_is_listed_with_what_is_to_verify(vault: Installation) -> None:
    made, user = office()
    who = person(made, user, "Person A", "2019-01-03 notice of detention handed")
    page = signed_in(user).get(f"/people/{who.pk}/ledger/{ORDER}/?on=2019-01-05").content.decode()
    assert "16 January 2019" in page
    assert "Record a notice" in page
    assert "to verify" in page


def test_a_navigator_reads_no_reason_that_tells_of_crimes(vault: Installation) -> None:
    made, user = office(Role.NAVIGATOR)
    who = person(
        made, user, "Person A", "1997-06-01 conviction", "2019-01-03 notice of detention handed", LOOKED
    )
    page = signed_in(user).get(f"/people/{who.pk}/ledger/{ORDER}/?on=2019-01-05").content.decode()
    assert "May be protected" in page
    assert "1997" not in page
    assert "1 June" not in page


def test_the_list_is_narrowed_by_order_verdict_and_month(vault: Installation) -> None:
    made, user = office()
    person(
        made,
        user,
        "Person A",
        "2019-01-03 notice of detention handed",
        "2019-01-12 detention for removal",
        LOOKED,
    )
    person(made, user, "Person B", "2019-02-05 notice of detention handed")
    person(made, None, "Person H", "2019-01-03 notice of detention handed")
    client = signed_in(user)

    def names(query: str) -> set[str]:
        page = client.get(f"/ledger/?on=2019-02-28&{query}").content.decode()
        return set(re.findall(r"Person [A-Z]", page))

    assert names(f"order={ORDER}") == {"Person A", "Person B"}
    assert names(f"order={ORDER}&verdict=short") == {"Person A"}
    assert names(f"order={ORDER}&month=2019-02") == {"Person B"}
    assert names(f"order={ORDER}&month=2018-02") == set()
    assert names("order=nonsense&verdict=x&month=13&start=-1") == {"Person A", "Person B"}


def test_a_person_one_may_not_see_and_an_order_that_is_none_are_the_same_page(vault: Installation) -> None:
    made, user = office()
    own, hidden = (person(made, whose, f"Person {n}") for n, whose in (("A", user), ("H", None)))
    client = signed_in(user)
    assert client.get(f"/people/{hidden.pk}/ledger/{ORDER}/").status_code == 404
    assert client.get(f"/people/{own.pk}/ledger/no/order/").status_code == 404
    assert client.get(f"/people/{hidden.pk}/notice/").status_code == 404


def test_a_letter_is_put_on_file_with_each_of_its_days(vault: Installation) -> None:
    made, user = office()
    who = person(made, user, "Person A")
    client = signed_in(user)
    form = {
        "kind": "notice of detention",
        "method": "mailed",
        "dated": days_from_now(-9),
        "postmarked": days_from_now(-8),
        "received": days_from_now(-4),
        "language": "English",
        "address": "12 Invented Street",
        "source": "the letter, with Person A",
        "version": str(who.version),
    }
    said = client.post(f"/people/{who.pk}/notice/", form)
    assert said.status_code == 302
    (event,) = (e for e in record_of(Person.objects.get(pk=who.pk)).events if e.kind.term == form["kind"])
    assert str(event.date) == form["postmarked"]
    assert [name for name, _ in event.clocks] == ["dated", "postmarked", "received"]
    assert event.kind.qualifiers == ("in English", "mailed")
    assert address_of(event) == "12 Invented Street"
    page = client.get(said.headers["Location"]).content.decode()
    assert "12 Invented Street" in page
    assert client.post(f"/people/{who.pk}/notice/", form).status_code == 409, "of another version"


def test_days_out_of_order_or_none_at_all_are_refused_and_nothing_is_written(vault: Installation) -> None:
    made, user = office()
    who = person(made, user, "Person A")
    client, address = signed_in(user), f"/people/{who.pk}/notice/"
    wrong = {"kind": "notice of detention", "version": "1", "dated": "2019-01-09", "received": "2019-01-02"}
    assert client.post(address, wrong).status_code == 400
    assert client.post(address, {"kind": "notice of detention", "version": "1"}).status_code == 400
    assert client.post(address, {**wrong, "received": "3019-01-01"}).status_code == 400
    assert Person.objects.get(pk=who.pk).version == who.version


def test_the_day_on_which_a_letter_was_given_is_never_invented() -> None:
    today = date(2019, 2, 1)
    only = Typed("notice of detention", "", {"dated": date(2019, 1, 3)})
    assert str(notice_of(only, today).date) == "2019-01-03/2019-02-01"
    handed = Typed("notice of detention", "handed", {"dated": date(2019, 1, 3), "received": date(2019, 1, 5)})
    assert str(notice_of(handed, today).date) == "2019-01-05"
    with pytest.raises(RefusedVault):
        notice_of(Typed("notice of detention", "", {}), datetime.now(UTC).date())
