"""Measure how long it takes to find copied passages among many reports, and how much memory.

Run: python -m tools.bench_copies [COUNT …]. Each count runs in a process of its own, so that peak memory is its own.
The reports are made up: each has about forty sentences put together from many phrases, with names and numbers of its
own; one in fifty copies two thirds of another report and changes the names.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from gongkai.check.copies import Passage, find_copies

_COUNTS = (1_000, 3_000, 10_000)
_SENTENCES = 40
_COPYING = 50
_SURNAMES = "东西南北中新大小上下红青白黄金银玉石水山河湖海江林花云龙凤虎平安和顺兴盛永长"
_PLACES = "塘河桥山湖岭坪坝湾洲港关店营庄城镇寨岗坡沟峡泉井溪浦渡村川台"
_VOCABULARY = """
组织 业务 骨干 逐条 对照 清单 核查 栏目 内容 及时 补充 完善 目录 指南 流程 图解 视频 问答 群众 办事
窗口 社区 网格 宣传 手册 公示 栏 微信 推送 访谈 座谈 培训 考核 通报 整改 台账 责任 分工 审核 校对
发布 更新 归档 解读 回应 关切 热线 信箱 留言 答复 满意 重点 领域 教育 医疗 养老 住房 就业 环保 安全
应急 救助 扶贫 振兴 营商 环境 项目 招标 采购 财政 预算 决算 绩效 规划 计划 总结 会议 文件 政策 措施
机制 制度 规范 标准 平台 渠道 载体 系统 数据 共享 融合 创新 探索 试点 推广 经验 特色 品牌 成效 问题
不足
"""
_WORDS = _VOCABULARY.split()


def passages(count: int, seed: int = 1) -> Iterator[Passage]:
    """Yield the passages of made-up reports."""
    rng = random.Random(seed)
    kept: list[tuple[str, list[str]]] = []
    for number in range(count):
        name = rng.choice(_SURNAMES) + rng.choice(_PLACES) + rng.choice(("街道", "镇", "乡", "区教育局", "县财政局"))
        if number % _COPYING == 0 and kept:
            source, sentences = rng.choice(kept)
            body = [s.replace(source, name) for s in sentences[: _SENTENCES * 2 // 3]]
            body += [_sentence(rng, name) for _ in range(_SENTENCES - len(body))]
        else:
            body = [_sentence(rng, name) for _ in range(_SENTENCES)]
        kept = [*kept[-200:], (name, body)]
        yield f"{number}", 1, "".join(body[:30])
        yield f"{number}", 5, "".join(body[30:])


def _sentence(rng: random.Random, name: str) -> str:
    words = "".join(rng.choices(_WORDS, k=rng.randint(10, 28)))
    at = rng.randint(4, len(words))
    return f"{rng.choice(('全年', '今年以来', '我单位', ''))}{name}{words[:at]}{rng.randint(1, 900)}条，{words[at:]}。"


def measure(count: int) -> None:
    """Run one count and print its line of the table."""
    made = list(passages(count))
    letters = sum(len(text) for _, _, text in made)
    begin = time.perf_counter()
    found = find_copies(made)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    expected = (count - 1) // _COPYING
    print(
        f"| {count:,} | {letters / 1e6:.1f} | {seconds:.1f} | {peak:,.0f} | {len(found.pairs)} / {expected} |",
        flush=True,
    )


def main(arguments: list[str]) -> None:
    """Measure the counts given, or the usual three."""
    if arguments[:1] == ["--one"]:
        measure(int(arguments[1]))
        return
    print("| 报告份数 | 正文（百万字） | 用时（秒） | 内存峰值（MiB） | 找到的抄袭对 / 植入 |")
    print("|---:|---:|---:|---:|---:|", flush=True)
    for count in [int(argument) for argument in arguments] or _COUNTS:
        subprocess.run([sys.executable, "-m", "tools.bench_copies", "--one", str(count)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
