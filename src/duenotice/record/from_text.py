"""The ``case`` notation into records and worked cases.

One statement a line, below a title line:

    TITLE
      nationality Cambodia [or VALUE] [from DATE] [through DATE]
      in the United States
      DATE TERM [qualifiers]
      searched TERM [or TERM] [from DATE] through DATE [at "PLACE"]
      withdraws ID
      on DATE
      known on DATE
      expect class|duty ["NAME"]: VERDICT [because (x) (y)]

Any entry may end with ``(learned DATE; as ID; corrects ID)`` and with its source in square
brackets. Dates are EDTF. Every line that cannot be read is reported; none is skipped. A title that
would read as a statement stands in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from duenotice.days import DateFact
from duenotice.documents import Block, Document
from duenotice.problems import Place, Problem, Refused, RefusedRecord, did_you_mean, nearest, quoted
from duenotice.record.consistent import entry_problems
from duenotice.record.lines import Directive, read_line, reads_as_line
from duenotice.record.model import Entry, Event, Fact, Record, Search, Withdrawal
from duenotice.record.words import title_from_text
from duenotice.terms import Vocabulary


@dataclass(frozen=True)
class Expectation:
    """What a worked case expects: of ``class``, ``duty`` or ``in force``; `because` names letters."""

    what: str
    name: str
    verdict: str
    because: tuple[str, ...]
    place: Place = field(compare=False)

    def __str__(self) -> str:
        name = f' "{self.name}"' if self.name else ""
        because = f" because {' '.join(self.because)}" if self.because else ""
        return f"expect {self.what}{name}: {self.verdict}{because}"


@dataclass(frozen=True)
class Case:
    """A record with the day it is asked about and what is expected. `on` is None where not given."""

    title: str
    record: Record
    on: DateFact | None
    known_on: DateFact | None
    expectations: tuple[Expectation, ...]
    place: Place = field(compare=False)


def cases_from_document(document: Document, vocabulary: Vocabulary) -> tuple[Case, ...]:
    """Every ``case`` block of a Markdown file. Raises `RefusedRecord` with all problems."""
    cases: list[Case] = []
    problems: list[Problem] = []
    for block in document.of_kind("case"):
        try:
            cases += cases_from_text(block, vocabulary)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise RefusedRecord(*problems)
    return tuple(cases)


def cases_from_text(block: Block, vocabulary: Vocabulary) -> tuple[Case, ...]:
    """The cases in one block (usually one). Raises `RefusedRecord` with all problems."""
    cases: list[Case] = []
    problems: list[Problem] = []
    for title, lines in _split(block, vocabulary):
        try:
            cases.append(_case(title, lines, vocabulary))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise RefusedRecord(*problems)
    return tuple(cases)


Line = tuple[str, Place]


def _split(block: Block, vocabulary: Vocabulary) -> Iterator[tuple[Line, list[Line]]]:
    """Title lines stand at the left edge; what is indented below belongs to them."""
    lines = [(text, block.place(n)) for n, text in enumerate(block.lines) if text.strip()]
    if not lines:
        raise RefusedRecord(_nothing(block))
    edge = min(_indent(text) for text, _ in lines)
    if all(_indent(text) == edge for text, _ in lines):
        yield _flat(lines, vocabulary)
        return
    title: Line = ("", lines[0][1])
    below: list[Line] = []
    for text, place in lines:
        if _indent(text) > edge:
            below.append((text, place))
            continue
        if below or title[0]:
            yield _titled(title, below, vocabulary)
        title, below = (text.strip(), place), []
    yield _titled(title, below, vocabulary)


def _titled(title: Line, below: list[Line], vocabulary: Vocabulary) -> tuple[Line, list[Line]]:
    """A title with its lines. A title may read like an entry (``nationality Vietnam``), but only if
    the same is said below it as well: otherwise an entry that slipped to the left would be swallowed."""
    said = _said(title, vocabulary)
    if said is not None and (said == () or said not in [_said(line, vocabulary) for line in below]):
        raise RefusedRecord(_not_a_title(*title))
    return title, below


_BEGINS_WITH_A_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?[~?%]? ")


def _said(line: Line, vocabulary: Vocabulary) -> tuple[object, ...] | None:
    """What a line states, wherever that comes from; nothing (an empty tuple) if it is no entry but was
    meant as a line of the notation; None if it is other words."""
    try:
        read = read_line(line[0], line[1], vocabulary)
    except Refused:
        return () if _meant_as_line(line[0].strip(), vocabulary) else None
    return () if isinstance(read, Directive) else read.content


def _meant_as_line(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line that cannot be read is a misspelt one: it begins with a day, or with a date before
    nearly a term, or with nearly a word that begins lines."""
    if text.startswith('"'):
        return False
    first, _, rest = text.partition(" ")
    if _BEGINS_WITH_A_DAY.match(text) or (re.search(r"\d", first) and nearest(rest, vocabulary.events)):
        return reads_as_line(text, vocabulary)
    words = ("searched", "expect", "withdraws", *(name.split()[0] for name in vocabulary.facts))
    return any(SequenceMatcher(None, first.lower().rstrip(":"), word).ratio() > 0.85 for word in words)


