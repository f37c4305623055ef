"""Compile and roll up a province: 100, 1,000 and 10,000 organs with 100 applications each, on two processes.

    python -m tools.bench_province [--organs 100 1000 10000] [--write]

Runs on a throw-away PostgreSQL. The province's office asks for the drafts of its area, and two processes do the run, as
the platform's own tasks would. Freezing, handing up and accepting are entered as rows, for they are done by as many
people as there are organs; every sum is made by the platform's own action, level by level. The
province's total must equal the applications entered, to the unit. Writes docs/reference/benchmarks-province.md.
"""

# ruff: noqa: PLC0415 - Django is set up in each process first
from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tools.postgres import cluster
from tools.provisions import find_server

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "benchmarks-province.md"
YEAR, CASES, BELOW, WORKERS = 2026, 100, 50, 2
NOW = datetime(2027, 1, 12, 2, 0, tzinfo=UTC)
OUTCOMES = ("granted", "partly_granted", "refused_state_secret", "not_held", "granted")
APPLICANTS = ("natural_person", "natural_person", "natural_person", "business", "legal_service")
TOTAL = "requests/received/total"


@dataclass
class Timed:
    """One size: seconds by step, seconds of computing in all workers, and the memory of the largest of them."""

    organs: int
    cases: int
    seconds: dict[str, float] = field(default_factory=dict)
    computed: float = 0.0
    compiled: float = 0.0
    rolled: float = 0.0
    megabytes: float = 0.0


