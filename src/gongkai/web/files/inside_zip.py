"""What is in a ZIP of files: every file looked through as if it came alone; what cannot be is named."""

from __future__ import annotations

from typing import Final

from gongkai.errors import GongkaiError, UnreadableFile, UnsafeFile
from gongkai.read.bundles import readable_name
from gongkai.read.packages import Package, shown_name
from gongkai.web.files import inside_docx, inside_ofd, inside_pdf, inside_pictures, inside_xlsx
from gongkai.web.files.kinds import decoded, sniff
from gongkai.web.files.looked import Looked, Mark

MOST_FILES: Final = 200
_LOOKS: Final = {
    ".pdf": inside_pdf.look,
    ".docx": inside_docx.look,
    ".xlsx": inside_xlsx.look,
    ".ofd": inside_ofd.look,
    ".jpg": inside_pictures.look,
    ".png": inside_pictures.look,
}


def look(content: bytes) -> Looked:
    """Return what the files in a ZIP show and hide, each mark with the file it is about.

    Raises:
        UnreadableFile: it is damaged, or a file in it is of a kind that is not taken in.
        UnsafeFile: it was refused by a limit.
    """
    package, looked = Package(content), Looked()
    names = list(package.files())
    if len(names) > MOST_FILES:
        raise UnsafeFile(f"压缩包里有{len(names)}个文件，超过{MOST_FILES}个的上限")
    for entry in names:
        name = shown_name(readable_name(entry))
        looked.shown.append(name)
        inner = _look_into(name, package.read(entry))
        looked.shown += inner.shown
        looked.unseen += inner.unseen
        for mark in inner.marks:
            looked.mark(mark.code, f"中的“{name}”{mark.where}", mark.quote)
    return looked


def _look_into(name: str, content: bytes) -> Looked:
    if not content:
        return Looked()
    if name.lower().endswith((".txt", ".csv")) and b"\0" not in content and (text := decoded(content)) is not None:
        return Looked(shown=[text])
    try:
        suffix = sniff(name, content, bundles=True)
    except GongkaiError as error:
        raise UnreadableFile(f"压缩包里的“{name}”不能上传（{error.what}）") from error
    known = _LOOKS.get(suffix)
    return known(content) if known else Looked(marks=[Mark("unlooked")])
