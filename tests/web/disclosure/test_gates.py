"""What must not go out is stopped before it is public, wherever it stands and however it is written."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import docx
import pytest
import xlsxwriter
from django.test import Client
from files_world import PNG, book, old_word, pdf, png, with_part, word
from items_world import cleared, content, drafted, leader, officer, passed, published
from web_world import NOW, World

from gongkai.errors import InputError, MissingTool
from gongkai.web.disclosure import queries
from gongkai.web.disclosure.actions.check_gates import check_item, clear_gate
from gongkai.web.disclosure.actions.draft_item import save_item
from gongkai.web.disclosure.actions.keep_files import Upload, add_file
from gongkai.web.disclosure.actions.publish_item import publish_item, publish_ready
from gongkai.web.disclosure.actions.scan_files import scan_waiting_files
from gongkai.web.disclosure.actions.set_words import list_word, unlist_word
from gongkai.web.disclosure.actions.submit_item import submit_item
from gongkai.web.disclosure.actions.withdraw_item import withdraw_item
from gongkai.web.disclosure.models import Gate, Item, ItemFile
from gongkai.web.disclosure.search import SearchQuery, find
from gongkai.web.files import child, looking
from gongkai.web.organs.access import Refused, declare

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"
SPELLINGS = (
    NUMBER,
    NUMBER.lower(),
    NUMBER.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")),
    " ".join(NUMBER),
    "110105 19491231 002X",
    "110105-19491231-002X",
    "\u200b".join(NUMBER),
    "110105\u00a019491231\u00a0002X",
    "110105·19491231·002X",
    "公民身份号码" + NUMBER,
)


def sheet(text: str, *, hidden: bool = False, comment: bool = False) -> bytes:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    first, second = workbook.add_worksheet("公开"), workbook.add_worksheet("底稿")
    first.write(0, 0, "项目")
    place = second if hidden else first
    if comment:
        place.write_comment(1, 0, text)
    else:
        place.write(1, 1, text)
    if hidden:
        second.hide()
    workbook.close()
    return out.getvalue()


def table(text: str) -> bytes:
    out, document = io.BytesIO(), docx.Document()
    document.core_properties.author = ""
    document.add_table(1, 2).cell(0, 1).text = text
    document.save(out)
    return out.getvalue()


def split_runs(text: str) -> bytes:
    out, document = io.BytesIO(), docx.Document()
    document.core_properties.author = ""
    paragraph = document.add_paragraph()
    for character in text:
        paragraph.add_run(character)
    document.save(out)
    return out.getvalue()


BODIES = (
    "<p>张某，{}，男。</p>",
    "<table><tr><td>张某</td><td>{}</td></tr></table>",
    "<ul><li>{}</li></ul>",
    '<p><a href="https://example.org/?q={}">名单</a></p>',
    "<h2>{}</h2>",
)
FILES = (
    ("a.docx", lambda text: word(f"申请人{text}")),
    ("a.docx", table),
    ("a.docx", split_runs),
    ("a.xlsx", sheet),
    ("a.xlsx", lambda text: sheet(text, hidden=True)),
    ("a.xlsx", lambda text: sheet(text, comment=True)),
    ("a.txt", lambda text: f"名单：{text}".encode()),
    ("a.txt", lambda text: f"名单：{text}".encode("gb18030", "ignore")),
)


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look into files by the child's own code without starting a child for each: the bounds are tested elsewhere."""

    def look(module: str, words: list[str], data: bytes, **_: object) -> bytes:
        look_by = child.import_module(child.MODULES[words[0]]).look
        looked = look_by(data)
        marks = [[mark.code, mark.where, mark.quote] for mark in looked.marks]
        return json.dumps(
            {"marks": marks, "text": "\n".join(looked.shown), "unseen": "\n".join(looked.unseen)}
        ).encode()

    monkeypatch.setattr(looking, "run_child", look)


