"""What the database itself enforces: entries are only ever added, at the end, one by one.

The same promises on SQLite and PostgreSQL: no UPDATE, DELETE or TRUNCATE of an entry; an INSERT only with the next
number; the head only moves one step forward.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

TRIGGERS: Final = (
    "journal_entry_no_update",
    "journal_entry_no_delete",
    "journal_entry_next_only",
    "journal_chain_forward_only",
    "journal_chain_no_delete",
)
_NEXT: Final = "NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM journal_entry)"
_FORWARD: Final = "NEW.sequence <> OLD.sequence + 1 OR NEW.ref <> OLD.ref"
_MESSAGE: Final = "journal is append-only"
_TABLES: Final = {
    "journal_entry_no_update": ("UPDATE", "journal_entry", "", "BEFORE"),
    "journal_entry_no_delete": ("DELETE", "journal_entry", "", "BEFORE"),
    "journal_entry_next_only": ("INSERT", "journal_entry", _NEXT, "BEFORE"),
    "journal_chain_forward_only": ("UPDATE", "journal_chain", _FORWARD, "BEFORE"),
    "journal_chain_no_delete": ("DELETE", "journal_chain", "", "BEFORE"),
}


def protect(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    with connection.cursor() as cursor:
        for statement in _postgresql() if connection.vendor == "postgresql" else _sqlite():
            cursor.execute(statement)


def unprotect(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: only the backward migration and tests that empty tables may."""
    with connection.cursor() as cursor:
        for name, (_, table, _, _) in _TABLES.items():
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER IF EXISTS journal_entry_no_truncate ON journal_entry")
            cursor.execute("DROP FUNCTION IF EXISTS journal_refuse(), journal_next_only(), journal_forward_only()")


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that somebody dropped or switched off."""
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in TRIGGERS if name not in present]


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {name} {when} {verb} ON {table} {'WHEN ' + guard if guard else ''} "
        f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        for name, (verb, table, guard, when) in _TABLES.items()
    ]


def _postgresql() -> list[str]:
    refuse = f"RAISE EXCEPTION '{_MESSAGE}';"

    def function(name: str, body: str) -> str:
        return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"

    def trigger(name: str, events: str, table: str, call: str, each: str = "ROW") -> str:
        return f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH {each} EXECUTE FUNCTION {call}()"

    return [
        function("journal_refuse", refuse),
        function("journal_next_only", f"IF {_NEXT} THEN {refuse} END IF; RETURN NEW;"),
        function("journal_forward_only", f"IF {_FORWARD} THEN {refuse} END IF; RETURN NEW;"),
        trigger("journal_entry_no_update", "UPDATE", "journal_entry", "journal_refuse"),
        trigger("journal_entry_no_delete", "DELETE", "journal_entry", "journal_refuse"),
        trigger("journal_entry_no_truncate", "TRUNCATE", "journal_entry", "journal_refuse", "STATEMENT"),
        trigger("journal_entry_next_only", "INSERT", "journal_entry", "journal_next_only"),
        trigger("journal_chain_forward_only", "UPDATE", "journal_chain", "journal_forward_only"),
        trigger("journal_chain_no_delete", "DELETE", "journal_chain", "journal_refuse"),
    ]
