"""One import, from files to tables and report."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from duenotice.importers.released import cells, counting, output
from duenotice.importers.released.canonical import CREATE, Read, canonical, check_columns, count_cells
from duenotice.importers.released.catalogue import PROFILES, Match, profile
from duenotice.importers.released.court_entries import court_entries
from duenotice.importers.released.entries import departures, entries
from duenotice.importers.released.fields import DATES
from duenotice.importers.released.files import Found, Unknown, look
from duenotice.importers.released.mapping import map_codes
from duenotice.importers.released.model import Profile, literal
from duenotice.importers.released.report import FileRows, Report
from duenotice.importers.released.searched import Covered, covered, searched
from duenotice.importers.released.spells import row_arrests, spells
from duenotice.importers.released.stage import stage
from duenotice.importers.released.summaries import is_summary, reconciled
from duenotice.problems import Place, Problem, RefusedDocument

AUTO = "auto"
CUT = "the last line of the file has no end: it may have been cut off"
Say = Callable[[str], None]


@dataclass(frozen=True)
class _Plan:
    profile: Profile
    found: tuple[tuple[Found, Match], ...]
    unknown: tuple[Unknown, ...]


def run(name: str, paths: Sequence[Path], folder: Path | None, kind: str, say: Say) -> Report:
    """Import files of one release into `folder` (into none if it is None). Raises `Refused`."""
    plan = _planned(name, paths)
    with (
        tempfile.TemporaryDirectory() as spilled,  # what does not fit into memory; gone when we are done
        closing(duckdb.connect(config={"temp_directory": spilled})) as db,
    ):
        db.execute("set preserve_insertion_order = true")
        return _imported(db, plan, name == AUTO, folder, kind, say)


def _imported(
    db: duckdb.DuckDBPyConnection, plan: _Plan, recognised: bool, folder: Path | None, kind: str, say: Say
) -> Report:
    cells.teach(db)
    output.create(db)
    _teach_sources(db, plan.profile)
    db.execute(CREATE)
    for found, match in plan.found:
        say(f"reading {found.source.file}" + (f", sheet {found.source.sheet}" if found.source.sheet else ""))
        stage(db, found, quoting=plan.profile.person != "case")
        count_cells(db, found)
        for table in match.tables:
            canonical(db, Read(plan.profile, table, found))
    db.execute("drop table raw")
    say("putting rows together")
    noticed, spans = _put_together(db, plan.profile)
    cut = sum(1 for found, _ in plan.found if found.source.cut)
    noticed = (*noticed, *((counting.Oddity(CUT, cut),) if cut else ()))
    output.say_terms(db)
    if folder:
        say("writing tables")
        output.write(db, folder, kind)
    return _report(db, plan, recognised, noticed, spans)


def _put_together(
    db: duckdb.DuckDBPyConnection, release: Profile
) -> tuple[tuple[counting.Oddity, ...], tuple[Covered, ...]]:
    check_columns(db)
    noticed = counting.oddities(db)
    noticed += counting.no_days(db)
    noticed += counting.impossible(db, release, tuple(DATES))
    noticed += counting.withdrawn(db, release)
    court = release.person == "case"
    map_codes(db, court=court)
    counting.count(db, release)
    kinds = {row[0] for row in db.execute("select distinct kind from files").fetchall()}
    if court:
        court_entries(db, kinds)
        return noticed, ()
    departures(db)
    if release.person and kinds & {"stints", "arrests"}:
        spells(db)
        noticed += counting.custody_oddities(db)
    elif "arrests" in kinds:
        row_arrests(db)
    entries(db, release, kinds)
    spans = covered(db, release)
    searched(db, release, spans)
    return noticed, spans


def _teach_sources(db: duckdb.DuckDBPyConnection, release: Profile) -> None:
    db.execute(
        f"""create temp macro source_of(file, sheet, line) as {literal(release.release + ", ")} || file
        || case when sheet = '' then '' else ', sheet ' || sheet end || ', row ' || line"""
    )


def _planned(name: str, paths: Sequence[Path]) -> _Plan:
    among = tuple(PROFILES.values()) if name == AUTO else (profile(name),)
    looked = [one for path in paths for one in look(path, among)]
    found = [one for one in looked if isinstance(one, Found)]
    unknown = tuple(one for one in looked if isinstance(one, Unknown))
    missing = {one.source.file for one in unknown} - {one.source.file for one in found}
    if missing:
        raise RefusedDocument(*(_no_header(file, name) for file in sorted(missing)))
    chosen = {one.matches[0].profile.name: one.source.file for one in found}
    if len(chosen) > 1:
        raise RefusedDocument(_several(chosen))
    release = found[0].matches[0].profile
    return _Plan(release, tuple((one, one.matches[0]) for one in found), unknown)


def _no_header(file: str, name: str) -> Problem:
    what = "no header of a release that we know" if name == AUTO else f"no header of `{name}`"
    return Problem(
        "I02",
        Place(file),
        f"there is {what} in the first rows of this file",
        "without its header nobody can say what a column means",
        "`duenotice import --list` lists the releases; `auto` tries them all",
    )


def _several(chosen: dict[str, str]) -> Problem:
    listed = "; ".join(f"{file} is `{name}`" for name, file in chosen.items())
    return Problem(
        "I03",
        Place(next(iter(chosen.values()))),
        "these files belong to different releases or tables",
        f"{listed}; ids do not carry over from one release to another",
        "import each on its own, into a folder of its own",
    )


def _report(
    db: duckdb.DuckDBPyConnection,
    plan: _Plan,
    recognised: bool,
    noticed: tuple[counting.Oddity, ...],
    spans: tuple[Covered, ...],
) -> Report:
    kinds = {table.kind for _, match in plan.found for table in match.tables}
    summaries = [one for one in plan.unknown if is_summary(one.source.sheet)]
    return Report(
        profile=plan.profile,
        recognised=recognised,
        files=tuple(_file_rows(db)),
        without_header=tuple(
            f"{one.source.file}, sheet {one.source.sheet}" for one in plan.unknown if one not in summaries
        ),
        redacted_columns=_columns(db, _REDACTED),
        unused_columns=tuple(db.execute(_UNUSED).fetchall()),
        oddities=noticed,
        unread_codes=tuple(db.execute(_UNREAD).fetchall()),
        covered=spans,
        reconciled=tuple(
            line for one in summaries for line in reconciled(db, one.source.path, one.source.sheet, kinds)
        ),
        written={
            table: db.execute(f"select count(*) from {table}").fetchall()[0][0] for table in output.COLUMNS
        },
    )


_REDACTED = """select header from cells group by header having sum(redacted) > 0
    and sum(redacted) + sum(blank) = sum(total) order by min(place)"""
_UNUSED = (
    "select distinct kind || ': ' || replace(field, '_', ' '), note from columns where note <> '' order by 1"
)
_UNREAD = """select field, printed, total from words where meaning = '' and not
    (field = 'citizenship' and printed = 'UNKNOWN') order by field, total desc, printed"""


def _columns(db: duckdb.DuckDBPyConnection, query: str) -> tuple[str, ...]:
    return tuple(row[0] for row in db.execute(query).fetchall())


def _file_rows(db: duckdb.DuckDBPyConnection) -> list[FileRows]:
    aside: dict[tuple[str, str, str], dict[str, int]] = {}
    query = "select file, sheet, kind, reason, count(*) from aside group by all order by reason"
    for file, sheet, kind, reason, number in db.execute(query).fetchall():
        aside.setdefault((file, sheet, kind), {})[reason] = number
    found = []
    for file, sheet, line, kind, rows in db.execute("select * from files").fetchall():
        reasons = aside.get((file, sheet, kind), {})
        found.append(FileRows(file, sheet, kind, line, rows, rows - sum(reasons.values()), reasons))
    return found
