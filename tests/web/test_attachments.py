"""Attachments: told by their content, sealed with their names, given back as they were."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from django.db import connection

from duenotice.problems import RefusedVault
from duenotice.web.attachments import selectors, services
from duenotice.web.attachments.downloads import as_download
from duenotice.web.attachments.kinds import DOCX, MOST_BYTES, TEXT, XLSX, kind_of
from duenotice.web.attachments.services import NotAttached
from duenotice.web.installation import Installation
from duenotice.web.people.services import add_person
from tests.web.people.office import office

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
HEIC = struct.pack(">I", 24) + b"ftypheic" + b"\0\0\0\0" + b"mif1heic" + b"\0" * 40
WEBP = b"RIFF" + struct.pack("<I", 40) + b"WEBPVP8 " + b"\0" * 40


def zipped(*names: str, size: int = 10) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in names:
            parts.writestr(name, b"0" * size)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "image/jpeg"),
        (HEIC, "image/heic"),
        (WEBP, "image/webp"),
        (zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        (zipped("[Content_Types].xml", "xl/workbook.xml", "xl/printerSettings/printerSettings1.bin"), XLSX),
        ("Dear Person A,\n\tខ្មែរ".encode(), TEXT),
    ],
)
def test_a_file_is_what_its_content_shows(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\0" + b"\0" * 60,  # a program
        b"\x7fELF" + b"\0" * 60,
        b"GIF89a" + b"\0" * 60,
        b"text with a zero\0",
        "grün".encode("latin-1"),
        zipped("a.txt"),
        zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        zipped("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"),
        zipped("[Content_Types].xml", "word/document.xml", *(f"{n}" for n in range(2_001))),
        b"PK\x03\x04" + b"\0" * 100,
        zipped("[Content_Types].xml", "word/document.xml")[:-10],
        b"MZ" + zipped("[Content_Types].xml", "word/document.xml"),
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,  # an old or an encrypted office file
    ],
)
def test_what_is_of_no_kind_that_is_taken_is_refused(content: bytes) -> None:
    assert kind_of(content) == ""


def test_a_zip_that_unpacks_into_more_than_it_should_is_told_by_its_names_alone() -> None:
    """A gigabyte of zeros in a megabyte: nothing of it is unpacked."""
    bomb = zipped("[Content_Types].xml", "word/document.xml", size=200_000_000)
    assert len(bomb) < 1_000_000
    assert kind_of(bomb) == DOCX


def test_a_directory_that_says_it_is_huge_is_not_read() -> None:
    whole = bytearray(zipped("[Content_Types].xml", "word/document.xml"))
    struct.pack_into("<I", whole, whole.rfind(b"PK\x05\x06") + 12, 1 << 30)
    assert kind_of(bytes(whole)) == ""


def test_a_file_comes_back_as_it_was_and_the_database_holds_none_of_it(vault: Installation) -> None:
    by = office()
    person = add_person(by=by, names=["Person A"])
    made = services.attach(by=by, person=person, name="C:\\papers\\Person A order.PDF", content=PDF)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, content FROM attachments_attachment")
        name, content = map(bytes, cursor.fetchone())
    assert b"Person" not in name
    assert b"PDF" not in content
    [found] = selectors.files_of(person)
    assert "content" not in found.__dict__
    file = services.content_of(by=by, attachment=found)
    assert (file.name, file.kind, file.content) == ("Person A order.pdf", "application/pdf", PDF)
    assert made.size == len(PDF)
    assert b"PDF" not in repr(file).encode()


def test_another_organisation_finds_no_file(vault: Installation) -> None:
    by, other = office(), office("Office B")
    person = add_person(by=by, names=["Person A"])
    made = services.attach(by=by, person=person, name="a.pdf", content=PDF)
    assert selectors.file_with(other.organisation, made.pk) is None
    with pytest.raises(RefusedVault, match="K34"):
        services.content_of(by=other, attachment=made)


def test_a_file_that_is_too_large_is_refused(vault: Installation) -> None:
    by = office()
    person = add_person(by=by, names=["Person A"])
    services.attach(by=by, person=person, name="a.pdf", content=PDF.ljust(MOST_BYTES))
    with pytest.raises(NotAttached, match="more than 10 MiB"):
        services.attach(by=by, person=person, name="a.pdf", content=PDF.ljust(MOST_BYTES + 1))


def test_a_download_is_saved_and_never_opened_in_place(vault: Installation) -> None:
    answer = as_download(services.File('a";\r\nb.pdf', "application/pdf", PDF))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in answer["Content-Disposition"]
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("order.pdf.exe", "order.pdf.exe.pdf"),
        ("", "file.pdf"),
        ("a\u202efdp.exe", "afdp.exe.pdf"),
        ("x" * 500, "x" * 200 + ".pdf"),
    ],
)
def test_a_name_gets_the_ending_of_its_content(name: str, kept: str) -> None:
    assert services.named(name, "application/pdf") == kept
