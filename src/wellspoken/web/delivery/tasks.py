"""A takedown by hand: where the post is, how to delete it there, and the proof that it is gone."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from wellspoken.rooms.channels.measures import network_name
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.people.access import may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right
from wellspoken.rooms.publishing import services
from wellspoken.rooms.publishing.access import get_task
from wellspoken.rooms.publishing.models import TakedownTask
from wellspoken.rooms.publishing.services.tasks import MIN_NOTE

#: what to do on a network, in the order of doing it
STEPS: dict[str, tuple[Any, ...]] = {
    "instagram": (
        gettext_lazy("Open the Instagram app or instagram.com and sign in as {account}."),
        gettext_lazy("Open the post, press the three dots above it, and choose Delete."),
        gettext_lazy("Open the profile again and make sure that the post is gone; look at the stories too."),
    ),
    "tiktok": (
        gettext_lazy("Open the TikTok app and sign in as {account}."),
        gettext_lazy("Open the post, press the three dots, and choose Delete."),
        gettext_lazy("Open the profile again and make sure that the post is gone."),
    ),
}
USUAL: tuple[Any, ...] = (
    gettext_lazy("Open the network and sign in as {account}."),
    gettext_lazy("Find the post and delete it."),
    gettext_lazy("Load the page again and make sure that the post is gone."),
)


class ProofForm(forms.Form):
    """What was done and seen; a picture of it when there is one."""

    note = forms.CharField(
        label=gettext_lazy("What did you do, and what do you see now?"),
        help_text=gettext_lazy("Stays in the log with your name."),
        min_length=MIN_NOTE,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    picture = forms.FileField(
        label=gettext_lazy("A picture of the screen, if you have one"),
        help_text=gettext_lazy("No faces, no names of patients."),
        required=False,
    )


@login_required
@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps, and the form that proves it."""
    user = cast(User, request.user)
    found = get_task(user, pk, Right.TAKE_DOWN if request.method == "POST" else Right.VIEW)
    form = ProofForm(request.POST, request.FILES) if request.method == "POST" else ProofForm()
    if not may(user, Right.SUGGEST, found.delivery.post.team_id):
        del form.fields["picture"]
    if request.method == "POST" and form.is_valid() and _proved(request, user, found, form):
        return redirect("post", found.delivery.post_id)
    return render(request, "delivery/task.html", _context(user, found, form), status=422 if form.is_bound else 200)


def _context(user: User, found: TakedownTask, form: forms.Form) -> dict[str, Any]:
    delivery = found.delivery
    steps = STEPS.get(delivery.channel.network, USUAL)
    account = delivery.channel.handle or delivery.channel.name
    return {
        "task": found,
        "delivery": delivery,
        "network": network_name(delivery.channel.network),
        "steps": [str(step).format(account=account) for step in steps],
        "url": delivery.url if delivery.url.startswith(("https://", "http://")) else "",
        "form": form,
        "may_prove": found.state == "open" and may(user, Right.TAKE_DOWN, delivery.post.team_id),
    }


def _proved(request: HttpRequest, user: User, found: TakedownTask, form: forms.Form) -> bool:
    upload = form.cleaned_data.get("picture")
    try:
        picture = None
        if isinstance(upload, UploadedFile):
            picture = add_picture(actor=user, team=found.delivery.post.team, upload=upload)
        services.prove_deleted(actor=user, task=found, note=form.cleaned_data["note"], picture=picture)
    except BadPicture as error:
        form.add_error("picture", str(error.sentence))
        return False
    except services.ProofMissing:
        form.add_error("note", _("Say in a sentence what you did and what you see."))
        return False
    except StateConflict:
        messages.warning(request, _("Somebody else has done it already."))
        return True
    messages.success(request, _("Thank you. The post counts as taken down there from now on."))
    return True
