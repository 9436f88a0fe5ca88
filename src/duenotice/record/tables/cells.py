"""Texts of cells into values: the one reader that the checks and `to_records` share.

Each reader takes a text and the place it stands at, and raises `Refused` or `UnknownWords`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from duenotice.days import FIRST_DAY, DateFact, from_edtf
from duenotice.documents import REFUSED
from duenotice.problems import Place, Problem, RefusedRecord, RefusedTables, did_you_mean, quoted
from duenotice.record.clocks import with_clocks
from duenotice.record.lines import EVERYTHING
from duenotice.record.model import ALWAYS, FOR_GOOD, Event, Fact
from duenotice.record.origins import ID
from duenotice.record.tables.schema import EVERYONE, LIST, VALUES
from duenotice.terms import CLOCKS, Kind, Vocabulary, fact_value, kind_from_words, with_qualifier

_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
_NEEDS = re.compile(rf"{REFUSED.pattern[:-1]}\t\r\n]|\\(?=u[0-9a-f]{{4}})")


def source_to_cell(source: str) -> str:
    """A source as it stands in a cell: what cannot be seen as ``\\uXXXX``."""
    return _NEEDS.sub(lambda match: f"\\u{ord(match[0]):04x}", source)


def source_from_cell(text: str) -> str:
    """The source that a cell holds."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def pieces(text: str, mark: str = LIST) -> tuple[str, ...]:
    """The texts between the marks; none for a blank cell."""
    return tuple(part.strip() for part in text.split(mark)) if text.strip() else ()


def date(text: str, place: Place, otherwise: DateFact | None = None) -> DateFact:
    """A date; `otherwise` (or unknown) for a blank cell."""
    return otherwise if otherwise and not text.strip() else from_edtf(text, place)


def since(text: str, place: Place) -> DateFact:
    """A date from which something was so."""
    return date(text, place, ALWAYS)


def until(text: str, place: Place) -> DateFact:
    """A date through which something was so."""
    return date(text, place, FOR_GOOD)


def learned(text: str, place: Place) -> int:
    """The day on which something was written down: one full day."""
    if not text:
        return FIRST_DAY
    found = from_edtf(text, place)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return found.lo
    raise RefusedTables(
        Problem(
            "D01",
            place,
            f"{quoted(text)} does not name one day",
            "it says from which day on this was on file; that day is read from a file, never estimated",
            "write the day, as in `2019-01-05`, or leave the cell blank",
        )
    )


def term(text: str, vocabulary: Vocabulary, place: Place) -> Kind:
    """An event term, in its one spelling and without qualifiers: what compares terms in SQL relies on it."""
    found = kind_from_words(text, vocabulary, place, "R02")
    if text == found.term:
        return found
    help_ = f"write `{found.term}`"
    if found.qualifiers:
        help_ += f", and `{LIST.join(found.qualifiers)}` where this table says of which sort it was"
    what = f"{quoted(text)} is not spelled as the vocabulary has it"
    why = "a term stands in its cell alone, and in one spelling, so that tables can be compared"
    raise RefusedTables(Problem("T11", place, what, why, help_))


def kind(text: str, qualifiers: str, vocabulary: Vocabulary, place: Place) -> Kind:
    """An event term with its qualifiers, each word of the vocabulary."""
    found = term(text, vocabulary, place)
    for words in filled_pieces(qualifiers, place):
        found = with_qualifier(found, words, vocabulary, place, "R02")
    return found


def filled_pieces(text: str, place: Place, mark: str = LIST) -> tuple[str, ...]:
    """The texts between the marks, none of which is blank."""
    found = pieces(text, mark)
    if "" in found:
        what = f"nothing stands on one side of a `{mark}` in {quoted(text)}"
        help_ = f"remove the `{mark}`, or write what is missing"
        why = f"`{mark}` stands between two texts; one of them may have been lost"
        raise RefusedTables(Problem("T11", place, what, why, help_))
    return found


NOTICE, RETURNED = "notice of detention", "notice returned"
"""The term of a notice whose cell is blank, and of the event that the column `returned` stands for."""
_NOTICE_CELLS = ("method", "recipient", "language", "contents")


def notice_kind(texts: Mapping[str, str], vocabulary: Vocabulary, place: Place) -> Kind:
    """The kind of a notice, from the cells that say how, to whom, in what language and what."""
    found = notice_term(texts["term"], vocabulary, place)
    for column in _NOTICE_CELLS:
        for words in filled_pieces(texts.get(column, ""), place):
            said = _in_language(words, found, vocabulary, place) if column == "language" else words
            found = with_qualifier(found, said, vocabulary, place, "R02")
    return found


