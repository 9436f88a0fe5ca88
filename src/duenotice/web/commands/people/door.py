"""What every command about people begins with: the open vault, for whom it acts, and the person meant."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.web.commands.opening import open_vault

if TYPE_CHECKING:
    from duenotice.web.journal.actions import By
    from duenotice.web.people.models import Person


def entered(folder: Path | None) -> By:
    """Open the vault and act for its one organisation. Raises `RefusedVault`."""
    open_vault(folder)
    from duenotice.web.accounts.selectors import only_organisation
    from duenotice.web.journal.actions import By

    return By(str(only_organisation().pk), None, "command line")


def person_of(by: By, id_: str | None) -> Person:
    """The person with this id; without one, the A-number is asked for. Raises `NobodyThere`, `NotANumber`."""
    from duenotice.web.people import selectors
    from duenotice.web.people.refusals import nobody_there

    if id_ is None:
        digits = click.prompt("A-number", hide_input=False, err=True)
        found = selectors.by_number(by.organisation, digits)
    else:
        found = selectors.in_organisation(by.organisation).filter(pk=uuid_of(id_)).first()
    if found is None:
        raise nobody_there()
    return found


def uuid_of(text: str) -> uuid.UUID:
    """An id. Whatever else was written is not repeated: it may be a number or a name."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise click.UsageError(
            "this is not the id of a person. An A-number or a name is not written on the command line, where "
            "others can see it: leave it out, and type the A-number when it is asked for"
        ) from None
