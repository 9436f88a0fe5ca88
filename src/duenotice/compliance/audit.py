"""From an order and files of tables to a report, in one call."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from duenotice import __version__
from duenotice.compliance.counts import Counts, counts
from duenotice.compliance.load import loaded
from duenotice.compliance.report import audit_report, questions_report
from duenotice.compliance.screened import Screened, screened
from duenotice.compliance.sheet import Receipt, Report
from duenotice.days import LAST_DAY, DateFact, iso
from duenotice.language import LANGUAGE_VERSION, Order
from duenotice.record.tables import find
from duenotice.screen.to_plan import papers_of
from duenotice.terms import Vocabulary

PLACE = "field office"
"""The fact that acts are put together by, unless another is named."""


@dataclass(frozen=True)
class Asked:
    """What a report is about: which order and people, which day, by what was on file when. `by`: the fact
    that acts are put together by. `internal`: small numbers are shown. `command`: what was typed."""

    order: Order
    vocabulary: Vocabulary
    paths: tuple[Path, ...]
    on: DateFact
    known_on: int = LAST_DAY
    by: str = PLACE
    internal: bool = False
    command: str = ""


def audit(asked: Asked) -> Report:
    """How an order was kept over the people in some files. Raises `RefusedTables` if they are wrong."""
    with audited(asked) as (report, _):
        return report


@contextmanager
def audited(asked: Asked) -> Iterator[tuple[Report, Screened]]:
    """The same, with the tables that it was counted from, for as long as they are asked (`acts_query`)."""
    with _counted(asked) as (every, found):
        yield audit_report(every, found, receipt(asked), asked.internal, asked.by), every


def questions(asked: Asked) -> Report:
    """What to ask about the people in some files. Raises `RefusedTables` for files that are wrong."""
    with _counted(asked) as (every, found):
        return questions_report(every, found, receipt(asked), asked.internal)


@contextmanager
def _counted(asked: Asked) -> Iterator[tuple[Screened, Counts]]:
    papers = papers_of(asked.order, asked.vocabulary)
    with loaded(asked.paths, asked.vocabulary, papers, asked.known_on) as found:
        here = any(entry.name == asked.by for entry in found.codes.entries)
        every = screened(asked.order, found, asked.vocabulary, asked.on, asked.by)
        yield every, counts(every, asked.by if here else "")


def receipt(asked: Asked) -> Receipt:
    """What it takes to make the report again."""
    files = tuple((path.name, _hash(path)) for path in find(asked.paths).files.values())
    return Receipt(
        asked.order.id,
        asked.order.identity.version,
        asked.order.digest,
        LANGUAGE_VERSION,
        asked.vocabulary.version,
        f"duenotice {__version__} screen, DuckDB {duckdb.__version__}",
        files,
        hashlib.sha256("\n".join(f"{name} {hash_}" for name, hash_ in files).encode()).hexdigest(),
        str(asked.on),
        "" if asked.known_on == LAST_DAY else iso(asked.known_on),
        asked.command,
    )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
