"""YAML and JSON into plain lists, dictionaries and texts."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable
from typing import Any, NoReturn

import yaml

from duenotice.documents.characters import REFUSED, at_line_breaks, name_of, readable
from duenotice.documents.positions import json_spots
from duenotice.problems import Place, Problem, RefusedDocument, quoted

DEEPEST = 40
"""How many lists and objects may stand in one another."""

_YAML_HELP = "check the indentation, the colons and the quotation marks of this line"
_JSON_HELP = "check the commas, quotes and brackets"
_OTHER_QUOTES = "'\u201c\u201d\u2018\u2019"


class _TextLoader(yaml.BaseLoader):
    """YAML with every scalar kept as text; what would be lost or multiplied is refused."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call] # the stubs leave it out
        if isinstance(event, yaml.AliasEvent):
            _stop(f"`*{event.anchor}` repeats another part of the file", event.start_mark, "aliases")
        self.depth += 1
        if self.depth > DEEPEST:
            _stop("this stands in too many lists", event.start_mark, "depth")
        node = super().compose_node(parent, index)
        self.depth -= 1
        if isinstance(node, yaml.ScalarNode) and node.style is None and node.value:
            self._no_comment_behind(node)
        return node

    def _no_comment_behind(self, node: yaml.ScalarNode) -> None:
        mark = node.end_mark
        lines = self.text_lines
        rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
        if rest.startswith(" ") and rest.lstrip(" ").startswith("#"):
            column = mark.column + len(rest) - len(rest.lstrip(" "))
            here = yaml.Mark(mark.name, mark.index, mark.line, column, None, 0)
            _stop(f"{quoted(rest.strip())} would be lost", here, "comments")

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                _stop("this name is not a single word or phrase", key.start_mark, "names")
            if key.value in seen:
                _stop(f"{quoted(key.value)} is given twice", key.start_mark, "twice")
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    @property
    def text_lines(self) -> list[str]:
        """The lines of the text that is being read."""
        if not hasattr(self, "_text_lines"):
            self._text_lines = at_line_breaks(self.buffer.rstrip("\0"))
        return self._text_lines


_STOPPED = {
    "aliases": (
        "a person who reads the file would have to follow it",
        "write the part out where it is meant",
    ),
    "depth": ("nothing that is read here is so deep", "check the indentation and the brackets"),
    "comments": (
        "in YAML, ` #` begins a comment, and the value would end before it",
        "put the value in quotation marks, or the comment on a line of its own",
    ),
    "names": ("what stands before a colon names what stands behind it", "write `name: value`"),
    "twice": ("only one of the two could count, and the other would be lost", "keep one of them"),
}


class _Stopped(yaml.MarkedYAMLError):
    """Valid YAML that we do not read; `context` is a key of `_STOPPED`."""


def _stop(what: str, mark: Any, context: str) -> NoReturn:
    raise _Stopped(context, None, what, mark)


def from_yaml(text: str, file: str = "", first_line: int = 1) -> Any:
    """YAML as plain lists, dictionaries and texts. Raises `RefusedDocument` M03 with the place."""
    text = readable(text, file)
    try:
        data = yaml.load(text, Loader=_TextLoader)  # noqa: S506  # nosec B506  # builds texts only
    except yaml.MarkedYAMLError as error:
        raise RefusedDocument(_yaml_problem(error, text, file, first_line)) from None
    except (yaml.YAMLError, ValueError) as error:
        why = str(error).splitlines()[0]
        problem = Problem("M03", Place(file, first_line), "the YAML cannot be read", why, _YAML_HELP)
        raise RefusedDocument(problem) from None
    except RecursionError:
        raise RefusedDocument(_too_deep(Place(file, first_line))) from None
    return _without_surrogates(data, file)


