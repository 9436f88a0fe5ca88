"""Are there known weaknesses in the locked packages? `python tools/audit.py` (needs the `dev` group).

Runs `pip-audit --strict` on requirements.lock. It asks an advisory service, which may be out of reach: then
nothing is known, and that is said. It is an error only where DUENOTICE_AUDIT=required, as on the machine
that decides about a release: exit code 3. Known weaknesses: exit code 1.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
NOT_AUDITED = 3


def main() -> int:
    """Audit, say what is known, and give the exit code."""
    lock = ROOT / "requirements.lock"
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", "--require-hashes"]
        command += ["--progress-spinner", "off", "-f", "json", "-o", str(report), "-r", str(lock)]
        ran = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  # our own words
        data = json.loads(report.read_text("utf-8")) if report.is_file() and report.stat().st_size else None
    code, said = judged(data, ran.stderr, os.environ.get("DUENOTICE_AUDIT") == "required")
    sys.stdout.write(said + "\n")
    return code


def judged(report: dict[str, Any] | None, errors: str, required: bool) -> tuple[int, str]:
    """The exit code and what to say. `report` as pip-audit writes it; None if it wrote none."""
    if report is None:
        why = next(
            (line for line in reversed(errors.strip().splitlines()) if line.strip()), "no reason given"
        )
        said = (
            "not audited: the advisory service gave no answer, so nothing is known about the locked packages"
            "\n"
            f"  pip-audit says: {why.strip()[:300]}"
        )
        return (NOT_AUDITED if required else 0), said
    packages = report["dependencies"]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    if skipped:
        return NOT_AUDITED, f"not audited: {', '.join(skipped)}"
    weak = [
        f"  {one['name']} {one['version']}: {known['id']}, mended in "
        + (", ".join(known["fix_versions"]) or "no version")
        for one in packages
        for known in one["vulns"]
    ]
    if weak:
        return 1, "\n".join(["known weaknesses:", *weak])
    return 0, f"audited: no known weakness in {len(packages)} packages"


if __name__ == "__main__":
    sys.exit(main())
