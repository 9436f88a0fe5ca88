"""Writes the outputs and the generated parts of the documentation again, from the real program.

    .venv/bin/python -m tests.docs.update

Console blocks keep their commands and what they leave out; everything else on a page stays. Read
the difference before committing it: a changed output is a changed promise.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from duenotice.documents import from_markdown
from tests.docs.generated import PARTS
from tests.docs.pages import PAGES, generated_parts, named, read, with_blocks, with_part
from tests.docs.running import Page


def updated(path: Path) -> str:
    """The text of a page as it should be."""
    text = path.read_text(encoding="utf-8")
    for name in generated_parts(text):
        text = with_part(text, name, PARTS[name]())
    with TemporaryDirectory() as folder:
        return with_blocks(text, Page(from_markdown(text, named(path)), Path(folder)).run())


def main() -> int:
    """Every page; a page that cannot be run is named and left as it is."""
    failed = changed = 0
    for path in PAGES:
        try:
            new = updated(path)
        except Exception as error:
            sys.stderr.write(f"{named(path)} is left as it is: {error}\n")
            failed += 1
            continue
        if new != path.read_text(encoding="utf-8"):
            path.write_text(new, encoding="utf-8")
            sys.stdout.write(f"{named(path)} is written anew\n")
            changed += 1
    blocks = sum(len(read(path).blocks) for path in PAGES)
    sys.stdout.write(f"{len(PAGES)} pages, {blocks} blocks; {changed} changed, {failed} could not be run\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
