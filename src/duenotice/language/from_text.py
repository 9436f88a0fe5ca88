"""``order`` blocks into the tree; nouns stay words.

The outline of the language, in the words of ``sentences.FORMS``:

    class_head                      duty_head                     life_head       left_out
      members                         owed                          act …           changes?
        letter …                      before_each + must             known             letter …
      unless?                           (+ understood, counts_from)
        letter …                      | after_each + must_within
                                      | by_date + must_by
                                    | by_period + must_by
                                    | every_period + must_by
                                    | must_not (+ ends)
                                        ends: letter …

A letter is a condition, or a group with letters below it, and may have `reading` lines below. So may the
line that says how long (`must_reading`, `within_reading`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duenotice.days import NOT_KNOWN
from duenotice.documents import Block
from duenotice.language.by_day import by_day
from duenotice.language.outline import Node, outline
from duenotice.language.refusals import (
    behind_reading,
    below_a_condition,
    extra,
    incomplete,
    is_reading,
    missing_above,
    missing_line,
    no_notice_here,
    no_rules,
    nothing_below,
    one_known_through,
    one_life,
    reading_too_shallow,
)
from duenotice.language.sentences import Sentence, sentence
from duenotice.language.tree import (
    Act,
    AmountReading,
    Cite,
    Class,
    Condition,
    CountsFrom,
    Duty,
    DutyAfter,
    DutyByDay,
    Forbidden,
    Group,
    How,
    LeftOut,
    Letter,
    Life,
    LifeAct,
    NoticeBefore,
    Phrase,
    Reading,
    Readings,
    Rules,
)
from duenotice.problems import Place, Problem, Refused, RefusedOrder, did_you_mean

NEVER: Group[Phrase] = Group(How.ANY, ())
"""No exception, no end: an *any of* without letters is never so."""

Item = Class[Phrase] | Duty[Phrase] | Life | LeftOut[Phrase]


def from_text(blocks: Iterable[Block], place: Place) -> Rules[Phrase]:
    """The rules in these blocks. Raises `RefusedOrder` with every problem; `place` is the file's."""
    blocks, problems = tuple(blocks), list[Problem]()
    if not any(block.text.strip() for block in blocks):
        raise RefusedOrder(no_rules(place))
    items = [item for block in blocks for item in items_from_text(block, problems)]
    lives = [item for item in items if isinstance(item, Life)]
    if not problems and len(lives) != 1:
        problems.append(one_life(lives[1].place if lives else place, len(lives)))
    if problems:
        raise RefusedOrder(*problems)
    return Rules(
        tuple(item for item in items if isinstance(item, Class)),
        tuple(item for item in items if isinstance(item, NoticeBefore | DutyAfter | DutyByDay | Forbidden)),
        lives[0],
        tuple(item for item in items if isinstance(item, LeftOut)),
    )


def items_from_text(block: Block, problems: list[Problem]) -> list[Item]:
    """The classes, duties, life and omissions in one block; what cannot be read is reported."""
    items: list[Item] = []
    misfits: list[Problem] = []
    nodes = outline(block, misfits)
    if misfits:
        problems += misfits
        return []
    for node in nodes:
        try:
            items.append(_item(node))
        except Refused as refused:
            problems += refused.problems
    return items


def _item(node: Node) -> Item:
    head = sentence(node.text, node.place, ["class_head", "duty_head", "life_head", "left_out"])
    match head.form:
        case "class_head":
            return _class(head, node)
        case "duty_head":
            return _duty(head, node)
        case "life_head":
            return _life(node)
        case _:
            return _left_out(head, node)


def _class(head: Sentence, node: Node) -> Class[Phrase]:
    lines = _lines(node, [["members"], ["unless"]])
    owed, *exceptions = lines
    body = _group(owed[0].parts[0], owed[1])
    unless = _group(exceptions[0][0].parts[0], exceptions[0][1]) if exceptions else NEVER
    return Class(head.parts[0], head.cite, body, unless, node.place)


