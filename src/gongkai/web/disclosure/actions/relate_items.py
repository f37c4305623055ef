"""Link an item to another; both show it."""

from __future__ import annotations

from gongkai.errors import InputError
from gongkai.web.disclosure.changing import changing, record, tell_public
from gongkai.web.disclosure.choices import ItemState, RelationKind
from gongkai.web.disclosure.models import Item, Relation
from gongkai.web.organs.access import Viewer


def relate_items(viewer: Viewer, item: Item, other: Item, kind: str, *, version: int | None = None) -> Relation:
    """Link a draft to another item, of whatever organ.

    Raises:
        Refused: the viewer is none of the draft's authors.
        InputError: the kind is unknown, or both are the same.
    """
    if kind not in RelationKind.values or other.pk == item.pk:
        raise InputError("关联不对", fix="请重新选择要关联的信息和关系", field="kind")
    with changing(viewer, item, "edit", version=version):
        relation, is_new = Relation.objects.get_or_create(item=item, other=other, kind=kind)
        if is_new:
            _tell(item)
            record(viewer, item, "relate_items", after={"other": other.ref, "kind": kind})
    return relation


def unrelate_items(viewer: Viewer, item: Item, other: Item, kind: str, *, version: int | None = None) -> None:
    """Take a link away.

    Raises:
        Refused: the viewer is none of the draft's authors.
    """
    with changing(viewer, item, "edit", version=version):
        if Relation.objects.filter(item=item, other=other, kind=kind).delete()[0]:
            _tell(item)
            record(viewer, item, "unrelate_items", before={"other": other.ref, "kind": kind})


def _tell(item: Item) -> None:
    if item.state == ItemState.PUBLISHED:
        tell_public(item)
