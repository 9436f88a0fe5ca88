"""Screen: many people under one order, answered by a database engine.

Takes an order's tree and tables of people, facts, events and searches; gives SQL for one of four engines
and, by running it, one row a person: each letter, class and duty with what decides. Must not know
`reason`, the clock, or any one person's record: it is a second, independent reading of the same tree,
and the two are held against each other.

    tree → plan → SQL → engine → rows

The room is its own door: ``duenotice.screen(order, data, on)`` asks, as ``duenotice.screen.screen`` does
(`population.screen`).
"""

import sys
from types import ModuleType

from duenotice.screen.ask import Question, ask, question
from duenotice.screen.from_records import Layout, from_records
from duenotice.screen.plan import Plan
from duenotice.screen.population import screen
from duenotice.screen.to_plan import to_plan
from duenotice.screen.to_sql import Statement, to_sql
from duenotice.screen.why import deciding, letters_of_row, parts_of


class _Door(ModuleType):
    __call__ = staticmethod(screen)


sys.modules[__name__].__class__ = _Door

__all__ = [
    "Layout",
    "Plan",
    "Question",
    "Statement",
    "ask",
    "deciding",
    "from_records",
    "letters_of_row",
    "parts_of",
    "question",
    "screen",
    "to_plan",
    "to_sql",
]
