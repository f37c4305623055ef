"""The body of an item: pasted from anywhere, kept clean.

What may stay is what a document says: headings, paragraphs, lists, tables, links, and pictures out of the item's own
files, written `<img src="file:REF">` (links to own files: `<a href="file:REF">`). `with_addresses` puts in where a face
serves them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import Final

import nh3

from gongkai.errors import InputError

MOST_CHARACTERS: Final = 2_000_000
DEEPEST: Final = 200
TAGS: Final = frozenset(
    [
        "h2",
        "h3",
        "h4",
        "p",
        "br",
        "hr",
        "strong",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "blockquote",
        "ul",
        "ol",
        "li",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "a",
        "img",
    ]
)
_ATTRIBUTES: Final = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_SCHEMES: Final = {"http", "https", "mailto", "file"}
_GONE: Final = frozenset({"script", "style", "svg", "math", "form", "iframe", "object", "template", "noscript", "xml"})
_RENAMED: Final = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em", "strike": "s", "del": "s"}
_VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_BLOCKS: Final = frozenset(
    ("h2", "h3", "h4", "p", "br", "hr", "blockquote", "li", "caption", "tr", "table", "ul", "ol")
)
_FILE: Final = re.compile(r'(<(?:img|a)\b[^>]*?\b(?:src|href)=")file:([A-Za-z0-9_-]{1,24})(")')
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)([^<>]*)>")
_EMPTY: Final = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")
_FOREIGN_PICTURE: Final = re.compile(r'<img\b(?![^>]*\bsrc="file:)[^>]*>')


def clean_body(markup: str) -> str:
    """Return the body without anything that is not what the document says.

    Raises:
        InputError: too long, or nested deeper than any document is.
    """
    if len(markup) > MOST_CHARACTERS:
        raise InputError("正文过长", fix="请把附件另行上传", field="body")
    _refuse_depth(markup)
    markup = _TAG.sub(_rename, markup)
    cleaned = nh3.clean(
        markup,
        tags=set(TAGS),
        clean_content_tags=set(_GONE),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer",
        attribute_filter=_kept_attribute,
    )
    return _EMPTY.sub("", _FOREIGN_PICTURE.sub("", cleaned)).strip()


def body_of_text(text: str) -> str:
    """Return plain text as a body: a blank line ends a paragraph, a line break stays one."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(
        f"<p>{escape(one.strip(), quote=False).replace(chr(10), '<br>')}</p>" for one in paragraphs if one.strip()
    )


def plain_text(body: str) -> str:
    """Return what a reader sees of a body, a line for each block, cells of a row parted by tabs."""
    reader = _Text()
    reader.feed(body)
    reader.close()
    lines = (re.sub(r"[ \u00a0]+", " ", line).strip() for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def with_addresses(body: str, address: Callable[[str], str]) -> str:
    """Return a body with the addresses of its own files, as a face serves them."""
    return _FILE.sub(lambda m: f"{m[1]}{escape(address(m[2]))}{m[3]}", body)


def with_refs(body: str, refs: dict[str, str]) -> str:
    """Return a body whose own files are called by other references."""
    return _FILE.sub(lambda m: f"{m[1]}file:{refs.get(m[2], m[2])}{m[3]}", body)


def files_in(body: str) -> list[str]:
    """Return the references of the own files that a body shows or links to."""
    return [match[2] for match in _FILE.finditer(body)]


def links_in(body: str) -> list[str]:
    """Return the addresses that a body links to, in order."""
    reader = _Text()
    reader.feed(body)
    reader.close()
    return reader.links


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    if name in ("src", "href") and value.lower().startswith("file:"):
        return value if re.fullmatch(r"file:[A-Za-z0-9_-]{1,24}", value) else None
    if name in ("colspan", "rowspan", "start"):
        return value if re.fullmatch(r"[0-9]{1,3}", value) else None
    return value


def _rename(match: re.Match[str]) -> str:
    name = match[2].lower()
    return f"<{match[1]}{_RENAMED[name]}>" if name in _RENAMED else match[0]


def _refuse_depth(markup: str) -> None:
    """Count how deep elements stand before anything builds a tree of them: that takes time by the square."""
    depth = 0
    for match in re.finditer(r"<(/?)([A-Za-z][A-Za-z0-9]*)", markup):
        if match[2].lower() in _VOID or match[2].lower() == "p":
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEEPEST:
            raise InputError("正文的嵌套过深", why="粘贴的内容不是正常的文档", fix="请先粘贴为纯文本", field="body")


class _Text(HTMLParser):
    """Collects what a reader sees, and where links lead."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append("\t")
        known = dict(attrs)
        if tag == "a" and known.get("href"):
            self.links.append(known["href"] or "")
        if tag == "img" and known.get("alt"):
            self.pieces.append(known["alt"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data.replace("\n", " "))
