"""Read scans and pictures of reports with the `ocr` extra."""

from __future__ import annotations

from gongkai.errors import MissingTool
from gongkai.report import Report


def read_image(data: bytes, *, file: str = "") -> Report:
    """Read a report from a picture of it.

    Raises:
        MissingTool: the extra is not installed.
    """
    raise missing_ocr(file)


def missing_ocr(file: str) -> MissingTool:
    """Return the error that says what to install."""
    return MissingTool(
        f"“{file or '文件'}”是图片或扫描件，要用文字识别才能读",
        why="没有安装文字识别组件",
        fix="请安装：pip install 'gongkai[ocr]'，或使用有文字层的 PDF、DOCX、HTML",
    )
