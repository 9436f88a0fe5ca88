"""What a file is, by its content; its name says nothing. What is not in the list is refused.

DOCX and XLSX are zip files. They are told by the names in the zip's central directory; nothing in them is
ever unpacked, and a directory that is too large is not read.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile

import filetype

MOST_BYTES = 10 * 1024 * 1024
"""A file may have so many bytes."""
BY_SIGNATURE = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/heic": ".heic",
    "image/webp": ".webp",
}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "text/plain"
ENDINGS = {**BY_SIGNATURE, DOCX: ".docx", XLSX: ".xlsx", TEXT: ".txt"}
"""Every kind that is taken, and the ending of its files."""
_MACROS = re.compile(r"vbaproject|(?:^|/)macrosheets/", re.IGNORECASE)
_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_MOST_PARTS = 2_000
_LARGEST_DIRECTORY = 1 << 20
_END, _END64 = b"PK\x05\x06", b"PK\x06\x07"
_CONTROLS = set(range(32)) - set(b"\t\n\f\r") | {127}


def kind_of(content: bytes) -> str:
    """The media type that the content shows; nothing if it is of no kind that is taken."""
    if content.startswith(b"PK"):
        return _zipped(content)
    found = filetype.guess(content)
    if found is not None:
        return found.mime if found.mime in BY_SIGNATURE else ""
    return TEXT if content and _is_text(content) else ""


def _zipped(content: bytes) -> str:
    names = _names(content)
    if "[Content_Types].xml" not in names or any(_MACROS.search(name) for name in names):
        return ""  # a zip of no office program, or one with macros
    kinds = {kind for part, kind in _PARTS.items() if part in names}
    return kinds.pop() if len(kinds) == 1 else ""


def _names(content: bytes) -> set[str]:
    """The names in a zip's directory; none if it is damaged, or larger than an office program makes it."""
    at = content.rfind(_END, max(0, len(content) - (1 << 16) - 22))
    if not content.startswith(b"PK\x03\x04") or at < 0 or len(content) < at + 22:
        return set()
    if content[max(0, at - 20) : at].startswith(_END64):
        return set()
    parts, size = struct.unpack_from("<HI", content, at + 10)
    if parts > _MOST_PARTS or size > _LARGEST_DIRECTORY:
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            return set(opened.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        return set()


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not _CONTROLS.intersection(content)
