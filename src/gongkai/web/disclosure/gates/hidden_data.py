"""Data hidden in attachments."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.web.disclosure.findings import Finding, Grade
from gongkai.web.disclosure.gates.privacy import stored
from gongkai.web.disclosure.looking import is_of_file
from gongkai.web.disclosure.models import Item
from gongkai.web.files.choices import Checked


def hidden_data(item: Item) -> tuple[Finding, ...]:
    """Return what is hidden in the files, and files that nothing looked into."""
    found: list[Finding] = []
    for name, checked, findings in item.files.values_list("name", "checked", "findings"):
        if checked in Checked.closed():
            where, why = _("附件“%(name)s”") % {"name": name}, str(Checked(checked).label)
            found.append(Finding(where, "waiting", why, grade=Grade.FINAL))
        found += [stored(row) for row in findings if is_of_file(row["what"])]
    return tuple(found)
