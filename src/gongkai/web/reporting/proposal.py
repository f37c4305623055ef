"""Propose the text of a report from its figures: data decides which sentence is taken, a person confirms it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from gongkai.form import Edition
from gongkai.web.reporting.living import Figurebook, references

_NUMBERING: Final = re.compile(r"^(?:[（(][一二三四五六七八九十]+[)）]|\d+[.．、])|（.*?）$")


@cache
def script() -> Mapping[int, list[Mapping[str, Any]]]:
    """Return the paragraphs that may be proposed, by number of section."""
    data = tomllib.loads(files("gongkai.web.reporting").joinpath("proposal.toml").read_text("utf-8"))
    return {row["number"]: row["paragraph"] for row in data["section"]}


def propose_section(number: int, book: Figurebook, edition: Edition) -> str:
    """Return a draft of a section with living figures, one paragraph a line."""
    lines = []
    for paragraph in script().get(number, ()):
        text = "".join(_sentence(row, book, edition) for row in paragraph["sentence"])
        text = text or paragraph.get("otherwise", "")
        if text:
            lines.append(paragraph.get("lead", "") + text)
    year = book.find("year")
    return "\n".join(lines).replace("{{year}}", str(year.value) if year else "")


def _sentence(row: Mapping[str, Any], book: Figurebook, edition: Edition) -> str:
    if "each" in row or "counts" in row:
        listed = "，".join(_outcomes(row, book, edition) if "each" in row else _counts(row["counts"], book))
        return f"{row['text']}{listed}{row['closing']}" if listed else ""
    names = row.get("of") or list(references(row["text"]))
    entries = [book.find(name) for name in names]
    values = [entry.value for entry in entries if entry is not None]
    if len(values) < len(entries) or None in values:
        return ""
    wanted = row.get("when")
    if (wanted == "some" and not any(values)) or (wanted == "none" and any(values)):
        return ""
    return str(row["text"])


def _outcomes(row: Mapping[str, Any], book: Figurebook, edition: Edition) -> Iterator[str]:
    relation = next(r for r in edition.relations if r.table == row["table"] and [t.id for t in r.left] == [row["each"]])
    groups: dict[str, list[tuple[str, str]]] = {}
    for term in relation.right:
        reference = f"{row['table']}/{term.id}/{row['column']}"
        entry = book.find(reference)
        if entry is not None and entry.value:
            group, label = _plain(edition, reference)
            groups.setdefault(group or label, []).append((label if group else "", reference))
    for name, found in groups.items():
        parts = "、".join(f"{label}{{{{{reference}}}}}件" for label, reference in found if label)
        yield f"{name}{{{{{'+'.join(reference for _, reference in found)}}}}}件" + (f"（{parts}）" if parts else "")


def _counts(group: str, book: Figurebook) -> Iterator[str]:
    for entry in book.entries.values():
        if entry.group == group and entry.value:
            yield f"{entry.label}{{{{{entry.name}}}}}条"


def _plain(edition: Edition, reference: str) -> tuple[str, str]:
    """Return the group of a row, where it is a part of one, and its label, both without their numbering."""
    row = edition.cell(reference).row
    label = _NUMBERING.sub("", row.label).strip()
    group = _NUMBERING.sub("", row.group.rpartition("、")[2] if row.group.startswith("三、") else row.group).strip()
    return (group if "." in row.id else ""), label
