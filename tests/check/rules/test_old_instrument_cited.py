from __future__ import annotations

from dataclasses import replace

from check_facts import facts, report_with

NAME = "old_instrument_cited"


def cited(words: str, year: int = 2022) -> list[tuple[str, str | None, object, object]]:
    return facts(NAME, replace(report_with(year=year), text=f"按照{words}要求编制。"))


def test_the_notice_of_2019_is_not_the_one_for_2022() -> None:
    assert cited("国办公开办函〔2019〕60号") == [
        ("GK115", "国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号")
    ]


def test_the_governing_notice_is_quiet_in_any_brackets() -> None:
    assert cited("国办公开办函﹝2021﹞30号") == []
    assert cited("国办公开办函〔2019〕60号", year=2020) == []


def test_another_document_of_the_office_is_not_looked_at() -> None:
    assert cited("国办公开办函〔2019〕61号") == []
