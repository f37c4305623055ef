"""The comments of a Word file: its comments part, made where there is none, and the marks around what is commented on.

Only the document, its comments, their relation and their content type are written anew; every other part of the file
keeps its bytes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from lxml import etree

from gongkai.errors import UnwritableReport
from gongkai.write.docx_letters import Words

_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND: Final = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR_LIMIT: Final = 255
_MOST_BYTES: Final = 256 * 1024 * 1024
_PARAGRAPH_ID: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_PARENT_ID: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}paraIdParent"


class CommentedFile:
    """A Word file taken apart, to which comments are added; `save` puts it together again."""

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                infos = {info.filename: info for info in archive.infolist()}
                _refuse_bomb(infos.values())
                self._parts = [(info, archive.read(info)) for info in infos.values()]
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error, EOFError) as error:
            raise UnwritableReport("这不是 Word 文档（.docx）", why=str(error), fix="请另存为 .docx 再试") from None
        self._new: dict[str, bytes] = {}
        self._name = self._main_part()
        self.root = self._xml(self._name)
        self.words = Words(self.root)
        self._comments_name, self._comments = self._comments_part()
        known = [str(item.get(self.words.tag("id"), "")) for item in self._comments]
        self._next = 1 + max((int(number) for number in known if number.isdecimal()), default=-1)

    @property
    def body(self) -> etree._Element:
        """The document's body."""
        body = self.root.find(self.words.tag("body"))
        if body is None:
            raise UnwritableReport("Word 文档没有正文", fix="请重新保存后再试")
        return body

    def remove_own(self, author: str) -> None:
        """Take out the comments of this author, left from an earlier run; one that somebody replied to stays."""
        tag = self.words.tag
        answered = self._answered()
        gone = set()
        for comment in list(self._comments):
            ids = {str(p.get(_PARAGRAPH_ID)) for p in comment.iter(tag("p"))}
            if comment.get(tag("author")) == author and not ids & answered:
                gone.add(comment.get(tag("id")))
                self._comments.remove(comment)
        marks = [tag("commentRangeStart"), tag("commentRangeEnd"), tag("commentReference")]
        for mark in [m for m in self.root.iter(*marks) if m.get(tag("id")) in gone] if gone else ():
            parent = mark.getparent()
            if parent is None:
                continue
            parent.remove(mark)
            above = parent.getparent()
            if parent.tag == tag("r") and above is not None and all(c.tag == tag("rPr") for c in parent):
                above.remove(parent)

    def _answered(self) -> frozenset[str]:
        """Return the ids of the paragraphs of comments that have replies."""
        name = posixpath.join(posixpath.dirname(self._name), "commentsExtended.xml")
        if self._part(name) is None:
            return frozenset()
        return frozenset(str(item.get(_PARENT_ID)) for item in self._xml(name) if item.get(_PARENT_ID))

    def add(self, lines: tuple[str, ...], *, author: str, initials: str, on: date | None) -> str:
        """Add a comment of these paragraphs and return its id."""
        tag = self.words.tag
        number = str(self._next)
        self._next += 1
        comment = etree.SubElement(self._comments, tag("comment"))
        comment.set(tag("id"), number)
        comment.set(tag("author"), author[:_AUTHOR_LIMIT])
        comment.set(tag("initials"), initials[:9])
        if on:
            comment.set(tag("date"), f"{on.isoformat()}T00:00:00Z")
        for place, line in enumerate(lines):
            paragraph = etree.SubElement(comment, tag("p"))
            if place == 0:
                etree.SubElement(etree.SubElement(paragraph, tag("r")), tag("annotationRef"))
            text = etree.SubElement(etree.SubElement(paragraph, tag("r")), tag("t"))
            text.text = "".join(c for c in line if c.isprintable() or c == " ")
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return number

    def enclose(self, first: etree._Element, last: etree._Element, number: str) -> None:
        """Put a comment's marks around two runs (or one) and all that stands between them."""
        tag = self.words.tag
        first.addprevious(self._mark("commentRangeStart", number))
        end = self._mark("commentRangeEnd", number)
        _put_after(last, end)
        reference = etree.Element(tag("r"))
        etree.SubElement(reference, tag("commentReference")).set(tag("id"), number)
        _put_after(self._child_of_paragraph(end), reference)

    def enclose_paragraph(self, paragraph: etree._Element, number: str) -> None:
        """Put a comment's marks around all that a paragraph holds."""
        tag = self.words.tag
        properties = paragraph.find(tag("pPr"))
        start = self._mark("commentRangeStart", number)
        if properties is not None:
            properties.addnext(start)
        else:
            paragraph.insert(0, start)
        paragraph.append(self._mark("commentRangeEnd", number))
        etree.SubElement(etree.SubElement(paragraph, tag("r")), tag("commentReference")).set(tag("id"), number)

    def save(self) -> bytes:
        """Return the file with its comments."""
        self._put(self._name, self.root)
        self._put(self._comments_name, self._comments)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
            names = set()
            for info, content in self._parts:
                names.add(info.filename)
                kept = zipfile.ZipInfo(info.filename, info.date_time)
                kept.compress_type, kept.external_attr = zipfile.ZIP_DEFLATED, info.external_attr
                target.writestr(kept, self._new.get(info.filename, content))
            for name, content in self._new.items():
                if name not in names:
                    added = zipfile.ZipInfo(name)
                    added.compress_type = zipfile.ZIP_DEFLATED
                    target.writestr(added, content)
        return out.getvalue()

    def _mark(self, name: str, number: str) -> etree._Element:
        mark = etree.Element(self.words.tag(name))
        mark.set(self.words.tag("id"), number)
        return mark

    def _child_of_paragraph(self, element: etree._Element) -> etree._Element:
        """Return the element itself, or that wrapping of it which stands directly in the paragraph."""
        parent = element.getparent()
        while parent is not None and parent.tag != self.words.tag("p"):
            element, parent = parent, parent.getparent()
        return element

    def _part(self, name: str) -> bytes | None:
        if name in self._new:
            return self._new[name]
        return next((content for info, content in self._parts if info.filename == name), None)

    def _xml(self, name: str) -> etree._Element:
        content = self._part(name)
        if content is None:
            raise UnwritableReport(f"Word 文档里没有 {name}", fix="请重新保存后再试")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise UnwritableReport(f"Word 文档的 {name} 已损坏", why=str(error), fix="请重新保存后再试") from None

    def _put(self, name: str, root: etree._Element) -> None:
        self._new[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _main_part(self) -> str:
        for relation in self._relations("_rels/.rels"):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
        return "word/document.xml"

    def _relations(self, name: str) -> Iterator[etree._Element]:
        if self._part(name) is not None:
            yield from self._xml(name).iter(f"{{{_RELATIONS}}}Relationship")

    def _comments_part(self) -> tuple[str, etree._Element]:
        """Return the name and the root of the comments part; where there is none, make it known to the package."""
        folder, base = posixpath.split(self._name)
        relations = posixpath.join(folder, "_rels", base + ".rels")
        for relation in self._relations(relations):
            if str(relation.get("Type", "")) in _KIND.values():
                name = posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target", "")))).lstrip("/")
                if self._part(name) is not None:
                    return name, self._xml(name)
        name = posixpath.join(folder, "comments.xml")
        if self._part(name) is not None:
            name = posixpath.join(folder, "comments-gongkai.xml")
        self._relate(relations, posixpath.basename(name))
        self._declare("/" + name)
        return name, etree.Element(self.words.tag("comments"), nsmap={"w": self.words.space})

    def _relate(self, relations: str, target: str) -> None:
        known = self._part(relations) is not None
        root = self._xml(relations) if known else etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
        ids = {str(relation.get("Id")) for relation in root}
        number = next(n for n in range(1, len(ids) + 2) if f"rIdComments{n}" not in ids)
        etree.SubElement(
            root,
            f"{{{_RELATIONS}}}Relationship",
            Id=f"rIdComments{number}",
            Type=_KIND[self.words.is_strict],
            Target=target,
        )
        self._put(relations, root)

    def _declare(self, part: str) -> None:
        root = self._xml("[Content_Types].xml")
        if not any(item.get("PartName") == part for item in root):
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=part, ContentType=_CONTENT)
            self._put("[Content_Types].xml", root)


def _refuse_bomb(infos: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse a file that would fill the memory: all its parts are read, also those that no reader looks at."""
    size = sum(info.file_size for info in infos)
    if size > _MOST_BYTES:
        raise UnwritableReport(
            f"Word 文档解压后有{size // 1048576}MB，不能在上面加批注",
            why=f"上限为{_MOST_BYTES // 1048576}MB",
            fix="请压缩其中的图片后再试",
        )


def _put_after(element: etree._Element, new: etree._Element) -> None:
    """Put an element after another, which keeps the text that follows it."""
    element.addnext(new)
