"""Screening: one question about many people, by the generated SQL and by everybody else.

    python benchmarks/screening.py [PEOPLE ...] [--data FOLDER] [--only WORDS ...]

PEOPLE is 100000 unless said here or in ``DUENOTICE_BENCH_PEOPLE`` ("100000 1000000 10000000"). The peers
stand in the dependency group `bench`, which no lock file holds; what is not installed is skipped with a
message.

The question is whether each person is in the class of Chhoeun v. Marin (order of 3 January 2019), and whether
the notice that it owes was given, asked on the last day on which the order was seen. The people are those
of `duenotice synth`, about six events each, three in ten of them nationals of Cambodia. Each peer runs in a
process of its own, twice (the better time counts; once above a hundred thousand people). Before any time is
printed its answers are compared with ours: the counts, and a digest over every person with the answer.
A two-valued peer is compared where our answer is certain; `_screening/answers.py` says why the two must then
agree.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from _measuring import show
from _screening.peers import HAND, OPENFISCA, OURS, PEERS, Peer

HERE = Path(__file__).parent
SHARE, SMALLEST = 0.3, 10_000
LONGEST = 600
"""Seconds after which a peer is given up."""


def main() -> None:
    """Every size, then growth."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.data or Path(scratch)
        grown: dict[str, dict[int, float]] = {}
        for people in asked.people:
            for name, seconds in size(folder, people, asked.only, first=people == min(asked.people)).items():
                grown.setdefault(name, {})[people] = seconds
        growth(grown, asked.people)


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = [int(each) for each in os.environ.get("DUENOTICE_BENCH_PEOPLE", "100000").split()]
    parser.add_argument("people", nargs="*", type=int, default=default)
    parser.add_argument("--only", nargs="+", default=[""], help="peers whose name contains one of these")
    parser.add_argument("--data", type=Path, help="where the data is kept from run to run")
    return parser.parse_args()


def size(folder: Path, people: int, only: list[str], *, first: bool) -> dict[str, float]:
    """The table for one number of people; the seconds of each peer. A peer for fewer people is asked about
    those, in the first table only."""
    before = load()
    place = made(folder, people)
    results: list[tuple[Peer, str, dict[str, Any]]] = []
    for peer in PEERS:
        wanted = any(words in peer.name for words in only)
        if not wanted or (people > peer.most and not first):
            continue
        of = place if people <= peer.most else made(folder, peer.most)
        if not (of / "ours.npy").exists() and not peer.name.startswith("duenotice"):
            worker(OURS, of, "buckets")  # what the others are compared with
        for kind in peer.orders:
            said = best(peer, of, kind, 1 if people > 100_000 else 2)
            if "missing" in said:
                say(f"skipped: {peer.name}: {said['missing']} is not installed (pip install {peer.package})")
                break
            if "failed" in said:
                say(f"failed: {peer.name}, {kind}: {said['failed']}")
                continue
            if said.get("wrong"):
                sys.exit(f"{peer.name}, {kind}: not our answers: {said['wrong']}")
            results.append((peer, kind, said))
    if not any("duty" in said for _, _, said in results):
        sys.exit("nobody answered")
    printed(people, results, before)
    return {f"{peer.name}, {kind}": said["seconds"] for peer, kind, said in results if peer.most >= people}


def made(folder: Path, people: int) -> Path:
    """The data, made in a process of its own if it is not there."""
    place = folder / f"{people}-{SHARE}"
    if not place.exists():
        command = [sys.executable, "-c", _MAKE, str(place), str(people), str(SHARE)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE)
        took = json.loads(done.stdout.splitlines()[-1])
        rounded = ", ".join(
            f"{name} {value:,.0f}{'' if name == 'rows' else ' s'}" for name, value in took.items()
        )
        say(f"data of {people:,} people made: {rounded}")
    return place


_MAKE = "import runpy, sys; sys.path.insert(0, '.'); runpy.run_module('_screening.data', run_name='__main__')"


