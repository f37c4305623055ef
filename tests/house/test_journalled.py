"""P19: whatever a person or the clock lets an action write, the action writes into the journal too."""

from __future__ import annotations

import ast
from pathlib import Path

ROOMS = Path(__file__).parents[2] / "src" / "gongkai" / "web"
RECORD = "gongkai.web.journal.actions.record"
WRITES = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "update", "delete"}
KEPT_ELSEWHERE = {
    "run_gates": "the rows of the gates are the record: who checked what when",
    "note_gates": "as run_gates",
    "require_open_gates": "as run_gates",
    "clear_reviewed": "the publishing action that calls it writes the entry, with the reason",
    "mark_read": "a reminder was read by whom it was for",
    "send_waiting_mails": "each reminder keeps when and how it was sent",
    "send_digests": "each subscription keeps until when it was told",
    "open_appeal_file": "the scanner's late word on a file stands on the file",
    "open_evidence": "as open_appeal_file",
    "save_appeal": "a part of the actions that call it",
    "receive_case": "a part of the actions that call it",
    "place_file": "a part of the actions that call it",
    "enter_rows": "a part of the actions that call it",
    "record_entries": "is the journal",
}
Name = tuple[str, str]


def graph() -> dict[Name, set[Name]]:
    """Each function of the platform by module and name, with the functions that it speaks of."""
    found: dict[Name, set[Name]] = {}
    for path in sorted(ROOMS.glob("**/*.py")):
        module = ".".join(("gongkai", "web", *path.relative_to(ROOMS).with_suffix("").parts)).removesuffix(".__init__")
        tree = ast.parse(path.read_text("utf-8"))
        meant = {
            alias.asname or alias.name: (node.module, alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }
        own = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        meant |= {node.name: (module, node.name) for node in own}
        for node in own:
            spoken = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
            found[module, node.name] = {meant[name] for name in spoken if name in meant} | _writing(node)
    return found


def _writing(function: ast.FunctionDef) -> set[Name]:
    return {("", one.attr) for one in ast.walk(function) if isinstance(one, ast.Attribute) and one.attr in WRITES}


def reaching(wanted: set[Name], known: dict[Name, set[Name]]) -> set[Name]:
    """The functions that call one of the wanted, by whatever way."""
    found = set(wanted)
    while more := {name for name, called in known.items() if name not in found and called & found}:
        found |= more
    return found


def test_every_action_that_writes_writes_into_the_journal() -> None:
    known = graph()
    recording = reaching({(RECORD, "record_entry"), (RECORD, "record_entries")}, known)
    writing = reaching({("", name) for name in WRITES}, known)
    steps = [(module, name) for module, name in known if ".actions." in module and not name.startswith("_")]
    silent = [one for one in steps if one in writing and one not in recording and one[1] not in KEPT_ELSEWHERE]
    assert silent == []
    assert len([one for one in steps if one in recording]) > 150
