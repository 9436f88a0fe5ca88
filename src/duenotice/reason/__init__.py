"""Reason: one person under one order, and under every order of a shelf.

Takes an order's tree, a record, the day asked about and the day by which things were known; gives
an `Answer`: each class and duty with its verdict, its letters, what each rests on, and the
questions that would settle what is unknown. Must not know the clock, a screen, or a database:
`screen` is a second, independent reading of the same tree, and the two are held against each other.

    timeline → evaluate → explain → membership → duties → answer → to_data, to_text
"""

from duenotice.reason.answer import Answer, ClassAnswer, Receipt, answer, not_advice
from duenotice.reason.cases import Difference, Ran, cases_of, run_case, run_cases
from duenotice.reason.conformance import COLUMNS, Failed, Table, run_table
from duenotice.reason.coverage import coverage_problems
from duenotice.reason.difference import ForWhom, OrderDifference, difference
from duenotice.reason.duties import DutyAnswer, Judged, Status
from duenotice.reason.explain import Finding
from duenotice.reason.membership import Membership
from duenotice.reason.overview import CaseOverview, Overview, overview
from duenotice.reason.overview_words import overview_to_text
from duenotice.reason.reasons import Ease, Question, Reason
from duenotice.reason.to_data import answer_schema, overview_schema, overview_to_data, to_data
from duenotice.reason.to_text import to_text
from duenotice.reason.together import Conflict, Demand, Strictest, Together, together
from duenotice.reason.together_words import together_to_data, together_to_text

__all__ = [
    "COLUMNS",
    "Answer",
    "CaseOverview",
    "ClassAnswer",
    "Conflict",
    "Demand",
    "Difference",
    "DutyAnswer",
    "Ease",
    "Failed",
    "Finding",
    "ForWhom",
    "Judged",
    "Membership",
    "OrderDifference",
    "Overview",
    "Question",
    "Ran",
    "Reason",
    "Receipt",
    "Status",
    "Strictest",
    "Table",
    "Together",
    "answer",
    "answer_schema",
    "cases_of",
    "coverage_problems",
    "difference",
    "not_advice",
    "overview",
    "overview_schema",
    "overview_to_data",
    "overview_to_text",
    "run_case",
    "run_cases",
    "run_table",
    "to_data",
    "to_text",
    "together",
    "together_to_data",
    "together_to_text",
]
