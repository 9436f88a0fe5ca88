"""Who works for whom: decided at the command line or by class counsel, seen on the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import override_settings

from duenotice.problems import RefusedVault
from duenotice.web.accounts import services as accounts
from duenotice.web.accounts.models import Membership, Organisation, Role, State, User
from duenotice.web.acting import acting
from duenotice.web.installation import Installation
from duenotice.web.journal.actions import By
from duenotice.web.journal.models import Door
from duenotice.web.matters import services
from duenotice.web.people import services as people
from duenotice.web.policy import Permission, may
from tests.web.modes import doors
from tests.web.site_world import CHEAP, NOW, Account, account, browser, command, member, session_of
from tests.web.vaults import PASSPHRASE


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=CHEAP):
        yield


def typed(vault: Installation, *words: str, title: str = "") -> str:
    connection.close()
    ran = doors.run(["matters", *words, "--vault", str(vault.folder)], [PASSPHRASE, title])
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip().rpartition("\n")[2]


def page(user: User, address: str) -> str:
    client = browser()
    client.cookies["duenotice-session"] = session_of(Account(user.username, user))
    return client.get(address).content.decode()


def test_a_matter_from_the_command_line_is_what_class_counsel_sees(vault: Installation) -> None:
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    counsel = account("counsel-a")
    member(organisation, counsel, Role.CLASS_COUNSEL)
    with acting([organisation.pk]):
        person = people.add_person(by=command(organisation), names=["Person A"])
    matter = typed(vault, "open", title="Persons A to Z")
    assert re.fullmatch(r"[0-9a-f-]{36}", matter)
    assert "Person A" not in page(counsel, "/people/")
    typed(vault, "put", matter, str(person.pk))
    typed(vault, "staff", matter, "counsel-a")
    assert "Person A" in page(counsel, "/people/")
    assert "Persons A to Z" in typed(vault, "list")
    typed(vault, "wall", "counsel-a", "--person", str(person.pk))
    assert "Person A" not in page(counsel, "/people/")
    assert "There is nothing here" in page(counsel, f"/people/{person.pk}/")


def test_what_has_ended_or_was_not_taken_gives_nothing(vault: Installation) -> None:
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    past = datetime.now(UTC) - timedelta(minutes=1)
    users = {state: account(f"counsel-{state}") for state in (*State, "over")}
    with acting([organisation.pk]):
        by = command(organisation)
        person = people.add_person(by=by, names=["Person A"])
        for state, user in users.items():
            member(organisation, user, Role.COUNSEL, State.ACTIVE if state == "over" else State(state))
            services.assign(by=by, person=person, user=user, until=past if state == "over" else None)
        sees = {str(state) for state, user in users.items() if may(user, Permission.SEE_PEOPLE, person)}
    assert sees == {"active"}


def test_a_navigator_reads_about_crimes_only_where_that_was_granted(vault: Installation) -> None:
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    navigator = account("navigator-a")
    member(organisation, navigator, Role.NAVIGATOR)
    with acting([organisation.pk]):
        by = command(organisation)
        one, other = (people.add_person(by=by, names=[name], entered_by=navigator) for name in ("A", "B"))
        services.assign(by=by, person=one, user=navigator, convictions=True)
        may_read = [may(navigator, Permission.READ_CONVICTIONS, person) for person in (one, other)]
    assert may_read == [True, False]


def test_navigators_of_one_team_see_each_others_people_and_no_one_elses(vault: Installation) -> None:
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    with acting([organisation.pk]):
        team = accounts.make_team(by=command(organisation), name="Hotline A")
        users = [account(f"navigator-{letter}") for letter in "abc"]
        for user, group in zip(users, (team, team, None), strict=True):
            member(organisation, user, Role.NAVIGATOR, team=group)
        person = people.add_person(by=command(organisation), names=["Person A"], entered_by=users[0])
        assert [may(user, Permission.SEE_PEOPLE, person) for user in users] == [True, True, False]


def test_an_administrator_gives_nobody_a_file_and_nobody_decides_about_themselves(
    vault: Installation,
) -> None:
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    admin, counsel = account("admin-a"), account("counsel-a")
    held = member(organisation, admin, Role.ADMIN)
    member(organisation, counsel, Role.CLASS_COUNSEL)
    by = By(str(organisation.pk), str(admin.pk), Door.SITE)
    with acting([organisation.pk]):
        person = people.add_person(by=command(organisation), names=["Person A"])
        for refused in (
            lambda: services.assign(by=by, person=person, user=counsel),
            lambda: services.open_matter(by=by, title="mine"),
            lambda: accounts.offer(by=by, user=admin, role=Role.CLASS_COUNSEL),
            lambda: accounts.suspend(by=by, membership=held),
        ):
            with pytest.raises(RefusedVault):
                refused()
        assert not may(admin, Permission.SEE_PEOPLE)


def test_a_role_that_was_offered_counts_once_it_was_taken(vault: Installation) -> None:
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    navigator = account("navigator-a")
    member(organisation, navigator, Role.NAVIGATOR)
    with acting([organisation.pk]):
        offered = accounts.offer(by=command(organisation), user=navigator, role=Role.MONITOR)
        assert not may(navigator, Permission.COUNT)
    client = browser()
    client.cookies["duenotice-session"] = session_of(Account("navigator-a", navigator))
    assert "You were offered the role monitor" in client.get("/account/").content.decode()
    assert client.post(f"/account/roles/{offered.pk}/").status_code == 302
    with acting([organisation.pk]):
        assert may(navigator, Permission.COUNT)
        assert Membership.objects.get(pk=offered.pk).state == "active"
