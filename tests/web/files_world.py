"""Small files of every kind that is taken in, clean or with something in them, for the tests of files."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
import xlsxwriter


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 1, height: int = 1, *, words: bytes = b"") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    text = _chunk(b"tEXt", words) if words else b""
    return b"\x89PNG\r\n\x1a\n" + head + text + _chunk(b"IDAT", zlib.compress(b"\0\0")) + _chunk(b"IEND", b"")


PNG = png()
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + b"$H+H*"
"""The string every scanner knows, in two pieces so that this file is none."""


def word(text: str, *, extra: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.core_properties.author = ""
    document.save(out)
    for name, content in (extra or {}).items():
        with zipfile.ZipFile(out, "a") as package:
            package.writestr(name, content)
    return out.getvalue()


def with_part(package: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A package with something replaced in one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for each in source.namelist():
            content = source.read(each)
            if each == name:
                assert old in content
                content = content.replace(old, new)
            target.writestr(each, content)
    return out.getvalue()


def book(*sheets: list[list[object]], hidden: tuple[int, ...] = (), hidden_row: int = -1) -> bytes:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    for number, rows in enumerate(sheets):
        sheet = workbook.add_worksheet()
        for row, values in enumerate(rows):
            sheet.write_row(row, 0, values)
        if number in hidden:
            sheet.hide()
        if hidden_row >= 0:
            sheet.set_row(hidden_row, None, None, {"hidden": True})
    workbook.close()
    return out.getvalue()


def pdf(text: str = "", *, extra: bytes = b"", author: str = "") -> bytes:
    """A PDF of one page, with further entries in its catalogue."""
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Author (%s) >>" % author.encode("ascii"),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
