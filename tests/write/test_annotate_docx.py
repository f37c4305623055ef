"""Comments in anybody's Word file: on the very cell, on the very words, and nothing else changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree

from gongkai.errors import UnwritableReport
from gongkai.read import read_bytes, read_file
from gongkai.report import Report
from gongkai.write import write_report
from gongkai.write.annotate_docx import Mark, annotate_docx
from gongkai.write.docx_letters import STRICT, TRANSITIONAL

SAMPLES = Path(__file__).parents[2] / "samples"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
WORDS = "1750条，其中概况类信息368条、政务动态信息469条"


@pytest.fixture(scope="module")
def original() -> bytes:
    return write_report(read_file(str(next(SAMPLES.glob("四方台*")))), "docx")


def edited(data: bytes, edit: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, edit(content.decode()).encode() if name == part else content)
    return out.getvalue()


def tracked(xml: str) -> str:
    """1750 half inserted with other formatting, 99 deleted inside it, and a deleted row at the head of table 三."""
    xml = re.sub(
        r'<w:t(?: xml:space="preserve")?>([^<]*)1750条([^<]*)</w:t></w:r>',
        r'<w:t xml:space="preserve">\g<1>17</w:t></w:r><w:del w:id="901" w:author="x"><w:r><w:delText>99</w:delText>'
        r'</w:r></w:del><w:ins w:id="902" w:author="y"><w:r><w:rPr><w:b/></w:rPr><w:t>50条</w:t></w:r></w:ins>'
        r'<w:r><w:t xml:space="preserve">\2</w:t></w:r>',
        xml,
        count=1,
    )
    table = xml.index("<w:tbl>", xml.index("<w:tbl>") + 1)
    row = xml.index("<w:tr>", table)
    gone = '<w:tr><w:trPr><w:del w:id="903" w:author="x"/></w:trPr><w:tc><w:tcPr/><w:p/></w:tc></w:tr>'
    return xml[:row] + gone + xml[row:]


def controlled(xml: str) -> str:
    """Every cell's paragraph and every row in a content control."""
    inside = r"\1<w:sdt><w:sdtPr/><w:sdtContent>\2</w:sdtContent></w:sdt>\3"
    xml = re.sub(r"(<w:tc><w:tcPr>.*?</w:tcPr>)(<w:p>.*?</w:p>)(</w:tc>)", inside, xml)
    return re.sub(r"(<w:tr>.*?</w:tr>)", r"<w:sdt><w:sdtPr/><w:sdtContent>\1</w:sdtContent></w:sdt>", xml)


def alternative(xml: str) -> str:
    """A choice before the tables whose fallback, never shown, holds a table of its own."""
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    at = xml.index("<w:tbl>")
    shown = '<mc:Choice Requires="w"><w:p><w:r><w:t>甲</w:t></w:r></w:p></mc:Choice>'
    fallback = "<mc:Fallback><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></mc:Fallback>"
    return f"{xml[:at]}<mc:AlternateContent {space}>{shown}{fallback}</mc:AlternateContent>{xml[at:]}"


def letter_runs(xml: str) -> str:
    """Every letter of the narrative in a run of its own."""
    head, tail = xml[: xml.index("<w:tbl>")], xml[xml.index("<w:tbl>") :]
    split = re.sub(
        r"<w:r><w:t(?: [^>]*)?>([^<]*)</w:t></w:r>",
        lambda m: "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{c}</w:t></w:r>" for c in m[1]),
        head,
    )
    return split + tail


CASES = {
    "plain": lambda data: data,
    "tracked": lambda data: edited(data, tracked),
    "controlled": lambda data: edited(data, controlled),
    "alternative": lambda data: edited(data, alternative),
    "letter_runs": lambda data: edited(data, letter_runs),
    "strict": lambda data: edited(data, lambda xml: xml.replace(TRANSITIONAL, STRICT)),
    "macros": lambda data: edited(data, lambda xml: xml.replace(MAIN, MACRO), "[Content_Types].xml"),
}


