"""JSON and YAML into a record, by the published schema ``record.schema.json``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from duenotice.days import FIRST_DAY, DateFact, from_edtf
from duenotice.documents import from_json, from_yaml, json_positions, yaml_positions
from duenotice.problems import Place, Problem, Refused, RefusedRecord, did_you_mean, quoted
from duenotice.record.clocks import with_clocks
from duenotice.record.consistent import entry_problems
from duenotice.record.from_text import Case
from duenotice.record.lines import searched_term
from duenotice.record.model import ALWAYS, FOR_GOOD, Entry, Event, Fact, Origin, Record, Search, Withdrawal
from duenotice.record.shape import Path, Where, schema, shape_problems
from duenotice.terms import UnknownWords, Vocabulary, fact_value, kind_from_words, with_qualifier

__all__ = ["from_data", "from_json_text", "from_yaml_text", "schema"]

Data = Mapping[str, Any]
At = Callable[..., Place]
"""The place of a part of one entry, by its path within the entry."""


def from_json_text(text: str, vocabulary: Vocabulary, file: str = "") -> Case:
    """A record in JSON. Raises `RefusedDocument` or `RefusedRecord`."""
    return _from(from_json(text, file), vocabulary, file, json_positions(text, file).of)


def from_yaml_text(text: str, vocabulary: Vocabulary, file: str = "") -> Case:
    """A record in YAML. Raises `RefusedDocument` or `RefusedRecord`."""
    return _from(from_yaml(text, file), vocabulary, file, yaml_positions(text, file).of)


def from_data(data: Any, vocabulary: Vocabulary, file: str = "") -> Case:
    """A record from plain dictionaries and lists. Raises `RefusedRecord` with all problems."""
    return _from(data, vocabulary, file, partial(_described, file))


def _described(file: str, path: Path, _: bool) -> Place:
    """Data without a text: the place is the path in words, ``input: events[3].date``."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return Place(": ".join(part for part in (file or "input", text.removeprefix(".")) if part))


def _from(data: Any, vocabulary: Vocabulary, file: str, where: Where) -> Case:
    wrong = list(shape_problems(data, where))
    if wrong:
        raise RefusedRecord(*wrong)
    problems: list[Problem] = []
    entries = list(_entries(data, vocabulary, where, problems))
    on, known_on = (_day(data, key, where, problems) for key in ("on", "known_on"))
    problems += entry_problems(entries)
    if problems:
        raise RefusedRecord(*problems)
    title = data.get("title", "")
    record = Record(title).adding(*(entry for entry, _ in entries))
    return Case(title, record, on, known_on, (), Place(file))


_Reader = Callable[[Data, Vocabulary, At], Entry]


def _entries(
    data: Data, vocabulary: Vocabulary, where: Where, problems: list[Problem]
) -> Iterator[tuple[Entry, Place]]:
    for key, read in _READERS.items():
        for number, item in enumerate(data.get(key, [])):
            at = _below(where, (key, number))
            try:
                yield read(item, vocabulary, at), at()
            except UnknownWords as unknown:
                problems.append(unknown.problem)
            except Refused as refused:
                problems += refused.problems


def _below(where: Where, path: Path) -> At:
    return lambda *rest: where((*path, *rest), False)


def _fact(item: Data, vocabulary: Vocabulary, at: At) -> Fact:
    name = item["fact"]
    if name not in vocabulary.facts:
        raise RefusedRecord(
            Problem(
                "R02",
                at("fact"),
                f"{quoted(name)} is not a fact of the vocabulary",
                "a record may only state facts that a vocabulary document explains",
                did_you_mean(name, vocabulary.facts, f"the facts are: {', '.join(vocabulary.facts)}"),
            )
        )
    term, key = vocabulary.facts[name], "is_not" if "is_not" in item else "is"
    texts = [] if key not in item or item[key] in ("unknown", ["unknown"]) else _texts(item[key])
    if key == "is_not" and not texts:
        texts = ["not unknown"]
    if len(texts) > 1 and "unknown" in texts:
        raise RefusedRecord(_unknown_among(name, at(key)))
    values = tuple(fact_value(term, text, at(key), "R03") for text in texts)
    since, until = _date(item, "from", at, ALWAYS), _date(item, "through", at, FOR_GOOD)
    return Fact(name, values, key == "is_not", since, until, _origin(item, at))


def _unknown_among(name: str, place: Place) -> Problem:
    return Problem(
        "R03",
        place,
        "`unknown` stands among other values",
        "if one of several values is not known, all of them are open",
        f"write only `unknown` for `{name}`, or only the values of which one is right",
    )


def _event(item: Data, vocabulary: Vocabulary, at: At) -> Event:
    kind = kind_from_words(item["event"], vocabulary, at("event"), "R02")
    for number, text in enumerate(item.get("qualifiers", [])):
        kind = with_qualifier(kind, text, vocabulary, at("qualifiers", number), "R02")
    clocks = {clock: from_edtf(text, at("clocks", clock)) for clock, text in item.get("clocks", {}).items()}
    date = from_edtf(item["date"], at("date"))
    return with_clocks(Event(kind, date, _origin(item, at)), clocks, vocabulary, at("clocks"))


def _search(item: Data, vocabulary: Vocabulary, at: At) -> Search:
    place, texts = at("searched"), _texts(item["searched"])
    terms = tuple(searched_term(text, vocabulary, place) for text in texts)
    through = from_edtf(item["through"], at("through"))
    return Search(terms, through, _date(item, "from", at, ALWAYS), item.get("at", ""), _origin(item, at))


def _withdrawal(item: Data, _: Vocabulary, at: At) -> Withdrawal:
    return Withdrawal(_origin(item, at))


_READERS: dict[str, _Reader] = {
    "facts": _fact,
    "events": _event,
    "searches": _search,
    "withdrawals": _withdrawal,
}


def _date(item: Data, key: str, at: At, otherwise: DateFact) -> DateFact:
    return from_edtf(item[key], at(key)) if key in item else otherwise


def _origin(item: Data, at: At) -> Origin:
    learned = from_edtf(item["learned"], at("learned")).lo if "learned" in item else FIRST_DAY
    return Origin(item.get("source", ""), learned, item.get("id", ""), tuple(item.get("corrects", [])))


def _day(data: Data, key: str, where: Where, problems: list[Problem]) -> DateFact | None:
    try:
        return from_edtf(data[key], where((key,), False)) if key in data else None
    except Refused as refused:
        problems += refused.problems
        return None


def _texts(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
