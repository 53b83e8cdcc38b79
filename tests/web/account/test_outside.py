"""Signing in through the organisation: who comes in, who does not, which tokens are not believed, being signed out."""

from __future__ import annotations

import time
from typing import Any

import jwt
import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import make_organisation, make_person, make_team
from tests.web.account.issuer_kit import CLIENT, ISSUER, KEY, LOGOUT, OTHER, Issuer, identity, jwk, logout_claims
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people import services
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import Grant, SignInProvider, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.mapping import map_group
from wellspoken.rooms.people.services.sign_in import ProviderFacts, set_provider

pytestmark = pytest.mark.django_db
FACTS = ProviderFacts("the hospital account", ISSUER, CLIENT, "s3cret", "groups")
SYSTEM = SystemActor("test")


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch, db: None) -> Issuer:
    cache.clear()
    made = Issuer()
    monkeypatch.setattr("wellspoken.rooms.people.asking_issuer._asked", made.answer)
    make_organisation()
    set_provider(actor=SYSTEM, facts=FACTS)
    return made


@pytest.fixture
def ana(issuer: Issuer) -> User:
    return make_person(Role.EDITOR, make_team(), email="ana@example.org")


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_button_and_the_way(issuer: Issuer, ana: User, client: Client) -> None:
    assert "Sign in with the hospital account" in client.get("/accounts/login/").content.decode()
    answer = issuer.go(client)
    assert answer["Location"] == "/me/"
    assert client.session["_auth_user_id"] == str(ana.pk)
    form = issuer.redeemed["data"]
    assert form["redirect_uri"].endswith("/accounts/outside/back/")
    assert len(form["code_verifier"]) >= 43
    assert AuditEntry.objects.filter(action="person.signed_in_outside", object_id=str(ana.pk)).exists()


def test_no_provider_no_way(client: Client) -> None:
    make_organisation()
    assert "outside" not in client.get("/accounts/login/").content.decode()
    assert [client.get("/accounts/outside/").status_code, client.get("/accounts/outside/back/").status_code] == [
        404
    ] * 2


