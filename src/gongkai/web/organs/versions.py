"""Two people never overwrite each other: a change names the version it was made from."""

from __future__ import annotations

from django.db.models import F, Model

from gongkai.errors import GongkaiError


class StaleVersion(GongkaiError):
    """Somebody else changed the row since it was shown."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}刚被其他人修改，您的修改没有保存",
            why="保存时的版本不是最新版本",
            fix="请对照最新内容后重新提交",
        )


def claim_version(row: Model, version: int, name: str) -> None:
    """Move the row one version on, in the caller's transaction.

    Raises:
        StaleVersion: the row is no longer of the version that the person saw.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=version)
    if rows.update(version=F("version") + 1) == 0:
        raise StaleVersion(name)
    row.refresh_from_db(fields=["version"])
