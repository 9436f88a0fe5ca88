"""Coming in: by invitation, with a password and a second factor; and going out again."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from duenotice.problems import RefusedVault
from duenotice.web import settings as common
from duenotice.web.accounts import services
from duenotice.web.accounts.models import Invitation, Membership, Organisation, Role, Session, State, User
from duenotice.web.acting import acting
from duenotice.web.installation import Installation
from duenotice.web.journal.actions import By
from duenotice.web.journal.models import Door, Entry
from duenotice.web.people import services as people
from tests.web.site_world import CHEAP, NOW, PASSWORD, browser, command


@pytest.fixture(autouse=True)
def _no_tries_yet() -> Iterator[None]:
    cache.clear()
    with override_settings(PASSWORD_HASHERS=CHEAP):
        yield


def office() -> Organisation:
    return Organisation.objects.create(name="Office A", created=NOW)


def invited(organisation: Organisation, role: Role = Role.NAVIGATOR) -> str:
    with acting([organisation.pk]):
        return services.invite(by=command(organisation), role=role)[1]


def code_of(secret: str) -> str:
    """What an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def accept(client: Client, code: str, name: str = "navigator-a", password: str = PASSWORD) -> int:
    given = {"code": code, "username": name, "password": password, "again": password}
    return client.post(reverse("invitation"), given).status_code


def sign_in(client: Client, name: str = "navigator-a", password: str = PASSWORD) -> str:
    """Where the site sends somebody who typed this."""
    response = client.post(reverse("account_login"), {"login": name, "password": password})
    return str(response.headers.get("Location", response.status_code))


def set_up(client: Client, password: str = PASSWORD) -> str:
    """Confirm the password, set an authenticator app up, and show its code once more; the app's secret."""
    confirm = reverse("account_reauthenticate")
    assert client.post(confirm, {"password": password}).status_code == 302
    shown = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r'authenticator_secret">([A-Z2-7]+)<', shown)
    assert found
    secret = found.group(1)
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    response = client.get(reverse("mfa_view_recovery_codes"))
    assert response.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.post(response.headers["Location"], {"code": code_of(secret)}).status_code == 302
    return secret