def _in_language(name: str, kind: Kind, vocabulary: Vocabulary, place: Place) -> str:
    """The qualifier that a language is."""
    words = f"in {name}"
    if vocabulary.event(kind.term).qualifier(words):
        return words
    what, why = (
        f"{quoted(name)} is not the name of a language",
        "a language is one word with a capital letter",
    )
    raise RefusedTables(
        Problem("T11", place, what, why, "write, for example, `Khmer`; several with `;` between them")
    )


def notice_term(text: str, vocabulary: Vocabulary, place: Place) -> Kind:
    """The term of a notice: one that has further days."""
    found = term(text.strip() or NOTICE, vocabulary, place)
    if vocabulary.event(found.term).clocks:
        return found
    known = ", ".join(f"`{each.name}`" for each in vocabulary.events.values() if each.clocks)
    what = f"{quoted(found.term)} is not a notice"
    raise RefusedTables(Problem("T11", place, what, f"this table holds {known}", "move the row to `events`"))


def with_days(event: Event, texts: Mapping[str, str], vocabulary: Vocabulary, place: Place) -> Event:
    """The notice with its further days, as far as they are filled."""
    days = {clock: date(texts[clock], place) for clock in CLOCKS if texts[clock].strip()}
    return with_clocks(event, days, vocabulary, place)


def terms(text: str, vocabulary: Vocabulary, place: Place) -> tuple[str, ...]:
    """The terms of a search: without qualifiers, or `everything`."""
    words = filled_pieces(text, place)
    return tuple(each if each == EVERYTHING else term(each, vocabulary, place).term for each in words)


def fact(text: str, vocabulary: Vocabulary, place: Place) -> str:
    """The name of a fact."""
    if text not in vocabulary.facts:
        raise RefusedTables(_no_fact(text, vocabulary, place))
    return text


@dataclass(frozen=True)
class FactCells:
    """The cells that say together what a fact is."""

    fact: str
    values: str
    negated: str

    def read(self, vocabulary: Vocabulary, place: Place) -> Fact:
        """The fact, without its span. Raises `RefusedTables`, `RefusedRecord` or `UnknownWords`."""
        term = vocabulary.facts[fact(self.fact, vocabulary, place)]
        no = yes_no(self.negated, place)
        texts = () if self.values.strip() == "unknown" else filled_pieces(self.values, place, VALUES)
        if no and not texts:
            raise RefusedTables(_nothing_ruled_out(self.fact, place))
        if len(texts) > 1 and "unknown" in texts:
            raise RefusedRecord(_unknown_among(self.fact, place))
        values = tuple(fact_value(term, text, place, "R03") for text in texts)
        return Fact(term.name, values, no)


def yes_no(text: str, place: Place) -> bool:
    """``yes``, ``no`` or blank, which is no."""
    if text in ("", "no", "yes"):
        return text == "yes"
    raise RefusedTables(
        Problem(
            "T11",
            place,
            f"{quoted(text)} is none of `yes` and `no`",
            "it turns what the row says into its opposite",
            did_you_mean(text, ("yes", "no"), "write `yes`, `no`, or leave the cell blank"),
        )
    )


def ids(text: str, place: Place) -> tuple[str, ...]:
    """The names of entries."""
    found = pieces(text)
    for id_ in found:
        if not ID.fullmatch(id_):
            raise RefusedTables(
                Problem(
                    "T11",
                    place,
                    f"{quoted(id_)} cannot be the name of an entry"
                    if id_
                    else "a name between two `;` is blank",
                    "a name is one word, so that `corrects` can list several",
                    "use letters, digits, `-`, `_` and `.`, as in `r1` or `release-papers`",
                )
            )
    return found


def everyone(person: str) -> bool:
    """Whether a search was made for all people."""
    return person == EVERYONE


def _no_fact(name: str, vocabulary: Vocabulary, place: Place) -> Problem:
    return Problem(
        "R02",
        place,
        f"{quoted(name)} is not a fact of the vocabulary",
        "a record may only state facts that a vocabulary document explains",
        did_you_mean(name, vocabulary.facts, f"the facts are: {', '.join(vocabulary.facts)}"),
    )


def _nothing_ruled_out(name: str, place: Place) -> Problem:
    return Problem(
        "R03",
        place,
        f"`{name}` is negated, and no value is ruled out",
        "a blank or `unknown` value says that nobody knows, and nothing follows from its opposite",
        "write the values that are ruled out, or leave `negated` blank",
    )


def _unknown_among(name: str, place: Place) -> Problem:
    return Problem(
        "R03",
        place,
        "`unknown` stands among other values",
        "if one of several values is not known, all of them are open",
        f"leave the cell blank for `{name}`, or write only the values of which one is right",
    )
