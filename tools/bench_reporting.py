"""How long compiling a year's report takes beside only fetching the rows: ``python -m tools.bench_reporting --write``.

A street office with 2,000 records (applications, documents, decisions, charges, appeals) in a fresh SQLite file. The
baseline loads the same rows through the ORM as objects, in the same run; the ratio is what is promised (at most 3).
Beside it stands a harder one: only the columns that are counted, as tuples.
"""

# ruff: noqa: PLC0415 - Django is set up after the environment of the bench is
from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks-reporting.md"
RECORDS = 2000
MOST = 3.0
ROUNDS = 9
YEAR = 2025
NOW = datetime(2026, 1, 12, 2, tzinfo=UTC)


def main() -> None:
    """Measure, print, and write the page where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "GONGKAI_HOME": home,
            "GONGKAI_MODE": "demo",
            "DJANGO_SETTINGS_MODULE": "gongkai.web.project.settings",
        }
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        figures = measure()
    lines = page(figures)
    print("\n".join(lines))
    if write:
        PAGE.write_text("\n".join(lines) + "\n", "utf-8")
    if figures["ratio"] > MOST:
        raise SystemExit(1)


def measure() -> dict[str, float]:
    """Return seconds for fetching, counting, compiling and judging, and the ratio."""
    from gongkai.form import edition_for
    from gongkai.web.reporting.actions.compile_report import compile_report
    from gongkai.web.reporting.figures import count_figures
    from gongkai.web.reporting.judging import judge
    from gongkai.web.reporting.records import facts_of

    organ, viewer = fill()
    form = edition_for(YEAR)
    report = compile_report(viewer, organ, YEAR)
    fetch = timed(lambda: fetch_rows(organ))
    count = timed(lambda: count_figures(facts_of(organ, YEAR), YEAR, form))
    compiled = timed(lambda: compile_report(viewer, organ, YEAR))
    judged = timed(lambda: judge(report))
    facts = timed(lambda: list(facts_of(organ, YEAR)))
    columns = timed(lambda: fetch_columns(organ))
    return {
        "fetch": fetch,
        "columns": columns,
        "facts": facts,
        "count": count,
        "compile": compiled,
        "judge": judged,
        "ratio": compiled / fetch,
    }


def fetch_rows(organ: object) -> int:
    """Load every record of the organ as objects and do nothing with them."""
    from gongkai.web.appeals.models import Appeal
    from gongkai.web.cases.models import Case
    from gongkai.web.registers.models import Charge, Decision, Document

    return sum(len(list(model.objects.filter(organ=organ))) for model in (Case, Document, Decision, Charge, Appeal))


def fetch_columns(organ: object) -> int:
    """Load only the counted columns of every record, as tuples."""
    from gongkai.web.appeals.models import Appeal
    from gongkai.web.cases.models import Case
    from gongkai.web.registers.models import Charge, Decision, Document

    wanted = {
        Case: ("year", "serial", "applicant_kind", "received_on", "outcome", "closed_on"),
        Document: ("ref", "kind", "issued_on", "disclosed_on", "valid_until", "repealed_on"),
        Decision: ("ref", "kind", "month", "count"),
        Charge: ("ref", "month", "amount_yuan"),
        Appeal: ("ref", "route", "filed_on", "result", "closed_on"),
    }
    return sum(len(list(model.objects.filter(organ=organ).values_list(*names))) for model, names in wanted.items())


def timed(work: Callable[[], object]) -> float:
    """Return the median of the processor seconds of some rounds, the first not counted."""
    work()
    seconds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return statistics.median(seconds)


def fill() -> tuple[object, object]:
    """Make the street with its records."""
    from gongkai.procedure import outcomes
    from gongkai.web.appeals.models import Appeal
    from gongkai.web.cases.models import Case
    from gongkai.web.organs.access import viewer_of
    from gongkai.web.organs.models import Account, Organ, Post
    from gongkai.web.registers.models import Charge, Decision, Document

    organ = Organ.objects.create(ref="street", name="街道办事处", level="township", kind="dispatched")
    account = Account.objects.create(username="officer", name="经办", kind="staff", home=organ, created_at=NOW)
    Post.objects.create(account=account, organ=organ, role="officer", requested_at=NOW, approved_at=NOW)
    known = [one.id for one in outcomes().values() if one.row]
    first = date(YEAR, 1, 3)
    cases = []
    for serial in range(1, RECORDS - 399):
        on = first + timedelta(days=serial % 350)
        cases.append(
            Case(
                organ=organ,
                year=YEAR,
                serial=serial,
                submission_key=f"bench-{serial}",
                code_digest="",
                applicant_kind=("natural_person", "business", "legal_service")[serial % 3],
                medium="counter",
                description="某路段维修工程的招标文件、合同和竣工结算报告" * 3,
                form="electronic",
                route="pickup",
                arrived_at=NOW,
                arrived_on=on,
                received_on=on,
                closed_on=on + timedelta(days=12),
                outcome=known[serial % len(known)],
                phase="closed",
            )
        )
    Case.objects.bulk_create(cases, batch_size=200)
    said = {"organ": organ, "entered_by": account, "entered_at": NOW}
    Document.objects.bulk_create(
        Document(kind="normative_documents", title=f"办法{n}", number=f"{n}号", issued_on=first, **said)
        for n in range(200)
    )
    Decision.objects.bulk_create(
        Decision(kind=kind, year=YEAR, month=month, count=month, source=f"来源{n}", **said)
        for n in range(4)
        for kind in ("licensing", "penalties", "compulsion")
        for month in range(1, 13)
    )
    Charge.objects.bulk_create(
        Charge(name=f"收费{n}", year=YEAR, month=n % 12 + 1, amount_yuan=n + 1, **said) for n in range(36)
    )
    Appeal.objects.bulk_create(
        Appeal(
            organ=organ, route="reconsideration", forum="区政府", about="答复", filed_on=first, result="upheld",
            closed_on=first + timedelta(days=50), entered_at=NOW,
        )
        for _ in range(20)
    )  # fmt: skip
    return organ, viewer_of(account, NOW)


def page(figures: dict[str, float]) -> list[str]:
    """Return the figures as a page."""
    rows = [
        ("只取出这些记录（基准）", figures["fetch"]),
        ("只取出计数要用的列，不成对象", figures["columns"]),
        ("取出计数要用的列，成为事实", figures["facts"]),
        ("数出全部单元格（不写库）", figures["count"]),
        ("汇编：数出、保存、写日志", figures["compile"]),
        ("检查全部规则", figures["judge"]),
    ]
    said = (
        f"由 `python -m tools.bench_reporting --write` 在一次运行中测得：一个街道办事处，{RECORDS}条记录，SQLite，"
        f"Python {platform.python_version()}，{os.cpu_count()}个处理器；每项{ROUNDS}次的处理器时间的中位数。"
        "机器忙闲不同，毫秒数不能互相比较，只看同一次运行中的倍数。"
    )
    return [
        "# 年度报告汇编的用时",
        "",
        said,
        "",
        "| 做什么 | 毫秒 | 是基准的 |",
        "|---|---:|---:|",
        *(f"| {name} | {seconds * 1000:.1f} | {seconds / figures['fetch']:.2f}倍 |" for name, seconds in rows),
        "",
        f"要求：汇编不超过基准的{MOST:g}倍；测得{figures['ratio']:.2f}倍。",
        "",
        f"与只取出计数要用的列、不成对象相比：{figures['compile'] / figures['columns']:.2f}倍。",
    ]


if __name__ == "__main__":
    main()
