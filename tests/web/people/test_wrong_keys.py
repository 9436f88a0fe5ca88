"""With a wrong key, or none, nothing starts and nothing is told: not even a part of an answer."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from duenotice.web.installation import Installation, Mode
from duenotice.web.keys import keyfile
from tests.web.modes import doors
from tests.web.people.canaries import Canaries, person_of_canaries
from tests.web.people.cli import ID
from tests.web.people.office import office
from tests.web.scan import Scan
from tests.web.vaults import PASSPHRASE, opened

OTHER = "another passphrase of nobody"


def left_alone(_: Installation) -> None:
    """The key file as it is."""


def gone(vault: Installation) -> None:
    """No key file."""
    vault.keyfile.unlink()


def of_another_vault(vault: Installation) -> None:
    """A key file that its passphrase opens, with the key of another vault."""
    file, _, _ = keyfile.new(PASSPHRASE, keyfile.LEAST)
    keyfile.save(file.tried(), vault.keyfile)


def cut_short(vault: Installation) -> None:
    """Half a key file."""
    text = vault.keyfile.read_text("ascii")
    vault.keyfile.write_text(text[: len(text) // 2], "ascii")


def changed(vault: Installation) -> None:
    """A key file with another wrapped key."""
    data = json.loads(vault.keyfile.read_text("ascii"))
    data["wrapped"] = (
        data["wrapped"][:40] + ("A" if data["wrapped"][40] != "A" else "B") + data["wrapped"][41:]
    )
    vault.keyfile.write_text(json.dumps(data), "ascii")


def random_key(vault: Installation) -> None:
    """A key that was drawn, where a server keeps one in memory."""
    at = vault.folder / "in-memory"
    at.write_bytes(secrets.token_bytes(32))
    data = json.loads(vault.description.read_text("utf-8")) | {"key_at": str(at)}
    vault.description.write_text(json.dumps(data), "utf-8")


WRONG: tuple[tuple[Callable[[Installation], None], str], ...] = (
    (left_alone, OTHER),
    (left_alone, PASSPHRASE.upper()),
    (left_alone, f" {PASSPHRASE}"),
    (left_alone, ""),
    (gone, PASSPHRASE),
    (of_another_vault, PASSPHRASE),
    (cut_short, PASSPHRASE),
    (changed, PASSPHRASE),
    (random_key, PASSPHRASE),
)


@pytest.mark.parametrize("mode", list(Mode))
def test_a_wrong_or_missing_key_gives_no_start_no_data_and_no_part_of_an_answer(
    mode: Mode, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """T-WRONGKEY"""

    made, told, tried = Canaries(), [], 0
    for number, (spoil, passphrase) in enumerate(WRONG):
        with opened(mode, tmp_path / str(number)) as vault:
            person = person_of_canaries(office(), made)
            connection.close()
            spoil(vault)
            commands = (["show", str(person.pk)], ["list", "--names"], ["export", "--reason", "court"])
            ran = doors.run(["people", *commands[number % 3], "--vault", str(vault.folder)], [passphrase])
            tried += 1
            printed = (ran.stdout + ran.stderr).encode()
            leaks = Scan(made.mark, made.numbers).hits(printed)
            if ran.returncode == 0 or ran.stdout or leaks or ID.search(ran.stderr):
                told.append(f"{spoil.__name__}: {ran.returncode}, {ran.stdout!r}, {ran.stderr!r}")
    said = f"{tried} wrong or missing keys, {len(told)} started or told anything"
    record_property("T-WRONGKEY", said)
    print(f"T-WRONGKEY {mode}: {said}")
    assert told == []


def test_the_right_key_opens(vault: Installation) -> None:
    """T-WRONGKEY, control."""
    person = person_of_canaries(office(), Canaries())
    connection.close()
    ran = doors.run(["people", "show", str(person.pk), "--vault", str(vault.folder)], [PASSPHRASE])
    assert ran.returncode == 0, ran.stderr
    assert str(person.pk) in ran.stdout
