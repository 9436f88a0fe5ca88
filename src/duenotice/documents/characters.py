"""Characters that a text may not hold, and how a text is cut into lines.

A mark that turns the direction of writing makes a line read otherwise than it runs ("Trojan
source"), and a control character can change a terminal. Both are refused wherever they stand in
a file; what has to be kept all the same (the source of an importer's entry) is written escaped.
Zero-width characters are part of some scripts' spelling (Khmer), so prose may hold them; the
rooms that read names and values refuse them there.
"""

from __future__ import annotations

import re
import unicodedata

from duenotice.problems import Place, Problem, RefusedDocument

LONGEST_LINE = 10_000
"""No line may be longer: what is longer was never written by hand, and no message could show it."""

REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LINE_BREAK = re.compile("\r\n|\r|\n")


def readable(text: str, file: str = "") -> str:
    """The text without a byte order mark. Raises `RefusedDocument` for a character that cannot
    be seen (M07) or a line that is too long (M01)."""
    text = text.removeprefix("\ufeff")
    found = REFUSED.search(text)
    if found:
        raise RefusedDocument(_unseen(text, found.start(), file))
    for number, line in enumerate(at_line_breaks(text), start=1):
        if len(line) > LONGEST_LINE:
            raise RefusedDocument(_too_long(Place(file, number, LONGEST_LINE, 1, line)))
    return text


def at_line_breaks(text: str) -> list[str]:
    """The lines of a text, cut at line feeds and carriage returns only (`str.splitlines` cuts at
    eight further characters, and lines would then be counted otherwise than editors count them)."""
    lines = _LINE_BREAK.split(text)
    return lines[:-1] if lines[-1] == "" else lines


def escaped(text: str) -> str:
    """The text with each refused character as ``\\uXXXX``, for JSON and double-quoted YAML."""
    return REFUSED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def name_of(char: str) -> str:
    """``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    return f"U+{ord(char):04X} {unicodedata.name(char, 'a control character')}"


def _unseen(text: str, start: int, file: str) -> Problem:
    before = at_line_breaks(text[:start] + "|")
    lines = at_line_breaks(text)
    line = lines[len(before) - 1] if len(before) <= len(lines) else ""
    return Problem(
        "M07",
        Place(file, len(before), len(before[-1]), 1, line),
        f"a character stands here that cannot be seen: {name_of(text[start])}",
        "with it, what a person reads is not what the program reads",
        "delete the character, or type the words around it again",
    )


def _too_long(place: Place) -> Problem:
    return Problem(
        "M01",
        place,
        f"this line is longer than {LONGEST_LINE:,} characters",
        "the file may be of another kind than it seems, or its line breaks were lost",
        "break the line, or export the file again",
    )
