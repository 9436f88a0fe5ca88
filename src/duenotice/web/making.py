"""What a new vault begins with: its tables, its organisation, and the way in for the first account."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from duenotice.web import tables
from duenotice.web.accounts.models import Invitation, Organisation, Role
from duenotice.web.acting import acting
from duenotice.web.installation import Installation
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.models import Door, Head
from duenotice.web.journal.services import note

FIRST_INVITATION = timedelta(days=7)
FIRST_ROLES = (Role.ADMIN, Role.CLASS_COUNSEL)


@dataclass(frozen=True)
class Code:
    """The code of an invitation, to be given to somebody; only its hash is kept."""

    role: Role
    text: str


def make(installation: Installation, organisation: str) -> Organisation:
    """The tables, the organisation, and the first line of its journal. Django must be set up, as owner.

    Called again after an interruption it goes on where it was.
    """
    tables.prepare(installation)
    made = Organisation.objects.first()
    if made is None:
        made = Organisation.objects.create(name=organisation, created=datetime.now(UTC))
    begun(made)
    return made


def begun(organisation: Organisation) -> None:
    """Write the first line of a journal that has none."""
    with acting([organisation.pk]), transaction.atomic():
        if not Head.objects.filter(organisation=organisation).exists():
            note(by=by(organisation), action=Action.VAULT_MADE, subject=organisation.pk)


def first_invitations(organisation: Organisation, roles: Sequence[Role] = FIRST_ROLES) -> list[Code]:
    """Invitations for the first accounts; what was made before and not used is void."""
    codes = [Code(role, _code()) for role in roles]
    expires = datetime.now(UTC) + FIRST_INVITATION
    with acting([organisation.pk]), transaction.atomic():
        Invitation.objects.filter(organisation=organisation, made_by=None, used=None).delete()
        for code in codes:
            Invitation.objects.create(
                organisation=organisation,
                role=code.role,
                code_hash=hashlib.sha256(code.text.encode()).digest(),
                expires=expires,
            )
        note(
            by=by(organisation), action=Action.FIRST_INVITED, subject=organisation.pk, invitations=len(codes)
        )
    return codes


def by(organisation: Organisation) -> By:
    """Whoever sits at the command line, where the key of the vault is the proof."""
    return By(str(organisation.pk), None, Door.COMMAND)


def _code() -> str:
    text = base64.b32encode(secrets.token_bytes(15)).decode("ascii").lower()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))
