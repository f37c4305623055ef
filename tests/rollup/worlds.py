"""Random areas of organs with their reports, and what may be wrong in their sum."""

from __future__ import annotations

import json
from decimal import Decimal
from random import Random

from gongkai.form import edition
from gongkai.rollup import RollUp, Version, roll_up
from gongkai.write.json import contract_object, dump
from strategies import Shape, random_report, random_shape

YEAR = 2024


def random_area(rng: Random, *, most: int = 8, shape: Shape | None = None) -> list[Version]:
    """The reports of some organs for one year; one in eight used the old form, as some do."""
    used = ["2021"] * 7 + ["2019"]
    return [
        Version(f"organ-{number}", random_report(rng, rng.choice(used), shape=shape or random_shape(rng), year=YEAR))
        for number in range(rng.randint(1, most))
    ]


def rolled(versions: list[Version], own: Version | None = None) -> RollUp:
    return roll_up(versions, edition("2021"), own=own)


def mismatches(versions: list[Version], rng: Random) -> list[str]:
    """What of one area does not come out as it must: sums to the unit, nobody lost, no order."""
    found = []
    forward = rolled(versions)
    backward = rolled(rng.sample(versions, len(versions)))
    texts = [json.loads(dump(contract_object(v.report)), parse_float=Decimal)["cells"] for v in versions]
    same_form = {v.organ for v in versions if v.report.edition is forward.edition}
    for figure, again in zip(forward.figures(), backward.figures(), strict=True):
        ref = figure.cell.ref
        if figure != again:
            found.append(f"{ref}: order")
        if len(figure.parts) + len(figure.lacks) != len(versions):
            found.append(f"{ref}: lost")
        given = zip(versions, texts, strict=True)
        by_hand = sum(Decimal(cells.get(ref) or 0) for version, cells in given if version.organ in same_form)
        kept = sum(Decimal(p.value) for p in figure.parts if p.refs == (ref,) and p.organ in same_form)
        if kept != by_hand:
            found.append(f"{ref}: {kept} is not {by_hand}")
        if figure.parts and Decimal(figure.value) != sum(Decimal(part.value) for part in figure.parts):
            found.append(f"{ref}: {figure.value}")
    return found
