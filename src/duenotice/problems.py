"""What is wrong with the input, said so that its author can mend it.

Takes nothing, gives the values and errors that every other room raises, and must not know about
orders, records or dates. A `Problem` is one thing wrong at one place; a `Refused` carries every
problem found in one reading, so that a file which is half wrong says which half.

    Refused                 the input cannot be used; `.problems` says why, each with its place
    ├── RefusedDate         a date that does not exist, or that can be read two ways
    ├── RefusedDocument     Markdown, YAML, JSON or CSV that cannot be read at all
    ├── RefusedVocabulary   a vocabulary document that does not hold together
    ├── RefusedRecord       a person's record
    ├── RefusedTables       tables of many people, or a list that was to become such tables
    ├── RefusedOrder        an order file
    ├── RefusedOption       an option: what can be done in the window
    ├── RefusedVault        the vault: it is not there, is locked, or does not take what it was given
    └── NotOnShelf          an order id that no file has

Every code has a line in `CODES` and an entry in ``docs/reference/problems.md``.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

CODES: dict[str, str] = {
    "D01": "this is not a date",
    "D02": "this day does not exist",
    "D03": "this date can be read two ways",
    "D04": "this date is outside the years 0001 to 9999",
    "D05": "this span of dates ends before it begins",
    "M01": "the file cannot be read",
    "M02": "the front matter is not valid",
    "M03": "the YAML or JSON is not valid",
    "M04": "a fenced block is never closed",
    "M05": "this table does not have the columns it needs",
    "M06": "this block is not read",
    "M07": "the text holds a character that cannot be seen",
    "V01": "a vocabulary entry is not complete",
    "V02": "a vocabulary entry names another that does not exist",
    "V03": "this name is taken twice",
    "R01": "this line is not part of the case notation",
    "R02": "this is not in the vocabulary",
    "R03": "this value is not one that the fact can have",
    "R04": "an entry corrects another that is not there",
    "R05": "the record does not have the published shape",
    "R06": "this expectation cannot be read",
    "R07": "the record is empty",
    "R08": "two entries have the same name",
    "O01": "this is not a sentence of the order language",
    "O02": "this is not in the vocabulary",
    "O03": "this name was not introduced before it is used",
    "O04": "this name is introduced twice",
    "O05": "a citation is missing",
    "O06": "no class has this name",
    "O07": "the indentation does not fit",
    "O08": "a letter is out of order",
    "O09": "the life of the order does not hold together",
    "O10": "the identity in the front matter is not complete",
    "O11": "a name is introduced and never used",
    "O12": "a letter has no case that fails by it",
    "O13": "a letter has no case that leaves it unknown",
    "O14": "this value is not one that the fact can have",
    "O15": "a name cannot be introduced here",
    "O16": "there are too many readings",
    "O17": "the order blocks are not formatted",
    "S01": "no order on the shelf has this id",
    "W01": "an option is not complete",
    "W02": "the clock of an option cannot be read",
    "W03": "an option names another that does not exist",
    "W04": "there is a file of this name already",
    "T01": "this file is not one of the tables",
    "T02": "a table is missing",
    "T03": "the columns are not the published ones",
    "T04": "a row has more or fewer cells than the first line",
    "T05": "the quotation marks of a CSV file do not hold together",
    "T06": "a cell that must be filled is blank",
    "T07": "an id is not text, or was damaged as a number",
    "T08": "a person is not in the table `people`",
    "T09": "the tables are of another version",
    "T10": "a person stands in `people` twice",
    "T11": "this text cannot stand in this cell",
    "T12": "what is there would be overwritten",
    "L01": "the mapping of a list is not valid",
    "L02": "the header of a list was not found",
    "I01": "no profile has this name",
    "I02": "no header that is known",
    "I03": "the files are of different releases",
    "P01": "this PDF cannot be read",
    "P02": "this PDF is beyond what is read",
    "E01": "this order cannot be screened",
    "E02": "an amount does not fit",
    "C01": "this period cannot be counted",
    "C02": "no court, rule set or clock has this name",
    "C03": "the count leaves the court calendar",
    "K01": "there is no vault here",
    "K02": "this does not open the vault",
    "K03": "a sealed value does not open",
    "K04": "the set-up of the vault is not finished",
    "K05": "too many wrong tries",
    "K06": "there is a vault here already",
    "K07": "this passphrase is not taken",
    "K08": "the vault is damaged",
    "K09": "the agent cannot run here",
    "K10": "the database server cannot be used",
    "K11": "a hold forbids this",
    "K12": "the key may not be written there",
    "K13": "this is not the demonstration, or not the vault, that it says it is",
    "K20": "the journal is not the one that was kept",
    "K21": "this is not a backup",
    "K22": "the backup does not open",
    "K23": "a backup needs two recipients",
    "K24": "a plain copy lies beside the vault",
    "K25": "a backup cannot be written there",
    "K26": "it cannot be restored there",
    "K27": "what was restored is not what was backed up",
    "K30": "somebody else has written meanwhile",
    "K31": "this is not an A-number",
    "K32": "this A-number is taken",
    "K33": "a litigation hold forbids this",
    "K34": "no person has this id or number",
    "K35": "this text about a person cannot be kept",
    "K36": "this file cannot be attached",
    "K37": "this file cannot be imported",
    "K40": "this invitation does not open an account",
    "K41": "this is not yours to decide",
    "K42": "this user name cannot be taken",
    "K43": "this password is too easy to guess",
    "K44": "the membership is not one for which this can be done",
    "K45": "there is nothing of this name in the vault",
}
"""Every code that a user can meet, with its title. Letters: D dates, M documents, V vocabulary,
R records, O orders, S the shelf, P attached papers, W what can be done in a window, C counting, T tables,
L lists, I imports of what an agency released, E screening by an engine, K the vault and its keys."""


@dataclass(frozen=True)
class Place:
    """Where in the user's own text something stands. Lines and columns count from 1; 0 is unknown."""

    file: str
    line: int = 0
    column: int = 0
    width: int = 1
    text: str = ""

    def __str__(self) -> str:
        parts = [self.file or "input"]
        if self.line:
            parts.append(f"line {self.line}")
        if self.line and self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def at(self, column: int, width: int = 1) -> Place:
        """The same line, another column."""
        return replace(self, column=column, width=max(1, width))

    def pointing_at(self, words: str) -> Place:
        """The same line, with the caret under the first `words` in it (unchanged if not there).

        Where the place has a column already, the words are looked for from there on. Whole words
        come before parts of words, and any white space fits any other.
        """
        if not words.split():
            return self
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        for bounded in (rf"(?<!\w){pattern}(?!\w)", pattern):
            found = re.compile(bounded, re.IGNORECASE).search(self.text, max(0, self.column - 1))
            if found:
                return self.at(found.start() + 1, len(found[0]))
        return self


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: a code, a place, what, why, and how to mend it."""

    code: str
    place: Place
    what: str
    why: str
    help: str

    def __post_init__(self) -> None:
        assert self.code in CODES, self.code

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.code}: {self.what}"]
        if self.place.line and self.place.text:
            lines += _excerpt(self.place)
        lines += [f"  why: {self.why}", f"  help: {self.help}"]
        return "\n".join(lines)

    def inside(self, outer: Place) -> Problem:
        """The same problem, found while reading a piece that stands at `outer` in a larger text."""
        inner = self.place
        column = outer.column + max(inner.column, 1) - 1 if outer.column else inner.column
        place = replace(outer, column=column, width=inner.width)
        return replace(self, place=place)


class Refused(Exception):
    """Input that cannot be used. `problems` holds every thing that was found wrong with it."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class RefusedDate(Refused):
    """A text that is not a date, not a day that exists, or a date with two readings."""


