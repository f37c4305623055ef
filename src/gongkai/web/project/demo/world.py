"""Build the demo world through the same actions that people use, once; a second start finds it built."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.db import transaction

from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.actions.change_organ import state_contact
from gongkai.web.organs.actions.first_accounts import open_first_accounts
from gongkai.web.organs.actions.found_organ import found_organ
from gongkai.web.organs.actions.grant_post import approve_post, request_post
from gongkai.web.organs.actions.open_account import open_account
from gongkai.web.organs.models import Account, Organ

_REASON = "建立演示数据"
_LAST_PLACE: Final = re.compile(r"[^省市区县旗]{2,}[省市区县旗]?$")


@dataclass(frozen=True, slots=True)
class LogIn:
    """A demo account, for the sign-in page and the command line."""

    username: str
    name: str
    organ: str


@cache
def world() -> Mapping[str, Any]:
    """Return the data of the demo world."""
    return tomllib.loads(files("gongkai.web.project.demo").joinpath("world.toml").read_text("utf-8"))


def is_built() -> bool:
    """Whether this database holds the demo world."""
    return Account.objects.filter(username=world()["administrator"][0]["username"]).exists()


def build_world(now: datetime) -> None:
    """Enter organs, accounts and posts. All or nothing."""
    with transaction.atomic():
        password = make_password(world()["password"])
        first, *others = world()["organ"]
        top = Organ(ref=first["ref"], name=first["name"], level=first["level"], kind=first["kind"])
        open_first_accounts(top, {row["role"]: row["username"] for row in world()["administrator"]}, now)
        for row in world()["administrator"]:
            Account.objects.filter(username=row["username"]).update(name=row["name"])
        organs = {top.ref: top}
        for row in others:  # a viewer sees the tree as it was when it was made
            organs[row["ref"]] = enter_organ(_viewer("system", now), row, organs[row["parent"]])
        system, security = _viewer("system", now), _viewer("security", now)
        for where, staff, number in posts():
            employ(system, security, staff, organs[where], number, hashed=password)
        Account.objects.update(password=password, must_change_password=False)


def log_ins() -> list[LogIn]:
    """Return every demo account of staff, in the order of the file."""
    names = {row["ref"]: row["name"] for row in world()["organ"]}
    found = [LogIn(row["username"], row["name"], world()["organ"][0]["name"]) for row in world()["administrator"]]
    found += [LogIn(f"{row['username']}{number}", row["name"], names[where]) for where, row, number in posts()]
    return found


def posts() -> Iterator[tuple[str, Mapping[str, Any], int]]:
    """Yield where each of the staff sits, what they are, and the number in their user name."""
    for organ in world()["organ"]:
        number = organ.get("staffed", organ.get("people"))
        if number is not None:
            yield from ((organ["ref"], row, number) for row in world()["staff"])
        if "staffed" in organ:
            yield from ((organ["parent"], row, number) for row in world()["superior"])
        if "office" in organ:
            yield from ((organ["ref"], row, organ["office"]) for row in world()["superior"])


def enter_organ(system: Viewer, row: Mapping[str, Any], parent: Organ) -> Organ:
    """Enter an organ, and where it has staff what it tells the public about its office."""
    organ = found_organ(
        system,
        ref=row["ref"],
        name=row["name"],
        level=row["level"],
        kind=row["kind"],
        parent=parent,
        code=row["ref"] if row["ref"].isdigit() else "",
        reason=_REASON,
    )
    if "staffed" in row or "people" in row:
        contact = {
            "office": f"{row['name']}政府信息公开办公室",
            "address": "（演示地址）",
            "hours": "工作日9:00—12:00，14:00—17:00",
            "phone": "（演示电话）",
        }
        system = _viewer("system", system.now)
        state_contact(system, organ, contact, version=organ.version, reason=_REASON)
    return organ


def employ(system: Viewer, security: Viewer, row: Mapping[str, Any], organ: Organ, number: int, *, hashed: str) -> None:
    """Open an account with one post; `hashed` is the password that all of them have."""
    username = f"{row['username']}{number}"
    account, _ = open_account(system, username=username, name=row["name"], home=organ, hashed=hashed, reason=_REASON)
    post = request_post(system, account, organ, row["role"], reason=_REASON)
    approve_post(security, post, reason=_REASON)


def _viewer(username: str, now: datetime) -> Viewer:
    return viewer_of(Account.objects.get(username=username), now)


def place_of(name: str) -> str:
    """Return the place that an organ's name ends in: `上塘街道` of 杭州市拱墅区人民政府上塘街道办事处."""
    parts = [part for part in name.removesuffix("办事处").split("人民政府") if part]
    found = _LAST_PLACE.search(parts[-1])
    return found[0] if found else parts[-1]
