"""The password rule of 等级保护 (several kinds of characters); the default profile follows ASVS, which forbids it."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongkai.web.organs.models import Account

_KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")


class MixedCharactersValidator:
    """Asks for three of four kinds of characters."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Refuse a password of fewer than three kinds."""
        if sum(bool(re.search(kind, password)) for kind in _KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="password_not_mixed")

    def get_help_text(self) -> str:
        """Say the rule."""
        return _("密码须包含大写字母、小写字母、数字、其他字符中的至少三种。")
