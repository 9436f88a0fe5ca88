"""The rows of a source into a DuckDB table of texts: `line`, then one column `c0`, `c1`, … a cell.

What is not a row of the table is kept apart with its reason, so that every line of the file is
accounted for: too few or too many cells, and in the court's tables a cell that cannot stand where it
does (a date in a column of codes: the row was shifted by a stray tab).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import duckdb
import pyarrow as pa

from duenotice.importers.released import workbooks
from duenotice.importers.released.fields import TEXTS
from duenotice.importers.released.files import WORKBOOKS, Found
from duenotice.importers.released.model import header_of, literal
from duenotice.problems import Place, Problem, RefusedDocument

BATCH = 20_000
CONTROLS = "[\\x00-\\x08\\x0b-\\x1f]"
_Reader = Callable[[duckdb.DuckDBPyConnection, Found, str], None]
FEW, MANY = "the row has too few cells", "the row has too many cells"
SHIFTED = "the row is shifted: a date stands in a column of codes"
OTHER = "the row cannot be read"
ENCODED = "the row is not in the encoding of the file"


def stage(db: duckdb.DuckDBPyConnection, found: Found, *, quoting: bool) -> None:
    """Create `raw` and `rejected(line, reason)` for one source."""
    width = len(found.cells)
    columns = ", ".join(f"c{n} varchar" for n in range(width))
    db.execute(f"create or replace temp table raw (line bigint, {columns})")
    db.execute("create or replace temp table rejected (line bigint, reason varchar)")
    suffix = found.source.path.suffix.lower()
    if suffix in WORKBOOKS:
        _workbook(db, found, width)
    elif suffix == ".parquet":
        names = ", ".join(f"cast({_quoted(name)} as varchar)" for name in found.cells)
        path = literal(str(found.source.path))
        db.execute(
            f"insert into raw select file_row_number + 1, {names} "
            f"from read_parquet({path}, file_row_number = true)"
        )
    elif quoting:
        _encoded(db, found, _delimited)
    else:
        _encoded(db, found, _split)
        _shifted(db, found)


def _encoded(db: duckdb.DuckDBPyConnection, found: Found, read: _Reader) -> None:
    """Read as UTF-8, and as Latin-1 where the bytes are not that."""
    for encoding in ("utf-8", "latin-1"):
        try:
            read(db, found, encoding)
            if encoding == "latin-1" or not _badly_encoded(db):
                return
        except duckdb.Error as error:
            if encoding == "latin-1":
                raise _refused(found, str(error)) from None
        db.execute("delete from raw")
        db.execute("delete from rejected")


def _badly_encoded(db: duckdb.DuckDBPyConnection) -> bool:
    """Whether a row was rejected for its bytes."""
    query = "select count(*) from rejected where reason = ?"
    return bool(db.execute(query, [ENCODED]).fetchall()[0][0])


def _delimited(db: duckdb.DuckDBPyConnection, found: Found, encoding: str) -> None:
    db.execute("drop table if exists lost")
    db.execute("drop table if exists lost_scans")
    columns = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(len(found.cells)))
    db.execute(
        f"""insert into raw select {found.line} + row_number() over (), *
        from read_csv({literal(str(found.source.path))}, delim = {literal(found.source.delimiter)},
            quote = '"', escape = '"', header = false, skip = {found.line}, auto_detect = false,
            columns = {{{columns}}}, encoding = '{encoding}', max_line_size = 4000000,
            store_rejects = true, rejects_table = 'lost', rejects_scan = 'lost_scans')"""
    )
    db.execute(
        f"""insert into rejected select line, case max(error_type) when 'MISSING COLUMNS' then '{FEW}'
            when 'TOO MANY COLUMNS' then '{MANY}' when 'INVALID ENCODING' then '{ENCODED}'
            else '{OTHER}' end from lost group by line"""
    )
    if db.execute("select count(*) from rejected").fetchall()[0][0]:
        _numbered_anew(db, found.line)


def _numbered_anew(db: duckdb.DuckDBPyConnection, header: int) -> None:
    """The n-th row that was kept stands in the n-th line that was not rejected."""
    db.execute(
        f"""update raw set line = there.line from (
            select line, {header} + row_number() over (order by line) as counted
            from (select unnest(range({header} + 1, (select {header} + 1 + count(*) from raw)
                  + (select count(*) from rejected))) as line) anti join rejected using (line)
        ) there where raw.line = there.counted"""
    )


def _split(db: duckdb.DuckDBPyConnection, found: Found, encoding: str) -> None:
    """Lines without quoting, split at the delimiter; NUL and other control characters are dropped."""
    delimiter, width = literal(found.source.delimiter), len(found.cells)
    db.execute(
        f"""create or replace temp table split as
        select row_number() over () as line, string_split(
            case when regexp_matches(text, '{CONTROLS}') then regexp_replace(text, '{CONTROLS}', '', 'g')
            else text end, {delimiter}) as cells
        from read_csv({literal(str(found.source.path))}, delim = chr(31), quote = '', escape = '',
            header = false, auto_detect = false, columns = {{'text': 'VARCHAR'}},
            encoding = '{encoding}', max_line_size = 4000000, strict_mode = false)"""
    )
    cells = ", ".join(f"cells[{n + 1}]" for n in range(width))
    below = f"line > {found.line} and not (len(cells) = 1 and cells[1] = '')"
    db.execute(f"insert into raw select line, {cells} from split where {below} and len(cells) = {width}")
    db.execute(
        f"""insert into rejected select line, case when len(cells) < {width} then '{FEW}' else '{MANY}' end
        from split where {below} and len(cells) <> {width}"""
    )
    db.execute("drop table split")


def _shifted(db: duckdb.DuckDBPyConnection, found: Found) -> None:
    """Rows of the right width in which a date stands where only a code can."""
    codes = {
        at
        for match in found.matches[:1]
        for table in match.tables
        for name, at in table.fields_in(header_of(list(found.cells))).items()
        if name in TEXTS
    }
    dated = " or ".join(
        f"regexp_matches(c{at}, '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} ')" for at in sorted(codes)
    )
    if dated:
        db.execute(f"insert into rejected select line, '{SHIFTED}' from raw where {dated}")
        db.execute("delete from raw where line in (select line from rejected)")


def _workbook(db: duckdb.DuckDBPyConnection, found: Found, width: int) -> None:
    rows = enumerate(workbooks.rows_of(found.source.path, found.source.sheet), start=1)
    below = ((line, cells) for line, cells in rows if line > found.line and any(cells))
    for batch in _batches(below):
        columns: list[pa.Array] = [pa.array([line for line, _ in batch], pa.int64())]
        for n in range(width):
            columns.append(
                pa.array([cells[n] if n < len(cells) else None for _, cells in batch], pa.string())
            )
        names = ["line", *(f"c{n}" for n in range(width))]
        db.register("batch", pa.table(columns, names=names))
        db.execute("insert into raw select * from batch")
        db.unregister("batch")


def _batches(rows: Iterator[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _refused(found: Found, message: str) -> RefusedDocument:
    first = next((line for line in message.splitlines() if line.strip()), "it is not a table")
    return RefusedDocument(
        Problem(
            "M01",
            Place(found.source.file),
            "the file cannot be read as a table",
            first[:200],
            "open it in a text editor and look at the lines below the header",
        )
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
