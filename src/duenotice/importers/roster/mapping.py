"""The mapping: what each column of a list means, read from YAML and held to the vocabulary.

Everything that can be wrong with it is found before the first row is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry

from duenotice.days import FIRST_DAY, DateFact, from_edtf
from duenotice.documents import Positions, from_yaml, yaml_positions
from duenotice.problems import Place, Problem, Refused, RefusedTables, did_you_mean, quoted
from duenotice.record import ALWAYS
from duenotice.terms import Kind, UnknownWords, Vocabulary, fact_value, kind_from_words, plain, with_qualifier

RANDOM = "random"
NOTHING, UNKNOWN = "nothing", "unknown"
"""What a spelling may stand for besides a value: no entry at all; an entry that says `unknown`."""


@dataclass(frozen=True)
class FactColumn:
    """The cell is a value of the fact `name`."""

    name: str
    values: Map[str, str]


@dataclass(frozen=True)
class EventColumn:
    """The cell is the day of an event; or, with `yes`, whether there was one on a day unknown."""

    kind: Kind
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()


@dataclass(frozen=True)
class QualifierColumn:
    """The cell says of which sort the event of the column `of` was."""

    of: str
    values: Map[str, str]


@dataclass(frozen=True)
class ClockColumn:
    """The cell is a further day of the notice of the column `of`."""

    of: str
    clock: str


Meaning = FactColumn | EventColumn | QualifierColumn | ClockColumn


@dataclass(frozen=True)
class Looked:
    """A search for every person; `through` is None if each row has its own last day, in `column`."""

    terms: tuple[str, ...]
    since: DateFact
    through: DateFact | None
    column: str
    where: str


@dataclass(frozen=True)
class Mapping:
    """What the columns of a list mean. Texts of headers and cells are compared by `folded`."""

    person: str
    link: tuple[str, ...]
    told_apart_by: str
    several: bool
    sheets: tuple[str, ...]
    day_first: bool | None
    serial: int | None
    encoding: str
    blank: frozenset[str]
    learned: int
    source: str
    columns: Map[str, Meaning]
    searched: tuple[Looked, ...] = field(default=())

    @property
    def drawn(self) -> bool:
        """Whether ids are drawn at random."""
        return self.person == RANDOM

    @property
    def headers(self) -> tuple[str, ...]:
        """Every column that must be in the list."""
        others = [self.told_apart_by] if self.drawn else [self.person]
        through = [looked.column for looked in self.searched]
        return tuple(dict.fromkeys(name for name in (*others, *self.columns, *through, *self.link) if name))


def folded(text: str) -> str:
    """A text as headers and cells are compared: one spelling of spaces and quotation marks, no capitals."""
    return plain(text).casefold()


@cache
def mapping_schema() -> Map[str, Any]:
    """The published JSON Schema of a mapping."""
    text = files("duenotice.importers.roster").joinpath("roster.schema.json").read_text(encoding="utf-8")
    loaded: Map[str, Any] = json.loads(text)
    return loaded


def mapping_from_yaml(text: str, vocabulary: Vocabulary, file: str = "") -> Mapping:
    """Read a mapping. Raises `RefusedDocument` (no YAML) or `RefusedTables` (L01, and the codes of
    terms, values and dates) with all problems."""
    data, positions = from_yaml(text, file), yaml_positions(text, file)
    shape = Draft202012Validator(mapping_schema(), registry=Registry())
    wrong = [_misshapen(error, positions) for error in sorted(shape.iter_errors(data), key=str)]
    if wrong:
        raise RefusedTables(*wrong)
    problems: list[Problem] = []
    reader = _Reader(data, positions, vocabulary, problems)
    mapping = reader.read()
    problems += reader.between(mapping)
    if problems:
        raise RefusedTables(*problems)
    return mapping


_WHY = "a mapping says exactly what each column means; nothing is guessed"


def _problem(place: Place, what: str, help_: str) -> Problem:
    return Problem("L01", place, what, _WHY, help_)


def _misshapen(error: ValidationError, positions: Positions) -> Problem:
    path = tuple(error.absolute_path)
    at = ".".join(map(str, path)) or "the mapping"
    place = positions.of(path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = list(error.schema.get("properties", {})) if isinstance(error.schema, dict) else []
        strange = next(name for name in error.instance if name not in known)
        help_ = did_you_mean(
            str(strange), known, f"what may stand here: {', '.join(f'`{k}`' for k in known)}"
        )
        return _problem(
            positions.of((*path, strange), key=True),
            f"{quoted(str(strange))} is not part of a mapping",
            help_,
        )
    if error.validator == "required":
        missing = next(name for name in error.validator_value if name not in error.instance)  # type: ignore[union-attr, operator]  # a list of names, of an object
        helps = {
            "roster": "begin with `roster: 1`",
            "person": "name the column of your own ids, or write `person: random`",
        }
        return _problem(
            place,
            f"{at if path else 'the mapping'} has no `{missing}`",
            helps.get(missing, f"add `{missing}:`"),
        )
    if error.validator == "enum":
        listed = ", ".join(dict.fromkeys(f"`{value}`" for value in error.validator_value))  # type: ignore[union-attr]  # a list
        return _problem(
            place, f"{quoted(str(error.instance))} cannot stand at {at}", f"write one of: {listed}"
        )
    wanted = {"array": "a list, such as `[one, another]`", "object": "names with values", "string": "a text"}
    kind = str(error.validator_value) if error.validator == "type" else ""
    return _problem(place, f"what stands at {at} does not fit", f"write {wanted.get(kind, 'at least one')}")


class _Reader:
    """The parts of a mapping that has the right shape; what is wrong goes into `problems`."""

    def __init__(
        self, data: Map[str, Any], at: Positions, vocabulary: Vocabulary, problems: list[Problem]
    ) -> None:
        self.data, self.at, self.vocabulary, self.problems = data, at, vocabulary, problems

    def read(self) -> Mapping:
        data = self.data
        order = data.get("dates")
        return Mapping(
            data["person"],
            tuple(data.get("link", ())),
            data.get("told apart by", ""),
            data.get("several rows a person") == "yes",
            tuple(data.get("sheets", ())),
            None if order is None else order == "day first",
            int(data["serial dates"]) if "serial dates" in data else None,
            data.get("encoding", "utf-8"),
            frozenset(folded(text) for text in ("", *data.get("blank", ()))),
            self._day("learned"),
            data.get("source", ""),
            dict(self._columns()),
            tuple(self._searched()),
        )

    def _tried(self, read: Callable[[], Any]) -> Any:
        """What `read` gives; None with a problem if it refuses."""
        try:
            return read()
        except UnknownWords as unknown:
            self.problems.append(unknown.problem)
        except Refused as refused:
            self.problems += refused.problems
        return None

    def _day(self, key: str) -> int:
        if key not in self.data:
            return FIRST_DAY
        place = self.at.of((key,))
        date = self._tried(lambda: from_edtf(self.data[key], place))
        if date is not None and not date.exact:
            self.problems.append(
                _problem(place, f"{quoted(str(date))} is not one day", "write a full day, as in `2019-05-03`")
            )
        return date.lo if date else FIRST_DAY

    def _columns(self) -> Iterator[tuple[str, Meaning]]:
        for header, said in self.data["columns"].items():
            path = ("columns", header)
            main = [key for key in ("fact", "event", "qualifies", "day of") if key in said]
            place = self.at.of(path, key=True)
            if len(main) != 1:
                what = f"the column {quoted(header)} means {'nothing' if not main else 'several things'}"
                self.problems.append(
                    _problem(place, what, "give it one of `fact`, `event`, `qualifies`, `day of`")
                )
                continue
            meaning = self._tried(lambda: self._meaning(main[0], said, self.at.of((*path, main[0]))))  # noqa: B023 - called at once
            if meaning is not None:
                yield header, meaning

    def _meaning(self, main: str, said: Map[str, Any], place: Place) -> Meaning:
        allowed = {
            "fact": {"values"},
            "event": {"qualifiers", "if", "not if"},
            "qualifies": {"values"},
            "day of": {"clock"},
        }[main]
        strange = set(said) - allowed - {main}
        if strange:
            raise RefusedTables(
                _problem(place, f"`{min(strange)}` does not go with `{main}`", "remove one of the two")
            )
        match main:
            case "fact":
                return self._fact(said, place)
            case "event":
                kind = kind_from_words(said["event"], self.vocabulary, place, "R02")
                for words in said.get("qualifiers", ()):
                    kind = with_qualifier(kind, words, self.vocabulary, place, "R02")
                yes, no = (frozenset(map(folded, said.get(key, ()))) for key in ("if", "not if"))
                return EventColumn(kind, yes, no)
            case "qualifies":
                values = {folded(cell): words for cell, words in said.get("values", {}).items()}
                return QualifierColumn(said["qualifies"], values)
            case _:
                if "clock" not in said:
                    raise RefusedTables(
                        _problem(
                            place, "`clock` is missing", "say which day it is, such as `clock: received`"
                        )
                    )
                return ClockColumn(said["day of"], said["clock"])

    def _fact(self, said: Map[str, Any], place: Place) -> FactColumn:
        name = said["fact"]
        if name not in self.vocabulary.facts:
            what, help_ = (
                f"{quoted(name)} is not a fact of the vocabulary",
                did_you_mean(
                    name, self.vocabulary.facts, f"the facts are: {', '.join(self.vocabulary.facts)}"
                ),
            )
            raise RefusedTables(Problem("R02", place, what, _WHY, help_))
        term = self.vocabulary.facts[name]
        values = {
            folded(cell): value if value in (NOTHING, UNKNOWN) else fact_value(term, value, place, "R03")
            for cell, value in said.get("values", {}).items()
        }
        return FactColumn(name, values)

    def _searched(self) -> Iterator[Looked]:
        for number, said in enumerate(self.data.get("searched", ())):
            place = self.at.of(("searched", number))
            if ("through" in said) == ("through column" in said):
                what = "a search needs one last day: `through` or `through column`"
                self.problems.append(_problem(place, what, "write one of the two"))
                continue
            found = self._tried(lambda: self._looked(said, place))  # noqa: B023 - called at once
            if found:
                yield found

    def _looked(self, said: Map[str, Any], place: Place) -> Looked:
        terms = tuple(
            text if text == "everything" else kind_from_words(text, self.vocabulary, place, "R02").term
            for text in said["terms"]
        )
        since = from_edtf(said["from"], place) if "from" in said else ALWAYS
        through = from_edtf(said["through"], place) if "through" in said else None
        return Looked(terms, since, through, said.get("through column", ""), said.get("at", ""))

    def between(self, mapping: Mapping) -> Iterator[Problem]:
        """What parts of the mapping say to each other."""
        person = self.at.of(("person",))
        if mapping.drawn and not mapping.link:
            help_ = "list under `link` the columns by which you will find a person again"
            yield _problem(person, "ids are drawn at random, and no `link` says whose they are", help_)
        if not mapping.drawn and (mapping.link or mapping.told_apart_by):
            key = "link" if mapping.link else "told apart by"
            yield _problem(self.at.of((key,)), f"`{key}` goes with `person: random` only", "remove it")
        if not mapping.drawn and re.search(r"\bnames?\b", folded(mapping.person)):
            help_ = "name the column of your own ids, or write `person: random` with a `link` file"
            yield Problem(
                "L01",
                person,
                f"{quoted(mapping.person)} seems to hold names",
                "the id of a person goes into every table; a name would make each of them a list of people",
                help_,
            )
        events = {
            name: meaning for name, meaning in mapping.columns.items() if isinstance(meaning, EventColumn)
        }
        for name, meaning in mapping.columns.items():
            if isinstance(meaning, QualifierColumn | ClockColumn):
                yield from self._of(name, meaning, events)

    def _of(
        self, name: str, meaning: QualifierColumn | ClockColumn, events: Map[str, EventColumn]
    ) -> Iterator[Problem]:
        key = "qualifies" if isinstance(meaning, QualifierColumn) else "day of"
        place = self.at.of(("columns", name, key))
        event = events.get(meaning.of)
        if event is None:
            help_ = did_you_mean(meaning.of, events, "name a column that has `event`")
            yield _problem(place, f"no column {quoted(meaning.of)} is an event", help_)
            return
        term = self.vocabulary.event(event.kind.term)
        if isinstance(meaning, ClockColumn) and not term.clocks:
            yield _problem(
                place, f"`{term.name}` is no paper with further days", "give the day an event of its own"
            )
        if isinstance(meaning, QualifierColumn):
            for words in meaning.values.values():
                if words not in (NOTHING, UNKNOWN) and term.qualifier(plain(words)) is None:
                    known = [q.name for q in term.qualifiers]
                    help_ = did_you_mean(words, known, f"the qualifiers are: {', '.join(known)}")
                    yield _problem(place, f"{quoted(words)} does not qualify `{term.name}`", help_)
