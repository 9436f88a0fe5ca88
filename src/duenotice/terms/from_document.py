"""Vocabulary documents into a `Vocabulary`.

Each ``term`` block holds one term as YAML; the prose above it explains the term to a reader.
An event term has ``event:``, a fact term has ``fact:``; ``means`` and ``source`` are owed by
both, so that no word of the law enters the vocabulary without saying where it comes from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pycountry

from duenotice.documents import Document, Positions, from_yaml, yaml_positions
from duenotice.problems import Place, Problem, RefusedVocabulary, did_you_mean
from duenotice.terms.model import EventTerm, FactTerm, Kind, Qualifier, Vocabulary, plain
from duenotice.terms.phrases import UnknownWords, kind_from_words
from duenotice.terms.shape import shape_problems


@dataclass(frozen=True)
class _Raw:
    """One block before its names are resolved."""

    data: dict[str, Any]
    positions: Positions

    @property
    def place(self) -> Place:
        """Where the term's name stands."""
        return self.positions.of(("event" if "event" in self.data else "fact",))

    def kinds(self, key: str, vocabulary: Vocabulary) -> tuple[Kind, ...]:
        """The kinds that are listed at `key`."""
        value, found = self.data.get(key, []), []
        for number, text in enumerate(_list(value)):
            place = self.positions.of((key,) if isinstance(value, str) else (key, number))
            words = self.data["event"] if text == "itself" and "event" in self.data else text
            found.append(kind_from_words(words, vocabulary, place, "V02"))
        return tuple(found)


def from_documents(documents: Iterable[Document]) -> Vocabulary:
    """Read every ``term`` block. Raises `RefusedVocabulary` with all problems (V01 to V03)."""
    documents = tuple(documents)
    problems: list[Problem] = []
    raw: dict[str, _Raw] = {}
    for block in (block for document in documents for block in document.of_kind("term")):
        positions = yaml_positions(block.text, block.file, block.line)
        data = from_yaml(block.text, block.file, block.line)
        found = list(shape_problems(data, positions))
        problems += found
        if not found:
            name, read = data.get("event") or data["fact"], _Raw(data, positions)
            twice = [known for known in raw if known.casefold() == name.casefold()]
            problems += [_twice(name, read.place, raw[known].place.line) for known in twice]
            raw[name] = read
    if problems:
        raise RefusedVocabulary(*problems)
    digest = hashlib.sha256("".join(document.text for document in documents).encode()).hexdigest()
    return _linked(raw, digest[:12])


def _linked(raw: dict[str, _Raw], version: str) -> Vocabulary:
    """The second pass: names of terms inside terms become kinds."""
    qualifiers = {name: _qualifiers(read.data) for name, read in raw.items() if "event" in read.data}
    bare = Vocabulary({name: EventTerm(name, "", (), qualifiers=q) for name, q in qualifiers.items()}, {})
    events: dict[str, EventTerm] = {}
    facts: dict[str, FactTerm] = {}
    problems: list[Problem] = []
    for name, read in raw.items():
        try:
            if "event" in read.data:
                problems += _implied(read, bare.events[name])
                events[name] = _event(read, bare)
            else:
                facts[name] = _fact(read, bare)
        except UnknownWords as unknown:
            problems.append(unknown.problem)
    if problems:
        raise RefusedVocabulary(*problems)
    return Vocabulary(events, facts, version)


def _event(read: _Raw, bare: Vocabulary) -> EventTerm:
    data = read.data
    name = data["event"]
    return EventTerm(
        name=name,
        means=data["means"],
        shown_by=read.kinds("shown by", bare) or (Kind(name),),
        hinted_at_by=read.kinds("hinted at by", bare),
        doubted_by=read.kinds("doubted by", bare),
        qualifiers=bare.events[name].qualifiers,
        stands_for=data.get("stands for", ""),
        look_in=data.get("look in", ""),
        source=data["source"],
        clocks=data.get("clocks", "no") == "yes",
    )


def _fact(read: _Raw, bare: Vocabulary) -> FactTerm:
    data = read.data
    values = data.get("values", [])
    return FactTerm(
        name=data["fact"],
        means=data["means"],
        values=_countries() if values == "countries" else {value: value for value in _list(values)},
        single=data.get("single", "no") == "yes",
        ask=data["ask"],
        doubted_by=read.kinds("doubted by", bare),
        source=data["source"],
        together=data.get("together", "no") == "yes",
        renamed={plain(old).casefold(): new for old, new in data.get("renamed", {}).items()},
    )


def _qualifiers(data: dict[str, Any]) -> tuple[Qualifier, ...]:
    found = []
    for written in data.get("qualifiers", []):
        entry = {"name": written} if isinstance(written, str) else written
        implies = tuple(_list(entry.get("implies", [])))
        found.append(
            Qualifier(entry["name"], entry.get("group", ""), implies, entry.get("weakens", "no") == "yes")
        )
    return tuple(found)


def _implied(read: _Raw, term: EventTerm) -> Iterator[Problem]:
    """Qualifiers that a qualifier implies and the term does not have."""
    names = [qualifier.name for qualifier in term.qualifiers]
    for number, qualifier in enumerate(term.qualifiers):
        for implied in qualifier.implies:
            if implied not in names:
                yield Problem(
                    "V02",
                    read.positions.of(("qualifiers", number, "implies")),
                    f"`{implied}` is not a qualifier of `{term.name}`",
                    "what is implied must be something that can be asked for",
                    did_you_mean(implied, names, f"the qualifiers are: {', '.join(names)}"),
                )


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _countries() -> dict[str, str]:
    """Every spelling of every country that pycountry knows, to its common English name."""
    spellings: dict[str, str] = {"stateless": "stateless", "Kampuchea": "Cambodia"}
    for country in pycountry.countries:
        common = getattr(country, "common_name", country.name)
        for spelling in (country.name, common, getattr(country, "official_name", common), country.alpha_3):
            spellings[spelling] = common
    return spellings


def _twice(name: str, place: Place, line: int) -> Problem:
    why = f"a term has one meaning, and line {line} gives it one already"
    return Problem("V03", place, f"`{name}` is explained twice", why, "keep one of them")
