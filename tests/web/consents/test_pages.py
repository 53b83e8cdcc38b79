"""The register's pages as people use them, from the first step to the withdrawal, and the private pages."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_organisation, make_person
from tests.rooms.consents.kit import drawing, keeper, offered, signed, team_with_channels
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.consents import services
from wellspoken.rooms.consents.models import Authorization, PrivateLink, Signature
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    make_organisation()
    cache.clear()
    return team_with_channels()


@pytest.fixture
def person(team: Team) -> User:
    return keeper(team)


@pytest.fixture
def client(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def said(answer: Any) -> str:
    return str(answer.content.decode())


def link_to(consent: Authorization) -> str:
    return services.make_link(actor=keeper(consent.team), consent=consent)


def test_from_the_first_step_to_the_signature_on_a_phone(client: Client, team: Team) -> None:
    ends = (timezone.localdate() + timedelta(days=300)).isoformat()
    channels = list(team.channels.values_list("pk", flat=True))
    steps: dict[str, dict[str, Any]] = {
        "signer": {"authority": "self"},
        "information": {"information": ["story", "picture"], "details": "Her knee operation in 2025."},
        "use": {
            "discloser": "St. Elm's", "audience": "Everybody", "purposes": ["health"], "channels": channels,
            "expires_on": ends,
        },
    }  # fmt: skip
    answer = client.post(reverse("consent_new"), {"name": "Mira Solheim", "born": 1961, "language": "en"})
    consent = Authorization.objects.get()
    for step, values in steps.items():
        assert answer["Location"] == reverse("consent_step", args=[consent.pk, step])
        assert client.get(answer["Location"]).status_code == 200
        answer = client.post(answer["Location"], values)
    assert answer["Location"] == reverse("consent", args=[consent.pk])
    assert "Ready to be signed?" in said(client.get(answer["Location"]))
    client.post(reverse("consent_act", args=[consent.pk, "offer"]))
    shown = client.post(reverse("consent_link", args=[consent.pk]))
    path = re.search(r"/c/[\w-]{43}/", said(shown))
    assert path is not None
    assert "no-store" in shown["Cache-Control"]
    phone = Client()
    page = phone.get(path[0])
    for words in ("Mira Solheim", "Her knee operation in 2025.", "do not depend", "St. Elm&#x27;s"):
        assert words in said(page)
    seen = Authorization.objects.get().shown_hash
    drawn = "data:image/png;base64," + base64.b64encode(drawing()).decode()
    values = {"name": "Mira Solheim", "seen": seen, "agree": "1", "drawing": drawn}
    assert phone.post(f"{path[0]}sign/", values)["Location"] == path[0]
    assert "This page is your copy" in said(phone.get(path[0]))
    assert phone.get(f"{path[0]}signature/")["Content-Type"] == "image/png"
    assert "Valid" in said(client.get(reverse("consent", args=[consent.pk])))
    assert phone.post(f"{path[0]}withdraw/", {"note": "I changed my mind."})["Location"] == path[0]
    assert "You took your consent back" in said(phone.get(path[0]))
    consent.refresh_from_db()
    assert (consent.state, consent.withdrawn_by) == ("withdrawn", "person")


def test_what_is_missing_is_said_with_the_way_to_it(client: Client, person: User, team: Team) -> None:
    consent = services.begin(actor=person, team=team)
    page = said(client.get(reverse("consent", args=[consent.pk])))
    assert "Tick at least one purpose." in page
    assert reverse("consent_step", args=[consent.pk, "use"]) in page
    client.post(reverse("consent_act", args=[consent.pk, "offer"]))
    consent.refresh_from_db()
    assert consent.state == "draft"


def test_the_list_shows_codes_and_no_names(client: Client, person: User, team: Team) -> None:
    assert "No consents yet" in said(client.get(reverse("consents")))
    consent = signed(team, person)
    page = said(client.get(reverse("consents"), {"state": "valid"}))
    assert consent.code in page
    assert "Mira" not in page
    assert "None like this" in said(client.get(reverse("consents"), {"state": "withdrawn"}))
    assert client.get(reverse("consents"), {"state": "no such"}).status_code == 200


def test_opening_one_is_kept_in_the_log(client: Client, person: User, team: Team) -> None:
    consent = offered(team, person)
    before = AuditEntry.objects.filter(action="consent.read").count()
    page = client.get(reverse("consent", args=[consent.pk]))
    assert "Mira Solheim" in said(page)
    assert "no-store" in page["Cache-Control"]
    assert AuditEntry.objects.filter(action="consent.read").count() == before + 1


def test_staff_bring_in_paper_note_a_copy_and_hold(client: Client, person: User, team: Team) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    consent = offered(team, person)
    where = reverse("consent_paper", args=[consent.pk])
    today = timezone.localdate().isoformat()
    bad = SimpleUploadedFile("scan.png", b"%PDF-1.7", "image/png")
    assert client.post(where, {"scan": bad, "name": "Mira", "day": today}).status_code == 422
    scan = SimpleUploadedFile("scan.png", drawing(), "image/png")
    assert client.post(where, {"scan": scan, "name": "Mira Solheim", "day": today}).status_code == 302
    client.post(reverse("consent_act", args=[consent.pk, "copy"]))
    client.post(reverse("consent_act", args=[consent.pk, "hold"]), {"reason": "A claim is under way."})
    consent.refresh_from_db()
    assert (consent.signed_how, consent.hold) == ("scan", True)
    assert consent.copy_given_at is not None
    assert client.get(reverse("consent_signature", args=[consent.pk]))["Content-Type"] == "image/png"
    assert "Under legal hold" in said(client.get(reverse("consent", args=[consent.pk])))


def test_staff_note_a_withdrawal_with_when_and_how(client: Client, person: User, team: Team) -> None:
    consent = signed(team, person)
    where = reverse("consent_withdraw", args=[consent.pk])
    assert client.post(where, {"how": "owl"}).status_code == 422
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert client.post(where, {"how": "mail", "day": tomorrow}).status_code == 422
    earlier = (timezone.now() - timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    assert client.post(where, {"how": "mail", "day": earlier, "note": "By mail."}).status_code == 302
    consent.refresh_from_db()
    assert consent.withdrawn_how == "mail"
    assert consent.withdrawn_at is not None
    assert timezone.now() - consent.withdrawn_at > timedelta(hours=2)
    assert client.get(where).status_code == 302


@pytest.mark.parametrize("verb", ["nothing", "delete"])
def test_no_such_verb(verb: str, client: Client, person: User, team: Team) -> None:
    assert client.post(reverse("consent_act", args=[offered(team, person).pk, verb])).status_code == 404


def test_another_language_is_the_persons_own(team: Team) -> None:
    consent = offered(team, language="nb")
    page = Client(HTTP_ACCEPT_LANGUAGE="id").get(reverse("private_consent", args=[link_to(consent)]))
    assert '<html lang="nb"' in said(page)


def test_private_pages_leave_no_trace_on_the_way_and_ask_for_no_sign_in(team: Team) -> None:
    page = Client().get(reverse("private_consent", args=[link_to(offered(team))]))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "same-origin"
    assert "private" in page["Cache-Control"]


def test_a_key_that_opens_nothing_is_answered_alike_and_not_for_ever(team: Team) -> None:
    gone = link_to(offered(team))
    PrivateLink.objects.update(ended_at=timezone.now())
    client = Client()
    ended, unknown = (client.get(reverse("private_consent", args=[key])) for key in (gone, "x" * 43))
    assert (ended.status_code, unknown.status_code) == (404, 404)
    assert said(ended) == said(unknown)
    answers = [client.get(reverse("private_consent", args=[f"guess-{n}"])).status_code for n in range(30)]
    assert answers[-1] == 429
    cache.clear()


BAD = [
    {"agree": ""},
    {"name": ""},
    {"name": "\u202e"},
    {"drawing": "data:text/html;base64,PGI+"},
    {"drawing": "data:image/png;base64,%%%"},
    {"drawing": "data:image/png;base64,PGI+"},
    {"seen": "0" * 64},
]


@pytest.mark.parametrize("wrong", BAD)
def test_what_is_not_taken_leaves_it_unsigned(wrong: dict[str, str], team: Team) -> None:
    consent = offered(team)
    key = link_to(consent)
    values = {"name": "Mira Solheim", "seen": consent.shown_hash, "agree": "1", **wrong}
    answer = Client().post(reverse("private_sign", args=[key]), values)
    assert answer.status_code == 422
    assert 'role="alert"' in said(answer)
    assert not Signature.objects.exists()


def test_a_person_may_say_no(team: Team) -> None:
    consent = offered(team)
    key = link_to(consent)
    Client().post(reverse("private_refuse", args=[key]))
    consent.refresh_from_db()
    assert consent.state == "refused"
    assert "Nothing is published" in said(Client().get(reverse("private_consent", args=[key])))


def test_the_menu_shows_it_to_those_who_keep_it(client: Client, team: Team) -> None:
    where = f'href="{reverse("consents")}"'
    assert where in said(client.get("/"))
    other = Client()
    other.force_login(make_person(Role.VIEWER, team))
    assert where not in said(other.get("/"))
