"""The demonstration: its people, its one-time login, and that no other vault has such a door."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test import override_settings
from django.urls import get_resolver

from duenotice.days import from_edtf
from duenotice.problems import RefusedVault
from duenotice.web import settings as common
from duenotice.web.accounts.models import Organisation, Role, User
from duenotice.web.accounts.sessions import SessionStore
from duenotice.web.acting import acting
from duenotice.web.demo import PASSPHRASE, door, place
from duenotice.web.demo.roster import FAKE, SOURCE, counted, roster
from duenotice.web.installation import Installation
from duenotice.web.journal.actions import Action
from duenotice.web.journal.services import note
from duenotice.web.keys import passphrases
from duenotice.web.people import services
from duenotice.web.people.bulk import add_many
from duenotice.web.people.models import Person
from duenotice.web.people.selectors import identity_of, record_of
from duenotice.web.site.verdicts import verdicts
from tests.web.modes.doors import environment, run, runtime
from tests.web.site_world import Account, account, browser, command, member, session_of
from tests.web.test_serve import Browser, free_port, serving
from tests.web.vaults import organisation

PEOPLE = 2_000 if os.environ.get("DUENOTICE_FULL") else 200
LINK = re.compile(r"http://localhost:\d+(/demonstration/[0-9a-f]{40}/)")
COUNTS = re.compile(
    r"([\d,]+) invented people: ([\d,]+) under a final order of removal, ([\d,]+) of them with a conviction; "
    r"([\d,]+) taken again; ([\d,]+) with a notice"
)
BANNER = "Demonstration: every person here is invented."


@dataclass
class Started:
    """`duenotice serve --demo` that runs: what it has printed, and the link of the one-time login."""

    process: subprocess.Popen[str]
    port: int
    said: str = ""
    link: str = ""


@contextmanager
def demonstration(folder: Path, *more: str) -> Iterator[Started]:
    """The site of a demonstration, once its link is printed and it answers."""
    port = free_port()
    arguments = ["serve", "--demo", "--vault", str(folder), "--port", str(port), *more]
    process = subprocess.Popen(
        [sys.executable, "-m", "duenotice", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(runtime()),
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    started = Started(process, port)
    try:
        for line in process.stdout:
            started.said += line
            found = LINK.search(line)
            if found:
                started.link = found[1]
            if "cookie of the forms" in line:
                break
        yield started
    finally:
        process.terminate()
        with process.stdout:
            started.said += process.stdout.read()
        process.wait(timeout=60)


def answering(started: Started) -> Browser:
    """A browser without cookies, once the site listens."""
    assert started.link, started.said
    one = Browser(started.port, over_tls=False)
    for _ in range(300):
        try:
            one.open("/sign-in/")
        except OSError:
            time.sleep(0.1)
        else:
            return Browser(started.port, over_tls=False)
    pytest.fail("nobody listens")


def whole(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, float]:
    """A demonstration that was made and ended again: its folder, what was printed, and how long it took."""
    folder = tmp_path_factory.mktemp("demo") / "vault"
    began = time.monotonic()
    with demonstration(folder, "--people", str(PEOPLE)) as started:
        took = time.monotonic() - began
    return folder, started.said, took


def test_making_it_prints_counts_that_resemble_the_published_ones(made: tuple[Path, str, float]) -> None:
    """About 1,900 of 2,000 under an order, three quarters of them convicted (`duenotice figures`)."""
    _, said, took = made
    found = COUNTS.search(said)
    assert found, said
    people, ordered, convicted, taken, noticed = map(whole, found.groups())
    print(f"demonstration: {found[0]}; made in {took:.1f} s")
    assert people == PEOPLE
    assert 0.92 * people <= ordered <= 0.98 * people
    assert 0.68 * ordered <= convicted <= 0.82 * ordered
    assert 0.05 * people <= taken <= 0.18 * people
    assert 0.02 * people <= noticed <= 0.12 * people
    assert f"{PEOPLE:,} of {PEOPLE:,} people sealed and on file" in said
    assert took < 60


def test_the_link_signs_one_browser_in_once(made: tuple[Path, str, float]) -> None:
    with demonstration(made[0]) as started:
        one, other = answering(started), answering(started)
        assert "Making" not in started.said
        assert "Sign in" in one.open("/people/")
        offered = one.open(started.link)
        assert "Sign in as demo class counsel" in offered
        assert BANNER in offered
        people = one.send(started.link)
        people = one.open("/people/")
        assert "Person 0001" in people
        assert BANNER in people
        refused = other.send(started.link)
        assert "This link signs nobody in" in refused
        assert "Person 0001" not in other.open("/people/")
        assert BANNER in one.open("/nowhere/")
        again = one.send("/demonstration/roles/", role="admin")
        assert "demo-navigator-2" in one.open("/members/")
        assert BANNER in again
        assert "Person 0001" not in one.open("/people/")
        one.send("/demonstration/roles/", role="navigator")
        of_team = one.open("/people/")
        assert "Person 0001" in of_team
        assert "Person 0150" not in of_team
    with demonstration(made[0]) as later:
        fresh = answering(later)
        assert later.link != started.link
        assert "This link signs nobody in" in fresh.send(started.link)
        assert "signs this browser in" in fresh.open(later.link)


def test_a_making_that_was_killed_begins_again(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    process = subprocess.Popen(
        [sys.executable, "-m", "duenotice", "serve", "--demo", "--vault", str(folder), "--people", "200"],
        stdout=subprocess.PIPE,
        env=environment(runtime()),
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    with process.stdout:
        next(line for line in process.stdout if line.startswith("60 of 200"))
        process.kill()
    process.wait(timeout=60)
    assert (folder / place.UNFINISHED).exists()
    assert (folder / "vault.db").exists()
    with demonstration(folder, "--people", "30") as started:
        one = answering(started)
        one.send(started.link)
        assert "Person 0030" in one.open("/people/")
        assert not (folder / place.UNFINISHED).exists()


def test_a_folder_with_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    kept = tmp_path / "letter.txt"
    kept.write_text("keep this", "utf-8")
    ran = run(["serve", "--demo", "--vault", str(tmp_path)])
    assert ran.returncode == 2
    assert "K06" in ran.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_without_a_vault_serve_names_both_ways_to_begin(tmp_path: Path) -> None:
    ran = run(["serve", "--vault", str(tmp_path / "none")])
    assert ran.returncode == 2
    assert "duenotice serve --demo" in ran.stderr
    assert "duenotice init" in ran.stderr
    assert not (tmp_path / "none").exists()


def test_a_vault_that_is_no_demonstration_has_no_such_door(vault: Installation) -> None:
    office = organisation("Office A")
    routes = [str(each.pattern) for each in get_resolver().url_patterns]
    assert len(routes) > 20
    assert [route for route in routes if "demonstration" in route] == []
    for address in ("/demonstration/roles/", f"/demonstration/{'0' * 40}/"):
        assert browser(raise_request_exception=False).get(address).status_code == 404
    with acting([office.pk]), pytest.raises(RefusedVault, match="K13"):
        door.made(by=command(office))
    assert settings.DEMO is False


def test_the_demonstrations_way_in_counts_as_no_second_factor_in_another_vault(vault: Installation) -> None:
    office = organisation("Office A")
    user = account("class-counsel")
    member(office, user, Role.CLASS_COUNSEL)
    for method, status in (("demonstration", 302), ("mfa", 200)):
        client = browser()
        client.cookies[settings.SESSION_COOKIE_NAME] = session_by(user, method)
        assert client.get("/people/").status_code == status


def session_by(user: User, method: str) -> str:
    """The key of a session that says that its owner came in by this."""
    key = session_of(Account("one", user, proven=False))
    store = SessionStore(key)
    store["account_authentication_methods"] = [{"method": method, "at": time.time()}]
    store.save()
    return key


def demo_office() -> Organisation:
    """An organisation of a demonstration, with its class counsel, inside the vault of a test."""
    office = organisation("Demonstration")
    with acting([office.pk]), transaction.atomic():
        note(by=command(office), action=Action.DEMO_BEGUN, subject=office.pk)
    member(office, account("demo-class-counsel"), Role.CLASS_COUNSEL)
    return office


@override_settings(**common.DEMONSTRATION)
def test_a_code_opens_once_within_a_quarter_of_an_hour(vault: Installation) -> None:
    office = demo_office()
    with acting([office.pk]):
        first, second = door.made(by=command(office)), door.made(by=command(office))
    now = datetime.now(UTC)
    counsel = Role.CLASS_COUNSEL
    with pytest.raises(RefusedVault, match="K40"):
        door.used(code=first, role=counsel, at=now + timedelta(minutes=15, seconds=1))
    assert (
        door.used(code=first, role=counsel, at=now + timedelta(minutes=14)).username == "demo-class-counsel"
    )
    for code in (first, "0" * 40, ""):
        with pytest.raises(RefusedVault, match="K40"):
            door.used(code=code, role=counsel, at=now)
    assert door.used(code=second, role=counsel, at=now).username == "demo-class-counsel"


def test_a_vault_whose_folder_lies_about_it_is_not_opened(
    made: tuple[Path, str, float], vault: Installation, tmp_path: Path
) -> None:
    """A mark in a file makes no vault a demonstration, and no demonstration is taken for real."""
    organisation("Office A")
    connections["default"].close()
    marked(vault.folder, demo=True)
    ran = run(["serve", "--demo", "--vault", str(vault.folder)])
    assert (ran.returncode, "K06" in ran.stderr) == (2, True), ran.stderr
    with serving(vault, free_port()) as process:
        assert process.wait(timeout=60) == 2
    copy = tmp_path / "copy"
    shutil.copytree(made[0], copy)
    marked(copy, demo=False)
    ran = run(["journal", "list", "--vault", str(copy)], [PASSPHRASE])
    assert (ran.returncode, "K13" in ran.stderr) == (2, True), ran.stderr


def marked(folder: Path, demo: bool) -> None:
    """Write into the description of a vault whether it is a demonstration."""
    file = folder / "installation.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "demo": demo}), "utf-8")


def test_the_passphrase_of_demonstrations_is_refused_for_a_vault() -> None:
    assert passphrases.refusal(PASSPHRASE)
    assert passphrases.refusal(PASSPHRASE.title() + "!")
    assert not passphrases.refusal("nobody drew this horse by heart")


def test_the_same_seed_and_day_give_the_same_people_and_all_say_that_they_are_invented() -> None:
    day = date(2026, 11, 27)
    people = roster(120, 7, day)
    assert people == roster(120, 7, day)
    assert people != roster(120, 8, day)
    assert people[:50] == roster(50, 7, day)
    assert [each.who.names for each in people[:2]] == [("Person 0001",), ("Person 0002",)]
    assert len({each.who.numbers for each in people}) == 120
    assert all(number.startswith(FAKE) for each in people for number in each.who.numbers)
    assert {entry.origin.source for each in people for entry in each.record.entries()} == {SOURCE}
    assert counted(people).people == 120


def test_yes_no_and_unknown_all_appear_on_the_day_that_is_named() -> None:
    """The day that `serve` names, of the order of 3 January 2019."""
    seen = set[str]()
    for each in roster(200, 7, date(2026, 11, 27)):
        found = verdicts(each.record, from_edtf("2019-01-22"), in_full=True)
        chips = (*found.mattering, *found.others)
        seen |= {chip.kind for chip in chips if chip.order == "chhoeun-v-marin/2019-01-03"}
        if seen == {"yes", "no", "unknown"}:
            return
    pytest.fail(f"only {sorted(seen)}")


def test_people_written_in_bulk_are_the_people_written_one_by_one(vault: Installation) -> None:
    office = organisation("Office A")
    drawn = roster(25, 7, date(2026, 11, 27))
    with acting([office.pk]), transaction.atomic():
        together = add_many(by=command(office), people=drawn)
    assert len(together) == Person.objects.count() == 25
    for person, each in zip(together, drawn, strict=True):
        kept = Person.objects.get(pk=person.pk)
        assert list(record_of(kept).entries()) == list(each.record.entries())
        assert identity_of(kept) == each.who
        with acting([office.pk]):
            found = Person.objects.filter(numbers__blind=services.blind(office.pk, each.who.numbers[0]))
            assert [one.pk for one in found] == [person.pk]
