"""Sign-in through the organisation and the second factor: theirs when they say so, else ours."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import make_organisation, make_person
from tests.web.account.issuer_kit import CLIENT, ISSUER, Issuer, logout_claims
from tests.web.account.saml_kit import MFA, Answer, go, metadata
from tests.web.account.test_second_factor import code_for, set_up, sign_in
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people.models import OutsideSession, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.saml import SamlFacts, set_saml
from wellspoken.rooms.people.services.second_factors import USUAL
from wellspoken.rooms.people.services.sign_in import ProviderFacts, set_provider

pytestmark = pytest.mark.django_db(transaction=True)  # what happened is told after the commit
SYSTEM = SystemActor("test")
SECURITY = "/me/security/"


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Issuer:
    cache.clear()
    made = Issuer()
    monkeypatch.setattr("wellspoken.rooms.people.asking_issuer._asked", made.answer)
    make_organisation(second_factor_roles=USUAL)
    set_provider(actor=SYSTEM, facts=ProviderFacts("Staff", ISSUER, CLIENT, "s3cret", proofs="mfa  urn:x:gold"))
    return made


@pytest.fixture
def ana(issuer: Issuer) -> User:
    return make_person(Role.PUBLISHER, email="ana@example.org")


PROOFS: list[tuple[dict[str, Any], bool]] = [
    ({"amr": ["pwd", "mfa"]}, True),
    ({"acr": "urn:x:gold"}, True),
    ({}, False),
    ({"amr": ["pwd"]}, False),
    ({"amr": "mfa"}, False),
    ({"amr": [["mfa"], None, 1]}, False),
    ({"amr": [""], "acr": ""}, False),
    ({"acr": "urn:x:gol"}, False),
    ({"acr": ["urn:x:gold"]}, False),
]


@pytest.mark.parametrize(("claims", "believed"), PROOFS)
def test_a_role_that_needs_one(
    issuer: Issuer, ana: User, client: Client, claims: dict[str, Any], believed: bool
) -> None:
    issuer.claims = claims
    assert issuer.go(client)["Location"] == "/me/"
    home = client.get("/")
    assert (home.status_code == 200) == believed
    page = client.get(SECURITY).content.decode()
    assert ("did not ask again" in page) == believed
    assert ("Your role needs a second factor" in page) != believed


def test_somebody_without_a_password_sets_one_up(issuer: Issuer, ana: User, client: Client) -> None:
    ana.set_unusable_password()
    ana.save()
    issuer.go(client)
    assert client.get("/")["Location"] == SECURITY
    assert client.get(f"{SECURITY}codes/").status_code == 200  # having just signed in there is proof enough


def test_nothing_believed_unless_somebody_says_so(issuer: Issuer, ana: User, client: Client) -> None:
    set_provider(actor=SYSTEM, facts=ProviderFacts("Staff", ISSUER, CLIENT))
    issuer.claims = {"amr": ["mfa"], "acr": ""}
    issuer.go(client)
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("proved", [True, False])
def test_who_has_one_here_gives_it_unless_they_did_there(
    issuer: Issuer, ana: User, client: Client, proved: bool
) -> None:
    secret = set_up(sign_in(ana))
    cache.clear()
    issuer.claims = {"amr": ["mfa"]} if proved else {}
    answer = issuer.go(client)
    if not proved:
        assert answer["Location"] == "/accounts/second/"
        assert client.get("/me/").status_code == 302
        assert not OutsideSession.objects.exists()
        assert client.post("/accounts/second/", {"code": code_for(secret)})["Location"] == "/me/"
    assert client.get("/").status_code == 200
    assert OutsideSession.objects.get().session_key == client.session.session_key
    told = {"logout_token": issuer.sign(logout_claims())}
    assert Client().post("/accounts/outside/logout/", told).status_code == 200
    assert client.get("/").status_code == 302


def test_what_was_proved_ends_with_the_session(issuer: Issuer, ana: User, client: Client) -> None:
    issuer.claims = {"amr": ["mfa"]}
    issuer.go(client)
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": ana.email, "password": "correct horse battery staple"})
    assert client.get("/")["Location"] == SECURITY


@pytest.mark.parametrize(("context", "believed"), [(MFA, True), ("urn:x:password", False)])
def test_by_saml(issuer: Issuer, ana: User, client: Client, context: str, believed: bool) -> None:
    facts = SamlFacts("x", metadata(), "mail", proofs=f"urn:y {MFA}", vouches=True)
    set_saml(actor=SYSTEM, facts=facts)
    go(client, Answer(context=context))
    assert (client.get("/").status_code == 200) == believed
