"""Files handed in: judged by what they are, looked through for what is hidden in them, sealed for the database."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

import pypdfium2
from django.utils.translation import gettext as _

from gongkai.check.privacy import find_leaks
from gongkai.errors import GongkaiError, InputError
from gongkai.read.packages import Package
from gongkai.web.journal.sealing import seal, unseal

MOST_BYTES: Final = 20 * 1024 * 1024
_PAGES: Final = 50
_OOXML: Final = "application/vnd.openxmlformats-officedocument."
TYPES: Final = {
    ".pdf": "application/pdf",
    ".docx": _OOXML + "wordprocessingml.document",
    ".xlsx": _OOXML + "spreadsheetml.sheet",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
}
_ACTIVE_PDF: Final = {
    b"/JavaScript": _("含有脚本"),
    b"/Launch": _("含有启动外部程序的动作"),
    b"/EmbeddedFile": _("内嵌有其他文件"),
    b"/XFA": _("含有动态表单"),
}
_PARTS: Final = {
    "vbaProject": _("含有宏"),
    "embeddings/": _("内嵌有其他文件"),
    "activeX": _("含有 ActiveX 控件"),
    "comments": _("含有批注"),
}
_MARKS: Final = {
    rb"<w:(ins|del)\b": _("含有未接受的修订"),
    rb"<w:vanish\s*/>": _("含有隐藏文字"),
    rb'state="(hidden|veryHidden)"': _("含有隐藏的工作表"),
    rb'hidden="(1|true)"': _("含有隐藏的行或者列"),
}
_BLOCKING: Final = ("vbaProject", "activeX")


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it may be sent: always as a download, under the type that its bytes have."""

    name: str
    media_type: str
    content: bytes


def plain_name(name: str) -> str:
    """Return a file's own name without any path."""
    return PurePosixPath(name.replace("\\", "/")).name[:120]


def seal_bytes(content: bytes) -> bytes:
    """Encrypt the bytes of a file."""
    return seal(base64.b85encode(content).decode()).encode()


def unseal_bytes(sealed: bytes | memoryview) -> bytes:
    """Decrypt the bytes of a file."""
    return base64.b85decode(unseal(bytes(sealed).decode()))


def sniff(name: str, content: bytes) -> str:
    """Return the suffix that the bytes deserve, whatever the file is called.

    Raises:
        InputError: empty, too large, unknown, or carrying active content.
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
        return _sniff_package(content)
    if b"\0" not in content and _is_text(content) and name.lower().endswith(".txt"):
        return ".txt"
    raise _not_taken()


def _sniff_package(content: bytes) -> str:
    try:
        package = Package(content)
    except GongkaiError as error:
        raise InputError("附件不是可以打开的文件", why=error.what, fix="请重新保存后上传", field="files") from error
    if any(part in name for name in package.names for part in _BLOCKING):
        raise InputError("附件含有宏或者控件，不能上传", fix="请另存为不含宏的文件或者 PDF", field="files")
    if "word/document.xml" in package.names:
        return ".docx"
    if "xl/workbook.xml" in package.names:
        return ".xlsx"
    raise _not_taken()


def _not_taken() -> InputError:
    return InputError("附件类型不能上传", fix="可以上传：PDF、DOCX、XLSX、JPG、PNG、TXT", field="files")


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            content.decode("gb18030")
        except UnicodeDecodeError:
            return False
    return True


def look_through(content: bytes, suffix: str) -> list[str]:
    """Return what somebody has to look at before the file goes out: hidden data, active content, personal numbers."""
    found: list[str] = []
    text = ""
    if suffix == ".pdf":
        found += [why for mark, why in _ACTIVE_PDF.items() if mark in content]
        text, unread = _pdf_text(content)
        found += unread
    elif suffix in (".docx", ".xlsx"):
        hidden, text = _package_content(Package(content))
        found += hidden
    elif suffix == ".txt":
        text = content.decode("utf-8", "replace")
    elif suffix == ".jpg" and b"Exif\0\0" in content[:4096]:
        found.append(_("图片带有拍摄信息（EXIF）"))
    found += [f"{leak.why}：{leak.quote}" for leak in find_leaks(text) if leak.kind != "placeholder"]
    return list(dict.fromkeys(found))[:50]


def _pdf_text(content: bytes) -> tuple[str, list[str]]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return "", [_("PDF 无法打开（损坏或者加密），没有检查内容")]
    try:
        pages = [document[number].get_textpage().get_text_bounded() for number in range(min(len(document), _PAGES))]
        unread = [_("超过50页，后面的页没有检查")] if len(document) > _PAGES else []
        if not "".join(pages).strip():
            unread.append(_("没有文字层（扫描件），没有检查个人信息"))
    except pypdfium2.PdfiumError:
        return "", [_("PDF 内容无法读取，没有检查内容")]
    finally:
        document.close()
    return "\n".join(pages), unread


def _package_content(package: Package) -> tuple[list[str], str]:
    found = [why for part, why in _PARTS.items() if any(part in name for name in package.names)]
    texts = []
    for name in package.names:
        if not name.endswith(".xml") or not name.startswith(("word/", "xl/", "docProps/core")):
            continue
        xml = package.read(name)
        found += [why for mark, why in _MARKS.items() if re.search(mark, xml)]
        if name == "docProps/core.xml" and re.search(rb"<(dc:creator|cp:lastModifiedBy)>[^<]+<", xml):
            found.append(_("文件属性中有作者姓名"))
        else:
            texts.append(re.sub(r"<[^>]+>", "", xml.decode("utf-8", "replace")))
    return found, "\n".join(texts)
