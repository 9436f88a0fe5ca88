"""Sessions in the database: the key hashed, the content sealed, the owner known.

A session may hold a secret for a while (the seed of a code app that is being set up), so what it holds is
sealed and bound to its own row. The row's key is a hash: who copies the table has no cookie.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from duenotice.web.accounts.models import Session
from duenotice.web.keys import ring
from duenotice.web.keys.derive import SEPARATOR
from duenotice.web.keys.envelope import Unopened, seal, unseal

TABLE, COLUMN = "accounts_session", "session_data"


class SessionStore(db.SessionStore):
    """Django's store, with the three differences above."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def exists(self, session_key: str) -> bool:
        """Whether a session has this key."""
        return super().exists(row_key(session_key))

    def delete(self, session_key: str | None = None) -> None:
        """End a session."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=row_key(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of this session."""
        key = self._get_or_create_session_key()  # type: ignore[attr-defined]  # the stubs leave it out
        return Session(
            session_key=row_key(key),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=data.get("_auth_user_id"),
        )

    def encode(self, session_dict: dict[str, Any]) -> str:
        """What the session holds, sealed for its row."""
        key, place = self._sealing()
        return base64.b64encode(seal(key, json.dumps(session_dict).encode(), place)).decode("ascii")

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What it holds; nothing if it does not open: the browser is then signed in no more."""
        key, place = self._sealing()
        try:
            held: dict[str, Any] = json.loads(unseal(key, base64.b64decode(session_data), place))
        except (Unopened, ValueError):
            return {}
        return held

    def _get_session_from_db(self) -> Session | None:
        known = Session.objects.filter(session_key=row_key(self.session_key or ""))
        found = known.filter(expire_date__gt=timezone.now()).first()
        if found is None:
            self._session_key = None
        return found

    def _sealing(self) -> tuple[bytes, bytes]:
        row = row_key(self.session_key or "")
        place = SEPARATOR.join(part.encode() for part in (TABLE, COLUMN, row))
        return ring.current().field("", TABLE, COLUMN), place


def row_key(session_key: str) -> str:
    """The key of the row: a hash, cut to the forty characters that Django's column has."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]
