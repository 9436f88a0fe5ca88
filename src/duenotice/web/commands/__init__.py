"""What the vault adds to the command line, one file a command.

A command imports Django and the models only when it runs, after the vault is open: the other commands
never pay for them.
"""

from __future__ import annotations

import click

from duenotice.web.commands.backups import backup, drill, recipient, restore
from duenotice.web.commands.journal import journal

COMMANDS: tuple[click.Command, ...] = (backup, restore, drill, recipient, journal)
