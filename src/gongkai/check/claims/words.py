"""The connecting words of report sentences, and what they say about the numbers around them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gongkai.check.claims.model import Mention

STRICT_OPENERS: Final = (
    "分别为",
    "分别是",
    "分别系",
    "分为",
    "具体为",
    "具体如下",
    "具体情况为",
    "由以下",
    "即:",
    "其中:",
    "包括:",
    "如下:",
)
PLAIN_OPENERS: Final = ("其中", "其中包括", "当中", "里面")
LOOSE_OPENERS: Final = ("包括", "包含", "涵盖", "涉及", "含", "主要有", "主要为", "主要是", "分别")
_PARTIAL: Final = ("主要", "其中包括", "重点", "例如", "比如", "如")
_STARTS: Final = (
    "另",
    "此外",
    "同时",
    "全年",
    "共",
    "累计",
    "总计",
    "合计",
    "年内",
    "本年",
    "截至",
    "截止",
    "目前",
    "并",
    "已",
    "新增",
    "还",
    "收到",
    "受理",
    "接到",
    "接收",
    "办结",
    "办理",
    "答复",
    "回复",
    "召开",
    "举办",
    "组织",
    "开展",
    "完成",
    "接待",
    "参加",
    "印发",
    "制作",
    "发放",
    "报送",
    "编发",
    "整改",
    "征集",
    "培训",
    "结转",
    "上年",
    "发布",
    "公开",
    "推送",
    "处理",
    "转载",
    "更新",
    "解答",
    "开设",
    "发生",
    "引发",
    "因",
    "被",
    "收取",
    "建立",
    "制定",
    "出台",
    "清理",
    "审核",
    "办复",
    "采纳",
    "比上",
    "比去",
    "比20",
    "较上",
    "较去",
    "较20",
    "同比",
    "占",
    "阅读",
    "点击",
    "浏览",
    "播放",
    "访问",
    "粉丝",
    "关注",
    "总阅读",
    "转下年",
    "顺延",
    "提供",
)
_BREAKS: Final = ("另", "此外", "同时", "全年", "共", "累计", "总计", "合计")
_METRIC: Final = (
    "阅读",
    "点击",
    "浏览",
    "播放",
    "访问",
    "粉丝",
    "关注",
    "占",
    "率",
    "比重",
    "同比",
    "增长",
    "下降",
    "转发",
    "点赞",
)
_OTHER_REST: Final = ("其余", "剩余", "余下", "另有", "其他均", "其它均", "另外")
_MONTH: Final = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月|季度")
_WHOLE: Final = re.compile(r"^(?:全年|全年度|全市|全县|全区|全省|全镇|全局)(?:合计|共计|总计|总共|共|累计)")
_SUMMING: Final = re.compile(
    r"(?:以上|上述|[一二三四]季度|上半年|下半年|全部|各类|各项|以上各项|(?:以上|上述)?[两二三四五六七八九十几各](?:类|项|者|种|部分|个方面|个渠道)(?:信息)?)?"
)
_CHANNEL: Final = re.compile(
    r"网站|门户|新媒体|微信|公众号|微博|抖音|公示栏|公开栏|平台|客户端|报纸|广播|电视|头条|公报"
)
_AMONG: Final = re.compile(r"[^,;。、]{0,10}(?<![其当])中,")
_OPENS: Final = re.compile("|".join((":", "中,", *STRICT_OPENERS, *PLAIN_OPENERS, *LOOSE_OPENERS)))
_CUE: Final = re.compile(r"(合计|共计|总计|总共|一共|总数|总量|总条数|累计|共)(为|是|有)?[^、,;。()]{0,8}$")


@lru_cache(maxsize=2048)
def opener(gap: str) -> tuple[str, str] | None:
    """Return how strongly, and by which word, the gap before a number announces parts (strict, plain, loose)."""
    tail = gap.replace(" ", "")
    if not _OPENS.search(tail):
        return None
    found = [(tail.rfind(word), -len(word), "strict", word) for word in STRICT_OPENERS if word in tail]
    found += [(tail.rfind(word), -len(word), "plain", word) for word in PLAIN_OPENERS if word in tail]
    found += [(at, -len(word), "loose", word) for word in LOOSE_OPENERS if (at := _clause_start(tail, word)) >= 0]
    if not found and _AMONG.match(tail):
        return "plain", "中"
    if not found:
        return _colon(tail)
    strict = [item for item in found if item[2] == "strict"]
    plain = [item for item in found if item[2] == "plain"]
    chosen = max(strict or plain or found)
    if chosen[2] == "plain" and tail[chosen[0] :].removeprefix(chosen[3]).lstrip(",:").startswith("涉及"):
        return "loose", "涉及"
    if chosen[2] != "loose" and any(
        word in tail[chosen[0] :] for word in ("主要包括", "其中包括", "主要有", "其中主要", "其中重点")
    ):
        return "loose", "主要"
    return chosen[2], chosen[3]


def _colon(tail: str) -> tuple[str, str] | None:
    head, colon, rest = tail.rpartition(":")
    return ("strict", "：") if colon and len(rest) <= 16 and not head.endswith(("一", "二", "三", "四", "五")) else None


def _clause_start(tail: str, word: str) -> int:
    """Return where a loose opener stands at the beginning of a clause, else -1."""
    at = tail.rfind(word)
    while at >= 0:
        if at == 0 or tail[at - 1] in ",;。、…" or (len(word) > 1 and tail[at - 1] in "主并均也类"):
            return at
        at = tail.rfind(word, 0, at)
    return -1


def is_partial(gap: str) -> bool:
    """Whether the announced list says of itself that it is not complete (主要包括, 其中包括, 如)."""
    tail = gap.replace(" ", "")
    return any(word in tail for word in _PARTIAL)


def starts_statement(mention: Mention, first: Mention) -> bool:
    """Whether a number begins a statement of its own rather than the next item of the list that `first` began."""
    label = bare(mention.label)
    if label.startswith(("其他", "其它", "已公开", "并案")) or (mention.sep == 1 and not label.startswith(_BREAKS)):
        return False
    word = next((w for w in _STARTS if label.startswith(w)), None)
    if word is None or closed([first, mention]):
        return False
    return word in _BREAKS or not bare(first.label).startswith(_STARTS)


@lru_cache(maxsize=2048)
def bare(label: str) -> str:
    """Strip the announcing words from a label."""
    text = label.replace(" ", "").lstrip("，,：:")
    for word in (
        *STRICT_OPENERS,
        "其中包括",
        "其中主要",
        "其中",
        "主要包括",
        "包括",
        "包含",
        "涵盖",
        "涉及",
        "含",
        "主要有",
        "分别为",
        "分别",
    ):
        text = text.removeprefix(word)
    return text.rpartition(":")[2]


def is_metric(mention: Mention) -> bool:
    """Whether a number measures the item before it (clicks, share, growth) instead of being an item."""
    return any(word in mention.label for word in _METRIC)


def is_month(mention: Mention) -> bool:
    """Whether a part is named by a month or quarter."""
    return bool(_MONTH.search(mention.label))


def by_channel(parts: list[Mention]) -> bool:
    """Whether every part is what one channel published (网站, 公众号, 公示栏 …)."""
    return len(parts) > 1 and all(_CHANNEL.search(part.label) for part in parts)


def leaves_rest(text: str) -> bool:
    """Whether the words say that a rest remains which is not listed."""
    return any(word in text for word in _OTHER_REST)


def sums_all(gap: str) -> bool:
    """Whether a closing total is said to be that of the whole year or area (全年共, 全市合计)."""
    return _WHOLE.search(re.split(r"[、,;。]", gap.replace(" ", ""))[-1]) is not None


def trailing_cue(gap: str) -> tuple[str, str] | None:
    """Return the totalling word and what stands between it and the number, where the clause begins with that word."""
    clause = re.split(r"[、,;。]", gap.replace(" ", ""))[-1]
    match = _CUE.search(clause)
    if match is None or not (_SUMMING.fullmatch(clause[: match.start()]) or _WHOLE.match(clause)):
        return None
    return match.group(1), clause[match.end(1) :]


_CLOSED: Final = (
    (("自然人", "公民", "个人"), ("法人", "其他组织", "企业")),
    (("线上",), ("线下",)),
    (("主动公开",), ("依申请公开",), ("不予公开",)),
    (("维持",), ("纠正",)),
    (("上半年",), ("下半年",)),
    (("已办结", "办结"), ("未办结", "在办", "正在办理")),
    (("省级",), ("市县", "市、县")),
    (("建议",), ("提案",)),
    (("专职",), ("兼职",)),
    (("本级",), ("各县", "各区", "县区", "各镇", "区县", "市区", "县(市")),
    (("行政复议", "复议"), ("行政诉讼", "诉讼")),
    (("网上", "网络", "在线"), ("现场", "当面", "窗口", "书面")),
    (("原创",), ("转载",)),
    (("男",), ("女",)),
    (("公开",), ("不公开",)),
)


def _opposites(first: str, second: str) -> bool:
    """Whether the second label denies the first: 采纳 and 未采纳, 公开 and 不公开."""
    kind = next((second.removeprefix(no) for no in ("未", "不", "非") if second.startswith(no)), "")
    return len(kind) > 1 and first.endswith(kind)


def closed(parts: list[Mention]) -> bool:
    """Whether the parts are kinds that between them cover everything (自然人 and 法人, 线上 and 线下, months aside)."""
    labels = [bare(part.label) + part.after for part in parts]
    if len(labels) == 2 and _opposites(bare(parts[0].label), bare(parts[1].label)):
        return True
    return any(
        len(labels) == len(kinds) and all(any(word in label for word in kind for label in labels) for kind in kinds)
        for kinds in _CLOSED
    )