def planted() -> Iterator[tuple[dict[str, object], tuple[str, bytes] | None]]:
    """Every way in which the number is planted: what is changed of the item, or a file that is added."""
    for spelling in SPELLINGS:
        yield {"title": f"关于张某{spelling}的公告"}, None
        yield {"document_number": spelling}, None
        for body in BODIES:
            yield {"body": body.format(spelling)}, None
        for name, make in FILES:
            yield {}, (name, make(spelling))
        yield {}, (f"名单{spelling}.txt", b"x")
        for extra in ("<p>见<strong>{}</strong></p>", "<blockquote>{}</blockquote>"):
            yield {"body": extra.format(spelling)}, None
        yield {"body": "<p>" + "".join(f"<em>{c}</em>" for c in spelling) + "</p>"}, None
        yield {"body": "<p>" + "".join(f"&#{ord(c)};" for c in spelling) + "</p>"}, None


def test_a_planted_identity_number_never_reaches_the_public(world: World, in_this_process: None) -> None:
    """0 of 200: the whole path is tried with each; a leader who publishes without review, too."""
    ways = list(planted())
    assert len(ways) >= 200
    through = []
    for at, (changed, file) in enumerate(ways):
        item = drafted(world, **changed)
        if file:
            add_file(officer(world), item, Upload(*file))
        try:
            passed(world, item)
            item.refresh_from_db()
            publish_item(leader(world), item, version=item.version)
            through.append((at, changed, file and file[0]))
        except InputError:
            pass
    assert through == []
    assert not queries.public_items(NOW).exists()


def test_what_is_published_without_review_of_this_room_is_checked_just_so(world: World) -> None:
    report = content(kind="annual_report", body=f"<p>{NUMBER}</p>")
    with pytest.raises(InputError, match="检查"):
        publish_ready(leader(world), world.organs["street"], report, reason="已签发")
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.docx", word(NUMBER)),
        ("a.xlsx", sheet(NUMBER, hidden=True)),
        ("a.pdf", pdf(NUMBER)),
        ("a.txt", NUMBER.encode()),
    ],
)
def test_the_confined_reader_finds_it_in_each_kind_of_file(world: World, name: str, made: bytes) -> None:
    item = drafted(world)
    add_file(officer(world), item, Upload(name, made))
    with pytest.raises(InputError, match="检查"):
        submit_item(officer(world), item, version=item.version)


def test_an_identity_number_is_let_through_by_nobody(world: World) -> None:
    item = drafted(world, body=f"<p>{NUMBER}</p>")
    check_item(officer(world), item)
    for viewer in (officer(world), declare(world.viewer("confidentiality_reviewer", "street"))):
        with pytest.raises(InputError, match="不能放行"):
            clear_gate(viewer, item, "private_data", version=item.version, reason="这是演示用的号码，已经核对")


def test_a_secrecy_mark_is_let_through_by_the_confidentiality_reviewer_alone(world: World) -> None:
    item = drafted(world, body="<p>文件首页标注“机密★3年”的，不得上网。</p>")
    check_item(officer(world), item)
    reason = "是对密级标注方法的说明，不是本件的密级"
    secrecy = world.viewer("confidentiality_reviewer", "street")
    for viewer in (officer(world), leader(world), secrecy):
        with pytest.raises(Refused):
            clear_gate(viewer, item, "private_data", version=item.version, reason=reason)
    with pytest.raises(InputError, match="过于简单"):
        clear_gate(declare(secrecy), item, "private_data", version=item.version, reason="无")
    row = clear_gate(declare(secrecy), item, "private_data", version=item.version, reason=reason)
    assert (row.state, row.reason) == ("cleared", reason)
    item.refresh_from_db()
    submit_item(officer(world), item, version=item.version)


def test_a_mobile_number_is_let_through_with_a_reason_and_stays_so(world: World) -> None:
    item = drafted(world, body="<p>值班电话13800138000。</p>")
    with pytest.raises(InputError, match="手机号码"):
        submit_item(officer(world), item, version=item.version)
    cleared(world, item, "private_data", "是办公用的公开电话")
    item.refresh_from_db()
    save_item(officer(world), item, content(body="<p>值班电话13800138000。请拨打。</p>"), version=item.version)
    item.refresh_from_db()
    submit_item(officer(world), item, version=item.version)


def test_another_number_after_clearing_is_stopped_again(world: World) -> None:
    item = drafted(world, body="<p>值班电话13800138000。</p>")
    cleared(world, item, "private_data")
    item.refresh_from_db()
    save_item(officer(world), item, content(body="<p>13800138000、13900139000</p>"), version=item.version)
    item.refresh_from_db()
    with pytest.raises(InputError, match="检查"):
        submit_item(officer(world), item, version=item.version)


