"""T-KILL, the process: it imports in a child, kills the child with signal 9 at a random moment, and again.

Arguments: the folder, how many kills, a seed, the organisation. A child imports batch after batch; when
a batch was imported it writes the batch's number into a file and flushes it to disk: that is the
acknowledgement. Prints how many batches were begun and which were acknowledged.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from duenotice.library import load_vocabulary
from tests.web.modes.process import begin

BATCH = 8
BATCHES = 4
"""A child lives at most as long as so many batches usually take here, once it began."""


def people(batch: int) -> list[object]:
    """The people of a batch: invented, with numbers that tell the batch."""
    from duenotice.record import Fact, Origin, Record
    from duenotice.web.people.identity import WhoIs
    from duenotice.web.people.incoming.model import Incoming, Rows

    facts = (Fact("nationality", ("Cambodia",), origin=Origin("a list of nobody")),)
    return [
        Incoming(
            WhoIs((f"Person {batch} {n}",), (f"A{number(batch, n):09}",)),
            Record("", facts),
            Rows((f"row {n}",)),
        )
        for n in range(BATCH)
    ]


def number(batch: int, n: int) -> int:
    """The A-number of a person of a batch."""
    return 1_000_000 + batch * BATCH + n


def imports(first: int, organisation: str, begun: int, acknowledged: int) -> None:
    """Import until somebody kills this process."""
    from duenotice.web.acting import from_now_on
    from duenotice.web.journal.actions import By
    from duenotice.web.people.incoming.taking import take

    from_now_on([organisation])
    for batch in range(first, first + 10_000):
        os.write(begun, f"{batch}\n".encode("ascii"))
        take(by=By(organisation, None, "command line"), people=people(batch))  # type: ignore[arg-type]
        os.write(acknowledged, f"{batch}\n".encode("ascii"))
        os.fsync(acknowledged)


def lines(path: Path) -> list[int]:
    """The numbers in a file."""
    return [int(line) for line in path.read_text("ascii").split()] if path.exists() else []


def since(path: Path, batch: int) -> float:
    """Wait until a batch stands in a file; the moment at which it did."""
    while max(lines(path), default=0) < batch:
        time.sleep(0.002)
    return time.monotonic()


def main() -> None:
    """Kill, and kill again."""
    folder = begin().folder
    kills, organisation = int(sys.argv[2]), sys.argv[4]
    chance = random.Random(int(sys.argv[3]))
    names = [folder.parent / "begun", folder.parent / "acknowledged"]
    files = [os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) for name in names]
    people(0)
    load_vocabulary()
    usual = 0.0
    for kill in range(kills + 1):
        first = max(lines(names[0]), default=0) + 1
        child = os.fork()
        if child == 0:
            try:
                imports(first, organisation, *files)
            finally:
                os._exit(1)  # it came to its end by itself: an error
        began = since(names[0], first)
        if kill == 0:  # the first child only shows how long a batch takes on this machine
            usual = since(names[1], first) - began
        else:
            time.sleep(chance.uniform(0.0, BATCHES * usual))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, "the import ended by itself"
    sys.stdout.write(json.dumps({"begun": lines(names[0]), "acknowledged": lines(names[1])}))


if __name__ == "__main__":
    main()
