"""Section headings, title, organ, year and dates: what stands around the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from gongkai.read.characters import fold, plain_spaces
from gongkai.report import Heading

_LONGEST_HEADING = 48
_HEADING_WORDS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (3, re.compile(r"(收到|受理)(和|及|并|与)?(处理|办理|答复).{0,8}申请")),
    (4, re.compile(r"行政复议.{0,4}行政诉讼|复议.{0,2}诉讼.{0,2}情况")),
    (6, re.compile(r"其他.{0,2}(需要|应当|需)?.{0,2}(报告|说明).{0,3}(事项|情况|内容)")),
    (
        5,
        re.compile(
            r"(主要)?(问题|不足|困难).{0,4}(及|和|与|以及|、)?.{0,6}(改进|整改|下一步|打算|措施)|存在.{0,4}问题$"
        ),
    ),
    (2, re.compile(r"主动公开(的)?政府信息(的)?情况|政府信息主动公开(的)?情况|主动公开情况$")),
    (
        1,
        re.compile(
            r"总体情况|^[一1]?(工作)?(基本情况|概述|概况|总体概述)$|^[一1](政府信息公开)?工作.{0,8}(概况|概述|情况)$"
        ),
    ),
)
_HEADING_SIGN = re.compile(r"情\s*况|事\s*项|概\s*[述况]|问\s*题|不\s*足|困\s*难|内\s*容")  # some word of every heading
_NUMERAL = re.compile(
    r"^\s*#*\s*(?:第?[一二三四五六七八九][、，,.．:： ]|[(（][一二三四五六][)）]|[1-9][、.．,，] ?|[一二三四五六])"
)
_PRIMARY = re.compile(r"\W*[一二三四五六]\s*[、.．：:]")
_TITLE = re.compile(
    r"(?:政府|政务|府)?信息公开(?:工作)?(?:的)?(?:20\d{2}年?)?(?:年度|年度工作)?(?:情况)?(?:的)?(?:年度)?报告"
)
_YEAR = r"(?P<year>20\d{2}|二[〇○Ｏ0零]{1}[一二三四五六七八九〇○零]{2})\s*年"
_YEAR_PATTERN = re.compile(_YEAR)
_PERIOD = re.compile(r"(20\d{2})年?\s*1月\s*1日.{0,6}?(?:至|到|—|-|－|~|～|起至)\s*(20\d{2})?年?\s*12月\s*31日")
_DATE = re.compile(
    r"(?P<y>20\d{2}|二[〇○零][一二三四五六七八九〇○零]{2})\s*[年\-/.]\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月\-/.]\s*"
    r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?"
)
_ORGAN_END = re.compile(
    r"(?:政府|办事处|街道|街道办|委员会|管委会|管理委员会|局|委|厅|办公室|办公厅|院|所|中心|镇|乡|县|区|市|旗|州|盟|省|队|站|处|社|会|行|署|馆|公司|办|苏木)$"
)
_PLACES = r"(?:[\u4e00-\u9fff]{2,3}(?:省|市|地区|盟)|[\u4e00-\u9fff]{2,8}(?:自治区|自治州|州)){1,2}"
_DIGITS = str.maketrans("一二三四五六七八九〇○零Ｏ", "1234567890000")


class TextLine(NamedTuple):
    """A line of text: its number (from 1), its offset in the whole text, and the text itself."""

    number: int
    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report says it is."""

    title: str = ""
    organ: str | None = None
    year: int | None = None
    published_on: date | None = None


def heading_number(text: str) -> int | None:
    """Return the section that a line is the heading of, or None. The words decide, not the numeral before them."""
    return None if len(text) > 2 * _LONGEST_HEADING else _heading_number(text)


@lru_cache(maxsize=4096)
def _heading_number(text: str) -> int | None:
    if _HEADING_SIGN.search(text) is None:
        return None
    plain = plain_spaces(text).strip().strip("#* ").rstrip("：:。;；、，, .…")
    if not 2 <= len(plain) <= _LONGEST_HEADING:
        return None
    folded = fold(plain)
    if len(folded) > 34 or any(mark in plain for mark in "。；|\t") or ("，" in plain and len(folded) > 26):
        return None
    numbered = _NUMERAL.match(plain) is not None
    for number, words in _HEADING_WORDS:
        match = words.search(folded)
        if match and ((numbered and match.start() <= 14) or (match.start() <= 8 and len(folded) <= match.end() + 2)):
            return number
    return None


