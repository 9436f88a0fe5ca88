"""A site with two organisations, an account for every role and state, and people with canaries.

Every text that names or tells something of a person holds a canary: a word that stands nowhere else. A
page leaks when its body holds a canary that its reader may not see.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from duenotice.record import Record, cases_from_text
from duenotice.library import load_vocabulary
from duenotice.web.accounts.models import Membership, Organisation, Role, State, Team, User
from duenotice.web.accounts.sessions import SessionStore
from duenotice.web.acting import acting
from duenotice.web.journal.actions import By
from duenotice.web.journal.models import Door
from duenotice.web.matters.models import Assignment, Matter, OnMatter, Slot, Wall
from duenotice.web.people import services
from duenotice.web.people.models import NoteKind, Person

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
PASSWORD = "five plain words in a row"
RECORD = """
{title}
  nationality Cambodia
  in the United States
  1998-05 final order of removal (source: {source})
  1999-03-02 release from ICE custody
  2004-06-01 conviction (source: {crime})
  searched notice of detention through 2026-11-01
  on 2026-11-01
"""


@dataclass(frozen=True)
class Planted:
    """A person, and the canaries by what they are about."""

    person: Person
    number: str
    open: tuple[str, ...]
    crimes: tuple[str, ...]
    privileged: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.open, *self.crimes, *self.privileged)
