"""Whether data has the shape of ``record.schema.json``; each error said in the user's words.

The schema is read from the package and refers to nothing outside itself: the registry of the
validator is empty, so that no reference can ever be fetched.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry

from duenotice.problems import Place, Problem, did_you_mean, nearest, quoted

Path = tuple[str | int, ...]
Where = Callable[[Path, bool], Place]
"""The place of the value at a path; of its key, if the second argument is true."""


@cache
def schema() -> Mapping[str, Any]:
    """The published JSON Schema of a record."""
    text = files("duenotice.record").joinpath("record.schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


@cache
def validator() -> Draft202012Validator:
    """The validator of the schema, with nothing to fetch from."""
    return Draft202012Validator(schema(), registry=Registry())


def shape_problems(data: Any, where: Where) -> Iterator[Problem]:
    """Everything about the data that the schema does not allow (R05)."""
    errors = sorted(validator().iter_errors(data), key=lambda error: error.json_path)
    yield from dict.fromkeys(problem for error in errors for problem in _said(error, where))


def _said(error: ValidationError, where: Where) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    name = str(next((part for part in reversed(path) if isinstance(part, str)), "the record"))
    match error.validator:
        case "additionalProperties":
            yield from _strange(error, path, where)
        case "required":
            yield from _missing(error, path, where)
        case "not" if isinstance(error.instance, dict):
            both = "`is` and `is_not` exclude each other"
            yield _problem(where(path, False), both, "a fact says one of them", "write two facts")
        case "not" if path[-1:] and isinstance(path[-1], int) and name in _OBJECTS:
            return  # an entry that is no object: its type is said to be wrong already
        case "oneOf" if isinstance(error.instance, list):
            for inner in error.context or ():
                if inner.schema_path[0] == 1:
                    yield from _said(inner, where)
        case "enum":
            what = f"{_shown(error.instance)} is not a version of this shape"
            yield _problem(where(path, False), what, "this version reads shape 1", "write `record: 1`")
        case _ if isinstance(error.instance, str) and error.validator in _ABOUT_TEXT:
            yield _misformed(error, name, path, where)
        case _:
            yield _wrong_type(error, name, path, where)


_ABOUT_TEXT = ("not", "pattern", "minLength", "oneOf")


def _misformed(error: ValidationError, name: str, path: Path, where: Where) -> Problem:
    """A text that is not of the right form."""
    what, help_ = _FORMS.get(name, _FORMS["line"])
    said = f"{_shown(error.instance)} {what}" if error.instance else "nothing stands here"
    return _problem(where(path, False), said, f"this stands at `{_text(path)}`", help_)


_FORMS = {
    "learned": ("is not a full date", "write the day, as in `2019-01-05`, or leave `learned` out"),
    "id": ("cannot be the name of an entry", "use letters, digits, `-`, `_` and `.`, as in `r1`"),
    "corrects": ("cannot be the name of an entry", "list the ids of the entries that this one replaces"),
    "date": ("is not a date", "write a date, such as `2003-05-12`, `2003-05` or `unknown`"),
    "line": ("does not fit on one line", "leave out quotation marks, line breaks and unseen characters"),
}
_LISTS = {"facts", "events", "searches", "withdrawals", "qualifiers", "corrects"}
_OBJECTS = {"facts", "events", "searches", "withdrawals"}


def _strange(error: ValidationError, path: Path, where: Where) -> Iterator[Problem]:
    assert isinstance(error.schema, Mapping)
    assert isinstance(error.instance, Mapping)
    known = list(error.schema.get("properties", {}))
    owed = [name for name in error.schema.get("required", []) if name not in error.instance]
    for name in error.instance:
        if name not in known:
            listed = f"what may stand here: {', '.join(f'`{key}`' for key in known)}"
            what = f"{quoted(str(name))} is not part of {_thing(path)}"
            help_ = did_you_mean(str(name), owed, did_you_mean(str(name), known, listed))
            why = "what is not read would be lost without a word"
            yield _problem(where((*path, name), True), what, why, help_)


def _missing(error: ValidationError, path: Path, where: Where) -> Iterator[Problem]:
    assert isinstance(error.instance, Mapping)
    assert isinstance(error.validator_value, list)
    assert isinstance(error.schema, Mapping)
    strange = [str(name) for name in error.instance if name not in error.schema.get("properties", {})]
    for name in error.validator_value:
        if name not in error.instance and not nearest(name, strange):
            help_ = {"date": "`unknown` if nobody knows the day", "record": "1"}.get(name, "…")
            yield _problem(
                where(path, False),
                f"{_thing(path)} has no `{name}`",
                "every entry says what it is and when" if path else "it tells which shape the file has",
                f"add `{name}:` with its value ({help_})"
                if help_ != "…"
                else f"add `{name}:` with its value",
            )


def _wrong_type(error: ValidationError, name: str, path: Path, where: Where) -> Problem:
    value = error.instance
    expected = "a text"
    if not path:
        expected = "a record: `record: 1`, then `facts`, `events` and `searches`"
    elif path[-1] in _LISTS:
        expected = "a list"
    elif isinstance(path[-1], int) and name in _OBJECTS:
        expected = f"an entry with names and values, such as `{_EXAMPLES[name]}`"
    elif path[-1] == "clocks":
        expected = 'names and dates, such as `{"received": "2019-01-08"}`'
    elif name in ("is", "is_not", "searched"):
        expected = "a text or a list of texts"
    help_ = f"write {expected}"
    if expected == "a list":
        help_ = "put `[` and `]` around what belongs to it, or in YAML `- ` before each"
    if value is None or value in ("", []):
        return _problem(
            where(path, bool(path)),
            f"nothing stands at `{_text(path) or 'the top'}`",
            f"expected: {expected}",
            "write the value, or leave the line out",
        )
    if isinstance(value, int | float) and expected.startswith("a text"):
        help_ = f'write it in quotation marks: `"{str(value).lower()}"`'
    what = f"{_shown(value)} is {_kind(value)}"
    return _problem(where(path, False), what, f"at `{_text(path) or 'the top'}` stands {expected}", help_)


_EXAMPLES = {
    "facts": '{"fact": "nationality", "is": "Cambodia"}',
    "events": '{"event": "conviction", "date": "2001-05"}',
    "searches": '{"searched": "conviction", "through": "2019-02-01"}',
    "withdrawals": '{"corrects": ["r1"]}',
}


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "yes or no, not a text"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object with names and values"


def _shown(value: Any) -> str:
    return quoted(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _thing(path: Path) -> str:
    names = {"facts": "a fact", "events": "an event", "searches": "a search", "withdrawals": "a withdrawal"}
    return names.get(str(path[0]), "this entry") if path else "a record"


def _text(path: Path) -> str:
    """``events[3].date``."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def _problem(place: Place, what: str, why: str, help_: str) -> Problem:
    return Problem("R05", place, what, why, help_)
