"""Which cells of the tables a number in a sentence speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gongkai.check.claims.model import Mention, Statement
from gongkai.check.claims.roles import about_requests, applicant, outcome, role

CASES: Final = frozenset(("件", "宗", "起", "例", "份", "封", "件次", "条", "次", "个", "项", "部", "篇", ""))
_ORGANIZATIONS: Final = ("business", "research", "public_interest", "legal_service", "other_organization")
_REASONS: Final = (
    ("refused.state_secret", "国家秘密"),
    ("refused.prohibited_by_law", "法律行政法规禁止|法律、行政法规禁止"),
    ("refused.security_or_stability", "三安全一稳定"),
    ("refused.third_party_rights", "第三方"),
    ("refused.internal_affairs", "内部事务"),
    ("refused.deliberative", "过程性"),
    ("refused.enforcement_file", "执法案卷"),
    ("refused.administrative_inquiry", "行政查询"),
    ("unavailable.not_held", "不掌握"),
    ("unavailable.needs_creation", "没有现成|需要?另行制作"),
    ("unavailable.still_unclear", "补正后.{0,8}不明确"),
    ("not_processed.petition", "信访"),
    ("not_processed.repeated", "重复申请"),
    ("not_processed.publication", "公开出版物"),
    ("not_processed.excessive", "反复申请"),
    ("not_processed.reconfirmation", "重新出具"),
)
_GROUPS: Final = {
    "granted": ("granted",),
    "partly_granted": ("partly_granted",),
    "granted_any": ("granted", "partly_granted"),
    "refused": ("refused.",),
    "unavailable": ("unavailable.",),
    "not_processed": ("not_processed.",),
    "otherwise_closed": ("otherwise_closed",),
}
_REMEDY_ROWS: Final = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
_NARROWED: Final = re.compile(r"会商|疑难|复杂|典型|案例|协助|指导|配合|培训|审核|抽查|对\d+件|较多|最多|平台接收")
_SOME: Final = re.compile(r"其中|通过(?!各|多)|以.{2,6}(?:方式|形式)|网络|信函|当面|邮寄|平台")
_VERB: Final = re.compile(r"收到|受理|新收|接收|接到|收件|办结|办理|答复|回复|办复|结转|顺延")
_WHOLE: Final = re.compile(
    r"(?:政府信息公开|政务信息公开|信息公开|依申请公开|公开|政府信息|信息|依申请|申请|各类|有效|群众|公众|社会|公民|和|并|的|件|共|共计|"
    r"数量|数|为|总数|合计|总|量|新|到|至|下|上|本|年度?|一|次|继续|办理|答复|受理|办结|完成|完毕|了|已|均|，|,|（|）|含|结转|向|本机关|[我本].{1,3}提出|提出)*"
)
_ANSWERED: Final = re.compile(r"(?:收到|受理|办结|答复|办理|新收)[^。]{0,30}申请[^。]{0,14}\d+[件宗起份例]")
_DECISIONS: Final = {"licensing": "行政许可", "penalties": "行政处罚", "compulsion": "行政强制"}


@dataclass(frozen=True, slots=True)
class Topic:
    """The cells that a number may state: each reading is a set of row prefixes to add up, in one kind of column.

    `certain` tells that the wording leaves no other meaning, so that a difference is a fault.
    """

    table: str
    readings: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...] = ("total",)
    certain: bool = False


def topic(statement: Statement, mention: Mention, context: str) -> Topic | None:
    """Return what cells a number speaks of; `context` is the paragraph up to the end of the statement."""
    if mention.unit not in CASES or mention.number.weak or mention.unit in ("%", "倍"):
        return None
    label = mention.label.replace(" ", "")
    return (
        _remedies(statement, mention, label, context)
        or _disclosure(mention, label)
        or _requests(statement, mention, label, context)
    )


def _requests(statement: Statement, mention: Mention, label: str, context: str) -> Topic | None:
    about = about_requests(label) or about_requests(context[-160:])
    if not about or re.search(r"公文|文件|信访件|热线|工单|留言|来信|提案|建议|问政|咨询|培训|信箱", label):
        return None
    case_like = mention.unit in ("件", "宗", "起", "例", "份", "封", "件次", "")
    if "案件" in label and re.search(r"复议|诉讼", context[-len(statement.text) :]):
        return Topic("remedies", (tuple(_REMEDY_ROWS),), certain=False)
    who = applicant(mention)
    if who:
        return _applicants(statement, mention, who, label)
    name = role(mention)
    if name in ("received", "carried_in", "closed", "carried_out"):
        direct = about_requests(label) or (name != "received" and about)
        other = name == "received" and not about_requests(label)
        narrowed = _NARROWED.search(_clause(statement, mention)) or _SOME.search(label)
        whole = _all_of_them(label) and not narrowed
        return Topic("requests", _row_readings(name), certain=case_like and direct and not other and whole)
    if name == "withdrawn":
        return None
    kind = outcome(mention)
    if kind and case_like:
        return _answers(kind, label, certain=bool(_ANSWERED.search(context[-240:])) and mention.unit != "")
    if re.search(r"(?:依申请公开|信息公开申请|公开申请)(?:信息|政府信息|数量?|事项|件)?$", label):
        return Topic("requests", _row_readings("received"), certain=False)
    return None


def _applicants(statement: Statement, mention: Mention, who: str, label: str) -> Topic:
    """Read a number of natural persons or organizations: certain beside the number of applications received."""
    readings = (("received",), ("received", "carried_in"), ("closed",))
    if who == "organizations" and not re.search(r"法人|组织", label):
        return Topic("requests", readings, ("business",))
    columns = ("natural_person",) if who == "natural_person" else _ORGANIZATIONS
    received = any(role(m) == "received" and about_requests(m.label) for m in statement.mentions[: mention.index])
    return Topic("requests", readings, columns, certain=received and mention.unit in ("件", "宗", "起", "份"))


def _clause(statement: Statement, mention: Mention) -> str:
    return re.split(r"[;；。]", statement.text[: mention.number.start - statement.start])[-1]


def _all_of_them(label: str) -> bool:
    """Whether nothing between the verb and the number narrows the applications down (to a subject, a kind, a step)."""
    verbs = list(_VERB.finditer(label))
    return bool(verbs) and _WHOLE.fullmatch(label[verbs[0].end() :]) is not None


def _row_readings(name: str) -> tuple[tuple[str, ...], ...]:
    if name == "received":
        return (("received",), ("received", "carried_in"))
    if name == "closed":
        return (("closed",), ("received",), ("received", "carried_in"))
    return ((name,),)


def _answers(kind: str, label: str, *, certain: bool) -> Topic:
    reasons = tuple((row,) for row, pattern in _REASONS if re.search(pattern, label))
    readings = (*reasons, _GROUPS[kind])
    if kind == "granted":
        readings = (*readings, ("granted", "partly_granted"))
    return Topic("requests", readings, certain=certain and kind != "otherwise_closed")


def _remedies(statement: Statement, mention: Mention, label: str, context: str) -> Topic | None:
    words = label.replace("行政复议、行政诉讼", "行政复议和行政诉讼").replace("行政复议机关", "")
    result = next((name for name, pattern in _RESULTS if re.search(pattern, words + mention.after[:6])), "total")
    named = words
    if not re.search(r"复议|诉讼", words) and result != "total":
        named = _remedy_named_before(statement, mention)
    if not re.search(r"复议|诉讼", named) or re.search(_NOT_REMEDIES, words):
        return None
    if not re.search(r"信息公开|政务公开|依申请|公开申请", context[-140:] + words):
        return None
    before = statement.text[: mention.number.start - statement.start]
    about = re.search(r"信息公开|政务公开|依申请", words + named) or re.search(
        r"(?:因|涉及?|就)[^;；。]{0,16}信息公开", before
    )
    reviewing = re.search(r"受理|审理|办理|承办|审结|复议机关", before)
    certain = bool(about and not reviewing and mention.unit in ("件", "起", "宗", "例", ""))
    return Topic("remedies", _remedy_rows(named), (result,), certain=certain)


def _remedy_named_before(statement: Statement, mention: Mention) -> str:
    """Return the words of the nearest number before that counts reconsiderations or lawsuits."""
    earlier = (m.label for m in reversed(statement.mentions[: mention.index]))
    return next((label for label in earlier if re.search(r"复议|诉讼", label)), "")


def _remedy_rows(words: str) -> tuple[tuple[str, ...], ...]:
    if re.search(r"复议.{0,8}诉讼", words):
        return (_REMEDY_ROWS,)
    if "诉讼" in words:
        return (_REMEDY_ROWS[1:], _REMEDY_ROWS[1:2], _REMEDY_ROWS[2:])
    return (_REMEDY_ROWS[:1],)


_NOT_REMEDIES: Final = "答复书|培训|应诉培训|败诉|提交|出庭|告知书|申请书|办案|渠道"
_RESULTS: Final = (
    ("upheld", "维持|驳回"),
    ("corrected", "纠正|纠错|撤销|确认违法"),
    ("pending", "未审结|尚未|审理中"),
    ("other", "其他结果|撤回|终止"),
)


def _disclosure(mention: Mention, label: str) -> Topic | None:
    for row, word in _DECISIONS.items():
        if word in label and mention.unit in ("件", "项", "宗", "起", "例", "个", "条", "次", ""):
            decided = re.search(rf"(?:作出|做出|办理|实施|完成|下达|出具)[^,;]*{word}|{word}(?:处理)?决定", label)
            if "公开" in label or "公示" in label or "事项" in label or mention.unit == "条":
                decided = None
            certain = bool(decided and "决定" in label)
            return Topic("disclosure", ((row,),), ("decisions",), certain=certain) if decided else None
    if re.search(r"规范性文件$", label) and "备案" not in label and "解读" not in label:
        return _documents("normative_documents", label)
    if re.search(r"(?:政府|制定|出台|公布|行政)规章$", label) and "规章制度" not in label:
        return _documents("rules", label)
    return None


def _documents(row: str, label: str) -> Topic:
    if re.search(r"废止|失效|宣布", label):
        return Topic("disclosure", ((row,),), ("repealed",), certain="失效" not in label)
    if re.search(r"现行有效|有效", label):
        return Topic("disclosure", ((row,),), ("in_force",), certain="现行有效" in label)
    made = bool(re.search(r"制发|制定|印发|出台|新制作", label)) and "公开" not in label
    return Topic(
        "disclosure",
        ((row,),),
        ("issued", "made", "disclosed", "public_total", "in_force"),
        certain=made and "行政规范性" in label,
    )