def test_a_hidden_sheet_is_stopped_until_somebody_answers_for_it(world: World) -> None:
    item = drafted(world)
    add_file(officer(world), item, Upload("名册.xlsx", sheet("张三", hidden=True)))
    with pytest.raises(InputError, match="隐藏的工作表"):
        submit_item(officer(world), item, version=item.version)
    assert Gate.objects.get(item=item, gate="hidden_data").state == "open"
    assert ItemFile.objects.get().checked == "flagged"


def test_a_flagged_file_is_not_sent_even_where_its_item_is_public(world: World) -> None:
    item = published(world)
    file = ItemFile.objects.create(
        item=item, name="a.txt", suffix=".txt", media_type="text/plain", size=1, digest="d", content=b"x",
        checked="flagged", added_at=NOW,
    )  # fmt: skip
    with pytest.raises(Refused):
        queries.public_file(NOW, file.ref)
    assert not queries.public_files(item).exists()


@pytest.mark.parametrize(
    ("name", "made", "why"),
    [
        ("a.docx", word("正文", extra={"word/comments.xml": b"<x/>"}), "批注"),
        ("a.xlsx", book([["a"], ["b"]], hidden_row=1), "隐藏的行"),
        ("a.pdf", pdf("x", extra=b"/ByteRange [0 1 2 3]", author="Zhang San"), "作者"),  # signed: left as it is
        ("a.png", png(words=b"Author\0Zhang San"), "图片"),
        ("a.png", PNG, "图片"),
    ],
)
def test_each_kind_of_hidden_data_is_stopped_and_named(world: World, name: str, made: bytes, why: str) -> None:
    item = drafted(world)
    add_file(officer(world), item, Upload(name, made))
    rows = {row.gate: row for row in check_item(officer(world), item)}
    assert rows["hidden_data"].state == "open"
    assert why in str(rows["hidden_data"].findings)


def test_a_file_that_waits_for_the_scanner_holds_its_item_up(world: World, settings: object) -> None:
    item = drafted(world)
    settings.GONGKAI_SCANNER = "unix:/nowhere/clamd.ctl"
    add_file(officer(world), item, Upload("a.txt", b"x"))
    with pytest.raises(InputError, match="待检"):
        submit_item(officer(world), item, version=item.version)
    settings.GONGKAI_SCANNER = ""
    assert scan_waiting_files(NOW) == 1
    item.refresh_from_db()
    submit_item(officer(world), item, version=item.version)


def test_text_under_a_black_box_is_found_and_a_box_under_text_is_not(world: World) -> None:
    stream = b"BT /F1 12 Tf 20 100 Td (secret name) Tj ET 0 0 0 rg 15 95 120 20 re f"
    below = b"0.9 0.9 0.9 rg 15 95 120 20 re f BT 0 g /F1 12 Tf 20 100 Td (open name) Tj ET"
    plain = pdf("@")
    old = b"BT /F1 12 Tf 20 100 Td (@) Tj ET"
    for drawing, expected in ((stream, True), (below, False)):
        made = plain.replace(b"<< /Length %d >>" % len(old), b"<< /Length %d >>" % len(drawing)).replace(old, drawing)
        found = looking.look_through(made, ".pdf", "a.pdf")
        assert any(mark.code == "covered_text" for mark in found.marks) is expected


def test_listed_words_are_stopped_with_what_to_write_instead(world: World) -> None:
    list_word(officer(world), world.organs["street"], word="做为", kind="wrong", instead="作为")
    item = drafted(world, body="<p>本通知做为依据。</p>")
    rows = {row.gate: row for row in check_item(officer(world), item)}
    assert rows["listed_words"].findings[0]["instead"] == "作为"
    unlist_word(officer(world), world.organs["street"], word="做为")
    assert {row.gate: row.state for row in check_item(officer(world), item)}["listed_words"] == "passed"


def test_another_organs_list_stops_nothing_here(world: World) -> None:
    list_word(world.viewer("officer", "lane"), world.organs["lane"], word="通告", kind="sensitive")
    assert {row.state for row in check_item(officer(world), drafted(world))} == {"passed"}