@pytest.mark.parametrize("wanted", ["https://evil.example.org/", "//evil.example.org", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(issuer: Issuer, ana: User, client: Client, wanted: str) -> None:
    client.get("/accounts/outside/", {"next": wanted})
    assert client.session["outside"]["next"] == "/"


NOW = int(time.time())
WRONG = {
    "nonce": {"nonce": "other"},
    "no nonce": {"nonce": None},
    "expired": {"exp": NOW - 120, "iat": NOW - 500},
    "no end": {"exp": None},
    "audience": {"aud": "another"},
    "among others": {"aud": [CLIENT, "another"]},
    "azp": {"azp": "another"},
    "issuer": {"iss": "https://evil.example.org"},
    "issuer with slash": {"iss": f"{ISSUER}/"},
    "from tomorrow": {"iat": NOW + 86400},
    "no subject": {"sub": None},
    "long subject": {"sub": "x" * 300},
    "odd subject": {"sub": ["s-1"]},
}


@pytest.mark.parametrize("what", WRONG)
def test_claims_that_are_not_believed(issuer: Issuer, ana: User, client: Client, what: str) -> None:
    issuer.claims = WRONG[what]
    assert issuer.go(client)["Location"] == "/accounts/login/"
    assert not signed_in(client)


@pytest.mark.parametrize("how", ["none", "secret", "public key as secret", "other key", "unknown key", "nonsense"])
def test_signatures_that_are_not_believed(issuer: Issuer, ana: User, client: Client, how: str) -> None:
    real = issuer.answer

    def forged(method: str, url: str, **more: Any) -> dict[str, Any]:
        if not url.endswith("/token"):
            return real(method, url, **more)
        claims = identity(issuer.nonce)
        made = {
            "none": lambda: jwt.encode(claims, None, algorithm="none"),
            "secret": lambda: jwt.encode(claims, "s3cret" * 8, algorithm="HS256", headers={"kid": "k1"}),
            "public key as secret": lambda: jwt.encode(
                claims, str(jwk(KEY)["n"]), algorithm="HS256", headers={"kid": "k1"}
            ),
            "other key": lambda: issuer.sign(claims, OTHER),
            "unknown key": lambda: issuer.sign(claims, OTHER, kid="k2"),
            "nonsense": lambda: "a.b.c",
        }
        return {"id_token": made[how]()}

    issuer.answer = forged  # type: ignore[method-assign]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("wellspoken.rooms.people.asking_issuer._asked", forged)
        assert issuer.go(client)["Location"] == "/accounts/login/"
    assert not signed_in(client)


def test_new_keys_of_the_issuer_are_fetched_once(issuer: Issuer, ana: User, client: Client) -> None:
    issuer.go(client)
    issuer.keys = [jwk(OTHER, "k2")]
    issuer.token = issuer.sign(identity("x"), OTHER, kid="k2")
    issuer.go(Client())
    issuer.go(Client())
    assert issuer.asked.count(f"{ISSUER}/keys") == 2


@pytest.mark.parametrize(
    "said", [{"state": "other"}, {"error": "access_denied"}, {"code": ""}, {"iss": "https://x.org"}]
)
def test_ways_back_that_lead_nowhere(issuer: Issuer, ana: User, client: Client, said: dict[str, str]) -> None:
    issuer.go(client, **said)
    assert not signed_in(client)


def test_a_way_back_is_gone_once(issuer: Issuer, ana: User, client: Client) -> None:
    assert client.get("/accounts/outside/back/", {"code": "c", "state": "s"})["Location"] == "/accounts/login/"
    issuer.go(client)
    other = Client()
    assert other.get("/accounts/outside/back/", {"code": "c", "state": "s"})["Location"] == "/accounts/login/"
    assert not signed_in(other)


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_was_not_verified_takes_nothing_over(
    issuer: Issuer, ana: User, client: Client, verified: Any
) -> None:
    issuer.claims = {"email_verified": verified}
    issuer.go(client)
    assert not signed_in(client)


def test_who_is_known_stays_who_they_are(issuer: Issuer, ana: User, client: Client) -> None:
    issuer.go(client)
    make_person(Role.ADMINISTRATOR, email="boss@example.org")
    issuer.claims = {"email": "boss@example.org"}
    again = Client()
    issuer.go(again)
    assert again.session["_auth_user_id"] == str(ana.pk)


def test_somebody_new_needs_a_group_that_gives_something(issuer: Issuer, client: Client) -> None:
    issuer.claims = {"groups": ["Writers", 7, "", "x" * 999]}
    issuer.go(client)
    assert not signed_in(client)
    assert not User.objects.exists()
    team = make_team()
    map_group(actor=SYSTEM, group="writers", team=team, role=Role.EDITOR)
    issuer.go(client)
    person = User.objects.get()
    assert (person.name, signed_in(client)) == ("Ana Berg", True)
    assert list(Grant.objects.values_list("team_id", "role")) == [(team.pk, "editor")]
    issuer.claims = {"groups": []}
    issuer.go(Client())
    assert not Grant.objects.exists()


def test_a_grand_group_makes_nobody_an_administrator(issuer: Issuer, ana: User, client: Client) -> None:
    issuer.claims = {"groups": ["administrator", "Administrators"]}
    issuer.go(client)
    assert list(Grant.objects.filter(user=ana).values_list("role", flat=True)) == ["editor"]


def test_who_has_left_does_not_come_in(issuer: Issuer, ana: User, client: Client) -> None:
    issuer.go(client)
    services.leave(actor=SYSTEM, person=ana)
    again = Client()
    issuer.go(again)
    assert not signed_in(again)
    assert client.get("/me/").status_code == 302


def told(issuer: Issuer, token: str) -> int:
    return Client(enforce_csrf_checks=True).post("/accounts/outside/logout/", {"logout_token": token}).status_code


def test_signed_out_from_there(issuer: Issuer, ana: User, client: Client) -> None:
    issuer.go(client)
    here, second = Client(), Client()
    here.force_login(ana)
    issuer.claims = {"sid": "sid-2"}
    issuer.go(second)
    assert told(issuer, issuer.sign(logout_claims())) == 200
    assert [c.get("/me/").status_code for c in (client, second, here)] == [302, 200, 200]
    assert told(issuer, issuer.sign(logout_claims(jti="j-2", sid=None))) == 200
    assert [c.get("/me/").status_code for c in (second, here)] == [302, 200]


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "n"},
        {"events": None},
        {"events": {}},
        {"events": {LOGOUT: "x"}},
        {"jti": None},
        {"sub": None, "sid": None},
        {"aud": "another"},
        {"iss": "https://evil.example.org"},
        {"exp": NOW - 120},
    ],
)
def test_logout_tokens_that_are_not_obeyed(issuer: Issuer, ana: User, client: Client, changes: dict[str, Any]) -> None:
    issuer.go(client)
    assert told(issuer, issuer.sign(logout_claims(**changes))) == 400
    assert client.get("/me/").status_code == 200


