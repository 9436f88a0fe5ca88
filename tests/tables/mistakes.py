"""One human mistake each, in tables that are otherwise right: what `data check` says is a snapshot."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

Rows = list[list[str]]

RIGHT: dict[str, str] = {
    "people": "person\np-1\np-2\n0042\n",
    "facts": (
        "person,fact,values,negated,since,until,learned,id,corrects\n"
        "p-1,nationality,Cambodia,,,,2019-01-04,f1,\n"
        "p-2,state of residence,California,no,2003,2010-05,,,\n"
    ),
    "events": (
        "person,term,qualifiers,date,source,id,corrects\n"
        "p-1,release from ICE custody,by bond,1999-03-02,refugee file,r1,\n"
        "p-2,conviction,,2001-05,,,\n"
    ),
    "searches": (
        "person,terms,since,through,where\n*,conviction;missed check-in,2003,2019-02-01,county court\n"
    ),
    "notices": (
        "person,date,method,recipient,language,contents,dated,mailed,received,returned\n"
        "p-1,2019-01-04,mailed,to counsel,Khmer,stating the basis,2019-01-02,2019-01-03,2019-01-07,\n"
    ),
    "withdrawals": "person,corrects\np-1,f1\n",
}

_DATES = (
    *("2019-02-30", "2019-02-29", "2019-13-01", "03/04/2019", "13/04/2019", "2019-1-3", "20190103", "43466"),
    *("May 2003", "12 May 2003", "last year", "2019.01.03", "03-04-2019", "2019/2018", "0000-01-01", "10000"),
    *(
        "n/a",
        "-",
        "?",
        "unknwon",
        "2019-01-03 25:00",
        "1/2003",
        "'98",
        "TBD",
        "2003-05-12-",
        "NULL",
    ),
)
_VALUES = (
    *("Camboida", "Khmer", "KH", "Cambodia or Laos", "Cambodia/Laos", "Cambodia;Laos", "Cambodia|", "|Laos"),
    *("unknown|Laos", "N/A", "none", "Cambodia|Loas", "cambodian", "not Cambodia", "?", "USA (naturalized)"),
)
_TERMS = (
    *("convicton", "Deported", "release", "notice", "arrest", "conviction by bond", "no conviction"),
    *("conviction 2001", "check in", "final order", "detention", "released from ICE custody", "expulsion"),
)
_QUALIFIERS = (
    "by bail",
    "bond",
    "by bond;by parole",
    "by bond,by parole",
    "by bond;",
    "written",
    "in Khmer",
    ";",
)
_SEARCHED = ("conviction, arrest", "everthing", "conviction;", "written notice of detention", "crime", "all")
_PERSONS = (
    *("", " p-1", "p-1 ", "P-1", "p-3", "42", "00042", "*", "1.23457E+18", "12345.0", "1,2E+10"),
    *("p\u200b-1", "p-1\u00a0", "Person A"),
)
_IDS = ("r 1", "r1;r2", "r1 (old)", "r/1", "#1")
_CORRECTS = ("r9", "r1 r2", "R1", "r1;", "f1;r9")
_NEGATED = ("maybe", "Y", "true", "1", "Yes", "nein")
_LEARNED = ("2019", "2019-01", "2019-01-04~", "yesterday", "2019-01-32", "01/04/2019", "unknown")


def changed(table: str, column: str, text: str, row: int = 1) -> bytes:
    """A table with another text in one cell."""
    rows = list(csv.reader(io.StringIO(RIGHT[table])))
    rows[row][rows[0].index(column)] = text
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


WRONG_CELLS: dict[tuple[str, str], tuple[str, ...]] = {
    ("events", "date"): _DATES,
    ("facts", "values"): _VALUES,
    ("facts", "negated"): _NEGATED,
    ("facts", "learned"): _LEARNED,
    ("facts", "since"): ("2019-02-30", "2011", "since 2003", "03/04/2019"),
    ("facts", "fact"): ("", "nationalty", "citizenship", "Nationality", "name"),
    ("events", "term"): ("", *_TERMS),
    ("events", "qualifiers"): _QUALIFIERS,
    ("events", "person"): _PERSONS,
    ("events", "id"): _IDS,
    ("events", "corrects"): _CORRECTS,
    ("searches", "terms"): ("", *_SEARCHED),
    ("searches", "through"): ("2002", "today", "2019-02-31", "2019-02-01/2018", "03/04/2019"),
    ("searches", "where"): ('the "old" court',),
    ("notices", "method"): ("by mail", "posted", "mailed;oral", "to counsel;to counselor", "email"),
    ("notices", "recipient"): ("counsel", "the lawyer", "to the person"),
    ("notices", "language"): ("khmer", "in Khmer", "Khmer, Lao"),
    ("notices", "contents"): ("the basis", "stating nothing"),
    ("notices", "received"): ("2019-01-02", "2019-02-30", "a week later"),
    ("notices", "returned"): ("yes", "2019-13-01"),
    ("withdrawals", "corrects"): ("", "r7", "f 1"),
}
"""Texts that cannot stand in a column, or not in this place of it."""


def _cells() -> Iterator[tuple[str, dict[str, bytes]]]:
    """One wrong cell each."""
    for (table, column), texts in WRONG_CELLS.items():
        row = 2 if (table, column) in (("facts", "since"),) else 1
        for text in texts:
            name = f"{table}-{column}-{text or 'blank'}"
            yield name, {f"{table}.csv": changed(table, column, text, row)}


def _facts(text: str | bytes) -> dict[str, bytes]:
    return {"facts.csv": text if isinstance(text, bytes) else text.encode()}


def _forms() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Files that are not written as they should be."""
    head, *rows = RIGHT["facts"].splitlines(keepends=True)
    text = RIGHT["facts"]
    named = {
        "empty": "",
        "blank-lines-only": "\n\n\n",
        "header-missing": "".join(rows),
        "title-above": "Facts of May 2019\n" + text,
        "semicolons": text.replace(",", ";"),
        "tabs": text.replace(",", "\t"),
        "column-misspelt": text.replace("values", "value"),
        "column-in-capitals": text.replace("person", "Person", 1),
        "column-missing": "person,values\np-1,Cambodia\n",
        "column-unknown": text.replace("corrects", "notes"),
        "column-twice": text.replace("until", "since"),
        "column-without-name": text.replace("until", ""),
        "column-with-space": text.replace("person,fact", "person, fact"),
        "cell-too-few": head + rows[0].replace(",f1,", "") + rows[1],
        "cell-too-many": head + rows[0].replace("Cambodia", "Cambodia,Laos") + rows[1],
        "comma-not-quoted": head + rows[0] + "p-2,counsel,Person L, of the clinic,,,,,,\n",
        "quote-never-closed": head + 'p-1,counsel,"Person L,,,,,,\n' + rows[1],
        "quote-never-closed-last": text + 'p-2,counsel,"Person L,,,,,,',
        "quote-in-the-middle": head + 'p-1,counsel,"Person" L,,,,,,\n' + rows[1],
        "line-break-in-cell": head + 'p-1,counsel,"Person\nL",,,,,,\n' + rows[1],
        "quotes-swallow-rows": head + 'p-1,counsel,"x,,,,,,\np-2,counsel,"y,,,,,,\n',
        "line-ends-lost": text.replace("\n", " "),
        "json": '{"record": 1}',
        "html": "<html><body><table>",
        "direction-mark": text.replace("Cambodia", "Cam\u202ebodia"),
        "line-separator": text.replace("Cambodia", "Cam\u2028bodia"),
        "zero-width": text.replace("Cambodia", "Cam\u200bbodia"),
        "homoglyph": text.replace("Cambodia", "C\u0430mbodia"),
        "nul": text.replace("Cambodia", "Cam\0bodia"),
        "bell": text.replace("Cambodia", "Cam\abodia"),
        "many-columns": ",".join(f"c{number}" for number in range(100_000)) + "\n",
        "formula": text.replace("Cambodia", '=HYPERLINK("x")'),
    }
    yield from ((f"form-{name}", _facts(content)) for name, content in named.items())
    yield "form-latin-1", _facts(text.replace("Cambodia", "C\u00f4te d'Ivoire").encode("latin-1"))
    yield "form-utf-16", _facts(text.encode("utf-16"))
    yield "form-cut-off", _facts(text.encode() + "é".encode()[:1])
    yield "form-zip", _facts(b"PK\x03\x04rest")


