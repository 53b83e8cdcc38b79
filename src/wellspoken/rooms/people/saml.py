"""SAML 2.0: what a response must be to be believed, and what an identity provider's metadata says. No database.

python3-saml checks the signature, the schema, status, issuer and times. What it leaves open is closed here: the
assertion itself is signed, with algorithms of today and no transforms but those that SAML names (SAML Core 2.0, 5.4.4);
audience, destination and recipient are ours letter by letter; and it answers a request, which is read from the signed
part (SAML Profiles 2.0, 4.1.4.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from wellspoken.rooms.people.oidc import NotBelieved

LONGEST = 400_000
TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
ADDRESS = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
NS = {
    "p": "urn:oasis:names:tc:SAML:2.0:protocol",
    "a": "urn:oasis:names:tc:SAML:2.0:assertion",
    "d": "http://www.w3.org/2000/09/xmldsig#",
}
_MORE, _C14N = "http://www.w3.org/2001/04/xmldsig-more#", "http://www.w3.org/2001/10/xml-exc-c14n#"
SIGNED_WITH = frozenset(f"{_MORE}{kind}-sha{size}" for kind in ("rsa", "ecdsa") for size in (256, 384, 512))
DIGESTS = frozenset(
    {"http://www.w3.org/2001/04/xmlenc#sha256", f"{_MORE}sha384", "http://www.w3.org/2001/04/xmlenc#sha512"}
)
TRANSFORMS = frozenset({f"{NS['d']}enveloped-signature", _C14N, f"{_C14N}WithComments"})


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides: our `entity` and the address (`back`) where answers arrive; theirs, with `certificates` (base64)."""

    entity: str
    back: str
    their_entity: str
    their_address: str
    certificates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Believed:
    """What a believed assertion says. `until`: Unix time after which it would not be believed anyway."""

    assertion: str
    answers: str
    until: int
    subject: str
    subject_format: str
    session: str
    attributes: dict[str, list[str]] = field(default_factory=dict)
    contexts: list[str] = field(default_factory=list)

    def first(self, name: str) -> str:
        """The first value of an attribute, "" without one."""
        return next(iter(self.attributes.get(name, [])), "")


def ask(sides: Sides) -> tuple[str, str]:
    """A new request: its id, and the address to send the browser to."""
    from onelogin.saml2.authn_request import OneLogin_Saml2_Authn_Request

    request = OneLogin_Saml2_Authn_Request(_settings(sides))
    said = urlencode({"SAMLRequest": request.get_request()})
    return str(request.get_id()), f"{sides.their_address}{'&' if '?' in sides.their_address else '?'}{said}"


def our_metadata(sides: Sides) -> bytes:
    """What the provider is told of us, as XML."""
    told = _settings(sides, ours_only=True).get_sp_metadata()
    return told.encode() if isinstance(told, str) else bytes(told)


def believe(encoded: str, sides: Sides) -> Believed:
    """The one signed assertion of a response (base64, as it was posted); raises `NotBelieved`.

    Whether it was taken before, and whether this browser asked for it, is the caller's to see.
    """
    from onelogin.saml2.response import OneLogin_Saml2_Response

    if not encoded or len(encoded) > LONGEST:
        raise NotBelieved("size")
    try:
        response = OneLogin_Saml2_Response(_settings(sides), encoded)
        root = response.get_xml_document()
        assertion = _signed_as_it_should_be(root)
        where = urlsplit(sides.back)
        request = {
            "https": "on" if where.scheme == "https" else "off",
            "http_host": where.netloc,
            "script_name": where.path,
        }
        response.is_valid(request, raise_exceptions=True)
        return _read(response, root, assertion, sides)
    except NotBelieved:
        raise
    except Exception as problem:  # the library raises whatever it meets; nothing of it may pass
        raise NotBelieved(f"{type(problem).__name__}: {problem}"[:200]) from problem


def _signed_as_it_should_be(root: Any) -> Any:
    """The only assertion, signed by itself in a plain way. Looked at before anything of it is worked on."""
    found = root.findall("a:Assertion", NS)
    if root.tag != f"{{{NS['p']}}}Response" or len(found) != 1 or len(root.findall(".//a:Assertion", NS)) != 1:
        raise NotBelieved("one assertion")
    signatures = found[0].findall("d:Signature", NS)
    references = found[0].findall("d:Signature/d:SignedInfo/d:Reference", NS)
    if len(signatures) != 1 or len(references) != 1 or references[0].get("URI") != f"#{found[0].get('ID')}":
        raise NotBelieved("signature of the assertion")
    for name, allowed in (
        ("SignatureMethod", SIGNED_WITH),
        ("DigestMethod", DIGESTS),
        ("CanonicalizationMethod", TRANSFORMS),
        ("Transform", TRANSFORMS),
    ):
        if any(one.get("Algorithm") not in allowed for one in root.findall(f".//d:{name}", NS)):
            raise NotBelieved(name)
    return found[0]


