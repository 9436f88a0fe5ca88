"""One peer in a process of its own: its answers are compared with ours; what it took is printed as JSON."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

ROOM = "_screening"


def main(peer: str, place: Path, kind: str) -> dict[str, object]:
    """Run a peer, named as ``module:function:argument``."""
    module, function, *arguments = peer.split(":")
    run: Callable[..., object] = getattr(import_module(f"{ROOM}.{module}"), function)
    found = run(place, kind, *arguments)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if isinstance(found, float):
        return {"seconds": found, "kb": peak}
    answers = import_module(f"{ROOM}.answers")
    if not (place / answers.OURS).exists():
        assert peer.startswith(("duckdb_:answer:generated", "duckdb_:answer:full")), "ours must come first"
        answers.keep(place, found)
    return {
        "seconds": found.seconds,
        "loading": found.loading,
        "kb": (found.peak or peak) + found.further_memory,
        "version": found.version,
        "two_valued": found.two_valued,
        **answers.compared(place, found),
    }


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    try:
        said = main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] in ("duenotice", ROOM):
            raise
        said = {"missing": missing.name}
    sys.stdout.write(json.dumps(said) + "\n")
