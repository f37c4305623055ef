"""Read a web page saved as one file (MHTML): the page is the first HTML part; nothing else is looked at."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError

from gongkai.errors import UnreadableFile
from gongkai.read.html import read_html
from gongkai.report import Report


def read_mhtml(data: bytes, *, file: str = "") -> Report:
    """Read a report from a saved page.

    Raises:
        UnreadableFile: there is no HTML part.
        NotAReport: the page is no annual report.
    """
    try:
        for part in message_from_bytes(data).walk():
            if part.get_content_type() == "text/html":
                page = part.get_payload(decode=True)
                if isinstance(page, bytes) and page.strip():
                    return read_html(page, file=file)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableFile(f"“{file or '网页文件'}”不完整", why=str(error), fix="请另存为 HTML 后再读") from None
    raise UnreadableFile(f"“{file or '网页文件'}”里没有网页", fix="请另存为 HTML 后再读")
