"""Run the checks before publishing and write down what they found; let something through with a reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.disclosure.access import DRAFT, GATE, item_target
from gongkai.web.disclosure.changing import changing, record
from gongkai.web.disclosure.choices import GateState
from gongkai.web.disclosure.contents import digest_of
from gongkai.web.disclosure.gates import GATES, Finding, Grade
from gongkai.web.disclosure.models import Gate, Item
from gongkai.web.disclosure.queries.gates import current_gates
from gongkai.web.files.choices import Checked
from gongkai.web.organs.access import Viewer, require

SHORTEST_GRAVE_REASON = 10


def check_item(viewer: Viewer, item: Item) -> list[Gate]:
    """Run every gate over a draft that the viewer may change, and keep the results."""
    with changing(viewer, item, "edit", version=None):
        rows = run_gates(viewer, item)
        after = {row.gate: row.state for row in rows}
        record(viewer, item, "check_item", after=after)
    return rows


def run_gates(viewer: Viewer, item: Item) -> list[Gate]:
    """Run every gate and keep what is new, in the caller's transaction; what was cleared before stays so."""
    before = {row.gate: row for row in current_gates(item)}
    content = digest_of(item)
    return [_kept(viewer, item, gate, check(item), content, before.get(gate)) for gate, check in GATES.items()]


def note_gates(viewer: Viewer, item: Item, verb: str, kind: str) -> None:
    """Keep what the gates find before a step is tried, so that it stays on record where they stop the step.

    Raises:
        Refused: the viewer may not take the step.
    """
    with transaction.atomic():
        stored = Item.objects.select_related("organ").get(pk=item.pk)
        require(viewer, verb, item_target(stored, kind), item.ref)
        run_gates(viewer, stored)


def require_open_gates(viewer: Viewer, item: Item) -> None:
    """Refuse to go on while a gate is open.

    Raises:
        InputError: it names the gates and what they found first.
    """
    held = [row for row in run_gates(viewer, item) if row.state == GateState.OPEN]
    if held:
        first = held[0].findings[0]
        raise InputError(
            f"《{item.title}》没有通过发布前检查：{first['where']}，{first['why']}",
            why=f"共有{sum(len(row.findings) for row in held)}处需要处理",
            fix="请打开“发布前检查”逐项修改，或者依法说明理由后放行",
        )


def clear_gate(viewer: Viewer, item: Item, gate: str, *, version: int, reason: str) -> Gate:
    """Let through what a gate found, with a reason.

    What is ordinary an author lets through; a bank card or a secrecy mark only the confidentiality reviewer who wrote
    nothing of it, after signing in again; an identity number nobody: it must be taken out.

    Raises:
        Refused: the finding is not the viewer's to let through.
        InputError: no reason is given, or nobody may let it through.
    """
    row = next((one for one in current_gates(item) if one.gate == gate), None)
    if row is None or row.state != GateState.OPEN:
        raise InputError("这项检查没有待处理的问题", fix="请刷新页面")
    grades = {finding["grade"] for finding in row.findings}
    _judge_reason(reason, grades)
    grave = Grade.GRAVE in grades
    verb, kind = ("approve", GATE) if grave else ("edit", DRAFT)
    with changing(viewer, item, verb, version=version, kind=kind):
        if digest_of(item) != row.digest.partition(":")[0]:
            raise InputError("检查以后内容又有改动", fix="请重新检查")
        rows = Gate.objects.filter(pk=row.pk, state=GateState.OPEN)
        said = {"cleared_by_id": viewer.person_id, "cleared_at": viewer.now, "reason": reason.strip()}
        if not rows.update(state=GateState.CLEARED, **said):
            raise InputError("这项检查没有待处理的问题", fix="请刷新页面")
        row.refresh_from_db()
        _release_files(item, [row])
        record(viewer, item, "clear_gate", reason=reason, after={"gate": gate, "findings": len(row.findings)})
    return row


def clear_reviewed(viewer: Viewer, item: Item, *, reason: str) -> None:
    """Let through what is ordinary in something that another room's review has passed, in the caller's transaction."""
    require(viewer, "publish", item_target(item))
    for row in run_gates(viewer, item):
        if row.state == GateState.OPEN and all(one["grade"] == Grade.PLAIN for one in row.findings):
            row.state, row.reason = GateState.CLEARED, reason
            row.cleared_by_id, row.cleared_at = viewer.person_id, viewer.now
            row.save(update_fields=["state", "reason", "cleared_by", "cleared_at"])
            _release_files(item, [row])


def _kept(
    viewer: Viewer, item: Item, gate: str, findings: tuple[Finding, ...], content: str, last: Gate | None
) -> Gate:
    plain = [finding.plain() for finding in findings]
    keys = hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    digest = f"{content}:{keys[:16]}"
    row = Gate.objects.filter(item=item, gate=gate, digest=digest).first()
    if row is None:
        row = Gate(item=item, gate=gate, digest=digest, findings=plain, by_id=viewer.account_id, at=viewer.now)
        row.state = GateState.OPEN if plain else GateState.PASSED
        if plain and last is not None and last.state == GateState.CLEARED and _within(plain, last.findings):
            row.state, row.reason = GateState.CLEARED, last.reason
            row.cleared_by_id, row.cleared_at = last.cleared_by_id, last.cleared_at
    row.at = viewer.now
    row.save()
    if row.state != GateState.OPEN:
        _release_files(item, [row])
    return row


def _within(found: Iterable[dict[str, str]], before: Iterable[dict[str, str]]) -> bool:
    return {one["key"] for one in found} <= {one["key"] for one in before}


def _judge_reason(reason: str, grades: set[str]) -> None:
    if Grade.FINAL in grades:
        raise InputError(
            "有不能放行的内容", why="公民身份号码等依法不得公开，不能以任何理由放行", fix="请删去或者遮蔽后重新检查"
        )
    if not reason.strip():
        raise InputError("没有填写放行理由", fix="请逐项核对检查结果后填写", field="reason")
    if Grade.GRAVE in grades and len(reason.strip()) < SHORTEST_GRAVE_REASON:
        raise InputError(
            "放行理由过于简单", why="涉及国家秘密标志或者银行卡号", fix="请写明核对经过和依据", field="reason"
        )


def _release_files(item: Item, rows: Iterable[Gate]) -> None:
    """A file goes out when the gate that looks at files has been passed or cleared."""
    if any(row.gate == "hidden_data" for row in rows):
        item.files.filter(checked=Checked.FLAGGED).update(checked=Checked.CLEARED)
