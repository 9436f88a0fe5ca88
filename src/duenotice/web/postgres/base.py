"""Django's PostgreSQL backend, with two differences.

- Before the first statement of a transaction the server is told for whom we act and as which role, both
  with the life of the transaction (`SET LOCAL`): a connection that a pool hands to somebody else carries
  nothing over. A statement outside a transaction gets one of its own, for the same reason.
- A cursor on the server would outlive its transaction in a pool, so there are none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.backends.postgresql import base

from duenotice.web.acting import Acting, current

WORKS_AS = "WORKS_AS"
"""The key of the database's settings that names the application role."""
TELL = (
    "SELECT set_config('duenotice.organisation', %s, true), set_config('duenotice.user', %s, true), "
    "set_config('duenotice.invitation', %s, true), set_config('role', %s, true)"
)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection on which every transaction says for whom it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: Acting | None = None
        self.execute_wrappers.append(self._telling)

    def _set_autocommit(self, autocommit: bool) -> None:
        self.told = None
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # the stubs leave it out

    def _telling(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        wanted = current()
        if wanted == self.told:
            return execute(sql, params, many, context)
        if self.get_autocommit():
            with transaction.atomic(using=self.alias):
                return self._telling(execute, sql, params, many, context)
        if wanted is None:
            said = ["", "", "", "none"]
        else:
            role = self.settings_dict[WORKS_AS]
            said = [",".join(wanted.organisations), wanted.user, wanted.invitation, role]
        with self.wrap_database_errors:
            self.connection.execute(TELL, said)
        self.told = wanted
        return execute(sql, params, many, context)
