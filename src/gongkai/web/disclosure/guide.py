"""公开指南: made from the organ's contact data, what its office writes, and the procedure of the law (Article 12)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from gongkai import law
from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.listed import GuideField, guide_fields
from gongkai.web.disclosure.models import Guide
from gongkai.web.organs.models import Contact, Organ


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the guide: paragraphs, then facts by name. An empty fact is one that is missing."""

    id: str
    title: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def values_of(organ: Organ, guide: Guide) -> Mapping[str, str]:
    """Return what the guide holds, by the ids of `guide_fields`."""
    contact = getattr(organ, "contact", None) or Contact(organ=organ)
    kept = {"contact": contact, "guide": guide}
    return {field.id: str(getattr(kept[field.kept_in], field.id)).strip() for field in guide_fields()}


def lacking(organ: Organ, guide: Guide) -> list[GuideField]:
    """Return what the law asks of the guide and it does not hold."""
    values = values_of(organ, guide)
    return [field for field in guide_fields() if field.is_required and not values[field.id]]


def sections_of(organ: Organ, guide: Guide, today: date) -> tuple[Section, ...]:
    """Return the guide as it is read."""
    values = values_of(organ, guide)
    names = {field.id: field.zh for field in guide_fields()}
    office = tuple((names[field.id], values[field.id]) for field in guide_fields() if field.kept_in == "contact")
    return (
        Section("scope", "一、主动公开的政府信息", tuple(_scope(values, today))),
        Section("application", "二、依申请公开", tuple(_application(organ, today))),
        Section("office", "三、政府信息公开工作机构", facts=office),
        Section("supervision", "四、监督和救济", tuple(_supervision(values, today))),
    )


def body_of(organ: Organ, guide: Guide, today: date) -> str:
    """Return the guide as the body of an item."""
    parts = []
    for section in sections_of(organ, guide, today):
        parts.append(f"<h2>{escape(section.title)}</h2>")
        parts += [f"<p>{escape(line)}</p>" for line in section.paragraphs]
        if section.facts:
            rows = (
                f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in section.facts if value
            )
            parts.append(f"<table><tbody>{''.join(rows)}</tbody></table>")
    return "".join(parts)


def digest_of_guide(organ: Organ, guide: Guide) -> str:
    """Return the print of what the organ itself put into the guide: changes when the guide has to be issued anew."""
    text = json.dumps([organ.name, values_of(organ, guide)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def suggested(organ: Organ) -> Mapping[str, str]:
    """Return words to begin the guide with."""
    named = "；".join(category.zh for category in list(categories().values())[:14])
    return {
        "classification": f"{organ.name}主动公开的政府信息按照条例第二十条、第二十一条分类：{named}等。",
        "arrangement": "每条政府信息编有索引号，由机关代码、年份和流水号组成；信息按照法定类别、主题、体裁和成文日期"
        "编排，可以按名称、文号、索引号和全文检索。",
        "access": "公众可以在本平台“法定主动公开内容”栏目检索、查阅、下载，也可以到国家档案馆、公共图书馆、"
        "政务服务场所的政府信息查阅点查阅。",
        "supervision": "",
    }


def _scope(values: Mapping[str, str], today: date) -> Iterator[str]:
    for name in ("classification", "arrangement", "access"):
        yield from values[name].splitlines()
    days = law.value("proactive_publication", on=today).count
    yield f"属于主动公开范围的政府信息，自形成或者变更之日起{days}个工作日内公开。"


def _application(organ: Organ, today: date) -> Iterator[str]:
    reply, extension = (law.value(name, on=today).count for name in ("answer_deadline", "answer_extension"))
    correction = law.value("correction_notice", on=today).count
    yield f"除主动公开的政府信息外，公民、法人或者其他组织可以向{organ.name}申请获取政府信息。"
    yield "申请采用书面形式（包括信件、数据电文）；书面确有困难的，可以口头提出，由工作机构代为填写。"
    yield "可以当面、邮寄、传真或者在本平台网上提交。"
    yield (
        "申请应当写明：申请人的姓名或者名称、身份证明、联系方式；所需政府信息的名称、文号或者便于查询的其他特征性描述；"
        "形式要求，包括获取信息的方式、途径。"
    )
    yield f"申请内容不明确的，工作机构自收到申请之日起{correction}个工作日内一次性告知补正。"
    yield (
        f"能够当场答复的当场答复；不能当场答复的，自收到申请之日起{reply}个工作日内答复，"
        f"需要延长的最长不超过{extension}个工作日。"
    )
    yield "依申请提供政府信息不收取费用；申请的数量、频次明显超过合理范围的，可以收取信息处理费。"


def _supervision(values: Mapping[str, str], today: date) -> Iterator[str]:
    yield from values["supervision"].splitlines()
    period, suit = law.value("reconsideration_application", on=today).count, law.value("suit_direct", on=today).count
    yield "认为行政机关未按照要求主动公开政府信息或者对申请不依法答复处理的，可以向政府信息公开工作主管部门提出。"
    yield (
        "认为行政机关在政府信息公开工作中侵犯其合法权益的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，"
        f"也可以依法申请行政复议（{period}日内）或者提起行政诉讼（{suit}个月内）；对不予公开决定，依法先申请行政复议。"
    )
