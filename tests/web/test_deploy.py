"""What a server is run by: compose.yaml, the image, the unit of systemd, the proxies. Read, not run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connections

from duenotice.web.installation import Installation, Mode
from tests.web.modes.doors import environment, run, runtime
from tests.web.vaults import organisation, slots

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "duenotice.service"
PINNED = re.compile(r"[a-z/]+:\d+\.\d+[\w.-]*")
SECRET = re.compile(r"password|secret|passphrase|token|key", re.IGNORECASE)
HARDENED = (
    *(
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateTmp=yes",
        "PrivateDevices=yes",
    ),
    *("CapabilityBoundingSet=", "LimitCORE=0", "MemorySwapMax=0", "UMask=0077", "User=duenotice"),
    *("LoadCredentialEncrypted=duenotice-key:/etc/duenotice/key.cred", "IPAddressDeny=any"),
)


def compose() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return data


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_compose_opens_port_443_and_nothing_else() -> None:
    services = compose()["services"]
    assert sorted(services) == ["database", "owner", "proxy", "site"]
    assert {name: each["ports"] for name, each in services.items() if "ports" in each} == {
        "proxy": ["443:443"]
    }
    modes = {name: each.get("network_mode") for name, each in services.items()}
    assert modes == {"database": "none", "owner": "none", "proxy": None, "site": "service:proxy"}
    assert not [name for name, each in services.items() if "expose" in each or "networks" in each]


def test_compose_pins_every_image_by_a_version() -> None:
    images = [each["image"] for each in compose()["services"].values()]
    images += re.findall(r"^FROM (\S+)", text_of("Dockerfile"), flags=re.MULTILINE)
    assert len(images) == 5
    assert [image for image in images if not PINNED.fullmatch(image)] == []


def test_no_secret_stands_in_compose_each_is_a_file_that_git_ignores() -> None:
    found = compose()
    declared = found["secrets"]
    assert {tuple(each) for each in declared.values()} == {("file",)}
    assert all(each["file"].startswith("./secrets/") for each in declared.values())
    assert "secrets/" in text_of(".gitignore").splitlines()
    used = {name for each in found["services"].values() for name in each["secrets"]}
    assert used == set(declared)
    for each in found["services"].values():
        told = [(name, value) for name, value in each["environment"].items() if SECRET.search(name)]
        assert [value for _, value in told if not value.startswith("/run/secrets/")] == []
    assert "pgpass_owner" not in found["services"]["site"]["secrets"]


def test_compose_gives_its_services_no_more_than_they_need() -> None:
    services = compose()["services"]
    for each in services.values():
        assert each["security_opt"] == ["no-new-privileges:true"]
        assert not each.get("privileged")
    for name in ("proxy", "site", "owner"):
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["read_only"] is True
    assert re.search(r"^USER 10001:10001$", text_of("Dockerfile"), flags=re.MULTILINE)
    for volume in (volume for each in services.values() for volume in each["volumes"]):
        source = volume.partition(":")[0]
        assert source in compose()["volumes"] or (ROOT / source).is_file(), volume


def test_the_image_installs_by_hash_what_the_lock_files_have() -> None:
    text = text_of("Dockerfile")
    assert "--require-hashes --no-deps" in text
    found = re.search(r"awk '(.*)' ", text)
    assert found
    lock = ROOT / "requirements-dev.lock"
    kept = subprocess.run(["awk", found[1], str(lock)], check=True, capture_output=True, text=True).stdout
    names = re.findall(r"^([a-z]\S*)==", kept, flags=re.MULTILINE)
    assert names == ["psycopg", "psycopg-binary"]
    assert kept.count("--hash=sha256:") > 2


@pytest.mark.parametrize("name", ["deploy/Caddyfile", "deploy/nginx.conf"])
def test_a_proxy_passes_to_the_site_alone_and_sets_what_the_site_relies_on(name: str) -> None:
    text = text_of(name)
    assert re.findall(r"(?:reverse_proxy|proxy_pass) (?:http://)?([\w.:]+)", text) == ["127.0.0.1:8080"]
    assert re.search(r"X-Forwarded-Proto https", text)
    assert re.search(r"X-Forwarded-For (\{remote_host\}|\$remote_addr)", text)
    assert ("access_log off;" in text) is ("nginx" in name)
    assert not re.search(r"^\s*log\b", text, flags=re.MULTILINE)


def test_the_unit_is_hardened_and_holds_no_secret() -> None:
    lines = text_of("deploy/duenotice.service").splitlines()
    assert [line for line in HARDENED if line not in lines] == []
    assert not [line for line in lines if re.search(r"^Environment=.*(PASSWORD|PGPASS\b)", line)]


def test_systemd_takes_the_unit_and_calls_it_well_protected(tmp_path: Path) -> None:
    """An exposure of 1.5 or less of 10, as `systemd-analyze security` counts."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze here")
    unit = tmp_path / UNIT.name
    unit.write_text(
        re.sub(r"(?<=^ExecStart=)\S+", sys.executable, UNIT.read_text("utf-8"), flags=re.MULTILINE)
    )
    ran = subprocess.run([analyze, "verify", str(unit)], check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    asked = [analyze, "security", "--offline=yes", "--threshold=15", "--no-pager", str(unit)]
    ran = subprocess.run(asked, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


def test_the_key_that_systemd_gives_opens_a_server_that_starts_by_itself(
    vault: Installation, tmp_path: Path
) -> None:
    """Only a server where `unlock --key-file` was run: elsewhere the passphrase is asked for."""
    organisation("Office A")
    connections["default"].close()
    (tmp_path / "duenotice-key").write_bytes(slots()[1].data)
    given = environment(runtime()) | {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    command = ["journal", "head", "--vault", str(vault.folder)]
    asked = run(command, env=given)
    assert asked.returncode != 0
    assert "Passphrase" in asked.stderr
    if vault.mode is Mode.LAPTOP:
        return
    replace(vault, key_at="/nowhere/key").save()
    assert run(command, env=given).returncode == 0
    (tmp_path / "duenotice-key").write_bytes(os.urandom(32))
    assert "K02" in run(command, env=given).stderr
