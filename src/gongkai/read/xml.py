"""XML of office files parsed without what makes XML dangerous: no DTD, no entities, no network, bounded depth."""

from __future__ import annotations

from lxml import etree

from gongkai.errors import UnreadableFile, UnsafeFile


def parse_xml(data: bytes, file: str, part: str) -> etree._Element:
    """Parse one XML part of an office file.

    Raises:
        UnsafeFile: the part has a document type declaration, or is nested too deeply.
        UnreadableFile: the part is not well-formed.
    """
    if _has_doctype(data):
        raise UnsafeFile(
            f"“{file}”的“{part}”带有文档类型声明（DOCTYPE）",
            why="正常的办公文件没有它，它可用来读取本机文件或耗尽内存",
            fix="请确认文件来源",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error).lower()
        kind = UnsafeFile if deep else UnreadableFile
        why = "元素嵌套过深" if deep else f"XML 不完整：{error.msg}"
        raise kind(f"“{file}”的“{part}”无法解析", why=why, fix="请重新保存后再读") from None


def _has_doctype(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:64]:
        data = data.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return b"<!DOCTYPE" in data or b"<!ENTITY" in data
