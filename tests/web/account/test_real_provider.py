"""Against a certified OpenID provider (npm oidc-provider): sign-in with PKCE and groups, and back-channel logout.

It comes with the front end's packages for development; `WELLSPOKEN_OIDC_PROVIDER` names another folder with one.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx2
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_organisation, make_team
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people.models import Grant, User
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.mapping import map_group
from wellspoken.rooms.people.services.sign_in import ProviderFacts, set_provider

PORT = 23710
ISSUER = f"http://localhost:{PORT}"
FRONT_END = Path(__file__).parents[3] / "frontend"
PACKAGE = Path(os.environ.get("WELLSPOKEN_OIDC_PROVIDER") or FRONT_END) / "node_modules/oidc-provider/lib/index.js"
SYSTEM = SystemActor("test")
pytestmark = [
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def provider(live_server: LiveServer) -> Iterator[None]:
    cache.clear()
    script = Path(__file__).parents[2] / "replicas" / "oidc_server.mjs"
    back = f"{settings.SITE_URL}/accounts/outside/back/"
    command = ["node", script, PACKAGE, str(PORT), back, f"{live_server.url}/accounts/outside/logout/"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            assert any(line.strip() == "ready" for line in server.stdout)
            make_organisation()
            facts = ProviderFacts("Staff", ISSUER, "wellspoken", "a-secret-for-tests-only", "groups")
            set_provider(actor=SYSTEM, facts=facts)
            yield
        finally:
            server.kill()


def walk(browser: httpx2.Client, url: str, login: str) -> str:
    """Through the provider's own pages; returns where it sends the browser back to."""
    for _step in range(12):
        got = browser.get(url)
        while got.status_code in {302, 303}:
            url = urljoin(url, got.headers["Location"])
            if urlsplit(url).path == "/accounts/outside/back/":
                return url
            got = browser.get(url)
        action = re.search(r'<form[^>]*action="([^"]+)"', got.text)
        prompt = re.search(r'name="prompt" value="(\w+)"', got.text)
        assert action, got.text
        assert prompt, got.text
        said = {"prompt": prompt.group(1), "login": login, "password": "x"}
        answer = browser.post(urljoin(url, action.group(1)), data=said)
        url = urljoin(url, answer.headers["Location"])
        if urlsplit(url).path == "/accounts/outside/back/":
            return url
    raise AssertionError("too many steps")


def sign_in(client: Client, browser: httpx2.Client, login: str) -> None:
    there = client.get("/accounts/outside/")["Location"]
    back = urlsplit(walk(browser, there, login))
    client.get(f"{back.path}?{back.query}")


def test_in_with_a_group_and_out_from_there(provider: None) -> None:
    team = make_team()
    map_group(actor=SYSTEM, group="Writers", team=team, role=Role.EDITOR)
    client = Client()
    with httpx2.Client(trust_env=False) as browser:
        sign_in(client, browser, "ana")
        person = User.objects.get(email="ana@example.org")
        assert client.session["_auth_user_id"] == str(person.pk)
        assert list(Grant.objects.values_list("team_id", "role")) == [(team.pk, "editor")]
        page = browser.get(f"{ISSUER}/session/end")
        secret = re.search(r'name="xsrf" value="([^"]+)"', page.text)
        assert secret, page.text
        browser.post(f"{ISSUER}/session/end/confirm", data={"xsrf": secret.group(1), "logout": "yes"})
    assert client.get("/me/").status_code == 302


def test_an_unverified_address_is_nobody(provider: None) -> None:
    map_group(actor=SYSTEM, group="Writers", team=None, role=Role.EDITOR)
    client = Client()
    with httpx2.Client(trust_env=False) as browser:
        sign_in(client, browser, "eva")
    assert "_auth_user_id" not in client.session
    assert not User.objects.exists()
