"""A body keeps what a document says and nothing else, wherever it was pasted from."""

from __future__ import annotations

import time

import pytest

from gongkai.errors import InputError
from gongkai.web.disclosure.bodies import body_of_text, clean_body, links_in, plain_text, with_addresses, with_refs

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>
<body><!--StartFragment--><h1 style='mso-outline-level:1'>一、总则</h1><p class=MsoNormal style='text-indent:21pt'>
<b>第一条</b> <span lang=EN-US style='font-family:仿宋'>为了规范<o:p></o:p></span></p><table class=MsoTable border=1>
<tr><td width=100 valign=top colspan=2><p>表格</p></td></tr></table><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>"""
RUNS = ("script", "onerror", "onclick", "javascript", "data:", "iframe", "form", "style", "svg", "<img", "base")


def test_what_is_pasted_from_word_keeps_headings_bold_and_tables() -> None:
    cleaned = clean_body(WORD)
    assert "<h2>一、总则</h2>" in cleaned
    assert "<strong>第一条</strong>" in cleaned
    assert '<td colspan="2">' in cleaned
    assert "Mso" not in cleaned
    assert "style" not in cleaned


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<iframe src='//x'></iframe>",
        "<form action='//x'><input></form>",
        "<p style='background:url(//x)' onclick=x>y</p>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<object data=x></object><embed src=x>",
        "<img src='https://example.org/track.png'>",
        "<img src='data:image/png;base64,AAAA'>",
        "<meta http-equiv=refresh content=0><base href='//x'>",
    ],
)
def test_nothing_that_runs_or_fetches_stays(hostile: str) -> None:
    cleaned = clean_body(f"<p>正文</p>{hostile}")
    for word in (
        "script",
        "onerror",
        "onclick",
        "javascript",
        "data:",
        "iframe",
        "form",
        "style",
        "svg",
        "<img",
        "base",
    ):
        assert word not in cleaned
    assert "<p>正文</p>" in cleaned


def test_pictures_come_from_the_items_own_files_alone() -> None:
    assert clean_body('<img src="file:abc_DEF-1" alt="图">') == '<img src="file:abc_DEF-1" alt="图">'
    assert clean_body('<img src="file:../../etc/passwd">') == ""


def test_nesting_without_end_is_refused_at_once() -> None:
    began = time.process_time()
    with pytest.raises(InputError, match="嵌套"):
        clean_body("<div>" * 200_000 + "x")
    assert time.process_time() - began < 2


def test_plain_text_becomes_paragraphs_and_comes_back_as_text() -> None:
    body = body_of_text("第一段\n第二行\n\n第二段 <不是标签>")
    assert body == "<p>第一段<br>第二行</p><p>第二段 &lt;不是标签&gt;</p>"
    assert plain_text(body) == "第一段\n第二行\n第二段 <不是标签>"


def test_cells_stay_apart_in_the_text() -> None:
    assert plain_text("<table><tr><td>甲</td><td>乙</td></tr></table>") == "甲\t乙"


def test_files_are_named_by_reference_until_a_face_serves_them() -> None:
    body = '<p><img src="file:a1" alt=""><a href="file:b2">x</a></p>'
    assert with_addresses(body, lambda ref: f"/f/{ref}/").count("/f/") == 2
    assert 'src="file:new"' in with_refs(body, {"a1": "new"})
    assert links_in(clean_body('<a href="https://example.org/a?b=1&amp;c=2">x</a>')) == [
        "https://example.org/a?b=1&c=2"
    ]
