"""The figures of the founding reports as claims: who said what, when, and where sources disagree.

A claim is not a fact of this project. Each saying keeps its source and its day; where several sources
say several things, all of them stand side by side. A claim says how released rows give the same figure,
or why nothing can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from duenotice.days import DateFact, from_edtf
from duenotice.documents import from_yaml
from duenotice.problems import Place, Problem, RefusedDocument


@dataclass(frozen=True)
class Said:
    """One saying; `to_verify` where the page that says so was not seen."""

    figure: str
    by: str
    source: str
    date: DateFact
    to_verify: bool


@dataclass(frozen=True)
class Rise:
    """The rise of a yearly count, in percent, by the fiscal years that the agency counts by."""

    files: str
    kind: str
    country: str
    old: int
    new: int


@dataclass(frozen=True)
class OnDays:
    """How many events of a term are on days from `since` through `until`."""

    files: str
    term: str
    country: str
    since: str
    until: str


@dataclass(frozen=True)
class Claim:
    """A figure, what it counts, who said what; `way` to recompute it, or `nothing`: why there is none."""

    id: str
    counts: str
    said: tuple[Said, ...]
    note: str
    way: Rise | OnDays | None
    nothing: str


@cache
def load_claims() -> tuple[Claim, ...]:
    """The claims that come with duenotice. Raises `Refused`."""
    text = files("duenotice.compliance").joinpath("figures.yaml").read_text(encoding="utf-8")
    return claims_from_yaml(text, "figures.yaml")


def claims_from_yaml(text: str, file: str = "") -> tuple[Claim, ...]:
    """Read claims. Raises `RefusedDocument` (M03) for one that lacks a part or has one too many."""
    found = from_yaml(text, file)
    return tuple(_claim(each, Place(file)) for each in found) if isinstance(found, list) else ()


def _claim(told: Mapping[str, Any], place: Place) -> Claim:
    part = _parts(told, ("id", "counts", "said"), ("note", "recompute", "nothing"), place)
    if ("recompute" in part) is ("nothing" in part):
        raise RefusedDocument(_badly(place, f"`{part['id']}` must say either `recompute` or `nothing`"))
    said = tuple(_said(each, place) for each in part["said"])
    way = _way(part["recompute"], place) if "recompute" in part else None
    return Claim(part["id"], part["counts"], said, part.get("note", ""), way, part.get("nothing", ""))


def _said(told: Mapping[str, Any], place: Place) -> Said:
    part = _parts(told, ("figure", "by", "source", "date"), ("to verify",), place)
    date = from_edtf(str(part["date"]), place)
    return Said(str(part["figure"]), part["by"], part["source"], date, str(part.get("to verify")) == "true")


def _way(told: Mapping[str, Any], place: Place) -> Rise | OnDays:
    if "old" in told:
        part = _parts(told, ("files", "kind", "country", "old", "new"), (), place)
        return Rise(part["files"], part["kind"], part["country"], int(part["old"]), int(part["new"]))
    part = _parts(told, ("files", "term", "country", "from", "through"), (), place)
    return OnDays(part["files"], part["term"], part["country"], str(part["from"]), str(part["through"]))


def _parts(
    told: Mapping[str, Any], owed: Sequence[str], allowed: Sequence[str], place: Place
) -> Mapping[str, Any]:
    for name in owed:
        if not told.get(name):
            raise RefusedDocument(_badly(place, f"a claim does not say `{name}`"))
    for name in told:
        if name not in (*owed, *allowed):
            raise RefusedDocument(_badly(place, f"`{name}` is not part of a claim"))
    return told


def _badly(place: Place, what: str) -> Problem:
    why = "a figure without its source is a rumour, and what is not read would be lost"
    return Problem("M03", place, what, why, "see the claims that are there for the parts of one")
