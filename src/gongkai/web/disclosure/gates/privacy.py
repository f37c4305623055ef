"""Personal data and secrecy marks, in the item and in what was found in its files."""

from __future__ import annotations

from gongkai.check.disguises import find_disguised_leaks
from gongkai.web.disclosure.bodies import links_in
from gongkai.web.disclosure.findings import Finding, Grade
from gongkai.web.disclosure.gates.parts import texts_of
from gongkai.web.disclosure.looking import is_of_file, of_leak
from gongkai.web.disclosure.models import Item


def private_data(item: Item) -> tuple[Finding, ...]:
    """Return personal numbers, secrecy marks and leftovers of templates."""
    texts = [*texts_of(item), *(("正文链接", address) for address in links_in(item.body))]
    found = [of_leak(leak, where) for where, text in texts for leak in find_disguised_leaks(text)]
    for findings in item.files.values_list("findings", flat=True):
        found += [stored(row) for row in findings if not is_of_file(row["what"])]
    return tuple(found)


def stored(row: dict[str, str]) -> Finding:
    """Return a finding as it was kept with a file."""
    return Finding(row["where"], row["what"], row["why"], row["quote"], row["instead"], Grade(row["grade"]))
