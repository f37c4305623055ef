"""What gates and fields are called, and gates as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy

from gongkai.web.disclosure.findings import Grade
from gongkai.web.disclosure.models import Gate

GATES: Final = {
    "private_data": gettext_lazy("个人信息和涉密标志"),
    "hidden_data": gettext_lazy("附件里的隐藏内容"),
    "listed_words": gettext_lazy("错别字和敏感词"),
    "broken_links": gettext_lazy("失效的链接"),
    "metadata": gettext_lazy("必填内容"),
}
FIELDS: Final = {
    "title": gettext_lazy("标题"),
    "made_on": gettext_lazy("成文日期"),
    "summary": gettext_lazy("内容概述"),
    "body": gettext_lazy("正文"),
    "kind": gettext_lazy("种类"),
    "document_number": gettext_lazy("文号"),
    "category": gettext_lazy("法定主动公开类别"),
    "theme": gettext_lazy("主题分类"),
    "genre": gettext_lazy("体裁"),
    "validity": gettext_lazy("有效性"),
    "attribute": gettext_lazy("公开属性"),
    "attribute_reason": gettext_lazy("理由"),
    "attribute_basis": gettext_lazy("依据"),
    "files": gettext_lazy("附件"),
}


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate as a page shows it. `who` says who may let it through: author, reviewer or nobody."""

    gate: Gate
    name: str
    tone: str
    findings: list[dict[str, Any]]
    who: str


def gate_rows(gates: Iterable[Gate]) -> list[GateRow]:
    """Return the gates with their words, those that hold something up first."""
    tones = {"passed": "good", "cleared": "cool", "open": "bad"}
    rows = [
        GateRow(gate, str(GATES.get(gate.gate, gate.gate)), tones[gate.state], gate.findings, _who(gate))
        for gate in gates
    ]
    return sorted(rows, key=lambda row: row.gate.state != "open")


def _who(gate: Gate) -> str:
    grades = {finding["grade"] for finding in gate.findings}
    if Grade.FINAL in grades:
        return "nobody"
    return "reviewer" if Grade.GRAVE in grades else "author"
