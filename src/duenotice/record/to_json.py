"""A record as plain data, JSON or YAML; `from_data` reads the same record back."""

from __future__ import annotations

import json
from typing import Any

import yaml

from duenotice.days import FIRST_DAY, iso
from duenotice.documents import escaped
from duenotice.record.from_text import Case
from duenotice.record.model import ALWAYS, FOR_GOOD, Event, Fact, Origin, Record, Search

Data = dict[str, Any]


def to_data(record: Record, case: Case | None = None) -> Data:
    """The record in the shape of ``record.schema.json``; with `case`, its days as well."""
    data: Data = {"record": 1, "title": record.title}
    if case and case.on:
        data["on"] = str(case.on)
    if case and case.known_on:
        data["known_on"] = str(case.known_on)
    data["facts"] = [_fact(fact) for fact in record.facts]
    data["events"] = [_event(event) for event in record.events]
    data["searches"] = [_search(search) for search in record.searches]
    data["withdrawals"] = [_origin(entry.origin) for entry in record.withdrawals]
    return {key: value for key, value in data.items() if value not in ([], "")}


def to_json_text(record: Record, case: Case | None = None) -> str:
    """The record as JSON text."""
    return escaped(json.dumps(to_data(record, case), indent=2, ensure_ascii=False)) + "\n"


def to_yaml_text(record: Record, case: Case | None = None) -> str:
    """The record as YAML text."""
    return escaped(yaml.dump(to_data(record, case), Dumper=_Dumper, sort_keys=False, allow_unicode=True))


class _Dumper(yaml.SafeDumper):
    """YAML whose texts stay within one line and hold their characters as they are, or escaped."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if escaped(text) != text or "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _fact(fact: Fact) -> Data:
    data: Data = {"fact": fact.name}
    if fact.values:
        data["is_not" if fact.negated else "is"] = list(fact.values)
    if fact.since != ALWAYS:
        data["from"] = str(fact.since)
    if fact.until != FOR_GOOD:
        data["through"] = str(fact.until)
    return data | _origin(fact.origin)


def _event(event: Event) -> Data:
    data: Data = {"event": event.kind.term}
    if event.kind.qualifiers:
        data["qualifiers"] = list(event.kind.qualifiers)
    data["date"] = str(event.date)
    if event.clocks:
        data["clocks"] = {clock: str(day) for clock, day in event.clocks}
    return data | _origin(event.origin)


def _search(search: Search) -> Data:
    data: Data = {"searched": list(search.terms)}
    if search.since != ALWAYS:
        data["from"] = str(search.since)
    data["through"] = str(search.through)
    if search.where:
        data["at"] = search.where
    return data | _origin(search.origin)


def _origin(origin: Origin) -> Data:
    data: Data = {}
    if origin.source:
        data["source"] = origin.source
    if origin.learned != FIRST_DAY:
        data["learned"] = iso(origin.learned)
    if origin.id:
        data["id"] = origin.id
    if origin.corrects:
        data["corrects"] = list(origin.corrects)
    return data
