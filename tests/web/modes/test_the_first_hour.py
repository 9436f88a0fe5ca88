"""From `duenotice init` to a vault that is open, through the commands as a user types them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from duenotice.web.installation import Installation, Mode, load
from duenotice.web.keys.attempts import wait
from tests.web.modes.doors import environment, init, run, runtime, typing_back
from tests.web.vaults import (
    HOST,
    OWNER,
    PASSPHRASE,
    SITE,
    create_database,
    on_server,
    organisation,
    roles,
    slots,
)

NEXT = "nine green ladders by the sea"


class Vault:
    """A vault's folder, and the command with lines typed into it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.env = folder, environment(runtime())

    def run(self, *arguments: str, typed: tuple[str, ...] = ()) -> tuple[int, str]:
        ran = run([arguments[0], "--vault", str(self.folder), *arguments[1:]], typed, self.env)
        return ran.returncode, ran.stdout + ran.stderr


@pytest.fixture
def made(vault: Installation) -> Iterator[Vault]:
    """A vault with one organisation, whose passphrase is cheap to try."""
    organisation("Office A")
    found = Vault(vault.folder)
    yield found
    found.run("lock")
    shutil.rmtree(found.env["XDG_RUNTIME_DIR"])


@pytest.mark.parametrize("mode", list(Mode))
def test_from_the_first_command_to_an_open_vault(mode: Mode, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    vault = Vault(folder)
    options = ["--organisation", "Office A"]
    if mode is Mode.SERVER:
        roles()
        options += ["--server", f"{HOST}/{create_database()}", "--role", SITE, "--owner", OWNER]
        options += ["--host", "office.example.org"]
    begun = init(folder, PASSPHRASE, *options, back=False, env=vault.env)
    assert begun.code == 2, begun.said
    for command in ("unlock", "upgrade"):
        code, said = vault.run(command, typed=(PASSPHRASE,))
        assert (code, "K04" in said, "init --finish" in said) == (2, True, True), (command, said)
    assert vault.run("doctor", "--locked")[0] == 1
    done = init(folder, PASSPHRASE, "--finish", env=vault.env)
    assert done.code == 0, done.said
    assert done.said.count(done.recovery) == 1
    assert begun.recovery != done.recovery
    assert "class counsel" in done.said
    kept = (folder / "keys.json").read_text("ascii") + (folder / "installation.json").read_text()
    assert done.recovery.replace(" ", "") not in kept
    assert PASSPHRASE not in kept
    assert ("office.example.org" in load(folder).hosts) is (mode is Mode.SERVER)
    assert vault.run("unlock", "--recovery", typed=(begun.recovery,))[0] == 2
    code, said = vault.run("unlock", "--recovery", typed=(done.recovery,))
    assert (code, "Unlocked" in said) == (0, True), said
    code, said = vault.run("doctor", "--json")  # nobody types anything: the agent has the key
    findings = {one["promise"]: one["state"] for one in json.loads(said)["findings"]}
    assert code == 0
    assert "broken" not in findings.values()
    assert findings["Nobody who sits at this machine can read the vault without the passphrase"] == "reduced"
    assert vault.run("upgrade")[0] == 0
    assert vault.run("lock") == (0, "Locked: 1.\n")
    assert vault.run("doctor")[0] == 1  # it asks, and nobody types
    if mode is Mode.SERVER:
        on_server(f'DROP DATABASE "{options[3].partition("/")[2]}" WITH (FORCE)')


def test_a_lost_passphrase_is_replaced_by_the_recovery_key_and_an_old_one_opens_no_more(made: Vault) -> None:
    code, said = made.run("recover", typed=(slots()[2], NEXT, NEXT))
    assert code == 0, said
    assert made.run("unlock", typed=(PASSPHRASE,))[0] == 2
    assert made.run("unlock", typed=(NEXT,))[0] == 0
    code, said = made.run("passphrase", typed=(NEXT, PASSPHRASE, PASSPHRASE))
    assert code == 0, said
    assert made.run("unlock", typed=(PASSPHRASE,))[0] == 0


def test_a_lost_recovery_key_is_replaced_once_the_new_one_was_typed_back(made: Vault) -> None:
    command = ["new-recovery-key", "--vault", str(made.folder)]
    refused = typing_back(command, [PASSPHRASE], False, made.env)
    assert (refused.code, "nothing was changed" in refused.said) == (2, True), refused.said
    assert made.run("unlock", "--recovery", typed=(slots()[2],))[0] == 0
    assert made.run("lock")[0] == 0
    done = typing_back(command, [PASSPHRASE], True, made.env)
    assert done.code == 0, done.said
    assert made.run("unlock", "--recovery", typed=(slots()[2],))[0] == 2
    assert made.run("unlock", "--recovery", typed=(done.recovery,))[0] == 0


def test_panic_destroys_the_keys_and_a_hold_asks_for_the_recovery_key(made: Vault) -> None:
    assert made.run("hold", "on", typed=(PASSPHRASE,))[0] == 0
    code, said = made.run("panic", typed=("no key", "destroy"))
    assert (code, "K11" in said) == (2, True)
    assert (made.folder / "keys.json").exists()
    assert made.run("panic", typed=(slots()[2], "no"))[0] == 0
    assert (made.folder / "keys.json").exists()
    assert made.run("panic", typed=(slots()[2], "destroy"))[0] == 0
    code, said = made.run("unlock", typed=(PASSPHRASE,))
    assert (code, "K02" in said) == (2, True)
    assert made.run("doctor")[0] == 1


def test_a_vault_is_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "vault.db").write_bytes(b"something")
    ran = run(["init", "--vault", str(folder)], (PASSPHRASE, PASSPHRASE))
    assert ran.returncode == 2
    assert "K06" in ran.stderr
    assert (folder / "vault.db").read_bytes() == b"something"


