"""What stands in a page's markup and is not printed: comments, scripts, hidden elements, deleted text."""

from __future__ import annotations

import re

IMAGE = "\x1f"  # stands for a picture or a field that the reader cannot see into

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<![^>]*+>|<\?[^>]*+>", re.DOTALL)
_SCRIPT = re.compile(
    r"<(script|style|head|template|noscript|svg|math|textarea|select|iframe|object|rt|rp)(?![\w-])[^>]*+>.*?"
    r"(?:</\1(?![\w-])[^>]*+>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_DELETED = re.compile(r"<(del|strike|s)(?![\w:-])[^>]*+>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_SUPERSCRIPT = re.compile(
    r"(?<=\d)((?:<(?!sup)[^>]*+>)*+)<sup(?![\w-])[^>]*+>(.*?)</sup\s*>", re.DOTALL | re.IGNORECASE
)
_PICTURE = re.compile(r"<(?:img|canvas|embed|audio|video)(?![\w-])[^>]*+>", re.IGNORECASE)
_INPUT = re.compile(r"<input(?![\w-])([^>]*+)>", re.IGNORECASE)
_VALUE = re.compile(r"""(?<![\w-])value\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_PRE = re.compile(r"<(pre)(?![\w-])[^>]*+>(.*?)(?:</pre\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_RARE = re.compile(r"<(?:del|strike|s|sup|img|canvas|embed|audio|video|input|pre)(?![\w:-])", re.IGNORECASE)
_STYLE_SHEET = re.compile(r"<style(?![\w-])[^>]*+>(.*?)(?:</style|\Z)", re.DOTALL | re.IGNORECASE)
_MEDIA = re.compile(r"@media[^{]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}", re.IGNORECASE)
_STYLE_RULE = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_CLASS = re.compile(r"^\s*(?:[a-z]\w*)?\.([\w-]+)\s*$", re.IGNORECASE)
_MAY_HIDE = re.compile(r"none|hidden|mso-hide", re.IGNORECASE)
_START = re.compile(r"""<([a-zA-Z][\w:-]*+)((?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+)>?""")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_HIDDEN_ATTRIBUTE = re.compile(r"(?<![\w-])hidden(?![\w-])", re.IGNORECASE)
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_HIDING_WORDS = ("none", "hidden", "None", "Hidden", "NONE", "HIDDEN", "mso-hide")
_ANY_HIDDEN = re.compile(r"display\s*:\s*none|hidden|mso-hide", re.IGNORECASE)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_MOST_HIDDEN = 5000
_META = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE)


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page says it is in."""
    head = data[:4096]
    match = _META.search(head) or _XML.search(head)
    name = match[1].decode("ascii", "ignore").lower() if match else ""
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name) or None


def drop_unprinted(markup: str) -> str:
    """Remove comments, scripts, style sheets, the head and deleted text; mark pictures; keep the lines of `pre`."""
    hiding = _hiding_classes(markup) if "<style" in markup or "<STYLE" in markup else frozenset()
    if "<!--" in markup or "<![" in markup or "<?" in markup:
        markup = _COMMENT.sub("", markup)
    markup = _SCRIPT.sub("", markup)
    if hiding:
        markup = _mark_hidden(markup, hiding)
    if _RARE.search(markup):
        markup = _DELETED.sub("", markup)
        markup = _SUPERSCRIPT.sub(r"\1（\2）", markup)
        markup = _PICTURE.sub(IMAGE, markup)
        markup = _INPUT.sub(_field, markup)
        markup = _PRE.sub(lambda match: "<p>" + match[2].replace("\n", "</p><p>") + "</p>", markup)
    return markup


def _field(match: re.Match[str]) -> str:
    """Return what a form field shows: its value."""
    attributes = match[1]
    if re.search(r"type\s*=\s*[\"']?(?:hidden|submit|button|image|reset|checkbox|radio)", attributes, re.IGNORECASE):
        return ""
    value = _VALUE.search(attributes)
    return (value[1] or value[2] or value[3] or "") if value else ""


def _hiding_classes(markup: str) -> frozenset[str]:
    """Return the classes that a page's own style sheets hide."""
    found = set()
    for sheet in _STYLE_SHEET.findall(markup):
        if not _HIDDEN_STYLE.search(sheet):
            continue
        for selectors, rules in _STYLE_RULE.findall(_MEDIA.sub("", sheet)):
            if _HIDDEN_STYLE.search(rules):
                found |= {match[1] for one in selectors.split(",") if (match := _CLASS.match(one))}
    return frozenset(found)


def _mark_hidden(markup: str, classes: frozenset[str]) -> str:
    """Give the elements of hidden classes the attribute `hidden`."""
    names = "|".join(re.escape(name) for name in sorted(classes))
    pattern = re.compile(rf"""(<[a-zA-Z][\w:-]*+)(?=\s[^>]*?class\s*=\s*["']?[^"'>]*(?<![\w-])(?:{names})(?![\w-]))""")
    return pattern.sub(r"\1 hidden", markup)


def drop_hidden(markup: str) -> str:
    """Remove elements that a browser would not show."""
    if not any(word in markup for word in _HIDING_WORDS) or not _ANY_HIDDEN.search(markup):
        return markup
    kept: list[str] = []
    at = 0
    hidden = 0
    for match in _START.finditer(markup):
        if match.start() < at or not is_hidden(match[2]) or match[1].lower() in _VOID:
            continue
        kept.append(markup[at : match.start()])
        at = _end_of(markup, match[1], match.end())
        hidden += 1
        if hidden >= _MOST_HIDDEN:
            break
    return "".join([*kept, markup[at:]]) if hidden else markup


def is_hidden(attributes: str) -> bool:
    """Whether an element with these attributes is not shown."""
    if not attributes or not _MAY_HIDE.search(attributes):
        return False
    return bool(_HIDDEN_STYLE.search(attributes) or _HIDDEN_ATTRIBUTE.search(_QUOTED.sub("", attributes)))


def _end_of(markup: str, name: str, at: int) -> int:
    """Return where the element that begins before `at` ends, counting elements of its name inside it."""
    depth = 1
    for match in re.compile(rf"<(/?){re.escape(name)}(?![\w:-])[^>]*+>", re.IGNORECASE).finditer(markup, at):
        depth += -1 if match[1] else 1
        if not depth:
            return match.end()
    return len(markup)
