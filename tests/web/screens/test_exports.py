"""T-CSV: no export of the site or of the commands holds a cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from django.core.cache import cache
from django.test import override_settings
from django.urls import get_resolver

from duenotice.days import from_edtf
from duenotice.record import Event, Origin, Record
from duenotice.terms import Kind
from duenotice.web.acting import acting
from duenotice.web.installation import Installation
from duenotice.web.journal.actions import By, Reason
from duenotice.web.people import services
from duenotice.web.people.exporting import export, to_tables
from duenotice.web.people.incoming.identities import beside
from duenotice.web.people.models import Person
from tests.web.site_world import CHEAP
from tests.web.wizarding import office, signed_in, upload

STARTS = ("=", "+", "-", "@", "\t", "\r")
ACTIVE = ("=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "\u202e=1", "\uff1d1", "'=1")


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    cache.clear()
    with override_settings(PASSWORD_HASHERS=CHEAP, ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        yield


def cells_of(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def test_no_cell_of_any_export_would_run(vault: Installation, tmp_path: Path) -> None:
    """T-CSV: the rejected rows (CSV, XLSX) and the tables and identities of `people export`."""
    files = [str(each.pattern) for each in get_resolver().url_patterns]
    ours = [route for route in files if route.startswith("import/") and route.endswith((".csv", ".xlsx"))]
    assert len(ours) == 2
    here = office()
    client = signed_in(here.counsel)
    rows = "".join(f'"{text}",12,"{text}"\n' for text in ACTIVE)
    status, batch = upload(client, f"Name,A#,=Other\n{rows}".encode(), "=cmd.csv", partner="=Partner")
    assert status == 302
    read = cells_of(client.get(batch + "rejected.csv").content.decode("utf-8-sig"))
    book = openpyxl.load_workbook(io.BytesIO(client.get(batch + "rejected.xlsx").content))
    read += [str(cell.value or "") for row in book.worksheets[0].iter_rows() for cell in row]
    by = By(str(here.organisation.pk), None, "command line")
    with acting([here.organisation.pk]):
        for text in ("=1+1", "+1", "-1", "@A1"):
            event = Event(Kind("conviction", ()), from_edtf("1999"), Origin(text))
            services.add_person(by=by, names=[text], contacts=[text], record=Record(text).adding(event))
        found = export(by=by, people=Person.objects.all(), reason=Reason.MOVE)
    to_tables(found, tmp_path / "out")
    for file in (*sorted((tmp_path / "out").glob("*.csv")), beside(tmp_path / "out")):
        read += cells_of(file.read_text("utf-8"))
    wrong = [cell for cell in read if cell.startswith(STARTS)]
    print(f"T-CSV: {len(read)} cells of exports, {len(wrong)} would run")
    assert wrong == []
    assert sum(cell.startswith("'") for cell in read) > len(ACTIVE)
