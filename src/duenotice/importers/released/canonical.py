"""Staged rows into one table `canon` of the fields that we use, with who, and from where.

canon(kind, file, sheet, line, person, <every field>, <field>_redacted of those in `MARKED`)
aside(kind, file, sheet, line, reason)      rows that make no person, with the reason
cells(file, sheet, place, header, rows, blank, redacted, read_as, unread)   what each column held

A field that a release does not have is blank in every row. A column that should hold days and mostly
does not, or whose days contradict those of another column in most rows, was shifted in the file: it is
noticed and not used.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from duenotice.importers.released.fields import ALIASES, DATES
from duenotice.importers.released.files import Found
from duenotice.importers.released.model import Profile, Table, header_of, literal

MARKED = ("id", "citizenship", "reason", "final_yes", "final_date", "book_in", "book_out", "departed")
"""Fields of which it matters whether a missing value is blank or redacted."""

NO_ID = "no person id: nobody can say whose row it is"
NO_ID_REDACTED = "the person id is redacted"
ELSEWHERE = "nothing of this table in a row of joined tables"
JOINED_AGAIN = "the same row once more, joined with another"

CREATE = f"""
create table canon (kind varchar, file varchar, sheet varchar, line bigint, person varchar,
    {", ".join(f"{name} {'timestamp' if name in DATES else 'varchar'}" for name in ALIASES)},
    {", ".join(f"{name}_redacted boolean default false" for name in MARKED)});
create table aside (kind varchar, file varchar, sheet varchar, line bigint, reason varchar);
create table cells (file varchar, sheet varchar, place integer, header varchar, total bigint,
    blank bigint, redacted bigint);