def test_other_tokens_do_not_sign_out(issuer: Issuer, ana: User, client: Client) -> None:
    issuer.go(client)
    unsigned = jwt.encode(logout_claims(), None, algorithm="none")
    for token in ("", "x", unsigned, issuer.sign(logout_claims(), OTHER), issuer.sign(identity(issuer.nonce))):
        assert told(issuer, token) == 400
    assert client.get("/me/").status_code == 200


def test_a_logout_token_is_obeyed_once(issuer: Issuer, ana: User, client: Client) -> None:
    issuer.go(client)
    token = issuer.sign(logout_claims())
    assert [told(issuer, token), told(issuer, token)] == [200, 400]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (ProviderFacts("x", "http://login.example.org", CLIENT, "s"), "issuer"),
        (ProviderFacts("x", "https://login.example.org/{tenantid}", CLIENT, "s"), "issuer"),
        (ProviderFacts("x", "https://a:b@login.example.org", CLIENT, "s"), "issuer"),
        (ProviderFacts("x", "https://[login", CLIENT, "s"), "issuer"),
        (ProviderFacts("x", "ftp://login.example.org", CLIENT, "s"), "issuer"),
        (ProviderFacts("x", ISSUER, " ", "s"), "issuer"),
        (ProviderFacts("x", "https://other.example.org", CLIENT, ""), "secret"),
        (ProviderFacts("x", "https://other.example.org", CLIENT, "s"), "issuer_silent"),
        (ProviderFacts("\u200b", ISSUER, CLIENT, "s"), "name"),
    ],
)
def test_providers_that_are_none(issuer: Issuer, facts: ProviderFacts, code: str) -> None:
    with pytest.raises(PeopleProblem) as caught:
        set_provider(actor=SYSTEM, facts=facts)
    assert caught.value.code == code


def test_the_settings_page(issuer: Issuer, client: Client) -> None:
    boss = make_person(Role.ADMINISTRATOR)
    with pytest.raises(Denied):
        set_provider(actor=make_person(Role.ADMINISTRATOR, make_team()), facts=FACTS)
    client.force_login(boss)
    page = client.get("/settings/sign-in/").content.decode()
    assert "/accounts/outside/back/" in page
    assert "s3cret" not in page
    said = {"name": "Staff", "issuer": ISSUER, "client_id": CLIENT, "secret": "", "groups_claim": ""}
    assert client.post("/settings/sign-in/", said).status_code == 302
    row = SignInProvider.objects.get()
    assert (row.name, row.secret["client_secret"], row.groups_claim) == ("Staff", "s3cret", "")
    assert client.post("/settings/sign-in/forget/").status_code == 302
    assert not SignInProvider.objects.exists()
