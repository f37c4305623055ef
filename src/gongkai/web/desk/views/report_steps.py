"""What is done with a whole report: compile again, answer findings, send into review, correct, publish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.errors import GongkaiError
from gongkai.web.desk.forms.reports import AnswerForm, NoteForm, PublishForm
from gongkai.web.organs.access import Refused, Viewer, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.reporting.actions.answer_finding import answer_finding, override_finding
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.actions.publish_report import publish_report
from gongkai.web.reporting.actions.review_report import open_correction, submit_for_review
from gongkai.web.reporting.actions.roll_up import roll_up
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.models import AnnualReport
from gongkai.web.reporting.queries import report_of


@guarded("edit", "report_draft", one=True)
@require_POST
def compile_again(request: Request, ref: str) -> HttpResponse:
    """Count every cell anew."""
    report = report_of(request.viewer, ref, "edit")
    return _take(
        request,
        report,
        lambda: _again(request.viewer, report),
        _("已按现在的记录重新汇编。"),
    )


@guarded("edit", "report_draft", one=True)
@require_POST
def answer(request: Request, ref: str) -> HttpResponse:
    """Answer a warning or a notice."""
    report = report_of(request.viewer, ref, "edit")
    return _answer(request, report, answer_finding, _("说明已记录。"))


@guarded("override", "report_draft", one=True)
@require_POST
def override(request: Request, ref: str) -> HttpResponse:
    """Let an error pass."""
    report = report_of(request.viewer, ref, "override")
    return _answer(request, report, override_finding, _("已放行，姓名和理由记入报告。"))


@guarded("submit", "report_draft", one=True)
@require_POST
def submit(request: Request, ref: str) -> HttpResponse:
    """Send the report into review."""
    report = report_of(request.viewer, ref, "submit")
    version = request.POST.get("version", "")
    if not version.isdigit():
        return redirect("desk:report", ref)
    checked = request.POST.get("typed_checked") == "on"
    return _take(
        request,
        report,
        lambda: submit_for_review(request.viewer, report, version=int(version), typed_checked=checked),
        _("已送审。"),
    )


@guarded("edit", "report_draft", one=True)
@require_POST
def correct(request: Request, ref: str) -> HttpResponse:
    """Open a signed report for a correction."""
    report = report_of(request.viewer, ref, "edit")
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _wrong(request, report, form)
    said = form.cleaned_data
    return _take(
        request,
        report,
        lambda: open_correction(request.viewer, report, reason=said["reason"], version=said["version"]),
        _("可以更正了。签发后另成一版，原来的版本保留。"),
    )


@guarded("read", "report_draft", one=True)
@require_POST
def publish(request: Request, ref: str) -> HttpResponse:
    """Publish a frozen version; the action asks whether the viewer may."""
    report = report_of(request.viewer, ref)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _wrong(request, report, form)
    said = form.cleaned_data
    return _take(
        request,
        report,
        lambda: publish_report(
            request.viewer, report, number=said["number"], version=said["version"], note=said["note"]
        ),
        _("已发布。"),
    )


def _answer(request: Request, report: AnnualReport, act: Callable[..., Any], done: str) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _wrong(request, report, form)
    said = form.cleaned_data
    return _take(
        request,
        report,
        lambda: act(request.viewer, report, said["finding"], reason=said["reason"], version=said["version"]),
        done,
    )


def _take(request: Request, report: AnnualReport, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except (Refused, StaleVersion):
        raise
    except GongkaiError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("desk:report", report.ref)


def _wrong(request: Request, report: AnnualReport, form: forms.Form) -> HttpResponse:
    first = next(iter(form.errors.values()))
    messages.error(request, " ".join(str(one) for one in first))
    return redirect("desk:report", report.ref)


def _again(viewer: Viewer, report: AnnualReport) -> object:
    """Count anew: an organ's own report from its records, a roll-up from the versions of the organs below."""
    if report.scope == Scope.ROLLUP:
        return roll_up(viewer, report.organ, report.year)
    return compile_report(viewer, report.organ, report.year)
