"""The rows of a source into a DuckDB table of texts: `line`, then one column `c0`, `c1`, … a cell.

What is not a row of the table is kept apart with its reason, so that every line of the file is
accounted for: too few or too many cells, and in the court's tables a cell that cannot stand where it
does (a date in a column of codes: the row was shifted by a stray tab).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice

import duckdb
import pyarrow as pa

from duenotice.importers.released import workbooks
from duenotice.importers.released.fields import TEXTS
from duenotice.importers.released.files import WORKBOOKS, Found, packed
from duenotice.importers.released.model import header_of, literal
from duenotice.problems import Place, Problem, RefusedDocument, visible

BATCH = 20_000
CONTROLS = "[\\x00-\\x08\\x0b-\\x1f]"
_Reader = Callable[[duckdb.DuckDBPyConnection, Found, str], None]
FEW, MANY = "the row has too few cells", "the row has too many cells"
SHIFTED = "the row is shifted: a date stands in a column of codes"
OTHER = "the row cannot be read"
ENCODED = "the row is not in the encoding of the file"
OPEN = "a quotation mark is not closed in its row: it swallows the rows up to the next one"


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
        with _said(found):
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
    """Read as UTF-8, and as Latin-1 where the bytes are not that; where they are neither, as UTF-8 without
    the rows that are not."""
    with suppress(RefusedDocument):
        read(db, found, "utf-8")
        if not _badly_encoded(db):
            return
    with suppress(RefusedDocument):
        read(db, found, "latin-1")
        return
    read(db, found, "utf-8")


def _badly_encoded(db: duckdb.DuckDBPyConnection) -> bool:
    """Whether a row was rejected for its bytes."""
    query = "select count(*) from rejected where reason = ?"
    return bool(db.execute(query, [ENCODED]).fetchall()[0][0])


def _begin(db: duckdb.DuckDBPyConnection) -> None:
    """Forget what was read in another encoding."""
    for table in ("raw", "rejected"):
        db.execute(f"delete from {table}")
    for table in ("lost", "lost_scans"):
        db.execute(f"drop table if exists {table}")


def _file(found: Found) -> str:
    """The file as DuckDB takes it; whether it is packed is not left to its name."""
    compression = "gzip" if packed(found.source.path) else "none"
    return f"{literal(str(found.source.path))}, compression = '{compression}'"


def _delimited(db: duckdb.DuckDBPyConnection, found: Found, encoding: str) -> None:
    _begin(db)
    columns = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(len(found.cells)))
    with _said(found):
        db.execute(
            f"""insert into raw select {found.line} + row_number() over (), *
            from read_csv({_file(found)}, delim = {literal(found.source.delimiter)},
                quote = '"', escape = '"', header = false, skip = {found.line}, auto_detect = false,
                columns = {{{columns}}}, encoding = '{encoding}', max_line_size = 4000000,
                store_rejects = true, rejects_table = 'lost', rejects_scan = 'lost_scans')"""
        )
    breaks = "length(csv_line) - length(replace(csv_line, chr(10), ''))"
    db.execute(
        f"""insert into rejected select line, case type when 'MISSING COLUMNS' then '{FEW}'
            when 'TOO MANY COLUMNS' then '{MANY}' when 'INVALID ENCODING' then '{ENCODED}'
            when 'UNQUOTED VALUE' then '{OPEN}' else '{OTHER}' end
        from (select line, max(error_type) as type, max({breaks}) as breaks from lost group by line),
            range(case type when 'UNQUOTED VALUE' then greatest(breaks, 1) else 1 end)"""
    )
    if db.execute("select count(*) from rejected").fetchall()[0][0]:
        _numbered_anew(db, found.line)
    _swallowed(db, found)


def _swallowed(db: duckdb.DuckDBPyConnection, found: Found) -> None:
    """A cell with a whole line of the table in it was never meant as one: somewhere before it a quotation
    mark is not closed. Every line of such a row is set aside."""
    broken = " or ".join(f"contains(c{n}, chr(10))" for n in range(len(found.cells)))
    lost = []
    for line, *cells in db.execute(f"select * from raw where {broken}").fetchall():
        lines = [part for cell in cells if cell for part in cell.split("\n")[1:]]
        if any(part.count(found.source.delimiter) >= len(cells) - 1 for part in lines):
            lost.append((line, 1 + len(lines)))
    for line, lines_ in lost:
        db.execute(f"insert into rejected select ?, '{OPEN}' from range(?)", [line, lines_])
        db.execute("delete from raw where line = ?", [line])


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
    _begin(db)
    delimiter, width = literal(found.source.delimiter), len(found.cells)
    with _said(found):
        db.execute(
            f"""create or replace temp table split as
            select row_number() over () as line, string_split(
                case when regexp_matches(text, '{CONTROLS}') then regexp_replace(text, '{CONTROLS}', '', 'g')
                else text end, {delimiter}) as cells
            from read_csv({_file(found)}, delim = chr(31), quote = '', escape = '',
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
    header = header_of(list(found.cells))
    used = {
        at for match in found.matches[:1] for table in match.tables for at in table.fields_in(header).values()
    }
    rows = enumerate(workbooks.rows_of(found.source.path, found.source.sheet), start=1)
    below = ((line, row) for line, row in rows if line > found.line and (any(row.cells) or row.bad))
    for batch in _batches(below):
        wrong = [(line, why) for line, row in batch if (why := _whole(row, used, width))]
        if wrong:
            db.executemany("insert into rejected values (?, ?)", wrong)
        set_aside = {line for line, _ in wrong}
        good = [(line, row.cells) for line, row in batch if line not in set_aside]
        columns: list[pa.Array] = [pa.array([line for line, _ in good], pa.int64())]
        for n in range(width):
            columns.append(pa.array([cells[n] if n < len(cells) else None for _, cells in good], pa.string()))
        names = ["line", *(f"c{n}" for n in range(width))]
        db.register("batch", pa.table(columns, names=names))
        db.execute("insert into raw select * from batch")
        db.unregister("batch")


def _whole(row: workbooks.Row, used: set[int], width: int) -> str:
    """Why a row of a sheet cannot be taken; empty if it can."""
    if any(row.cells[width:]):
        return MANY
    return next((why for at, why in sorted(row.bad.items()) if at in used), "")


def _batches(rows: Iterator[tuple[int, workbooks.Row]]) -> Iterator[list[tuple[int, workbooks.Row]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


@contextmanager
def _said(found: Found) -> Iterator[None]:
    """What DuckDB says of a file that it cannot read, as a refusal."""
    try:
        yield
    except duckdb.Error as error:
        raise _refused(found, str(error)) from None


def _refused(found: Found, message: str) -> RefusedDocument:
    first = next((line for line in message.splitlines() if line.strip()), "")
    why = re.sub(r"^[A-Z][\w ]* Error: ", "", first).replace(str(found.source.path), found.source.file)
    if "encod" in first.lower() or "unicode" in message.lower():
        why = "it is text neither in UTF-8 nor in Latin-1"
    return RefusedDocument(
        Problem(
            "M01",
            Place(found.source.file),
            "the file cannot be read as a table",
            visible(why.strip()[:200]) or "it is damaged",
            "open it in the program that reads such files, and save it once more",
        )
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
