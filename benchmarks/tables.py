"""Tables of many people: inventing, checking and converting them, and importing a list.

Each command runs in a process of its own, as a user's does; its peak memory is that of the process.
``PEOPLE=10000000 python benchmarks/tables.py`` takes as many people as one wants.
"""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from _measuring import show

PEOPLE = int(os.environ.get("PEOPLE", "200000"))
ROWS = 50_000
PROGRAM = Path(sys.executable).parent / "duenotice"
MAP = """\
roster: 1
person: No
dates: month first
columns:
  Nationality: {fact: nationality}
  Order: {event: final order of removal}
  Released: {event: release from ICE custody}
"""


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        commands = {
            "synth": ("synth", "--people", str(PEOPLE), "--seed", "7", "-o", folder / "invented"),
            "check, Parquet": ("data", "check", folder / "invented"),
            "to CSV": ("data", "convert", folder / "invented", "--to", "csv", "-o", folder / "csv"),
            "check, CSV": ("data", "check", folder / "csv"),
            "to Parquet": ("data", "convert", folder / "csv", "-o", folder / "again"),
        }
        rows = [(what, *_run(*arguments)) for what, arguments in commands.items()]
        show(f"{PEOPLE:,} people, about {PEOPLE * 6:,} events", ("", "seconds", "peak MB so far"), rows)
        (folder / "map.yaml").write_text(MAP, encoding="utf-8")
        _list(folder / "list.csv")
        command = (
            "import",
            "roster",
            folder / "list.csv",
            "--map",
            folder / "map.yaml",
            "-o",
            folder / "list",
        )
        show(f"a list of {ROWS:,} rows", ("", "seconds", "peak MB so far"), [("import", *_run(*command))])


def _run(*arguments: str | Path) -> tuple[str, str]:
    """Seconds, and the most memory that any command had so far."""
    begun = perf_counter()
    subprocess.run([PROGRAM, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
    taken = perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return f"{taken:,.1f}", f"{peak:,.0f}"


def _list(file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["No", "Name", "Nationality", "Order", "Released"])
        for number in range(ROWS):
            day = f"{number % 12 + 1}/{number % 28 + 1}/{1990 + number % 20}"
            writer.writerow([number, "Person A", "Cambodia", day, "2003-05"])


if __name__ == "__main__":
    main()
