"""A small world for every web test: two districts, three street offices, people by role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.models import Account, Contact, Organ, Post

NOW = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)
PASSWORD = "a password of the tests"


@dataclass(frozen=True)
class World:
    """The organs by short names, and the people made so far."""

    organs: dict[str, Organ]
    people: dict[str, Account]

    def hire(self, role: str, organ: str, username: str = "") -> Account:
        """Return the person with a role in an organ, made on first asking."""
        name = username or f"{role}@{organ}"
        if name not in self.people:
            account = Account.objects.create(
                username=name, name=name[:8], kind="staff", home=self.organs[organ], created_at=NOW
            )
            account.set_password(PASSWORD)
            account.save()
            Post.objects.create(account=account, organ=self.organs[organ], role=role, requested_at=NOW, approved_at=NOW)
            self.people[name] = account
        return self.people[name]

    def viewer(self, role: str, organ: str, username: str = "", now: datetime = NOW) -> Viewer:
        """Return that person as a viewer."""
        return viewer_of(self.hire(role, organ, username), now)


def make_world() -> World:
    """city > (district > (street, lane), district2 > street2)."""
    rows = (
        ("city", "city", "government", None),
        ("district", "county", "government", "city"),
        ("district2", "county", "government", "city"),
        ("street", "township", "dispatched", "district"),
        ("lane", "township", "dispatched", "district"),
        ("street2", "township", "dispatched", "district2"),
    )
    organs: dict[str, Organ] = {}
    for ref, level, kind, parent in rows:
        organs[ref] = Organ.objects.create(
            ref=ref, name=f"{ref}机关", level=level, kind=kind, parent=organs.get(parent or "")
        )
        Contact.objects.create(organ=organs[ref])
    return World(organs, {})