create table columns (kind varchar, field varchar, filled bigint, unread bigint, note varchar);
create table files (file varchar, sheet varchar, header_line bigint, kind varchar, total bigint);
"""

NOT_DAYS = "not used: most of its cells are no days"
SHIFTED = "not used: its days contradict `{other}` in most rows, so the column was shifted"
PAIRS = (
    ("stay_in", "book_in", "stay_in > book_in + interval 1 day"),
    ("stay_in", "stay_out", "stay_in >= stay_out"),
    ("book_in", "book_out", "book_in > book_out"),
)
"""Days in their order: the field that is dropped if most rows contradict it, and the other."""


@dataclass(frozen=True)
class Read:
    """One table of one source, ready to be read."""

    profile: Profile
    table: Table
    found: Found


def canonical(db: duckdb.DuckDBPyConnection, read: Read) -> None:
    """Add the staged rows (`raw`, `rejected`) to `canon` and `aside`."""
    file, sheet = read.found.source.file, read.found.source.sheet
    kind = read.table.kind
    total = db.execute("select (select count(*) from raw) + (select count(*) from rejected)").fetchall()[0][0]
    db.execute("insert into files values (?, ?, ?, ?, ?)", [file, sheet, read.found.line, kind, total])
    db.execute("insert into aside select ?, ?, ?, line, reason from rejected", [kind, file, sheet])
    fields = read.table.fields_in(header_of(list(read.found.cells)))
    source = _rows_of_part(db, read, fields) if read.table.suffix else "raw"
    days = [name for name in fields if name in DATES]
    for name in days:
        _days(db, read, source, name, fields[name])
    chosen = [
        f"days_{name}.day as {name}" if name in DATES else f"cell_read({_cell(at, read.profile)}) as {name}"
        for name, at in fields.items()
    ]
    chosen += [f"cell_redacted(c{fields[name]}) as {name}_redacted" for name in MARKED if name in fields]
    place = f"{literal(kind)} as kind, {literal(file)} as file, {literal(sheet)} as sheet, line"
    person = _person(read, fields)
    joins = " ".join(f"left join days_{n} on days_{n}.cell = {_cell(fields[n], read.profile)}" for n in days)
    db.execute(
        f"""insert into canon by name
        select {place}, {person} as person, {", ".join(chosen)} from {source} {joins}
        where {person} is not null"""
    )
    if read.profile.person:
        redacted = f"cell_redacted(c{fields['id']})"
        db.execute(
            f"""insert into aside
            select {place}, case when {redacted} then '{NO_ID_REDACTED}' else '{NO_ID}' end
            from {source} where {person} is null"""
        )


def _days(db: duckdb.DuckDBPyConnection, read: Read, source: str, name: str, at: int) -> None:
    """`days_NAME(cell, day)`: each distinct text of a column of days is read once, and counted."""
    db.execute(
        f"""create or replace temp table days_{name} as
        select cell, cell_day(trim(cell)) as day, cell_read(cell) is not null as filled, n
        from (select {_cell(at, read.profile)} as cell, count(*) as n from {source} group by 1)
        where cell is not null"""
    )
    db.execute(
        f"""insert into columns select ?, ?, coalesce(sum(n) filter (filled), 0),
            coalesce(sum(n) filter (filled and day is null), 0), '' from days_{name}""",
        [read.table.kind, name],
    )


def count_cells(db: duckdb.DuckDBPyConnection, found: Found) -> None:
    """What each column of the staged rows held. Each distinct text is looked at once."""
    counted = " union all ".join(
        f"select {place} as place, {literal(header.strip())} as header, c{place} as cell, count(*) as n "
        "from raw group by all"
        for place, header in enumerate(found.cells)
    )
    db.execute(
        f"""insert into cells select ?, ?, place, header, sum(n),
            coalesce(sum(n) filter (cell_text(cell) is null), 0),
            coalesce(sum(n) filter (cell_redacted(cell)), 0)
        from ({counted}) group by place, header""",
        [found.source.file, found.source.sheet],
    )


def check_columns(db: duckdb.DuckDBPyConnection) -> None:
    """Empty the columns that were shifted or are no days, and say so in `columns`."""
    rows = db.execute("select kind, field, sum(filled), sum(unread) from columns group by all").fetchall()
    for kind, name, filled, unread in rows:
        if unread * 2 > filled:
            _drop(db, kind, name, NOT_DAYS)
    for name, other, wrong in PAIRS:
        counted = db.execute(
            f"""select kind, count(*) filter ({wrong}), count(*) from canon
            where {name} is not null and {other} is not null group by kind"""
        ).fetchall()
        for kind, bad, both in counted:
            if both >= 5 and bad * 2 > both:
                _drop(db, kind, name, SHIFTED.format(other=other.replace("_", " ")))


def _drop(db: duckdb.DuckDBPyConnection, kind: str, name: str, note: str) -> None:
    db.execute(f"update canon set {name} = null where kind = ?", [kind])
    db.execute("insert into columns values (?, ?, 0, 0, ?)", [kind, name, note])


def _cell(at: int, profile: Profile) -> str:
    """A cell, empty if it holds one of the texts by which this release says so."""
    if not profile.blanks:
        return f"c{at}"
    words = ", ".join(literal(word) for word in profile.blanks)
    return f"case when trim(c{at}) in ({words}) then null else c{at} end"


def _person(read: Read, fields: dict[str, int]) -> str:
    """Who a row is about: the id with the release before it, or a person of the row's own."""
    profile, source = read.profile, read.found.source
    if profile.person:
        before = literal(f"{profile.release} {profile.person} ")
        return f"{before} || cell_id({_cell(fields['id'], profile)})"
    return literal(" ".join(filter(None, [profile.release, source.file, source.sheet, "row "]))) + " || line"


def _rows_of_part(db: duckdb.DuckDBPyConnection, read: Read, fields: dict[str, int]) -> str:
    """The rows of one table in a file of joined tables: each once, at the first line it stands in."""
    names = header_of(list(read.found.cells))
    ending = f" {read.table.suffix}"
    own = [at for at, name in enumerate(names) if name.endswith(ending) and "date diff" not in name]
    empty = " and ".join(f"(cell_text(c{at}) is null or trim(c{at}) = 'NA')" for at in own)
    keys = ", ".join(f"c{at}" for at in [fields["id"], *own])
    db.execute(
        f"""create or replace temp table part as select *, ({empty}) as nothing,
            row_number() over (partition by {keys} order by line) as copy from raw"""
    )
    place = [read.table.kind, read.found.source.file, read.found.source.sheet]
    db.execute(f"insert into aside select ?, ?, ?, line, '{ELSEWHERE}' from part where nothing", place)
    db.execute(
        f"insert into aside select ?, ?, ?, line, '{JOINED_AGAIN}' from part where not nothing and copy > 1",
        place,
    )
    return "(select * from part where not nothing and copy = 1)"
