"""What the reviewer's pages say: times to go, refusals, why somebody may not decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from wellspoken.rooms.content.models import Post
from wellspoken.rooms.review.checks import STUDY, Block
from wellspoken.rooms.review.competence import FIELDS
from wellspoken.rooms.review.errors import (
    MAX_TEXT,
    MIN_REASON,
    BlockedByChecks,
    NotCompetent,
    NoteNeeded,
    Outdated,
    ReasonNeeded,
    TrainingOver,
    Unanswered,
)
from wellspoken.rooms.review.models import Decision, ReviewRequest
from wellspoken.rooms.review.selectors import Asked
from wellspoken.web.frame import clock

VERDICTS: dict[str, Any] = {
    "approve": gettext_lazy("Approved"),
    "changes": gettext_lazy("Changes asked for"),
    "reject": gettext_lazy("Rejected"),
}
#: verdict -> tone of the design system
TONES = {"approve": "ok", "changes": "review", "reject": "block"}
DONE: dict[str, Any] = {
    "approve": gettext_lazy("You approved “%(post)s”."),
    "changes": gettext_lazy("You asked for changes to “%(post)s”."),
    "reject": gettext_lazy("You rejected “%(post)s”."),
}
STEP_DONE = gettext_lazy("You approved the step “%(step)s” of “%(post)s”. It goes on with the next one.")
SEVERITIES: dict[str, Any] = {
    "block": gettext_lazy("Stop"),
    "review": pgettext_lazy("severity of a finding", "Review"),
    "advise": gettext_lazy("Advice"),
}
ANSWERS: dict[str, Any] = {
    "yes": pgettext_lazy("answer to a question", "Yes"),
    "no": pgettext_lazy("answer to a question", "No"),
    "na": pgettext_lazy("answer to a question", "Does not apply"),
}
WHERE: dict[str, Any] = {
    "title": gettext_lazy("in the title"),
    "alt": gettext_lazy("in the description of a picture"),
    "film_alt": gettext_lazy("in the description of the film"),
    "captions": gettext_lazy("in the captions of the film (%(number)s)"),
    "thread": gettext_lazy("in post %(number)s of the thread"),
    "first_comment": gettext_lazy("in the first comment"),
    "correction": gettext_lazy("in what readers are told of the correction"),
}
SOON = 3 * 60 * 60


def where(part: str) -> str:
    """Where a finding stands that is not in the post's text: `title`, `alt:0`, `thread:2`, `first_comment`."""
    name, _colon, number = part.partition(":")
    return str(WHERE.get(name, name)) % {"number": number}


