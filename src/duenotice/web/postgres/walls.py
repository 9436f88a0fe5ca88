"""The walls inside PostgreSQL: what the application role may do, and whose rows it sees.

Run by the owner of the tables after every migration; running it again changes nothing. A table that
belongs to an organisation, or that points at one that does, gets its policy without being named here,
so a table that somebody adds later is not forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from psycopg import sql

OWN = "organisation_id = ANY (string_to_array(current_setting('duenotice.organisation', true), ',')::uuid[])"
"""True for the rows of the organisations that the transaction acts for; of nobody where it said nothing."""
ALSO_SEEN = {
    "accounts_membership": (
        "FOR SELECT USING (user_id = nullif(current_setting('duenotice.user', true), '')::uuid)"
    ),
    "accounts_invitation": "USING (code_hash = decode(current_setting('duenotice.invitation', true), 'hex'))",
    "feeds_feed": (
        "FOR SELECT USING (token_hash = decode(current_setting('duenotice.invitation', true), 'hex'))"
    ),
}
"""What somebody reaches before it is known in which organisation they are: who signs in reads their own
memberships, who holds the code of an invitation uses it up, and a calendar that holds the token of a feed
reads that one row (both are told by their hash, in the same setting)."""
READ_ONLY = frozenset(
    ("django_migrations", "django_content_type", "auth_permission", "auth_group", "accounts_organisation")
)
APPEND, HEAD = "journal_", frozenset(("journal_head",))
"""Tables of the journal take new rows only; but the head of a chain moves on."""


@dataclass(frozen=True)
class Table:
    """A table of ours: whether it has an organisation, and which tables it points at (column, table, key)."""

    name: str
    organisation: bool
    points_at: tuple[tuple[str, str, str], ...] = ()


def rights(table: str) -> str:
    """What the application role may do with a table."""
    if table in READ_ONLY:
        return "SELECT"
    if table in HEAD:
        return "SELECT, INSERT, UPDATE"
    return "SELECT, INSERT" if table.startswith(APPEND) else "SELECT, INSERT, UPDATE, DELETE"


def tables() -> list[Table]:
    """Every table of the schema `public`, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid"
            " AND a.attname = 'organisation_id' AND NOT a.attisdropped)"
            " FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
            " ORDER BY 1"
        )
        found = cursor.fetchall()
        cursor.execute(
            "SELECT k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text, b.attname"
            " FROM pg_constraint k"
            " JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]"
            " JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]"
            " WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace ORDER BY 1, 2"
        )
        keys = cursor.fetchall()
    return [
        Table(name, own, tuple((column, to, key) for of, column, to, key in keys if of == name))
        for name, own in found
    ]


def policies() -> dict[str, sql.Composable]:
    """The condition of each table that needs a policy."""
    found = tables()
    owned = {table.name for table in found if table.organisation}
    needed: dict[str, sql.Composable] = {name: sql.SQL(OWN) for name in owned}
    for table in found:
        above = [pointer for pointer in table.points_at if pointer[1] in owned]
        if above and table.name not in owned:
            needed[table.name] = sql.SQL(" AND ").join(
                sql.SQL("EXISTS (SELECT 1 FROM {0} WHERE {0}.{1} = {2}.{3})").format(
                    *map(sql.Identifier, (to, key, table.name, column))
                )
                for column, to, key in above
            )
    return needed


def build(role: str) -> None:
    """Set rights and policies for the application role. The caller is the owner of the tables."""
    with connection.cursor() as cursor:
        named = sql.Identifier(role)
        database = sql.Identifier(str(connection.settings_dict["NAME"]))
        run = [
            sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database),
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, named),
            sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC"),
            sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(named),
            sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {}").format(named),
            sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(named),
        ]
        for table in tables():
            grant = sql.SQL("GRANT {} ON {} TO {}")
            run.append(grant.format(sql.SQL(rights(table.name)), sql.Identifier(table.name), named))
        for name, condition in policies().items():
            run += _policy(sql.Identifier(name), condition, ALSO_SEEN.get(name))
        for statement in run:
            cursor.execute(statement)


def _policy(table: sql.Identifier, condition: sql.Composable, also: str | None) -> list[sql.Composable]:
    run = [
        sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(table),
        sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(table),
        sql.SQL("DROP POLICY IF EXISTS organisation ON {}").format(table),
        sql.SQL("DROP POLICY IF EXISTS also_seen ON {}").format(table),
        sql.SQL("CREATE POLICY organisation ON {} USING ({})").format(table, condition),
    ]
    if also:
        run.append(sql.SQL("CREATE POLICY also_seen ON {} {}").format(table, sql.SQL(also)))
    return list(run)
