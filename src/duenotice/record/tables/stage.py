"""A table file of any kind into one Parquet file of texts, with its mistakes of form.

The checks and the converters then read one kind of file only, column by column. CSV is read by
Arrow where no quotation mark stands below the header, and by the strict reader of Python's library
where one does: Arrow forgives quotes that do not hold together, and a forgiven quote swallows rows.
A test holds the two to the same reading.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet as pq

from duenotice.problems import Place, Problem, RefusedTables, quoted
from duenotice.record.tables.find import kind_of, wrong_version
from duenotice.record.tables.headers import header_problems
from duenotice.record.tables.scan import PIECE, Scanned, scan
from duenotice.record.tables.schema import TABLES, VERSION, VERSION_KEY, Table

MOST_RAGGED = 1000
"""After so many rows of the wrong length a file is given up: it is not the table it says it is."""
_BATCH = 20_000


@dataclass
class Staged:
    """A table as a Parquet file (`path`), and where its rows stood in the file that was named.

    `skipped` holds the rows of `file` that could not be staged; each has its problem. `columns` are
    those that the file has.
    """

    table: Table
    file: Path
    path: Path
    columns: tuple[str, ...] = ()
    skipped: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """``csv``, ``parquet`` or ``arrow``."""
        return kind_of(self.file)

    def row(self, number: int) -> int:
        """The row of the file that is the staged row `number` (from 0). The header is row 1."""
        found = number + 2
        while (moved := number + 2 + bisect_right(self.skipped, found)) != found:
            found = moved
        return found

    def called(self, number: int) -> str:
        """The staged row `number`, to say that something stands there."""
        return f"row {self.row(number):,}"

    def place(self, row: int, column: str = "") -> Place:
        """A row of the file, as its author counts them, and a column."""
        return Place(f"{self.file}, row {row:,}" + (f", column `{column}`" if column else ""))

    def column(self, column: str) -> Place:
        """A whole column of the file."""
        return Place(f"{self.file}, column `{column}`")

    def all_rows(self) -> int:
        """How many rows were staged, blank ones too."""
        return int(pq.read_metadata(self.path).num_rows)


def stage(file: Path, folder: Path) -> Staged:
    """The table that `file` holds, staged in `folder`. Raises `RefusedTables` (M01, M07, T01 to T09)
    if nothing of it can be used; rows of the wrong length are in `problems`."""
    staged = Staged(TABLES[file.stem], file, folder / f"{file.stem}.parquet")
    try:
        match kind_of(file):
            case "csv":
                _from_csv(staged)
            case "arrow":
                _from_arrow(staged)
            case _:
                _from_parquet(staged)
    except FileNotFoundError:
        raise _unreadable(file, "there is no such file", "check the name and the folder") from None
    except OSError as error:
        raise _unreadable(file, str(error.strerror or error).lower(), "check the file") from None
    except (pa.ArrowException, UnicodeError, ValueError) as error:
        said = (str(error).splitlines() or ["damaged"])[0][:200]
        raise _unreadable(file, said, "write the file again; it may be damaged or cut off") from None
    return staged


def _unreadable(file: Path, why: str, help_: str) -> RefusedTables:
    return RefusedTables(Problem("M01", Place(str(file)), "the file cannot be read", why, help_))


def _from_parquet(staged: Staged) -> None:
    """Parquet stays where it is; only its columns are looked at."""
    opened = pq.read_schema(staged.file)
    typed(staged, opened)
    if not set("*?[") & set(str(staged.file)):  # DuckDB would read these as a pattern of names
        staged.path = staged.file
    else:
        staged.path.symlink_to(staged.file.resolve())


def _from_arrow(staged: Staged) -> None:
    with pa.memory_map(str(staged.file)) as source:
        reader = pa.ipc.open_file(source)
        typed(staged, reader.schema)
        with pq.ParquetWriter(staged.path, reader.schema) as writer:
            for number in range(reader.num_record_batches):
                batch = reader.get_batch(number)
                batch.validate(full=True)
                writer.write_batch(batch)


def typed(staged: Staged, found: pa.Schema) -> None:
    """The columns of a file whose columns have types: all must be text (dates may be dates)."""
    version = (
        (found.metadata or {}).get(VERSION_KEY.encode(), str(VERSION).encode()).decode("utf-8", "replace")
    )
    if version != str(VERSION):
        raise RefusedTables(wrong_version(str(staged.file), f"version {version}"))
    problems = list(header_problems(staged.table, found.names, staged.place(1)))
    problems += [] if problems else _types(staged, found)
    if problems:
        raise RefusedTables(*problems)
    staged.columns = tuple(found.names)


def _types(staged: Staged, found: pa.Schema) -> Iterator[Problem]:
    dated = staged.table.of_type("date", "day")
    for name, type_ in zip(found.names, found.types, strict=True):
        inner = type_.value_type if pa.types.is_dictionary(type_) else type_
        text = pa.types.is_string(inner) or pa.types.is_large_string(inner) or pa.types.is_string_view(inner)
        date = pa.types.is_date32(inner) and name in dated
        yes_no = pa.types.is_boolean(inner) and name in staged.table.of_type("yes or no")
        if not (text or date or yes_no or pa.types.is_null(inner)):
            yield Problem(
                "T07",
                staged.column(name),
                f"the column `{name}` holds {quoted(str(type_))}, not text",
                "ids and words are text always: a number loses leading zeros and, when long, its last digits",
                "read this column as text from where it came, and write the file again",
            )


def _from_csv(staged: Staged) -> None:
    scanned = scan(staged.file)
    header = _header(staged, scanned)
    problems = list(header_problems(staged.table, header, staged.place(1)))
    if problems:
        raise RefusedTables(*problems)
    staged.columns = tuple(header)
    schema = pa.schema([(name, pa.string()) for name in header])
    batches = _careful(staged, scanned) if scanned.has_quotes else _fast(staged, scanned)
    with pq.ParquetWriter(staged.path, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)


def _header(staged: Staged, scanned: Scanned) -> list[str]:
    try:
        return next(csv.reader([scanned.header], strict=True))
    except csv.Error as error:
        raise RefusedTables(_quotes(staged.place(1), str(error))) from None


def _fast(staged: Staged, scanned: Scanned) -> Iterator[pa.RecordBatch]:
    """By Arrow: no quotation marks, so a row is a line and a cell ends at a comma."""

    def ragged(row: pyarrow.csv.InvalidRow) -> str:
        _ragged(staged, row.number, row.actual_columns, row.text)
        return "skip" if len(staged.skipped) < MOST_RAGGED else "error"

    if not _has_rows(staged.file, scanned):
        return
    names = list(staged.columns)
    try:
        yield from pyarrow.csv.open_csv(
            staged.file,
            read_options=pyarrow.csv.ReadOptions(
                column_names=names, skip_rows=1, block_size=PIECE, use_threads=False
            ),
            parse_options=pyarrow.csv.ParseOptions(
                quote_char=False, ignore_empty_lines=False, invalid_row_handler=ragged
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        if len(staged.skipped) < MOST_RAGGED:
            raise


def _has_rows(file: Path, scanned: Scanned) -> bool:
    """Whether anything stands below the first line."""
    size = len(scanned.header.encode()) + scanned.begins
    with file.open("rb") as opened:
        opened.seek(size)
        return any(piece.strip(b"\r\n") for piece in iter(lambda: opened.read(PIECE), b""))


def _careful(staged: Staged, scanned: Scanned) -> Iterator[pa.RecordBatch]:
    """By the strict reader of Python's library: quotes must open and close where a cell does."""
    with staged.file.open("rb") as raw:
        raw.seek(scanned.begins)
        reader = csv.reader(io.TextIOWrapper(raw, encoding="utf-8", newline=""), strict=True)
        rows: list[Sequence[str]] = []
        width = len(next(reader))
        number = 1
        while True:
            number += 1
            try:
                row = next(reader, None)
            except csv.Error as error:
                staged.problems.append(_quotes(staged.place(number), str(error)))
                break
            if row is None:
                break
            if _fits(staged, row, number, width):
                rows.append(row or [""] * width)
            if len(staged.skipped) >= MOST_RAGGED:
                break
            if len(rows) == _BATCH:
                yield _batch(staged.columns, rows)
                rows = []
    yield _batch(staged.columns, rows)


