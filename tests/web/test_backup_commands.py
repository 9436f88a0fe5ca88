"""Backups and the journal through the door that their users take: processes that ask for the keys."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from duenotice.web.acting import unsaid
from duenotice.web.backups import selectors
from duenotice.web.installation import Installation, Mode
from duenotice.web.journal.actions import Action
from duenotice.web.journal.heads import found_in
from duenotice.web.journal.models import Entry
from tests.web.journaled import assert_one_entry
from tests.web.modes.doors import run
from tests.web.people.cli import done, people
from tests.web.people.office import office
from tests.web.vaults import PASSPHRASE, create_database, on_server, slots

RECOVERY = slots()[2]


def command(*words: str, typed: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    connection.close()
    return run(words, typed)


def inside(vault: Installation, *words: str, typed: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    return command(*words, "--vault", str(vault.folder), typed=[PASSPHRASE, *typed])


def test_backup_drill_restore_on_another_machine_and_the_same_people_there(
    vault: Installation, tmp_path: Path
) -> None:
    """T-BACKUP: the whole way, with nothing but the file and the printed recovery key."""
    office()
    done(people(vault, "add", typed=["Person A", "", "", "", "", ""]))
    refused = inside(vault, "backup", str(tmp_path))
    assert refused.returncode == 2
    assert "K23" in refused.stderr
    second = done(command("recipient", str(tmp_path / "second.txt"))).strip()
    assert (tmp_path / "second.txt").stat().st_mode & 0o077 == 0
    disk = tmp_path / "disk"
    disk.mkdir()
    said = done(inside(vault, "backup", str(disk), "--to", second))
    assert "2 recipients" in said
    assert "older than 35 days" in said
    (file,) = disk.iterdir()
    assert b"Person A" not in file.read_bytes()
    into, database = tmp_path / "there", create_database() if vault.mode is Mode.SERVER else ""
    options = ["--database", database] if database else []
    drill = ("drill", str(disk), *options)
    drilled = assert_one_entry(Action.BACKUP_DRILLED, lambda: done(inside(vault, *drill, typed=[RECOVERY])))
    assert "every one as it was" in drilled
    assert not selectors.drill_due()
    there = done(command("restore", str(file), str(into), *options, typed=[RECOVERY]))
    assert found_in(there)[0].key == found_in(said)[0].key
    listed = command("people", "list", "--names", "--vault", str(into), typed=[PASSPHRASE])
    assert "Person A" in done(listed)
    whole = done(command("journal", "verify", "--vault", str(into), typed=[PASSPHRASE]))
    assert whole.endswith("  whole\n")
    last = done(command("journal", "list", "--vault", str(into), "--last", "2", typed=[PASSPHRASE]))
    assert "vault restored" in last
    if database:
        on_server(f'DROP DATABASE "{database}" WITH (FORCE)')


def test_a_wrong_key_and_a_plain_copy_are_refused_at_the_door(vault: Installation, tmp_path: Path) -> None:
    """T-BACKUP: wrong recipient, plain copy; nothing is left behind."""
    office()
    second = done(command("recipient", str(tmp_path / "second.txt"))).strip()
    done(inside(vault, "backup", str(tmp_path / "b.tar.age"), "--to", second))
    other = done(command("recipient", str(tmp_path / "other.txt"))).strip()
    assert other != second
    secret = (tmp_path / "other.txt").read_text().splitlines()[-1]
    ran = command("restore", str(tmp_path / "b.tar.age"), str(tmp_path / "into"), typed=[secret])
    assert (ran.returncode, "K22" in ran.stderr) == (2, True)
    ran = command("restore", str(vault.folder), str(tmp_path / "into"), typed=[RECOVERY])
    assert (ran.returncode, "K21" in ran.stderr) == (2, True)
    assert not (tmp_path / "into").exists()


def test_the_head_is_printed_kept_and_a_changed_journal_ends_with_1(
    vault: Installation, tmp_path: Path
) -> None:
    """T-CHAIN: the anchor that lies elsewhere shows what the file beside the vault no longer does."""
    office()
    done(people(vault, "list"))
    kept = tmp_path / "elsewhere.txt"
    said = assert_one_entry(
        Action.JOURNAL_ANCHORED, lambda: done(inside(vault, "journal", "anchor", "--to", str(kept)))
    )
    assert found_in(said) == found_in(kept.read_text())
    (head,) = found_in(done(inside(vault, "journal", "head")))
    assert head.number == found_in(said)[0].number
    assert re.search(
        r"2 entries, \d heads kept", done(inside(vault, "journal", "verify", "--with", str(kept)))
    )
    with unsaid(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER journal_entry_no_update")
        cursor.execute("UPDATE journal_entry SET action = 'person read' WHERE number = 1")
    ran = inside(vault, "journal", "verify", "--with", str(kept))
    assert ran.returncode == 1
    assert "broken from entry 1 on: edit" in ran.stdout
    assert Entry.objects.count() == 2
