"""Write a report as a PDF of the official look with embedded fonts, through typst (the extra `pdf`).

The report's words reach typst as data, never as source.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib import import_module, resources
from pathlib import Path
from types import ModuleType
from typing import Any

from gongkai.errors import UnwritableReport
from gongkai.report import Report
from gongkai.write.fonts import HEAVY, LATIN, choose_faces, font_folders, missing_characters, refuse_missing
from gongkai.write.layout import Box, Grid, lay_out
from gongkai.write.wording import Part, parts_of, print_date, title_of


def write_pdf(report: Report, fonts: Sequence[str | Path] = ()) -> bytes:
    """Return the report as a PDF.

    Args:
        report: the report.
        fonts: directories to look for fonts in before those of GONGKAI_FONTS and the system's.

    Raises:
        UnwritableReport: typst is not installed, or the fonts found lack Chinese or some character of the report.
    """
    day = report.published_on
    content = _content(report)
    return set_page("report.typ", content, "".join(_words(content)), day=day, fonts=fonts)


def set_page(
    template: str, content: dict[str, Any], words: str, *, day: date | None, fonts: Sequence[str | Path] = ()
) -> bytes:
    """Set the content, which reaches the template as data, with the fonts of the standard or their likes embedded.

    Raises:
        UnwritableReport: typst is not installed, or the fonts found lack Chinese or some of the words.
    """
    typst = _typst()
    found = _fonts(font_folders(fonts))
    known = found.fonts()
    faces = choose_faces(font.family for font in known)
    refuse_missing(words, _usable(known, faces))
    families = {font.family for font in known}
    latin = next(family for family in LATIN if family in families)
    content["faces"] = {**faces, "latin": latin, "heavy": faces["title"][0] in HEAVY}
    written: bytes = typst.compile(
        (resources.files("gongkai.write") / template).read_bytes(),
        format="pdf",
        font_paths=found,
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(content, ensure_ascii=False)},
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(1980, 1, 1, tzinfo=UTC),
        pdf_standards="ua-1",
    )
    return written


def unprintable(words: str, fonts: Sequence[str | Path] = ()) -> frozenset[str]:
    """Return the characters that none of the fonts found has.

    Raises:
        UnwritableReport: typst is not installed, or there is no Chinese font.
    """
    known = _fonts(font_folders(fonts)).fonts()
    return missing_characters(words, _usable(known, choose_faces(font.family for font in known)))


def _usable(known: Sequence[Any], faces: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    """Return the files of the fonts that may be used, the likeliest first."""
    used = list(dict.fromkeys(family for families in faces.values() for family in families))
    usable = sorted((font for font in known if font.family in used and font.path), key=lambda f: used.index(f.family))
    return [(font.path, font.index) for font in usable]


def _typst() -> ModuleType:
    try:
        return import_module("typst")
    except ImportError:
        raise UnwritableReport(
            "不能生成 PDF", why="没有安装 typst", fix='请安装：pip install "gongkai[pdf]"', field="format"
        ) from None


@cache
def _fonts(folders: tuple[str, ...]) -> Any:  # noqa: ANN401 (typst.Fonts: typst is an extra)
    """Return the fonts of these directories and those that typst brings; nothing else of the system."""
    return _typst().Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=list(folders))


def _content(report: Report) -> dict[str, Any]:
    """Return what the template prints, as plain data."""
    day = report.published_on
    signature = [report.organ, print_date(day)] if day and report.organ else [print_date(day)] if day else []
    return {
        "title": title_of(report),
        "title_lines": _title_lines(report),
        "author": report.organ or "",
        "date": [day.year, day.month, day.day] if day else None,
        "parts": [_part(report, part) for part in parts_of(report)],
        "signature": signature,
    }


def _title_lines(report: Report) -> list[str]:
    """Break a long title after the organ's name, so that no word is parted (7.3.1)."""
    title = title_of(report)
    organ = report.organ or ""
    if organ and len(title) > 20 and title.startswith(organ) and title != organ:
        return [organ, title.removeprefix(organ)]
    return [title]


def _part(report: Report, part: Part) -> dict[str, Any]:
    grid = lay_out(report, part.table) if part.table else None
    return {
        "heading": part.heading,
        "paragraphs": [
            {"heading": p.heading, "lead": "" if p.heading else p.text[: p.lead], "text": p.text[p.lead :]}
            for p in part.paragraphs
        ],
        "grid": _grid(grid) if grid else None,
    }


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "widths": grid.widths,
        "height": grid.height,
        "header_rows": grid.header_rows,
        "boxes": [_box(box) for line in grid.lines() for box in line],
    }


def _box(box: Box) -> dict[str, Any]:
    return {
        "x": box.column,
        "y": box.row,
        "columns": box.columns,
        "rows": box.rows,
        "text": box.text,
        "role": box.role.value,
        "upright": box.is_upright,
    }


def _words(content: object) -> Iterator[str]:
    """Yield every string that is printed."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for item in content.values():
            yield from _words(item)
    elif isinstance(content, (list, tuple)):
        for item in content:
            yield from _words(item)
