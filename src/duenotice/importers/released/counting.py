"""Totals by fiscal year and country, and what is odd about the rows. Aggregates, never single rows."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from duenotice.importers.released.model import Profile


@dataclass(frozen=True)
class Oddity:
    """Something that the rows show as a whole: `rows` of them."""

    says: str
    rows: int


def _fiscal(day: str) -> str:
    return f"year({day}) + cast(month({day}) >= 10 as integer)"


def impossible(db: duckdb.DuckDBPyConnection, profile: Profile, dates: tuple[str, ...]) -> tuple[Oddity, ...]:
    """Empty every day before 1900 or after the extract. Such days are mistakes of typing."""
    last = profile.extract or "2099-12-31"
    found = []
    for name in dates:
        wrong = f"{name} is not null and cast({name} as date) not between date '1900-01-01' and date '{last}'"
        rows = db.execute(f"select count(*) from canon where {wrong}").fetchall()[0][0]
        if rows:
            db.execute(f"update canon set {name} = null where {wrong}")
            words = name.replace("_", " ")
            found.append(Oddity(f"{words}: a day before 1900 or after {last}, not used", rows))
    return tuple(found)


def no_days(db: duckdb.DuckDBPyConnection) -> tuple[Oddity, ...]:
    """Cells of a column of days that say something else; columns that are not used at all are told apart."""
    rows = db.execute(
        """select field, sum(unread) from columns group by kind, field
        having sum(unread) > 0 and not bool_or(note <> '') order by field"""
    ).fetchall()
    return tuple(Oddity(f"{name.replace('_', ' ')}: no day, not used", int(found)) for name, found in rows)


def count(db: duckdb.DuckDBPyConnection, profile: Profile) -> None:
    """`counts(kind, year, country, total)`: rows by fiscal year of the day that the agency counts by."""
    db.execute("create table counts (kind varchar, year integer, country varchar, total bigint)")
    for table in profile.tables:
        day = f"cast({table.counted_by} as date)"
        db.execute(
            f"""insert into counts
            select kind, {_fiscal(day)}, coalesce(nations.name, citizenship, ''), count(*)
            from canon left join nations on nations.printed = canon.citizenship
            where kind = ? group by all""",
            [table.kind],
        )
    db.execute("create table codes as select field, printed, meaning, total from words")


_ODDITIES: tuple[tuple[str, str, str], ...] = (
    ("removals", "the arrest lies after the departure", "cast(apprehended as date) > cast(departed as date)"),
    ("removals", "no day of arrest", "apprehended is null"),
    (
        "removals",
        "departed in an earlier fiscal year than the one that counts the row",
        f"{_fiscal('departed')} < {_fiscal('removal_date')}",
    ),
    (
        "*",
        "a final order, its day blank",
        "cell_yes(final_yes) = 'yes' and final_date is null and not final_date_redacted",
    ),
    ("*", "a final order, its day redacted", "final_date_redacted"),
    ("*", "whether there is a final order: redacted", "final_yes_redacted"),
    (
        "*",
        "a day of a final order beside a `no`: not used",
        "cell_yes(final_yes) = 'no' and final_date is not null",
    ),
    ("*", "no final order, as of the extract", "cell_yes(final_yes) = 'no' and final_date is null"),
    ("*", "a reinstated order: the order that it reinstates is on no row", "category like '[16]%'"),
    ("*", "citizenship redacted", "citizenship_redacted"),
    ("stints", "no book-out: not taken for still held", "book_out is null and not book_out_redacted"),
    ("stints", "the reason of release is redacted", "reason_redacted"),
)


def oddities(db: duckdb.DuckDBPyConnection) -> tuple[Oddity, ...]:
    """What is odd in `canon`, before impossible days are emptied where that matters."""
    chosen = ", ".join(
        f"count(*) filter ({wrong}" + (f" and kind = '{kind}')" if kind != "*" else ")")
        for kind, _, wrong in _ODDITIES
    )
    counted = db.execute(f"select {chosen} from canon").fetchall()[0]
    return tuple(Oddity(says, rows) for (_, says, _), rows in zip(_ODDITIES, counted, strict=True) if rows)


def withdrawn(db: duckdb.DuckDBPyConnection, profile: Profile) -> tuple[Oddity, ...]:
    """Whether this may be a file that the agency has replaced."""
    day, says = profile.withdrawn
    if not day:
        return ()
    query = "select count(*), max(departed) < cast(? as timestamp) from canon where departed is not null"
    rows, earlier = db.execute(query, [day]).fetchall()[0]
    return (Oddity(says, rows),) if earlier else ()


def custody_oddities(db: duckdb.DuckDBPyConnection) -> tuple[Oddity, ...]:
    """Beginnings of custody by what they are, once `chain` is there."""
    says = {
        "new": "custody began",
        "moved": "custody went on after a transfer",
        "within": "a stint within another: the same custody, written twice",
        "unclear": "nobody can tell whether custody began or went on: those days are not searched",
    }
    rows = db.execute("select beginning, count(*) from chain group by 1").fetchall()
    found = dict(rows)
    return tuple(Oddity(words, found[key]) for key, words in says.items() if key in found)
