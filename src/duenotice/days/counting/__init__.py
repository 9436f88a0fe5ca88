"""How legal time is counted, in every reading.

Theory. A rule of counting takes an event, a length and a direction, and gives the last day. Most of it
is settled: the day of the event is day 0, every day counts, and an end on a Saturday, a Sunday or a
legal holiday moves on in the same direction (FRCP 6(a)(1), (5)). Some of it is not: which days are
legal holidays, whether three mail days belong to a notice, on which day a paper was served. Each such
question has two answers with an authority each (`doubts`). A *view* answers them all; a *reading* is
the count under one view. The count is all readings, with the prevailing one first, and its earliest
and latest day over every combination.

Caution has a direction, and it depends on who must act (`caution`): the government's earliest lawful
act follows the latest reading; a person's own deadline is the earliest; a violation is only what is
one under every reading.

    ask  ->  Question  ->  answer  ->  Count  ->  caution, words, drawing, to_data
    rulesets, doubts ──┘     │
    calendars ── roll, hours, ends

``rulesets`` and ``doubts`` are the tables of law; ``roll`` says which days are closed; ``ends`` counts
under one view; ``count`` puts the readings together; ``table`` writes the calendar that SQL engines
join; ``rows`` runs a conformance table.
"""

from duenotice.days.counting.count import answer, count
from duenotice.days.counting.model import Count, Direction, Moment, Question, Reading, Step, Unit, What
from duenotice.days.counting.rulesets import CLOCKS, RULES, Clock, Kind, RuleSet, Service

__all__ = [
    "CLOCKS",
    "RULES",
    "Clock",
    "Count",
    "Direction",
    "Kind",
    "Moment",
    "Question",
    "Reading",
    "RuleSet",
    "Service",
    "Step",
    "Unit",
    "What",
    "answer",
    "count",
]
