"""Server mode: the walls inside PostgreSQL, and what its log would keep."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from duenotice.web.doctor.findings import Finding, State, judged
from duenotice.web.installation import Installation
from duenotice.web.postgres import walls

TERSE = {
    "log_error_verbosity": ("terse",),
    "log_min_error_statement": ("panic",),
    "log_parameter_max_length": ("0",),
    "log_parameter_max_length_on_error": ("0",),
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
}
"""Settings under which the server's log keeps no values."""
NEVER = ("UPDATE", "DELETE", "TRUNCATE")


def findings(installation: Installation) -> Iterator[Finding]:
    """Every finding about the server."""
    yield _role(installation.server.role)
    yield _rows()
    yield _journal(installation.server.role)
    yield _tls(installation)
    yield _log()
    yield _durable()


def _role(role: str) -> Finding:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, session_user = %s,"
            " EXISTS (SELECT 1 FROM pg_class WHERE relowner = r.oid)"
            " FROM pg_roles r WHERE rolname = %s",
            [role, role],
        )
        *powers, signed_in, owns = cursor.fetchone() or (False, False, False, False, False, False, False)
        cursor.execute(
            "SELECT relname FROM pg_class c"
            " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
            " AND (has_table_privilege(%s, c.oid, 'TRUNCATE') OR has_table_privilege(%s, c.oid, 'REFERENCES')"
            " OR has_table_privilege(%s, c.oid, 'TRIGGER'))",
            [role] * 3,
        )
        more = [f"it may do more with `{name}` than read and write rows" for (name,) in cursor.fetchall()]
    names = ("is a superuser", "goes past row-level security", "makes roles", "makes databases", "replicates")
    wrong = [f"`{role}` {name}" for name, power in zip(names, powers, strict=True) if power]
    wrong += [] if signed_in else [f"this connection did not sign in as `{role}`"]
    wrong += [f"`{role}` owns tables"] if owns else []
    promise = "The site works as a role that may do little"
    return judged(
        promise, "pg_roles, pg_class and the role's rights", wrong + more, "see how to run a server"
    )


def _rows() -> Finding:
    needed = walls.policies()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,"
            " EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'organisation')"
            " FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
        )
        built = {name for name, forced, there in cursor.fetchall() if forced and there}
    wrong = [f"`{name}` has no wall between organisations" for name in sorted(needed.keys() - built)]
    promise = "PostgreSQL shows no row of an organisation that a request does not act for"
    how = f"row-level security of the {len(needed)} tables that belong to an organisation"
    return judged(promise, how, wrong, "duenotice upgrade")


def _journal(role: str) -> Finding:
    wrong = []
    with connection.cursor() as cursor:
        for table in (table.name for table in walls.tables() if table.name.startswith(walls.APPEND)):
            for right in NEVER:
                if table in walls.HEAD and right == "UPDATE":
                    continue
                cursor.execute("SELECT has_table_privilege(%s, quote_ident(%s), %s)", [role, table, right])
                wrong += [f"`{role}` may {right} `{table}`"] if cursor.fetchone()[0] else []
    promise = "The site cannot change or remove an entry of the journal"
    return judged(promise, "the role's rights on its tables", wrong, "REVOKE them")


def _tls(installation: Installation) -> Finding:
    promise, how = "What goes to the database server is encrypted", "pg_stat_ssl of this connection"
    if installation.server.near:
        return Finding(promise, State.HOLDS, how, "the connection does not leave this machine")
    with connection.cursor() as cursor:
        cursor.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        wrong = [] if (cursor.fetchone() or (False,))[0] else ["it is not"]
    return judged(promise, how, wrong, "turn on ssl in PostgreSQL")


def _log() -> Finding:
    wrong = [
        f"{name} = {setting}"
        for name, setting in _settings(tuple(TERSE)).items()
        if setting not in TERSE[name]
    ]
    promise = "The log of the database server keeps no values"
    mend = "set " + ", ".join(f"{name} = {values[0]}" for name, values in TERSE.items())
    return judged(promise, "its settings", wrong, mend, State.REDUCED)


def _durable() -> Finding:
    wanted = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
    wrong = [f"{name} = {found}" for name, found in _settings(tuple(wanted)).items() if found == "off"]
    promise = "What was acknowledged survives a crash of the server"
    return judged(promise, "fsync, full_page_writes, synchronous_commit", wrong, "turn them on")


def _settings(names: tuple[str, ...]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY (%s)", [list(names)])
        return dict(cursor.fetchall())