@pytest.mark.parametrize(
    "weak", ["too short", "aaaaaaaaaaaaaaaaaaaa", "passwordpassword1", "qwertyuiopasdfghjkl"]
)
def test_a_weak_passphrase_is_refused_and_nothing_is_made(weak: str, tmp_path: Path) -> None:
    ran = run(["init", "--vault", str(tmp_path / "vault")], (weak, weak))
    assert ran.returncode == 2
    assert "K07" in ran.stderr
    assert weak not in ran.stderr + ran.stdout
    assert not (tmp_path / "vault").exists()


def test_wrong_tries_make_the_next_one_wait_and_the_clock_does_not_help(made: Vault) -> None:
    tries = made.folder / "attempts.json"
    assert all("K02" in made.run("unlock", typed=(NEXT,))[1] for _ in range(3))
    told = json.loads(tries.read_text("ascii"))
    assert set(told) == {"failures", "last"}
    tries.write_text(json.dumps({"failures": 3, "last": told["last"] + 1000}), "ascii")
    code, said = made.run("unlock", typed=(PASSPHRASE,))
    assert (code, "K05" in said) == (2, True)
    tries.write_text(json.dumps({"failures": 3, "last": told["last"] - 1000}), "ascii")
    assert made.run("unlock", typed=(PASSPHRASE,))[0] == 0
    assert not tries.exists()


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (2, 0), (3, 5), (4, 10), (10, 640), (11, 900), (99, 900)]
)
def test_the_wait_doubles_up_to_a_quarter_of_an_hour(failures: int, seconds: int) -> None:
    assert wait(failures) == seconds


def test_a_key_file_of_a_server_lies_in_memory_or_nowhere(made: Vault, vault: Installation) -> None:
    code, said = made.run("unlock", "--key-file", str(made.folder / "key"), typed=(PASSPHRASE,))
    assert (code, "K12" in said) == (2, True)
    memory = Path("/dev/shm")  # noqa: S108  # a tmpfs on Linux
    if vault.mode is Mode.LAPTOP or not memory.is_dir():
        return
    file = memory / f"{vault.id}.key"
    code, said = made.run("unlock", "--key-file", str(file), typed=(PASSPHRASE,))
    assert code == 0, said
    assert file.stat().st_mode & 0o077 == 0
    code, said = made.run("doctor", "--json")
    states = {one["promise"]: one["state"] for one in json.loads(said)["findings"]}
    assert (code, states["The key lies nowhere on this machine in plain form"]) == (0, "reduced")
    assert made.run("lock")[1] == "Locked: 1.\n"
    assert not file.exists()
