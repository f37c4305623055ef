"""Random annual reports that are consistent by construction, shared by all tests.

`random_report` is for loops with a seeded `random.Random`; `reports` is the same as a hypothesis strategy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from gongkai.form import CellType, Edition, edition, editions
from gongkai.report import Report, Value, build_report

ORGANS = (
    "清河县人民政府办公室", "青山区财政局", "水塔街道办事处", "合水镇人民政府", "临江市自然资源和规划局",
    "长宁区卫生健康委员会", "东河区教育局", "石油新城街道办事处", "平阳县市场监督管理局", "龙塘乡人民政府",
    "金堃市生态环境局宜城分局", "新区管理委员会",
)  # fmt: skip
BLANKS = ("none", "some", "zeros", "totals_only")
AMOUNTS_AS_TEXT = ("0", "251000元", "1424.4万元", "152790元", "477.35", "38.441094万元")


@dataclass(frozen=True)
class Shape:
    """How a random report looks: where it is blank, whether row （六） is one line, which tables it has.

    `blanks`: `none`; `some` (zeros become blank here and there); `zeros` (every zero is blank); `totals_only` (of the
    requests table only the column 总计 is filled, as in many published reports).
    """

    blanks: str = "none"
    merged_other: bool = False
    without: tuple[str, ...] = ()
    largest: int = 40
    places: int | None = None


def random_shape(rng: Random) -> Shape:
    """Draw a shape; about half of the reports are complete and in the official form."""
    if rng.random() < 0.5:
        return Shape(largest=rng.choice((0, 3, 40, 4000)))
    return Shape(
        blanks=rng.choice(BLANKS),
        merged_other=rng.random() < 0.3,
        without=rng.choice(((), (), (), ("remedies",), ("disclosure",))),
        largest=rng.choice((0, 3, 40, 4000)),
        places=rng.choice((None, 0, 2, 3, 6)),
    )


def random_report(
    rng: Random,
    edition_id: str = "2021",
    *,
    shape: Shape | None = None,
    previous: Report | None = None,
    year: int | None = None,
) -> Report:
    """Build a report whose figures satisfy every relation of its form, with a narrative that agrees with them.

    Args:
        rng: the only source of chance.
        edition_id: the edition of the form.
        shape: blanks and variants; drawn where not given.
        previous: last year's report of the same organ, whose figures this one continues.
        year: the reporting year; one that the edition governs where not given.
    """
    form = edition(edition_id)
    shape = shape or random_shape(rng)
    year = year or (previous.year or 0) + 1 if previous else year or _year(rng, form)
    organ = previous.organ if previous and previous.organ else rng.choice(ORGANS)
    figures = {
        **_disclosure(rng, form, shape, previous),
        **_requests(rng, form, shape, previous),
        **_remedies(rng, form, shape),
    }
    cells: dict[str, Value] = {
        cell.ref: figures[cell.ref] for cell in form.cells if cell.ref in figures and cell.table not in shape.without
    }
    return build_report(
        form,
        _blanked(rng, cells, shape),
        organ=organ,
        year=year,
        sections=_narrative(rng, organ, year, figures),
        title=f"{organ}{year}年政府信息公开工作年度报告",
        published_on=date(year + 1, 1, 4) + timedelta(days=rng.randrange(28)),
    )


def _year(rng: Random, form: Edition) -> int:
    return rng.randint(form.first_year, form.last_year or form.first_year + 4)


def _disclosure(rng: Random, form: Edition, shape: Shape, previous: Report | None) -> dict[str, Value]:
    drawn: dict[str, Value] = {}
    for cell in form.cells:
        if cell.table == "disclosure":
            drawn[cell.ref] = _any_value(rng, cell.type, shape)
    for row in ("rules", "normative_documents"):
        held = previous.count(f"disclosure/{row}/in_force") if previous else None
        issued, in_force = f"disclosure/{row}/issued", f"disclosure/{row}/in_force"
        if held is not None and in_force in drawn:
            repealed = rng.randint(0, held)
            drawn[f"disclosure/{row}/repealed"] = repealed
            drawn[in_force] = held + _whole(drawn[issued]) - repealed
    return drawn


def _any_value(rng: Random, kind: CellType, shape: Shape) -> Value:
    if kind is CellType.DECIMAL:
        places = rng.choice((0, 0, 2, 3, 6)) if shape.places is None else shape.places
        digits = rng.randint(0, shape.largest * 10**places)
        return Decimal(digits).scaleb(-places) if places else digits
    if kind is CellType.CHANGE:
        return rng.randint(-shape.largest, shape.largest)
    if kind is CellType.TEXT:
        return rng.choice(AMOUNTS_AS_TEXT)
    return rng.randint(0, shape.largest)


def _requests(rng: Random, form: Edition, shape: Shape, previous: Report | None) -> dict[str, Value]:
    block = form.table("requests").blocks[0]
    frame = ("received", "carried_in", "closed", "carried_out")
    replaced = {part for variant in block.variants for part in variant.replaces} if shape.merged_other else set()
    variants = [variant.row.id for variant in block.variants] if shape.merged_other else []
    results = [row.id for row in block.rows if row.id not in frame and row.id not in replaced] + variants
    rows = [*results, *frame]
    drawn: dict[str, dict[str, int]] = {row: {} for row in rows}
    applicants = [column.id for column in block.columns if column.id != "total"]
    for applicant in applicants:
        busy = rng.random() < (0.9 if applicant == "natural_person" else 0.4)
        for row in results:
            drawn[row][applicant] = rng.randint(0, shape.largest) if busy and rng.random() < 0.4 else 0
        closed = sum(drawn[row][applicant] for row in results)
        before = previous.count(f"requests/carried_out/{applicant}") if previous else None
        carried_in = rng.randint(0, closed) if before is None else before
        carried_out = max(0, carried_in - closed) + (rng.randint(0, shape.largest) if busy else 0)
        drawn["closed"][applicant] = closed
        drawn["carried_in"][applicant], drawn["carried_out"][applicant] = carried_in, carried_out
        drawn["received"][applicant] = closed + carried_out - carried_in
    for row in rows:
        drawn[row]["total"] = sum(drawn[row].values())
    return {f"requests/{row}/{column}": value for row in rows for column, value in drawn[row].items()}


def _remedies(rng: Random, form: Edition, shape: Shape) -> dict[str, Value]:
    drawn: dict[str, Value] = {}
    block = form.table("remedies").blocks[0]
    for row in block.rows:
        counts = [rng.randint(0, shape.largest) if rng.random() < 0.3 else 0 for _ in block.columns[:-1]]
        for column, value in zip(block.columns, [*counts, sum(counts)], strict=True):
            drawn[f"remedies/{row.id}/{column.id}"] = value
    return drawn


def _blanked(rng: Random, cells: dict[str, Value], shape: Shape) -> dict[str, Value]:
    """Empty some cells without breaking a sum: only zeros, or all but the totals of the requests table."""
    if shape.blanks == "none":
        return cells
    blanked = dict(cells)
    for ref, value in cells.items():
        table, _, column = ref.split("/")
        if shape.blanks == "totals_only":
            if table == "requests" and column != "total":
                blanked[ref] = None
        elif value == 0 and not isinstance(value, Decimal) and (shape.blanks == "zeros" or rng.random() < 0.3):
            blanked[ref] = None
    return blanked


def _narrative(rng: Random, organ: str, year: int, figures: dict[str, Value]) -> dict[int, str]:
    total = {name: _whole(figures[f"requests/{name}/total"]) for name in ("received", "closed", "carried_out")}
    opening = f"{year}年，{organ}认真贯彻落实《中华人民共和国政府信息公开条例》，各项工作有序推进。"
    posts, sites = rng.randint(1, 900), rng.randint(1, 300)
    aspects = [
        f"（一）主动公开情况。全年公开政府信息{posts + sites}条，其中工作动态{posts}条，通知公告{sites}条。",
        f"（二）依申请公开情况。全年收到政府信息公开申请{total['received']}件，办结{total['closed']}件。",
        f"上述申请中，结转下年度继续办理{total['carried_out']}件。",
        "（三）政府信息管理情况。严格执行“三审三校”制度，落实“先审查、后公开”。",
        f"（四）政府信息公开平台建设情况。微信公众号发布信息{rng.randint(0, 500)}条，阅读{rng.randint(1, 99)}.5万次。",
        "（五）监督保障情况。开展业务培训，强化考核；未发生责任追究情形。",
    ]
    problems = [
        "（一）存在的主要问题：一是公开内容不够及时；二是解读形式较为单一。",
        "（二）改进情况：一是加强学习，提高认识；二是完善机制，压实责任<&>\"'。",
    ]
    others = rng.choice(
        ("无", "无其他需要报告的事项。", f"{year}年度本机关收取信息处理费{rng.choice((0, 120))}元。\n其他事项：无。")
    )
    return {1: "\n".join([opening, *aspects]), 5: "\n".join(problems), 6: others}


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0


@st.composite
def reports(draw: st.DrawFn, *, edition_ids: tuple[str, ...] | None = None) -> Report:
    """Draw a random report of any edition and shape."""
    edition_id = draw(st.sampled_from(edition_ids or tuple(editions())))
    shape = Shape(
        blanks=draw(st.sampled_from(BLANKS)),
        merged_other=draw(st.booleans()),
        without=draw(st.sampled_from(((), ("remedies",), ("disclosure",)))),
        largest=draw(st.sampled_from((0, 3, 40, 4000))),
        places=draw(st.sampled_from((None, 0, 2, 6))),
    )
    return random_report(Random(draw(st.integers(0, 2**32 - 1))), edition_id, shape=shape)
