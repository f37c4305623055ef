"""What an old Word or WPS file (DOC) tells before anything opens it. Its text is read from a DOCX made of it."""

from __future__ import annotations

from typing import Final

from gongkai.web.files.looked import Looked

_OBJECTS: Final = "ObjectPool".encode("utf-16-le")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def look(content: bytes) -> Looked:
    """Return what stands in a DOC's directory: other files in it, and whether it is locked."""
    looked = Looked()
    if _OBJECTS in content:
        looked.mark("embedded")
    if _ENCRYPTED in content:
        looked.mark("unlooked")
    return looked
