"""Importing: rows per second, beside DuckDB reading the same files and doing nothing with them.

    python benchmarks/importing.py [FOLDER]

FOLDER holds the national files (`EROArrests_FY*.csv.gz`, `ICERemovals_FY*.csv.gz`); by default they are
looked for in the released data beside the checkout (DUENOTICE_DATA). Where they are absent, rows are invented
in the same layout, so that the ratio can be compared, though not the numbers.

The import writes people, facts and events with their sources as Parquet, and counts; DuckDB alone reads every
cell as text and counts the rows. The ratio says what everything else costs.
"""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import duckdb
from _measuring import show

from duenotice.importers.released import PROFILES, run

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("DUENOTICE_DATA") or ROOT.parent / "shared" / "data") / "ice-national-fy2016-2019"
SORTS = {"removals-2019": "ICERemovals", "arrests-2019": "EROArrests"}
INVENTED_ROWS, INVENTED_FILES = 60_000, 4
CELLS = {
    "Area of Responsibility": "Nowhere Area of Responsibility",
    "Birth Date": "(B)(6);(B)(7)(C) ",
    "Citizenship": "CAMBODIA",
    "Apprehension Method": "Located",
    "Processing Disposition": "Bag and Baggage",
    "Processing Disposition Code": "B",
    "Final Charge Section": "237a2Aiii",
    "Gender": "Male",
}


def invented(folder: Path) -> None:
    """Files of the same names and columns, with invented rows."""
    for profile, name in SORTS.items():
        columns = [part.strip() for part in PROFILES[profile].tables[0].columns.split(";")]
        for number in range(INVENTED_FILES):
            with gzip.open(folder / f"{name}_FY{2016 + number}.csv.gz", "wt", encoding="utf-8") as stream:
                stream.write(f'"An invented table"{"|" * (len(columns) - 1)}\n' + "|".join(columns) + "\n")
                for row in range(INVENTED_ROWS):
                    day = f"{row % 12 + 1}/{row % 28 + 1}/{2016 + number}"
                    stream.write("|".join(f'"{CELLS.get(c, day)}"' for c in columns) + "\n")


def seconds_of_import(files: Sequence[Path]) -> tuple[float, int]:
    """The time of one import, and its rows."""
    with tempfile.TemporaryDirectory() as folder:
        begun = perf_counter()
        report = run("auto", files, Path(folder) / "out", "parquet", lambda _: None)
        return perf_counter() - begun, sum(each.rows for each in report.files)


def seconds_of_duckdb(files: Sequence[Path], header: int) -> float:
    """The time of reading every cell of the same files as text."""
    begun = perf_counter()
    db = duckdb.connect()
    for file in files:
        db.execute(
            "create or replace temp table cells as select * from read_csv(?, delim = '|', quote = '\"', "
            "escape = '\"', header = true, skip = ?, all_varchar = true)",
            [str(file), header - 1],
        )
        db.execute("select count(*) from cells").fetchall()
    return perf_counter() - begun


def main() -> None:
    """Print one table, a row for each sort of file."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
        real = folder.is_dir()
        if not real:
            folder = Path(made)
            invented(folder)
        rows = []
        for profile, name in SORTS.items():
            files = sorted(folder.glob(f"{name}_FY*.csv.gz"))
            alone = min(seconds_of_duckdb(files, 6 if real else 2) for _ in range(3))
            timed = [seconds_of_import(files) for _ in range(3)]
            ours, total = min(timed)
            rows.append(
                [
                    profile,
                    f"{total:,}",
                    f"{ours:.1f}",
                    f"{total / ours:,.0f}",
                    f"{alone:.1f}",
                    f"{ours / alone:.1f}",
                ]
            )
        title = "Importing released files" + ("" if real else " (invented rows)")
        show(title, ["profile", "rows", "seconds", "rows a second", "DuckDB alone", "times as long"], rows)


if __name__ == "__main__":
    main()
