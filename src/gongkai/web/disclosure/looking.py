"""Judge a file handed in, and say what somebody has to see before it goes out, by how grave it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from gongkai.check.disguises import DisguisedLeak
from gongkai.web.disclosure.findings import Finding, Grade
from gongkai.web.files.cleaning import CLEANABLE, clean_copy
from gongkai.web.files.judging import JudgedFile, judge_file
from gongkai.web.files.looked import Mark
from gongkai.web.files.looking import MARK_WORDS, look_through

MOST_TEXT: Final = 500_000
LEAK_GRADES: Final = {
    "identity_number": Grade.FINAL,
    "spread_identity_number": Grade.GRAVE,
    "bank_card": Grade.GRAVE,
    "secrecy_mark": Grade.GRAVE,
}
MARK_GRADES: Final = {
    "script": Grade.GRAVE,
    "launch": Grade.GRAVE,
    "covered_text": Grade.GRAVE,
    "unlooked": Grade.GRAVE,
    "closed_pdf": Grade.FINAL,
}
"""What is not named is ordinary: an author lets it through with a reason."""
PICTURES: Final = (".jpg", ".png")


@dataclass(frozen=True, slots=True)
class LookedInto:
    """A file as judged, the copy that goes out where there has to be one, and what was found in what goes out."""

    judged: JudgedFile
    clean: bytes | None
    findings: list[Finding]


def look_into_file(name: str, content: bytes) -> LookedInto:
    """Return what is to be known of a file before it goes out. Outside any transaction: it may take some seconds.

    Raises:
        InputError: the file is not taken in.
    """
    judged = judge_file(name, content, bundles=True)
    marks, leaks, clean = judged.marks, judged.leaks, None
    if any(mark.code in CLEANABLE for mark in marks):
        clean = clean_copy(content, judged.suffix)
        if clean is not None:
            again = look_through(clean, judged.suffix, name)
            marks, leaks = again.marks, again.leaks
    where = _("附件“%(name)s”") % {"name": judged.name}
    found = [_of_mark(mark, where) for mark in marks]
    found += [of_leak(leak, where) for leak in leaks]
    if judged.suffix in PICTURES:
        found.append(Finding(where, "picture", _("图片里的文字须人工核对有没有个人信息和涉密标志")))
    return LookedInto(judged, clean, found)


def of_leak(leak: DisguisedLeak, where: str) -> Finding:
    """Return a leak as a finding."""
    grade = LEAK_GRADES.get(leak.kind, Grade.PLAIN)
    return Finding(where, leak.kind, leak.why, leak.quote, grade=grade)


def is_of_file(what: str) -> bool:
    """Whether a finding is about what a file hides, and not about what its text says."""
    return what in MARK_WORDS or what == "picture"


def _of_mark(mark: Mark, where: str) -> Finding:
    grade = MARK_GRADES.get(mark.code, Grade.PLAIN)
    return Finding(f"{where}{mark.where}", mark.code, str(MARK_WORDS[mark.code]), mark.quote, grade=grade)
