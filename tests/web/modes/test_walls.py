"""Server mode: the walls inside PostgreSQL, seen from the application role."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import ProgrammingError, connection, models, transaction

from duenotice.web.accounts.models import Invitation, Membership, Role, State, User
from duenotice.web.acting import acting, from_now_on, nobody_says
from duenotice.web.doctor import Finding
from duenotice.web.doctor import State as Stands
from duenotice.web.doctor import opened as seen_in
from duenotice.web.doctor.postgres import TERSE
from duenotice.web.installation import Installation, Mode, Server, database
from duenotice.web.journal.models import Entry as Line
from duenotice.web.making import by
from duenotice.web.people.models import Person
from duenotice.web.people.services import add_person
from duenotice.web.postgres import walls
from tests.web.modes.doors import ROOT, environment, init, runtime
from tests.web.vaults import HOST, OWNER, SITE, acting_for, on_server, opened, organisation, roles

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Installation]:
    """An empty vault of server mode."""
    with opened(Mode.SERVER, tmp_path) as found:
        yield found


def test_inside_a_door_the_statements_run_as_the_application_role(server: Installation) -> None:
    office = organisation("Office A")
    with acting_for(office), connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('duenotice.organisation')")
        assert cursor.fetchone() == (SITE, str(office.pk))


def test_a_setting_ends_with_its_transaction_so_a_pool_carries_nothing_over(server: Installation) -> None:
    office = organisation("Office A")
    with acting_for(office), transaction.atomic():
        assert Line.objects.count() == 1
    with connection.connection.cursor() as cursor:  # the very connection, past Django
        cursor.execute("SELECT current_user, current_setting('duenotice.organisation', true)")
        assert cursor.fetchone() == ("postgres", "")


def test_another_organisations_rows_are_not_there_even_by_their_key(server: Installation) -> None:
    one, other = organisation("Office A"), organisation("Office B")
    with acting_for(one):
        theirs = add_person(by=by(one), names=["Person A"], numbers=["A012 345 678"])
    with acting_for(other):
        assert not Person.objects.exists()
        assert not Person.objects.filter(pk=theirs.pk).update(version=9)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Person.objects.create(organisation=one, created=NOW)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_identity")
            assert cursor.fetchone() == (0,)
    with acting():
        assert not Person.objects.exists()
    with acting([one.pk, other.pk]):
        assert Person.objects.count() == 1


def test_rows_that_point_at_an_organisations_rows_are_behind_the_wall_too(server: Installation) -> None:
    from duenotice.web.matters.models import Matter

    one, other = organisation("Office A"), organisation("Office B")
    with acting_for(one):
        matter = Matter.objects.create(organisation=one, title="Matter A", created=NOW)
        matter.people.add(add_person(by=by(one), names=["Person A"]))
        assert Matter.people.through.objects.count() == 1
    with acting_for(other):
        assert Matter.people.through.objects.count() == 0


def test_the_application_role_cannot_change_or_remove_a_line_of_the_journal(server: Installation) -> None:
    office = organisation("Office A")
    for statement in (
        "UPDATE journal_entry SET action = 'x'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry",
    ):
        with (
            acting_for(office),
            connection.cursor() as cursor,
            pytest.raises(ProgrammingError, match="denied"),
        ):
            cursor.execute(statement)
    with acting_for(office):
        assert Line.objects.count() == 1


def test_every_table_with_an_organisation_has_its_wall_and_a_new_one_without_is_found(
    server: Installation,
) -> None:
    owned = {table.name for table in walls.tables() if table.organisation}
    of_models = {
        model._meta.db_table
        for model in all_models()
        if any(field.attname == "organisation_id" for field in model._meta.concrete_fields)
    }
    assert owned == of_models
    assert owned <= walls.policies().keys()
    assert finding(server, "row of an organisation").state is Stands.HOLDS
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (id int, organisation_id uuid)")
    found = finding(server, "row of an organisation")
    assert (found.state, found.seen) == (Stands.BROKEN, "`later` has no wall between organisations")
    walls.build(SITE)
    assert finding(server, "row of an organisation").state is Stands.HOLDS


@pytest.mark.parametrize(
    ("planted", "promise"),
    [
        ("GRANT UPDATE ON journal_entry TO {site}", "cannot change or remove an entry"),
        ("GRANT TRUNCATE ON people_person TO {site}", "a role that may do little"),
        ("ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY", "row of an organisation"),
        ("DROP POLICY organisation ON people_number", "row of an organisation"),
        ("ALTER TABLE people_note DISABLE ROW LEVEL SECURITY", "row of an organisation"),
    ],
)
def test_the_doctor_finds_a_wall_that_was_taken_down(
    planted: str, promise: str, server: Installation
) -> None:
    assert finding(server, promise).state is Stands.HOLDS
    with connection.cursor() as cursor:
        cursor.execute(planted.format(site=SITE))
    assert finding(server, promise).state is Stands.BROKEN


def test_the_doctor_says_which_settings_of_the_log_would_keep_values(server: Installation) -> None:
    found = finding(server, "log of the database server")
    with connection.cursor() as cursor:
        cursor.execute("SHOW log_min_error_statement")
        terse = cursor.fetchone() == ("panic",)
    assert found.state is (Stands.HOLDS if terse else Stands.REDUCED)
    assert terse or "log_min_error_statement = error" in found.seen


def test_the_site_signs_in_as_a_role_that_owns_nothing(server: Installation) -> None:
    with psycopg.connect(host=HOST, dbname=server.server.name, user=SITE) as signed_in:
        assert signed_in.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            signed_in.execute("CREATE TABLE more (id int)")
    with psycopg.connect(host=HOST, dbname=server.server.name, user=OWNER) as owner:
        owner.execute("ALTER TABLE people_person ADD COLUMN later int")


def test_the_statements_of_the_how_to_make_a_server_on_which_init_works(tmp_path: Path) -> None:
    roles()
    page = (ROOT / "docs" / "how-to" / "run-a-server.md").read_text(encoding="utf-8")
    first, second = re.findall(r"```sql\n(.*?)```", page, flags=re.DOTALL)
    told = dict(re.findall(r"ALTER SYSTEM SET (\w+) = (\w+);", second))
    assert told == {name: TERSE[name][0] for name in told}
    name = f"duenotice_{uuid.uuid4().hex[:12]}"
    env = environment(runtime())
    try:
        for statement in first.strip().splitlines():
            on_server(re.sub(r"duenotice(?=_|;|\b)", name, statement))
        made = init(
            tmp_path / "vault",
            "seven brown teapots in the rain",
            *("--server", f"{HOST}/{name}", "--role", f"{name}_site", "--owner", f"{name}_owner"),
            env=env,
        )
        assert made.code == 0, made.said
    finally:
        on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        on_server(f"DROP ROLE IF EXISTS {name}_site")
        on_server(f"DROP ROLE IF EXISTS {name}_owner")


@pytest.mark.parametrize(
    ("host", "mode"),
    [
        ("", "prefer"),
        ("/run/postgresql", "prefer"),
        ("127.0.0.1", "prefer"),
        ("db.example.org", "verify-full"),
    ],
)
def test_a_connection_that_leaves_the_machine_verifies_the_server(host: str, mode: str) -> None:
    made = Installation(Path("vault"), Mode.SERVER, server=Server(host, 5432, "duenotice", SITE, OWNER))
    assert database(made)["OPTIONS"]["sslmode"] == mode
    assert database(replace(made, server=replace(made.server, role="other")))["USER"] == "other"


def test_who_signs_in_sees_their_own_memberships_before_it_is_known_where(server: Installation) -> None:
    user, other = (User.objects.create(username=name, created=NOW) for name in ("person-a", "person-b"))
    for office, member in ((organisation("Office A"), user), (organisation("Office B"), other)):
        Membership.objects.create(organisation=office, user=member, role=Role.COUNSEL, state=State.ACTIVE)
    with acting(user=user.pk):
        assert [found.user_id for found in Membership.objects.all()] == [user.pk]
        assert not Line.objects.exists()
        assert not Membership.objects.filter(user=user).update(role=Role.ADMIN)


def test_an_invitation_is_reached_by_its_code_alone(server: Installation) -> None:
    office = organisation("Office A")
    for code in (b"\x01" * 32, b"\x02" * 32):
        Invitation.objects.create(organisation=office, role=Role.ADMIN, code_hash=code, expires=NOW)
    with acting():
        assert not Invitation.objects.exists()
    with acting(invitation=b"\x01" * 32), transaction.atomic():
        assert [bytes(found.code_hash) for found in Invitation.objects.select_for_update()] == [b"\x01" * 32]


def test_from_now_on_lasts_until_told_otherwise(server: Installation) -> None:
    office = organisation("Office A")
    from_now_on([office.pk])
    assert Line.objects.count() == 1
    from_now_on()
    assert Line.objects.count() == 0
    nobody_says()


def finding(server: Installation, promise: str) -> Finding:
    """The doctor's finding about a promise, on a connection that signed in as the application role."""
    signed_in = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = SITE
    try:
        return next(one for one in list(seen_in(server)) if promise in one.promise)
    finally:
        connection.close()
        connection.settings_dict["USER"] = signed_in


def all_models() -> list[type[models.Model]]:
    from django.apps import apps

    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
