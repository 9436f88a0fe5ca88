"""A list of people in CSV or XLSX, as somebody keeps it, into tables of records.

Takes the file and a mapping that says what its columns mean; gives tables in which every entry names
the file, sheet, row and column that it is from, the rows that could not be taken over, each with its
reason, and a report in which the rows add up. Must not know any order, and guesses nothing: what
the mapping does not say is not read, and a cell with two readings rejects its row.

    file -> sheets (cells with their places) -> header -> rows -> records -> tables
                                                           └──> rejected rows with reasons
"""

from duenotice.importers.roster.mapping import Mapping, mapping_from_yaml, mapping_schema
from duenotice.importers.roster.run import Imported, SheetReport, import_roster

__all__ = ["Imported", "Mapping", "SheetReport", "import_roster", "mapping_from_yaml", "mapping_schema"]
