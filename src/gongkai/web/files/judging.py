"""Judge a file before it is kept: what it is, what is hidden in it, whether the scanner lets it pass."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from gongkai.check.disguises import DisguisedLeak
from gongkai.errors import InputError
from gongkai.web.files.choices import Checked
from gongkai.web.files.kinds import TYPES, plain_name, sniff
from gongkai.web.files.looked import Mark
from gongkai.web.files.looking import look_through
from gongkai.web.files.scanning import Scan, Verdict, scan


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """A file that may be kept, with what its check came to."""

    name: str
    content: bytes
    suffix: str
    media_type: str
    size: int
    digest: str
    findings: list[str]
    text: str
    checked: Checked
    marks: tuple[Mark, ...] = ()
    leaks: tuple[DisguisedLeak, ...] = ()


def judge_file(name: str, content: bytes, *, look: bool = True, bundles: bool = False) -> JudgedFile:
    """Judge a file. Outside any transaction: it may take some seconds.

    Args:
        name: what the sender calls it; only its last part is kept.
        content: the whole file.
        bundles: whether a ZIP of files is taken in.
        look: whether to look for hidden and personal data; not where it is personal by purpose, as proof of identity.

    Raises:
        InputError: the file is not taken in.
    """
    suffix = sniff(name, content, bundles=bundles)
    scanned = scan(content)
    if scanned.verdict is Verdict.FOUND:
        raise _infected(scanned)
    seen = look_through(content, suffix, name) if look else None
    findings = seen.findings if seen else []
    return JudgedFile(
        name=plain_name(name),
        content=content,
        suffix=suffix,
        media_type=TYPES[suffix],
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        findings=findings,
        text=seen.text if seen else "",
        checked=_checked(scanned, findings),
        marks=seen.marks if seen else (),
        leaks=seen.leaks if seen else (),
    )


def judge_again(content: bytes, findings: list[str]) -> Checked | None:
    """Scan a file that waits; None where the scanner still does not answer.

    Args:
        content: the whole file.
        findings: what was found in it when it came.
    """
    scanned = scan(content)
    if scanned.verdict is Verdict.SILENT:
        return None
    return Checked.REFUSED if scanned.verdict is Verdict.FOUND else _checked(scanned, findings)


def _checked(scanned: Scan, findings: list[str]) -> Checked:
    if scanned.verdict is Verdict.SILENT:
        return Checked.WAITING
    return Checked.FLAGGED if findings else Checked.CLEAN


def _infected(scanned: Scan) -> InputError:
    why = f"安全扫描发现：{scanned.name}" if scanned.name else "安全扫描没有放行"
    return InputError("附件含有恶意代码，没有保存", why=why, fix="请查杀后重新上传", field="files")
