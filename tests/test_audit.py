"""tools/audit.py says what is known about the locked packages, and never that all is well unasked."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parents[1] / "tools" / "audit.py"


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("required", "code"), [("", 0), ("required", 3)])
def test_without_an_answer_of_the_service_it_says_not_audited(required: str, code: int) -> None:
    nowhere = {
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
        "DUENOTICE_AUDIT": required,
    }
    ran = subprocess.run(
        [sys.executable, str(TOOL)], env=os.environ | nowhere, check=False, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (
        code,
        "not audited: the advisory service gave no answer, so nothing is known about the locked packages",
    )


def test_a_known_weakness_is_an_error_with_its_id() -> None:
    weak = {"id": "PYSEC-0000-1", "fix_versions": ["2.0"], "aliases": [], "description": ""}
    report = {"dependencies": [{"name": "package-a", "version": "1.0", "vulns": [weak]}], "fixes": []}
    code, said = tool().judged(report, "", False)
    assert (code, said) == (1, "known weaknesses:\n  package-a 1.0: PYSEC-0000-1, mended in 2.0")


def test_a_package_that_was_left_out_is_no_success() -> None:
    report = {"dependencies": [{"name": "package-a", "skip_reason": "not found"}], "fixes": []}
    assert tool().judged(report, "", False) == (3, "not audited: package-a")


def test_no_known_weakness_is_said_with_the_number_of_packages() -> None:
    report = {"dependencies": [{"name": "package-a", "version": "1.0", "vulns": []}], "fixes": []}
    assert tool().judged(report, "", False) == (0, "audited: no known weakness in 1 packages")
