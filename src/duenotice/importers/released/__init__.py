"""Enforcement and immigration-court tables as US agencies released them.

A *profile* is data: the columns of one release as printed, what they mean here, what the release
can show and what it cannot. Reading is the same for all of them:

    files -> one stacked table of texts, with file, sheet and row     (`files`, `workbooks`)
          -> the fields that we use, each blank, redacted or read     (`canonical`, `cells`)
          -> custody of each person as spells                         (`spells`)
          -> people, facts, events, searches                          (`entries`, `court_entries`)
          -> a report: rows in = rows kept + rows set aside           (`report`)

Three rules hold throughout. What a release does not show is *not searched*: it can never make an
answer *no*. Where rows disagree, the days in question are cut out of what was searched. An id is
text, means one person within one release only, and a missing one means nobody.
"""

from duenotice.importers.released.catalogue import PROFILES, profile
from duenotice.importers.released.imported import run
from duenotice.importers.released.model import Profile
from duenotice.importers.released.report import Report, to_data, to_text

__all__ = ["PROFILES", "Profile", "Report", "profile", "run", "to_data", "to_text"]
