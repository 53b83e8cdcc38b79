"""Sign-in by SAML 2.0: who comes in, and the long list of answers that are not believed."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
import xmlsec
from django.core.cache import cache
from django.test import Client
from lxml import etree

from tests.factories import make_organisation, make_person, make_team
from tests.web.account.saml_kit import (
    ENTITY,
    KEY,
    MFA,
    OTHER,
    SSO,
    WEAK,
    A,
    Answer,
    P,
    acs,
    assertion,
    go,
    metadata,
    ours,
    post,
    sign,
    signed,
)
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.rooms.people.models import Grant, OutsideAccount, OutsideSession, SamlProvider, SamlTicket, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.mapping import map_group
from wellspoken.rooms.people.services.saml import SamlFacts, set_saml

pytestmark = pytest.mark.django_db
SYSTEM = SystemActor("test")
FACTS = SamlFacts("the hospital account", metadata(), "mail", "displayName", "groups", MFA, vouches=True)


@pytest.fixture
def provider(db: None) -> SamlProvider:
    cache.clear()
    make_organisation()
    return set_saml(actor=SYSTEM, facts=FACTS)


@pytest.fixture
def ana(provider: SamlProvider) -> User:
    return make_person(Role.EDITOR, make_team(), email="ana@example.org")


def who(client: Client) -> str:
    return str(client.session.get("_auth_user_id", ""))


def test_the_button_and_the_way(ana: User, client: Client) -> None:
    assert "Sign in with the hospital account" in client.get("/accounts/login/").content.decode()
    assert client.get("/accounts/saml/begin/")["Location"].startswith(f"{SSO}?SAMLRequest=")
    assert go(client, Answer())["Location"] == "/me/"
    assert who(client) == str(ana.pk)
    assert OutsideAccount.objects.get().issuer == f"saml:{ENTITY}"
    assert OutsideSession.objects.get().sid == "x-1"
    assert AuditEntry.objects.filter(action="person.signed_in_outside").exists()
    assert not SamlTicket.objects.exists()


def test_no_provider_no_way(client: Client) -> None:
    make_organisation()
    assert "saml" not in client.get("/accounts/login/").content.decode()
    ways = ["/accounts/saml/begin/", "/accounts/saml/back/"]
    assert [client.get(way).status_code for way in ways] == [404, 404]
    assert client.post("/accounts/saml/", {"SAMLResponse": "x"}).status_code == 404
    told = client.get("/accounts/saml/metadata/").content.decode()
    assert acs() in told
    assert 'WantAssertionsSigned="true"' in told


def test_somebody_new_needs_a_group_that_gives_something(provider: SamlProvider, client: Client) -> None:
    go(client, Answer())
    assert (who(client), User.objects.count()) == ("", 0)
    team = make_team()
    map_group(actor=SYSTEM, group="writers", team=team, role=Role.EDITOR)
    go(client, Answer(number="_a2"))
    person = User.objects.get()
    assert (person.name, person.email, who(client)) == ("Ana Berg", "ana@example.org", str(person.pk))
    assert list(Grant.objects.values_list("team_id", "role")) == [(team.pk, "editor")]
    go(Client(), Answer(number="_a3", attributes={}))
    assert not Grant.objects.exists()


def test_who_is_known_stays_who_they_are(ana: User, client: Client) -> None:
    go(client, Answer())
    make_person(Role.ADMINISTRATOR, email="boss@example.org")
    again = Client()
    go(again, Answer(number="_a2", attributes={"mail": ["boss@example.org"]}))
    assert who(again) == str(ana.pk)


def test_the_name_itself_may_be_the_address(ana: User, client: Client) -> None:
    SamlProvider.objects.update(email="")
    address = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
    go(client, Answer(subject="Ana@example.org"))
    assert who(client) == ""  # an address only when the provider says that it is one
    go(client, Answer(number="_a2", subject="Ana@example.org", style=address))
    assert who(client) == str(ana.pk)


def test_friendly_names_do(ana: User, client: Client) -> None:
    def friendly(answer: Answer) -> bytes:
        root = answer.xml()
        row = next(one for one in root.iter(f"{{{A}}}Attribute") if one.get("Name") == "mail")
        row.set("FriendlyName", "mail")
        row.set("Name", "urn:oid:0.9.2342.19200300.100.1.3")
        sign(assertion(root))
        return etree.tostring(root)

    go(client, Answer(), friendly)
    assert who(client) == str(ana.pk)


WRONG: dict[str, dict[str, Any]] = {
    "audience": {
        "audience": "<saml:AudienceRestriction><saml:Audience>https://x.org</saml:Audience></saml:AudienceRestriction>"
    },
    "no audience": {"audience": ""},
    "expired": {"begins": -3600, "ends": -1800, "confirmed": -1800},
    "confirmation expired": {"confirmed": -10},
    "from tomorrow": {"begins": 86400, "ends": 90000},
    "destination": {"destination": "https://evil.example.org/accounts/saml/"},
    "longer destination": {"destination": f"{acs()}more/"},
    "no destination": {"destination": ""},
    "recipient": {"recipient": "https://evil.example.org/"},
    "longer recipient": {"recipient": f"https://evil.example.org/?{acs()}"},
    "issuer": {"issuer": "https://evil.example.org"},
    "status": {"status": "Responder"},
    "transient name": {"style": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"},
    "long name": {"subject": "x" * 300},
    "no name": {"subject": ""},
    "another request": {"answers": "_somebody-else"},
    "odd request": {"answers": "_é"},
}


@pytest.mark.parametrize("what", WRONG)
def test_answers_that_are_not_believed(ana: User, client: Client, what: str) -> None:
    assert go(client, Answer(**WRONG[what]))["Location"] == "/accounts/login/"
    assert who(client) == ""


def test_nobody_asked_for_it(ana: User, client: Client) -> None:
    assert client.get(post(signed(Answer())))["Location"] == "/accounts/login/"  # unsolicited
    client.get("/accounts/saml/begin/")
    assert client.get(post(signed(Answer(number="_a2"))))["Location"] == "/accounts/login/"
    assert who(client) == ""


def test_an_answer_for_another_browser(ana: User, client: Client) -> None:
    """Somebody's own answer, given to a victim's browser, does not sign the victim in as them."""
    victim = Client()
    victim.get("/accounts/saml/begin/")
    kept: list[str] = []

    def keep(answer: Answer) -> bytes:
        kept.append(post(signed(answer)))
        return b"<x/>"

    go(client, Answer(), keep)
    victim.get(kept[0])
    assert who(victim) == ""


def unsigned(answer: Answer) -> bytes:
    return etree.tostring(answer.xml())


def only_the_message(answer: Answer) -> bytes:
    root = answer.xml()
    sign(root)
    return etree.tostring(root)


def other_key(answer: Answer) -> bytes:
    root = answer.xml()
    sign(assertion(root), OTHER)
    return etree.tostring(root)


def old_algorithm(answer: Answer) -> bytes:
    root = answer.xml()
    sign(assertion(root), KEY, xmlsec.constants.TransformRsaSha1)
    return etree.tostring(root)


def changed_afterwards(answer: Answer) -> bytes:
    return signed(answer).replace(b"ana@example.org", b"boss@example.org")


def _wrapped(answer: Answer, place: Callable[[Any, Any, Any], None]) -> bytes:
    """A signed assertion, and an evil one beside, above or inside it (the attacks of Somorovsky and others, 2012)."""
    root = etree.fromstring(signed(answer))
    good = assertion(root)
    evil = deepcopy(good)
    evil.set("ID", "_evil")
    evil.remove(evil.find("{http://www.w3.org/2000/09/xmldsig#}Signature"))
    next(one for one in evil.iter(f"{{{A}}}AttributeValue")).text = "boss@example.org"
    place(root, good, evil)
    return etree.tostring(root)


def evil_first(answer: Answer) -> bytes:
    return _wrapped(answer, lambda root, good, evil: good.addprevious(evil))


def evil_last(answer: Answer) -> bytes:
    return _wrapped(answer, lambda root, good, evil: root.append(evil))


def good_inside_evil(answer: Answer) -> bytes:
    def place(root: Any, good: Any, evil: Any) -> None:
        root.replace(good, evil)
        evil.append(good)

    return _wrapped(answer, place)


def good_in_evils_signature(answer: Answer) -> bytes:
    def place(root: Any, good: Any, evil: Any) -> None:
        signature = good.find("{http://www.w3.org/2000/09/xmldsig#}Signature")
        root.replace(good, evil)
        good.remove(signature)
        evil.insert(1, signature)
        held = etree.SubElement(signature, "{http://www.w3.org/2000/09/xmldsig#}Object")
        held.append(good)

    return _wrapped(answer, place)


def good_in_extensions(answer: Answer) -> bytes:
    def place(root: Any, good: Any, evil: Any) -> None:
        root.replace(good, evil)
        held = etree.Element(f"{{{P}}}Extensions")
        held.append(good)
        root.insert(1, held)

    return _wrapped(answer, place)


def same_id_twice(answer: Answer) -> bytes:
    def place(root: Any, good: Any, evil: Any) -> None:
        evil.set("ID", good.get("ID"))
        good.addprevious(evil)

    return _wrapped(answer, place)


def stylesheet(answer: Answer) -> bytes:
    """A transform that would run a program of theirs before the signature is looked at."""
    xslt = b'<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/></ds:Transforms>'
    return signed(answer).replace(b"</ds:Transforms>", xslt)


def whole_document(answer: Answer) -> bytes:
    return signed(answer).replace(b'URI="#_a1"', b'URI=""')


def with_dtd(answer: Answer) -> bytes:
    return b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + signed(answer)


def bomb(answer: Answer) -> bytes:
    lines = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    return f"<!DOCTYPE x [<!ENTITY l0 'ha'>{lines}]><x>&l9;</x>".encode()


def outside_file(answer: Answer) -> bytes:
    return b"<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><x>&f;</x>"


def two_of_them(answer: Answer) -> bytes:
    root = etree.fromstring(signed(answer))
    root.append(deepcopy(assertion(root)))
    return etree.tostring(root)


def huge(answer: Answer) -> bytes:
    return signed(answer) + b" " * 500_000


def encrypted(answer: Answer) -> bytes:
    root = answer.xml()
    held = assertion(root)
    held.tag = f"{{{A}}}EncryptedAssertion"
    return etree.tostring(root)


FORGED = [
    *[unsigned, only_the_message, other_key, old_algorithm, changed_afterwards],
    *[evil_first, evil_last, good_inside_evil, good_in_evils_signature, good_in_extensions, same_id_twice],
    *[stylesheet, whole_document, with_dtd, bomb, outside_file, two_of_them, huge, encrypted],
    *[lambda answer: b"", lambda answer: b"\xff\x00<", lambda answer: b"<x/>"],
]


@pytest.mark.parametrize("make", FORGED, ids=lambda make: make.__name__)
def test_forged_answers(ana: User, client: Client, make: Callable[[Answer], bytes]) -> None:
    make_person(Role.ADMINISTRATOR, email="boss@example.org")
    assert go(client, Answer(), make)["Location"] == "/accounts/login/"
    assert who(client) == ""
    assert not SamlTicket.objects.exists()


def test_message_and_assertion_both_signed(ana: User, client: Client) -> None:
    def both(answer: Answer) -> bytes:
        root = answer.xml()
        sign(assertion(root))
        sign(root)
        return etree.tostring(root)

    go(client, Answer(), both)
    assert who(client) == str(ana.pk)


def test_an_answer_counts_once(ana: User, client: Client) -> None:
    kept: list[bytes] = []

    def keep(answer: Answer) -> bytes:
        kept.append(signed(answer))
        return kept[0]

    go(client, Answer(), keep)
    assert who(client) == str(ana.pk)
    assert post(kept[0]).endswith("ticket=")  # the same assertion again
    again = Client()
    again.get("/accounts/saml/begin/")
    assert again.get("/accounts/saml/back/?ticket=x")["Location"] == "/accounts/login/"


def test_new_certificates_beside_the_old(ana: User, client: Client) -> None:
    set_saml(actor=SYSTEM, facts=SamlFacts("x", metadata(KEY, OTHER), "mail", vouches=True))
    go(client, Answer(), other_key)
    assert who(client) == str(ana.pk)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "<x/>",
        metadata(sso="http://login.example.org/sso"),
        metadata(sso="javascript:alert(1)"),
        metadata(entity="x" * 400),
        metadata(WEAK),
        metadata().replace("<X509Certificate>", "<X509Certificate>AAAA"),
        metadata(head="<!DOCTYPE x [<!ENTITY a 'b'>]>"),
    ],
)
def test_metadata_that_is_none(db: None, text: str) -> None:
    make_organisation()
    with pytest.raises(PeopleProblem) as caught:
        set_saml(actor=SYSTEM, facts=SamlFacts("x", text, "mail", vouches=True))
    assert caught.value.code == "metadata"


def test_the_settings_page(provider: SamlProvider, client: Client) -> None:
    with pytest.raises(Denied):
        set_saml(actor=make_person(Role.ADMINISTRATOR, make_team()), facts=FACTS)
    client.force_login(make_person(Role.ADMINISTRATOR))
    page = client.get("/settings/sign-in/saml/").content.decode()
    for words in (acs(), ours(), ENTITY, SSO, "until"):
        assert words in page
    said = {"name": "Staff", "metadata": "", "email_name": "mail", "groups_name": "", "proofs": "a  b"}
    assert client.post("/settings/sign-in/saml/", said).status_code == 422  # nobody vouches
    assert client.post("/settings/sign-in/saml/", {**said, "vouches": "on"}).status_code == 302
    provider.refresh_from_db()
    assert (provider.name, provider.entity, provider.groups, provider.proofs) == ("Staff", ENTITY, "", "a b")
    assert client.post("/settings/sign-in/saml/forget/").status_code == 302
    assert not SamlProvider.objects.exists()