def best(peer: Peer, place: Path, kind: str, runs: int) -> dict[str, Any]:
    """The better of some runs; a slow one is not repeated."""
    said = worker(peer, place, kind)
    for _ in range(runs - 1):
        if 0 < said.get("seconds", 0) < 10 and not said.get("wrong"):
            again = worker(peer, place, kind)
            if again.get("wrong") or again.get("seconds", LONGEST) < said["seconds"]:
                said = again
    return said


def worker(peer: Peer, place: Path, kind: str) -> dict[str, Any]:
    """One run in a process of its own."""
    command = [sys.executable, str(HERE / "_screening" / "worker.py"), peer.call, str(place), kind]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return {"failed": f"not done after {LONGEST} seconds"}
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["no message"])[-1][:200]}
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    compared = [said[name] for name in ("class", "duty") if name in said]
    said["wrong"] = [each for each in compared if each["digest"] != each["ours"]]
    return said


def printed(people: int, results: list[tuple[Peer, str, dict[str, Any]]], before: str) -> None:
    """The counts, then the table."""
    ours = next(said for peer, _, said in results if "duty" in said)
    for name in ("class", "duty"):
        counted = ", ".join(f"{answer} {count:,}" for answer, count in ours[name]["counts"].items())
        say(f"{name}: {counted}; digest {ours[name]['digest']}")
    by_hand = {kind: said["seconds"] for peer, kind, said in results if peer.name == HAND}
    rows = []
    for peer, kind, said in results:  # what follows is one line of the table
        count = said.get("people", people)
        each = said["seconds"] / count
        same = "—"
        if "class" in said:
            same = " / ".join(f"{said[n]['rows']:,}" for n in ("class", "duty") if n in said)
        beside = by_hand.get(kind, by_hand.get("sorted"))
        rows.append(
            (
                peer.name,
                said.get("version", ""),
                peer.answers,
                kind,
                f"{count:,}",
                f"{said['seconds']:,.2f}",
                f"{1 / each:,.0f}",
                f"{each / (ours_for(results, kind) / people):,.2f}",
                f"{each / (beside / people):,.2f}" if beside else "",
                f"{said.get('loading', 0):,.1f}" if said.get("loading") else "",
                f"{said['kb'] / 1024:,.0f}",
                same,
            )
        )
    columns = ("", "version", "answers", "rows in order", "people", "seconds", "people/s")
    columns += ("beside ours", "beside by hand", "loading s", "peak MB", "same answers: class / duty")
    show(f"\n{people:,} people; load average before {before}, after {load()}", columns, rows)
    for peer, kind, said in results:
        if peer.name == OPENFISCA:
            ratio = (said["seconds"] + said["loading"]) / said["people"] / (ours_for(results, kind) / people)
            say(f"ours is {ratio:,.2f} times as fast as OpenFisca on events with its loading (goal: 20)\n")


def ours_for(results: list[tuple[Peer, str, dict[str, Any]]], kind: str) -> float:
    """Our seconds for rows in the same order, or what there is of ours."""
    found = {
        order: float(said["seconds"])
        for peer, order, said in reversed(results)
        if peer.name.startswith("duenotice")
    }
    found |= {order: float(said["seconds"]) for peer, order, said in results if peer is OURS}
    return found.get(kind, next(iter(found.values()), float("nan")))


def growth(grown: dict[str, dict[int, float]], sizes: list[int]) -> None:
    """How the time grows with the number of people: 1 is linear."""
    if len(sizes) < 2:
        return
    rows = []
    for name, seconds in grown.items():
        cells = []
        for small, large in pairwise(sizes):
            known = small in seconds and large in seconds
            factor = seconds[large] / seconds[small] / (large / small) if known else 0
            cells.append(f"{factor:.2f}" if known else "")
        if any(cells):
            rows.append((name, *cells))
    columns = ("", *(f"{a:,} to {b:,}" for a, b in pairwise(sizes)))
    show("Growth: time by people, beside linear growth", columns, rows)


def load() -> str:
    """How busy the machine is: its load averages."""
    return " ".join(f"{each:.1f}" for each in os.getloadavg())


def say(words: str) -> None:
    """A line."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
