"""Against an identity provider of another hand: pysaml2, with its own metadata, its own signing program (xmlsec1)."""

from __future__ import annotations

import base64
import shutil
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives import serialization
from django.core.cache import cache
from django.test import Client

from tests.factories import make_organisation, make_team
from tests.web.account.saml_kit import ENTITY, KEY, MFA, SSO, certificate, pem
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.mapping import map_group
from wellspoken.rooms.people.services.saml import SamlFacts, set_saml

with warnings.catch_warnings():  # it names a cipher that cryptography has moved
    warnings.simplefilter("ignore")
    from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
    from saml2.config import IdPConfig
    from saml2.metadata import entity_descriptor
    from saml2.saml import NAMEID_FORMAT_PERSISTENT
    from saml2.server import Server

SYSTEM = SystemActor("test")
SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not shutil.which("xmlsec1"), reason="the program xmlsec1, which pysaml2 drives, is not installed"
    ),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def config(folder: Path, client: Client) -> IdPConfig:
    """The provider, which knows us by the metadata that we serve."""
    (folder / "key.pem").write_bytes(pem(KEY))
    (folder / "cert.pem").write_bytes(certificate(KEY).public_bytes(serialization.Encoding.PEM))
    (folder / "sp.xml").write_bytes(client.get("/accounts/saml/metadata/").content)
    policy = {
        "default": {
            "lifetime": {"minutes": 5},
            "attribute_restrictions": None,
            "name_form": "urn:oasis:names:tc:SAML:2.0:attrname-format:basic",
        }
    }
    service = {
        "endpoints": {"single_sign_on_service": [(SSO, BINDING_HTTP_REDIRECT)]},
        "policy": policy,
        "name_id_format": [NAMEID_FORMAT_PERSISTENT],
    }
    return IdPConfig().load(
        {
            "entityid": ENTITY,
            "service": {"idp": service},
            "metadata": {"local": [str(folder / "sp.xml")]},
            "key_file": str(folder / "key.pem"),
            "cert_file": str(folder / "cert.pem"),
            "xmlsec_binary": shutil.which("xmlsec1"),
        }
    )


@pytest.fixture
def idp(db: None, tmp_path: Path, client: Client) -> Any:
    cache.clear()
    make_organisation()
    made = config(tmp_path, client)
    told = str(entity_descriptor(made))
    set_saml(actor=SYSTEM, facts=SamlFacts("Staff", told, "mail", "displayName", "groups", MFA, vouches=True))
    server = Server(config=made)
    yield server
    server.ident.close()


def answer(idp: Any, there: str, **changes: Any) -> str:
    """What the provider's page would post after somebody signed in there."""
    said = parse_qs(urlsplit(there).query)
    asked = idp.parse_authn_request(said["SAMLRequest"][0], BINDING_HTTP_REDIRECT)
    facts = {
        **idp.response_args(asked.message, [BINDING_HTTP_POST]),
        "identity": {"mail": ["ana@example.org"], "displayName": ["Ana Berg"], "groups": ["Writers"]},
        "userid": "ana",
        "authn": {"class_ref": MFA},
        "sign_assertion": True,
        "sign_response": False,
        "sign_alg": SHA256,
        "digest_alg": DIGEST,
        **changes,
    }
    facts.pop("binding", None)
    made = idp.create_authn_response(**facts)
    return base64.b64encode(str(made).encode()).decode()


@pytest.mark.parametrize("whole", [False, True])
def test_in_with_a_group(idp: Any, client: Client, whole: bool) -> None:
    team = make_team()
    map_group(actor=SYSTEM, group="Writers", team=team, role=Role.EDITOR)
    there = client.get("/accounts/saml/begin/?next=/me/")["Location"]
    sent = Client().post("/accounts/saml/", {"SAMLResponse": answer(idp, there, sign_response=whole)})
    assert client.get(sent["Location"])["Location"] == "/me/"
    person = User.objects.get(email="ana@example.org")
    assert (person.name, client.session["_auth_user_id"]) == ("Ana Berg", str(person.pk))
    assert list(Grant.objects.values_list("team_id", "role")) == [(team.pk, "editor")]
    assert client.session["outside_proved"] is True


def test_unsigned_is_nobody(idp: Any, client: Client) -> None:
    map_group(actor=SYSTEM, group="Writers", team=None, role=Role.EDITOR)
    there = client.get("/accounts/saml/begin/")["Location"]
    sent = Client().post("/accounts/saml/", {"SAMLResponse": answer(idp, there, sign_assertion=False)})
    client.get(sent["Location"])
    assert not User.objects.exists()
