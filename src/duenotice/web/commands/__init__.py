"""What the vault adds to the command line, one file a command.

A command imports Django and the models only when it runs, after the vault is open: the other commands
never pay for them.
"""

from __future__ import annotations

import click

from duenotice.web.commands.backups import backup, drill, recipient, restore
from duenotice.web.commands.doctor import doctor
from duenotice.web.commands.init import init
from duenotice.web.commands.journal import journal
from duenotice.web.commands.matters import matters
from duenotice.web.commands.panic import hold, panic
from duenotice.web.commands.passphrase import passphrase, recover
from duenotice.web.commands.people import people
from duenotice.web.commands.recovery import new_recovery_key
from duenotice.web.commands.serve import serve
from duenotice.web.commands.unlocking import lock, unlock
from duenotice.web.commands.upgrade import upgrade

COMMANDS: tuple[click.Command, ...] = (
    init,
    unlock,
    lock,
    passphrase,
    recover,
    new_recovery_key,
    hold,
    panic,
    doctor,
    upgrade,
    people,
    journal,
    backup,
    restore,
    drill,
    recipient,
    serve,
    matters,
)
