"""A database file that was changed is not opened, whatever bit it was."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import Error, connection

from duenotice.web import damage
from duenotice.web.accounts.models import Organisation
from duenotice.web.doctor import State, opened, outside
from duenotice.web.installation import Installation, Mode
from duenotice.web.journal.models import Entry as Line
from duenotice.web.keys import keyfile
from duenotice.web.keys.keyfile import WrongKey
from duenotice.web.making import by
from duenotice.web.people.models import Identity, Person
from duenotice.web.people.services import add_person
from tests.web import vaults
from tests.web.modes.doors import environment, run, runtime

FLIPS = int(os.environ.get("DUENOTICE_FLIPS", "50"))


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Installation]:
    """A vault of laptop mode with somebody in it, its log written back."""
    with vaults.opened(Mode.LAPTOP, tmp_path) as found:
        office = vaults.organisation("Office A")
        for n in range(20):
            add_person(by=by(office), names=[f"Person {n}"], numbers=[f"A{n + 1:09}"])
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        yield found


def noticed() -> bool:
    """Whether opening the vault tells that something is wrong."""
    try:
        return bool(damage.at_start())
    except (WrongKey, Error):
        return True
    finally:
        connection.close()


def flipped(data: bytes, bit: int) -> bytes:
    """The same bytes, one bit changed."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_every_flipped_bit_is_noticed_before_anything_is_written(
    laptop: Installation, record_property: Callable[[str, object], None]
) -> None:
    """T-BITROT"""
    assert not noticed()
    whole = laptop.database.read_bytes()
    chance = random.Random(20261126)  # which bits, the same in every run
    missed = []
    for bit in chance.sample(range(len(whole) * 8), FLIPS):
        laptop.database.write_bytes(flipped(whole, bit))
        if not noticed():
            missed.append(bit)
    laptop.database.write_bytes(whole)
    record_property("T-BITROT", f"{FLIPS} flips, {len(missed)} not noticed")
    print(f"\nT-BITROT: {FLIPS} flipped bits in {len(whole):,} bytes, {len(missed)} not noticed")
    assert missed == []
    assert not noticed()


def test_a_damaged_vault_is_refused_at_the_door_and_the_doctor_says_broken(laptop: Installation) -> None:
    """T-BITROT, through the commands"""
    whole = laptop.database.read_bytes()
    changed = flipped(whole, len(whole) * 8 - 4096 * 8)
    laptop.database.write_bytes(changed)
    env = environment(runtime())
    said = run(["hold", "on", "--vault", str(laptop.folder)], (vaults.PASSPHRASE,), env)
    assert (said.returncode, "K08" in said.stderr or "K02" in said.stderr) == (2, True), said.stderr
    doctor = run(["doctor", "--vault", str(laptop.folder)], (vaults.PASSPHRASE,), env)
    assert (doctor.returncode, "BROKEN" in doctor.stdout) == (1, True), doctor.stdout + doctor.stderr
    assert laptop.database.read_bytes() == changed
    shutil.rmtree(env["XDG_RUNTIME_DIR"])


def test_a_full_disk_is_said_in_one_line_and_nothing_is_half_written(laptop: Installation) -> None:
    office = Organisation.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        connection.connection.set_authorizer(None)
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    added, full = 20, ""
    while not full:
        try:
            add_person(by=by(office), names=[f"Person {added}"], family=["x" * 90])
            added += 1
        except Error as why:
            full = damage.said(why)
    assert full.startswith("the disk is full")
    assert Person.objects.count() == Identity.objects.count() == added
    assert Line.objects.count() >= added + 1


def test_the_doctor_sees_a_plain_database_rights_and_an_unused_recovery_key(laptop: Installation) -> None:
    laptop.folder.chmod(0o755)
    laptop.database.write_bytes(b"SQLite format 3\x00" + bytes(8192))
    keyfile.save(vaults.slots()[0], laptop.keyfile)
    broken = {one.promise: one for one in outside(laptop) if one.state is State.BROKEN}
    assert sorted(broken) == [
        "Only you can read the files of the vault",
        "The database file is encrypted",
        "The recovery key is known to work",
    ]
    assert all(one.mend for one in broken.values())
    assert [one.state for one in opened(laptop)] == [State.BROKEN]