def enclosed(data: bytes) -> dict[str, str]:
    """What each comment's marks enclose, by the comment's first line."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root, comments = (
            etree.fromstring(archive.read(name).replace(STRICT.encode(), TRANSITIONAL.encode()))
            for name in ("word/document.xml", "word/comments.xml")
        )
    tag = f"{{{TRANSITIONAL}}}%s".__mod__
    names = {c.get(tag("id")): "".join(c.find(tag("p")).itertext()) for c in comments}
    found: dict[str, str] = {}
    opened: set[str] = set()
    for element in root.iter():
        if element.tag == tag("commentRangeStart"):
            opened.add(element.get(tag("id")))
            found[names[element.get(tag("id"))]] = ""
        elif element.tag == tag("commentRangeEnd"):
            opened.discard(element.get(tag("id")))
        elif element.tag == tag("t"):
            for number in opened:
                found[names[number]] += element.text or ""
    references = [element.get(tag("id")) for element in root.iter(tag("commentReference"))]
    assert sorted(references) == sorted(names)
    return found


def cell_marks(report: Report) -> list[Mark]:
    return [
        Mark(f.cell.ref, cell=(f.place.table or 0, f.place.row or 0, f.place.column or 0), seen=f.place.text)
        for f in report.figures()
        if f.place
    ]


@pytest.mark.parametrize("case", CASES)
def test_every_cell_and_the_words_are_found_in(original: bytes, case: str) -> None:
    data = CASES[case](original)
    report = read_bytes(data, "年报.docx")
    done = annotate_docx(data, [*cell_marks(report), Mark("words", quote=WORDS)])
    shown = enclosed(done.data)
    assert done.misplaced == ()
    assert {ref: text for ref, text in shown.items() if ref != "words"} == {
        f.cell.ref: f.place.text for f in report.figures() if f.place
    }
    assert shown["words"] == WORDS


@pytest.mark.parametrize("case", CASES)
def test_what_the_report_says_stays_the_same_in(original: bytes, case: str) -> None:
    data = CASES[case](original)
    before = read_bytes(data, "年报.docx")
    after = read_bytes(annotate_docx(data, [*cell_marks(before), Mark("w", quote=WORDS)]).data, "年报.docx")
    assert (after.values, after.text) == (before.values, before.text)


def test_a_split_run_keeps_its_formatting_on_both_halves(original: bytes) -> None:
    bold = edited(original, lambda xml: re.sub(r"<w:r>(<w:t[^>]*>[^<]*1750)", r"<w:r><w:rPr><w:b/></w:rPr>\1", xml))
    document = docx.Document(io.BytesIO(annotate_docx(bold, [Mark("x", quote="1750")]).data))
    paragraph = next(p for p in document.paragraphs if "1750" in p.text)
    halves = [run for run in paragraph.runs if run.text]
    assert "1750" in [run.text for run in halves]
    assert all(run.bold for run in halves)


def test_comments_already_there_are_kept(original: bytes) -> None:
    document = docx.Document(io.BytesIO(original))
    document.add_comment(document.paragraphs[0].runs, text="请领导审阅", author="张三", initials="张")
    out = io.BytesIO()
    document.save(out)
    done = annotate_docx(out.getvalue(), [Mark("新的", quote="1750")], on=date(2024, 2, 1))
    shown = {c.text: c.author for c in docx.Document(io.BytesIO(done.data)).comments}
    assert shown == {"请领导审阅": "张三", "新的": "公开 Gongkai"}


def test_a_second_run_replaces_the_comments_of_the_first(original: bytes) -> None:
    first = annotate_docx(original, [Mark("旧", quote="1750"), Mark("也旧")]).data
    second = annotate_docx(first, [Mark("新", quote="368")])
    assert enclosed(second.data) == {"新": "368"}
    assert read_bytes(second.data, "年报.docx").text == read_bytes(original, "年报.docx").text


def test_a_comment_that_somebody_replied_to_stays(original: bytes) -> None:
    first = annotate_docx(original, [Mark("旧", quote="1750")]).data
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    marked = edited(
        first, lambda xml: xml.replace("<w:p>", f'<w:p {w14} w14:paraId="0A1B2C3D">', 1), "word/comments.xml"
    )
    out = io.BytesIO(marked)
    w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    with zipfile.ZipFile(out, "a") as archive:
        reply = '<w15:commentEx w15:paraId="00000001" w15:paraIdParent="0A1B2C3D"/>'
        archive.writestr("word/commentsExtended.xml", f"<w15:commentsEx {w15}>{reply}</w15:commentsEx>")
    assert enclosed(annotate_docx(out.getvalue(), [Mark("新", quote="368")]).data) == {"旧": "1750", "新": "368"}


def test_every_other_part_keeps_its_bytes(original: bytes) -> None:
    written = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    with zipfile.ZipFile(io.BytesIO(original)) as before:
        done = annotate_docx(original, [Mark("x", quote="1750")])
        with zipfile.ZipFile(io.BytesIO(done.data)) as after:
            for name in set(before.namelist()) - written:
                assert after.read(name) == before.read(name)


def test_the_second_of_two_like_words_is_told_from_the_first(original: bytes) -> None:
    report = read_bytes(original, "年报.docx")
    second = "".join(report.text.split()).split("政府信息公开", 2)
    done = annotate_docx(original, [Mark("x", quote="政府信息公开", occurrence=1)])
    with zipfile.ZipFile(io.BytesIO(done.data)) as archive:
        body = archive.read("word/document.xml").decode()
    before = "".join(re.findall(r"<w:t[^>]*>([^<]*)", body[: body.index("commentRangeStart")]))
    assert "".join(before.split()) == second[0] + "政府信息公开" + second[1]


def test_words_over_two_paragraphs_are_enclosed(original: bytes) -> None:
    text = read_bytes(original, "年报.docx").section_text(1)
    stop = text.index("\n", 40)
    done = annotate_docx(original, [Mark("x", quote=text[stop - 4 : stop + 6])])
    assert enclosed(done.data)["x"] == text[stop - 4 : stop + 6].replace("\n", "")


def test_what_is_not_found_stands_at_a_heading_and_is_named(original: bytes) -> None:
    lost = Mark("lost", quote="此处没有的话", near="五、存在的主要问题及改进情况")
    moved = Mark("moved", cell=(1, 3, 2), seen="987654")
    done = annotate_docx(original, [lost, moved, Mark("whole")])
    assert done.misplaced == (lost, moved)
    shown = enclosed(done.data)
    assert shown["lost"].startswith("五、")
    assert shown["whole"] == shown["moved"] == "四方台区2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnwritableReport):
        annotate_docx(data, [])


def test_a_part_that_would_fill_the_memory_is_refused(original: bytes) -> None:
    out = io.BytesIO(original)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/x.png", "w") as part:
        for _ in range(260):
            part.write(bytes(1024 * 1024))
    with pytest.raises(UnwritableReport, match="260MB"):
        annotate_docx(out.getvalue(), [])


def test_the_same_marks_give_the_same_bytes(original: bytes) -> None:
    marks = [Mark("x", quote="1750")]
    assert annotate_docx(original, marks).data == annotate_docx(original, marks).data
