"""Tables: the records of many people as tables of text, in CSV, Parquet or Arrow files.

Takes table files, or records; gives the same tables checked, in another of the three kinds, or as
records again, and loses nothing on the way. Must not know any order, nor who asks: `screen` and
`importers` both read and write these tables, and do not know each other.

    files -> stage -> (Parquet, and what is wrong with the file) -> Opened, views in DuckDB
                                  check: problems, by looking at each distinct value once
                                  write: CSV, Parquet, Arrow        to_records: person by person
    records -> from_records -> files

``columns.csv`` is the schema. The checks, the writers and ``docs/reference/tabular-schema.md`` are
made from it. No cell holds a line break; no row is dropped without a problem that says so.
"""

from duenotice.record.tables.check import Finding, Report, check
from duenotice.record.tables.find import Dataset, find, is_table_file
from duenotice.record.tables.from_records import rows_of
from duenotice.record.tables.opened import Opened, opened
from duenotice.record.tables.schema import TABLES, VERSION, Column, Table, schema
from duenotice.record.tables.to_records import records_of
from duenotice.record.tables.write import RowWriter, new_folder, row_writer, write_schema, write_tables

__all__ = [
    "TABLES",
    "VERSION",
    "Column",
    "Dataset",
    "Finding",
    "Opened",
    "Report",
    "RowWriter",
    "Table",
    "check",
    "find",
    "is_table_file",
    "new_folder",
    "opened",
    "records_of",
    "row_writer",
    "rows_of",
    "schema",
    "write_schema",
    "write_tables",
]
