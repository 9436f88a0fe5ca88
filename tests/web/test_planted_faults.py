"""Planted faults: the suite turns red for each; a suite that cannot fail shows nothing.

Each fault is a change of the source, made in a copy of it; the tests that it names then run against the
copy in a process of their own. A change that does not apply any more fails here, so the table stays true.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.web.faults import FAULTS, Fault
from tests.web.vaults import on_server

ROOT = Path(__file__).parents[2]
FAILED = 1
"""What pytest ends with if tests ran and some failed: not 2, which is a fault of the run itself."""


def copied(to: Path) -> Path:
    """The package, in a folder of its own."""
    shutil.copytree(ROOT / "src", to / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for beside in ("conformance", "REVIEWS.md"):
        (to / beside).symlink_to(ROOT / beside)
    return to / "src"


def plant(fault: Fault, source: Path) -> None:
    """Change the copy; each text must stand there once."""
    file = source / "duenotice" / fault.file
    text = file.read_text("utf-8")
    for old, new in fault.changes:
        assert text.count(old) == 1, f"{fault.name}: this does not stand once in {fault.file}: {old}"
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def run(tests: Iterable[str], source: Path) -> subprocess.CompletedProcess[str]:
    """The tests, against the copy."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", *tests]
    env = os.environ | {"PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=ROOT, env=env, check=False, capture_output=True, text=True, timeout=300
    )


def test_without_a_fault_every_named_test_is_green(tmp_path: Path) -> None:
    """Planted faults: the other half of the proof."""
    tests = dict.fromkeys(name for fault in FAULTS for name in fault.red)
    ran = run(tests, copied(tmp_path))
    assert ran.returncode == 0, ran.stdout[-4000:]
    where = subprocess.run(
        [sys.executable, "-c", "import duenotice; print(duenotice.__file__)"],
        env=os.environ | {"PYTHONPATH": str(tmp_path / "src")},
        check=True,
        capture_output=True,
        text=True,
    )
    assert where.stdout.startswith(str(tmp_path)), "the copy is not what runs"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_suite_turns_red_for_a_planted_fault(fault: Fault, tmp_path: Path) -> None:
    """Planted faults."""
    if fault.server:
        on_server("SELECT 1")
    source = copied(tmp_path)
    plant(fault, source)
    ran = run(fault.red, source)
    assert ran.returncode == FAILED, f"{fault.name}: still green\n{ran.stdout[-4000:]}{ran.stderr[-2000:]}"
    assert " failed" in ran.stdout, ran.stdout[-4000:]
    assert " error" not in ran.stdout.splitlines()[-1], ran.stdout[-4000:]
    print(f"planted fault, {fault.name}: red ({ran.stdout.splitlines()[-1]})")
