"""Tables of records, checked and in the narrow layout of `screen`, all people at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from duenotice.days import LAST_DAY
from duenotice.problems import RefusedTables
from duenotice.record.tables import check, find, opened
from duenotice.screen.from_tables import Loaded, from_tables
from duenotice.screen.tables import DATA
from duenotice.terms import Vocabulary


@contextmanager
def loaded(
    paths: Sequence[Path],
    vocabulary: Vocabulary,
    papers: frozenset[str] = frozenset(),
    known_on: int = LAST_DAY,
) -> Iterator[Loaded]:
    """The people in a folder or in files, by what was on file on the day number `known_on`; the tables of
    `screen.tables.DATA` are views in its connection. papers: as for `from_tables`. Raises `RefusedTables`
    with all that is wrong."""
    with opened(find(paths)) as tables:
        report = check(tables, vocabulary)
        if report.findings:
            raise RefusedTables(*(finding.said for finding in report.findings))
        found = from_tables(tables, vocabulary, known_on, papers)
        everybody(found)
        yield found


def everybody(found: Loaded) -> None:
    """Name all people's tables as the statement of `screen` does."""
    for name in DATA:
        found.connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM all_{name}")
