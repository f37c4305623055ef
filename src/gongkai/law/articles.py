"""Articles by address.

``oir#33`` is an article.  What follows the point depends on how the article is built:

- an article that is one lead-in followed by numbered items: ``oir#36.3`` is 第三十六条第（三）项;
- every other article: ``oir#33.2`` is 第三十三条第二款, and an item inside that paragraph is ``oir#29.2.1``
  (第二十九条第二款第（一）项).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from gongkai.errors import LawError
from gongkai.law.files import load_all
from gongkai.law.marks import Mark
from gongkai.law.numerals import chinese_number

_T = TypeVar("_T")
_ITEM = re.compile(r"^（[一二三四五六七八九十]+）")


@dataclass(frozen=True)
class Passage:
    """One paragraph (款) of an article with its numbered items (项)."""

    text: str
    items: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The passage as printed, line by line."""
        return (self.text, *self.items)


@dataclass(frozen=True)
class Article:
    """One article of an instrument, as the official text prints it."""

    instrument: str
    number: int
    passages: tuple[Passage, ...]
    mark: Mark
    source: str
    unit: str = "条"

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole article, line by line."""
        return tuple(line for passage in self.passages for line in passage.lines)

    @property
    def is_one_list(self) -> bool:
        """Whether the article is a single lead-in followed by numbered items."""
        return len(self.passages) == 1 and bool(self.passages[0].items)

    def label(self, path: tuple[int, ...] = ()) -> str:
        """Name the article or a part of it in Chinese: 第三十三条第二款."""
        name = f"第{chinese_number(self.number)}{self.unit}"
        if not path:
            return name
        if self.is_one_list and len(path) == 1:
            return f"{name}第（{chinese_number(path[0])}）项"
        name += f"第{chinese_number(path[0])}款"
        return name + "".join(f"第（{chinese_number(item)}）项" for item in path[1:])

    def part(self, path: tuple[int, ...]) -> tuple[str, ...]:
        """The lines at a path inside the article; raise IndexError where there is none."""
        if not path:
            return self.lines
        if self.is_one_list and len(path) == 1:
            return (_pick(self.passages[0].items, path[0]),)
        passage = _pick(self.passages, path[0])
        if len(path) == 1:
            return passage.lines
        if len(path) > 2:
            raise IndexError(path)
        return (_pick(passage.items, path[1]),)


def _pick(values: tuple[_T, ...], nth: int) -> _T:
    if nth < 1:
        raise IndexError(nth)
    return values[nth - 1]


def _passages(lines: list[str]) -> tuple[Passage, ...]:
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if _ITEM.match(line) and found:
            found[-1][1].append(line)
        else:
            found.append((line, []))
    return tuple(Passage(text, tuple(items)) for text, items in found)


@cache
def _texts() -> dict[str, dict[int, Article]]:
    return {
        stem: {
            row["number"]: Article(
                instrument=stem,
                number=row["number"],
                passages=_passages(row["lines"]),
                mark=Mark(row.get("mark", data["mark"])),
                source=data["source"],
                unit=data.get("unit", "条"),
            )
            for row in data["article"]
        }
        for stem, data in load_all("gongkai.law", "texts")
    }


def split_ref(ref: str) -> tuple[str, tuple[int, ...]]:
    """Split an address into the instrument and the numbers after ``#``."""
    name, _, rest = ref.partition("#")
    if not re.fullmatch(r"[a-z0-9_]+", name) or (rest and not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3}){0,2}", rest)):
        raise LawError(f"法条编号“{ref}”写法不对", fix="例如 oir#33 是第三十三条，oir#33.2 是其第二款", field="ref")
    return name, tuple(int(n) for n in rest.split(".")) if rest else ()


def article(ref: str) -> Article:
    """The article that an address lies in; its text must be in the package."""
    name, numbers = split_ref(ref)
    texts = _texts()
    if name not in texts:
        raise LawError(f"“{name}”没有收录条文", fix="已收录条文的文件：" + "、".join(texts), field="ref")
    if not numbers or numbers[0] not in texts[name]:
        raise LawError(f"没有收录“{ref}”这一条", fix=_range_of(texts[name]), field="ref")
    return texts[name][numbers[0]]


def articles(name: str) -> tuple[Article, ...]:
    """All articles of one instrument whose text is in the package; none if there is no text."""
    return tuple(_texts().get(name, {}).values())


def passage(ref: str) -> tuple[str, ...]:
    """The lines of text at an address: an article, a paragraph or an item."""
    found = article(ref)
    _, numbers = split_ref(ref)
    try:
        return found.part(numbers[1:])
    except IndexError:
        raise LawError(f"{found.label()}没有“{ref}”所指的款或者项", field="ref") from None


def _range_of(texts: dict[int, Article]) -> str:
    numbers = sorted(texts)
    if numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"已收录第{numbers[0]}条至第{numbers[-1]}条"
    return "已收录：" + "、".join(f"第{n}条" for n in numbers)
