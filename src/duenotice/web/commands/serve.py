"""`duenotice serve`: the site, for this machine; in server mode, for the proxy in front of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.web.commands import opening

if TYPE_CHECKING:
    from duenotice.web.installation import Installation

MOST = 9_999
"""The most people of a demonstration (`demo.roster.MOST`)."""


@click.command(short_help="Run the site on this machine.")
@opening.vault_option
@click.option("--port", type=click.IntRange(1, 65_535), default=8_080, show_default=True, help="The port.")
@click.option("--demo", is_flag=True, help="Open a vault of invented people; it is made the first time.")
@click.option(
    "--people", type=click.IntRange(1, MOST), default=2_000, show_default=True, help="--demo: how many."
)
@click.option("--seed", default=7, show_default=True, help="--demo: the same seed gives the same people.")
def serve(folder: Path | None, port: int, demo: bool, people: int, seed: int) -> None:
    """\b
    Examples:
      duenotice serve --demo
      duenotice serve --port 8080

    Open the vault and run the site on http://127.0.0.1, for browsers of this machine alone. It ends with
    Ctrl-C. On a laptop it also ends by itself when nobody has used it for ten minutes: the vault is locked
    then, and the process with the keys is gone.

    With --demo the vault is one of invented people, in `duenotice-demo` in your home folder or where --vault
    says. It is made the first time, and a link is printed that signs one browser in, once.

    In server mode a proxy on the same machine holds the certificate and passes requests on; cookies are
    marked Secure, and what does not come over TLS is sent there.
    """
    from django.conf import settings

    from duenotice.web.installation import Mode
    from duenotice.web.serving import run

    installation = _demonstration(folder, people, seed) if demo else _opened(folder)
    laptop = installation.mode is Mode.LAPTOP
    click.echo(f"The site: http://localhost:{port}/ (Ctrl-C ends it)")
    if installation.demo:
        _say_the_way_in(port)
    if laptop:
        click.echo("Without TLS, on this machine alone, some promises are less:")
        for said in settings.REDUCED.values():
            click.echo(f"- {said}")
    idle = int(settings.LOCK.total_seconds()) if laptop else 0
    run(port, idle)
    click.echo("The site has ended; this process holds no key any more.")


def _opened(folder: Path | None) -> Installation:
    """The vault of the user; where there is none, both ways to begin are named (K01)."""
    at = opening.place_of(folder)
    if not (at / "installation.json").exists():
        help_ = (
            "`duenotice serve --demo` shows the site with invented people; `duenotice init` makes your vault"
        )
        raise opening.refused("K01", at, "the folder holds no installation", help_)
    return opening.open_vault(folder)


def _demonstration(folder: Path | None, people: int, seed: int) -> Installation:
    """The vault of invented people, made if it is not there. DUENOTICE_VAULT names no demonstration."""
    from duenotice.web import installation, logs
    from duenotice.web.demo import PASSPHRASE, place
    from duenotice.web.keys.keyfile import WrongKey

    logs.guard()
    at = folder or Path.home() / "duenotice-demo"
    if not place.is_made(at):
        made = place.make(at, people, seed, click.echo)
        opening.ready(made)
        return made
    found = installation.load(at)
    try:
        keys = installation.file_of_keys(found).with_passphrase(PASSPHRASE)
    except (WrongKey, FileNotFoundError):
        keys = None
    if keys is None or not found.demo:
        why, help_ = "the vault in the folder is no demonstration", "name another folder with `--vault`"
        raise opening.refused("K06", at, why, help_)
    installation.start(found, keys)
    opening.ready(found)
    return found


def _say_the_way_in(port: int) -> None:
    """Print the one-time login."""
    from duenotice.web import making
    from duenotice.web.accounts.selectors import only_organisation
    from duenotice.web.demo import door

    code = door.made(by=making.by(only_organisation()))
    click.echo(
        "Everybody in it is invented. This link signs one browser in as class counsel, once,\n"
        "within 15 minutes:\n\n"
        f"    http://localhost:{port}/demonstration/{code}/\n\n"
        "Most of the invented lives end in June 2019: at the top of a page, choose a day such as\n"
        "22 January 2019.\n"
    )