def _read(response: Any, root: Any, assertion: Any, sides: Sides) -> Believed:
    """The facts of a response that the library found valid."""
    if root.get("Destination") != sides.back:
        raise NotBelieved("destination")
    if sides.entity not in _texts(assertion.findall("a:Conditions/a:AudienceRestriction/a:Audience", NS)):
        raise NotBelieved("audience")
    data = assertion.findall("a:Subject/a:SubjectConfirmation/a:SubjectConfirmationData", NS)
    if len(data) != 1 or data[0].get("Recipient") != sides.back or not data[0].get("NotOnOrAfter"):
        raise NotBelieved("recipient")
    answers = data[0].get("InResponseTo") or ""
    if not answers:
        raise NotBelieved("unsolicited")
    subject = response.get_nameid_data()
    if subject.get("Format") == TRANSIENT or not 0 < len(subject["Value"]) <= 255:
        raise NotBelieved("subject")
    return Believed(
        assertion=str(assertion.get("ID")),
        answers=answers,
        until=int(response.get_assertion_not_on_or_after()),
        subject=subject["Value"],
        subject_format=subject.get("Format", ""),
        session=str(response.get_session_index() or ""),
        attributes={**_plain(response.get_friendlyname_attributes()), **_plain(response.get_attributes())},
        contexts=[str(one) for one in response.get_authn_contexts() if one],
    )


def _texts(nodes: Iterable[Any]) -> list[str]:
    return ["".join(node.itertext()).strip() for node in nodes]


def _plain(attributes: dict[str, list[Any]]) -> dict[str, list[str]]:
    return {name: [one for one in values if isinstance(one, str)] for name, values in attributes.items()}


def _settings(sides: Sides, *, ours_only: bool = False) -> Any:
    from onelogin.saml2.settings import OneLogin_Saml2_Settings

    ours = {
        "entityId": sides.entity,
        "assertionConsumerService": {"url": sides.back},
        "NameIDFormat": "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
    }
    theirs = {
        "entityId": sides.their_entity,
        "singleSignOnService": {"url": sides.their_address},
        "x509certMulti": {"signing": list(sides.certificates)},
    }
    security = {
        "wantAssertionsSigned": True,
        "wantAttributeStatement": False,
        "requestedAuthnContext": False,
        "rejectDeprecatedAlgorithm": True,
        "allowSingleLabelDomains": True,
        "allowRepeatAttributeName": True,
    }
    said = {"strict": True, "sp": ours, "idp": theirs, "security": security}
    return OneLogin_Saml2_Settings(said, sp_validation_only=ours_only)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an identity provider's metadata says: its name, where to go, the certificates it may sign with (base64)."""

    entity: str
    address: str
    certificates: tuple[str, ...]


def read_metadata(text: str) -> Metadata:
    """The one identity provider of a metadata file; raises `NotBelieved` for anything else, document types included."""
    from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as Parser

    try:
        said = Parser.parse(text[:LONGEST].encode())["idp"]
        keys = said.get("x509certMulti", {}).get("signing") or [said["x509cert"]]
        found = Metadata(
            said["entityId"].strip(), said["singleSignOnService"]["url"].strip(), tuple(dict.fromkeys(keys))
        )
        for one in found.certificates:
            certificate_of(one)
    except Exception as problem:  # as above: the library raises whatever it meets
        raise NotBelieved(f"{type(problem).__name__}: {problem}"[:200]) from problem
    return found


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate to be shown: SHA-256 in hexadecimal, its last moment (aware, UTC)."""

    fingerprint: str
    ends: datetime


def certificate_of(encoded: str) -> Certificate:
    """Read a certificate (base64 of its DER form); raises `ValueError`, also for RSA keys below 2048 bits."""
    import base64

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    found = x509.load_der_x509_certificate(base64.b64decode(encoded))
    key = found.public_key()
    if not (isinstance(key, ec.EllipticCurvePublicKey) or (isinstance(key, rsa.RSAPublicKey) and key.key_size >= 2048)):
        raise ValueError("weak key")
    return Certificate(found.fingerprint(hashes.SHA256()).hex(), found.not_valid_after_utc)