def test_from_the_invitation_to_the_first_page(vault: Installation) -> None:
    organisation, client = office(), browser()
    code = invited(organisation)
    assert accept(client, code) == 302
    assert sign_in(client) == "/"
    assert client.get("/people/").headers["Location"].startswith(reverse("mfa_activate_totp"))
    set_up(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert client.get("/people/").status_code == 200
    actions = list(Entry.objects.order_by("number").values_list("action", flat=True))
    assert actions[:3] == ["invited", "invitation accepted", "signed in"]


def test_an_account_with_a_second_factor_shows_nothing_before_it_is_shown(vault: Installation) -> None:
    client = browser()
    accept(client, invited(office()))
    sign_in(client)
    secret = set_up(client)
    fresh = browser()
    assert sign_in(fresh) == reverse("mfa_authenticate")
    assert fresh.get("/people/").headers["Location"].startswith(reverse("account_login"))
    cache.clear()
    response = fresh.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert response.status_code == 302
    assert fresh.get("/people/").status_code == 200


def test_a_recovery_code_stands_in_for_the_second_factor_once(vault: Installation) -> None:
    client = browser()
    accept(client, invited(office()))
    sign_in(client)
    set_up(client)
    shown = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    code = re.findall(r"<code>(\d{8})</code>", shown)[0]
    for expected in (302, 200):
        fresh = browser()
        sign_in(fresh)
        assert fresh.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected


def test_a_session_from_before_the_second_factor_opens_nothing_afterwards(vault: Installation) -> None:
    """A password that was stolen before the set-up must not lead to the recovery codes."""
    thief, owner = browser(), browser()
    accept(owner, invited(office()))
    sign_in(thief)
    thief.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    sign_in(owner)
    set_up(owner)
    for name in ("people", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        assert thief.get(reverse(name)).headers["Location"].startswith(reverse("mfa_reauthenticate")), name
        assert thief.post(reverse(name)).status_code in (302, 403), name
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_changing_the_second_factor_asks_for_the_password_again(vault: Installation) -> None:
    client = browser()
    accept(client, invited(office()))
    sign_in(client)
    secret = set_up(client)
    fresh = browser()
    cache.clear()
    sign_in(fresh)
    assert fresh.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 302
    response = fresh.get(reverse("mfa_deactivate_totp"))
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_the_secret_of_a_second_factor_is_sealed_for_its_account(vault: Installation) -> None:
    """T-SWAP for second factors: an envelope in another account's row does not open."""
    organisation, client, other = office(), browser(), browser()
    accept(client, invited(organisation))
    sign_in(client)
    secret = set_up(client)
    rows = {str(row.data) for row in Authenticator.objects.all()}
    assert not any(secret in row for row in rows)
    accept(other, invited(organisation), "navigator-b")
    sign_in(other, "navigator-b")
    set_up(other)
    mine, theirs = (
        Authenticator.objects.get(type="totp", user__username=name) for name in ("navigator-a", "navigator-b")
    )
    theirs.data = mine.data
    theirs.save()
    fresh = browser(raise_request_exception=False)
    cache.clear()
    sign_in(fresh, "navigator-b")
    assert fresh.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 500
    assert fresh.get("/people/").status_code == 302


def test_a_session_in_the_database_tells_nothing_and_cannot_be_used(vault: Installation) -> None:
    client = browser()
    accept(client, invited(office()))
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    row = Session.objects.get(user__username="navigator-a")
    cookie = client.cookies["duenotice-session"].value
    assert cookie not in (row.session_key, row.session_data)
    thief = browser()
    thief.cookies["duenotice-session"] = row.session_key
    assert thief.get("/account/").headers["Location"].startswith(reverse("account_login"))
    assert b"password" not in row.session_data.encode()


def test_an_invitation_works_once_and_not_after_its_time(vault: Installation) -> None:
    organisation, client = office(), browser()
    code = invited(organisation)
    assert code not in str(list(Invitation.objects.values()))
    assert accept(client, code) == 302
    assert accept(browser(), code, "navigator-b") == 400
    with acting([organisation.pk]):
        late = services.invite(by=command(organisation), role=Role.COUNSEL, valid=timedelta(0))[1]
    assert accept(browser(), late, "navigator-b") == 400
    assert accept(browser(), "guessed", "navigator-b") == 400
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "at least 15 characters"),
        ("navigator-a and more", "must not hold your user name"),
        ("123456789987654321", "too common"),
        ("correct horse battery", ""),
    ],
)
def test_a_password_is_long_and_not_common_and_nothing_else(
    vault: Installation, password: str, says: str
) -> None:
    client = browser()
    given = {"code": invited(office()), "username": "navigator-a", "password": password, "again": password}
    response = client.post(reverse("invitation"), given)
    assert response.status_code == (400 if says else 302)
    assert says.encode() in response.content


def test_a_password_is_hashed_at_full_cost(vault: Installation) -> None:
    """argon2id, 64 MiB, three passes, four lanes: the scorecard's least."""
    with override_settings(PASSWORD_HASHERS=common.PASSWORD_HASHERS):
        accept(browser(), invited(office()))
    assert User.objects.get().password.startswith("argon2$argon2id$v=19$m=65536,t=3,p=4$")


def test_whoever_guesses_is_locked_out_and_learns_of_no_account(vault: Installation) -> None:
    """By account and address together; an account that is not there answers alike."""
    client = browser()
    accept(client, invited(office()))
    answers = {}
    for name in ("navigator-a", "nobody-at-all"):
        tries = []
        for _ in range(7):
            response = browser().post(
                reverse("account_login"), {"login": name, "password": "wrong " + PASSWORD}
            )
            tries.append((response.status_code, masked(response.content.replace(name.encode(), b""))))
        answers[name] = tries
    assert answers["navigator-a"] == answers["nobody-at-all"]
    assert [status for status, _ in answers["navigator-a"]] == [200] * 4 + [429] * 3
    assert sign_in(browser()) == "429"
    elsewhere = browser(REMOTE_ADDR="192.0.2.7")
    assert sign_in(elsewhere) == "/"


