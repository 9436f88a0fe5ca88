"""People from files: records, tables, lists, and what another vault exported.

Takes a file; gives people with who they are and what is on file, each with the rows it was made of, and the
rows that could not be read, each with its reasons. Must not know the database: `taking` writes what is given.

    record files ──┐
    tables ────────┼──> Incoming (a person) or Rejected (rows and reasons) ──> taking.take: all or nothing
    lists + map ───┤
    an export ─────┘
"""

from duenotice.web.people.incoming.lists import Columns
from duenotice.web.people.incoming.model import Header, Incoming, Rejected, Rows
from duenotice.web.people.incoming.reading import Source, read_people
from duenotice.web.people.incoming.taking import Report, take

__all__ = ["Columns", "Header", "Incoming", "Rejected", "Report", "Rows", "Source", "read_people", "take"]
