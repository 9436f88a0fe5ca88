"""A file of any accepted kind into the cases it holds, by its ending and its content."""

from __future__ import annotations

import re

from duenotice.documents import Block, from_markdown, readable
from duenotice.problems import Place, Problem, RefusedRecord
from duenotice.record.from_json import from_json_text, from_yaml_text
from duenotice.record.from_text import Case, cases_from_document, cases_from_text
from duenotice.terms import Vocabulary


def read_record(text: str, vocabulary: Vocabulary, file: str = "") -> tuple[Case, ...]:
    """The cases in a file: JSON, YAML, Markdown with ``case`` blocks, or the bare case notation.

    Raises `RefusedDocument` or `RefusedRecord`; an empty file is refused, not taken for a person
    of whom nothing is known.
    """
    cases = _cases(text, vocabulary, file)
    empty = [case for case in cases if not any(case.record.entries()) and not case.expectations]
    if empty:
        raise RefusedRecord(*(_nothing_in(case.place) for case in empty))
    return cases


def _cases(text: str, vocabulary: Vocabulary, file: str) -> tuple[Case, ...]:
    ending = file.rsplit(".", 1)[-1].lower() if "." in file else ""
    text = readable(text, file)
    if not text.strip():
        raise RefusedRecord(_empty(file))
    if ending == "json" or (ending not in ("yaml", "yml") and text.lstrip().startswith("{")):
        return (from_json_text(text, vocabulary, file),)
    if ending in ("yaml", "yml") or re.match(r"(?:---\n)?record[ ]*:", text):
        return (from_yaml_text(text, vocabulary, file),)
    document = from_markdown(text, file)
    if document.of_kind("case"):
        return cases_from_document(document, vocabulary)
    if document.blocks or document.front:
        raise RefusedRecord(_no_case(file))
    return cases_from_text(Block("case", text, file, 1), vocabulary)


def _nothing_in(place: Place) -> Problem:
    return Problem(
        "R07",
        place,
        "there is no fact, event or search in this record",
        "nothing can be said of a person of whom nothing is on file",
        "add what is known; if nothing is known, say so: `nationality unknown`",
    )


def _empty(file: str) -> Problem:
    return Problem(
        "R07",
        Place(file),
        "there is nothing in this record",
        "an empty file is more often a mistake than a person of whom nothing is known",
        "write a title line and below it, indented, what is known: `  nationality unknown`",
    )


def _no_case(file: str) -> Problem:
    return Problem(
        "R07",
        Place(file),
        "there is no `case` block in this Markdown file",
        "in Markdown, a record stands in a fenced block that begins with ```case",
        "put the lines of the record between ```case and ```",
    )
