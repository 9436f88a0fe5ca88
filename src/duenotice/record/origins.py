"""Where an entry comes from, as it stands at the end of its line.

    2019-01-15 detention for removal (learned 2019-01-20; as r2; corrects r1) [ICE log, page 2]

What stands in square brackets is the source, word for word; ``\\]`` and ``\\\\`` stand for a bracket
and a backslash. Whatever looks like this and is not exactly this is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duenotice.days import FIRST_DAY, from_edtf
from duenotice.problems import Place, Problem, RefusedRecord, quoted
from duenotice.record.model import Origin
from duenotice.record.words import source_from_text

ID = re.compile(r"[\w.-]+")
_SOURCE = re.compile(r"(?<!\s)\s+\[(?P<source>(?:[^\]\\]|\\.)*)\]\s*$")
_META = re.compile(r"(?<!\s)\s+\((?P<meta>(?:learned|as|corrects)\b[^()]*)\)\s*$")


def read_origin(text: str, place: Place) -> tuple[str, Origin]:
    """What stands before the origin, and the origin. Raises `RefusedRecord` or `RefusedDate`."""
    body, source = _source(text, place)
    found = _META.search(body)
    if not found:
        return body, Origin(source)
    here = place.pointing_at(found["meta"])
    parts = dict(_parts(found["meta"], here))
    learned = _learned(parts["learned"], here) if "learned" in parts else FIRST_DAY
    corrects = tuple(parts.get("corrects", "").replace(",", " ").split())
    for name in (*corrects, *([parts["as"]] if "as" in parts else [])):
        if not ID.fullmatch(name):
            raise RefusedRecord(_bad_id(name, here))
    return body[: found.start()], Origin(source, learned, parts.get("as", ""), corrects)


def _source(text: str, place: Place) -> tuple[str, str]:
    found = _SOURCE.search(text)
    if not found or re.search(r"\b(?:from|through|on)$", text[: found.start()]):
        return text, ""
    try:
        return text[: found.start()], source_from_text(found["source"])
    except ValueError as error:
        raise RefusedRecord(_bad_escape(str(error), place)) from None


def _parts(meta: str, place: Place) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for part in meta.split(";"):
        word, _, rest = part.strip().partition(" ")
        if word not in ("learned", "as", "corrects") or not rest.strip():
            raise RefusedRecord(_bad_part(part.strip(), place))
        if word in seen:
            raise RefusedRecord(_bad_part(part.strip(), place, f"`{word}` is given twice"))
        seen.add(word)
        yield word, rest.strip()


def _learned(text: str, place: Place) -> int:
    date = from_edtf(text, place.pointing_at(text))
    if not date.exact:
        raise RefusedRecord(
            Problem(
                "R01",
                place.pointing_at(text),
                f"`learned {text}` does not name one day",
                "it says from which day on this was on file; that day is read from a file, never estimated",
                "write the day, as in `learned 2019-01-05`, or leave `learned` out",
            )
        )
    return date.lo


def _bad_part(part: str, place: Place, what: str = "") -> Problem:
    return Problem(
        "R01",
        place.pointing_at(part),
        what or f"{quoted(part)} is none of `learned DATE`, `as ID`, `corrects ID`",
        "what stands in round brackets says when an entry was learned and what it corrects",
        "write, for example, `(learned 2019-01-05; as r2; corrects r1)`",
    )


def _bad_id(name: str, place: Place) -> Problem:
    return Problem(
        "R01",
        place.pointing_at(name),
        f"{quoted(name)} cannot be the name of an entry",
        "a name is one word, so that `corrects` can list several",
        "use letters, digits, `-`, `_` and `.`, as in `r1` or `release-papers`",
    )


def _bad_escape(escape: str, place: Place) -> Problem:
    return Problem(
        "R01",
        place.pointing_at(escape) if escape in place.text else place,
        f"{quoted(escape)} has no meaning in a source",
        "in a source, `\\` stands before a bracket that belongs to the source, and before itself",
        "write `\\\\` for a backslash",
    )