def span(seconds: float) -> str:
    """A stretch of time in two units: `2 h 40`, `25 min`, `3 days`."""
    minutes = max(1, int(seconds // 60))
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        days = round(hours / 24)
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if hours:
        return _("%(h)s h %(m)s") % {"h": hours, "m": f"{rest:02}"} if rest else _("%(h)s h") % {"h": hours}
    return _("%(m)s min") % {"m": minutes}


def due(post: Post, now: datetime | None = None) -> dict[str, Any]:
    """When the post goes out: `words`, and `tone` review when that is soon, block when it has passed."""
    if post.plan_kind == "now":
        return {"words": _("goes out as soon as it is approved"), "tone": "review"}
    if post.plan_kind == "slot":
        return {"words": _("goes out at the next free time"), "tone": ""}
    if post.plan_kind != "at" or post.plan_at is None:
        return {"words": _("no time chosen yet"), "tone": ""}
    left = (post.plan_at - (now or timezone.now())).total_seconds()
    if left <= 0:
        return {"words": _("its time has passed"), "tone": "block"}
    return {"words": _("goes out in %(time)s") % {"time": span(left)}, "tone": "review" if left < SOON else ""}


def reason_needed(error: ReasonNeeded) -> str:
    """Why a reason was not taken."""
    if error.code == "long":
        return _("That is too long: %(most)s characters fit.") % {"most": clock.number(MAX_TEXT)}
    return _("Say why, in at least %(least)s characters, so that others can learn from it.") % {"least": MIN_REASON}


def unanswered(error: Unanswered) -> str:
    """Which questions hold an approval back, and what to do."""
    if error.against:
        count = len(error.against)
        return ngettext(
            "An answer below says that something must change first. Ask for changes, or answer again.",
            "%(n)s answers below say that something must change first. Ask for changes, or answer again.",
            count,
        ) % {"n": count}
    count = len(error.unanswered)
    return ngettext(
        "%(n)s question is still open. Answer it, then approve.",
        "%(n)s questions are still open. Answer them, then approve.",
        count,
    ) % {"n": count}


STUDIES: dict[str, Any] = {
    "wording": gettext_lazy(
        "This names the ethics approval %(number)s, so it must be its wording to the letter, with nothing beside it."
        " Use the approved wording, or ask the board for another approval."
    ),
    "expired": gettext_lazy("The ethics approval %(number)s is over on the day this goes out."),
    "network": gettext_lazy("The ethics approval %(number)s does not cover every network this goes to."),
}


def by_study(blocks: Sequence[Block]) -> str:
    """What an ethics approval holds back, and what to do; "" when none does."""
    found = [block for block in blocks if block.finding.startswith(STUDY)]
    return " ".join(str(STUDIES[one.finding.removeprefix(STUDY)]) % {"number": one.quote} for one in found)


def blocked(error: BlockedByChecks) -> str:
    """How many stops hold an approval back, or which ethics approval does."""
    if said := by_study(error.blocks):
        return said
    count = len(error.blocks)
    return ngettext(
        "%(n)s stop holds this back. Release it with a reason, or ask for changes.",
        "%(n)s stops hold this back. Release them with a reason, or ask for changes.",
        count,
    ) % {"n": count}


def note_needed(error: NoteNeeded) -> str:
    """Why an answer was not taken without, or with such, a note."""
    if error.code == "long":
        return _("That is too long: %(most)s characters fit.") % {"most": clock.number(MAX_TEXT)}
    return _("Say why it does not apply, in at least %(least)s characters.") % {"least": MIN_REASON}


def not_competent(error: NotCompetent) -> str:
    """Who answers a question instead, or that nobody can until a training is noted."""
    what = FIELDS[error.field]
    if error.mine:
        said = _("Your training for questions of %(what)s has run out, so your answer cannot be taken.")
        return said % {"what": what}
    if error.names:
        return _("This is for somebody who knows %(what)s: %(names)s.") % {
            "what": what,
            "names": ", ".join(error.names),
        }
    return nobody_valid(str(what), error.lapsed)


def nobody_valid(what: str, lapsed: Sequence[str]) -> str:
    """That a field has nobody whose training counts; `what` is the field in words, `lapsed` the names."""
    said = _("Nobody can answer questions of %(what)s now: the training of %(names)s has run out or is not noted.")
    return said % {"what": what, "names": ", ".join(lapsed)}


def nobody(asked: Asked) -> str:
    """The same about a question of the review page; "" when somebody can answer it."""
    if asked.people.valid or asked.people.free:
        return ""
    return nobody_valid(str(FIELDS[asked.question.competence]), [person.name for person in asked.people.lapsed])


def training_over(error: TrainingOver) -> str:
    """Why somebody whose training ended may not approve, and what to do."""
    what = FIELDS[error.field]
    if error.until is None:
        said = _("No training of yours for questions of %(what)s is noted, and this post asks one. Ask for it, please.")
        return said % {"what": what}
    said = _(
        "Your training for questions of %(what)s ran out on %(day)s, and this post asks one. Somebody else approves."
    )
    return said % {"what": what, "day": clock.day(error.until)}


def outdated(error: Outdated) -> str:
    """Why a decision was not taken: new words, or somebody was first."""
    request = error.request
    if request.state == "voided":
        return voided(request)
    if request.state != "open":
        return _("Somebody else decided about this version first. Nothing of yours was stored.")
    return _("The page showed other words than those that wait now. Look again, then decide.")


def voided(request: ReviewRequest) -> str:
    """Which words ended the review, and who wrote them."""
    count = sum(1 for piece in request.changed_words if piece)
    post = request.post
    who = post.current.author.name if post.current and post.current.author else _("Somebody")
    if not count:
        return _("The author took this version back.")
    text = ngettext(
        "%(who)s changed %(n)s word or passage since this was asked: look again when it comes back.",
        "%(who)s changed %(n)s words or passages since this was asked: look again when it comes back.",
        count,
    )
    return text % {"who": who, "n": count}


def done(decision: Decision) -> str:
    """What the reader just decided."""
    if not decision.final and decision.step is not None:
        return str(STEP_DONE) % {"post": decision.post, "step": decision.step.name}
    return str(DONE[decision.verdict]) % {"post": decision.post}


def not_your_step(now: Sequence[str]) -> str:
    """Which steps are open, none of which is the reader's."""
    if not now:
        return _("Nobody is asked at the moment: a step of the workflow has nobody left.")
    return _("This is not your turn. Open now: %(steps)s.") % {"steps": ", ".join(now)}


def standing(why: str, request: ReviewRequest, now: Sequence[str] = ()) -> str:
    """Why there is no decision bar for this person; '' when there is one. `now` are the names of the open steps."""
    if why == "voided":
        return voided(request)
    if why == "step":
        return not_your_step(now)
    plain: dict[str, str] = {
        "own": _("You wrote part of this, so somebody else decides. You may comment."),
        "right": _("You may look at this and comment. Deciding needs the role of a reviewer."),
        "decided": _("This version has been decided."),
    }
    return plain.get(why, "")
