"""A file as the database keeps it, sealed, and as it is sent."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from gongkai.web.journal.sealing import seal, unseal


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it may be sent: always as a download, under the type that its bytes have."""

    name: str
    media_type: str
    content: bytes


def seal_bytes(content: bytes) -> bytes:
    """Encrypt the bytes of a file."""
    return seal(base64.b85encode(content).decode()).encode()


def unseal_bytes(sealed: bytes | memoryview) -> bytes:
    """Decrypt the bytes of a file."""
    return base64.b85decode(unseal(bytes(sealed).decode()))
