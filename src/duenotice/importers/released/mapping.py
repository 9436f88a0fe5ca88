"""Code tables into the database: each distinct text is read once, in Python, whatever the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import duckdb
import pyarrow as pa

from duenotice.importers.released import codes, countries


def map_codes(db: duckdb.DuckDBPyConnection, *, court: bool) -> None:
    """Create `endings(printed, how, way)`, `nations(printed, countries)` and `words(field, printed,
    meaning, total)`; in the last, an empty meaning says that the text is in no table."""
    endings = {
        text: codes.ending_of(text) for text in {*_distinct(db, "reason"), *_distinct(db, "stay_reason")}
    }
    _put(db, "endings", ("printed", "how", "way"), [(text, e.how, e.way) for text, e in endings.items()])
    named = {
        text: countries.countries_of(countries.court_country(text) if court else text)
        for text in _distinct(db, "citizenship")
    }
    rows = [(text, "|".join(found), countries.same_country(text)) for text, found in named.items()]
    _put(db, "nations", ("printed", "countries", "name"), rows)
    db.execute("create table words (field varchar, printed varchar, meaning varchar, total bigint)")
    _words(db, "reason", lambda text: _said(codes.ending_of(text)))
    _words(db, "citizenship", lambda text: " or ".join(named[text]))
    _words(db, "final_yes", lambda text: codes.YES_NO.get(text.strip().upper(), ""))
    _words(db, "disposition", codes.disposition_of)
    _words(db, "charge", str.upper)
    _words(db, "status", _status)
    _words(db, "category", lambda text: text.split("]")[0] + "]" if text.startswith("[") else "")


def _said(ending: codes.Ending) -> str:
    if ending.how == codes.UNREAD:
        return ""
    return f"{ending.how} {ending.way}".strip()


def _status(text: str) -> str:
    code = text[:2]
    if code in codes.LEFT_BY_REMOVAL:
        return "removed"
    if code in codes.LEFT_OTHERWISE:
        return "left otherwise"
    if code == codes.DIED_STATUS:
        return "died"
    return "active" if text == "ACTIVE" else "closed otherwise" if "-" in text else ""


def _words(db: duckdb.DuckDBPyConnection, name: str, meaning: Callable[[str], str]) -> None:
    counted = db.execute(f"select {name}, count(*) from canon where {name} is not null group by 1").fetchall()
    rows = [(name, text, meaning(text), total) for text, total in counted]
    _put(db, "found", ("field", "printed", "meaning", "total"), rows)
    db.execute("insert into words select field, printed, meaning, cast(total as bigint) from found")


def _distinct(db: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    rows = db.execute(f"select distinct {name} from canon where {name} is not null").fetchall()
    return [text for (text,) in rows]


def _put(
    db: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]
) -> None:
    texts = [[str(row[at]) for row in rows] for at in range(len(columns))]
    db.register("incoming", pa.table([pa.array(each, pa.string()) for each in texts], names=list(columns)))
    db.execute(f"create or replace temp table {name} as select * from incoming")
    db.unregister("incoming")
