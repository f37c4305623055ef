"""The one page of a form beside the items: a concern, an opinion, a post, an account."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.web.desk.faults import status_of
from gongkai.web.organs.requests import Request


def step_page(request: Request, form: forms.Form, title: str, back: str, **further: object) -> HttpResponse:
    """Show the form, with what was wrong in it."""
    context = {"title": title, "form": form, "back": back, **further}
    return render(request, "desk/special/step.html", context, status=status_of(form))


def step_done(request: Request, words: str, where: str, *refs: str) -> HttpResponse:
    """Say that it was done, and lead on."""
    messages.success(request, words)
    return redirect(where, *refs)
