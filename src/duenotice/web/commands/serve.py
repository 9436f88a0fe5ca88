"""`duenotice serve`: the site, for this machine; in server mode, for the proxy in front of it."""

from __future__ import annotations

from pathlib import Path

import click

from duenotice.web.commands.opening import open_vault, vault_option


@click.command(short_help="Run the site on this machine.")
@vault_option
@click.option("--port", type=click.IntRange(1, 65_535), default=8_080, show_default=True, help="The port.")
def serve(folder: Path | None, port: int) -> None:
    """\b
    Example:
      duenotice serve --port 8080

    Open the vault and run the site on http://127.0.0.1, for browsers of this machine alone. It ends with
    Ctrl-C. On a laptop it also ends by itself when nobody has used it for ten minutes: the vault is locked
    then, and the process with the keys is gone.

    In server mode a proxy on the same machine holds the certificate and passes requests on; cookies are
    marked Secure, and what does not come over TLS is sent there.
    """
    from django.conf import settings

    from duenotice.web.installation import Mode
    from duenotice.web.serving import run

    installation = open_vault(folder)
    laptop = installation.mode is Mode.LAPTOP
    click.echo(f"The site: http://localhost:{port}/ (Ctrl-C ends it)")
    if laptop:
        click.echo("Without TLS, on this machine alone, some promises are less:")
        for said in settings.REDUCED.values():
            click.echo(f"- {said}")
    idle = int(settings.LOCK.total_seconds()) if laptop else 0
    run(port, idle)
    click.echo("The site has ended; this process holds no key any more.")
