"""Counts into the sections of a report. What the data cannot show comes first."""

from __future__ import annotations

from collections.abc import Iterator

from duenotice.compliance.asking import Asking
from duenotice.compliance.counts import ClassCount, Counts, DutyCount
from duenotice.compliance.publish import (
    OUTCOMES,
    Shown,
    asked_parts,
    folded,
    names_of,
    outcome_counts,
    people_by_answer,
    shown,
)
from duenotice.compliance.screened import Screened
from duenotice.compliance.sheet import Cell, Receipt, Report, Section, Table, number
from duenotice.compliance.small import LEAST
from duenotice.library import in_force
from duenotice.reason import not_advice
from duenotice.truth import Truth

FEW_LETTERS = 12
"""How many sets of deciding letters are listed for an answer."""

RATE_SAYS = (
    "The violation rate is the share of acts without notice in time among the acts that were owed "
    "notice. An act that "
    "cannot be judged may have been owed or not, with notice or without. The lower bound counts "
    "every such act as "
    "kindly as the file allows, the upper bound as severely. Whatever turns out, the rate lies between them; "
    "what is learned moves them towards each other. They are about the acts on file, in whole per "
    "cent, rounded outward."
)
_FORCE = {
    Truth.YES: "in force",
    Truth.NO: "not in force",
    Truth.UNKNOWN: "perhaps in force: the file does not say",
}


def audit_report(every: Screened, counted: Counts, receipt: Receipt, internal: bool, by: str) -> Report:
    """The compliance view."""
    counted = counted if internal else folded(counted)
    may = shown(counted, internal)
    sections = [_unseen(every, counted, may), _people(every, counted, may)]
    for at, duty in enumerate(counted.duties, 1):
        sections.append(_duty(every, duty, at, may, by))
    sections.append(_asking_section(every, counted, may))
    sections.append(_limits(every, internal))
    title = f"Compliance with {every.order.identity.title} ({every.order.id})"
    return Report(title, receipt, internal, tuple(sections))


def questions_report(every: Screened, counted: Counts, receipt: Receipt, internal: bool) -> Report:
    """The questions alone."""
    may = shown(counted, internal)
    title = f"What to ask: {every.order.identity.title} ({every.order.id})"
    return Report(title, receipt, internal, (_asking_section(every, counted, may),))


def _unseen(every: Screened, counted: Counts, may: Shown) -> Section:
    """Terms never searched, facts not on file."""
    searches = tuple(
        (
            looked.term,
            *(
                may.number(f"looked|{looked.term}|{how}", people)
                for how, people in (
                    ("never", looked.never),
                    ("partly", looked.partly),
                    ("through", looked.through),
                )
            ),
            looked.look_in,
        )
        for looked in sorted(counted.looked, key=lambda one: (-one.never, -one.partly, one.term))
    )
    facts = tuple(
        (
            one.fact,
            may.number(f"on file|{one.fact}|no", one.missing),
            may.number(f"on file|{one.fact}|yes", one.there),
            every.vocabulary.facts[one.fact].ask,
        )
        for one in counted.on_file
    )
    never = [looked.term for looked in counted.looked if looked.never == counted.people]
    says = ["What nobody looked for is unknown, and is never taken for absent."]
    if never:
        says.append(f"Never searched for anybody in these data: {'; '.join(never)}.")
    head = (
        "looked for",
        "people never searched",
        "searched, not through the day",
        "searched through the day",
        "look in",
    )
    tables = [Table("searches", f"How far the record was searched, through {every.on}", head, searches)]
    if facts:
        fact_head = ("fact", "people without", "people with", "question")
        tables.append(Table("facts", "Facts on file", fact_head, facts))
    return Section("unseen", "What these data cannot show", tuple(says), tuple(tables))


def _people(every: Screened, counted: Counts, may: Shown) -> Section:
    standing = in_force(every.order.rules.life, every.on).truth
    answers = people_by_answer(counted)
    rows = [(answer, may.number(f"answer|{answer}", answers[answer])) for answer in ("yes", "no", "unknown")]
    rows.append(("all", may.number("people", counted.people)))
    one = counted.classes[0].name if len(counted.classes) == 1 else ""
    what = f'In "{one}"' if one else f"In a class of the {every.order.identity.kind}, while it is in force"
    tables = [Table("people", f"{what}, on {every.on}", ("answer", "people"), tuple(rows))]
    for class_ in counted.classes:
        tables.append(_letters(class_, may))
    says = (f"On {every.on} the {every.order.identity.kind} is {_FORCE[standing]}.",)
    return Section("people", "People", says, tuple(tables))


def _letters(class_: ClassCount, may: Shown) -> Table:
    """The letters that decide, most frequent first; in a report for others, only those of many people."""
    rows: list[tuple[Cell, ...]] = []
    for answer in ("no", "unknown"):
        found = [(labels, n) for (of, labels), n in class_.deciding.items() if of == answer]
        kept = [one for one in found[:FEW_LETTERS] if may.internal]
        rows += [(answer, " ".join(labels) or "none", people) for labels, people in kept]
        rest = sum(people for _, people in found) - sum(people for _, people in kept)
        if may.internal and rest:
            rows.append((answer, "any others", rest))
        if not may.internal:
            many = [" ".join(labels) or "none" for labels, people in found[:FEW_LETTERS] if people >= LEAST]
            rows += [(answer, labels, f"{LEAST} or more") for labels in many]
    note = (
        ""
        if may.internal
        else f"Only letters that decide for {LEAST} people or more are listed, most frequent first."
    )
    return Table(
        f"letters {class_.name}",
        f"Letters that decide, {class_.name}",
        ("answer", "letters", "people"),
        tuple(rows),
        note,
    )


