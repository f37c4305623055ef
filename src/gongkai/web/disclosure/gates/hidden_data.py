"""Data hidden in attachments."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.web.disclosure.choices import Checked
from gongkai.web.disclosure.findings import Finding, Grade
from gongkai.web.disclosure.gates.privacy import stored
from gongkai.web.disclosure.looking import MARKS
from gongkai.web.disclosure.models import Item


def hidden_data(item: Item) -> tuple[Finding, ...]:
    """Return what is hidden in the files, and files that nothing looked into."""
    found: list[Finding] = []
    for name, checked, findings in item.files.values_list("name", "checked", "findings"):
        if checked == Checked.WAITING:
            found.append(Finding(_("附件“%(name)s”") % {"name": name}, "waiting", _("还没有检查"), grade=Grade.FINAL))
        found += [stored(row) for row in findings if row["what"] in MARKS]
    return tuple(found)
