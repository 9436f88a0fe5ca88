"""Classes as SQL: the best choice of events of each run, and what all readings agree on.

Theory. Of the choices that give the greatest truth, the one that is shown has the fewest letters that
fail, then the fewest that are open, then the better value in the letter that comes first by its
label. All of that is one whole number, its *rank*, built so that a greater number is a better choice:

    truth (0-2) | letters that do not fail | letters that are not open | one digit 0-2 a letter | parts

The greatest rank is therefore found by one MAX and says everything that is shown. The last digits are
the letters below letters and the exceptions, which do not take part in the comparison of `reason`:
where several choices are equally good, another one of them may be shown here than there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from duenotice.language import How
from duenotice.screen.plan import Membership, Part, Run
from duenotice.screen.text import SQL, Relationship, Row, agreed, greatest, least, negated

MOST_DIGITS = 33
"""How many letters and parts a rank can hold in 63 bits."""


@dataclass(frozen=True)
class Shown:
    """A letter or part that a class shows: its label, its column, its sentence, the labels above it,
    whether it is an exception, and whether none is shown below it."""

    label: str
    column: str
    says: str
    above: tuple[str, ...]
    unless: bool
    leaf: bool


def flat(parts: tuple[Part, ...], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Part]]:
    """Every part with the labels above it."""
    for part in parts:
        yield above, part
        yield from flat(part.below, (*above, part.label))


def _extras(run: Run) -> list[Part]:
    inner = [part for above, part in flat(run.letters) if above]
    every = inner + [part for _, part in flat(run.unless)]
    return every[: max(0, MOST_DIGITS - len(run.letters))]


def shown(step: Membership) -> tuple[Shown, ...]:
    """What a class shows: the letters, and the parts that every reading has."""
    common = set.intersection(*({part.label for part in (*r.letters, *_extras(r))} for r in step.runs))
    first = step.runs[0]
    found = []
    for unless, parts in ((False, first.letters), (True, first.unless)):
        for above, part in flat(parts):
            if part.label in common:
                leaf = not any(other.label in common for other in part.below)
                found.append(Shown(part.label, part.column, part.says, above, unless, leaf))
    return tuple(found)


def run(step: Run, spans: int) -> SQL:
    """The best rank of each moment, and the truths that it stands for."""
    row = Row("c", spans)
    letters = [row.truth(part.truth) for part in step.letters]
    extras = [row.truth(part.truth) for part in _extras(step)]
    exception = row.truth(step.exception) if step.exception else "0"
    names = [f"l{n}" for n in range(len(letters))]
    more = [f"e{n}" for n in range(len(extras))]
    inner = ", ".join(
        f"{t} AS {n}" for t, n in zip((*letters, *extras, exception), (*names, *more, "x"), strict=True)
    )
    body = (least if step.how is How.ALL else greatest)(names)
    truth = least([body, "2 - x"])
    failed = " + ".join(f"CASE WHEN {t} = 0 THEN 1 ELSE 0 END" for t in (*names, "2 - x"))
    opened = " + ".join(f"CASE WHEN {n} = 1 THEN 1 ELSE 0 END" for n in names)
    size = len(names)
    digits = _by_label(step, names) + more
    weight = 3 ** len(digits)
    rank = (
        f"CAST(({truth}) * {size + 2} + {size + 1} - ({failed}) AS BIGINT) * {size + 1} + {size} - ({opened})"
    )
    rank = f"({rank}) * {weight}" + "".join(
        f" + {name} * CAST({3**place} AS BIGINT)" for place, name in enumerate(reversed(digits))
    )
    joins = " ".join(row.joined())
    yield Relationship(
        f"{step.name}_rank",
        f"SELECT p, a, MAX({rank}) AS r FROM (SELECT c.p, c.a, {inner} "
        f"FROM {step.over.step} AS c {joins}) AS q GROUP BY p, a",
        step.says,
    )
    places = {name: place for place, name in enumerate(reversed(digits))}
    columns = [f"INT_DIV(r, {(size + 2) * (size + 1) * weight}) AS t"]
    for name, part in zip((*names, *more), (*step.letters, *_extras(step)), strict=True):
        columns.append(f"INT_DIV(r, {3 ** places[name]}) % 3 AS letter_{part.column}")
    yield Relationship(step.name, f"SELECT p, a, {', '.join(columns)} FROM {step.name}_rank", "its letters")


def _by_label(step: Run, names: list[str]) -> list[str]:
    return [names[n] for n in sorted(range(len(names)), key=lambda n: step.letters[n].label)]


def membership(step: Membership) -> SQL:
    """What the readings agree on, and which letters decide."""
    alias = [f"r{n}" for n in range(1, len(step.runs) + 1)]
    joins = f"FROM {step.runs[0].name} AS r1 " + " ".join(
        f"JOIN {other.name} AS {name} ON {name}.p = r1.p AND {name}.a = r1.a"
        for other, name in zip(step.runs[1:], alias[1:], strict=True)
    )
    parts = shown(step)
    columns = [f"letter_{part.column}" for part in parts]
    found = ", ".join(f"{agreed([f'{r}.{column}' for r in alias])} AS {column}" for column in columns)
    truth = agreed([f"{r}.t" for r in alias])
    each = [_deciding(parts, r) for r in alias]
    merged = [_decides(part, parts, alias, truth) for part in parts]
    why = _mask(merged)
    if len(alias) > 1:
        either = _mask([greatest([bits[n] for bits in each]) for n in range(len(parts))])
        why = f"CASE WHEN {why} > 0 THEN {why} ELSE {either} END"
    yield Relationship(
        step.name,
        f"SELECT r1.p, r1.a, {truth} AS t, {found}{', ' if found else ''}"
        f"CASE WHEN {truth} = 2 THEN 0 ELSE {why} END AS why {joins}",
        step.says,
    )


def _mask(bits: list[str]) -> str:
    return " + ".join(f"CAST({2**n} AS BIGINT) * {bit}" for n, bit in enumerate(bits)) or "0"


def _deciding(parts: tuple[Shown, ...], run: str) -> list[str]:
    """For each part, 1 where it decides one run."""
    return [_decides(part, parts, [run], f"{run}.t") for part in parts]


def _decides(part: Shown, parts: tuple[Shown, ...], runs: list[str], truth: str) -> str:
    """1 where a letter, and every group above it, has the truth of the class (an exception: the
    opposite). A letter on which the readings differ decides itself, whatever is below it."""
    wanted = negated(truth) if part.unless else truth
    by_label = {other.label: other for other in parts}
    tests = []
    for label in (*part.above, part.label):
        if label in by_label:
            each = [f"{r}.letter_{by_label[label].column}" for r in runs]
            if len(runs) > 1 and label != part.label:
                tests.append(f"LEAST({', '.join(each)}) = GREATEST({', '.join(each)})")
            tests.append(f"{agreed(each)} = {wanted}")
    if not part.leaf:
        if len(runs) == 1:
            return "0"
        each = [f"{r}.letter_{part.column}" for r in runs]
        tests.append(f"LEAST({', '.join(each)}) < GREATEST({', '.join(each)})")
    return f"CASE WHEN {' AND '.join(tests)} THEN 1 ELSE 0 END"
