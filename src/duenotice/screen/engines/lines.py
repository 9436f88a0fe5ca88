"""Answers on their way back into DuckDB, from engines that give text: lines of CSV in a private file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import duckdb

from duenotice.screen.engines.engine import listed, type_of


@contextmanager
def lines_into(target: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> Iterator[BinaryIO]:
    """Where the lines are written, without a header and with text in quotation marks. Once all are there
    they become the table ``answered``, and the file is gone."""
    with TemporaryDirectory(prefix="duenotice-") as folder:
        file = Path(folder) / "answers.csv"
        with file.open("wb") as lines:
            yield lines
        types = listed(f"'{c}': '{type_of(c, 'VARCHAR', 'BIGINT', 'INTEGER')}'" for c in columns)
        quoted = str(file).replace("'", "''")
        how = f"auto_detect = false, header = false, quote = '\"', columns = {{{types}}}"
        target.execute(f"CREATE OR REPLACE TEMP TABLE answered AS SELECT * FROM read_csv('{quoted}', {how})")