def masked(body: bytes) -> bytes:
    """A page without what is new in each: the token of its forms, the number of an incident."""
    return re.sub(rb'(csrfmiddlewaretoken" value=")[^"]+|Incident [0-9a-f]{8}', rb"\1", body)


def test_a_session_ends_after_thirty_idle_minutes(vault: Installation) -> None:
    client = browser()
    accept(client, invited(office()))
    sign_in(client)
    set_up(client)
    assert client.get("/people/").status_code == 200
    left = Session.objects.get(user__isnull=False).expire_date - datetime.now(UTC)
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    Session.objects.update(expire_date=datetime.now(UTC) - timedelta(seconds=1))
    assert client.get("/people/").status_code == 302


def test_a_session_ends_after_twelve_hours_whatever_it_does(
    vault: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, real = browser(), time.time
    accept(client, invited(office()))
    sign_in(client)
    set_up(client)
    for hours, expected in ((11.9, 200), (12.1, 302), (0, 302)):
        monkeypatch.setattr("duenotice.web.middleware.time.time", lambda more=hours: real() + more * 3600)
        assert client.get("/people/").status_code == expected


def test_signing_out_clears_what_the_browser_holds(vault: Installation) -> None:
    client = browser()
    accept(client, invited(office()))
    sign_in(client)
    set_up(client)
    key = client.cookies["duenotice-session"].value
    response = client.post(reverse("account_logout"))
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    again = browser()
    again.cookies["duenotice-session"] = key
    assert again.get("/people/").status_code == 302


def test_the_session_gets_a_new_key_at_sign_in(vault: Installation) -> None:
    """No fixation."""
    client = browser()
    accept(client, invited(office()))
    planted = "a" * 32
    client.cookies["duenotice-session"] = planted
    sign_in(client)
    assert client.cookies["duenotice-session"].value != planted


def test_locking_down_ends_every_session_and_only_an_administrator_opens_the_account(
    vault: Installation,
) -> None:
    organisation, client, second = office(), browser(), browser()
    accept(client, invited(organisation))
    sign_in(client)
    secret = set_up(client)
    cache.clear()
    sign_in(second)
    second.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert second.get("/people/").status_code == 200
    began = time.monotonic()
    assert client.post(reverse("lock_down")).headers["Clear-Site-Data"]
    assert second.get("/people/").status_code == 302
    assert time.monotonic() - began < 5
    assert sign_in(browser()) in ("200", "429")
    user = User.objects.get()
    assert Entry.objects.get(action="account locked down by its owner").details == {"sessions": 2}
    by = By(str(organisation.pk), str(user.pk), Door.SITE)
    with acting([organisation.pk]), pytest.raises(RefusedVault):
        services.release(by=by, user=user)
    with acting([organisation.pk]):
        services.release(by=command(organisation), user=user)
    assert sign_in(browser()) == reverse("mfa_authenticate")


def test_suspending_a_membership_acts_at_once(vault: Installation) -> None:
    """T-REVOKE"""
    organisation, client = office(), browser()
    accept(client, invited(organisation))
    sign_in(client)
    set_up(client)
    with acting([organisation.pk]):
        person = people.add_person(
            by=command(organisation), names=["Person A"], entered_by=User.objects.get()
        )
        assert b"Person A" in client.get(f"/people/{person.pk}/").content
        began = time.monotonic()
        services.suspend(by=command(organisation), membership=Membership.objects.get())
    response = client.get(f"/people/{person.pk}/")
    took = time.monotonic() - began
    assert response.status_code == 302
    assert Session.objects.filter(user__isnull=False).count() == 0
    assert Membership.objects.get().state == State.SUSPENDED
    print(f"T-REVOKE: the next request after a suspension was refused, {took:.3f} s later")
    assert took < 5


def test_nobody_makes_an_account_without_an_invitation(vault: Installation) -> None:
    office()
    for path in ("/accounts/signup/", "/signup/", "/sign-up/"):
        assert browser().get(path).status_code == 404
    assert accept(browser(), "") == 400
    assert User.objects.count() == 0