def choose_headings(found: Sequence[Heading], end: int) -> tuple[Heading, ...]:
    """Return the headings of the report itself, where a table of contents or a second copy repeats them.

    Headings are taken as runs of rising numbers; the run over the most text is the report.
    """
    runs: list[list[Heading]] = []
    for heading in found:
        if runs and heading.number > runs[-1][-1].number:
            runs[-1].append(heading)
        elif runs and heading.number == runs[-1][-1].number:
            # A caption repeats its heading, and a subheading of section 一 may read like heading 二.
            if _PRIMARY.match(heading.text) and not _PRIMARY.match(runs[-1][-1].text):
                runs[-1][-1] = heading
        else:
            runs.append([heading])
    if not runs:
        return ()
    starts = [run[0].offset for run in runs] + [end]
    spans = [(starts[at + 1] - starts[at]) * len(run) for at, run in enumerate(runs)]
    chosen = spans.index(max(spans))
    # A subheading of section 一 may read like heading 二 (（一）主动公开政府信息情况): what stood before belongs here.
    before = [heading for heading in runs[chosen - 1] if heading.number < runs[chosen][0].number] if chosen else []
    return (*before, *runs[chosen])


def read_year(text: str) -> int | None:
    """Return a year written in digits or Chinese numerals, the first in the text."""
    match = _YEAR_PATTERN.search(text)
    return int(match["year"].translate(_DIGITS)) if match else None


def read_date(text: str) -> date | None:
    """Return the first date in a text, in digits or Chinese numerals."""
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        return date(int(match["y"].translate(_DIGITS)), _small(match["m"]), _small(match["d"]))
    except ValueError:
        return None


