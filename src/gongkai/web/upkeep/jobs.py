"""The periodic jobs that the rooms bring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done again and again.

    Attributes:
        name: `room.verb`, unique.
        label: what a person reads.
        every: how long after a run the next one is due.
        run: does it; returns how many things were done.
    """

    name: str
    label: str | Promise
    every: timedelta
    run: Callable[[datetime], int]


def all_jobs() -> dict[str, Job]:
    """Return every job by name, in the order of the installed apps."""
    found: dict[str, Job] = {}
    for config in apps.get_app_configs():
        module = f"{config.name}.periodic"
        if config.name.startswith("gongkai.") and find_spec(module) is not None:
            found |= {job.name: job for job in import_module(module).JOBS}
    return found
