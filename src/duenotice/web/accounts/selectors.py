"""Reading accounts."""

from __future__ import annotations

from duenotice.web.accounts.models import Organisation


class SeveralOrganisations(Exception):
    """A command acts for the one organisation of a vault; here are several, or none."""


def only_organisation() -> Organisation:
    """The organisation of a vault that has one; raises `SeveralOrganisations`."""
    found = list(Organisation.objects.order_by("created")[:2])
    if len(found) != 1:
        raise SeveralOrganisations("the vault has no organisation" if not found else "the vault has several")
    return found[0]
