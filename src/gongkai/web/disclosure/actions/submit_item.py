"""Send a draft through its checks into review, and what follows when review ends."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.errors import InputError
from gongkai.web.disclosure.access import DRAFT, KIND, item_subject
from gongkai.web.disclosure.actions.check_gates import note_gates, require_open_gates
from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.changing import changing, keep_revision, lock_item, record
from gongkai.web.disclosure.choices import Attribute, ItemKind, ItemState, Validity
from gongkai.web.disclosure.contents import digest_of
from gongkai.web.disclosure.models import Item
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.review.actions.begin import begin_review, resubmit
from gongkai.web.review.actions.decide import cancel_review, pass_step, return_for_changes
from gongkai.web.review.models import Review, State

CHAIN = "disclosure"


def submit_item(viewer: Viewer, item: Item, *, version: int) -> Review:
    """Send a draft into the organ's chain for proactive disclosure, or again after it was returned.

    Raises:
        Refused: the viewer is none of its authors, or it is not open.
        InputError: a check before publishing found something that nobody let through.
    """
    note_gates(viewer, item, "submit", DRAFT)
    with changing(viewer, item, "submit", version=version):
        if item.attribute == Attribute.PUBLIC:
            require_open_gates(viewer, item)
        text, title = review_text(item), _review_title(item)
        review = Review.objects.filter(ref=item.review_ref, state=State.RETURNED).first()
        if review is None:
            review = begin_review(viewer, item.organ, kind=CHAIN, subject=item_subject(item), title=title, text=text)
        else:
            resubmit(viewer, review, text=text, version=review.version)
        item.state, item.review_ref, item.reviewed_digest = ItemState.IN_REVIEW, review.ref, digest_of(item)
        item.updated_at = viewer.now
        item.save(update_fields=["state", "review_ref", "reviewed_digest", "updated_at"])
        keep_revision(viewer, item, "提交审核")
        record(viewer, item, "submit_item", after={"review": review.ref, "digest": item.reviewed_digest})
    return review


def pass_item(viewer: Viewer, review: Review, *, version: int, remark: str = "") -> State:
    """Pass the present step of an item's review; with the last step it may be published.

    Raises:
        Refused: the step is not the viewer's.
        StaleVersion: somebody was faster, or the item is not what was submitted.
    """
    with transaction.atomic():
        item = _locked(review)
        if digest_of(item) != item.reviewed_digest:
            raise StaleVersion(f"《{item.title}》")
        state = pass_step(viewer, review, version=version, remark=remark)
        if state == State.PASSED:
            _move(viewer, item, ItemState.PASSED)
            record(viewer, item, "pass_item", after={"review": review.ref})
    return state


def return_item(viewer: Viewer, review: Review, *, version: int, reason: str) -> None:
    """Send an item back to its authors with a reason."""
    with transaction.atomic():
        item = _locked(review)
        return_for_changes(viewer, review, version=version, reason=reason)
        _move(viewer, item, ItemState.DRAFT)
        record(viewer, item, "reopen_item", reason=reason, after={"review": review.ref})


def cancel_item(viewer: Viewer, review: Review, *, version: int, reason: str) -> None:
    """Take an item out of review; the draft is open again."""
    with transaction.atomic():
        item = _locked(review)
        cancel_review(viewer, review, version=version, reason=reason)
        _move(viewer, item, ItemState.DRAFT)
        record(viewer, item, "reopen_item", reason=reason, after={"review": review.ref})


def take_back(viewer: Viewer, item: Item, *, version: int, reason: str) -> None:
    """Open a passed item again before it is published: the way back when a check stops it at the last moment.

    Raises:
        Refused: the viewer may not publish.
        InputError: it is not waiting to be published, or no reason is given.
    """
    if not reason.strip():
        raise InputError("没有填写理由", fix="请填写退回修改的理由", field="reason")
    with changing(viewer, item, "publish", version=version, kind=KIND):
        if item.state != ItemState.PASSED:
            raise InputError(f"《{item.title}》不在待发布状态", fix="请刷新页面")
        _move(viewer, item, ItemState.DRAFT)
        record(viewer, item, "reopen_item", reason=reason)


def review_text(item: Item) -> str:
    """Return what reviewers read and later rounds are compared with: all that goes out, as text."""
    lines = [
        *(["（更正稿）"] if item.corrects_id else []),
        item.title,
        _("种类：%s") % ItemKind(item.kind).label,
        _("文号：%s") % item.document_number,
        _("成文日期：%s") % item.made_on,
        _("公开属性：%s") % Attribute(item.attribute).label,
        _("理由：%s") % item.attribute_reason,
        _("依据：%s") % item.attribute_basis,
        _("类别：%s") % (categories()[item.category].zh if item.category else ""),
        _("有效性：%s") % Validity(item.validity).label,
        _("内容概述：%s") % item.summary,
        "",
        item.text,
        "",
        *(_("附件：%(name)s（%(digest)s）") % {"name": name, "digest": digest[:12]} for name, digest in _files(item)),
    ]
    return "\n".join(line for line in lines if not line.endswith("："))


def _files(item: Item) -> list[tuple[str, str]]:
    return list(item.files.order_by("place", "pk").values_list("name", "digest"))


def _review_title(item: Item) -> str:
    prefix = "更正：" if item.corrects_id else ""
    return f"{prefix}{item.title}"[:200]


def _locked(review: Review) -> Item:
    """Lock the item before the review and the journal, in the order in which every other action locks them."""
    item = Item.objects.select_related("organ").get(ref=review.subject_ref)
    lock_item(item)
    return item


def _move(viewer: Viewer, item: Item, state: ItemState) -> None:
    item.state, item.updated_at = state, viewer.now
    item.save(update_fields=["state", "updated_at"])
