"""Whom to tell of a hole: named in the settings, with an end less than a year away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from wellspoken.config.settings.security import clamd, contacts

WHERE = "/.well-known/security.txt"


@pytest.mark.django_db
def test_it_names_the_contacts_even_before_the_first_start(settings: Any, client: Client) -> None:
    settings.SECURITY_CONTACTS = ["mailto:security@example.org", "https://example.org/report"]
    answer = client.get(WHERE)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    lines = [line.partition(": ")[::2] for line in answer.content.decode().splitlines()]
    assert [value for name, value in lines if name == "Contact"] == settings.SECURITY_CONTACTS
    said = dict(lines)
    ends = datetime.strptime(said["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=100) < ends - timezone.now() < timedelta(days=365)
    assert said["Canonical"] == settings.SITE_URL + WHERE


@pytest.mark.django_db
def test_without_a_contact_there_is_no_such_page(settings: Any, client: Client) -> None:
    settings.SECURITY_CONTACTS = []
    assert client.get(WHERE).status_code == 404


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", []),
        ("security@example.org", ["mailto:security@example.org"]),
        ("https://example.org/x, tel:+1-218-555-0100", ["https://example.org/x", "tel:+1-218-555-0100"]),
    ],
)
def test_contacts_are_addresses(said: str, found: list[str]) -> None:
    assert contacts(said) == found


@pytest.mark.parametrize(
    "said", ["nobody", "http://example.org", "a@example.org\nExpires: never", "ask me@example.org"]
)
def test_what_is_no_contact_stops_the_start(said: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        contacts(said)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", None),
        ("unix:/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("tcp:127.0.0.1:3310", ("127.0.0.1", 3310)),
        ("tcp:[::1]:3310", ("::1", 3310)),
    ],
)
def test_where_the_scanner_listens(said: str, found: object) -> None:
    assert clamd(said) == found


@pytest.mark.parametrize("said", ["clamd", "unix:clamd", "tcp:3310", "tcp:host:port", "http://127.0.0.1:3310"])
def test_an_address_that_is_none_stops_the_start(said: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        clamd(said)
