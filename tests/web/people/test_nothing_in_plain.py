"""What is about a person is nowhere in plain: not in tables, files, the log of changes, temp folders."""

from __future__ import annotations

import base64
import gzip
import json
import os
import sqlite3
import time
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from duenotice.web.accounts.models import Organisation
from duenotice.web.installation import Installation, Mode
from duenotice.web.journal.actions import Reason
from duenotice.web.people import selectors
from duenotice.web.people.exporting import export as read
from duenotice.web.people.exporting import to_json_text, to_tables
from duenotice.web.sealed.fields import Sealed
from tests.web.modes import doors
from tests.web.people.canaries import Canaries, person_of_canaries
from tests.web.people.office import NOW, office
from tests.web.scan import Scan, now_at, on_disk, tables, watched
from tests.web.vaults import PASSPHRASE

CANARIES = int(os.environ.get("DUENOTICE_CANARIES", "10000"))
OURS = ("people", "attachments", "matters", "intake")
OPEN = {
    "people.Note.kind": "one of two words",
    "people.Entry.sort": "one of four words",
    "people.Entry.terms": "terms of the vocabulary; others are refused",
    "people.Entry.open": "days as EDTF, values and qualifiers of closed lists (people.rows)",
    "attachments.Attachment.kind": "one of the kinds of `attachments.kinds`",
    "intake.Hotline.text": "whom the organisation says to call: its own words, of nobody in particular",
}
"""Every column about people that holds text in the open, and why it can name nobody."""


def columns(of: type[Any]) -> set[str]:
    """The columns of the tables about people that are of this class."""
    found = [
        f"{model._meta.label}.{field.name}"
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, of)
    ]
    return set(found)


def test_every_column_of_text_about_people_is_sealed_or_is_listed_here_with_its_reason() -> None:
    assert columns(models.CharField) | columns(models.TextField) | columns(models.JSONField) == set(OPEN)


def test_no_canary_is_anywhere_in_plain(
    vault: Installation, record_property: Callable[[str, object], None]
) -> None:
    """T-RAW"""
    made, by, since = Canaries(), office(), now_at(vault)
    with transaction.atomic():
        while made.made < CANARIES:
            person_of_canaries(by, made)
    scan = Scan(made.mark, made.numbers)
    sealed = columns(Sealed)
    for column in sealed:
        model, name = apps.get_model(column.rpartition(".")[0]), column.rpartition(".")[2]
        assert model.objects.filter(**{f"{name}__isnull": False}).exists(), f"no canary was in {column}"
    found: Counter[str] = Counter()
    size = 0
    for table, row in tables():
        found[table] += scan.hits(row)
    for _ in range(2):  # before and after what waits in the log of changes is written into the file
        for name, data in on_disk(vault, since):
            size += len(data)
            found[name] += scan.hits(data)
        if vault.mode is Mode.LAPTOP:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            break
    said = (
        f"T-RAW {vault.mode}: {made.made:,} canaries in {len(sealed)} sealed columns, {size:,} bytes scanned"
    )
    record_property("T-RAW", said)
    print(f"{said}, {sum(found.values())} hits")
    assert +found == Counter()


def test_the_scan_finds_what_is_in_plain(vault: Installation, tmp_path: Path) -> None:
    """T-RAW, control: the same scan finds a value that is deliberately plain, in every spelling."""
    made = Canaries()
    word = made.word()
    scan = Scan(made.mark, made.numbers)
    for spelled in (
        word.encode(),
        word.encode("utf-16-le"),
        word.encode().hex().encode(),
        *(base64.b64encode(b"x" * before + word.encode()) for before in range(4)),
        b"xx" + gzip.compress(b"y" * 100 + word.encode()),
        b"xx" + zlib.compress(b"y" * 100 + word.encode()),
        word.upper().encode(),
    ):
        assert scan.hits(b"before" + spelled + b"after") > 0, spelled
    number = made.number()
    scan = Scan(made.mark, made.numbers)
    for spelled in (number.encode(), number.encode("utf-16-be"), number.encode().hex().encode()):
        assert scan.hits(b"1" + spelled + b"2") == 1, spelled
    since = now_at(vault)
    Organisation.objects.create(name=word, created=NOW)
    assert sum(scan.hits(row) for _, row in tables()) == 1
    if vault.mode is Mode.SERVER:
        names = [name for name, data in on_disk(vault, since) if scan.hits(data)]
        assert any(name.startswith("base/") for name in names)
        assert any(name.startswith("pg_wal/") for name in names)
    else:
        assert not any(scan.hits(data) for _, data in on_disk(vault))  # the whole file is encrypted
        with sqlite3.connect(tmp_path / "plain.db") as plain:
            plain.execute("CREATE TABLE t (name TEXT)")
            plain.execute("INSERT INTO t VALUES (?)", [word])
        plain.close()
        assert scan.folder(tmp_path) == {"plain.db": 1}


@pytest.mark.parametrize("vault", [Mode.LAPTOP], indirect=True)
def test_imports_and_exports_leave_nothing_in_temp_folders(
    vault: Installation, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """T-RAW, temp folders and what is printed: files that go again are seen too."""
    made, by = Canaries(), office()
    for _ in range(5):
        person_of_canaries(by, made)
    found = read(by=by, people=selectors.in_organisation(by.organisation), reason=Reason.MOVE)
    source, folder = tmp_path / "people.json", tmp_path / "tables"
    source.write_text(to_json_text(found, Reason.MOVE, ""), "utf-8")
    to_tables(found, folder)
    for person in selectors.in_organisation(by.organisation):
        person.numbers.all().delete()  # so that those of the files are new
    connection.close()
    temp = tmp_path / "temp"
    temp.mkdir()
    env = doors.environment(temp) | {"TMPDIR": str(temp), "HOME": str(temp)}
    said = b""
    with watched(temp) as seen:
        for arguments in (
            ["import", str(folder)],
            ["import", str(source)],
            ["export", "--reason", "move", "--to", str(tmp_path / "again.json")],
            ["list"],
        ):
            ran = doors.run(["people", *arguments, "--vault", str(vault.folder)], [PASSPHRASE], env)
            assert ran.returncode == 0, ran.stderr
            said += (ran.stdout + ran.stderr).encode()
        (temp / "control").write_text("seen", "utf-8")
        time.sleep(0.1)
        (temp / "control").unlink()
    scan = Scan(made.mark, made.numbers)
    assert len(json.loads((tmp_path / "again.json").read_text("utf-8"))["persons"]) == 5
    assert seen["control"] == b"seen"
    hits = sum(map(scan.hits, seen.values())) + scan.hits(said)
    record_property("T-RAW temp", f"{len(seen) - 1} files seen, {hits} hits")
    print(f"T-RAW temp: {made.made} canaries, {len(seen) - 1} files seen in temp folders, {hits} hits")
    assert hits == 0
