"""Profiles: which findings count as how grave, as data (code → severity, or `off`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

from gongkai.check.rule import Finding, Severity
from gongkai.check.run import Checked, rules
from gongkai.errors import InputError

OFF = "off"
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Profile:
    """How grave the findings of each code are taken; a code that is not named keeps its rule's severity.

    A severity of None leaves the code's findings out.
    """

    id: str
    label: str
    note: str
    severities: Mapping[str, Severity | None]

    def severity_of(self, found: Finding) -> Severity | None:
        """Return the severity of a finding under this profile, None where the code is switched off.

        A finding that its rule itself made milder (blanks may hide the difference) stays the milder of the two.
        """
        if found.code not in self.severities:
            return found.severity
        wanted = self.severities[found.code]
        own = rules()[found.rule].severity if found.rule in rules() else found.severity
        if wanted is None or found.severity is own:
            return wanted
        return max(wanted, found.severity, key=list(Severity).index)


@cache
def profiles() -> Mapping[str, Profile]:
    """Return the profiles that the package brings, by id."""
    folder = resources.files("gongkai.check") / "profiles"
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return {name: _parse(item.read_text("utf-8"), name) for item in files if (name := item.name[: -len(".toml")])}


def load_profile(name: str) -> Profile:
    """Return the profile of this id, or the one that a TOML file holds.

    Raises:
        InputError: there is neither, or the file names a code or severity that does not exist.
    """
    if name in profiles():
        return profiles()[name]
    path = Path(name)
    if path.suffix != ".toml":
        raise InputError(
            f"没有名为“{name}”的检查档次",
            fix="可用：" + "、".join(profiles()) + "，或写一个 .toml 文件",
            field="profile",
        )
    try:
        return _parse(path.read_text("utf-8"), path.stem)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"不能读取检查档次文件“{name}”", why=str(error), field="profile") from None


def apply_profile(checked: Checked, profile: Profile) -> Checked:
    """Return the result with every finding as grave as the profile says, and without those it switches off."""
    if not profile.severities:
        return checked
    kept = [
        found if severity is found.severity else replace(found, severity=severity)
        for found in checked.findings
        if (severity := profile.severity_of(found)) is not None
    ]
    index = checked.report.edition.index
    graver = list(Severity).index
    kept.sort(key=lambda f: (graver(f.severity), index.get(f.cells[0], len(index)) if f.cells else -1, f.code))
    return replace(checked, findings=tuple(kept))


def _parse(text: str, name: str) -> Profile:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"“{name}”不是有效的 TOML", why=str(error), field="profile") from None
    codes = {rule.code for rule in rules().values()}
    given = data.get("severity", {})
    if not isinstance(given, dict):
        raise InputError(
            f"检查档次“{name}”的 severity 应为一张表", fix="请写 [severity]，下面一行一个编号", field="profile"
        )
    severities: dict[str, Severity | None] = {}
    for code, word in given.items():
        if code not in codes:
            raise InputError(
                f"检查档次“{name}”中的编号“{code}”不存在", fix="用 gongkai rules 查看编号", field="profile"
            )
        if word != OFF and word not in list(Severity):
            raise InputError(
                f"检查档次“{name}”中{code}的程度“{word}”无效", fix="可写 error、warning、notice 或 off", field="profile"
            )
        severities[code] = None if word == OFF else Severity(word)
    return Profile(name, str(data.get("label", name)), str(data.get("note", "")), severities)
