"""Bringing the past: faults at their cells, nothing public before a leader lets it out, the way out and in again."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from docx import Document
from items_world import content, drafted, leader, officer, published
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.disclosure.actions.import_items import ask_item_import, run_item_import
from gongkai.web.disclosure.actions.keep_files import Upload, add_file
from gongkai.web.disclosure.actions.relate_items import relate_items
from gongkai.web.disclosure.actions.release_import import release_import, run_release
from gongkai.web.disclosure.item_book import COLUMNS, cells_of, read_items, template
from gongkai.web.disclosure.item_folder import listed_from, open_folder
from gongkai.web.disclosure.leaving import in_order, past_items, write_lines, write_zip
from gongkai.web.disclosure.models import Item, ItemImport
from gongkai.web.disclosure.queries import public_items
from gongkai.web.organs.access import Refused
from gongkai.web.organs.sheets import read_sheet

pytestmark = pytest.mark.django_db
HEAD = ",".join(COLUMNS)
PAST = {"标题": "关于防汛的通知", "类别": "行政法规、规章和规范性文件", "正文": "请做好防汛。"}
PAST |= {"成文日期": "2021-07-01", "发布日期": "2021-07-05"}
IDENTITY = "11010519491231002X"


def line(**changed: str) -> str:
    said = PAST | changed
    return ",".join(f'"{said.get(column, "")}"' for column in COLUMNS)


def table(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def bring(world: World, data: bytes, name: str = "目录.csv", organ: str = "street") -> ItemImport:
    book = ask_item_import(world.viewer("officer", organ), world.organs[organ], name=name, content=data)
    return run_item_import(book.ref, NOW)


def let_out(world: World, book: ItemImport, organ: str = "street") -> ItemImport:
    release_import(world.viewer("deputy_leader", organ), book, version=book.version)
    return run_release(book.ref, NOW)


def faults(book: ItemImport) -> list[str]:
    return [fault["cell"] for fault in book.faults]


def folder(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def docx(text: str) -> bytes:
    document, out = Document(), io.BytesIO()
    document.core_properties.author = ""
    document.core_properties.last_modified_by = ""
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def everything() -> bytes:
    with write_zip(in_order(Item.objects.all())) as package:
        return package.read()


def plain(organ: str) -> list[dict[str, Any]]:
    rows = Item.objects.filter(organ__ref=organ)
    return [past.plain() for past in past_items(in_order(rows))]


def test_the_empty_template_is_read_back_without_rows() -> None:
    sheet = read_sheet("模板.xlsx", template(), list(COLUMNS))
    assert (list(sheet.columns), read_items(sheet, today=NOW.date())) == (list(COLUMNS), ([], []))


@pytest.mark.parametrize(
    ("changed", "cell"),
    [
        ({"标题": ""}, "B2"),
        ({"种类": "小说"}, "D2"),
        ({"类别": "不存在"}, "E2"),
        ({"类别": ""}, "E2"),
        ({"成文日期": "去年"}, "H2"),
        ({"发布日期": "2031-01-01"}, "I2"),
        ({"发布日期": "2021-06-30"}, "I2"),
        ({"公开属性": "不予公开", "发布日期": ""}, "L2"),
        ({"关联": "解读"}, "R2"),
        ({"关联": "解读=没有-1"}, "R2"),
        ({"附件": "没有.pdf"}, "Q2"),
        ({"替代文件": "没有-2"}, "S2"),
    ],
)
def test_every_fault_names_its_cell_and_nothing_comes_in(world: World, changed: dict[str, str], cell: str) -> None:
    book = bring(world, table(line(**changed)))
    assert (book.state, faults(book), Item.objects.count()) == ("faulty", [cell], 0)


def test_a_fault_in_the_last_row_keeps_out_the_first(world: World) -> None:
    book = bring(world, table(line(), line(标题="另一件", 成文日期="x")))
    assert (faults(book), Item.objects.count()) == (["H3"], 0)


def test_an_index_number_that_is_taken_is_a_fault(world: World) -> None:
    kept = drafted(world)
    book = bring(world, table(line(索引号=kept.index_number), line(索引号="旧-1"), line(索引号="旧-1")))
    assert faults(book) == ["A2", "A4"]


def test_what_came_in_is_not_public_before_a_leader_lets_it_out_with_its_old_day(world: World) -> None:
    book = bring(world, table(line(索引号="旧-1")))
    assert (book.state, public_items(NOW).count()) == ("ready", 0)
    book = let_out(world, book)
    item = public_items(NOW).get()
    assert (book.state, book.released) == ("done", 1)
    assert (item.index_number, item.published_on) == ("旧-1", date(2021, 7, 5))


def test_an_officer_does_not_let_out_and_nobody_what_they_handed_in(world: World) -> None:
    book = bring(world, table(line()))
    with pytest.raises(Refused):
        release_import(officer(world), book, version=book.version)
    ItemImport.objects.update(asked_by=leader(world).person_id)
    book.refresh_from_db()
    with pytest.raises(InputError, match="他人"):
        release_import(leader(world), book, version=book.version)


def test_a_row_without_a_day_of_publication_stays_a_draft(world: World) -> None:
    let_out(world, bring(world, table(line(发布日期=""))))
    assert [item.state for item in Item.objects.all()] == ["draft"]


def test_planted_identity_numbers_stay_out_of_sight(world: World) -> None:
    rows = [line(标题=f"第{n}件", 正文=f"联系人身份证{IDENTITY}" if n % 2 else "正文") for n in range(20)]
    book = let_out(world, bring(world, table(*rows)))
    assert (book.released, public_items(NOW).filter(text__contains=IDENTITY).count()) == (10, 0)
    assert "公民身份号码" in " ".join(book.items.get(item__title="第1件").held_because)


def test_a_broken_off_import_goes_on_where_it_stopped(world: World) -> None:
    book = ask_item_import(officer(world), world.organs["street"], name="目录.csv", content=table(line(), line()))
    ItemImport.objects.filter(pk=book.pk).update(state="running")
    first = run_item_import(book.ref, NOW)
    again = run_item_import(book.ref, NOW)
    assert (first.done, again.done, Item.objects.count()) == (2, 2, 2)


def test_a_folder_brings_bodies_and_attachments(world: World) -> None:
    rows = table(line(正文="", 正文文件="一.docx", 附件="子/二.docx"))
    data = folder(**{"目录.csv": rows, "一.docx": docx("防汛正文"), "子/二.docx": docx("防汛附件")})
    bring(world, data, "旧站.zip")
    item = Item.objects.get()
    assert (item.text, [file.name for file in item.files.all()]) == ("防汛正文", ["二.docx"])


def test_a_folder_without_a_table_is_listed_for_completion() -> None:
    data = folder(**{"公务员招考/2021-07-01 招录公告.txt": b"a", "图.pdf": b"b"})
    first, second = listed_from(open_folder(data))
    assert (first.content.title, first.content.made_on, first.content.category) == (
        "招录公告", date(2021, 7, 1), "recruitment",
    )  # fmt: skip
    assert (first.body_file, second.files) == ("公务员招考/2021-07-01 招录公告.txt", ("图.pdf",))
    days = [cells_of(one)[list(COLUMNS).index("成文日期")] for one in (first, second)]
    assert days == ["2021-07-01", ""]  # what the name does not tell is left to be written


def test_a_zip_written_on_a_chinese_system_keeps_its_names() -> None:
    name = "目录.csv".encode("gb18030").decode("cp437")
    assert open_folder(folder(**{name: b"x"})).table == ("目录.csv", b"x")


def test_what_goes_out_comes_in_the_same(world: World) -> None:
    """Export, forget, import elsewhere, let out: every word, relation, file and day is there again."""
    policy = published(world, title='办法，含逗号“引号”"=1+1')
    item = drafted(world, title="=HYPERLINK(1)", body=f"<p>长</p>{'<p>很长的正文。</p>' * 3000}", kind="interpretation")
    add_file(officer(world), item, Upload("附件；一.docx", docx("附件文字")))
    relate_items(officer(world), item, policy, "interprets")
    before = plain("street")
    data = everything()
    Item.objects.update(index_number="")
    let_out(world, bring(world, data, "全部.zip", "lane"), "lane")
    after = plain("lane")
    assert [len(row["files"]) for row in before] == [0, 1]
    assert after == before


def test_no_cell_of_an_export_is_a_formula(world: World) -> None:
    drafted(world, title="=cmd|' /C calc'!A0", document_number="+1", body="<p>@SUM(1)</p>")
    table = zipfile.ZipFile(io.BytesIO(everything())).read("目录.xlsx")
    sheet = zipfile.ZipFile(io.BytesIO(table)).read("xl/worksheets/sheet1.xml").decode()
    assert ("<f>" in sheet, set(re.findall(r'<c [^>]*?t="(\w+)"', sheet))) == (False, {"s"})


def test_json_lines_hold_everything_and_the_state(world: World) -> None:
    item = drafted(world)
    (row,) = [json.loads(one) for one in write_lines(in_order(Item.objects.all()))]
    assert (row["state"], row["index_number"], row["body"]) == ("draft", item.index_number, item.body)
    assert set(content().plain()) < set(row)
