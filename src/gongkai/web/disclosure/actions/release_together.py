"""政策解读: written to a policy, in whatever form, and released in the same transaction as the policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from gongkai.errors import InputError
from gongkai.web.disclosure.access import DRAFT, item_target
from gongkai.web.disclosure.actions.draft_item import draft_item
from gongkai.web.disclosure.actions.publish_item import publish_item, schedule
from gongkai.web.disclosure.changing import lock_item, record
from gongkai.web.disclosure.choices import ItemKind, ItemState, RelationKind
from gongkai.web.disclosure.company import interpretations_of
from gongkai.web.disclosure.contents import ItemContent
from gongkai.web.disclosure.days import today_of
from gongkai.web.disclosure.lacks import asked_institutions
from gongkai.web.disclosure.models import InstitutionItem, Interpretation, Item, Relation, Release
from gongkai.web.disclosure.special_choices import InterpretationForm
from gongkai.web.organs.access import Viewer, require


@dataclass(frozen=True, slots=True)
class Form:
    """In which form something is explained; what is heard or seen needs its words."""

    form: str
    address: str = ""
    transcript: str = ""


def draft_interpretation(viewer: Viewer, policy: Item, form: Form, *, version: int) -> Item:
    """Begin an interpretation of a policy, linked to it from the first draft on.

    Raises:
        Refused: the viewer may not write for the policy's organ.
        InputError: the form is unknown, or what is heard or seen has no words beside it.
        StaleVersion: somebody changed the policy.
    """
    if policy.kind == ItemKind.INTERPRETATION:
        raise InputError("不能解读一篇解读", fix="请选择被解读的文件")
    judge_form(form)
    with transaction.atomic():
        lock_item(policy, version)
        item = draft_item(
            viewer,
            policy.organ,
            ItemContent(f"《{policy.title}》解读"[:200], today_of(viewer), kind=ItemKind.INTERPRETATION),
        )
        Relation.objects.create(item=item, other=policy, kind=RelationKind.INTERPRETS)
        Interpretation.objects.create(item=item, **_values(form))
        record(viewer, item, "draft_interpretation", after={"policy": policy.ref, "form": form.form})
    return item


def state_form(viewer: Viewer, item: Item, form: Form, *, version: int) -> None:
    """Change the form of an interpretation.

    Raises:
        Refused: the viewer is none of its authors, or it is not open.
        InputError: the form is unknown, or what is heard or seen has no words beside it.
        StaleVersion: somebody was faster.
    """
    judge_form(form)
    with transaction.atomic():
        lock_item(item, version)
        require(viewer, "edit", item_target(item, DRAFT), item.ref)
        if item.kind != ItemKind.INTERPRETATION:
            raise InputError("这不是政策解读", fix="请先修改种类")
        Interpretation.objects.update_or_create(item=item, defaults=_values(form))
        record(viewer, item, "state_form", after={"form": form.form})


def judge_form(form: Form) -> None:
    """Refuse sound or pictures without words: not everybody hears or sees them.

    Raises:
        InputError: with the field that is wrong.
    """
    if form.form not in InterpretationForm.values:
        raise InputError("没有选择解读形式", fix="请从列表中选择", field="form")
    heard = form.form in (InterpretationForm.AUDIO, InterpretationForm.VIDEO)
    if heard and not form.address.strip():
        raise InputError("没有填写音频或者视频的地址", fix="请填写", field="address")
    if heard and not form.transcript.strip():
        raise InputError(
            "没有填写文字稿", why="听不见、看不见的人也要能够了解内容", fix="请填写文字稿", field="transcript"
        )
    if form.address and not form.address.startswith(("https://", "http://")):
        raise InputError("地址应当以 https:// 开头", fix="请核对", field="address")


def decide_release(viewer: Viewer, item: Item, *, is_explained: bool, alone_because: str = "", version: int) -> None:
    """Say whether a policy has to be explained, and why it may go out before its interpretation.

    Raises:
        Refused: the viewer is none of its authors, or it is not open.
        InputError: it is an interpretation itself.
        StaleVersion: somebody was faster.
    """
    if item.kind != ItemKind.DOCUMENT:
        raise InputError("只有政府信息文件需要解读", fix="请核对种类")
    with transaction.atomic():
        lock_item(item, version)
        verb, kind = ("edit", DRAFT) if item.state == ItemState.DRAFT else ("publish", "disclosure_item")
        require(viewer, verb, item_target(item, kind), item.ref)
        values = {
            "is_explained": is_explained,
            "alone_because": alone_because.strip(),
            "decided_by_id": viewer.person_id,
            "decided_at": viewer.now,
        }
        Release.objects.update_or_create(item=item, defaults=values)
        after = {"is_explained": is_explained, "alone": bool(alone_because.strip())}
        record(viewer, item, "decide_release", reason=alone_because.strip(), after=after)


def publish_together(
    viewer: Viewer, policy: Item, *, version: int, at: datetime | None = None, expires_at: datetime | None = None
) -> list[Item]:
    """Publish a policy and every interpretation of it that has passed, in one transaction: all or none.

    Raises:
        Refused: the viewer may not publish for the organ.
        InputError: no interpretation has passed, or a check of any of them is open.
        StaleVersion: something is not what was reviewed.
    """
    with transaction.atomic():
        waiting = list(_passed(policy))
        if not waiting:
            raise InputError(f"《{policy.title}》没有通过审核的解读", fix="请先完成解读的审核，或者写明单独发布的理由")
        moment = at or viewer.now
        for item in waiting:
            publish_item(viewer, item, version=item.version, at=at, with_policy=policy.pk)
        publish_item(viewer, policy, version=version, at=at, expires_at=expires_at)
        refs = [item.ref for item in waiting]
        record(viewer, policy, "publish_together", after={"interpretations": refs, "publish_at": str(moment)})
    return [policy, *waiting]


def schedule_together(viewer: Viewer, policy: Item, *, version: int, at: datetime) -> None:
    """Give a policy that is not yet visible and the interpretations that go out with it another time.

    Raises:
        Refused: the viewer may not publish for the organ.
        InputError: it is visible already, or the time is over.
        StaleVersion: somebody was faster.
    """
    with transaction.atomic():
        rows = interpretations_of(policy).filter(state=ItemState.PUBLISHED, publish_at=policy.publish_at)
        for item in rows.filter(publish_at__gt=viewer.now).select_related("organ"):
            schedule(viewer, item, version=item.version, at=at, expires_at=item.expires_at, with_others=True)
        schedule(viewer, policy, version=version, at=at, expires_at=policy.expires_at, with_others=True)


def mark_institution(viewer: Viewer, item: Item, institution: str, *, version: int) -> None:
    """Say which rule that an organ has to give itself an item is; an empty name takes it back.

    Raises:
        Refused: the viewer is none of its authors, or it is not open.
        InputError: it is no institution, or there is no such rule.
        StaleVersion: somebody was faster.
    """
    if item.kind != ItemKind.INSTITUTION:
        raise InputError("这件信息的种类不是公开制度", fix="请先修改种类", field="institution")
    if institution and institution not in {one.id for one in asked_institutions(item.organ)}:
        raise InputError("没有这项制度", fix="请从列表中选择", field="institution")
    with transaction.atomic():
        lock_item(item, version)
        require(viewer, "edit", item_target(item, DRAFT), item.ref)
        if institution:
            InstitutionItem.objects.update_or_create(item=item, defaults={"institution": institution})
        else:
            InstitutionItem.objects.filter(item=item).delete()
        record(viewer, item, "mark_institution", after={"institution": institution})


def _passed(policy: Item) -> QuerySet[Item]:
    return interpretations_of(policy).filter(state=ItemState.PASSED, corrects=None).select_related("organ")


def _values(form: Form) -> dict[str, str]:
    return {"form": form.form, "address": form.address.strip(), "transcript": form.transcript.strip()}
