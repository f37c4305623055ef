"""Files that mean harm, or were harmed, made from a seed, by class. Each is to be read or refused, never to hang.

Modelled on published attacks on parsers: zip bombs and headers that lie, entities, deep nesting, endless PDFs, macros,
polyglots, names that climb out of folders, floods that make regular expressions or tables quadratic, cut and flipped
bytes.
"""

from __future__ import annotations

import io
import json
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from random import Random

Case = tuple[str, bytes]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
BOOK_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'  # noqa: E501
    "</Relationships>"
)
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
ROWS = (
    "<h1>清河县2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>正文</p><p>二、主动公开政府信息情况</p>"
    "<table><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr><tr><td>行政许可</td><td>4</td></tr></table>"
    "<p>五、存在的主要问题及改进情况</p><p>无</p><p>六、其他需要报告的事项</p><p>无</p>"
)


def packed(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def word(body: str, head: str = "", **more: bytes | str) -> bytes:
    """Return a DOCX with this body."""
    document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": document, **more})


def sheet(content: str, **more: bytes | str) -> bytes:
    """Return an XLSX with this sheet."""
    return packed({
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELATIONS,
        "xl/worksheets/sheet1.xml": SHEET.format(content),
        **more,
    })  # fmt: skip


def pdf(objects: list[bytes], root: int = 1) -> bytes:
    """Return a PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a PDF stream."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def one_page(content: bytes, page: bytes = b"", *more: bytes) -> bytes:
    """Return a PDF of one page with this content stream."""
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + page + b">>",
        content,
        *more,
    ])  # fmt: skip


def zip_bombs() -> Iterator[Case]:
    for megabytes in (60, 120, 250, 400):
        yield (
            f"bomb-{megabytes}.docx",
            packed({"[Content_Types].xml": TYPES, "word/document.xml": b" " * (megabytes << 20)}),
        )
    many = {f"word/part{n}.xml": b"0" * (30 << 20) for n in range(12)}
    yield "bomb-parts.docx", packed({"[Content_Types].xml": TYPES, "word/document.xml": "<a/>", **many})
    yield "bomb-sheet.xlsx", sheet("<sheetData>" + " " * (100 << 20) + "</sheetData>")
    inner = packed({"a.txt": b"0" * (80 << 20)})
    for _ in range(5):
        inner = packed({f"{n}.zip": inner for n in range(6)})
    yield "bomb-nested.zip", inner


def lying_sizes() -> Iterator[Case]:
    honest = packed({"[Content_Types].xml": TYPES, "word/document.xml": b" " * (150 << 20)})
    for claimed in (0, 1, 1000, 1 << 31):
        lie = bytearray(honest)
        at = lie.rfind(b"PK\x01\x02")
        lie[at + 24 : at + 28] = struct.pack("<I", claimed)
        yield f"lying-{claimed}.docx", bytes(lie)
        at = lie.rfind(b"PK\x03\x04")
        lie[at + 22 : at + 26] = struct.pack("<I", claimed)
        yield f"lying-both-{claimed}.docx", bytes(lie)


def crowded_zips() -> Iterator[Case]:
    for count in (2001, 20_000, 70_000):
        yield f"entries-{count}.zip", packed({f"{n}.txt": b"" for n in range(count)}, zipfile.ZIP_STORED)


def overlapping_entries() -> Iterator[Case]:
    plain = bytearray(
        packed({"[Content_Types].xml": TYPES, "word/document.xml": "<a/>" * 50, "word/a.xml": "<b/>" * 50})
    )
    at = plain.rfind(b"PK\x01\x02")
    plain[at + 42 : at + 46] = struct.pack("<I", 10)
    yield "overlapping.docx", bytes(plain)


def repeated_and_locked_entries() -> Iterator[Case]:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as package:
        warnings.simplefilter("ignore")
        for number in range(3):
            package.writestr("[Content_Types].xml", TYPES)
            package.writestr("word/document.xml", f"<w:document xmlns:w='{W}'><w:body>{number}</w:body></w:document>")
    yield "twice.docx", made.getvalue()
    locked = bytearray(packed({"[Content_Types].xml": TYPES, "word/document.xml": "<a/>"}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = locked.rfind(mark)
        locked[at + offset] |= 1
    yield "locked.docx", bytes(locked)


def climbing_names() -> Iterator[Case]:
    names = (
        "../../../etc/cron.d/x",
        "/etc/passwd",
        "..\\..\\windows\\x",
        "a\u202etxt.exe",
        "年" * 85,
        "con:aux",
        "~/.ssh/x",
    )
    for number, name in enumerate(names):
        yield f"name-{number}.zip", packed({name: b"x", "[Content_Types].xml": TYPES, "word/document.xml": "<a/>"})
    for name in (
        "../../x.docx",
        "a\x00b.docx",
        "-rf",
        "$(id).docx",
        "a\nb.docx",
        "\u202excod.x",
        "x" * 4000 + ".docx",
        "|id",
    ):
        yield name, word("<w:p/>")


def links_in_zips() -> Iterator[Case]:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = 0o120777 << 16
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr(link, "/etc/passwd")
    yield "symlink.docx", made.getvalue()


def entities() -> Iterator[Case]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    heads = {
        "xxe": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        "ssrf": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
        "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>',
        "quadratic": f'<!DOCTYPE x [<!ENTITY q "{"q" * 100_000}">]>',
    }
    uses = {"xxe": "&e;", "laughs": "&l11;", "quadratic": "&q;" * 50_000}
    for name, head in heads.items():
        text = uses.get(name, "")
        yield f"{name}.docx", word(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>", head)
        yield (
            f"{name}.xlsx",
            sheet("<sheetData/>", **{"xl/sharedStrings.xml": f"<?xml version='1.0'?>{head}<sst>{text}</sst>"}),
        )
        yield f"{name}.html", f"<?xml version='1.0'?>{head}<html><body>{text}{ROWS}</body></html>".encode()
    wide = f'<?xml version="1.0" encoding="utf-16"?>{heads["xxe"]}<w:document xmlns:w="{W}"><w:body>&e;</w:body></w:document>'  # noqa: E501
    yield "xxe-utf16.docx", packed({"[Content_Types].xml": TYPES, "word/document.xml": wide.encode("utf-16")})
    include = (
        '<w:p xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></w:p>'
    )
    yield "xinclude.docx", word(include)


def deep_html() -> Iterator[Case]:
    for tag in ("div", "table><tr><td", "span", "font", "b", "ul><li"):
        for depth in (300, 20_000, 200_000):
            yield f"deep-{tag[:5]}-{depth}.html", (f"<html><body>{f'<{tag}>' * depth}{ROWS}").encode()


def deep_word() -> Iterator[Case]:
    cell = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    for depth in (30, 60, 5000):
        for name, (start, end) in {
            "tables": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
            "controls": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            "runs": ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        }.items():
            yield f"deep-{name}-{depth}.docx", word(start * depth + "<w:p><w:r><w:t>1</w:t></w:r></w:p>" + end * depth)
    yield "many-tables.docx", word(cell.format("<w:p/>") * 60_000)
    yield "wide-row.docx", word("<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 200_000 + "</w:tr></w:tbl>")
    span = '<w:tc><w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr><w:p/></w:tc>'
    yield "spans.docx", word("<w:tbl><w:tr>" + span * 5000 + "</w:tr></w:tbl>")


def deep_json() -> Iterator[Case]:
    for depth in (1000, 100_000, 3_000_000):
        yield f"deep-{depth}.json", b'{"cells":' + b"[" * depth
        yield f"closed-{depth}.json", b'{"edition":"2021","cells":' + b"[" * depth + b"]" * depth + b"}"
    yield "number.json", b'{"edition":"2021","cells":{"disclosure/rules/issued":' + b"9" * 1_000_000 + b"}}"
    yield "exponent.json", b'{"edition":"2021","cells":{"disclosure/fees/amount":1e999999999}}'
    yield "kinds.json", json.dumps({"edition": ["2021"], "cells": {"a": {}}, "year": "x"}).encode()
    yield "nan.json", b'{"edition":"2021","cells":{"disclosure/rules/issued":NaN}}'


def bad_pdfs() -> Iterator[Case]:
    yield "kids-loop.pdf", pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])
    flate = b"/Filter/FlateDecode"
    for megabytes in (100, 500, 1500):
        squeezer = zlib.compressobj(9)
        packed_up = (
            b"".join(squeezer.compress(b"0 0 m 1 1 l S\n" * 75_000) for _ in range(megabytes)) + squeezer.flush()
        )
        yield f"flate-{megabytes}.pdf", one_page(stream(packed_up, flate))
    twice = zlib.compress(zlib.compress(b" " * (200 << 20), 9), 9)
    yield "flate-twice.pdf", one_page(stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))
    yield "count-lie.pdf", pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 2000000000>>"])
    yield "many-pages.pdf", pdf([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * 3000 + b"]/Count 3000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ])  # fmt: skip
    yield "xref-loop.pdf", b"%PDF-1.7\nxref\n0 0\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF"
    yield "huge-box.pdf", one_page(stream(b"BT ET"), b"/CropBox[-1e38 -1e38 1e38 1e38]")
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>"
    loop = stream(b"/A Do /A Do", form)
    yield "form-loop.pdf", one_page(stream(b"/A Do"), b"/Resources<</XObject<</A 5 0 R>>>>", loop)
    yield "objects.pdf", one_page(stream(b"0 0 m 9 9 l S\n" * 300_000))
    yield "path.pdf", one_page(stream(b"0 0 m " + b"9 9 l 1 1 l " * 300_000 + b"S"))
    grid = b"".join(b"%d 0 m %d 800 l S 0 %d m 590 %d l S\n" % (n, n, n, n) for n in range(1, 590, 3))
    yield "grid.pdf", one_page(stream(grid * 20))
    yield "no-pages.pdf", pdf([b"<</Type/Catalog>>"])
    yield "script.pdf", one_page(stream(b"BT ET"), b"/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>")
    yield "length.pdf", one_page(b"<</Length 99999999999>>stream\nBT ET\nendstream")
    yield "deep-arrays.pdf", pdf([b"<</Type/Catalog/Pages " + b"[" * 100_000 + b"]" * 100_000 + b">>"])
    yield (
        "text.pdf",
        one_page(
            stream(b"BT /F 9 Tf " + b"(1 2 3 4 5 6 7 8 9) Tj 1 1 Td " * 20_000 + b"ET"),
            b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
        ),
    )


def cut_files() -> Iterator[Case]:
    rng = Random(7)
    whole = {
        "docx": word("<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>" * 40),
        "xlsx": sheet('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'),
        "pdf": one_page(stream(b"BT ET")),
        "html": f"<html><body>{ROWS}</body></html>".encode(),
    }
    for kind, data in whole.items():
        for share in (0.1, 0.5, 0.9, 0.99):
            yield f"cut-{share}.{kind}", data[: int(len(data) * share)]
        for number in range(5):
            flipped = bytearray(data)
            for _ in range(8):
                flipped[rng.randrange(len(flipped))] = rng.randrange(256)
            yield f"flipped-{number}.{kind}", bytes(flipped)


def noise() -> Iterator[Case]:
    rng = Random(11)
    for number, start in enumerate(
        (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"{\\rtf1", b"<html><table>")
    ):
        if not start.startswith(b"{"):
            yield f"noise-{number}.bin", start + rng.randbytes(200_000)
    yield "empty.docx", b""
    yield "spaces.txt", b" \n\t" * 1000
    yield "zeros.pdf", b"\0" * 100_000


def macros_and_links() -> Iterator[Case]:
    yield "macro.docm", word("<w:p/>", **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"})
    yield "activex.docx", word("<w:p/>", **{"word/activeX/activeX1.bin": b"\xd0\xcf\x11\xe0"})
    yield "altchunk.docx", word('<w:altChunk r:id="a" xmlns:r="r"/>')
    field = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd "/k calc"</w:instrText></w:r></w:p>'
    yield "dde.docx", word(field)
    link = '<Relationship Id="a" Type="x/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/>'
    yield "template.docx", word("<w:p/>", **{"word/_rels/document.xml.rels": f"<Relationships>{link}</Relationships>"})
    formula = '<sheetData><row r="1"><c r="A1"><f>HYPERLINK("http://127.0.0.1:9","x")</f></c></row></sheetData>'
    yield "formula.xlsx", sheet(formula)
    yield (
        "remote.html",
        f'<html><img src="http://127.0.0.1:9/x"><iframe src="file:///etc/passwd"></iframe>{ROWS}'.encode(),
    )


def masks() -> Iterator[Case]:
    page = f"<html><body>{ROWS}</body></html>".encode()
    for name in ("page.pdf", "page.docx", "page.xlsx", "page.png", "page.csv", "page.json", "page.txt"):
        yield name, page
    yield "pdf.html", one_page(stream(b"BT ET"))
    yield "zip.pdf", b"%PDF-1.7\n" + word("<w:p/>")
    yield "gif.html", b"GIF89a<script>alert(1)</script>" + page
    yield "svg.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>x</text></svg>'
    yield "docx.html", word("<w:p/>")
    yield (
        "mhtml.doc",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n" + page,
    )


def markup_floods() -> Iterator[Case]:
    body = {
        "quotes": '<td a="' * 100_000,
        "single-quotes": "<td a='" * 100_000,
        "brackets": "<" * 2_000_000,
        "open-tags": "<a " * 700_000,
        "comments": "<!--" * 300_000,
        "scripts": "<script>" * 200_000,
        "styles": "<style>.a{display:none}" * 50_000,
        "hidden": "<div hidden>" * 50_000 + "<p style='display:none'>x</p>" * 50_000,
        "entities": "&amp;" * 500_000 + "&#" * 500_000,
        "spans": '<table><tr><td colspan="999999999" rowspan="999999999">1</td></tr></table>' * 3000,
        "rowspans": "<table>" + '<tr><td rowspan="60000">1</td></tr>' * 3000 + "</table>",
        "cells": "<table><tr>" + "<td>规章</td>" * 200_000 + "</tr></table>",
        "superscripts": "1<sup>" * 100_000,
        "pres": "<pre>" * 100_000,
        "deleted": "<del>" * 200_000,
        "attributes": "<td " + "a=b " * 500_000 + ">",
        "tables": "<table>" * 300_000,
        "rows": "<tr>" * 500_000,
        "classes": "<style>"
        + ",".join(f".c{n}" for n in range(20_000))
        + "{display:none}</style>"
        + "<p class='c'>" * 9000,
    }
    for name, flood in body.items():
        yield f"flood-{name}.html", f"<html><body>{flood}{ROWS}".encode()


def text_floods() -> Iterator[Case]:
    for name, flood in {
        "line": "政府信息公开" * 500_000,
        "bars": "|" * 2_000_000,
        "bar-rows": "| 规章 |" * 300_000,
        "digits": "1" * 3_000_000,
        "label-digits": "规章" + "1" * 200 + "\n" * 2,
        "labels": "规章\n" * 300_000,
        "near-labels": "".join(f"其他法律行政法规禁止公开{n}\n" for n in range(60_000)),
        "headings": "一、总体情况\n" * 200_000,
        "spaces": " " * 5_000_000 + "规章 0 0 0",
        "rules": "-" * 200_000 + "\n" + ("--- " * 1000 + "\n") * 300,
        "grid": ("+" + "-+" * 2000 + "\n") * 200,
        "tabs": "规章" + "\t0" * 300_000,
        "numbers": "规章\n" + "0\n" * 400_000,
        "lines": "\n" * 3_000_000,
        "commas": "规章,0,0,0\n" * 100_000,
        "marks": "\u202e\u200b\ufeff" * 300_000,
        "titles": "清河县2023年政府信息公开工作年度报告\n" * 60_000,
        "dates": "2024年1月1日" * 200_000,
    }.items():
        yield (
            f"flood-{name}.txt",
            f"一、总体情况\n二、主动公开政府信息情况\n{flood}\n五、存在的主要问题\n六、其他事项\n".encode(),
        )


def odd_encodings() -> Iterator[Case]:
    text = "清河县2023年政府信息公开工作年度报告\n一、总体情况\n规章 0 0 0\n"
    for name in ("utf-16", "utf-32", "utf-7", "gb18030", "big5", "shift_jis", "euc_kr", "utf-16-le"):
        yield f"{name}.txt", text.encode(name, "ignore")
    yield "broken-utf8.txt", text.encode()[:-2] + b"\xff\xfe\x80" * 500
    yield "overlong.txt", text.encode() + b"\xc0\xaf\xe0\x80\xaf" * 100
    yield "declared.html", b'<meta charset="x-unknown-\xff">' + ROWS.encode("gb18030")
    yield "declared-wide.html", b'<meta charset="utf-16">' + ROWS.encode()
    yield "half.txt", text.encode("gb18030") * 100 + b"\x81"


def bad_sheets() -> Iterator[Case]:
    row = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
    yield "far-cell.xlsx", sheet(f"<sheetData>{row.format(1, 'A')}{row.format(1048576, 'XFD')}</sheetData>")
    yield "dimension.xlsx", sheet('<dimension ref="A1:XFD1048576"/><sheetData/>')
    yield "merged.xlsx", sheet('<sheetData/><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    yield (
        "many-rows.xlsx",
        sheet("<sheetData>" + "".join(row.format(n, "A") for n in range(1, 200_000)) + "</sheetData>"),
    )
    yield "shared.xlsx", sheet('<sheetData><row r="1"><c r="A1" t="s"><v>999999999</v></c></row></sheetData>')
    yield "no-sheet.xlsx", packed({"[Content_Types].xml": TYPES, "xl/workbook.xml": BOOK})
    yield "garbage.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0k\0b\0o\0o\0k\0" + Random(3).randbytes(50_000)
    yield "zeros.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096 + b"W\0o\0r\0k\0b\0o\0o\0k\0" + b"\0" * 4096
    yield "quotes.csv", b'a,b,c,"' + b"x" * 3_000_000
    yield "columns.csv", (b"0," * 200_000 + b"\n") * 10
    yield "field.csv", ("规章,1,2," + "3" * 1_000_000 + "\n").encode() * 12


def pictures() -> Iterator[Case]:
    for side in (65_535, 30_000, 1):
        head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
        chunk = b"IHDR" + head
        png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
        yield f"picture-{side}.png", png + b"\0\0\0\0IEND\xaeB`\x82"
    yield "picture.jpg", b"\xff\xd8\xff\xe0" + b"\xff" * 5000
    yield "picture.tif", b"II*\0\x08\0\0\0\xff\xff" + b"\1" * 2000


CLASSES: dict[str, Callable[[], Iterator[Case]]] = {
    "压缩炸弹": zip_bombs,
    "大小造假": lying_sizes,
    "条目过多": crowded_zips,
    "条目重叠": overlapping_entries,
    "条目重名和加密": repeated_and_locked_entries,
    "越出文件夹的名字": climbing_names,
    "符号链接": links_in_zips,
    "外部实体和实体膨胀": entities,
    "HTML 嵌套": deep_html,
    "Word 嵌套": deep_word,
    "JSON 嵌套和怪数": deep_json,
    "恶意 PDF": bad_pdfs,
    "截断和翻转": cut_files,
    "噪声和空文件": noise,
    "宏和外链": macros_and_links,
    "伪装的类型": masks,
    "标记洪水": markup_floods,
    "文本洪水": text_floods,
    "怪编码": odd_encodings,
    "恶意表格": bad_sheets,
    "图片": pictures,
}
