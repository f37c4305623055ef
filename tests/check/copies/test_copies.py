"""Copied sentences are found with what was changed; what the form prescribes is not copying."""

from __future__ import annotations

import random
import time

import pytest

from gongkai.check.copies import differences, find_copies, own_sentences
from gongkai.check.copies.families import families

SOURCE = (
    "上塘街道坚持依法、便民、高效、权责一致原则，多渠道、多形式及时主动公开政府信息，保障公民的知情权、参与权和监督权。"
    "制定了上塘街道2023年信息公开工作实施方案以及培训计划，明确了公开内容、公开形式、公开措施，确保公开到位。"
    "成立信息公开工作领导小组，明确信息公开分管领导，并指定工作人员管理此项工作，审查监督信息发布的时效性、准确性。"
)
OTHER = (
    "半山街道坚持依法、便民、高效、权责一致原则，多渠道、多形式及时主动公开政府信息，保障公民的知情权、参与权和监督权。"
    "制定了半山街道2024年信息公开工作实施方案以及培训计划，明确了公开内容、公开形式、公开措施，确保公开到位。"
    "成立信息公开工作领导小组，明确信息公开分管领导，并指定工作人员管理此项工作，审查监督信息发布的时效性、准确性。"
)
OWN = (
    "今年我们在三个菜市场设了政务公开角，摊主可以当场查到摊位费的收费依据和减免办法。"
    "夏天台风期间，应急广播每两小时更新一次转移安置点的名单和剩余床位数量。"
    "老年大学把领取高龄津贴的步骤排成了小品，演了十一场，看的人比发的传单多得多。"
)


def test_a_text_with_the_names_changed_is_a_copy() -> None:
    (pair,) = find_copies([("上塘", 1, SOURCE), ("半山", 1, OTHER), ("别处", 1, OWN)]).pairs
    assert (pair.first, pair.second) == ("上塘", "半山")
    assert pair.share == 1
    assert len(pair.sentences) == 3


def test_the_changed_names_are_shown() -> None:
    assert differences("上塘街道2023年公开信息", "半山街道2024年公开信息") == [("上塘", "半山"), ("3", "4")]


def test_a_copied_sentence_knows_what_was_changed() -> None:
    (pair,) = find_copies([("乙", 1, OTHER), ("甲", 1, SOURCE)]).pairs
    assert ("半山", "上塘") in pair.sentences[0].differences


def test_texts_of_their_own_are_quiet() -> None:
    assert find_copies([("甲", 1, SOURCE), ("乙", 1, OWN)]).pairs == ()


def test_a_sentence_moved_to_another_section_is_still_a_copy() -> None:
    assert find_copies([("甲", 1, SOURCE), ("乙", 5, OTHER)]).pairs[0].share == 1


def test_half_a_copy_is_half() -> None:
    copied = "".join(OTHER.split("。")[i] + "。" for i in (0, 1)) + OWN
    (pair,) = find_copies([("甲", 1, SOURCE), ("乙", 1, copied)]).pairs
    assert len(pair.sentences) == 2
    assert 0.4 < pair.share < 0.8


@pytest.mark.parametrize(
    "text",
    [
        "本报告中所列数据的统计期限自2023年1月1日至2023年12月31日止。",
        "根据《中华人民共和国政府信息公开条例》规定，现公布四方台区2023年政府信息公开工作年度报告。",
        "三、收到和处理政府信息公开申请情况",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "本报告由总体情况、主动公开政府信息情况等六个部分组成。",
        "无其他需要报告的事项。",
        "如对本报告有疑问，请与某某区人民政府办公室联系，电话12345678。",
    ],
)
def test_what_the_form_prescribes_is_not_compared(text: str) -> None:
    assert list(own_sentences(("甲", 1, text))) == []


def test_offsets_find_the_sentence_in_the_text() -> None:
    text = "（一）主动公开。\n" + SOURCE
    for sentence in own_sentences(("甲", 1, text)):
        assert text.startswith(sentence.text, sentence.start)


def test_wording_that_many_use_is_common_and_not_copied() -> None:
    passages = [
        (
            f"{i}",
            1,
            SOURCE.split("。", maxsplit=1)[0]
            + f"。第{i}号大院独有的一句话讲的是{'甲乙丙丁戊己庚辛壬癸'[i % 10] * 9}。",
        )
        for i in range(60)
    ]
    found = find_copies(passages, least_sentences=1, least_share=0.9)
    assert found.pairs == ()
    assert found.common[0][1] == 60


def test_the_order_of_reports_does_not_change_what_is_found() -> None:
    passages = [("上塘", 1, SOURCE), ("别处", 1, OWN), ("半山", 1, OTHER)]
    pairs = [(p.first, p.second, p.share) for p in find_copies(passages).pairs]
    assert pairs == [(p.first, p.second, p.share) for p in find_copies(passages[::-1]).pairs]


def test_work_grows_with_the_text_and_not_with_the_pairs() -> None:
    """Four times as many sentences must take far less than sixteen times as long."""
    rng = random.Random(1)
    letters = [chr(code) for code in range(0x4E00, 0x4F00)]
    keys = ["".join(rng.choices(letters, k=40)) for _ in range(8_000)]

    def seconds(count: int) -> float:
        begin = time.process_time()
        families(keys[:count])
        return time.process_time() - begin

    seconds(500)
    few, many = (min(seconds(count) for _ in range(3)) for count in (2_000, 8_000))
    assert many < 12 * max(few, 0.01)


def test_reports_of_one_name_twice_are_not_their_own_copies() -> None:
    assert find_copies([("甲", 1, SOURCE), ("甲", 5, SOURCE)]).pairs == ()
