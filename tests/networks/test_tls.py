"""Encrypted connections: the certificate must be for the name, and a failed handshake has said nothing."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.replicas.serving import Quiet, Served
from wellspoken.networks import wire
from wellspoken.networks.http import Call, CallFailed, send


class _Handler(Quiet):
    def do_POST(self) -> None:
        self.answer(200, {"content-type": "application/json"}, self.body() + b"{}")


def certificate(folder: Path) -> Path:
    """Make a key and a certificate for localhost, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.9"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path = folder / "both.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    pem = certificate(tmp_path)
    trusting = ssl.create_default_context(cafile=str(pem))
    monkeypatch.setattr(wire, "_tls", lambda: trusting)
    with Served(_Handler) as served:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        served.server.socket = context.wrap_socket(served.server.socket, server_side=True)
        yield served.url.replace("http://127.0.0.1", "https://localhost")


def post(url: str) -> int:
    return send(Call("POST", url, body=b"", allow_private=True, seconds=5)).status


def test_a_trusted_certificate_for_the_name_is_accepted(server: str) -> None:
    assert post(server) == 200


def test_a_certificate_for_another_name_is_not(server: str) -> None:
    with pytest.raises(CallFailed) as caught:
        post(server.replace("localhost", "127.0.0.1"))
    assert (caught.value.reason, caught.value.spoken) == ("network_down", False)


def test_a_certificate_nobody_vouches_for_is_not(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_tls", ssl.create_default_context)
    with pytest.raises(CallFailed, match="CERTIFICATE_VERIFY_FAILED") as caught:
        post(server)
    assert (caught.value.reason, caught.value.spoken) == ("network_down", False)
