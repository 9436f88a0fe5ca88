"""Calendar feeds: what a token reads, for how long, and that no word of it tells anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings
from icalendar import Calendar

from duenotice.web.accounts.models import Membership, Organisation, Role, State, User
from duenotice.web.acting import acting
from duenotice.web.feeds import services
from duenotice.web.feeds.models import Feed, Told
from duenotice.web.feeds.reference import reference_of
from duenotice.web.feeds.views import MOST_READS
from duenotice.web.installation import Installation
from duenotice.web.journal.actions import By
from duenotice.web.journal.models import Door
from duenotice.web.journal.models import Entry as Line
from duenotice.web.matters.models import Assignment, Wall
from duenotice.web.people.models import Person
from duenotice.web.people.services import add_entries
from tests.web.days_world import days_from_now, office, person, record, signed_in
from tests.web.site_world import CHEAP, account, browser, command, member

WORDS = re.compile(
    r"person|detention|notice|order|immigration|\bice\b|cambodia|chhoeun|marin|removal|check-in|a\d{3}-", re.I
)
AT = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    cache.clear()
    with override_settings(PASSWORD_HASHERS=CHEAP):
        yield


def handed(days: int) -> str:
    return f"{days_from_now(days)} notice of detention handed"


def made(office: Organisation, user: User) -> str:
    by = By(str(office.pk), str(user.pk), Door.SITE)
    with acting([office.pk], user=user.pk):
        return services.make(by=by, user=user, lives=90, at=AT)[1]


def fetched(token: str) -> bytes:
    response = browser().get(f"/feeds/{token}/calendar.ics")
    assert response.status_code == 200, response.status_code
    assert response.headers["Content-Type"].startswith("text/calendar")
    return bytes(response.content)


def events(ics: bytes) -> list[dict[str, str]]:
    found = []
    walked: Any = Calendar.from_ical(ics).walk("VEVENT")
    for each in walked:
        alarms = [str(alarm["TRIGGER"].dt.days) for alarm in each.walk("VALARM")]
        found.append(
            {
                "uid": str(each["UID"]),
                "day": str(each["DTSTART"].dt),
                "says": str(each["SUMMARY"]),
                "sequence": str(each["SEQUENCE"]),
                "status": str(each["STATUS"]),
                "alarms": " ".join(alarms),
                "whole": str(type(each["DTSTART"].dt) is date),
            }
        )
    return found


def test_a_feed_says_a_kind_of_day_and_the_reference_of_a_file_and_no_other_word(vault: Installation) -> None:
    organisation, user = office()
    who = person(organisation, user, "Person Z", handed(-3), f"{days_from_now(1)} check-in")
    ics = fetched(made(organisation, user))
    found = events(ics)
    assert {each["says"] for each in found} == {
        f"Last day, file {reference_of(who)}",
        f"Appointment, file {reference_of(who)}",
    }
    assert {each["alarms"] for each in found} == {"-7 -3 -1"}
    assert {each["whole"] for each in found} == {"True"}
    assert WORDS.findall(ics.decode()) == []
    assert str(who.pk) not in ics.decode()
    assert who.pk.hex not in ics.decode()


def test_the_same_days_give_the_same_bytes_and_a_change_bumps_the_sequence(vault: Installation) -> None:
    organisation, user = office()
    who = person(organisation, user, "Person A", handed(-3))
    token = made(organisation, user)
    first = fetched(token)
    assert fetched(token) == first
    earlier = record(handed(-5)).events[-1]
    with acting([organisation.pk]):
        add_entries(by=command(organisation), person=who, version=who.version, entries=[earlier])
    before, after = events(first), events(fetched(token))
    assert [each["uid"] for each in before] == [each["uid"] for each in after]
    assert ([each["sequence"] for each in before], [each["sequence"] for each in after]) == (["0"], ["1"])
    assert after[0]["day"] < before[0]["day"]


def test_another_feed_of_the_same_account_gives_its_events_the_same_names(vault: Installation) -> None:
    organisation, user = office()
    person(organisation, user, "Person A", handed(-3))
    one, two = (events(fetched(made(organisation, user))) for _ in range(2))
    assert [each["uid"] for each in one] == [each["uid"] for each in two]


def test_what_is_over_is_told_as_cancelled_for_thirty_days_and_says_nothing_else(vault: Installation) -> None:
    organisation, user = office()
    who = person(organisation, user, "Person A", handed(-3))
    token = made(organisation, user)
    fetched(token)
    Assignment.objects.filter(person=who).update(until=AT - timedelta(days=1))
    (gone,) = events(fetched(token))
    assert (gone["status"], gone["says"], gone["sequence"], gone["alarms"]) == (
        "CANCELLED",
        "Cancelled",
        "1",
        "",
    )
    Told.objects.update(cancelled=AT - timedelta(days=31))
    assert events(fetched(token)) == []


def wall(organisation: Organisation, user: User, who: Person) -> None:
    Wall.objects.create(organisation=organisation, user=user, person=who)


def test_a_wall_holds_for_a_feed_that_was_made_before(vault: Installation) -> None:
    organisation, user = office()
    who = person(organisation, user, "Person A", handed(-3))
    other = person(organisation, user, "Person B", handed(-4))
    token = made(organisation, user)
    wall(organisation, user, who)
    text = fetched(token).decode()
    assert reference_of(who) not in text
    assert reference_of(other) in text


def test_unknown_expired_revoked_frozen_and_ended_are_the_same_page(vault: Installation) -> None:
    organisation, user = office()
    person(organisation, user, "Person A", handed(-3))

    def page(token: str) -> tuple[int, str]:
        response = browser().get(f"/feeds/{token}/calendar.ics")
        return response.status_code, re.sub(r"Incident [0-9a-f-]+", "", response.content.decode())

    unknown = page("no-such-token")
    assert unknown[0] == 404
    token = made(organisation, user)
    fetched(token)
    Feed.objects.update(expires=AT - timedelta(minutes=1))
    assert page(token) == unknown
    Feed.objects.update(expires=AT + timedelta(days=1), revoked=AT)
    assert page(token) == unknown
    Feed.objects.update(revoked=None)
    fetched(token)
    User.objects.update(locked_down=AT)
    assert page(token) == unknown
    User.objects.update(locked_down=None)
    Membership.objects.update(state=State.REMOVED)
    assert page(token) == unknown
    Membership.objects.update(state=State.ACTIVE, until=AT - timedelta(minutes=1))
    assert page(token) == unknown
    Membership.objects.update(until=None)
    fetched(token)


def test_the_address_is_shown_once_and_only_a_hash_is_kept(vault: Installation) -> None:
    _, user = office()
    client = signed_in(user)
    page = client.post("/account/feeds/make/", {"lives": "30"}).content.decode()
    (token,) = re.findall(r"/feeds/([\w-]{43})/calendar\.ics", page)
    assert token not in client.get("/account/feeds/").content.decode()
    feed = Feed.objects.get()
    assert token.encode() not in bytes(feed.token_hash)
    assert (feed.expires - feed.made).days == 30
    fetched(token)
    client.post(f"/account/feeds/{feed.pk}/revoke/")
    assert browser().get(f"/feeds/{token}/calendar.ics").status_code == 404
    done = list(Line.objects.order_by("number").values_list("action", flat=True))
    assert done[-3:] == ["calendar feed made", "calendar feed read", "calendar feed revoked"]


def test_nobody_revokes_the_feed_of_another(vault: Installation) -> None:
    organisation, user = office()
    made(organisation, user)
    other = account("counsel-b")
    member(organisation, other, Role.COUNSEL)
    address = f"/account/feeds/{Feed.objects.get().pk}/revoke/"
    assert signed_in(other).post(address).status_code == 404
    assert Feed.objects.get().revoked is None


def test_whoever_reads_too_often_is_told_to_wait(vault: Installation) -> None:
    organisation, user = office()
    token = made(organisation, user)
    fetched(token)
    cache.set(f"feeds.read.{Feed.objects.get().pk}", MOST_READS)
    response = browser().get(f"/feeds/{token}/calendar.ics")
    assert (response.status_code, response.headers["Retry-After"]) == (429, "3600")
