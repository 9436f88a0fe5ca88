"""``python -m duenotice`` is the command ``duenotice``."""

from duenotice.cli import main

main()
