"""`duenotice people`: who is on file, and what.

No name and no A-number is ever an argument: what stands on a command line is seen by every other user of
the machine, and kept in the shell's history. Numbers and names are typed when asked for, or read from
standard input or a file.
"""

from __future__ import annotations

import click

from duenotice.web.commands.people.add import add
from duenotice.web.commands.people.change import change, correct, note
from duenotice.web.commands.people.export import export
from duenotice.web.commands.people.files import attach, fetch
from duenotice.web.commands.people.import_ import import_
from duenotice.web.commands.people.list_ import list_
from duenotice.web.commands.people.remove import hold, remove
from duenotice.web.commands.people.show import show


@click.group(short_help="People in the vault.")
def people() -> None:
    """People in the vault: who they are, what is on file, what the orders say of them.

    Names and A-numbers are typed when they are asked for, never written on the command line, which other
    users of the machine can see. A person is named by the random id that `people add` and `list` print.
    """


for command in (add, show, list_, correct, change, note, import_, export, attach, fetch, hold, remove):
    people.add_command(command)
