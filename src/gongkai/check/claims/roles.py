"""What a number says about the handling of applications: received, carried over, closed, and how."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gongkai.check.claims.model import Mention

_CASE_UNITS: Final = frozenset(("件", "宗", "起", "例", "份", "封", "件次", "", "条", "次", "个", "项", "人次"))
_LAST_YEAR: Final = re.compile(
    r"上年|上一年|上个年度|去年|往年|以前年度|前一年|上年度|20\d\d年度?(?:结转|顺延|转入|遗留|延期|转结)|以往"
)
_NEXT_YEAR: Final = re.compile(
    r"下年|下一年|次年|明年|下一个?年度|(?:转|转至|转到|结转至|结转到|延至|顺延至|顺延到|转入|至|到)20\d\d年|翌年|跨年"
)
_CARRY: Final = re.compile(r"结转|转入|转结|顺延|遗留|延续|转下|转至|转到|延期|延至|继续|跨年|流转|转次|转上|接转")
_OPEN_STILL: Final = re.compile(
    r"^(?:剩余|尚有|余|其余|仍有|尚余|未办结|在办|正在办理|尚未办结|尚在办理|结转|顺延)|未到(?:答复)?期|尚在(?:办理|答复)|正在办理"
)
_WITHDRAWN: Final = re.compile(r"撤回|撤件|撤销|主动撤")
_NO_OUTCOME: Final = re.compile(r"文件|公文|信息\d*$|目录|事项清单|年报")
_REST: Final = re.compile(r"(?:其余|剩余|其他|另外?|余下)(?:的)?")
_CLOSED: Final = re.compile(r"办结|办理完|答复|回复|办复|已办|办理|办毕|处理完")
_RECEIVED: Final = re.compile(r"收到|受理|新收|接收|接到|收件|收悉|收取申请|新增")
_OUTCOMES: Final = (
    ("granted_any", re.compile(r"公开(?:和|及|与|或|以及|、|\+)(?:予以)?部分公开|公开(?:\(|（)含部分公开")),
    ("partly_granted", re.compile(r"部分公开")),
    ("refused", re.compile(r"不予公开|不公开|免予公开|免于公开|不宜公开")),
    ("unavailable", re.compile(r"无法提供|不掌握|没有现成|信息不存在|不存在的?")),
    ("not_processed", re.compile(r"不予处理|不予受理|不作处理|不再处理|重复申请|信访")),
    (
        "granted",
        re.compile(
            r"予以公开|同意公开|全部公开|全文公开|准予公开|给予公开|^公开|属于已?主动公开|主动公开范围|已主动公开"
        ),
    ),
    ("otherwise_closed", re.compile(r"其他处理|作?其他(?:方式)?处理|^其他|^其它|其他情形|逾期不补正|撤回|撤件|撤销")),
)


def role(mention: Mention) -> str | None:
    """Return received, carried_in, closed, carried_out or withdrawn, where the words around the number say so."""
    if mention.unit not in _CASE_UNITS or mention.number.approx:
        return None
    return _role(mention.label.replace(" ", ""), mention.after.replace(" ", ""), mention.unit)


@lru_cache(maxsize=4096)
def _role(label: str, after: str, unit: str) -> str | None:
    words = label + after
    if _WITHDRAWN.search(words) and not _CLOSED.search(label):
        return "withdrawn"
    carried = _carried(label, words, after)
    if carried:
        return carried
    if _outcome(label, unit):
        return None
    if _RECEIVED.search(label):
        return "received"
    if _CLOSED.search(label) or (_REST.fullmatch(label) and _CLOSED.search(after)):
        return "closed"
    return None


def _carried(label: str, words: str, after: str) -> str | None:
    if _CARRY.search(words):
        into = _NEXT_YEAR.search(words)
        if into and not re.search(r"转上|上年度?结转|上一年度?结转|去年结转", words):
            return "carried_out"
        if _LAST_YEAR.search(words):
            return "carried_in"
    if _REST.fullmatch(label) and re.search(
        r"已.{0,3}(?:办结|答复|办理)|(?:按期|按时|如期|依法).{0,3}(?:办结|答复|办理)", after
    ):
        return None
    return "carried_out" if _OPEN_STILL.search(label.removeprefix("其中")) or _OPEN_STILL.search(after) else None


def outcome(mention: Mention) -> str | None:
    """Return how applications were answered (granted, refused …), where the words before the number say so."""
    return _outcome(mention.label.replace(" ", ""), mention.unit)


@lru_cache(maxsize=4096)
def _outcome(words: str, unit: str) -> str | None:
    label = words.lstrip("，,").removeprefix("其中").removeprefix(":").removeprefix(",")
    if unit in ("%", "倍", "元") or _NO_OUTCOME.search(label.replace("政府信息", "")):
        return None
    return next((name for name, pattern in _OUTCOMES if pattern.search(label)), None)


def applicant(mention: Mention) -> str | None:
    """Return natural_person or organizations, where the words before the number name the applicants."""
    label = mention.label.replace(" ", "")
    if re.search(r"自然人|公民", label) and not re.search(r"法人|组织", label):
        return "natural_person"
    if re.search(r"法人|其他组织|企业|组织", label) and not re.search(r"自然人|公民|培训|组织开展|组织召开", label):
        return "organizations"
    return None


@lru_cache(maxsize=2048)
def about_requests(words: str) -> bool:
    """Whether words speak of applications for government information."""
    return bool(
        re.search(
            r"依申请|信息公开申请|公开申请|申请公开|申请政府信息|公开政府信息的?申请|信息公开的?申请|申请件|申请\d*$|申请$",
            words,
        )
    )
