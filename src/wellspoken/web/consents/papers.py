"""Paper: the printable text, a scan that was signed, the signature itself."""

from __future__ import annotations

from datetime import datetime, time
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from wellspoken.rooms.consents import access, services
from wellspoken.rooms.consents.errors import BadConsent
from wellspoken.rooms.consents.models import Authorization, Signature
from wellspoken.rooms.consents.services import Signed
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.media.sniffing import MAX_BYTES
from wellspoken.rooms.people.models import User
from wellspoken.web.consents import words
from wellspoken.web.consents.forms import PaperForm


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring in the scan of a paper that was signed."""
    user = cast(User, request.user)
    consent = access.get_consent(user, pk)
    if consent.state != "offered":
        return redirect("consent", pk)
    bound = request.method == "POST"
    form = PaperForm(request.POST, request.FILES) if bound else PaperForm(initial={"day": timezone.localdate()})
    if bound and form.is_valid() and _signed(request, user, consent, form):
        return redirect("consent", pk)
    return render(request, "consents/paper.html", {"consent": consent, "form": form}, status=422 if bound else 200)


def _signed(request: HttpRequest, user: User, consent: Authorization, form: PaperForm) -> bool:
    scan, day = form.cleaned_data["scan"], form.cleaned_data["day"]
    data = scan.read(MAX_BYTES + 1) if isinstance(scan, UploadedFile) else b""
    at = timezone.now()
    if day != consent.today():
        at = datetime.combine(day, time(12), consent.team.zone)
    signed = Signed(form.cleaned_data["name"], consent.shown_hash, "scan", data, at)
    try:
        services.sign_on_paper(actor=user, consent=consent, signed=signed)
    except BadPicture as error:
        form.add_error("scan", error.sentence)
        return False
    except BadConsent as error:
        form.add_error("day" if error.code == "date" else "name", words.bad(error))
        return False
    except StateConflict:
        messages.warning(request, words.changed_meanwhile())
        return True
    messages.success(request, _("Signed. Give the person a copy, and note it here."))
    return True


@login_required
@never_cache
@require_GET
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """The drawn signature or the scan. Looking at it is kept in the log."""
    user = cast(User, request.user)
    return picture(access.read_signature(actor=user, consent=access.get_consent(user, pk)))


def picture(found: Signature) -> HttpResponse:
    """The bytes, never stored anywhere on the way. Raises `NotThere` for a typed name."""
    if not found.mime:
        raise NotThere
    headers = {"Content-Disposition": "inline", "X-Robots-Tag": "noindex, noarchive"}
    return HttpResponse(found.picture, content_type=found.mime, headers=headers)


@login_required
@never_cache
@require_GET
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The text on paper: to be signed by hand, or as the person's copy."""
    user = cast(User, request.user)
    consent = access.get_consent(user, pk)
    if not consent.shown:
        return redirect("consent", pk)
    access.read_record(actor=user, consent=consent)
    kept = Signature.objects.filter(authorization=consent).first()
    return render(request, "consents/copy.html", {"consent": consent, "text": consent.shown, "signature": kept})
