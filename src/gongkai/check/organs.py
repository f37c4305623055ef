"""What kind of organ a name belongs to, as far as the name itself tells."""

from __future__ import annotations

import re
from enum import StrEnum


class OrganKind(StrEnum):
    """Kinds of organ that the law treats differently."""

    TOWNSHIP = "township"  # 乡镇人民政府、街道办事处
    GOVERNMENT = "government"  # 县级以上地方人民政府
    DEPARTMENT = "department"  # 县级以上人民政府部门
    UNKNOWN = "unknown"


_TOWNSHIP = re.compile(
    r"(?:街道|街道办|街道办事处|办事处|街办|镇|乡|苏木|镇人民政府|乡人民政府|镇政府|乡政府|民族乡|街)$"
)
_GOVERNMENT = re.compile(r"(?:人民政府|省|市|县|区|旗|自治州|州|盟|行政公署|政府)$")
_DEPARTMENT = re.compile(
    r"(?:局|委|委员会|厅|办公室|办公厅|管委会|部|署|院|中心|分局|支队|大队|总队|监狱|所|会|处|办|公司|行|社|馆|站)$"
)
_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,8}(?:省|自治区)")
_BELOW_CITY = re.compile(r"(?:县|区|旗|镇|乡|街道|办事处)")


def kind_of(organ: str | None) -> OrganKind:
    """Return the kind of organ that a name shows."""
    if not organ:
        return OrganKind.UNKNOWN
    for pattern, kind in (
        (_TOWNSHIP, OrganKind.TOWNSHIP),
        (_GOVERNMENT, OrganKind.GOVERNMENT),
        (_DEPARTMENT, OrganKind.DEPARTMENT),
    ):
        if pattern.search(organ):
            return kind
    return OrganKind.UNKNOWN


def may_make_rules(organ: str | None) -> bool | None:
    """Whether an organ of this name may have made 规章, which ministries, provinces and cities with districts make.

    Returns:
        False for townships, street offices and departments below the city; None where the name does not tell.
    """
    kind = kind_of(organ)
    if kind is OrganKind.TOWNSHIP:
        return False
    if organ and kind is OrganKind.DEPARTMENT and _BELOW_CITY.search(organ[:-1]) and not _PROVINCE.match(organ):
        return False
    return None