def _yaml_problem(error: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    open_quote = "quoted scalar" in (error.context or "") and "end of stream" in (error.problem or "")
    mark = error.context_mark if open_quote else mark
    lines = at_line_breaks(text)
    line = min(mark.line, max(len(lines) - 1, 0)) if mark else 0
    shown = lines[line] if lines else ""
    column = min(mark.column if mark and mark.line < len(lines) else len(shown), len(shown)) + 1
    word = re.match(r"#.*|[^\s:]+", shown[column - 1 :])
    place = Place(file, line + first_line, column, len(word[0]) if word else 1, shown)
    if isinstance(error, _Stopped):
        why, help_ = _STOPPED[str(error.context)]
        return Problem("M03", place, str(error.problem), why, help_)
    said = (error.problem or "it breaks off").removeprefix("found ").replace("'", "`")
    place = place.at(column)
    if open_quote:
        said, help_ = "a quotation mark opens here and is never closed", "close it, or take it away"
    elif "\\t" in said:
        said, help_ = "a tab stands here, and YAML is indented with spaces only", "write spaces instead"
    elif "mapping values are not allowed" in said:
        said = "there is a second colon on this line, or the line above it has no value of its own"
        help_ = "put a text that holds `: ` in quotation marks, and check the indentation"
    else:
        said, help_ = f"what the YAML reader says: {said}", _YAML_HELP
    return Problem("M03", place, "the YAML breaks off here", said, help_)


def from_json(text: str, file: str = "") -> Any:
    """JSON as Python's own values; a key given twice is refused. Raises `RefusedDocument` M03."""
    text = readable(text, file)
    try:
        data = json.loads(text, object_pairs_hook=_no_twice, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise RefusedDocument(_json_problem(error, text, file)) from None
    except _Twice as twice:
        raise RefusedDocument(_given_twice(twice.args[0], text, file)) from None
    except _NoNumber as error:
        raise RefusedDocument(_not_json(error.args[0], text, file)) from None
    except ValueError:
        why, help_ = "a number in it is too long", "write it as a text, in quotation marks"
        raise RefusedDocument(Problem("M03", Place(file), "the JSON cannot be read", why, help_)) from None
    except RecursionError:
        raise RefusedDocument(_too_deep(Place(file))) from None
    return _without_surrogates(data, file)


def _json_problem(error: json.JSONDecodeError, text: str, file: str) -> Problem:
    lines = at_line_breaks(text)
    number, column = error.lineno, error.colno
    why, help_ = f"what the JSON reader says: {error.msg.lower()}", _JSON_HELP
    rest = text[error.pos :].lstrip()
    before = text[: error.pos].rstrip()
    if not rest:
        why, help_ = "the text ends before every bracket is closed", "add what is missing at the end"
    elif before.endswith(",") and rest[0] in "}]":
        why, help_ = "a comma stands before a closing bracket", "remove the comma"
        number = len(at_line_breaks(before))
        column = len(at_line_breaks(before)[-1])
    elif rest[0] in _OTHER_QUOTES:
        why, help_ = 'texts stand in straight double quotation marks, as in "date"', 'write `"` instead'
    elif rest.startswith(("//", "#", "/*")):
        why, help_ = "JSON has no comments", "remove the comment, or write the record in YAML"
    elif "delimiter" in error.msg:
        why, help_ = "a comma is missing before this", "add a comma at the end of what stands before"
    shown = lines[number - 1] if number <= len(lines) else ""
    place = Place(file, number, min(column, len(shown) + 1), 1, shown)
    return Problem("M03", place, "the JSON breaks off here", why, help_)


class _Twice(ValueError):
    """A key that stands twice in one object."""


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found


def _given_twice(name: str, text: str, file: str) -> Problem:
    seen: set[tuple[str | int, ...]] = set()
    place = Place(file)
    for path, (line, column, width), is_key in json_spots(text):
        if is_key and path in seen and path[-1] == name:
            place = Place(file, line + 1, column + 1, width, at_line_breaks(text)[line])
            break
        if is_key:
            seen.add(path)
    why, help_ = _STOPPED["twice"]
    return Problem("M03", place, f"{quoted(name)} is given twice", why, help_)


class _NoNumber(ValueError):
    """What Python takes for a number, and JSON does not have."""


def _no_number(name: str) -> NoReturn:
    raise _NoNumber(name)


def _not_json(name: str, text: str, file: str) -> Problem:
    place = Place(file)
    for _, (line, column, width), is_key in json_spots(text):
        shown = at_line_breaks(text)[line]
        if not is_key and shown[column : column + width] == name:
            place = Place(file, line + 1, column + 1, width, shown)
            break
    what, why = f"`{name}` is not a value of JSON", "values are texts, numbers, lists and objects"
    return Problem("M03", place, what, why, 'write a text, in quotation marks, such as `"unknown"`')


def _too_deep(place: Place) -> Problem:
    return Problem("M03", place, "this stands in too many lists", *_STOPPED["depth"])


def _without_surrogates(data: Any, file: str) -> Any:
    """The data, if it is not too deep and every text in it can be written down again."""
    todo: list[tuple[Any, int]] = [(data, 1)]
    while todo:
        value, depth = todo.pop()
        if depth > DEEPEST:
            raise RefusedDocument(_too_deep(Place(file)))
        if isinstance(value, dict):
            todo += [(part, depth + 1) for pair in value.items() for part in pair]
        elif isinstance(value, list):
            todo += [(part, depth + 1) for part in value]
        elif isinstance(value, str):
            found = next((char for char in REFUSED.findall(value) if "\ud800" <= char <= "\udfff"), "")
            if found:
                raise RefusedDocument(_half(found, file))
    return data


def _half(char: str, file: str) -> Problem:
    return Problem(
        "M07",
        Place(file),
        f"an escape stands for half a character: {name_of(char)}",
        "half a character cannot be written down again",
        "write the character itself",
    )
