"""``python -m duenotice`` is the command ``duenotice``: the commands of `cli`, and those of the vault.

`cli` and `web` do not know each other; here, above both, they become one command line.
"""

from duenotice.cli import cli, main
from duenotice.web.commands import COMMANDS

__all__ = ["cli", "main"]

for command in COMMANDS:
    cli.add_command(command)

if __name__ == "__main__":
    main()