def _fits(staged: Staged, row: Sequence[str], number: int, width: int) -> bool:
    """Whether a row has one line and as many cells as the header; a blank one does."""
    broken = next((cell for cell in row if "\n" in cell or "\r" in cell), None)
    if broken is not None:
        staged.skipped.append(number)
        staged.problems.append(_line_break(staged.place(number), broken))
        return False
    if row and len(row) != width:
        _ragged(staged, number, len(row), ",".join(row))
        return False
    return True


def _batch(names: Sequence[str], rows: Sequence[Sequence[str]]) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pa.record_batch([pa.array(column, pa.string()) for column in columns], names=list(names))


def _ragged(staged: Staged, row: int, cells: int, text: str) -> None:
    staged.skipped.append(row)
    wide = len(staged.columns)
    more = cells > wide
    end = ""
    if len(staged.skipped) == MOST_RAGGED:
        end = f"; this is row {MOST_RAGGED:,} of the wrong length, and the file was read no further"
    staged.problems.append(
        Problem(
            "T04",
            staged.place(row),
            f"this row has {cells:,} cells, and the first line has {wide:,}{end}",
            f"{quoted(text)}: nothing says which cell belongs to which column",
            "put a cell that holds a comma into quotation marks"
            if more
            else "add the commas that are missing; a blank cell is written as nothing between two commas",
        )
    )


def _quotes(place: Place, said: str) -> Problem:
    open_ = "unexpected end" in said
    limit = "field larger" in said
    return Problem(
        "T05",
        place,
        "a cell is longer than a cell can be"
        if limit
        else "a quotation mark opens a cell and is never closed"
        if open_
        else "a quotation mark closes a cell, and something stands behind it before the comma",
        "from here on, nothing says where a cell ends; the rows below were not read",
        'write a cell with quotation marks inside as `"He said ""yes"""`: around it, and two for one',
    )


def _line_break(place: Place, cell: str) -> Problem:
    return Problem(
        "T05",
        place,
        f"there is a line break inside the cell {quoted(cell)}",
        "most often a quotation mark was not closed, and further rows are swallowed by the cell",
        "close the quotation mark; if the line break was meant, write a space in its place",
    )
