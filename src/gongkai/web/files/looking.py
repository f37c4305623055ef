"""Look through a file in a bounded child and say in words what somebody has to see before the file goes out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.check.disguises import DisguisedLeak, find_disguised_leaks
from gongkai.errors import GongkaiError, InputError, UnreadableFile, UnsafeFile
from gongkai.read.office import to_docx
from gongkai.read.sandbox import Bounds, run_child
from gongkai.web.files.kinds import decoded, plain_name
from gongkai.web.files.looked import Mark

MOST_FINDINGS: Final = 50
BOUNDS: Final = Bounds(cpu_seconds=10, wall_seconds=15.0)
FOR_BUNDLES: Final = Bounds(cpu_seconds=30, wall_seconds=45.0)
SECONDS_TO_CONVERT: Final = 30
MARK_WORDS: Final = {
    "script": gettext_lazy("含有脚本"),
    "launch": gettext_lazy("含有启动外部程序的动作"),
    "embedded": gettext_lazy("内嵌有其他文件"),
    "dynamic_form": gettext_lazy("含有动态表单"),
    "comments": gettext_lazy("含有批注"),
    "remarks": gettext_lazy("页面上有批注"),
    "revisions": gettext_lazy("含有未接受的修订"),
    "hidden_text": gettext_lazy("含有隐藏文字"),
    "hidden_sheets": gettext_lazy("含有隐藏的工作表"),
    "hidden_rows": gettext_lazy("含有隐藏的行"),
    "hidden_columns": gettext_lazy("含有隐藏的列"),
    "hidden_names": gettext_lazy("含有隐藏的名称"),
    "external": gettext_lazy("引用了外部文件或者网址，打开时会去读取"),
    "pivot": gettext_lazy("含有数据透视表缓存，其中可能有全部原始数据"),
    "properties": gettext_lazy("文件属性中有自定义内容"),
    "author": gettext_lazy("文件属性中有作者姓名"),
    "covered_text": gettext_lazy("遮盖的地方下面还有文字，可以复制出来"),
    "earlier_versions": gettext_lazy("文件里留有以前的版本"),
    "hidden_layer": gettext_lazy("含有可以隐藏的图层"),
    "picture_place": gettext_lazy("图片带有拍摄地点"),
    "picture_data": gettext_lazy("图片带有拍摄信息（EXIF）或者说明文字"),
    "closed_pdf": gettext_lazy("PDF 无法打开（损坏或者加密），没有检查内容"),
    "long_pdf": gettext_lazy("页数过多，后面的页没有检查"),
    "long_text": gettext_lazy("文字过多，后面的文字没有检查"),
    "unlooked": gettext_lazy("无法打开查看，没有检查里面的内容"),
    "no_text": gettext_lazy("没有文字层（扫描件），没有检查个人信息"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in a file, and the text that its reader sees.

    Attributes:
        findings: all of it as sentences.
        text: what its reader sees.
        marks: what its reader does not see, by code.
        leaks: personal numbers and secrecy marks in what is seen, and in what is not.
    """

    findings: list[str]
    text: str
    marks: tuple[Mark, ...] = ()
    leaks: tuple[DisguisedLeak, ...] = ()


def look_through(content: bytes, suffix: str, name: str = "") -> Look:
    """Return what somebody has to look at before the file goes out: hidden data, active content, personal numbers.

    Raises:
        InputError: the file cannot be opened, or breaks the bounds of whoever opens it.
    """
    if suffix == ".txt":
        text = decoded(content) or ""
        return _look(text, "", ())
    text, unseen, marks = _in_child(content, suffix, plain_name(name))
    if suffix == ".doc" and not any(mark.code == "unlooked" for mark in marks):
        made = _as_docx(content, plain_name(name))
        if made is None:
            marks.append(Mark("unlooked"))
        else:
            text, unseen, further = _in_child(made, ".docx", plain_name(name))
            marks += further
    return _look(text, unseen, list(dict.fromkeys(marks)))


def _in_child(content: bytes, suffix: str, shown: str) -> tuple[str, str, list[Mark]]:
    """Return what a child process saw: the text, what is not seen, the marks."""
    bounds = FOR_BUNDLES if suffix == ".zip" else BOUNDS
    try:
        shape = json.loads(run_child("gongkai.web.files.child", [suffix], content, shown=shown, bounds=bounds))
    except UnsafeFile as error:
        raise _refused(error.what, error.why) from error
    except (UnreadableFile, ValueError) as error:
        raise _refused(f"“{shown}”无法打开", "") from error
    if "unsafe" in shape or "unreadable" in shape:
        raise _refused(f"“{shown}”不能通过检查", str(shape.get("unsafe") or shape.get("unreadable")))
    marks = [Mark(str(code), str(where), str(quote)) for code, where, quote in shape["marks"]]
    return str(shape["text"]).strip(), str(shape["unseen"]), [mark for mark in marks if mark.code in MARK_WORDS]


def _as_docx(content: bytes, shown: str) -> bytes | None:
    """Return an old Word file as a new one; None where no program here can do that."""
    try:
        return to_docx(content, file=shown, seconds=SECONDS_TO_CONVERT)
    except GongkaiError:
        return None


def _look(text: str, unseen: str, marks: Sequence[Mark]) -> Look:
    seen, hidden = find_disguised_leaks(text), find_disguised_leaks(unseen)
    found = [str(MARK_WORDS[mark.code]) for mark in marks]
    found += _sentences(seen)
    found += [_("看不见的内容中：") + line for line in _sentences(hidden)]
    return Look(_distinct(found), text, tuple(marks), tuple(dict.fromkeys((*seen, *hidden))))


def _sentences(leaks: Iterable[DisguisedLeak]) -> list[str]:
    return [f"{leak.why}：{leak.quote}" for leak in leaks if leak.kind != "placeholder"]


def _distinct(lines: list[str]) -> list[str]:
    return list(dict.fromkeys(lines))[:MOST_FINDINGS]


def _refused(what: str, why: str) -> InputError:
    return InputError(what, why=why, fix="请重新保存，或者换一种格式后上传", field="files")