def _parquet(columns: dict[str, pa.Array], version: str = "1") -> bytes:
    table = pa.table(columns).replace_schema_metadata({"duenotice.tables": version})
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def _folders() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Folders that do not hold together."""
    right = {name: text.encode() for name, text in RIGHT.items()}
    two = pa.array(["p-1", "p-2"])
    yield "folder-people-missing", {"people.csv": b""} | {"people.csv": b"-"}
    yield "folder-fact-for-facts", {"fact.csv": right["facts"]}
    yield "folder-facts-twice", {"facts.parquet": _parquet({"person": two, "fact": two})}
    yield "folder-facts-compressed", {"facts.csv.gz": b"x"}
    yield "folder-events-in-a-workbook", {"events.xlsx": b"PK"}
    yield "folder-events-with-tabs", {"events.tsv": right["events"]}
    yield "folder-other-version", {"schema.json": json.dumps({"duenotice.tables": 2}).encode()}
    yield "folder-schema-is-no-json", {"schema.json": b"{"}
    only: dict[str, Callable[[], bytes]] = {
        "parquet-is-text": lambda: right["events"],
        "parquet-is-empty": lambda: b"",
        "parquet-cut-off": lambda: _parquet({"person": two, "term": two})[:-20],
        "parquet-ids-are-numbers": lambda: _parquet({"person": pa.array([1, 2]), "term": two}),
        "parquet-dates-are-times": lambda: _parquet(
            {"person": two, "term": two, "date": pa.array([1, 2], pa.timestamp("s"))}
        ),
        "parquet-qualifiers-are-lists": lambda: _parquet(
            {"person": two, "term": two, "qualifiers": [["a"], []]}
        ),
        "parquet-other-version": lambda: _parquet({"person": two, "term": two}, "7"),
        "parquet-unknown-column": lambda: _parquet({"person": two, "term": two, "when": two}),
        "parquet-wrong-terms": lambda: _parquet({"person": two, "term": two}),
    }
    for name, content in only.items():
        yield f"folder-{name}", {"-events.csv": b"", "events.parquet": content()}
    yield "folder-arrow-is-text", {"-events.csv": b"", "events.arrow": right["events"]}


def _people() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Rows that contradict each other."""
    rounded = "person\n" + "".join(f"12345678901234{n}0000\n" for n in range(1, 4)) + "p-1\np-2\n"
    yield "among-person-twice", {"people.csv": b"person\np-1\np-2\np-1\n"}
    yield "among-person-lost", {"people.csv": b"person\np-2\n"}
    yield "among-ids-rounded", {"people.csv": rounded.encode()}
    head = RIGHT["events"].splitlines()[0] + "\n"
    both = "p-1,conviction,,2001,,r1,\np-1,conviction,,2002,,r1,\n"
    circle = "p-1,conviction,,2001,,r1,r2\np-1,conviction,,2002,,r2,r1\n"
    other = "p-1,conviction,,2001,,r1,\np-2,conviction,,2002,,r2,r1\n"
    yield "among-id-twice", {"events.csv": (head + both).encode()}
    yield "among-id-in-two-tables", {"events.csv": changed("events", "id", "f1")}
    yield "among-corrects-itself", {"events.csv": changed("events", "corrects", "r1")}
    yield "among-corrects-in-a-circle", {"events.csv": (head + circle).encode()}
    yield "among-corrects-another-person", {"events.csv": (head + other).encode()}
    yield "among-column-shifted", {"events.csv": (head + "p-1,,release from ICE custody,1999,,,\n").encode()}
    many = "".join(f"p-1,conviction,,2001-02-{day:02},,,\n" for day in range(29, 99))
    yield "among-many-wrong-days", {"events.csv": (head + many).encode()}
    yield "among-one-wrong-day-often", {"events.csv": (head + "p-1,conviction,,2001-02-29,,,\n" * 9).encode()}
    crowd = "".join(f"x-{number},conviction,,2001,,,\n" for number in range(60))
    yield "among-many-not-listed", {"events.csv": (head + crowd).encode()}


MISTAKES = dict((*_cells(), *_forms(), *_folders(), *_people()))


def folder_with(mistake: dict[str, bytes], folder: Path) -> Path:
    """The right tables with one mistake. A name that begins with ``-`` takes a file away."""
    for name, text in RIGHT.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    for name, content in mistake.items():
        if name.startswith("-") or content == b"-":
            (folder / name.removeprefix("-")).unlink()
        else:
            (folder / name).write_bytes(content)
    return folder
