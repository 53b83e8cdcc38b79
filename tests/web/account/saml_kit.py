"""A small SAML identity provider in this process: it signs what a test tells it to, rightly or wrongly."""

from __future__ import annotations

import base64
import datetime as dt
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.test import Client
from lxml import etree

ENTITY, SSO = "https://login.example.org/saml", "https://login.example.org/saml/sso"
P, A = "urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:2.0:assertion"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
MFA = "https://refeds.org/profile/mfa"


def ours() -> str:
    return f"{settings.SITE_URL}/accounts/saml/metadata/"


def acs() -> str:
    return f"{settings.SITE_URL}/accounts/saml/"


def restricted(audience: str) -> str:
    return f"<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>"


def certificate(key: Any) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "login.example.org")])
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(day).not_valid_after(day + dt.timedelta(days=3650))
    return made.sign(key, hashes.SHA256())


KEY, OTHER, WEAK = (rsa.generate_private_key(public_exponent=65537, key_size=size) for size in (2048, 2048, 1024))


def body(key: Any) -> str:
    return base64.b64encode(certificate(key).public_bytes(serialization.Encoding.DER)).decode()


def pem(key: Any) -> bytes:
    no = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no)


def metadata(*keys: Any, entity: str = ENTITY, sso: str = SSO, head: str = "") -> str:
    signing = "".join(
        f'<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>'
        f"<X509Certificate>{body(key)}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
        for key in keys or (KEY,)
    )
    where = f'<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{sso}"/>'
    return (
        f'{head}<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}">'
        f'<IDPSSODescriptor protocolSupportEnumeration="{P}">{signing}{where}</IDPSSODescriptor></EntityDescriptor>'
    )


def stamp(seconds: int = 0) -> str:
    return f"{dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}"


@dataclass
class Answer:
    """What the next answer says; each part can be made wrong."""

    answers: str = ""
    number: str = "_a1"
    issuer: str = ENTITY
    destination: str = field(default_factory=acs)
    recipient: str = field(default_factory=acs)
    audience: str = field(default_factory=lambda: restricted(ours()))
    begins: int = -60
    ends: int = 300
    confirmed: int = 300
    subject: str = "s-1"
    style: str = PERSISTENT
    status: str = "Success"
    context: str = PASSWORD
    attributes: dict[str, list[str]] = field(
        default_factory=lambda: {"mail": ["ana@example.org"], "displayName": ["Ana Berg"], "groups": ["Writers"]}
    )

    def xml(self) -> Any:
        """The answer as a tree, unsigned."""
        asked = f'InResponseTo="{self.answers}"' if self.answers else ""
        rows = "".join(
            f'<saml:Attribute Name="{name}">'
            + "".join(f"<saml:AttributeValue>{one}</saml:AttributeValue>" for one in values)
            + "</saml:Attribute>"
            for name, values in self.attributes.items()
        )
        told = f"<saml:AttributeStatement>{rows}</saml:AttributeStatement>" if rows else ""
        text = f"""<samlp:Response xmlns:samlp="{P}" xmlns:saml="{A}" ID="_r1" Version="2.0" IssueInstant="{stamp()}"
 Destination="{self.destination}" {asked}><saml:Issuer>{self.issuer}</saml:Issuer><samlp:Status><samlp:StatusCode
 Value="urn:oasis:names:tc:SAML:2.0:status:{self.status}"/></samlp:Status><saml:Assertion ID="{self.number}"
 Version="2.0" IssueInstant="{stamp()}"><saml:Issuer>{self.issuer}</saml:Issuer><saml:Subject><saml:NameID
 Format="{self.style}">{self.subject}</saml:NameID><saml:SubjectConfirmation
 Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{stamp(self.confirmed)}"
 Recipient="{self.recipient}" {asked}/></saml:SubjectConfirmation></saml:Subject><saml:Conditions
 NotBefore="{stamp(self.begins)}" NotOnOrAfter="{stamp(self.ends)}">{self.audience}</saml:Conditions>
<saml:AuthnStatement AuthnInstant="{stamp()}" SessionIndex="x-1"><saml:AuthnContext>
<saml:AuthnContextClassRef>{self.context}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
{told}</saml:Assertion></samlp:Response>"""
        return etree.fromstring(text)


def sign(node: Any, key: Any = KEY, how: Any = xmlsec.constants.TransformRsaSha256) -> None:
    """Sign an element by its ID, as SAML wants it: enveloped, after its issuer."""
    made = xmlsec.template.create(node, xmlsec.constants.TransformExclC14N, how, ns="ds")
    node.insert(1, made)
    digest = (
        xmlsec.constants.TransformSha1 if how == xmlsec.constants.TransformRsaSha1 else xmlsec.constants.TransformSha256
    )
    reference = xmlsec.template.add_reference(made, digest, uri=f"#{node.get('ID')}")
    xmlsec.template.add_transform(reference, xmlsec.constants.TransformEnveloped)
    xmlsec.template.add_transform(reference, xmlsec.constants.TransformExclC14N)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(pem(key), xmlsec.constants.KeyDataFormatPem)
    xmlsec.tree.add_ids(node, ["ID"])
    context.sign(made)


def assertion(root: Any) -> Any:
    return root.find(f"{{{A}}}Assertion")


def signed(answer: Answer) -> bytes:
    root = answer.xml()
    sign(assertion(root))
    return etree.tostring(root)


def go(client: Client, answer: Answer, make: Callable[[Answer], bytes] = signed, to: str = "/me/") -> Any:
    """The whole way: there, the answer posted by a page of the provider (no cookie), and back."""
    there = client.get(f"/accounts/saml/begin/?next={to}")
    said = parse_qs(urlsplit(there["Location"]).query)["SAMLRequest"][0]
    request = etree.fromstring(zlib.decompress(base64.b64decode(said), -15))
    answer.answers = answer.answers or request.get("ID")
    return client.get(post(make(answer)))


def post(xml: bytes) -> str:
    """Post an answer as a stranger; returns where the browser is sent."""
    stranger = Client(enforce_csrf_checks=True)
    got = stranger.post("/accounts/saml/", {"SAMLResponse": base64.b64encode(xml).decode()})
    assert got.status_code == 303
    assert "sessionid" not in got.cookies
    return str(got["Location"])
