"""Spreadsheets: all rows or none, and every fault names its cell."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from web_world import World

from gongkai.web.organs.actions.import_accounts import ACCOUNT_COLUMN_NAMES, ACCOUNT_COLUMNS, import_accounts_from
from gongkai.web.organs.actions.import_organs import ORGAN_COLUMN_NAMES, ORGAN_COLUMNS, import_organs_from
from gongkai.web.organs.columns import Column, template
from gongkai.web.organs.models import Account, Level, Organ, OrganKind, Post
from gongkai.web.organs.sheets import SheetFaults, cell_letters, read_sheet

pytestmark = pytest.mark.django_db


def xlsx(*rows: tuple[object, ...]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def csv(*rows: tuple[str, ...], encoding: str = "utf-8") -> bytes:
    return "\n".join(",".join(row) for row in rows).encode(encoding)


ORGANS = (
    ("a-1", "甲街道办事处", "乡级", "派出机关", "a", ""),
    ("a", "甲区人民政府", "县级", "人民政府", "city", "330105"),
)
PEOPLE = (("zhang", "张三", "street", "经办人", "办公室"), ("li", "李四", "lane", "", ""))


@pytest.mark.parametrize("make", [xlsx, csv, lambda *rows: csv(*rows, encoding="gb18030")])
def test_organs_come_in_whatever_their_order(world: World, make) -> None:
    sheet = read_sheet("机关表", make(ORGAN_COLUMN_NAMES, *ORGANS), ORGAN_COLUMN_NAMES)
    import_organs_from(world.viewer("system_administrator", "city"), sheet)
    assert Organ.objects.get(ref="a-1").parent == Organ.objects.get(ref="a")


def test_faults_name_their_cells_and_nothing_comes_in(world: World) -> None:
    rows = (*ORGANS, ("b", "乙", "星级", "派出机关", "city", ""), ("c", "丙", "县级", "人民政府", "nowhere", ""))
    sheet = read_sheet("机关表", xlsx(ORGAN_COLUMN_NAMES, *rows), ORGAN_COLUMN_NAMES)
    with pytest.raises(SheetFaults) as caught:
        import_organs_from(world.viewer("system_administrator", "city"), sheet)
    assert [fault.cell for fault in caught.value.faults] == ["C4", "E5"]
    assert not Organ.objects.filter(ref__in=["a", "a-1", "b", "c"]).exists()


def test_a_value_that_is_not_allowed_is_answered_with_those_that_are(world: World) -> None:
    rows = (("b", "乙", "星级", "派出机关", "city", ""), ("c", "丙", "县级", "公司", "city", ""))
    sheet = read_sheet("机关表", xlsx(ORGAN_COLUMN_NAMES, *rows), ORGAN_COLUMN_NAMES)
    with pytest.raises(SheetFaults) as caught:
        import_organs_from(world.viewer("system_administrator", "city"), sheet)
    level, kind = (fault.message for fault in caught.value.faults)
    assert all(str(label) in level for label in Level.labels)
    assert all(str(label) in kind for label in OrganKind.labels)


@pytest.mark.parametrize("columns", [ORGAN_COLUMNS, ACCOUNT_COLUMNS])
def test_the_empty_spreadsheet_reads_as_one_without_rows(columns: tuple[Column, ...]) -> None:
    heads = [column.head for column in columns]
    assert read_sheet("空表.xlsx", template("空表", columns), heads).rows == ()


def test_accounts_come_in_with_posts_that_still_wait(world: World) -> None:
    sheet = read_sheet("人员表", xlsx(ACCOUNT_COLUMN_NAMES, *PEOPLE), ACCOUNT_COLUMN_NAMES)
    made = import_accounts_from(world.viewer("system_administrator", "city"), sheet)
    assert [name for name, _ in made] == ["zhang", "li"]
    assert Account.objects.get(username="zhang").check_password(made[0][1])
    assert list(Post.objects.filter(account__username="zhang").values_list("role", "approved_at")) == [
        ("officer", None)
    ]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (("zhang", "张三", "nowhere", "", ""), "C3"),
        (("zhang", "张三", "street", "局长", ""), "D3"),
        (("li", "又一个", "street", "", ""), "A3"),
        (("", "没有名", "street", "", ""), "A3"),
        (("zhang", "张三", "street2", "", ""), "A3"),
    ],
)
def test_a_person_who_does_not_fit_is_found_at_the_cell(world: World, row: tuple[str, ...], cell: str) -> None:
    sheet = read_sheet("人员表", xlsx(ACCOUNT_COLUMN_NAMES, PEOPLE[1], row), ACCOUNT_COLUMN_NAMES)
    with pytest.raises(SheetFaults) as caught:
        import_accounts_from(world.viewer("system_administrator", "district"), sheet)
    assert [fault.cell for fault in caught.value.faults] == [cell]
    assert not Account.objects.filter(username="li").exists()


def test_a_missing_column_is_named() -> None:
    with pytest.raises(SheetFaults, match="岗位"):
        read_sheet("人员表", xlsx(("用户名", "姓名", "机关编号", "科室")), ACCOUNT_COLUMN_NAMES)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"%PDF-1.7\n\x00\x01\x02", b"\x00" * 100])
def test_what_is_no_spreadsheet_is_refused(content: bytes) -> None:
    with pytest.raises(SheetFaults):
        read_sheet("x", content, ACCOUNT_COLUMN_NAMES)


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_spreadsheet_programs_name_them(place: int, letters: str) -> None:
    assert cell_letters(place) == letters
