"""An organ's list of words to stop at before publishing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.items import WordForm
from gongkai.web.disclosure.access import words_target
from gongkai.web.disclosure.actions.set_words import list_word, unlist_word
from gongkai.web.disclosure.queries import words_of
from gongkai.web.organs.access import Refused, guarded, require
from gongkai.web.organs.queries import organ_of, organs_open_to
from gongkai.web.organs.requests import Request


@guarded("list", "word_list")
@require_safe
def lists(request: Request) -> HttpResponse:
    """Show the list of the viewer's organ, or offer those of several."""
    organs = list(organs_open_to(request.viewer, "edit", "word_list"))
    if len(organs) == 1:
        return words(request, organs[0].ref)
    return render(request, "desk/items/word_lists.html", {"organs": organs})


@guarded("edit", "word_list", one=True)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Request, ref: str) -> HttpResponse:
    """Show the list of one organ, put a word on it or take one off."""
    organ = organ_of(request.viewer, ref)
    require(request.viewer, "edit", words_target(organ.pk), ref)
    if request.method == "POST" and "remove" in request.POST:
        unlist_word(request.viewer, organ, word=request.POST["remove"])
        messages.success(request, _("已移出词表。"))
        return redirect("desk:word_list", ref)
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            list_word(request.viewer, organ, **form.cleaned_data)
        except Refused:
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("词表已更新。"))
            return redirect("desk:word_list", ref)
    context = {"organ": organ, "words": words_of(request.viewer, organ), "form": form}
    return render(request, "desk/items/words.html", context, status=422 if form.errors else 200)
