"""The head is signed, and the database itself refuses to change or delete an entry.

SQLite fires no trigger for the rows that INSERT OR REPLACE removes, so it has one more before each insert.
"""

from typing import Any

from django.db import migrations, models

SAID = "the journal takes new entries only"
ON_SQLITE = {
    "journal_entry_no_update": "BEFORE UPDATE ON journal_entry",
    "journal_entry_no_delete": "BEFORE DELETE ON journal_entry",
    "journal_entry_no_replace": (
        "BEFORE INSERT ON journal_entry WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id"
        " OR (organisation_id = NEW.organisation_id AND number = NEW.number))"
    ),
    "journal_head_no_delete": "BEFORE DELETE ON journal_head",
    "journal_head_goes_on": "BEFORE UPDATE ON journal_head WHEN NEW.number < OLD.number",
}
ON_POSTGRESQL = {
    "journal_entry_no_change": "BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry FOR EACH STATEMENT",
    "journal_head_no_delete": "BEFORE DELETE OR TRUNCATE ON journal_head FOR EACH STATEMENT",
    "journal_head_goes_on": "BEFORE UPDATE ON journal_head FOR EACH ROW WHEN (NEW.number < OLD.number)",
}


def make(_: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name, when in ON_SQLITE.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{SAID}'); END")
        return
    schema_editor.execute(
        "CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$"
    )
    for name, when in ON_POSTGRESQL.items():
        schema_editor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION journal_refuses()")


def remove(_: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name in ON_SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
        return
    for name in ON_POSTGRESQL:
        schema_editor.execute(f"DROP TRIGGER {name} ON {'_'.join(name.split('_')[:2])}")
    schema_editor.execute("DROP FUNCTION journal_refuses()")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.AddField("head", "at", models.DateTimeField(null=True)),
        migrations.AddField("head", "signature", models.CharField(default="", max_length=88)),
        migrations.RunPython(make, remove),
    ]
