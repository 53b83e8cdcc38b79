"""What the composer says: why something was not taken, and the words its island needs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from wellspoken.rooms.content.body import MAX_TEXT, BadBody
from wellspoken.rooms.review.flow.errors import Unfulfillable
from wellspoken.web.frame import clock

BODY: dict[str, Any] = {
    "shape": gettext_lazy("This could not be read. Load the page again; what you typed is kept in this browser."),
    "long": gettext_lazy("This is too long to keep: %(most)s characters fit in a text, 200 in a title."),
    "many": gettext_lazy("That is too much for one post: 20 pictures and 50 sources fit."),
    "channel": gettext_lazy("One of the channels is gone, or belongs to another team. Choose again."),
    "picture": gettext_lazy("One of the pictures is gone, or belongs to another team. Remove it and add it again."),
    "consent": gettext_lazy("One of the consents is gone, or belongs to another team. Take it away and link it again."),
    "address": gettext_lazy("A source needs a whole web address that starts with https://"),
}
TIME: dict[str, Any] = {
    "shape": gettext_lazy("Choose a day and a time."),
    "zone": gettext_lazy("This team's time zone is not known. Ask an administrator to choose it again."),
    "missing_hour": gettext_lazy("That hour does not exist: the clocks go forward then. Choose one before or after."),
    "past": gettext_lazy("That time has passed. Choose a later one."),
}
STATES: dict[str, Any] = {
    "draft": gettext_lazy("Draft"),
    "in_review": gettext_lazy("In review"),
    "changes": gettext_lazy("Changes asked for"),
    "rejected": gettext_lazy("Rejected"),
    "approved": gettext_lazy("Approved"),
    "published": gettext_lazy("Published"),
    "withdrawn": gettext_lazy("Taken down"),
    "binned": gettext_lazy("In the bin"),
}
NOT_READY: dict[str, Any] = {
    "no_text": gettext_lazy("There is nothing to review yet. Write something first."),
    "no_channel": gettext_lazy("Choose at least one channel first."),
    "no_stops": gettext_lazy("Nothing here can be released: no stop is left, or the checks themselves failed."),
    "state": gettext_lazy("This post is already with the reviewers, or decided."),
}


def unfulfillable(error: Unfulfillable) -> str:
    """Which step of which workflow has nobody, and what to do."""
    said = _(
        "It cannot be sent: in the workflow “%(workflow)s” nobody who did not write it is there for the step"
        " “%(step)s”. Ask an administrator to name other people."
    )
    return said % {"workflow": error.workflow, "step": error.step}


def bad_body(error: BadBody) -> str:
    """Why the content was not taken."""
    return str(BODY.get(error.code, BODY["shape"])) % {"most": clock.number(MAX_TEXT)}


def not_editable(state: str) -> str:
    """Why the words may not change now."""
    if state == "binned":
        return _("This post is in the bin. Take it out of the bin first.")
    if state == "approved":
        return _("This post is approved. Its time is moved on the calendar, so that its deliveries move with it.")
    return _("This post is out already, so its words stay as they are. Copy it into a new draft instead.")


def plural(one: str, many: str) -> dict[str, str]:
    """Both forms of a counted phrase with {n} for the number, chosen in the browser by the language's rule."""
    return {"one": ngettext(one, many, 1), "other": ngettext(one, many, 2)}


def island() -> dict[str, Any]:
    """Every word the island shows by itself; {…} is filled in there."""
    return {**_saving(), **_checks(), **_parts()}


def _saving() -> dict[str, Any]:
    return {
        "saving": _("Saving…"),
        "saved": _("Saved a moment ago"),
        "unsaved": _("Not saved yet"),
        "offline": _("No connection. What you type is kept in this browser and saved when the connection is back."),
        "signed_out": _("You are signed out. What you typed is kept in this browser."),
        "sign_in": _("Sign in again"),
        "not_saved": _("Not saved: {why}"),
        "failed": _("the server did not answer as it should. We try again by itself."),
        "theirs_now": _("You now see what {who} saved."),
        "merged_now": _("Both versions are in the text now."),
        "somebody": _("Somebody else"),
    }


def _checks() -> dict[str, Any]:
    return {
        "stop": _("Stop"),
        "review": pgettext("severity of a finding", "Review"),
        "advise": _("Advice"),
        "stops": plural("{n} stop", "{n} stops"),
        "reviews": plural("{n} for review", "{n} for review"),
        "advices": plural("{n} piece of advice", "{n} pieces of advice"),
        "findings": plural("{n} finding", "{n} findings"),
        "none": _("Nothing found."),
        "mend": plural("Mend the {n} stop, or ask for it to be released.", "Mend the {n} stops, or ask for a release."),
        "checked": plural("Checked with {n} rule.", "Checked with {n} rules."),
        "place": _("{n} of {total}"),
        "more": plural("and {n} more", "and {n} more"),
        "released": _("Released"),
        "nothing_checked": _("The checks are not working, so this cannot go out yet. We keep trying."),
        "fixed": _("Changed: {what}"),
        "title_part": _("in the title"),
        "consents_part": _("in “People in this post”"),
        "thread_part": _("in post {n} of the thread"),
        "first_comment_part": _("in the first comment"),
        "correction_part": _("in what readers are told of the correction"),
        "film_part": _("in the film"),
        "film_alt_part": _("in the description of the film"),
        "captions_part": _("in the captions of the film"),
        "alt_part": _("in the description of picture {n}"),
        "only_on": _("on {channels}"),
    }


def _parts() -> dict[str, Any]:
    return {
        "all": _("All channels"),
        "own_text": _("{channel} has its own text."),
        "lent_text": _("{channel} carries the common text."),
        "plan_offline": _("No connection, so the time is not stored yet. Choose it again in a moment."),
        "left": plural("{n} left on {channel}", "{n} left on {channel}"),
        "over": plural("{n} too many on {channel}", "{n} too many on {channel}"),
        "removed": _("Removed"),
        "upload_failed": _("{name} was not added: {why}"),
        "uploading": _("Adding {name}: {n} %"),
        "common_again": _("{channel} has the common text again."),
        "alt_count": _("{n} of {most}"),
        "no_channel": _("Choose a channel to see how the post will look."),
        "empty_preview": _("Nothing written yet."),
        "editor": _("Text for {channel}"),
    }
