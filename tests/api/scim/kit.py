"""A directory that tells the product of people: a key, and a client that speaks to the views in this process."""

from __future__ import annotations

from typing import Any

import httpx2
from django.test import Client

from tests.factories import make_organisation, make_person
from wellspoken.rooms.people.models import Organisation
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services.keys import KeyFacts, add_service, make_key

BASE = "http://testserver/scim/v2"


def directory_key() -> str:
    """A key with the scope, made by an administrator, who stays."""
    if not Organisation.objects.exists():
        make_organisation()
    boss = make_person(Role.ADMINISTRATOR, name="Ida Boss")
    program = add_service(actor=boss, name="Directory")
    return make_key(actor=boss, person=program, facts=KeyFacts("Entra", ["scim"])).text


class Views(httpx2.BaseTransport):
    """Carries requests to the views without a network."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        headers = {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in request.headers.items()}
        kind = headers.pop("HTTP_CONTENT_TYPE", "application/scim+json")
        headers.pop("HTTP_CONTENT_LENGTH", None)
        headers.pop("HTTP_ACCEPT_ENCODING", None)
        where = request.url.raw_path.decode()
        got = self.client.generic(request.method, where, request.read(), kind, **headers)
        return httpx2.Response(got.status_code, headers=dict(got.items()), content=got.content)


def client_of(client: Client, key: str) -> httpx2.Client:
    headers = {"Authorization": f"Bearer {key}"}
    return httpx2.Client(base_url=BASE, headers=headers, transport=Views(client))


class Told:
    """The directory speaking: `tell("POST", "Users", {...})` returns (status, JSON)."""

    def __init__(self, key: str) -> None:
        self.client, self.key = Client(), key

    def __call__(self, method: str, where: str, body: Any = None) -> tuple[int, Any]:
        headers = {"HTTP_AUTHORIZATION": f"Bearer {self.key}"}
        import orjson

        said = b"" if body is None else orjson.dumps(body)
        got = self.client.generic(method, f"/scim/v2/{where}", said, "application/scim+json", **headers)
        return got.status_code, orjson.loads(got.content) if got.content else None
