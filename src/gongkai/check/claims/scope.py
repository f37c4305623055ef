"""Whose figures, and of which time, a sentence speaks of: whether it may be held against the report's own tables."""

from __future__ import annotations

import re
from typing import Final, Literal

from gongkai.check.claims.model import Mention, Statement
from gongkai.report.model import Report

Scope = Literal["same", "other", "unclear"]

_PART_OF_YEAR: Final = re.compile(
    r"上半年|下半年|季度|(?<![年\d])(?:\d{1,2}|[一二三四五六七八九十])(?:月份?)?[-—至到~](?:\d{1,2}|[一二三四五六七八九十]+)月|"
    r"截[至止]到?(?:20\d\d年|目前)?(?:\d{1,2}月(?!31|底)|目前|[一二三四五六七八九十]+月)|(?<!\d)(?:[1-9]|1[0-2])月份?(?=\D)|今年以来|"
    r"年初以来(?=.*月)|近[两三四五\d]年|以来累计|历年|自20\d\d年以来|[五三两]年来|任期"
)
_CARRIED_TO: Final = re.compile(r"(?:结转|转|顺延|延|转结)(?:至|到|入)?20\d\d年度?")
_WHOLE_YEAR: Final = re.compile(r"1月?[-—至到~]12月|1月1日|12月31日|12月底")
_EARLIER: Final = re.compile(r"(?:上年度?|去年|上一年度?|同期|往年|前年)(?!.{0,4}(?:结转|顺延|转入|遗留|接转))")
_AREA: Final = re.compile(r"(?:全|我)(省|自治区|市|州|盟|地区|区|县|旗)")
_OWN_AREA: Final = re.compile(r"(?:全|我|本)(镇|乡|街道|街|苏木|办事处|局|委|办|厅|院|处|中心|单位|所|队)")
_SELF: Final = re.compile(
    r"(?:我|本)(?:镇|乡|街道|街|苏木|办事处|局|委|办|厅|院|处|中心|单位|机关|所|队|部门|行|会|站|园区|管委会|署|分局|支队)"
)
_OFFICE: Final = re.compile(r"(?:省|市|州|区|县|旗)(?:人民)?政府办(?:公室|公厅)?|办公厅|办公室|政府办|本级")
_AS_BODY: Final = re.compile(
    r"(?:省|市|州|区|县|旗)(?:人民)?政府(?!信息|网|门户|办|公报|规章|部门|各|系统|工作|采购|文件|常务|投资|数据|购买|集中)"
)
_OTHERS: Final = re.compile(
    r"各[^、,;。类项种渠方界阶环条期月季个]{1,5}(?:共|均|分别|收到|受理|办理)|各(?:部门|单位|镇|乡|街道|局|区|县|级|科室|地|市|旗|有关|责任|成员)|(?:县|区|市|州|省|镇)直|下属|所属|直属|下级|上级|基层|部门单位|全系统|系统内|"
    r"(?:(?<![我本该])(?:[^\s、,;。我本我们]{2,10}))(?:局|委员会|公安|法院|检察院|支队|大队|厅)(?=收到|受理|办理|答复|办结|\d|共)"
)
_DEPARTMENT: Final = re.compile(
    r"(?:局|委员会|委|厅|办公室|办公厅|院|处|中心|支队|大队|署|所|行|分局|部|队|站|公司|馆|协会|联合会|研究所)$"
)
_TOWN: Final = re.compile(
    r"(?:街道办事处|街道|办事处|镇|乡|苏木|镇人民政府|乡人民政府|民族乡|街办|街)$|(?:镇|乡)人民政府$"
)


def level(organ: str | None) -> str:
    """Return whether the organ is a government of a territory, a township or street office, or a department."""
    name = (organ or "").strip()
    if not name:
        return "unknown"
    if _TOWN.search(name):
        return "township"
    if _DEPARTMENT.search(name):
        return "department"
    return "government"


def scope(statement: Statement, mention: Mention | None, report: Report, span: tuple[int, int] = (0, 0)) -> Scope:
    """Return whether the words around a number speak of the report's own organ and year.

    Where there is no number, `span` gives the words within the statement.
    """
    begin, end = (mention.number.start - statement.start, 0) if mention else span
    before = statement.text[:begin].replace(" ", "")
    own = mention.after if mention else statement.text[begin:end]
    clause = re.split(r"[;；。]", before)[-1]
    time = _time(clause + own, report)
    return time if time != "same" else _body(clause + ("" if mention else own), before, report)


def _time(words: str, report: Report) -> Scope:
    words = _CARRIED_TO.sub("", words)
    years = {int(year) for year in re.findall(r"(20\d\d)年", words)}
    if report.year is not None and years and report.year not in years:
        return "other"
    if len(years) > 1 and not _WHOLE_YEAR.search(words):
        return "unclear"
    if _EARLIER.search(words):
        return "other"
    if _PART_OF_YEAR.search(words) and not _WHOLE_YEAR.search(words):
        return "other"
    return "same"


def _body(clause: str, before: str, report: Report) -> Scope:
    kind = level(report.organ)
    words = clause if _names_someone(clause) else before
    if _OTHERS.search(words) and not (kind == "government" and _AREA.search(words)):
        return "other"
    if kind == "government":
        return _for_government(words)
    if kind == "township":
        return "other" if _AREA.search(words) else "same"
    if kind == "department":
        own_office = bool(re.search(r"办公[室厅]$", report.organ or ""))
        if _SELF.search(words) or (own_office and _OFFICE.search(words)):
            return "same"
        return "unclear" if _AREA.search(words) or _AS_BODY.search(words) or _OFFICE.search(words) else "same"
    return "same" if not (_AREA.search(words) or _OFFICE.search(words) or _AS_BODY.search(words)) else "unclear"


def _for_government(words: str) -> Scope:
    if _OFFICE.search(words):
        return "other"
    if _AREA.search(words):
        return "same"
    return "unclear" if _AS_BODY.search(words) else "same"


def _names_someone(words: str) -> bool:
    return any(pattern.search(words) for pattern in (_AREA, _SELF, _OFFICE, _AS_BODY, _OTHERS, _OWN_AREA))
