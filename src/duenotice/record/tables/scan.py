"""The bytes of a CSV file, before anything is made of them.

What is refused here could make the rows read otherwise than they look: another encoding, bytes
that cannot be seen, marks that turn the direction of writing. One pass, 8 MB at a time, and only a
piece that holds more than plain letters is looked at character by character.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from duenotice.documents import REFUSED, name_of
from duenotice.problems import Place, Problem, RefusedTables, quoted

PIECE = 8 << 20
_PLAIN = bytes([9, 10, 13, *range(32, 127)])
_BOM = codecs.BOM_UTF8
_OTHER_BOMS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16", b"PK\x03\x04": "a zip file"}
_HELP = "save it again as CSV in UTF-8 (in a spreadsheet program: `CSV UTF-8`)"


@dataclass(frozen=True)
class Scanned:
    """What is known of a CSV file whose bytes can be read: its first line, and whether a quotation
    mark stands anywhere below it."""

    header: str
    begins: int
    has_quotes: bool


def scan(path: Path) -> Scanned:
    """Look at every byte. Raises `RefusedTables` (M01, M07, T03)."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, before, quotes, first = 1, 0, 0, b""
    with path.open("rb") as file:
        start = file.read(4)
        _refuse_others(path, start)
        begins = len(_BOM) if start.startswith(_BOM) else 0
        file.seek(begins)
        while piece := file.read(PIECE):
            if piece.translate(None, _PLAIN) or decoder.getstate()[0]:
                _look(path, decoder, piece, line, before)
            if len(first) < PIECE and b"\n" not in first and b"\r" not in first:
                first += piece
            quotes += piece.count(b'"')
            line += piece.count(b"\n")
            before += len(piece)
    if decoder.getstate()[0]:
        raise RefusedTables(_not_utf8(path, line, "the last character is cut off"))
    header = _first_line(path, first)
    return Scanned(header.decode("utf-8"), begins, quotes > header.count(b'"'))


def _first_line(path: Path, text: bytes) -> bytes:
    line = text.splitlines()[0] if text.strip() else b""
    if not line.strip():
        what = "the file is empty" if not text.strip() else "the first line is empty"
        why = "the first line names the columns; without it nothing says what stands where"
        raise RefusedTables(
            Problem("T03", Place(str(path)), what, why, "write the names of the columns on top")
        )
    return line


def _refuse_others(path: Path, start: bytes) -> None:
    for mark, name in _OTHER_BOMS.items():
        if start.startswith(mark):
            what = f"this is {name}, not CSV" if "zip" in name else f"this is text in {name}"
            why = "a table in CSV is plain text in UTF-8"
            raise RefusedTables(Problem("M01", Place(str(path)), what, why, _HELP))


def _look(path: Path, decoder: codecs.IncrementalDecoder, piece: bytes, line: int, before: int) -> None:
    try:
        text = decoder.decode(piece)
    except UnicodeDecodeError as error:
        at = line + piece[: error.start].count(b"\n")
        why = f"byte {before + error.start + 1:,}, `{piece[error.start]:02x}`, has no meaning in UTF-8"
        raise RefusedTables(_not_utf8(path, at, why)) from None
    found = REFUSED.search(text)
    if found:
        at = line + text.count("\n", 0, found.start())
        around = text[max(0, found.start() - 20) : found.start() + 20]
        raise RefusedTables(unseen_problem(Place(str(path), at), found[0], around))


def _not_utf8(path: Path, line: int, why: str) -> Problem:
    return Problem("M01", Place(str(path), line), "the file is not text in UTF-8", why, _HELP)


def unseen_problem(place: Place, char: str, around: str) -> Problem:
    """A character that cannot be seen, with the words that it stands among (M07)."""
    return Problem(
        "M07",
        place,
        f"a character stands in {quoted(around)} that cannot be seen: {name_of(char)}",
        "with it, what a person reads is not what the program reads",
        "delete the character, or export the file again",
    )
