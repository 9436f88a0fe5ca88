"""Whether the entries of one record hold together: names, corrections, and spans in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duenotice.problems import Place, Problem, did_you_mean
from duenotice.record.model import Entry, Fact, Search, Withdrawal

Placed = tuple[Entry, Place]


def entry_problems(entries: Sequence[Placed]) -> Iterator[Problem]:
    """Everything that is wrong between the entries (R04, R08) and within one (R01)."""
    named: dict[str, Placed] = {}
    for entry, place in entries:
        other = named.setdefault(entry.origin.id, (entry, place)) if entry.origin.id else (entry, place)
        if other[0] != entry:
            yield _same_name(entry.origin.id, place, other[1])
        if isinstance(entry, Fact | Search):
            yield from _reversed(entry, place)
    for entry, place in entries:
        for id_ in entry.origin.corrects:
            if id_ not in named:
                verb = "withdraws" if isinstance(entry, Withdrawal) else "corrects"
                yield _nowhere(id_, verb, place, list(named))
    yield from _circles(entries)


def _nowhere(id_: str, verb: str, place: Place, named: list[str]) -> Problem:
    return Problem(
        "R04",
        place.pointing_at(id_),
        f"this line {verb} `{id_}`, which is not in the record",
        "a correction that points nowhere would silently leave the wrong entry standing",
        did_you_mean(id_, named, f"give the entry that is corrected this name, with `(as {id_})`"),
    )


def _same_name(id_: str, place: Place, first: Place) -> Problem:
    where = f" in line {first.line}" if first.line else ""
    return Problem(
        "R08",
        place.pointing_at(id_),
        f"another entry{where} is called `{id_}` too",
        "a correction of one would remove both",
        "give one of them another name",
    )


def _reversed(entry: Fact | Search, place: Place) -> Iterator[Problem]:
    last = entry.until if isinstance(entry, Fact) else entry.through
    if entry.since.lo > last.hi:
        yield Problem(
            "R01",
            place.pointing_at(str(entry.since)),
            f"this begins on `{entry.since}` and ends before, on `{last}`",
            "no day is both on or after the first and on or before the second",
            "exchange the two dates, or mend the one that is wrong",
        )


def _circles(entries: Sequence[Placed]) -> Iterator[Problem]:
    """Corrections that come back to where they began: every entry of the circle would vanish."""
    corrects = {e.origin.id: e.origin.corrects for e, _ in entries if e.origin.id}
    for entry, place in entries:
        seen: set[str] = set()
        todo = list(entry.origin.corrects)
        while todo:
            id_ = todo.pop()
            if id_ not in seen:
                seen.add(id_)
                todo += corrects.get(id_, ())
        if entry.origin.id and entry.origin.id in seen:
            yield Problem(
                "R04",
                place.pointing_at(entry.origin.id),
                f"`{entry.origin.id}` corrects itself, directly or through others",
                "every entry of the circle would be taken for corrected, and all would be lost",
                "let each correction name only entries that were written before it",
            )