def _duty(head: Sentence, node: Node) -> Duty[Phrase]:
    about = [line for line in node.below if line.text.lstrip().startswith("the notice ")]
    others = Node(node.text, node.place, [line for line in node.below if line not in about])
    for line in others.below:
        if is_reading(line):
            raise RefusedOrder(reading_too_shallow(line))
    lines = _lines(others, [["owed"], [*_THEN], _LAST])
    name, owed_to, owed_place = head.parts[0], lines[0][0].parts[0], lines[0][1].place
    second, act = lines[1][0], lines[1][0].parts[0]
    for line in (lines[0][1], lines[1][1], *about):
        if line.below:
            raise RefusedOrder(nothing_below(line.below[0]))
    third = lines[2] if len(lines) > 2 else None
    wanted = _THEN[second.form]
    if (third is None and wanted != "ends") or (third is not None and third[0].form != wanted):
        raise RefusedOrder(incomplete(node.place, wanted))
    if about and wanted != "must":
        raise RefusedOrder(no_notice_here(about[0].place))
    if third is None or wanted == "ends":
        ends = _group(third[0].parts[0], third[1]) if third else NEVER
        return Forbidden(name, head.cite, owed_to, act, ends, node.place, owed_place)
    if wanted == "must_by":
        return by_day(head, lines, node)
    verb, what, amount = third[0].parts
    readings = _amounts(third[1], "must_reading" if wanted == "must" else "within_reading")
    if wanted == "must_within":
        return DutyAfter(name, head.cite, owed_to, act, verb, what, amount, readings, node.place, owed_place)
    runs, understood = _about_notice(about)
    shown = verb, what, amount, runs, readings, understood
    return NoticeBefore(name, head.cite, owed_to, act, *shown, node.place, owed_place)


def _about_notice(lines: Sequence[Node]) -> tuple[CountsFrom, bool]:
    """From which of its days a notice counts, and whether its language must be understood."""
    runs, said = CountsFrom.SILENT, list[str]()
    for line in lines:
        read = sentence(line.text, line.place, ["understood", "counts_from"])
        if read.form in said:
            raise RefusedOrder(extra(line))  # nosec B610  # no database
        said.append(read.form)
        if read.form == "counts_from":
            runs = read.parts[0]
    return runs, "understood" in said


def _amounts(node: Node, form: str) -> tuple[AmountReading, ...]:
    """The other readings of how long, below the line that says it."""
    found = []
    for line in node.below:
        read = sentence(line.text, line.place, [form])
        *label, amount = read.parts
        found.append(AmountReading(" ".join(label), amount, read.cite))
    return tuple(found)


_LAST = ("must", "must_within", "must_by", "ends")
_THEN = {
    "before_each": "must",
    "after_each": "must_within",
    "by_date": "must_by",
    "by_period": "must_by",
    "every_period": "must_by",
    "must_not": "ends",
}
"""Which line follows which: notice goes before an act, an interview after it, a review comes by a day that
follows no act, and a ban may end."""


def _lines(node: Node, forms: Sequence[Sequence[str]]) -> list[tuple[Sentence, Node]]:
    """The lines below `node`, the n-th read as one of ``forms[n]``; the last form may be missing."""
    if len(node.below) < max(1, len(forms) - 1):
        expected = forms[len(node.below)] if len(node.below) < len(forms) else forms[-1]
        raise RefusedOrder(missing_line(node, expected))
    found = []
    problems: list[Problem] = []
    for number, line in enumerate(node.below):
        allowed = forms[number] if number < len(forms) else forms[-1]
        try:
            found.append((sentence(line.text, line.place, allowed), line))
            if number >= len(forms):
                problems.append(extra(line))  # nosec B610  # no database
        except Refused as refused:
            later = [form for further in forms[number + 1 :] for form in further]
            if number < len(forms) and _reads_as(line, later):
                raise RefusedOrder(missing_above(line, allowed)) from None
            problems += refused.problems
    if problems:
        raise RefusedOrder(*problems)
    return found


