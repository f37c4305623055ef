"""The visible words of a Word paragraph, and parting its runs at a place in them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_T, _R, _RPR = qn("w:t"), qn("w:r"), qn("w:rPr")
_HIDDEN: Final = frozenset(map(qn, ("w:del", "w:moveFrom", "w:txbxContent")))
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Visible:
    """A paragraph's words without white space, and where each character stands: its `w:t` and the offset in it."""

    text: str
    places: tuple[tuple[Any, int], ...]


@dataclass(frozen=True, slots=True)
class Parting:
    """The runs on both sides of a place; None where there is none on that side."""

    before: Any
    after: Any


def visible_text(paragraph: Any) -> Visible:  # noqa: ANN401
    """Return the words of a paragraph, those deleted under track changes and those of text boxes left out."""
    characters: list[str] = []
    places: list[tuple[Any, int]] = []
    for element in paragraph.iter(_T):
        if element.getparent().tag != _R or any(above.tag in _HIDDEN for above in _above(element, paragraph)):
            continue
        for offset, character in enumerate(element.text or ""):
            if not character.isspace():
                characters.append(character)
                places.append((element, offset))
    return Visible("".join(characters), tuple(places))


def _above(element: Any, top: Any) -> list[Any]:  # noqa: ANN401
    found = []
    parent = element.getparent()
    while parent is not None and parent is not top:
        found.append(parent)
        parent = parent.getparent()
    return found


def split_before(visible: Visible, index: int) -> Parting:
    """Part the runs before a character of the visible words, splitting the run that it stands in where need be."""
    if index >= len(visible.places):
        return Parting(visible.places[-1][0].getparent() if visible.places else None, None)
    text, offset = visible.places[index]
    run = text.getparent()
    first_of_run = next(child for child in run if child.tag != _RPR)
    if offset == 0 and first_of_run is text:
        before = visible.places[index - 1][0].getparent() if index else None
        return Parting(before, run)
    return Parting(run, _split(run, text, offset))


def _split(run: Any, text: Any, offset: int) -> Any:  # noqa: ANN401
    """Move what follows a place in a run into a new run of the same properties after it, and return that."""
    following = OxmlElement("w:r")
    properties = run.find(_RPR)
    if properties is not None:
        following.append(deepcopy(properties))
    rest = list(text.itersiblings())
    whole = text.text or ""
    if offset:
        second = OxmlElement("w:t")
        second.text = whole[offset:]
        second.set(_SPACE, "preserve")
        text.text = whole[:offset]
        text.set(_SPACE, "preserve")
        following.append(second)
    else:
        rest = [text, *rest]
    for child in rest:
        following.append(child)
    run.addnext(following)
    return following
