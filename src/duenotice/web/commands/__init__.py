"""What the vault adds to the command line, one file a command.

A command imports Django and the models only when it runs, after the vault is open: the other commands
never pay for them.
"""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
