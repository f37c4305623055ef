"""A13: a script that somebody typed runs nowhere, in no field that is shown, for the public and on the desk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from cases_world import at_counter
from published import put_file, put_item
from standing_world import opinion
from xss_corpus import PAYLOADS, chunks

from gongkai.web.cases.people import Person
from gongkai.web.disclosure.actions.answer_concerns import Worry, note_concern
from gongkai.web.disclosure.actions.ask_comments import give_opinion, judge_opinion
from gongkai.web.disclosure.actions.check_gates import check_item
from gongkai.web.disclosure.actions.draft_item import draft_item
from gongkai.web.disclosure.actions.enter_posts import Post, enter_post
from gongkai.web.disclosure.bodies import clean_body, plain_text
from gongkai.web.disclosure.contents import ItemContent
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.speakers import Speaker
from gongkai.web.organs.access import public_viewer
from gongkai.web.organs.models import Contact, Organ

pytestmark = pytest.mark.slow
NOW = datetime(2026, 9, 22, 2, 0, tzinfo=UTC)
WHOLE = "".join(PAYLOADS)
LIVE = """() => [...document.querySelectorAll('*')].flatMap((one) => [...one.attributes]
  .filter((a) => /^on/i.test(a.name)
    || (/^(href|src|action|formaction|data|xlink:href|background|srcdoc)$/i.test(a.name)
    && /^\\s*(javascript|vbscript|data:text)/i.test(a.value.replace(/[\\t\\n\\r]/g, ''))))
  .map((a) => `${one.nodeName} ${a.name}=${a.value.slice(0, 40)}`))"""
PASTE = """(html) => {
  const data = new DataTransfer(); data.setData('text/html', html); data.setData('text/plain', 'x');
  const editor = document.querySelector('.editor-text'); editor.focus();
  editor.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }"""


def everywhere(world: Any) -> list[Item]:
    """The corpus in every field of items that are public, a piece of it in each."""
    made = []
    for piece in chunks(190):
        body = clean_body(piece)
        fields = {"document_number": piece[:80], "summary": piece, "public_note": piece, "category": "regulations"}
        item = put_item(world.organs["street"], piece, plain_text(body), at=NOW, **fields)
        Item.objects.filter(pk=item.pk).update(body=body, index_number=piece[:50])
        put_file(item, f"{piece[:110]}.txt", piece)
        made.append(item)
    return made


def at_the_office(world: Any) -> list[str]:
    """The corpus in what the desk shows: drafts, cases, opinions, concerns, channels, organs; return addresses."""
    officer, street = world.viewer("officer", "street", now=NOW), world.organs["street"]
    first = next(chunks(190))
    content = ItemContent(
        first, NOW.date(), WHOLE, attribute="not_public", attribute_reason=WHOLE, attribute_basis=first
    )
    item = draft_item(officer, street, content)
    check_item(officer, item)
    person = Person(name=PAYLOADS[12], document_kind="other", document_number="T-1", phone="13800138000", address=first)
    case = at_counter(world, description=WHOLE, now=NOW, person=person)
    note_concern(officer, street, Worry(first, "hotline", NOW))
    enter_post(officer, street, Post("screen", first, NOW.date()))
    said = opinion(world)
    more = give_opinion(
        public_viewer(NOW), said.item, WHOLE, Speaker(name=PAYLOADS[18], organisation=first[:90]), key="x"
    )
    judge_opinion(officer, more, verdict="adopted", summary=WHOLE[:900], explanation=first, version=more.version)
    places = [f"items/{item.ref}/{end}" for end in ("", "edit/", "gates/", "revisions/")]
    return [*places, f"cases/{case.ref}/", "cases/", "items/", "concerns/", "channels/", f"comments/{said.item.ref}/"]


def named(world: Any) -> None:
    """The corpus in what an organ says of itself."""
    pieces, street = list(chunks(95)), world.organs["street"]
    Organ.objects.filter(pk=street.pk).update(name=pieces[0])
    street.refresh_from_db()
    Contact.objects.update_or_create(
        organ=street, defaults={"office": pieces[1], "address": pieces[2], "hours": pieces[3], "phone": pieces[4][:40]}
    )


class Watch:
    """Opens pages and keeps what ran, what is live in them, and what the policy of the page had to stop."""

    def __init__(self, stage: Any, person: Any = None) -> None:
        self.page = stage.sit_down(person)
        self.page.set_default_timeout(30_000)
        self.page.on("dialog", self._note)
        self.page.on("console", lambda said: self.found.append(f"{said.text[:200]}") if "Policy" in said.text else None)
        self.found: list[str] = []

    def _note(self, dialog: Any) -> None:
        self.found.append(f"ran at {self.page.url}: {dialog.message}")
        dialog.dismiss()

    def read(self, path: str, marks: str = "alert(1") -> None:
        """Open a page; it must show something of the corpus, or nothing would have been tried."""
        answer = self.page.goto(path)
        self.found += [f"{path}: {one}" for one in self.page.evaluate(LIVE)]
        if answer is None or answer.status != 200 or marks not in self.page.content():
            self.found.append(f"{path}: nothing of it is shown")


def test_nothing_that_was_typed_runs_for_the_public(stage: Any) -> None:
    stage.at(NOW)
    named(stage.world)
    stage.world.hire("officer", "street")
    items, watch = everywhere(stage.world), Watch(stage)
    for item in items:
        watch.read(f"/items/{item.ref}/")
    for item in items[:3]:
        watch.read(f"/items/{item.ref}/files/{item.files.get().ref}/preview/")
    for piece in list(chunks(190))[::3]:
        watch.read(f"/search/?q={quote(piece)}")
    organ = ("", "guide/", "content/", "catalogue/", "institutions/", "reports/")
    for path in (
        "/",
        "/organs/",
        "/columns/content/",
        "/apply/to/street/",
        *(f"/organs/street/{one}" for one in organ),
    ):
        watch.read(path)
    watch.read(f"/apply/?about={quote(items[0].title)}")
    assert watch.found == []


def test_nothing_that_was_typed_runs_on_the_desk(stage: Any) -> None:
    stage.at(NOW)
    places = at_the_office(stage.world)
    watch = Watch(stage, stage.world.hire("officer", "street"))
    for place in places:
        watch.read(f"/desk/{place}")
    watch.page.goto("/desk/items/new/")
    watch.page.evaluate(PASTE, WHOLE)
    watch.page.locator(".editor-text").wait_for()
    watch.found += watch.page.evaluate(LIVE)
    assert watch.found == []


def test_the_corpus_is_of_use_and_the_watch_sees_what_runs(stage: Any) -> None:
    """Without this, the tests above could not fail."""
    watch = Watch(stage)
    watch.page.route("**/open", lambda route: route.fulfill(body=f"<p>{PAYLOADS[12]}", content_type="text/html"))
    with watch.page.expect_event("dialog", timeout=30_000):
        watch.page.goto("/open")
    assert len(PAYLOADS) >= 60
    assert len(watch.page.evaluate(LIVE)) == 1
    assert [line.rpartition(": ")[2] for line in watch.found] == ["1"]