def main() -> int:
    """Measure each size in a process and a cluster of its own; print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organs", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    binaries = find_server()
    if binaries is None:
        print("!! not measured: no PostgreSQL server here", file=sys.stderr)
        return 0
    if args.one:
        with cluster(binaries) as address, tempfile.TemporaryDirectory() as home:
            print(json.dumps(asdict(measure(args.organs[0], address, home))))
        return 0
    found: list[Timed] = []
    for organs in args.organs:
        command = [sys.executable, "-m", "tools.bench_province", "--one", "--organs", str(organs)]
        run = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        found.append(Timed(**json.loads(run.stdout.splitlines()[-1])))
        print(row_of(found[-1], found[0]), flush=True)
        if args.write:
            PAGE.write_text(page(found), "utf-8")
    return 0


def measure(organs: int, address: str, home: str) -> Timed:
    """Fill, compile and roll up one size; the total must be what was entered."""
    set_up(address, home)
    timed = Timed(organs, organs * CASES)
    with clocked(timed, "fill"):
        leaves, levels = fill(organs)
    from django.db import connections

    connections.close_all()
    with workers(address, home) as pool:
        list(pool.map(warm, range(WORKERS * 4)))
        with clocked(timed, "compile"):
            run = ask()
            spent = list(pool.map(work_on, [run] * WORKERS))
        timed.compiled = sum(cpu for cpu, _ in spent)
        whole = -(-len(leaves) // WORKERS)
        with clocked(timed, "freeze"):
            halves = [leaves[start : start + whole] for start in range(0, len(leaves), whole)]
            spent += list(pool.map(freeze_all, halves))
        begun = sum(cpu for cpu, _ in spent)
        with clocked(timed, "accept"):
            accept_all(leaves)
        with clocked(timed, "roll up"):
            for level in levels:
                spent += list(pool.map(roll_up_one, level))
                accept_all(level)
    timed.computed = sum(cpu for cpu, _ in spent)
    timed.rolled = timed.computed - begun
    timed.megabytes = max(memory for _, memory in spent)
    check(levels[-1][0], organs * CASES)
    connections.close_all()
    return timed


def set_up(address: str, home: str) -> None:
    """Set Django up on a new database."""
    os.environ.update(
        GONGKAI_MODE="development", GONGKAI_HOME=home, GONGKAI_DATABASE=address,
        DJANGO_SETTINGS_MODULE="gongkai.web.project.settings",
    )  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def start(address: str, home: str) -> None:
    """Set Django up in a worker."""
    os.environ.update(
        GONGKAI_MODE="development", GONGKAI_HOME=home, GONGKAI_DATABASE=address,
        DJANGO_SETTINGS_MODULE="gongkai.web.project.settings",
    )  # fmt: skip
    import django

    django.setup()


@contextmanager
def workers(address: str, home: str) -> Any:  # noqa: ANN401 - a pool
    """Two processes, each with a connection of its own."""
    with ProcessPoolExecutor(
        WORKERS, mp_context=get_context("spawn"), initializer=start, initargs=(address, home)
    ) as pool:
        yield pool


@contextmanager
def clocked(timed: Timed, name: str) -> Any:  # noqa: ANN401 - nothing
    """Note how long a step takes."""
    begun = time.perf_counter()
    yield
    timed.seconds[name] = time.perf_counter() - begun
    print(f"{timed.organs} organs: {name} {timed.seconds[name]:.1f} s", file=sys.stderr, flush=True)


def fill(count: int) -> tuple[list[int], list[list[int]]]:
    """Enter the tree of organs and their applications; return the organs below, and the levels above from below."""
    from gongkai.web.organs.models import Account, Organ, Post

    province = Organ.objects.create(ref="p", name="省", level="province", kind="government")
    counties_wanted = max(1, count // BELOW)
    cities = bulk(Organ, ((f"c{n}", f"市{n}", "city", province) for n in range(max(1, counties_wanted // 10))))
    counties = bulk(Organ, ((f"x{n}", f"县{n}", "county", cities[n % len(cities)]) for n in range(counties_wanted)))
    leaves = bulk(Organ, ((f"t{n}", f"街道{n}", "township", counties[n % len(counties)]) for n in range(count)))
    person = Account.objects.create(username="bench", name="经办", kind="staff", home=province, created_at=NOW)
    Post.objects.create(account=person, organ=province, role="superior_office", requested_at=NOW, approved_at=NOW)
    Account.objects.bulk_create(
        (Account(username=f"o{leaf.pk}", kind="staff", home=leaf, created_at=NOW) for leaf in leaves), batch_size=1000
    )
    enter_cases(leaves[0].pk)
    close_books(leaves)
    return [leaf.pk for leaf in leaves], [[o.pk for o in counties], [o.pk for o in cities], [province.pk]]


def bulk(table: Any, rows: Iterable[tuple[str, str, str, Any]]) -> list[Any]:  # noqa: ANN401 - a model
    """Enter organs."""
    kinds = {"township": "dispatched"}
    made = [
        table(ref=ref, name=name, level=level, kind=kinds.get(level, "government"), parent=parent)
        for ref, name, level, parent in rows
    ]
    return list(table.objects.bulk_create(made, batch_size=1000))


def enter_cases(first: int) -> None:
    """Enter a hundred applications for the first street office, and the same for every other by one statement."""
    from django.db import connection

    from gongkai.web.cases.models import Case

    Case.objects.bulk_create(case_of(first, serial) for serial in range(1, CASES + 1))
    names = [field.column for field in Case._meta.local_concrete_fields if field.column != "id"]
    own = {
        "ref": "substr(c.ref, 1, 8) || '-' || o.id",
        "organ_id": "o.id",
        "submission_key": "c.submission_key || '-' || o.id",
    }
    chosen = ", ".join(own.get(name, f'c."{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO cases_case ({listed}) SELECT {chosen} FROM cases_case c "
            "CROSS JOIN organs_organ o WHERE o.level = 'township' AND o.id <> %s",
            [first],
        )
        cursor.execute("ANALYZE")


def case_of(organ: int, serial: int) -> Any:  # noqa: ANN401 - a case
    """Return one application of the year, answered by one of a few outcomes."""
    from gongkai.web.cases.models import Case

    return Case(
        ref=f"b{serial:04d}", organ_id=organ, year=YEAR, serial=serial, submission_key=f"bench-{serial:06d}",
        code_digest="x", applicant_kind=APPLICANTS[serial % 5], medium="counter", description="道路维修合同",
        form="electronic", route="pickup", arrived_at=NOW, arrived_on=date(YEAR, 3, 2), received_on=date(YEAR, 3, 2),
        closed_on=date(YEAR, 3, 12), outcome=OUTCOMES[serial % 5] if serial % 5 in (0, 1, 4) else "granted",
        phase="served",
    )  # fmt: skip


def close_books(leaves: Sequence[Any]) -> None:
    """Say that the registers of every organ are complete, so that their cells are zero and not blank."""
    from gongkai.web.organs.models import Account
    from gongkai.web.registers.books import BOOKS
    from gongkai.web.registers.models import Closing

    person = Account.objects.get(username="bench")
    rows = (
        Closing(organ=leaf, book=book, year=YEAR, closed_by=person, closed_at=NOW) for leaf in leaves for book in BOOKS
    )
    Closing.objects.bulk_create(rows, batch_size=2000)


def viewer_for(organ: int) -> Any:  # noqa: ANN401 - a viewer
    """Return somebody who holds every post that is needed in an organ."""
    from gongkai.web.organs.models import Account
    from gongkai.web.organs.predicates import Holding, Viewer

    person = Account.objects.get(username="bench")
    posts = (Holding("officer", organ), Holding("superior_office", organ))
    return Viewer(person.pk, person.ref, person.name, True, posts, "p", NOW)


def warm(_: int) -> None:
    """Load what a worker needs, before the clock starts."""
    import gongkai.web.reporting.actions.prepare_area
    import gongkai.web.reporting.actions.roll_up  # noqa: F401 - loaded for its own sake

    time.sleep(0.2)


def spent_since(begun: float) -> tuple[float, float]:
    """Return the seconds computed since, and the memory of this process in MB."""
    return time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ask() -> str:
    """Ask for the drafts of the province as its office does; the workers do what a task would."""
    from gongkai.web.organs.access import viewer_of
    from gongkai.web.organs.models import Account, Organ
    from gongkai.web.reporting.actions import prepare_area

    prepare_area._start = lambda ref: None
    person = Account.objects.get(username="bench")
    return prepare_area.ask_area(viewer_of(person, NOW), Organ.objects.get(ref="p"), YEAR).ref


def work_on(run: str) -> tuple[float, float]:
    """Compile what waits of the run, side by side with the other process; return seconds computed and memory."""
    from gongkai.web.reporting.actions.prepare_area import run_area

    begun = time.process_time()
    run_area(run, NOW)
    return spent_since(begun)


def freeze_all(organs: Sequence[int]) -> tuple[float, float]:
    """Freeze the reports of some organs in bulk, each with the content that its leader would have signed."""
    from gongkai.web.reporting.book import report_value
    from gongkai.web.reporting.content import content_of, digest_of
    from gongkai.web.reporting.models import AnnualReport, FrozenReport

    begun = time.process_time()
    for start in range(0, len(organs), 100):
        piece = AnnualReport.objects.filter(organ__in=organs[start : start + 100], scope="own")
        frozen = []
        for report in piece.select_related("organ").prefetch_related("cells", "sections"):
            content = content_of(report_value(report))
            frozen.append(
                FrozenReport(
                    report=report, number=1, edition=report.edition, content=content, sha256=digest_of(content),
                    frozen_at=NOW,
                )
            )  # fmt: skip
        FrozenReport.objects.bulk_create(frozen)
    return spent_since(begun)


def roll_up_one(organ: int) -> tuple[float, float]:
    """Make and freeze one roll-up; return seconds computed and memory."""
    from gongkai.web.organs.models import Organ
    from gongkai.web.reporting.actions.roll_up import roll_up

    begun, viewer = time.process_time(), viewer_for(organ)
    freeze(viewer, roll_up(viewer, Organ.objects.get(pk=organ), YEAR))
    return spent_since(begun)


def freeze(viewer: Any, report: Any) -> None:  # noqa: ANN401 - a viewer, a report
    """Freeze a report as it stands, without the way through its chain."""
    from gongkai.web.reporting.book import report_value
    from gongkai.web.reporting.freezing import add_frozen

    add_frozen(viewer, report, report_value(report), note="", origin="compiled")


def accept_all(organs: Sequence[int]) -> None:
    """Enter that the latest version of each organ was handed to the organ above and accepted."""
    from gongkai.web.organs.models import Account
    from gongkai.web.reporting.models import FrozenReport, Submission

    person = Account.objects.get(username="bench")
    rows = FrozenReport.objects.filter(report__organ__in=organs, report__organ__parent__isnull=False)
    Submission.objects.bulk_create(
        (
            Submission(
                frozen_id=pk, organ_id=organ, to_id=to, year=YEAR, state="accepted", by=person, at=NOW, decided_at=NOW
            )
            for pk, organ, to in rows.values_list("pk", "report__organ", "report__organ__parent")
        ),
        batch_size=1000,
    )


def check(province: int, cases: int) -> None:
    """Hold the province's total against what was entered."""
    from gongkai.web.reporting.models import ReportCell

    counted = ReportCell.objects.get(report__organ=province, report__scope="rollup", cell=TOTAL).counted
    if counted != cases:
        raise SystemExit(f"the province counts {counted}, entered were {cases}")


