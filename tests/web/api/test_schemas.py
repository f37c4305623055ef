"""Every answer of the API has the shape of its schema."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from web_world import World

pytestmark = pytest.mark.django_db
SCHEMAS = files("gongkai.web.api").joinpath("schemas")


def judge(name: str, content: Any) -> None:
    schema = json.loads(SCHEMAS.joinpath(f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(content)) == []


@pytest.mark.parametrize(
    ("path", "status", "schema"),
    [
        ("/api/v1/organs", 200, "organs"),
        ("/api/v1/search?q=机关&page=1", 200, "search"),
        ("/api/v1/search", 200, "search"),
        ("/api/v1/organs/street/reports/2025", 404, "error"),
        ("/api/v1/organs/nowhere/reports/2025", 404, "error"),
        ("/metrics", 404, "error"),
    ],
)
def test_an_answer_has_the_shape_of_its_schema(world: World, path: str, status: int, schema: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == status
    judge(schema, answer.json())


@pytest.mark.parametrize("path", ["/api/v1/organs", "/api/v1/search", "/healthz", "/api/v1/organs/street/reports/2025"])
def test_the_api_only_reads(world: World, path: str) -> None:
    assert {getattr(Client(), verb)(path).status_code for verb in ("post", "put", "patch", "delete")} == {405}