def _small(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return int(numeral.translate(_DIGITS))
    return int((tens or "一").translate(_DIGITS)) * 10 + int(ones.translate(_DIGITS) or 0)


def identify(before: Sequence[TextLine], after: Sequence[TextLine], body: str) -> Identity:
    """Find title, organ, year and date of publication.

    Args:
        before: the lines before section 一.
        after: the lines of section 六, the last of which may be the signature and its date.
        body: the text of section 一 and what stands before it.
    """
    title, title_organ, rest = _find_title(before)
    signature, signed_on = _find_signature(after)
    organ = title_organ or _organ_near_title(before, rest) or signature or _organ_in_prose(body)
    year = read_year(title) or _year_of_period(body) or read_year(body[:4000])
    return Identity(title, _in_full(organ, body), year, signed_on or _date_near_title(before))


def _in_full(organ: str | None, body: str) -> str | None:
    """Return the organ's name with the places above it, where the report's own words put them before the name."""
    if not organ:
        return organ
    above = re.search(
        rf"(?:由|经|根据|现将|现发布|现公布|[，。：；（(\s])(?P<places>{_PLACES}){re.escape(organ)}", body
    )
    return above["places"] + organ if above and not organ.startswith(above["places"]) else organ


def _year_of_period(text: str) -> int | None:
    match = _PERIOD.search(plain_spaces(text).replace(" ", ""))
    return int(match[1]) if match else None


def _clean(line: TextLine) -> str:
    return plain_spaces(line.text).strip().strip("#*|\t ").replace("\t", "")


def _find_title(lines: Sequence[TextLine]) -> tuple[str, str | None, int]:
    """Return the title, the organ in it, and the number of the line on which it begins."""
    cleaned = [(line, _clean(line)) for line in lines]
    best: tuple[int, str, str | None, int] | None = None
    for at, (line, text) in enumerate(cleaned):
        if not text or len(text) > 80:
            continue
        for joined, first in _joined(cleaned, at):
            compact = joined.replace(" ", "")
            match = _TITLE.search(compact)
            if match is None or any(mark in compact for mark in "。；，：") or len(compact) > 60:
                continue
            year = _YEAR_PATTERN.search(compact)
            organ = _organ_of_title(compact, match, year)
            score = 2 * bool(year) + 3 * bool(organ) - bool(first != line.number) + (match.end() >= len(compact) - 8)
            if best is None or score > best[0]:
                best = (score, joined, organ, first)
    return (best[1], best[2], best[3]) if best else ("", None, 0)


def _joined(lines: Sequence[tuple[TextLine, str]], at: int) -> Iterable[tuple[str, int]]:
    """Yield a line by itself and joined with the one or two lines before it that carry no sentence."""
    line, text = lines[at]
    yield text, line.number
    number = line.number
    for back in range(at - 1, max(at - 4, -1), -1):
        before, words = lines[back]
        if not words:
            continue
        if len(words) > 40 or re.search(r"[。；：:，]|网站|首页|索引|来源|日期|时间|浏览", words):
            return
        text = f"{words}{text}" if re.search(r"[\u4e00-\u9fff\d]$", words) else text
        number = before.number
        yield text, number


def _organ_of_title(compact: str, match: re.Match[str], year: re.Match[str] | None) -> str | None:
    head = compact[: year.start()] if year and year.start() < match.start() else compact[: match.start()]
    if not head and year:  # the year stands first (2019年上海市人民政府办公厅…)
        head = re.sub("^度", "", compact[year.end() : match.start()])
    head = re.sub(r"^(?:标题|名称|信息名称)[:：]?", "", head).strip('《 〈<“"')
    head = re.sub(r"(?:关于|的|工作|发布|公布|政府|政务)$", lambda m: m[0] if m[0] in ("政府",) else "", head)
    head = re.sub(r"^[>＞»/\s]+", "", head.rsplit(">", 1)[-1].rsplit("»", 1)[-1])
    head = re.sub(r"(?:关于|的|工作)$", "", head)
    if not 2 <= len(head) <= 40 or not re.fullmatch(r"[\u4e00-\u9fff（）()·A-Za-z0-9“”]+", head):
        return None
    return head


def _organ_near_title(lines: Sequence[TextLine], first: int) -> str | None:
    """Return the organ on a line just before the title, or right after it."""
    texts = [(line.number, _clean(line).replace(" ", "")) for line in lines]
    around = [text for number, text in texts if number < first and text][-2:][::-1]
    around += [text for number, text in texts if number > first and text][:2]
    return next((text for text in around if _is_organ(text)), None)


def _is_organ(text: str) -> bool:
    return 3 <= len(text) <= 40 and bool(_ORGAN_END.search(text)) and not re.search(r"[，。；：:、\d]", text)


def _find_signature(lines: Sequence[TextLine]) -> tuple[str | None, date | None]:
    """Return the organ and the date that close the report."""
    organ: str | None = None
    signed: date | None = None
    cleaned = [text for line in until_signature(lines) if (text := _clean(line).replace(" ", ""))]
    for text in reversed(cleaned[-8:]):
        if signed is None and _is_date_line(text):
            signed = read_date(text)
            remainder = _DATE.sub("", text).strip("()（）")
            organ = remainder if _is_organ(remainder) else organ
        elif organ is None and _is_organ(text):
            organ = text
    return organ, signed


def _is_date_line(text: str) -> bool:
    match = _DATE.search(text)
    return match is not None and len(text) - len(match[0]) <= 24 and not re.search(r"[。；，]", text)


def until_signature(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """Return the lines up to the date that closes a report: a footer of the page may follow.

    The date stands in a line of its own, right after a line with nothing but an organ's name or after the last words.
    """
    for at, line in enumerate(lines):
        if at and _DATE.fullmatch(_compact(line.text)) is not None:
            return lines[: at + 1]
    return lines


def _compact(text: str) -> str:
    return plain_spaces(text).strip().replace(" ", "").strip("()（）")


def is_signature_line(text: str) -> bool:
    """Whether a line is an organ's name or a date by itself: the close of a report, not a part of its last section."""
    compact = _compact(text)
    return bool(compact) and ((match := _DATE.fullmatch(compact)) is not None or _is_organ(compact) or bool(match))


def _date_near_title(lines: Sequence[TextLine]) -> date | None:
    labelled = None
    for line in lines:
        text = _clean(line).replace(" ", "")
        if len(text) > 200:
            continue
        match = re.search(r"(?:发布|公开|发文|生成|成文|发布时间|公开时间)(?:日期|时间)?[:：](.{8,20})", text)
        if match and labelled is None:
            labelled = read_date(match[1])
        elif len(text) <= 16 and _DATE.fullmatch(text.strip("()（）[]")):
            return read_date(text)
    return labelled


def _organ_in_prose(text: str) -> str | None:
    match = re.search(r"《([\u4e00-\u9fff]{3,30}?)20\d{2}年[^》]{0,4}政府信息公开工作年度报告》", text)
    return match[1] if match else None
