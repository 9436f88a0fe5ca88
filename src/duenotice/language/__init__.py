"""The order language: a court order as a document that runs.

Takes an order file (Markdown with ``order`` blocks) and a vocabulary; gives an `Order`: a tree of
classes, duties and the order's life, with its citations. Must not know any person's record, and
decides nothing: what the tree means for one person is `reason`'s, and for many `screen`'s.

    blocks → outline → sentences → tree (words) → names → tree (terms) → check
                                        └→ to_text, formatted
"""

from duenotice.language.amounts import EARLIER, Amount, Unit
from duenotice.language.check import check
from duenotice.language.document import LANGUAGE_VERSION, Identity, Order, from_document
from duenotice.language.format import formatted
from duenotice.language.from_names import from_names
from duenotice.language.from_text import from_text
from duenotice.language.to_text import begun_text, condition_text, due_text, items_to_text, to_text
from duenotice.language.tree import (
    Act,
    AmountReading,
    Anchor,
    Choice,
    Cite,
    Class,
    Condition,
    CountsFrom,
    DayIs,
    Duty,
    DutyAfter,
    DutyByDay,
    EventExists,
    FactIs,
    Forbidden,
    Group,
    How,
    Lapsed,
    LeftOut,
    Letter,
    Life,
    LifeAct,
    Named,
    NoEvent,
    NoticeBefore,
    OnDate,
    Phrase,
    Reading,
    Readings,
    Rules,
    TheDay,
    Timing,
    Verb,
    begun_by,
)
from duenotice.language.walk import conditions_of, letters_of

__all__ = [
    "EARLIER",
    "LANGUAGE_VERSION",
    "Act",
    "Amount",
    "AmountReading",
    "Anchor",
    "Choice",
    "Cite",
    "Class",
    "Condition",
    "CountsFrom",
    "DayIs",
    "Duty",
    "DutyAfter",
    "DutyByDay",
    "EventExists",
    "FactIs",
    "Forbidden",
    "Group",
    "How",
    "Identity",
    "Lapsed",
    "LeftOut",
    "Letter",
    "Life",
    "LifeAct",
    "Named",
    "NoEvent",
    "NoticeBefore",
    "OnDate",
    "Order",
    "Phrase",
    "Reading",
    "Readings",
    "Rules",
    "TheDay",
    "Timing",
    "Unit",
    "Verb",
    "begun_by",
    "begun_text",
    "check",
    "condition_text",
    "conditions_of",
    "due_text",
    "formatted",
    "from_document",
    "from_names",
    "from_text",
    "items_to_text",
    "letters_of",
    "to_text",
]