@pytest.mark.parametrize(
    ("address", "is_right"),
    [
        ("https://www.gov.cn/zhengce/", True),
        ("mailto:office@example.org", True),
        ("/organs/", True),
        ("/no-such-page/", False),
        ("/desk/items/", False),
        ("https://192.168.1.7/a", False),
        ("https://example..com/", False),
        ("http:///x", False),
    ],
)
def test_links_that_cannot_be_right_are_stopped(world: World, address: str, is_right: bool) -> None:
    item = drafted(world, body=f'<p><a href="{address}">链接</a>正文</p>')
    rows = {row.gate: row.state for row in check_item(officer(world), item)}
    assert (rows["broken_links"] == "passed") is is_right


def test_what_changed_between_review_and_publication_is_checked_once_more(world: World) -> None:
    item = passed(world, body="<p>内部资料汇编</p>")
    list_word(officer(world), world.organs["street"], word="内部资料", kind="forbidden")
    with pytest.raises(InputError, match="检查"):
        publish_item(leader(world), item, version=item.version)


def test_every_result_of_a_check_is_kept(world: World) -> None:
    item = drafted(world, body="<p>值班电话13800138000。</p>")
    check_item(officer(world), item)
    save_item(officer(world), item, content(body="<p>值班电话见附件。</p>"), version=item.version)
    check_item(officer(world), item)
    kept = Gate.objects.filter(item=item, gate="private_data").order_by("pk")
    assert [row.state for row in kept] == ["open", "passed"]


def test_a_note_to_the_public_says_no_number_either(world: World) -> None:
    item = published(world)
    with pytest.raises(InputError, match="公开说明"):
        withdraw_item(leader(world), item, version=item.version, reason="误发", note=f"误公开{NUMBER}")


def test_what_is_withdrawn_is_found_by_no_search(world: World) -> None:
    item = published(world)
    assert find(NOW, SearchQuery("电动自行车")).total == 1
    withdraw_item(leader(world), item, version=item.version, reason="误发", note="正在核实")
    assert find(NOW, SearchQuery("电动自行车")).total == 0


def test_text_hidden_in_a_file_is_found_by_no_search_and_text_shown_is(world: World) -> None:
    item = drafted(world)
    words, hidden = "公开段落".encode(), b"<w:rPr><w:vanish/></w:rPr><w:t>" + "绝不公开".encode()
    shown = with_part(word("公开段落"), "word/document.xml", words, words + b"</w:t></w:r><w:r>" + hidden)
    add_file(officer(world), item, Upload("a.docx", shown))
    cleared(world, item, "hidden_data")
    item.refresh_from_db()
    publish_item(leader(world), passed(world, item), version=Item.objects.get(pk=item.pk).version)
    assert find(NOW, SearchQuery("公开段落")).total == 1
    assert find(NOW, SearchQuery("绝不公开")).total == 0


def test_the_public_gets_a_copy_without_the_author_and_the_office_keeps_the_original(world: World) -> None:
    given = pdf("words", author="Zhang San")
    item = drafted(world)
    file = add_file(officer(world), item, Upload("a.pdf", given))
    item = passed(world, item)
    publish_item(leader(world), item, version=item.version)
    sent = Client().get(f"/items/{item.ref}/files/{file.ref}/").content
    assert sent.startswith(b"%PDF-")
    assert b"Zhang" not in sent
    assert bytes(queries.file_of(officer(world), item, file.ref).content) == given


def test_a_file_that_nobody_could_look_into_waits_for_the_confidentiality_reviewer(world: World, monkeypatch) -> None:
    monkeypatch.setattr(looking, "to_docx", refuse_to_open)
    item = drafted(world)
    add_file(officer(world), item, Upload("a.wps", old_word()))
    rows = {row.gate: row for row in check_item(officer(world), item)}
    assert [finding["what"] for finding in rows["hidden_data"].findings] == ["unlooked"]
    with pytest.raises(Refused):
        clear_gate(officer(world), item, "hidden_data", version=item.version, reason="已在本机打开逐页核对")


def refuse_to_open(content: bytes, **said: object) -> bytes:
    raise MissingTool("没有安装 LibreOffice")
