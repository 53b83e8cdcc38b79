"""Whoever the organisation's own sign-in sent is signed in here, with our second factor unless theirs was used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wellspoken.rooms.people.models import OutsideAccount, User
from wellspoken.rooms.people.selectors import outside_account
from wellspoken.rooms.people.services import arriving

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BEGUN, PROVED = "outside_begun", "outside_proved"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who came, their session's name there (`sid`, may be ""), whether a second factor was used there, and where to."""

    account: OutsideAccount
    sid: str
    proved: bool
    to: str


def enter(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Sign in and go on; who has a second factor here gives it first, unless they gave one there."""
    person = arrival.account.user
    if request.user.is_authenticated:
        logout(request)  # what somebody else left in this browser does not go over
    request.session[BEGUN] = {"account": arrival.account.pk, "sid": arrival.sid, "proved": arrival.proved}
    record_authentication(request, person, method="outside")
    if arrival.proved:
        login(request, person, backend=BACKEND)
        return redirect(arrival.to)
    return cast(HttpResponse, perform_login(request, Login(user=person, redirect_url=arrival.to)))


def on_sign_in(sender: Any, request: HttpRequest, user: User, **rest: Any) -> None:
    """Receiver of `user_logged_in`: a session that began outside is known as such, so that it can be ended there."""
    begun = request.session.pop(BEGUN, None)
    request.session[PROVED] = False
    account = outside_account(begun["account"], user) if begun else None
    if begun and account is not None:
        request.session[PROVED] = begun["proved"]
        arriving.began(account=account, session_key=str(request.session.session_key), sid=begun["sid"])
