"""A file of the user's into text."""

from __future__ import annotations

from pathlib import Path

from duenotice.problems import Place, Problem, RefusedDocument, did_you_mean

LARGEST = 5_000_000
"""The most bytes that a text file may have."""


def read_text(path: Path | str) -> str:
    """The text of a file in UTF-8, without a byte order mark, line ends as they are.

    Raises `RefusedDocument` (M01) if there is no such file, or it is no text that can be read.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise _refused(path, "a folder cannot be read", "a file is needed", "name a file in it")
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except FileNotFoundError:
        raise _missing(path) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or str(error)
        help_ = "check the name, and whether you may read the file"
        raise _refused(path, "the file cannot be opened", why.lower(), help_) from None
    if len(data) > LARGEST:
        why = f"a text file may have {LARGEST // 1_000_000} MB"
        raise _refused(path, "the file is too large", why, "is this the right file? If so, split it")
    return _decoded(path, data)


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what, help_ = "the file is not text in UTF-8", "save the file as plain text in `UTF-8`"
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            what = "the file is text in UTF-16, not in UTF-8"
        elif b"\x00" in data[:1000]:
            what, help_ = "the file is not a text file", "name a file that ends in .md, .txt, .json or .yaml"
        line = data[: error.start].count(b"\n") + 1
        why = f"byte {error.start + 1}, in line {line}, has no meaning in UTF-8"
        raise _refused(path, what, why, help_) from None


def _missing(path: Path) -> RefusedDocument:
    beside = sorted(entry.name for entry in path.parent.iterdir()) if path.parent.is_dir() else []
    help_ = did_you_mean(path.name, beside, "check the name and the folder")
    return _refused(path, "there is no such file", "nothing has this name", help_)


def _refused(path: Path, what: str, why: str, help_: str) -> RefusedDocument:
    return RefusedDocument(Problem("M01", Place(str(path)), what, why, help_))
