"""The glossary: English identifier ↔ Chinese term ↔ legal basis."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from gongkai.errors import UnknownRef

__all__ = ["Term", "term", "terms"]


@dataclass(frozen=True, slots=True)
class Term:
    """A statutory notion: its identifier, Chinese term, basis, and identifiers that must not be used for it."""

    id: str
    zh: str
    basis: str
    never: tuple[str, ...] = ()
    note: str = ""


@cache
def terms() -> Mapping[str, Term]:
    """Return every term by identifier."""
    data = tomllib.loads((resources.files("gongkai.terms") / "glossary.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            name: Term(name, entry["zh"], entry["basis"], tuple(entry.get("never", ())), entry.get("note", ""))
            for name, entry in data.items()
        }
    )


def term(identifier: str) -> Term:
    """Return the term of an identifier.

    Raises:
        UnknownRef: the glossary has no such term.
    """
    try:
        return terms()[identifier]
    except KeyError:
        raise UnknownRef(f"术语表中没有“{identifier}”", fix="用 gongkai form 查看单元格名称", field="term") from None
