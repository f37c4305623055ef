"""Read a report that somebody uploads on a page: what went wrong is said to an officer, not to who runs the server."""

from __future__ import annotations

from gongkai.errors import MissingTool, UnreadableFile
from gongkai.read.ocr_tools import NeedsRecognition
from gongkai.read.sandbox import USUAL, read_untrusted
from gongkai.report import Report

_ANOTHER = "请上传 Word、网页或者带文字的 PDF"


def read_upload(name: str, data: bytes, *, recognises: bool = True) -> Report:
    """Read a file in a child with bounds.

    Args:
        name: what the sender calls it; shown, and never used as a path.
        data: the whole file.
        recognises: also pictures, where text recognition is installed; that takes minutes.

    Raises:
        UnsafeFile: it is too large, or was refused by a limit that protects the reader.
        UnreadableFile: it is no report, or needs what is not there.
    """
    if not data:
        raise UnreadableFile("文件是空的", fix="请重新选择文件")
    try:
        return read_untrusted(data, name, bounds=None if recognises else USUAL)
    except NeedsRecognition as error:
        raise UnreadableFile("这是扫描件或者图片，这里不做文字识别", why="识别要几分钟", fix=_ANOTHER) from error
    except MissingTool as error:
        raise UnreadableFile(
            "平台读不了这份文件", why="它是扫描件、图片或者旧格式，服务器没有安装读取它的组件", fix=_ANOTHER
        ) from error