def row_of(one: Timed, first: Timed) -> str:
    """Return one line of the table."""
    per, rolled = one.compiled / one.organs * 1000, one.rolled / one.organs * 1000
    growth = per / (first.compiled / first.organs * 1000), rolled / (first.rolled / first.organs * 1000)
    said = one.seconds
    return (
        f"| {one.organs:,} | {one.cases:,} | {said['fill']:.0f} | {said['compile']:.1f} | {per:.1f} | "
        f"{growth[0]:.2f} | {said['freeze']:.1f} | {said['roll up']:.1f} | {rolled:.1f} | {growth[1]:.2f} | "
        f"{one.megabytes:.0f} |"
    )


def page(found: Sequence[Timed]) -> str:
    """Return the page."""
    where = f"{os.cpu_count()} cores, {platform.python_implementation()} {platform.python_version()}, PostgreSQL"
    load = f"{os.getloadavg()[0]:.1f}"
    lines = [
        "# 全省汇编与汇总 Compiling and rolling up a province",
        "",
        f"Measured by `python -m tools.bench_province --write` (`make bench`) on {where}, with {WORKERS} workers.",
        f"The machine's load was {load} when this was written: above {WORKERS} it was shared, and the seconds on the",
        "clock say less than the seconds computed.",
        "",
        "Each organ has 100 applications; 50 organs a county, 10 counties a city. The province's office asks for the",
        "drafts of its area (`ask_area`), and two processes compile them piece by piece (`run_area`). Every draft is",
        "then frozen (in bulk, by the bench); every county, city and the province is summed by `roll_up`.",
        "Handing up and accepting are entered as rows and not counted. The province's total equals the applications",
        "entered: checked.",
        "",
        "| organs | applications | enter, s | compile, s | ms | growth | freeze, s | roll up, s | ms | growth | MB |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        *(row_of(one, found[0]) for one in found),
        "",
        "Seconds are by the clock, MB the largest worker's; *ms* an organ are the workers' for compiling and rolling",
        "up (the database's own is not in it); *growth* is that time against the smallest province: 1.00 is exactly",
        "linear. A size that is not listed was not measured this time; the whole run measures 100, 1,000 and 10,000",
        "organs. Entering is the bench's own work: rows in bulk, no actions.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