def _duty(every: Screened, duty: DutyCount, at: int, may: Shown, by: str) -> Section:
    key, found = f"duty {at}", outcome_counts(duty.tally)
    owed = duty.tally.acts - duty.tally.of.get(1, 0)
    rows: list[tuple[Cell, ...]] = [
        (outcome, may.number(f"{key}|{outcome}", found[outcome])) for outcome in OUTCOMES
    ]
    rows.append(("owed, or perhaps owed", may.number(f"{key}|owed", owed)))
    rows.append(("not owed", may.number(f"{key}|not owed", duty.tally.acts - owed)))
    rows.append((f"all acts on file ({duty.act})", may.number(f"{key}|acts", duty.tally.acts)))
    rate = may.rate(tuple(names_of(at)), duty.tally)
    says = (f"Violation rate: {rate}.", RATE_SAYS)
    tables = [Table("acts", "Acts on file, judged", ("outcome", "acts"), tuple(rows))]
    if duty.months:
        tables.append(_grouped(duty.months, "month", at, may, "month of the act"))
    if duty.places:
        tables.append(_grouped(duty.places, "place", at, may, by))
    tables.append(_steps(every, duty.asking, f"{key}|settle", may, "acts"))
    return Section(key, duty.name, says, tuple(tables))


def _grouped(groups: object, by: str, at: int, may: Shown, title: str) -> Table:
    assert isinstance(groups, dict)
    rows = []
    for label, tally in sorted(groups.items()):
        found = outcome_counts(tally)
        cells = [may.number(f"duty {at}|{by}|{label}|{outcome}", found[outcome]) for outcome in OUTCOMES]
        whole = may.number(f"duty {at}|{by}|{label}", sum(found.values()))
        rows.append((label, *cells, whole, may.rate(tuple(names_of(at, by, label)), tally)))
    head = (title, *OUTCOMES, "all", "violation rate")
    says = "Acts that were, or may have been, owed something"
    note = "" if may.internal else "Rows with hidden numbers are not drawn in the charts."
    return Table(by, f"{says}, by {title}", head, tuple(rows), note)


def _steps(every: Screened, asking: Asking, prefix: str, may: Shown, what: str) -> Table:
    """What would settle what is unknown, in order."""
    rows: list[tuple[Cell, ...]] = []
    for at, step in enumerate(asking.steps, 1):
        settles = may.number(f"{prefix}|{at}", step.settles)
        for place, one in enumerate(step.inputs):
            concerns: tuple[Cell, ...] = (asking.concerns[one],) if may.internal else ()
            says, look_in = one.says(every.vocabulary), one.look_in(every.vocabulary)
            first = place == 0
            rows.append((str(at) if first else "", says, look_in, *concerns, settles if first else ""))
    blank = ("",) if may.internal else ()
    rest = f"{what} that no answer would settle (hints, counts, readings, what the file leaves out)"
    rows.append(("", rest, "", *blank, may.number(f"{prefix}|none", asking.unaskable)))
    note = "A row without a number belongs to the one above it: these are asked together."
    if may.internal and asking.follow:
        listed = "; ".join(
            f"{one.says(every.vocabulary)} ({number(n)} {what})" for one, n in asking.follow.items()
        )
        note += f" Answers may open further questions: {listed}"
    elif asking.follow:
        listed = "; ".join(one.says(every.vocabulary) for one in asking.follow)
        note += f" Answers may open further questions: {listed}"
    concerned = (f"{what} concerned",) if may.internal else ()
    head = ("step", "question", "look in", *concerned, f"{what} settled")
    return Table(f"ask {what}", f"What would settle the most {what}, in order", head, tuple(rows), note)


def _asking_section(every: Screened, counted: Counts, may: Shown) -> Section:
    asked = sum(asked_parts(counted).values())
    known = "answer|unknown" if len(counted.classes) == 1 else "asked"
    says = (
        f"People whose answer is unknown: {number(may.number(known, asked))}. A person counts as "
        "settled once everything "
        "that decides has been looked for and nothing new has turned up; what turns up may settle "
        "sooner, or open "
        "another question. The choice is greedy: each step is what settles the most people for each "
        "question.",
    )
    return Section(
        "questions", "Questions about people", says, (_steps(every, counted.asking, "ask", may, "people"),)
    )


def _limits(every: Screened, internal: bool) -> Section:
    return Section("limits", "What this report leaves out", tuple(_limit_lines(every, internal)))


def _limit_lines(every: Screened, internal: bool) -> Iterator[str]:
    for omission in every.order.rules.left_out:
        yield f"The {every.order.identity.kind} file leaves out: {omission.text} {omission.cite}".strip()
    yield "Acts that are not on file are not counted. How far they were looked for stands at the top."
    yield "The bounds treat acts as free of each other; one missing fact may decide several of them together."
    if internal:
        yield "Small numbers are shown. This report is for work inside the office, not for publication."
    else:
        yield (
            f"Numbers below {LEAST} are hidden, and so are others from which one could be worked out. "
            "A zero is shown."
        )
    yield not_advice(every.order)
