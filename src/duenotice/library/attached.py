"""A user's own copies of official papers, kept outside the package, and the pages that clauses cite.

They lie in a folder of the user's, ``orders/CASE/DATE/PAPER.pdf`` with the text of its pages beside it,
for the user alone to read (700, files 600). Nothing of them is shipped, logged or hashed into an answer.

A citation such as *Dkt. 190 at 5* names a paper and a page. The pages of a docket entry begin with 1;
a reported opinion begins with the page of its volume, which `first_page` says.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from duenotice.language import Order
from duenotice.library.clauses import clauses, slug
from duenotice.problems import Place, Problem, Refused, RefusedDocument, visible

_CITED = re.compile(r"^(?P<paper>.+?)\s+at\s+(?P<pages>\d[\d\s,\u2013-]*(?:\s*and\s+\d+)?)")
_MOST_IN_A_RANGE = 50


@dataclass(frozen=True)
class Copy:
    """One attached paper: what citations call it, and the text of its pages from `first_page` on."""

    paper: str
    first_page: int
    pages: tuple[str, ...]

    def page(self, number: int) -> str | None:
        """The text of a page by the number that citations use; None if the copy does not have it."""
        at = number - self.first_page
        return self.pages[at] if 0 <= at < len(self.pages) else None


def folder_of(home: Path, order_id: str) -> Path:
    """Where the copies of an order lie."""
    return home / "orders" / order_id


def attach(home: Path, order_id: str, copy: Copy, pdf: bytes, replace: bool = False) -> Path:
    """Keep a copy. Raises `Refused`: W04 if there is one of this paper and `replace` was not said, M01 if
    the folder cannot be written."""
    folder = folder_of(home, order_id)
    file = folder / f"{slug(copy.paper) or 'paper'}.pdf"
    if file.exists() and not replace:
        help_ = "name another paper with `--paper`, or add `--replace` if the old copy may go"
        what = f"a copy of {copy.paper} is attached already"
        raise Refused(Problem("W04", Place(str(file)), what, "it would be lost", help_))
    told = {"paper": copy.paper, "first_page": copy.first_page, "pages": copy.pages}
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        for ours in (home / "orders", folder.parent, folder):
            ours.mkdir(mode=0o700, exist_ok=True)
            ours.chmod(0o700)
        _write(file, pdf)
        _write(file.with_suffix(".json"), json.dumps(told).encode())
    except OSError as error:
        why = str(error.strerror or error).lower()
        help_ = "name another folder with `--folder` or DUENOTICE_HOME"
        problem = Problem("M01", Place(str(folder)), "nothing can be kept there", why, help_)
        raise RefusedDocument(problem) from None
    return file


def copies(home: Path, order_id: str) -> tuple[Copy, ...]:
    """The copies of an order, by name. Raises `RefusedDocument` (M03) if a text beside one is damaged."""
    return tuple(_copy(file) for file in sorted(folder_of(home, order_id).glob("*.json")))


def cited(cite: str, of: tuple[Copy, ...]) -> Iterator[tuple[str, str]]:
    """The cited pages of which there is a copy: what each is called, and its text."""
    for part in cite.split(";"):
        found = _CITED.match(part.strip())
        if found is None:
            continue
        for copy in of:
            if slug(copy.paper) == slug(found["paper"]):
                for number in _numbers(found["pages"]):
                    text = copy.page(number)
                    if text is not None:
                        yield f"{copy.paper} at {number}", text


def pages_beside(order: Order, of: tuple[Copy, ...]) -> str:
    """Each clause with a citation of which there is a copy, and the text of the cited pages below it."""
    return "".join(f"{line}\n" for line in _beside(order, of))


def _beside(order: Order, of: tuple[Copy, ...]) -> Iterator[str]:
    told: set[str] = set()
    yield f"The cited pages, from {len(of)} attached cop{'y' if len(of) == 1 else 'ies'} of yours:"
    for clause in (each for block in clauses(order) for each in block):
        for name, text in cited(clause.cite, of):
            yield f"\n{clause.text}"
            if name in told:
                yield f"  {name}: above"
                continue
            told.add(name)
            yield f"  {name}:"
            lines = [visible(line.rstrip()) for line in text.splitlines()]
            yield from (f"  | {line}".rstrip() for line in lines or ["(no text on this page: a picture?)"])
    if not told:
        papers = ", ".join(copy.paper for copy in of) or "nothing"
        yield f"  none: attached is {papers}, and no clause cites a page of it (`duenotice orders attach`)"


def _numbers(pages: str) -> Iterator[int]:
    """``1150``, ``2 and 5``, ``3-5``; a range that is not meant as one gives its first page."""
    for part in re.split(r",|\band\b", pages):
        ends = [int(number) for number in re.findall(r"\d{1,6}", part)]
        if len(ends) == 2 and ends[0] <= ends[1] <= ends[0] + _MOST_IN_A_RANGE:
            yield from range(ends[0], ends[1] + 1)
        else:
            yield from ends[:1]


def _copy(file: Path) -> Copy:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return Copy(str(told["paper"]), int(told["first_page"]), tuple(map(str, told["pages"])))
    except (OSError, ValueError, KeyError, TypeError):
        what, why = "the text of an attached copy cannot be read", "it was changed, or not written whole"
        help_ = "attach the PDF again with `--replace`"
        raise RefusedDocument(Problem("M03", Place(str(file)), what, why, help_)) from None


def _write(file: Path, data: bytes) -> None:
    """Write at one stroke, for the owner only from the beginning on."""
    partial = file.with_name(f".{file.name}.partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
    partial.replace(file)
