"""The statutory form of the annual report, as data: editions, cells and the relations between them."""

from gongkai.form.bridges import Bridge, bridge
from gongkai.form.load import edition, edition_for, editions
from gongkai.form.model import (
    Aspect,
    Block,
    Cell,
    CellType,
    Column,
    Edition,
    Equation,
    Relation,
    Row,
    Table,
    Term,
    Variant,
)

__all__ = [
    "Aspect",
    "Block",
    "Bridge",
    "Cell",
    "CellType",
    "Column",
    "Edition",
    "Equation",
    "Relation",
    "Row",
    "Table",
    "Term",
    "Variant",
    "bridge",
    "edition",
    "edition_for",
    "editions",
]
