"""Notice: what was owed to one person under one order, what was given, and what time is left.

Takes an order, a record, the day asked about and the day by which things had to be on file; gives a
`Ledger` (each duty: owed since when and why; each notice with its days and every way to count it; each
act with its verdict; each step of a stay with its clock); a `window`: what can be done before the
earliest lawful act, by when, and what it needs; and calendar feeds that tell nobody anything. Must not
know the clock, a file or a screen. It judges nothing itself: every verdict is `reason`'s, and what
stands here is the counting behind it.
"""

from duenotice.notice.days import Day, days_of
from duenotice.notice.ledger import Ledger, ledger
from duenotice.notice.to_data import ledger_schema, ledger_to_data
from duenotice.notice.to_text import ledger_to_text

__all__ = ["Day", "Ledger", "days_of", "ledger", "ledger_schema", "ledger_to_data", "ledger_to_text"]
