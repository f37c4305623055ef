"""Take accounts and the posts asked for them in from a spreadsheet: all rows or none. Posts still need approval."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from gongkai.errors import GongkaiError
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.actions.grant_post import request_post
from gongkai.web.organs.actions.open_account import open_account
from gongkai.web.organs.columns import Column
from gongkai.web.organs.models import Organ
from gongkai.web.organs.policy import policy
from gongkai.web.organs.sheets import CellFault, Row, Sheet, SheetFaults

_POSTS: Final = [role.name for role in policy().roles.values() if role.id not in ("anonymous", "applicant")]
ACCOUNT_COLUMNS: Final = (
    Column("username", "用户名", needed=True, help="登录用，全平台唯一", most=40),
    Column("name", "姓名", needed=True, most=40),
    Column("home", "机关编号", needed=True, help="平台上已有的机关", most=40),
    Column("role", "岗位", "choice", help="批准以后生效", choices=[(name, name) for name in _POSTS]),
    Column("section", "科室", most=60),
)
"""What the empty spreadsheet says of each column; the actions themselves judge every row."""
ACCOUNT_COLUMN_NAMES: Final = tuple(column.head for column in ACCOUNT_COLUMNS)


def import_accounts_from(viewer: Viewer, sheet: Sheet) -> list[tuple[str, str]]:
    """Open every row's account and ask for its post.

    Returns:
        User names and first passwords, shown once.

    Raises:
        SheetFaults: any row has a fault; nothing was opened.
    """
    faults: list[CellFault] = []
    made: list[tuple[str, str]] = []
    with transaction.atomic():
        for row in sheet.rows:
            fault = _open(viewer, sheet, row, made)
            if fault:
                faults.append(fault)
        if faults:
            raise SheetFaults(faults)
    return made


def _open(viewer: Viewer, sheet: Sheet, row: Row, made: list[tuple[str, str]]) -> CellFault | None:
    values = row.values
    organ = Organ.objects.filter(ref=values["机关编号"], abolished_on=None).first()
    if organ is None:
        return sheet.fault(row, "机关编号", "没有这个编号的机关")
    roles = {role.name: role.id for role in policy().roles.values()}
    if values["岗位"] and values["岗位"] not in roles:
        return sheet.fault(row, "岗位", f"无法识别，可填{'、'.join(list(roles)[2:])}")
    try:
        account, password = open_account(
            viewer, username=values["用户名"], name=values["姓名"], home=organ, reason="表格导入"
        )
    except GongkaiError as error:
        return sheet.fault(row, "用户名", error.what)
    made.append((account.username, password))
    if not values["岗位"]:
        return None
    try:
        request_post(viewer, account, organ, roles[values["岗位"]], section=values["科室"], reason="表格导入")
    except GongkaiError as error:
        return sheet.fault(row, "岗位", error.what)
    return None
