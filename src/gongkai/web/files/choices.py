"""What the check of a file came to, with the words that are shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Checked(models.TextChoices):
    """What the check of a file came to."""

    CLEAN = "clean", _("检查通过")
    FLAGGED = "flagged", _("发现问题，待处理")
    CLEARED = "cleared", _("已核对放行")
    WAITING = "waiting", _("待检，暂不能打开")
    REFUSED = "refused", _("发现恶意代码，已隔离")

    @classmethod
    def closed(cls) -> tuple[Checked, ...]:
        """Return the states in which nobody is sent the file."""
        return cls.WAITING, cls.REFUSED

    @classmethod
    def unsettled(cls) -> tuple[Checked, ...]:
        """Return the states in which the file must not go out."""
        return cls.FLAGGED, cls.WAITING, cls.REFUSED