class RefusedDocument(Refused):
    """A Markdown, YAML, JSON or CSV text that cannot be read at all."""


class RefusedVocabulary(Refused):
    """A vocabulary document that does not hold together."""


class RefusedRecord(Refused):
    """A person's record that cannot be used."""


class RefusedTables(Refused):
    """Tables of many people that cannot be used, or a list that cannot become such tables."""


class RefusedOrder(Refused):
    """An order file that cannot be used."""


class RefusedOption(Refused):
    """A document of options that does not hold together."""


class RefusedVault(Refused):
    """The vault is not there, is locked, or does not take what it was given."""


class NotOnShelf(Refused):
    """An order id that no file on the shelf has."""


def nearest(word: str, known: Iterable[str], how_many: int = 1) -> tuple[str, ...]:
    """The known names most like `word`, best first; none if nothing is near."""
    names = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold()[:_LONGEST_WORD], names, n=how_many, cutoff=0.6)
    return tuple(names[name] for name in close)


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """A help line that offers the nearest known name, or says `otherwise`."""
    close = nearest(word, known)
    return f"did you mean `{close[0]}`?" if close else otherwise


def quoted(text: str, longest: int = 60) -> str:
    """The user's words in backticks, on one line, long ones cut in the middle."""
    words = visible(" ".join(text.split())).replace("`", "'")
    if len(words) > longest:
        words = f"{words[: longest - 21]} … {words[-18:]}"
    return f"`{words}`"


def visible(text: str) -> str:
    """The text with `�` for each character that would be invisible or would move others about."""
    if text.isprintable():
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if unseen(char) else char for char in text)


def unseen(char: str) -> bool:
    """Whether a character cannot be seen: controls, zero widths, direction marks."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


_LONGEST_WORD = 100
_WINDOW = 110


def _excerpt(place: Place) -> list[str]:
    """The line, or the part of a long one around the caret, and the caret below it."""
    number = f"{place.line:>5} | "
    shown = visible(re.sub(r"\s", " ", place.text))
    start, column = 0, place.column
    if len(shown) > _WINDOW:
        start = max(0, min(column - _WINDOW // 3, len(shown) - _WINDOW))
        ends = "…" if start + _WINDOW < len(shown) else ""
        shown = f"{'…' if start else ''}{shown[start : start + _WINDOW]}{ends}"
        column -= start - 1 if start else 0
    lines = [f"{number}{shown}".rstrip()]
    if place.column:
        width = min(place.width, max(1, len(shown) - column + 1))
        lines.append(" " * 5 + " | " + " " * (column - 1) + "^" * width)
    return lines