def _reads_as(line: Node, forms: Sequence[str]) -> bool:
    try:
        return bool(forms) and bool(sentence(line.text, line.place, forms))
    except Refused:
        return False


def _group(how: How, node: Node) -> Group[Phrase]:
    problems: list[Problem] = []
    letters: list[Letter[Phrase]] = []
    for line in node.below:
        try:
            letters.append(_letter(line))
        except Refused as refused:
            problems += refused.problems
    if not node.below:
        problems.append(missing_line(node, ["letter"]))
    problems += _mixed(letters)
    if problems:
        raise RefusedOrder(*problems)
    return Group(how, tuple(letters))


def _mixed(letters: Sequence[Letter[Phrase]]) -> Iterable[Problem]:
    """Letters among numbers: by its letter the line belongs to one group, by its indentation to another."""
    for letter in letters:
        if letter.label.isdigit() != letters[0].label.isdigit():
            yield Problem(
                "O08",
                letter.place.pointing_at(f"({letter.label})"),
                f"({letter.label}) stands in the group that begins with ({letters[0].label})",
                "the indentation decides which group a condition belongs to, and here it may have slipped",
                "indent the line as the others of its group, or label it as its neighbours",
            )
            return


def _letter(node: Node) -> Letter[Phrase]:
    head = sentence(node.text, node.place, ["letter"])
    label, body = head.parts
    own = [line for line in node.below if not is_reading(line)]
    others = [line for line in node.below if is_reading(line)]
    if own and others and own[-1].place.line > others[0].place.line:
        raise RefusedOrder(behind_reading(own[-1]))
    condition = _condition(body, Node(node.text, node.place, own))
    if others:
        readings = [Reading("", condition), *(_reading(line) for line in others)]
        condition = Readings(tuple(readings))
    return Letter(label, condition, head.cite, node.place)


def _reading(node: Node) -> Reading[Phrase]:
    line = sentence(node.text, node.place, ["reading"])
    *label, body = line.parts
    return Reading(" ".join(label), _condition(body, node), line.cite)


def _condition(body: Condition[Phrase] | How, node: Node) -> Condition[Phrase]:
    if isinstance(body, How):
        return _group(body, node)
    if node.below:
        raise RefusedOrder(below_a_condition(node.below[0]))
    return body


def _life(node: Node) -> Life:
    acts: list[LifeAct] = []
    problems: list[Problem] = []
    known: list[Sentence] = []
    for line in node.below:
        try:
            read = sentence(line.text, line.place, ["known", "act"])
            if read.form == "known":
                known.append(read)
            else:
                acts.append(LifeAct(read.parts[0].date, _act(read), read.cite, line.place))
        except Refused as refused:
            problems += refused.problems
    if not problems and len(known) != 1:
        problems.append(one_known_through(known[1].place if known else node.place, len(known)))
    if problems:
        raise RefusedOrder(*problems)
    date = known[0].parts[0].date if known else NOT_KNOWN
    return Life(tuple(acts), date, known[0].cite if known else Cite(), node.place)


def _act(line: Sentence) -> Act:
    words = str(line.parts[1])
    names = {act.value: act for act in Act}
    if words in names:
        return names[words]
    raise RefusedOrder(
        Problem(
            "O09",
            line.place.pointing_at(words),
            f"`{words}` is not something that can happen to an order",
            f"the acts are: {', '.join(names)}",
            did_you_mean(words, names, "use the act that comes nearest, and explain in the prose"),
        )
    )


def _left_out(head: Sentence, node: Node) -> LeftOut[Phrase]:
    if not node.below:
        return LeftOut(head.parts[0], head.cite, "", NEVER, node.place)
    line, below = _lines(node, [["changes"]])[0]
    name, how = line.parts
    return LeftOut(head.parts[0], head.cite, name, _group(how, below), node.place, below.place)
