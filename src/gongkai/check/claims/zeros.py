"""Assertions that something did not happen, held against the cells that count it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.check.claims.cells import total_of
from gongkai.check.claims.model import FAILS, HOLDS, UNSURE, Claim, Statement, Verdict, shown
from gongkai.check.claims.scope import scope
from gongkai.report.model import Report

_NEGATION: Final = re.compile(
    r"(?:暂|尚|均|从|也)?(?:未|没有|没)(?:曾|有)?|无(?!正当|法|障碍|误|缝|需|理由|关|纸|偿|论|愧|条件)|零"
)
_CLAUSE: Final = re.compile(r"[^,，;；。]+")
_ANY: Final = re.compile(r"[未没无零]|维持")
_RECEIVED: Final = re.compile(
    r"(?:未|没有?|无)(?:曾|再|有)?(?:收到|接到|受理|接收|收|出现|发生|有)?[^,;。]{0,30}?(?:公开政府信息的?申请|依申请公开|信息公开申请|公开申请|申请公开|信息公开的申请|依申请)|(?:申请|依申请公开)[^,;。]{0,6}零(?:报告|申请|件)"
)
_REMEDIES: Final = re.compile(r"行政复议|复议|行政诉讼|诉讼")
_QUALIFIED: Final = re.compile(
    r"败诉|纠错|纠正|撤销|责令|追究|维持|终止|应诉不|未及时|超期|逾期|收费|收取|除|以外|之外|超过|不予|不及时|投诉|举报"
)
_DOCUMENTS: Final = re.compile(r"(?:未|没有|无)(?:新)?(?:制发|制定|出台|印发)[^,;。]{0,8}(?:行政)?规范性文件")
_PENALTIES: Final = re.compile(r"(?:未|没有)(?:作出|做出|实施)[^,;。]{0,6}行政处罚")
_UPHELD: Final = re.compile(r"(?:均|全部|全)(?:获|被|予以|得到|为)?(?:结果)?维持")
_REMEDY_ROWS: Final = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def zero_claims(statement: Statement, report: Report | None) -> Iterator[Claim]:
    """Yield a claim for every assertion of nothing in a statement."""
    text = statement.text
    if not _ANY.search(text):
        return
    for begin, end in _clauses(text):
        clause = text[begin:end].replace(" ", "")
        for table, rows, columns in _absences(clause):
            yield _claim(statement, (begin, end), report, (table, rows, columns))
    match = _UPHELD.search(text)
    if match and _REMEDIES.search(text):
        yield _claim(
            statement,
            match.span(),
            report,
            ("remedies", _remedy_rows(text[: match.end()]), ("corrected", "other", "pending")),
        )


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    for match in _CLAUSE.finditer(text):
        yield match.span()


Absence = tuple[str, tuple[str, ...], tuple[str, ...]]


def _absences(clause: str) -> Iterator[Absence]:
    negation = _NEGATION.search(clause)
    if negation is None or _QUALIFIED.search(clause) or re.search(r"\d+(?:件|起|宗|例)", clause):
        return
    rest = clause[negation.start() :]
    if _REMEDIES.search(rest) and re.search(r"发生|出现|引发|收到|提起|产生|涉及|有|无|被|没有|情况|案件", clause):
        yield "remedies", _remedy_rows(rest), ("total",)
        if not re.search(r"(?:申请公开|依申请公开|公开申请)(?:件)?(?:、|和|及|也)", rest):
            return
    if _RECEIVED.search(clause) and not re.search(r"引发|引起|因政府", clause):
        yield "requests", ("received",), ("total",)
    if _DOCUMENTS.search(clause):
        yield "disclosure", ("normative_documents",), ("issued",)
    if _PENALTIES.search(clause):
        yield "disclosure", ("penalties",), ("decisions",)


def _remedy_rows(words: str) -> tuple[str, ...]:
    rows: tuple[str, ...] = ("reconsideration",) if "复议" in words else ()
    return rows + (_REMEDY_ROWS[1:] if "诉讼" in words else ())


def _claim(statement: Statement, span: tuple[int, int], report: Report | None, absence: Absence) -> Claim:
    begin, end = span
    quote = statement.text[begin:end]
    found = _found(report, absence)
    refs = found[0] if found else tuple(f"{absence[0]}/{row}/{column}" for row in absence[1] for column in absence[2])
    verdict, why = _judge(statement, span, report, found)
    return Claim(
        quote=quote,
        start=statement.start + begin,
        end=statement.start + end,
        kind="cell",
        verdict=verdict,
        why=why,
        computed=found[1] if found else None,
        stated=Decimal(0),
        cells=refs,
    )


def _found(report: Report | None, absence: Absence) -> tuple[tuple[str, ...], Decimal] | None:
    return total_of(report, *absence) if report is not None and report.has_tables else None


def _judge(
    statement: Statement, span: tuple[int, int], report: Report | None, found: tuple[tuple[str, ...], Decimal] | None
) -> tuple[Verdict, str]:
    if report is None or found is None:
        return UNSURE, "没有可核对的表格，请与本报告相应单元格核对"
    refs, value = found
    upheld = refs[0].endswith("corrected")
    where = "结果纠正、其他结果、尚未审结合计" if upheld else f"“{report.edition.cell(refs[0]).label}”"
    gap = f"文中说{'均维持' if upheld else '没有'}，表中{where}为{shown(value)}"
    if value == 0:
        return HOLDS, f"{gap}，相符"
    if scope(statement, None, report, span) != "same":
        return UNSURE, f"{gap}；文中说的范围或时间可能与本表不同，请人工核对"
    return FAILS, gap
