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


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    """A grey point with application segments before it, each as its number and its bytes."""
    before = b"".join(b"\xff" + bytes([mark]) + struct.pack(">H", len(body) + 2) + body for mark, body in segments)
    frame = struct.pack(">BHHB3B", 8, 1, 1, 1, 1, 0x11, 0)
    scan = bytes([1, 1, 0, 0, 63, 0])
    tables = [(0xDB, b"\0" + b"\1" * 64), (0xC0, frame), (0xC4, b"\0" + b"\1" + b"\0" * 15 + b"\0")]
    tables += [(0xC4, b"\x10" + b"\1" + b"\0" * 15 + b"\0"), (0xDA, scan)]
    rest = b"".join(b"\xff" + bytes([mark]) + struct.pack(">H", len(body) + 2) + body for mark, body in tables)
    return b"\xff\xd8" + before + rest + b"\x3f" + b"\xff\xd9"


def camera_data(maker: str = "HUAWEI", *, orientation: int = 6) -> bytes:
    """What a telephone writes into its photographs: its maker, how they are turned, where they were taken."""
    name = maker.encode("ascii") + b"\0"
    place = struct.pack("<HHHI4s", 1, 1, 2, 2, b"N\0\0\0") + struct.pack("<I", 0)
    rows = struct.pack("<HHII", 0x010F, 2, len(name), 200) + struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    rows += struct.pack("<HHII", 0x8825, 4, 1, 300)
    tiff = b"II*\0" + struct.pack("<IH", 8, 3) + rows + struct.pack("<I", 0)
    return b"Exif\0\0" + (tiff.ljust(200, b"\0") + name).ljust(300, b"\0") + place


def ofd(*lines: str, about: str = "", more: dict[str, str] | None = None, hidden: str = "") -> bytes:
    """An OFD of one page, as office programs write it."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    texts = "".join(
        f'<ofd:TextObject ID="{n}" Boundary="30 {20 + 10 * n} 100 8" Font="1" Size="4">'
        f'<ofd:TextCode X="0" Y="4">{line}</ofd:TextCode></ofd:TextObject>'
        for n, line in enumerate(lines)
    )
    texts += f'<ofd:TextObject ID="99" Visible="false"><ofd:TextCode>{hidden}</ofd:TextCode></ofd:TextObject>' * bool(
        hidden
    )
    parts = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocInfo>{about}</ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}/>",
        "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>{texts}</ofd:Layer></ofd:Content>"
        "</ofd:Page>",
        **(more or {}),
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def old_word(*words: str) -> bytes:
    """Bytes with the head and the directory names of a DOC; no program opens them."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "".join(("WordDocument", *words)).encode("utf-16-le")


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


def pdf(text: str = "", *, extra: bytes = b"", author: str = "", further: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page, with further entries in its catalogue, and further objects from the sixth on."""
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
        *further,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
