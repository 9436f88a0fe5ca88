"""The one-time login of a demonstration: made when the site starts, used once, within a quarter of an hour.

The code is kept nowhere. The journal holds a line with a hash of it when it is made, and another when it is
used: what the journal does not hold opens nothing, and what it holds twice opens nothing again. A vault that
is not a demonstration refuses to make one, and has no page that takes one (`urls`).
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from duenotice.problems import CODES, Place, Problem, RefusedVault
from duenotice.web.accounts.models import Role, User
from duenotice.web.accounts.selectors import only_organisation
from duenotice.web.acting import acting
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.models import Door, Entry, Head
from duenotice.web.journal.services import note

VALID = timedelta(minutes=15)
BEGUN = 2
"""The line of the journal that says that a vault is a demonstration; the first says that it was made."""


def is_demonstration(organisation: uuid.UUID) -> bool:
    """Whether the vault of this organisation was made as a demonstration, as its signed journal has it."""
    lines = Entry.objects.filter(organisation=organisation, number=BEGUN, action=Action.DEMO_BEGUN)
    return lines.exists()


@transaction.atomic
def made(*, by: By) -> str:
    """A new code. Raises `RefusedVault` (K13) in a vault that is no demonstration."""
    if not (settings.DEMO and is_demonstration(uuid.UUID(by.organisation))):
        raise no_demonstration(settings.VAULT)
    code = secrets.token_hex(20)
    note(by=by, action=Action.DEMO_LOGIN_MADE, subject=_hash_of(code))
    return code


def used(*, code: str, role: Role, at: datetime) -> User:
    """The account that a code opens: that of a role. Raises `RefusedVault`: K40, whatever the reason."""
    organisation, hashed = only_organisation().pk, _hash_of(code)
    with acting([organisation]), transaction.atomic():
        Head.objects.select_for_update().get(organisation=organisation)
        lines = Entry.objects.filter(organisation=organisation, subject=hashed)
        found = lines.filter(action=Action.DEMO_LOGIN_MADE).first()
        spent = lines.filter(action=Action.DEMO_LOGIN_USED).exists()
        if found is None or spent or found.at + VALID <= at or not is_demonstration(organisation):
            raise _stale()
        user = account(role)
        by = By(str(organisation), str(user.pk), Door.SITE)
        note(by=by, action=Action.DEMO_LOGIN_USED, subject=hashed)
    return user


def account(role: Role) -> User:
    """The account of a role; of two, the one that was made first."""
    return User.objects.filter(memberships__role=role).order_by("created", "username")[0]


def no_demonstration(folder: str) -> RefusedVault:
    """K13."""
    why = "what the folder says and what the vault's journal says differ"
    help_ = "put installation.json back as it was, or restore the last good backup"
    return RefusedVault(Problem("K13", Place(folder), CODES["K13"], why, help_))


def _stale() -> RefusedVault:
    why = "the code is wrong, was used, or is older than a quarter of an hour"
    help_ = "end the site and start it again: it prints a new one"
    return RefusedVault(Problem("K40", Place("account"), CODES["K40"], why, help_))


def _hash_of(code: str) -> uuid.UUID:
    """The first 128 bits of a hash of the code, which is 160 random bits."""
    return uuid.UUID(bytes=hashlib.sha256(code.strip().casefold().encode()).digest()[:16])
