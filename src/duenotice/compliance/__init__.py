"""Compliance: how an order was kept over many people, with the unknowns drawn.

Takes an order and tables of people; gives counts by answer, acts judged, bounds on the violation rate,
what would narrow them, and the fewest questions that settle the most people, as text, data and one HTML
page. Must not know the clock, the network, or any one person: all bulk work is SQL, and what comes back
are counts. (Who asks for the acts behind them gets a query, and runs it.)

    tables → layout → screen → counts → bounds, questions → small numbers hidden → report
"""

from duenotice.compliance.acts import acts_query
from duenotice.compliance.audit import Asked, audit, audited, questions
from duenotice.compliance.bounds import NO_RATE, NoRate, Outcome, Rate, Tally
from duenotice.compliance.sheet import Report
from duenotice.compliance.small import LEAST, Count, hidden
from duenotice.compliance.to_html import to_html
from duenotice.compliance.to_text import to_data, to_text

__all__ = [
    "LEAST",
    "NO_RATE",
    "Asked",
    "Count",
    "NoRate",
    "Outcome",
    "Rate",
    "Report",
    "Tally",
    "acts_query",
    "audit",
    "audited",
    "hidden",
    "questions",
    "to_data",
    "to_html",
    "to_text",
]
