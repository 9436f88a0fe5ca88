"""The narrow layout that the SQL runs on, and the small tables that tie a vocabulary to it.

Data, whole numbers only:

    people    p, name                                     one row a person
    facts     p, entry, since_lo, since_hi, until_lo, until_hi
    events    p, id, kind, lo, hi, sure, date, paper       one row an event, without duplicates
    searches  p, looked, since, through                   p = 0: for everybody; days surely covered
    dates     date, lo1, hi1, lo2, hi2, …                 the spans of dates that have several

`entry`, `kind`, `looked`, `date` and `paper` are codes of a `Codebook`: what the data says of a fact, of
which sort an event is, which terms a search was for, how a day is known, and the notice with all its
days (0 where an event is no paper). Rules, worked out for the codes that occur, in Python, once for each:

    kinds     kind, and a column for each kind of event that the order asks for: whether it is one
    doubts    kind, doubter                a later event of the second kind puts the first in doubt
    says      asked, entry, fits, denies   what a fact on file says to a question of the order
    denials   asked, entry, value          which of the wanted values a fact on file rules out
    covers    looked, term                 whether a search looked for a term
    shows     need, term                   what must be looked for before an absence counts
    papers, acts, ends                     legal time (`measures`)
    due                                    the days by which something is owed (`due_rows`)
    tongues, speaks                        languages, where the order asks for one (`languages`)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from duenotice.days import DateFact, Span
from duenotice.language import DutyByDay, Forbidden, NoticeBefore
from duenotice.screen import languages
from duenotice.screen.codes import Codebook, DatesOf, Entry, Rows
from duenotice.screen.due_rows import COLUMNS as DUE
from duenotice.screen.due_rows import due_rows
from duenotice.screen.kinds import fits, owed
from duenotice.screen.measures import act_row, end_rows, paper_row
from duenotice.screen.plan import Plan, reach_of, written_days
from duenotice.terms import Vocabulary
from duenotice.truth import NO, UNKNOWN, YES, Truth

EVERYBODY = 0
"""The person of a search that was made for all."""

DATA: Mapping[str, tuple[str, ...]] = {
    "people": ("p", "name"),
    "facts": ("p", "entry", "since_lo", "since_hi", "until_lo", "until_hi"),
    "events": ("p", "id", "kind", "lo", "hi", "sure", "date", "paper"),
    "searches": ("p", "looked", "since", "through"),
}
RULES: Mapping[str, tuple[str, ...]] = {
    "doubts": ("kind", "doubter"),
    "says": ("asked", "entry", "fits", "denies"),
    "denials": ("asked", "entry", "value"),
    "covers": ("looked", "term"),
    "shows": ("need", "term"),
    "papers": ("measure", "paper", "mild", "strict"),
    "acts": ("measure", "date", "at_lo", "at_hi", "end_lo", "end_hi", "latest", "due_lo", "due_hi"),
    "ends": ("clock", "day", "lo", "hi"),
    "due": DUE,
}


def rule_columns(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The rule tables of a plan with their columns."""
    asked = languages.COLUMNS if languages.asked(plan) else {}
    return {**RULES, **asked, "kinds": ("kind", *(wanted.column for wanted in plan.wanted))}


def rule_tables(
    plan: Plan,
    codes: Codebook,
    vocabulary: Vocabulary,
    days: Iterable[int],
    dates_of: DatesOf,
    on: DateFact,
) -> dict[str, Rows]:
    """The small tables of one order for the codes that occur. days: every day that the data and the
    question name (for steps with clocks, which may begin on any of them). dates_of: the codes of the
    dates on which events of some kinds fall. on: the day of the question."""
    terms = {name: number for number, name in enumerate(vocabulary.events)}
    return {
        "kinds": [
            (code, *truths)
            for found, code in codes.kinds.items()
            if any(truths := [int(fits(wanted.kind, found, vocabulary)) for wanted in plan.wanted])
        ],
        "doubts": [
            (code, other)
            for kind, code in codes.kinds.items()
            for doubter in {way.term for way in vocabulary.event(kind.term).doubted_by}
            for found, other in codes.kinds.items()
            if found.term == doubter
        ],
        "says": [
            (asked, code, int(fit), int(denies))
            for asked, (name, values) in enumerate(plan.asked)
            for entry, code in codes.entries.items()
            if entry.name == name and (said := says(values, entry, vocabulary))
            for fit, denies in [said]
        ],
        "denials": [
            (asked, code, number)
            for asked, (name, values) in enumerate(plan.asked)
            for entry, code in codes.entries.items()
            if entry.name == name and entry.negated
            for number, value in enumerate(dict.fromkeys(value.casefold() for value in values))
            if value in {other.casefold() for other in entry.values}
        ],
        "covers": [
            (code, terms[term])
            for names, code in codes.looked.items()
            for term in sorted(looked_for(names, vocabulary))
        ],
        "shows": [
            (need, terms[term])
            for need, needed in enumerate(plan.needs)
            for term in dict.fromkeys(way.term for way in vocabulary.event(needed.term).shown_by)
        ],
        **measured(plan, codes, vocabulary, dates_of),
        "due": list(due_rows(plan, codes, vocabulary, dates_of, Span(on.lo, on.hi))),
        **(languages.rows(codes, vocabulary, says) if languages.asked(plan) else {}),
        "ends": [
            (number, *row)
            for number, clock in enumerate(plan.clocks)
            for row in end_rows(clock, {*days, *written_days(plan)}, plan.periods, reach_of(plan))
        ],
    }


def measured(plan: Plan, codes: Codebook, vocabulary: Vocabulary, dates_of: DatesOf) -> dict[str, Rows]:
    """Legal time for the notices and the days of the acts that occur, by the number of the duty."""
    papers: Rows = []
    acts: Rows = []
    dates = {code: date for date, code in codes.dates.items()}
    for number, (_, _, judged) in enumerate(plan.duties, 1):
        duty = judged.duty
        if isinstance(duty, Forbidden | DutyByDay):
            continue
        kinds = [
            code
            for kind, code in codes.kinds.items()
            if any(fits(wanted, kind, vocabulary) is not NO for wanted in (duty.act, owed(duty)))
        ]
        acts += [(number, code, *act_row(dates[code], duty, plan.periods)) for code in dates_of(kinds)]
        if isinstance(duty, NoticeBefore):
            papers += [
                (number, code, *paper_row(paper, duty, plan.periods))
                for paper, code in codes.papers.items()
                if fits(owed(duty), paper.kind, vocabulary) is not NO
            ]
    return {"papers": papers, "acts": acts}


def says(wanted: tuple[str, ...], entry: Entry, vocabulary: Vocabulary) -> tuple[Truth, bool] | None:
    """Whether a fact on file has one of the wanted values, and whether it denies it; None where it
    says nothing either way: who understands English may or may not understand Khmer."""
    term = vocabulary.facts[entry.name]
    asked, said = {value.casefold() for value in wanted}, {value.casefold() for value in entry.values}
    if not said:
        return UNKNOWN, False
    if entry.negated:
        return (NO, True) if asked <= said else None
    if said <= asked:
        return YES, False
    if asked & said:
        return UNKNOWN, False
    return (NO, not term.together) if term.single else None


def looked_for(names: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The terms that a search for these looked for."""
    if "everything" in names:
        return frozenset(vocabulary.events)
    return frozenset().union(*(vocabulary.covers[name] for name in names))
