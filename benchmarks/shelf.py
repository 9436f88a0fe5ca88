"""The whole shelf: every order file and the vocabulary, read, parsed and checked.

*Cold* is a fresh process, with the imports counted apart: what a command pays. *Warm* is the same again
in one process. Beside it stands only reading the Markdown of the same files.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from _measuring import measured, ms, show

from duenotice.documents import from_markdown
from duenotice.library import load_shelf, load_vocabulary

FRESH = """
from time import perf_counter
begun = perf_counter()
from duenotice.library import load_shelf
imported = perf_counter()
load_shelf()
print(1000 * (imported - begun), 1000 * (perf_counter() - imported))
"""
PROCESSES = 15


def main() -> None:
    """Print the table."""
    texts = list(_texts(files("duenotice.library")))
    runs = [_fresh() for _ in range(PROCESSES)]
    imports, parsing = (list(times) for times in zip(*runs, strict=True))
    warm = measured(_load)
    markdown = measured(lambda: [from_markdown(text) for text in texts])
    size = sum(len(text) for text in texts)
    shelf = load_shelf()
    show(
        f"The whole shelf ({len(shelf.orders)} orders, {len(shelf.vocabulary.events)} event terms, "
        f"{len(texts)} files, {size / 1000:,.0f} kB)",
        ("", "least ms", "median ms", "runs"),
        [
            ("cold: imports", ms(min(imports)), ms(statistics.median(imports)), str(PROCESSES)),
            ("cold: the shelf", ms(min(parsing)), ms(statistics.median(parsing)), str(PROCESSES)),
            ("warm: the shelf", ms(warm.least), ms(warm.median), str(warm.runs)),
            ("only the Markdown", ms(markdown.least), ms(markdown.median), str(markdown.runs)),
            ("ratio, warm", f"{warm.least / markdown.least:.1f}", f"{warm.median / markdown.median:.1f}", ""),
        ],
    )


def _fresh() -> tuple[float, float]:
    """Milliseconds for the imports, and for the shelf, in a process of its own."""
    ran = subprocess.run([sys.executable, "-c", FRESH], check=True, capture_output=True, text=True)
    imports, shelf = ran.stdout.split()
    return float(imports), float(shelf)


def _load() -> object:
    load_shelf.cache_clear()
    load_vocabulary.cache_clear()
    return load_shelf()


def _texts(folder: Traversable) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry)
        elif entry.name.endswith(".md"):
            yield entry.read_text(encoding="utf-8")


main()
