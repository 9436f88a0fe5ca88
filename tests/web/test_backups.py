"""Backups: what is written under load restores to the same rows; what was changed does not restore."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pyrage
import pytest
from django.db import connection, connections, transaction

from duenotice.problems import RefusedVault
from duenotice.web.accounts.models import Organisation
from duenotice.web.acting import unsaid
from duenotice.web.backups import archive, drilling, selectors, server, services
from duenotice.web.backups.contents import measured, tables
from duenotice.web.backups.databases import connected
from duenotice.web.backups.manifest import Manifest
from duenotice.web.backups.restoring import Wanted, restore
from duenotice.web.installation import Installation, Mode, Server
from duenotice.web.journal import selectors as journal
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.models import Entry, Head
from duenotice.web.journal.verifying import Row, verify
from duenotice.web.keys import ring
from duenotice.web.people import services as people
from duenotice.web.people.models import Identity, Person
from tests.web.vaults import create_database, on_server, slots

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SECOND = pyrage.x25519.Identity.generate()
BACKUPS = int(os.environ.get("DUENOTICE_BACKUPS") or 0)
"""How many backups each mode makes under load: 100 in `make nightly`."""
FEW = {Mode.LAPTOP: 8, Mode.SERVER: 2}


def office() -> Organisation:
    return Organisation.objects.create(name="Office A", created=NOW)


def add_person(organisation: Organisation) -> None:
    """A person, the sealed identity, and the entry of the journal, in one transaction."""
    people.add_person(by=By(str(organisation.pk), None, "site"), names=["Person A of the canary"])


def second() -> str:
    return str(SECOND.to_public())


def backed_up(vault: Installation, to: Path) -> services.Made:
    sealed_for = services.name_recipients(installation=vault, given=[second()], anew=False, door="site")
    return services.back_up(installation=vault, to=to, sealed_for=sealed_for, door="site")


def recovery() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.from_str(slots()[2])


@contextmanager
def restored(
    vault: Installation, file: Path, into: Path, identity: pyrage.x25519.Identity | None = None
) -> Iterator[tuple[Installation, Manifest]]:
    name = create_database() if vault.mode is Mode.SERVER else ""
    wanted = Wanted(
        [identity or recovery()],
        lambda file: file.with_recovery(slots()[2]),
        lambda *_: None,
        Server(name=name),
    )
    try:
        yield restore(file, into, wanted)
    finally:
        if name:
            on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def load(organisation: Organisation) -> Iterator[list[int]]:
    """Somebody else adds people all the while; the list counts those that were acknowledged."""
    done, stop, broken = [0], threading.Event(), []

    def run() -> None:
        try:
            while not stop.wait(0.005):
                add_person(organisation)
                done[0] += 1
        except Exception as why:
            broken.append(why)
        finally:
            connections["default"].close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield done
    finally:
        stop.set()
        thread.join()
    assert broken == []
    assert done[0] > 0


def test_backups_under_load_restore_to_the_same_rows_hashes_and_head(
    vault: Installation, tmp_path: Path
) -> None:
    """T-BACKUP."""
    organisation, times = office(), BACKUPS or FEW[vault.mode]
    to = tmp_path / "backups"
    to.mkdir()
    good = 0
    with load(organisation) as done:
        for number in range(times):
            before = done[0]
            made = backed_up(vault, to)
            with restored(vault, made.file, tmp_path / f"restored-{number}") as (copy, manifest):
                with connected(copy, "copy", as_owner=True) as at:
                    assert measured(at) == manifest.tables == made.manifest.tables
                    people = Person.objects.using("copy").count()
                    added = Entry.objects.using("copy").filter(action=Action.PERSON_ADDED).count()
                    head = Head.objects.using("copy").get()
                live = Entry.objects.get(number=head.number)
                assert (live.hash, manifest.heads[0].hash) == (head.hash, head.hash)
                assert people == added >= before, (
                    "a torn transaction, or one that was acknowledged is missing"
                )
                good += 1
    assert journal.verified(organisation.pk).broken is None
    print(
        f"T-BACKUP {vault.mode}: {good} of {times} backups under load ({done[0]} writes) restore identically"
    )
    assert good == times


def test_a_restored_vault_opens_its_people_and_its_journal_verifies(
    vault: Installation, tmp_path: Path
) -> None:
    """T-BACKUP: what was sealed opens in the copy, and the chain is the same."""
    organisation = office()
    add_person(organisation)
    made = backed_up(vault, tmp_path)
    with restored(vault, made.file, tmp_path / "again") as (copy, _):
        with connected(copy, "copy", as_owner=True):
            assert "Person A of the canary" in str(Identity.objects.using("copy").get().names)
            rows = [
                Row(journal.line_of(entry), entry.hash)
                for entry in Entry.objects.using("copy").order_by("number")
            ]
        assert verify(rows, made.manifest.heads[0], made.manifest.heads, journal.key()).broken is None
        assert (copy.folder / "keys.json").read_bytes() == vault.keyfile.read_bytes()
        assert (copy.folder / "anchors.txt").exists()
        assert copy.folder.stat().st_mode & 0o077 == 0


def test_nothing_of_a_person_can_be_read_in_the_file(vault: Installation, tmp_path: Path) -> None:
    add_person(office())
    data = backed_up(vault, tmp_path).file.read_bytes()
    assert data.startswith(b"age-encryption.org/v1\n")
    assert b"canary" not in data
    assert b"people_person" not in data
    assert data.count(b"-> X25519 ") == 2


def test_the_second_recipient_opens_it_together_with_the_passphrase(
    vault: Installation, tmp_path: Path
) -> None:
    add_person(office())
    made = backed_up(vault, tmp_path)
    with restored(vault, made.file, tmp_path / "again", SECOND) as (_, manifest):
        assert manifest == made.manifest


def test_a_key_for_which_it_was_not_sealed_does_not_open_it(vault: Installation, tmp_path: Path) -> None:
    """T-BACKUP: wrong recipient."""
    add_person(office())
    made = backed_up(vault, tmp_path)
    refused = 0
    for number in range(20):
        other = pyrage.x25519.Identity.generate()
        refused += codes(vault, made.file, tmp_path / f"no-{number}", other) == ["K22"]
    print(f"T-BACKUP {vault.mode}: {refused} of 20 wrong recipients refused")
    assert refused == 20


@pytest.mark.parametrize("damage", ["a flipped bit", "a cut"])
def test_a_file_that_was_changed_or_cut_is_refused_and_leaves_nothing(
    vault: Installation, tmp_path: Path, damage: str
) -> None:
    """T-BACKUP: flipped bit, truncated file."""
    if vault.mode is Mode.SERVER:
        pytest.skip("the file is opened the same way in both modes")
    add_person(office())
    whole, random, refused = backed_up(vault, tmp_path).file.read_bytes(), Random(damage), 0
    for trial in range(100):
        at = random.randrange(len(whole)) if trial else len(whole) - 1
        data = bytearray(whole[:at] if damage == "a cut" else whole)
        if damage == "a flipped bit":
            data[at] ^= 1 << random.randrange(8)
        file = tmp_path / "changed.tar.age"
        file.write_bytes(data)
        refused += codes(vault, file, tmp_path / "into") in (["K21"], ["K22"])
        assert not (tmp_path / "into").exists()
        assert not (tmp_path / "into.part").exists()
    print(f"T-BACKUP: {refused} of 100 files with {damage} refused")
    assert refused == 100


def codes(
    vault: Installation,
    file: Path,
    into: Path,
    identity: pyrage.x25519.Identity | None = None,
    database: str = "none",
) -> list[str]:
    wanted = Wanted(
        [identity or recovery()],
        lambda file: file.with_recovery(slots()[2]),
        lambda *_: None,
        Server(name=database),
    )
    with pytest.raises(RefusedVault) as refused:
        restore(file, into, wanted)
    return [problem.code for problem in refused.value.problems]


def test_a_plain_copy_of_the_file_or_the_folder_is_refused(vault: Installation, tmp_path: Path) -> None:
    """T-BACKUP: `cp` is no backup."""
    if vault.mode is Mode.SERVER:
        pytest.skip("server mode has no file to copy")
    add_person(office())
    copy = tmp_path / "copy.db"
    copy.write_bytes(vault.database.read_bytes())
    plain = tmp_path / "plain.tar.age"
    plain.write_bytes(b"SQLite format 3\x00" + b"\0" * 100)
    for given in (copy, vault.folder, plain):
        assert codes(vault, given, tmp_path / "into") == ["K21"]


@pytest.mark.parametrize("plain", [True, False])
def test_no_backup_is_made_while_a_copy_lies_beside_the_vault(
    vault: Installation, tmp_path: Path, plain: bool
) -> None:
    """T-BACKUP: a plain copy is detected, and refused."""
    if vault.mode is Mode.SERVER and not plain:
        pytest.skip("server mode has no file to copy")
    add_person(office())
    copy = vault.folder / "old" / "people (copy).db"
    copy.parent.mkdir()
    copy.write_bytes(b"SQLite format 3\x00" if plain else vault.database.read_bytes())
    with pytest.raises(RefusedVault) as refused:
        backed_up(vault, tmp_path)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == ("K24", str(copy))


def test_a_part_that_is_not_the_one_of_the_manifest_is_refused(vault: Installation, tmp_path: Path) -> None:
    """T-BACKUP: whoever may seal for a recipient cannot put another part into a true backup."""
    add_person(office())
    made, parts = backed_up(vault, tmp_path), []
    with archive.reading(made.file, [recovery()]) as found:
        for name, content in found:
            data = b"".join(content) + (b" " if name == "installation.json" else b"")
            parts.append((name, len(data), [data]))
    changed = tmp_path / "changed.tar.age"
    with changed.open("wb") as out:
        archive.write(parts, out, [second(), slots()[0].recovery_to])
    name = create_database() if vault.mode is Mode.SERVER else "none"
    assert codes(vault, changed, tmp_path / "into", database=name) == ["K21"]
    if name != "none":
        on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_backup_in_the_folder_of_the_vault_or_over_another_file_is_refused(
    vault: Installation, tmp_path: Path
) -> None:
    taken = tmp_path / "taken.tar.age"
    taken.write_bytes(b"something")
    for to in (vault.folder, vault.folder / "sub.tar.age", taken, tmp_path / "nowhere" / "x.tar.age"):
        with pytest.raises(RefusedVault) as refused:
            backed_up(vault, to)
        assert [problem.code for problem in refused.value.problems] == ["K25"]
    assert taken.read_bytes() == b"something"


def test_nothing_unsealed_is_left_behind(vault: Installation, tmp_path: Path) -> None:
    add_person(office())
    backed_up(vault, tmp_path)
    assert [path.name for path in vault.folder.iterdir() if path.name.startswith(".snapshot")] == []
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_drill_is_noted_only_if_the_backup_fits(vault: Installation, tmp_path: Path) -> None:
    """T-BACKUP: the drill."""
    add_person(office())
    made = backed_up(vault, tmp_path)
    assert selectors.drill_due()
    name = create_database() if vault.mode is Mode.SERVER else ""

    def drilled(file: Path) -> Manifest:
        return drilling.drill(
            installation=vault,
            source=file,
            identities=[recovery()],
            keys=lambda file: file.with_recovery(slots()[2]),
            door="site",
            database=name,
        )

    broken = tmp_path / "broken.tar.age"
    broken.write_bytes(made.file.read_bytes()[:-1])
    with pytest.raises(RefusedVault):
        drilled(broken)
    assert selectors.last_drill() is None
    assert drilled(drilling.newest(made.file)) == made.manifest
    assert not selectors.drill_due()
    assert selectors.last_backup() is not None
    if name:
        beside = replace(vault, server=replace(vault.server, name=name))
        with connected(beside, "left", as_owner=True) as left:
            assert tables(left) == [], "the rows of the trial are still there"
        on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_drill_says_what_it_needs_where_the_owner_may_make_no_database(
    vault: Installation, tmp_path: Path
) -> None:
    if vault.mode is Mode.LAPTOP:
        pytest.skip("laptop mode needs no database")
    add_person(office())
    made = backed_up(vault, tmp_path)
    with pytest.raises(RefusedVault) as refused:
        drilling.drill(
            installation=vault,
            source=made.file,
            identities=[recovery()],
            keys=lambda _: ring.current(),
            door="site",
        )
    (problem,) = refused.value.problems
    assert (problem.code, "--database" in problem.help) == ("K26", True)


def test_a_drill_tells_of_an_entry_that_the_backup_has_and_the_vault_lacks(
    vault: Installation, tmp_path: Path
) -> None:
    organisation = office()
    add_person(organisation)
    made = backed_up(vault, tmp_path)
    manifest = made.manifest
    drilling._compare(made.file, manifest)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER journal_entry_no_update")
        cursor.execute(
            f"UPDATE journal_entry SET hash = '{'0' * 64}' WHERE number = {manifest.heads[0].number}"
        )
    with pytest.raises(RefusedVault) as refused:
        drilling._compare(made.file, manifest)
    assert [problem.code for problem in refused.value.problems] == ["K27"]


def test_no_row_can_be_hidden_from_a_backup_by_row_level_security(vault: Installation) -> None:
    """T-BACKUP: a table whose rows may lack an organisation would be backed up without them."""
    if vault.mode is Mode.LAPTOP:
        pytest.skip("laptop mode has no row-level security")
    server.nothing_hidden(connection)
    with unsaid(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_note ALTER COLUMN organisation_id DROP NOT NULL")
    with pytest.raises(server.RowsHidden, match=r"people_note\.organisation_id"):
        server.nothing_hidden(connection)
