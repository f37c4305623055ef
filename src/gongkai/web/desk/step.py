"""One step on a case as a value: its form, its rule and the action it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai.web.cases.models import Case
from gongkai.web.cases.queries import Clock
from gongkai.web.desk.forms.cases import StepForm
from gongkai.web.organs.access import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Perform = Callable[[Viewer, Case, Mapping[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Act:
    """One step.

    Attributes:
        id: the end of its address.
        verb: the verb of the matrix on `request_case`.
        perform: calls the action with what the form said.
        event: the event of the procedure that it leads to; offered where that may follow now.
        when: a further condition for offering it.
        state: a state that the policy is told of, such as `assigning`.
    """

    id: str
    title: StrOrPromise
    verb: str
    form: type[StepForm]
    perform: Perform
    meaning: StrOrPromise = ""
    event: str = ""
    when: Callable[[Case, Clock], bool] = lambda case, clock: True
    state: str = ""


def plain(action: Callable[..., object]) -> Perform:
    """Call an action with the fields of the form as its parameters."""
    return lambda viewer, case, said: action(viewer, case, **said)
