"""The database or the disk does not do its work: say so, say that nothing was saved, ask to try again. Never a 500."""

from __future__ import annotations

import errno
import sys
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

RETRY_SECONDS: Final = 30
_FULL: Final = ("disk is full", "no space left", "disk full")


def broken(request: HttpRequest) -> HttpResponse:
    """Answer what nothing else answered: 503 where the storage failed, else 500. Asks the database nothing."""
    error = sys.exc_info()[1]
    if not is_outage(error):
        return HttpResponse(get_template("500.html").render(), status=500)
    page = get_template("503.html").render({"is_full": is_full(error)})
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"})


def is_outage(error: BaseException | None) -> bool:
    """Whether an error comes from storage that does not work now and may work later."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT)
    return isinstance(error, (OperationalError, InterfaceError))


def is_full(error: BaseException | None) -> bool:
    """Whether it is room that lacks."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return any(words in str(error).lower() for words in _FULL)
