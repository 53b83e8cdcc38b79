"""What the pages say of workflows: when they apply, who does a step, why something was not taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.compliance.rulebook import FAMILIES
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review.competence import FIELDS
from wellspoken.rooms.review.flow.plans import MOST_STEPS, Applies, BadWorkflow

KINDS: dict[str, Any] = {
    "words": pgettext_lazy("kind of post", "words without a picture"),
    "pictures": pgettext_lazy("kind of post", "with pictures"),
    "thread": pgettext_lazy("kind of post", "a thread"),
    "correction": pgettext_lazy("kind of post", "a correction of what is public"),
    "partnership": pgettext_lazy("kind of post", "a paid partnership"),
    "ai": pgettext_lazy("kind of post", "made with AI"),
}
RISKS: dict[str, Any] = {
    "released": gettext_lazy("a stop was released"),
    "recruitment": gettext_lazy("it calls for volunteers for a study"),
    "people": gettext_lazy("a picture shows faces, or a consent is linked"),
}
WHO: dict[str, Any] = {
    "people": gettext_lazy("People by name"),
    "role": gettext_lazy("Whoever holds a role in the team"),
    "competence": gettext_lazy("Whoever is trained in a field"),
}
_BAD: dict[str, Any] = {
    "name": gettext_lazy("Give it a name of at most 100 characters."),
    "who": gettext_lazy("Choose who does this step: at least one person of the team, a role, or a field."),
    "need": gettext_lazy("More approvals are asked for than people are named."),
    "shape": gettext_lazy("This cannot be read. Fill it in again."),
}


def bad(error: BadWorkflow) -> str:
    """Why a workflow was not taken."""
    if error.code == "many":
        return _("That is too much for one workflow: at most %(n)s steps, 30 people in a step, 100 entries.") % {
            "n": MOST_STEPS
        }
    return str(_BAD.get(error.code, _BAD["shape"]))


def when(applies: Applies, channels: Mapping[int, Channel]) -> list[str]:
    """When it applies, as sentences; one for each condition. Empty: always."""
    said = []
    if applies.kinds:
        said.append(_("The post is: %(kinds)s") % {"kinds": _either(str(KINDS[kind]) for kind in applies.kinds)})
    if applies.channels:
        names = [channels[pk].name if pk in channels else f"#{pk}" for pk in applies.channels]
        said.append(_("It goes to: %(channels)s") % {"channels": _either(names)})
    if applies.hashtags:
        said.append(_("It carries: %(tags)s") % {"tags": _either(f"#{tag}" for tag in applies.hashtags)})
    risks = [str(FAMILIES.get(family, family)) for family in applies.families]
    found = [_("the checks find something about %(what)s") % {"what": _either(risks)}] if risks else []
    found += [str(words) for name, words in RISKS.items() if getattr(applies, name)]
    if len(found) == 1:
        said.append(_("When %(risk)s") % {"risk": found[0]})
    elif found:
        said.append(_("One of these holds: %(risks)s") % {"risks": "; ".join(found)})
    return said


def _either(words: Iterable[str]) -> str:
    return ", ".join(words)


def who(step: Any, people: Mapping[int, User]) -> str:
    """Who does a step, and how many of them; `step` is a `StepPlan` or a `RequestStep`."""
    if step.who == "people":
        return _count_of_people(step.need, [_named(people.get(pk)) for pk in sorted(step.people_keys)])
    return _by_role(step) if step.who == "role" else _by_training(step)


def _by_role(step: Any) -> str:
    label = str(dict(Role.choices).get(step.role, step.role))
    if not step.need:
        return _("Everybody with the role %(role)s") % {"role": label}
    if step.need == 1:
        return _("One person with the role %(role)s") % {"role": label}
    said = ngettext("%(n)s person with the role %(role)s", "%(n)s people with the role %(role)s", step.need)
    return said % {"n": step.need, "role": label}


def _by_training(step: Any) -> str:
    label = str(FIELDS.get(step.field, step.field))
    if not step.need:
        return _("Everybody trained in %(field)s") % {"field": label}
    if step.need == 1:
        return _("One person trained in %(field)s") % {"field": label}
    said = ngettext("%(n)s person trained in %(field)s", "%(n)s people trained in %(field)s", step.need)
    return said % {"n": step.need, "field": label}


def _count_of_people(need: int, names: list[str]) -> str:
    listed = ", ".join(names)
    if len(names) == 1:
        return listed
    if not need or need == len(names):
        return _("All of: %(names)s") % {"names": listed}
    if need == 1:
        return _("One of: %(names)s") % {"names": listed}
    return ngettext("%(n)s of: %(names)s", "%(n)s of: %(names)s", need) % {"n": need, "names": listed}


def _named(person: User | None) -> str:
    if person is None:
        return _("somebody who is gone")
    return person.name if person.is_active else _("%(name)s (account off)") % {"name": person.name}
