"""T-ROSTER: malformed and hostile spreadsheets through the upload door."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from duenotice.web.installation import Installation
from tests.web.hostile import Hostile, every
from tests.web.site_world import CHEAP
from tests.web.wizarding import form_of, office, signed_in, summed, upload

LEAST = 500
TENTH = 10


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    cache.clear()
    with override_settings(PASSWORD_HASHERS=CHEAP, ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        yield


def test_no_spreadsheet_breaks_the_door_and_every_row_is_accounted_for(vault: Installation) -> None:
    """T-ROSTER: each is refused with its place, or shown with rows in = accepted + rejected. All of them on a
    laptop's vault; in server mode, where only the database differs, every tenth."""
    files = every()
    assert len(files) >= LEAST
    assert len({each.name for each in files}) == len(files)
    asked = files if connection.vendor == "sqlite" else files[::TENTH]
    client, began = signed_in(office().counsel), time.monotonic()
    became, rows = Counter[str](), Counter[str]()
    for each in asked:
        became[through(client, each, rows)] += 1
    took = time.monotonic() - began
    print(
        f"T-ROSTER: {len(asked)} of {len(files)} spreadsheets in {took:.0f} s on {connection.vendor}: "
        f"0 crashes; {dict(became)}; "
        f"{rows['in']:,} rows = {rows['accepted']:,} accepted + {rows['rejected']:,} rejected"
    )
    assert rows["in"] == rows["accepted"] + rows["rejected"] > 0
    assert became["refused"] > len(asked) // 20
    assert became["shown"] > len(asked) // 2


def through(client: Client, file: Hostile, rows: Counter[str]) -> str:
    """One file as far as it goes: `refused`, or `shown` with its rows counted."""
    status, said = upload(client, file.content, file.file)
    if status == 400:
        assert '<div class="notice" role="alert">' in said or "cannot be read" in said, file.name
        return "refused"
    assert status == 302, file.name
    answer = client.get(said + "preview/")
    if answer.status_code == 302:  # nothing was recognised: the first column is called a name
        page = client.get(said + "columns/")
        assert page.status_code == 200, file.name
        answer = client.post(said + "columns/", form_of(page.content.decode()) | {"c0": "name"})
        assert answer.status_code == 302, file.name
        answer = client.get(said + "preview/")
    assert answer.status_code == 200, file.name
    counted = summed(answer.content.decode())
    assert counted[0] == counted[1] + counted[2], file.name
    assert file.rows in (-1, counted[0]), f"{file.name}: {file.rows} rows, and {counted[0]} were counted"
    rows.update({"in": counted[0], "accepted": counted[1], "rejected": counted[2]})
    return "shown"
