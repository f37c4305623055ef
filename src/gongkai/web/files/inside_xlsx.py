"""A workbook: the text of the sheets that are seen, and hidden sheets, rows and columns with what stands in them."""

from __future__ import annotations

import io
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from gongkai.errors import UnreadableFile
from gongkai.read.packages import Package
from gongkai.web.files.parts import local, look_at_parts, tree_of

_MOST_EXACT: Final = 10**15


def look(content: bytes) -> tuple[list[str], str, str]:
    """Return codes of what was found, the text of the sheets that are seen, and the text of those that are not."""
    package = Package(content)
    found = look_at_parts(package)
    unseen = []
    for name in package.names:
        if not name.startswith("xl/") or not name.endswith(".xml"):
            continue
        tree = tree_of(package, name)  # every part is inflated within the limits before the library sees the file
        if name.startswith("xl/worksheets/"):
            found += ["hidden_cells"] if any(_is_hidden_line(each) for each in tree.iter()) else []
        elif name.startswith(("xl/comments", "xl/threadedComments")):
            unseen += [each.text for each in tree.iter() if local(each) in ("t", "text") and each.text]
        elif any(local(each) == "definedName" and each.get("hidden") in ("1", "true") for each in tree.iter()):
            found.append("hidden_names")
    shown, hidden = _sheets(content)
    return found + (["hidden_sheets"] if hidden else []), "\n".join(shown), "\n".join([*hidden, *unseen])


def _is_hidden_line(element: Any) -> bool:  # noqa: ANN401 - lxml's element type is private
    return local(element) in ("row", "col") and element.get("hidden") in ("1", "true")


def _sheets(content: bytes) -> tuple[list[str], list[str]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown: list[str] = []
        hidden: list[str] = []
        for meta in book.sheets_metadata:
            rows = book.get_sheet_by_name(meta.name).to_python()
            text = "\n".join("\t".join(_spoken(cell) for cell in row) for row in rows)
            (shown if meta.visible == SheetVisibleEnum.Visible else hidden).append(f"{meta.name}\n{text}")
    except CalamineError as error:
        raise UnreadableFile("工作簿无法读取", why=str(error)[:200]) from None
    return shown, hidden


def _spoken(cell: object) -> str:
    """Return a cell as it reads: a long number in full, as an identity number kept as one would be."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _MOST_EXACT * 10_000:
        return str(int(cell))
    return str(cell)
