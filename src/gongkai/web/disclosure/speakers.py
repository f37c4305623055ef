"""Who says something about a draft: kept sealed, shown masked, never public."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

from gongkai.errors import InputError
from gongkai.web.journal.sealing import mask, seal, unseal


@dataclass(frozen=True, slots=True)
class Speaker:
    """What somebody chose to say about themselves; nothing of it is required."""

    name: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""

    def judge(self) -> None:
        """Refuse what is too long or no address.

        Raises:
            InputError: with the field that is wrong.
        """
        for field, value in asdict(self).items():
            if len(value) > 100:
                raise InputError("联系信息超过100字", fix="请缩短", field=field)
        if self.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", self.email):
            raise InputError("电子邮箱不对", fix="请核对，或者留空", field="email")

    def sealed(self) -> str:
        """Return the whole of it, encrypted; nothing where nothing was said."""
        said = {name: value.strip() for name, value in asdict(self).items() if value.strip()}
        return seal(json.dumps(said, ensure_ascii=False)) if said else ""

    def shown(self) -> dict[str, str]:
        """Return what staff see without opening it: masked."""
        return {name: mask(value.strip()) for name, value in asdict(self).items() if value.strip()}

    @classmethod
    def opened(cls, sealed: str) -> Speaker:
        """Return the speaker again."""
        return cls(**json.loads(unseal(sealed))) if sealed else cls()
