"""`duenotice doctor`: which promises hold on this installation."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.web.commands import opening

if TYPE_CHECKING:
    from duenotice.web.doctor import Finding
    from duenotice.web.installation import Installation


@click.command()
@opening.vault_option
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--locked", is_flag=True, help="Only what can be seen without opening the vault.")
def doctor(folder: Path | None, as_json: bool, locked: bool) -> None:
    """Say which promises of the vault hold on this machine, which are reduced, and how each was checked.

    Exit code 1 if a promise that must hold is broken.
    """
    found = opening.installed(folder)
    from duenotice.web import doctor as doctors
    from duenotice.web import installation

    installation.no_core_dumps()
    findings = list(doctors.outside(found))
    if not locked and found.keyfile.exists():
        findings += _opened(found)
    if as_json:
        told = {"installation": found.id, "mode": found.mode, "findings": [asdict(one) for one in findings]}
        click.echo(json.dumps(told, indent=2))
    else:
        _print(findings)
    if any(one.state is doctors.State.BROKEN for one in findings):
        raise SystemExit(1)


def _opened(found: Installation) -> list[Finding]:
    keys = opening.held(found) or opening.typed(found)
    from duenotice.web import acting, doctor, installation

    installation.start(found, keys)
    from duenotice.web.accounts.models import Organisation

    try:
        acting.from_now_on(Organisation.objects.values_list("pk", flat=True))
    except Exception as why:  # whatever the database says, the findings tell it below
        click.echo(f"The database could not be read: {type(why).__name__}", err=True)
    return list(doctor.opened(found))


def _print(findings: list[Finding]) -> None:
    for one in sorted(
        findings, key=lambda one: ("broken", "reduced", "not checked", "holds").index(one.state)
    ):
        click.echo(f"{one.state.upper():<12} {one.promise}.")
        for name, text in (("checked by", one.how), ("seen", one.seen), ("to mend", one.mend)):
            if text:
                click.echo(f"{'':<12} {name}: {text}")
    counts = (
        (state, sum(one.state == state for one in findings)) for state in ("holds", "reduced", "broken")
    )
    click.echo("\n" + ", ".join(f"{count} {state}" for state, count in counts) + ".")
