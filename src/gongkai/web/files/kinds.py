"""What a file is, by its bytes and never by what the sender calls it."""

from __future__ import annotations

from typing import Final

from gongkai.errors import GongkaiError, InputError
from gongkai.read.packages import Package, shown_name

MOST_BYTES: Final = 20 * 1024 * 1024
_OOXML: Final = "application/vnd.openxmlformats-officedocument."
TYPES: Final = {
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".doc": "application/msword",
    ".docx": _OOXML + "wordprocessingml.document",
    ".xlsx": _OOXML + "spreadsheetml.sheet",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
    ".zip": "application/zip",
}
_BLOCKING: Final = ("vbaproject", "activex")
_OTHERS: Final = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"})
"""Parts that tell a program's own format from a plain ZIP of files."""
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD: Final = "WordDocument".encode("utf-16-le")
_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")


def sniff(name: str, content: bytes, *, bundles: bool = False) -> str:
    """Return the suffix that the bytes deserve, whatever the file is called; a WPS file is a `.doc`.

    Args:
        name: tells plain text from what merely looks like it.
        content: the whole file.
        bundles: whether a ZIP of files is taken in.

    Raises:
        InputError: empty, too large, unknown, or carrying macros.
    """
    if not content:
        raise InputError("附件是空文件", fix="请重新选择文件", field="files")
    if len(content) > MOST_BYTES:
        raise InputError(f"附件超过{MOST_BYTES // 1024 // 1024}MB", fix="请压缩或者拆分后上传", field="files")
    if content.startswith(b"%PDF-"):
        return ".pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if content.startswith(b"PK\x03\x04"):
        return _sniff_package(content, bundles=bundles)
    if content.startswith(_OLE) and _WORD in content:
        if _MACROS in content:
            raise _with_macros()
        return ".doc"
    if b"\0" not in content and name.lower().endswith(".txt") and decoded(content) is not None:
        return ".txt"
    raise _not_taken(bundles=bundles)


def decoded(content: bytes) -> str | None:
    """Return the text of a plain file, or None where it is none."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def plain_name(name: str) -> str:
    """Return a name fit to be kept and shown: no path, no control or direction characters."""
    return shown_name(name) or "文件"


def _sniff_package(content: bytes, *, bundles: bool) -> str:
    try:
        package = Package(content)
    except GongkaiError as error:
        raise InputError("附件不是可以打开的文件", why=error.what, fix="请重新保存后上传", field="files") from error
    if any(part in name.lower() for name in package.names for part in _BLOCKING):
        raise _with_macros()
    if "word/document.xml" in package.names:
        return ".docx"
    if "xl/workbook.xml" in package.names:
        return ".xlsx"
    if any(part.lower() == "ofd.xml" for part in package.names):
        return ".ofd"
    if bundles and not _OTHERS & set(package.names):
        return ".zip"
    raise _not_taken(bundles=bundles)


def _with_macros() -> InputError:
    return InputError("附件含有宏或者控件，不能上传", fix="请另存为不含宏的文件或者 PDF", field="files")


def _not_taken(*, bundles: bool) -> InputError:
    known = "PDF、OFD、DOC（WPS）、DOCX、XLSX、JPG、PNG、TXT" + ("、ZIP" if bundles else "")
    return InputError("附件类型不能上传", fix=f"可以上传：{known}", field="files")
