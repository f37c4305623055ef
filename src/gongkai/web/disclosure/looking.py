"""Look into a file handed in: its text for search, and what somebody has to see before it goes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai.errors import InputError, UnreadableFile
from gongkai.hidden import Leak, Mark, look_into
from gongkai.web.disclosure.findings import Finding, Grade

MOST_TEXT: Final = 500_000
MARKS: Final = {
    "hidden_sheet": gettext_noop("有隐藏的工作表"),
    "hidden_rows": gettext_noop("有隐藏的行"),
    "hidden_columns": gettext_noop("有隐藏的列"),
    "pivot_cache": gettext_noop("有数据透视表缓存，里面是原始数据"),
    "external_data": gettext_noop("有外部数据连接"),
    "hidden_text": gettext_noop("有隐藏文字"),
    "tracked_changes": gettext_noop("有未接受的修订，删去的文字仍在文件里"),
    "comments": gettext_noop("有批注"),
    "author": gettext_noop("文件属性中有人名或者单位名"),
    "custom_properties": gettext_noop("文件属性中有自定义内容"),
    "macros": gettext_noop("有宏"),
    "embedded": gettext_noop("内嵌有其他文件"),
    "controls": gettext_noop("有控件"),
    "external_link": gettext_noop("引用外部内容"),
    "script": gettext_noop("有脚本"),
    "launch": gettext_noop("有启动外部程序的动作"),
    "dynamic_form": gettext_noop("有动态表单"),
    "covered_text": gettext_noop("涂黑的地方下面还有文字，可以复制出来"),
    "earlier_versions": gettext_noop("文件里留有以前的版本"),
    "hidden_layer": gettext_noop("有可以隐藏的图层"),
    "annotations": gettext_noop("有批注"),
    "exif": gettext_noop("图片带有拍摄信息"),
    "place": gettext_noop("图片带有拍摄地点"),
    "picture_only": gettext_noop("没有文字层（扫描件或者图片），须人工核对有没有个人信息和涉密标志"),
    "not_read_whole": gettext_noop("内容太多，没有检查完"),
}
"""The words for each mark of `gongkai.hidden`. A test holds both lists together."""
LEAK_GRADES: Final = {
    "identity_number": Grade.FINAL,
    "spread_identity_number": Grade.GRAVE,
    "bank_card": Grade.GRAVE,
    "secrecy_mark": Grade.GRAVE,
}
_GRAVE_MARKS: Final = frozenset({"macros", "script", "launch", "covered_text"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in a file."""

    text: str
    findings: tuple[Finding, ...]


def look_into_file(content: bytes, suffix: str, name: str) -> Seen:
    """Look into a file in a process of its own.

    Raises:
        InputError: it cannot be opened, and what cannot be opened cannot be checked.
        UnsafeFile: looking into it went beyond a limit.
    """
    try:
        seen = look_into(content, suffix, name)
    except UnreadableFile as error:
        raise InputError(
            f"“{name}”无法打开检查", why=error.what, fix="请去掉密码或者重新保存后上传", field="file"
        ) from error
    found = [_of_mark(mark, name) for mark in seen.marks] + [of_leak(leak, _in_file(name)) for leak in seen.leaks]
    return Seen(seen.text[:MOST_TEXT], tuple(found))


def of_leak(leak: Leak, where: str) -> Finding:
    """Return a leak as a finding."""
    grade = LEAK_GRADES.get(leak.kind, Grade.PLAIN)
    return Finding(where, leak.kind, leak.why, leak.quote, grade=grade)


def _of_mark(mark: Mark, name: str) -> Finding:
    grade = Grade.GRAVE if mark.code in _GRAVE_MARKS else Grade.PLAIN
    where = f"{_in_file(name)}{mark.where}"
    return Finding(where, mark.code, _(MARKS[mark.code]), mark.quote[:80], grade=grade)


def _in_file(name: str) -> str:
    return _("附件“%(name)s”") % {"name": name}
