"""The text of a PDF, page by page, read in a process of its own with little memory and little time.

A PDF comes from outside and may be made to exhaust or to mislead whoever reads it. So a child process
reads it, which has bounds on memory and time, and gives back nothing but text; whatever goes wrong there
is a problem with a place and not a crash. Nothing in the file is run, and no link in it is followed.
"""

from __future__ import annotations

import io
import json
import subprocess  # nosec B404  # for the line that is marked below
import sys
from importlib.util import find_spec

from duenotice.problems import Place, Problem, Refused

MOST_BYTES = 100_000_000
MOST_PAGES = 3_000
MOST_CHARACTERS = 20_000_000
MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 60


def pages_of(data: bytes, name: str) -> tuple[str, ...]:
    """The text of each page; empty where a page holds no text. Raises `Refused` (P01, P02)."""
    if len(data) > MOST_BYTES:
        raise _beyond(name, f"it has {len(data):,} bytes, and {MOST_BYTES:,} are read at the most")
    if b"%PDF-" not in data[:1024]:
        raise _unread(name, "it does not begin as a PDF does")
    command = [sys.executable, "-m", "duenotice.library.pdf_text"]
    try:
        ran = subprocess.run(command, input=data, capture_output=True, check=False, timeout=MOST_SECONDS)  # noqa: S603  # nosec B603  # our own module, no words of the user
    except subprocess.TimeoutExpired:
        raise _beyond(name, f"reading it takes more than {MOST_SECONDS} seconds") from None
    if ran.returncode != 0:
        raise _beyond(name, "reading it takes more memory or time than is allowed")
    found = json.loads(ran.stdout)
    if "beyond" in found:
        raise _beyond(name, found["beyond"])
    if "unread" in found:
        raise _unread(name, found["unread"])
    return tuple(found["pages"])


def main() -> None:
    """The child: a PDF from standard input, its pages as JSON to standard output."""
    if find_spec("resource"):  # not on Windows, where the time alone is bounded
        import resource  # noqa: PLC0415  # is not there on every system

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))


def read(data: bytes) -> dict[str, object]:
    """``pages``; or why there are none: ``unread`` or ``beyond``."""
    from pypdf import PdfReader  # noqa: PLC0415  # loaded in the child only, after its bounds are set
    from pypdf.errors import LimitReachedError  # noqa: PLC0415  # the same

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"unread": "it is locked with a password"}
        if len(reader.pages) > MOST_PAGES:
            return {"beyond": f"it has {len(reader.pages):,} pages, and {MOST_PAGES:,} are read at the most"}
        pages: list[str] = []
        size = 0
        for page in reader.pages:
            pages.append(page.extract_text())
            size += len(pages[-1])
            if size > MOST_CHARACTERS:
                return {"beyond": f"it holds more than {MOST_CHARACTERS:,} letters"}
    except MemoryError:
        return {"beyond": "reading it takes more memory than is allowed"}
    except LimitReachedError:
        return {"beyond": "a part of it becomes far larger when it is unpacked"}
    except Exception:  # whatever a hostile file brings about in the reader ends here, in the child
        return {"unread": "it is damaged, or locked in a way that is not known here"}
    return {"pages": pages}


def _unread(name: str, why: str) -> Refused:
    help_ = "open it in a viewer, and save or print it as a PDF again"
    return Refused(Problem("P01", Place(name), "this PDF cannot be read", why, help_))


def _beyond(name: str, why: str) -> Refused:
    help_ = "cut the pages out that are cited, and attach those with `--first-page`"
    return Refused(Problem("P02", Place(name), "this PDF is beyond what is read", why, help_))


if __name__ == "__main__":
    main()
