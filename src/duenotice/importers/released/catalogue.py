"""Every profile, by name; which of them a header belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from duenotice.importers.released import arrests, courts, detainers, detentions, linked, removals
from duenotice.importers.released.model import Profile, Table, header_of
from duenotice.problems import Place, Problem, RefusedDocument, did_you_mean

PROFILES: dict[str, Profile] = {
    found.name: found
    for family in (detentions, arrests, removals, detainers, linked, courts)
    for found in family.PROFILES
}

ENOUGH = 0.55
"""The share of a table's columns that must stand in a header. Later releases of one table share more
than half of their columns; the best one wins, so this only keeps strangers out."""


@dataclass(frozen=True)
class Match:
    """A profile whose tables stand in a header, and how well they fit."""

    profile: Profile
    tables: tuple[Table, ...]
    fit: float


def profile(name: str) -> Profile:
    """The profile of this name. Raises `RefusedDocument` (I01) with the nearest."""
    if name in PROFILES:
        return PROFILES[name]
    raise RefusedDocument(
        Problem(
            "I01",
            Place(name),
            f"no profile is called `{name}`",
            "a profile says which release a file belongs to, and what its columns mean",
            did_you_mean(
                name, PROFILES, "`duenotice import --list` lists them; `auto` finds it by the header"
            ),
        )
    )


def matches(cells: list[str], among: tuple[Profile, ...]) -> tuple[Match, ...]:
    """The profiles that a row of cells may be the header of, best first."""
    header = header_of(cells)
    found = []
    for each in among:
        fits = [(table, _fit(header, table)) for table in each.tables]
        tables = tuple(table for table, fit in fits if fit >= ENOUGH and _complete(header, table))
        if tables:
            found.append(Match(each, tables, max(fit for table, fit in fits if table in tables)))
    return tuple(sorted(found, key=lambda match: -match.fit))


def _complete(header: list[str], table: Table) -> bool:
    fields = table.fields_in(header)
    return all(name in fields for name in table.required)


def _fit(header: list[str], table: Table) -> float:
    """How much of the table's columns and of the header is the same. Of a file in which several
    tables stand side by side, only the columns of this one can be compared."""
    here = {name for name in header if name}
    if table.suffix:
        here = {name for name in here if name.endswith(f" {table.suffix}") or name == "unique identifier"}
        return len(here & set(table.header)) / len(set(table.header))
    known = set(table.header)
    return len(here & known) / len(here | known) if here else 0.0
