"""What the audit pages say: problems of the chain, kinds of objects, details of an entry."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from wellspoken.rooms.audit.actions import Action
from wellspoken.rooms.audit.chain import Problem
from wellspoken.web.audit.acts import ACTS

PROBLEMS: dict[str, Any] = {
    "altered": gettext_lazy("Entry %(seq)s was altered after it was written."),
    "personal": gettext_lazy("The personal text of entry %(seq)s was altered."),
    "link": gettext_lazy("Entry %(seq)s does not follow the entry before it."),
    "gap": gettext_lazy("Entries %(seq)s to %(until)s are missing."),
    "order": gettext_lazy("Entry %(seq)s is out of order."),
    "head": gettext_lazy("The log does not end where its head says, after entry %(seq)s."),
    "emptied": gettext_lazy("Personal text was emptied without a record of it."),
    "shape": gettext_lazy("Entry %(seq)s cannot be read."),
    "anchor": gettext_lazy("Entry %(seq)s is not the one that an anchor names: the log was written anew."),
    "cut": gettext_lazy("The log ends before entry %(seq)s, which an anchor names: its end was cut off."),
    "signature": gettext_lazy("The anchor of entry %(seq)s is not signed by the key it names."),
    "key": gettext_lazy("The anchor of entry %(seq)s is signed with a key that nobody vouched for."),
    "anchors": gettext_lazy("The anchor before the one of entry %(seq)s is missing."),
}
KINDS: dict[str, Any] = {
    "content.post": gettext_lazy("Post"),
    "publishing.delivery": gettext_lazy("Delivery"),
    "publishing.takedown": gettext_lazy("Takedown"),
    "review.reviewrequest": pgettext_lazy("menu", "Review"),
    "review.answer": pgettext_lazy("to a question", "Answer"),
    "review.comment": pgettext_lazy("a comment", "Comment"),
    "review.release": gettext_lazy("Release"),
    "review.decision": gettext_lazy("Decision"),
    "review.requeststep": pgettext_lazy("of a workflow", "Step"),
    "review.outsidereviewer": gettext_lazy("Somebody from outside"),
    "review.workflow": gettext_lazy("Workflow"),
    "channels.channel": gettext_lazy("Channel"),
    "people.user": gettext_lazy("Person"),
    "people.accessreview": gettext_lazy("Access review"),
    "people.grant": gettext_lazy("Role"),
    "people.team": gettext_lazy("Team"),
    "people.directorygroup": gettext_lazy("Group"),
    "people.signinprovider": gettext_lazy("Sign-in"),
    "people.grouprole": gettext_lazy("Role of a group"),
    "people.organisation": gettext_lazy("Organisation"),
    "media.film": gettext_lazy("Film"),
    "media.filmversion": gettext_lazy("Film made for networks"),
    "media.mediafile": gettext_lazy("Picture"),
    "library.source": gettext_lazy("Source"),
    "audit.audithead": gettext_lazy("Audit log"),
    "records.binder": gettext_lazy("Binder"),
    "records.export": gettext_lazy("Export"),
    "records.incident": gettext_lazy("Incident"),
    "records.edition": gettext_lazy("Archived version"),
    "records.legalhold": gettext_lazy("Legal hold"),
    "audit.signingkey": gettext_lazy("Signing key"),
    "compliance.ruleset": gettext_lazy("Rule set"),
    "compliance.term": gettext_lazy("Own term"),
    "compliance.exemption": gettext_lazy("Exemption"),
    "compliance.studyapproval": gettext_lazy("Ethics approval"),
    "compliance.trial": gettext_lazy("Trial"),
    "consents.authorization": gettext_lazy("Consent"),
}
AREAS: dict[str, Any] = {
    "archive": gettext_lazy("Archive"),
    "audit": gettext_lazy("Audit log"),
    "binder": gettext_lazy("Binders"),
    "export": gettext_lazy("Exports"),
    "incident": gettext_lazy("Incidents"),
    "channel": gettext_lazy("Channels"),
    "competence": gettext_lazy("Competence"),
    "consent": gettext_lazy("Consents"),
    "delivery": gettext_lazy("Deliveries"),
    "directory": gettext_lazy("Directory"),
    "hold": gettext_lazy("Holds"),
    "import": gettext_lazy("Posts from a table"),
    "film": gettext_lazy("Films"),
    "media": gettext_lazy("Pictures"),
    "network": gettext_lazy("Networks"),
    "organisation": gettext_lazy("Organisation"),
    "person": gettext_lazy("People"),
    "post": gettext_lazy("Posts"),
    "product": gettext_lazy("Products"),
    "reading": gettext_lazy("Reading"),
    "review": gettext_lazy("Reviews"),
    "rules": pgettext_lazy("menu", "Rules"),
    "series": gettext_lazy("Recurring posts"),
    "sombre": gettext_lazy("Crisis and grief"),
    "source": gettext_lazy("Sources"),
    "takedown": gettext_lazy("Takedowns"),
    "team": gettext_lazy("Teams"),
    "study": gettext_lazy("Studies"),
    "workflow": gettext_lazy("Workflows"),
}


def problem(found: Problem) -> str:
    """What is wrong with the chain, and where."""
    return str(PROBLEMS[found.kind]) % {"seq": found.seq, "until": found.until}


def kind(label: str) -> str:
    """The kind of object, as people say it."""
    return str(KINDS.get(label, label.rpartition(".")[2]))


def action(known: Action) -> str:
    """An action in the filter's list: its area and what was done."""
    area, _dot, verb = known.code.partition(".")
    return f"{AREAS.get(area, area)}: {ACTS.get(known.code, verb.replace('_', ' '))}"
