"""What somebody typed, understood: words that must all be found, each in any of its spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gongkai.web.disclosure.search.aliases import spellings
from gongkai.web.disclosure.search.folding import BREAK, fold_word

LONGEST: Final = 200
MOST_TERMS: Final = 12
_PHRASE: Final = re.compile(r"[\"“”＂「『]([^\"“”＂」』]*)[\"“”＂」』]")
_NUMBER: Final = re.compile(
    r"^(?P<organ>\D{1,20}?)[\s\[\]〔〕【】()（）]*(?P<year>(?:19|20)\d\d)(?:年|[\s\[\]〔〕【】()（）])*第?0*(?P<number>\d{1,5})(?P<end>号)?$"
)


@dataclass(frozen=True, slots=True)
class Term:
    """Something that must be found, in any of its spellings; the first is the typed one.

    Attributes:
        is_phrase: typed between quotation marks: these very characters and nothing else.
        organs: what these organs published has it too; likewise a year, a category.
    """

    spellings: tuple[str, ...]
    is_phrase: bool = False
    organs: tuple[int, ...] = ()
    year: int = 0
    category: str = ""

    @property
    def typed(self) -> str:
        """The word as it was typed, folded."""
        return self.spellings[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the index.

    Attributes:
        terms: all of them must be found.
        whole: everything that was typed, as one word: a title that has it stands first.
        number: the 文号 that it may be.
        hints: what need not be found, but brings what has it to the front.
        is_sentence: taken apart: the more of it stands in a title, the better.
    """

    terms: tuple[Term, ...]
    whole: str
    number: str = ""
    hints: tuple[Term, ...] = ()
    is_sentence: bool = False


def understand(text: str) -> Asked:
    """Take apart what somebody typed: words between blanks, phrases between quotation marks, a 文号 in any spelling."""
    text = text[:LONGEST]
    terms: list[Term] = []
    rest = _PHRASE.sub(lambda found: _keep(terms, found[1]), text)
    number = document_number(rest.strip())
    if number:
        terms.append(Term((number,)))
    else:
        terms.extend(Term(spellings(word)) for piece in rest.split() if (word := fold_word(piece)))
    whole = number or fold_word(_PHRASE.sub(lambda found: found[1], text))
    return Asked(tuple(dict.fromkeys(terms))[:MOST_TERMS], whole, number)


def document_number(text: str) -> str:
    """Return a 文号 as the index has it, whatever brackets or blanks were typed; "" where it is none."""
    found = _NUMBER.match(text)
    if not found or not (found["end"] or re.search(r"[\[〔【(（]", text)):
        return ""
    organ = fold_word(found["organ"])
    return f"{organ}{BREAK}{found['year']}{BREAK}{found['number']}号" if organ else ""


def _keep(terms: list[Term], phrase: str) -> str:
    if word := fold_word(phrase):
        terms.append(Term((word,), is_phrase=True))
    return " "