def _flat(lines: list[Line], vocabulary: Vocabulary) -> tuple[Line, list[Line]]:
    """Nothing is indented: one case, whose first line is its title unless it reads as an entry."""
    text, place = lines[0]
    if reads_as_line(text, vocabulary):
        return ("", place), lines
    return (text.strip(), place), lines[1:]


def _not_a_title(text: str, place: Place) -> Problem:
    return Problem(
        "R01",
        place.pointing_at(text),
        "this line is not indented, and would begin a new case",
        "what stands at the left edge is the title of a case; what is known of it stands below, indented",
        "indent the line by two spaces; a title that reads like an entry stands in quotation marks",
    )


def _nothing(block: Block) -> Problem:
    return Problem(
        "R07",
        Place(block.file, block.line),
        "there is nothing in this record",
        "an empty record is more often a mistake than a person of whom nothing is known",
        "write a title line and below it, indented, what is known: `  nationality unknown`",
    )


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _case(title: Line, lines: Iterable[Line], vocabulary: Vocabulary) -> Case:
    entries: list[tuple[Entry, Place]] = []
    days: dict[str, DateFact] = {}
    expectations: list[Expectation] = []
    problems: list[Problem] = []
    for text, place in lines:
        try:
            read = read_line(text, place, vocabulary)
        except Refused as refused:
            problems += refused.problems
            continue
        match read:
            case Event() | Fact() | Search() | Withdrawal():
                entries.append((read, place))
            case Directive(word="expect"):
                expectations += _expectation(read, problems)
            case Directive(word=word, date=date):
                if word in days:
                    problems.append(_twice(word, place))
                days[word] = date
    problems += entry_problems(entries)
    if problems:
        raise RefusedRecord(*problems)
    named = title_from_text(title[0])
    record = Record(named).adding(*(entry for entry, _ in entries))
    return Case(named, record, days.get("on"), days.get("known on"), tuple(expectations), title[1])


_EXPECT = re.compile(
    r'expect (?P<what>class|duty|in force)(?: "(?P<name>[^"]*)")?\s*:\s*'
    r"(?P<verdict>not owed|pending|met|violated|unknown|yes|no)(?:\s+because\s+(?P<because>.+))?"
)
_VERDICTS = {
    "class": {"yes", "no", "unknown"},
    "in force": {"yes", "no", "unknown"},
    "duty": {"not owed", "pending", "met", "violated", "unknown"},
}


def _expectation(line: Directive, problems: list[Problem]) -> Iterator[Expectation]:
    match = _EXPECT.fullmatch(line.text)
    if match and match["verdict"] in _VERDICTS[match["what"]]:
        because = tuple((match["because"] or "").replace(",", " ").split())
        yield Expectation(match["what"], match["name"] or "", match["verdict"], because, line.place)
        return
    problems.append(_not_expected(line))


def _not_expected(line: Directive) -> Problem:
    """Which part of an expectation is wrong: what is expected, the colon, or the verdict."""
    why = "an expectation that cannot be read would never fail"
    found = re.fullmatch(r'expect\s+(class|duty|in force)(\s+"[^"]*")?\s*(:?)\s*(.*)', line.text)
    if not found:
        help_ = "write `expect class: …`, `expect duty: …` or `expect in force: …`"
        what = f"{quoted(line.text)} does not say what is expected"
        return Problem("R06", line.place.pointing_at(line.text), what, why, help_)
    what, name, colon, rest = found[1], found[2] or "", found[3], found[4]
    verdict, _, because = rest.partition(" because")
    listed = ", ".join(f"`{verdict}`" for verdict in sorted(_VERDICTS[what]))
    here = line.place.pointing_at(f"{verdict}" if verdict.strip() else line.text)
    if not colon:
        help_ = f"write `expect {what}{name}: {rest}`".rstrip()
        return Problem("R06", line.place.pointing_at(what), f"a colon is missing behind `{what}`", why, help_)
    if verdict.strip() in _VERDICTS[what] and not because.strip():
        return Problem(
            "R06",
            line.place.pointing_at("because"),
            "nothing stands behind `because`",
            "it names the letters that decide",
            f"write, for example, `expect {what}{name}: {verdict} because (e) (f)`",
        )
    known = did_you_mean(
        verdict.strip(), _VERDICTS[what], f"write, for example, `expect {what}{name}: unknown`"
    )
    said = (
        f"{quoted(verdict.strip())} is not a verdict on a {what}"
        if verdict.strip()
        else "the verdict is missing"
    )
    return Problem("R06", here, said, f"`expect {what}:` can be followed by: {listed}", known)


def _twice(word: str, place: Place) -> Problem:
    return Problem(
        "R01",
        place.pointing_at(word),
        f"`{word}` is given twice",
        "a case is asked about one day",
        "keep one of the two lines",
    )
