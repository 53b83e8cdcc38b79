"""The replica's answers have the shape of a real server's.

The recordings belong to the Mastodon.py project and are fetched from the
package registry into the cache, never kept here.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from tests.networks.conftest import picture
from tests.replicas.mastodon import Mastodon
from wellspoken.networks.contract import Account

PACKAGE = "Mastodon.py==2.3.3"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FILES = (
    "test_account.yaml",
    "test_status_post.yaml",
    "test_status_delete_media.yaml",
    "test_media_post*.yaml",
    "test_app_account_create.yaml",
    "test_async_refresh_id_extraction*.yaml",
    "test_auth_request_url.yaml",
    "test_account_pinned.yaml",
    "test_lang_for_errors.yaml",
)


def _cache() -> Path:
    named = os.environ.get("WELLSPOKEN_RECORDINGS")
    return Path(named) if named else Path.home() / ".cache" / "wellspoken" / "recordings"


@pytest.fixture(scope="module")
def recorded() -> dict[tuple[str, str, int], tuple[Any, dict[str, str]]]:
    """Method, path with numbers as ``:id`` and status -> one body, and its headers."""
    folder = _cache()
    if not list(folder.glob("mastodon_py-*.tar.gz")):
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", PACKAGE]
        done = subprocess.run([*command, "--dest", str(folder)], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"the recordings cannot be fetched here: {done.stderr[-300:]}")
    found: dict[tuple[str, str, int], tuple[Any, dict[str, str]]] = {}
    with tarfile.open(next(folder.glob("mastodon_py-*.tar.gz"))) as archive:
        for member in archive:
            if any(Path(member.name).match(f"cassettes/{name}") for name in FILES):
                file = archive.extractfile(member)
                assert file is not None
                for key, value in _entries(yaml.load(file, LOADER)):
                    found.setdefault(key, value)
    return found


def _entries(cassette: Any) -> Iterator[tuple[tuple[str, str, int], tuple[Any, dict[str, str]]]]:
    for entry in cassette["interactions"]:
        path = re.sub(r"https?://[^/]+", "", entry["request"]["uri"]).split("?")[0].rstrip("/")
        path = re.sub(r"/\d{6,}", "/:id", path)
        answer = entry["response"]
        headers = {name.lower(): values[0] for name, values in answer["headers"].items()}
        try:
            body = json.loads(answer["body"]["string"])
        except ValueError:
            continue
        yield (entry["request"]["method"], path, answer["status"]["code"]), (body, headers)


def kind(value: object) -> str:
    """Return what kind of JSON value this is; whole and broken numbers are one kind."""
    if isinstance(value, bool):
        return "bool"
    return {int: "number", float: "number"}.get(type(value), type(value).__name__)  # type: ignore[arg-type]


def differences(ours: Any, real: Any, where: str = "") -> list[str]:
    """Return what our answer has that the real one has not, or has as another kind."""
    if isinstance(ours, dict) and isinstance(real, dict):
        unknown = [f"{where}.{name}: not in the real answer" for name in ours if name not in real]
        inner = [differences(ours[name], real[name], f"{where}.{name}") for name in ours if name in real]
        return unknown + [one for part in inner for one in part]
    if isinstance(ours, list) and isinstance(real, list):
        return differences(ours[0], real[0], f"{where}[0]") if ours and real else []
    if ours is None or real is None or kind(ours) == kind(real):
        return []
    return [f"{where}: {kind(ours)}, really {kind(real)}"]


@pytest.fixture
def ours(replica: Mastodon, mastodon_account: Account) -> dict[tuple[str, str, int], httpx2.Response]:
    """The replica's answers to the calls a connector makes."""
    signed = {"Authorization": f"Bearer {mastodon_account.secrets['access']}"}
    with httpx2.Client(base_url=replica.url, headers=signed, trust_env=False) as client:
        one = picture()
        media = client.post(
            "/api/v2/media", files={"file": ("a.png", one.load(), "image/png")}, data={"description": "a"}
        )
        posted = client.post("/api/v1/statuses", json={"status": "hei #tag", "media_ids": [media.json()["id"]]})
        number = posted.json()["id"]
        app = {"client_name": "x", "redirect_uris": "urn:x", "scopes": "read"}
        return {
            ("POST", "/api/v2/media", 200): media,
            ("POST", "/api/v1/statuses", 200): posted,
            ("POST", "/api/v1/statuses", 422): client.post("/api/v1/statuses", json={"status": "x" * 501}),
            ("GET", "/api/v1/accounts/:id/statuses", 200): client.get(
                f"/api/v1/accounts/{mastodon_account.remote_id}/statuses"
            ),
            ("GET", "/api/v1/accounts/verify_credentials", 200): client.get("/api/v1/accounts/verify_credentials"),
            ("GET", "/api/v2/instance", 200): client.get("/api/v2/instance"),
            ("GET", "/.well-known/oauth-authorization-server", 200): client.get(
                "/.well-known/oauth-authorization-server"
            ),
            ("POST", "/api/v1/apps", 200): client.post("/api/v1/apps", data=app),
            ("DELETE", "/api/v1/statuses/:id", 200): client.delete(f"/api/v1/statuses/{number}"),
            ("DELETE", "/api/v1/statuses/:id", 404): client.delete(f"/api/v1/statuses/{number}"),
        }


DELETED = ("DELETE", "/api/v1/statuses/:id", 200)


def test_every_answer_has_the_real_shape(
    recorded: dict[tuple[str, str, int], tuple[Any, dict[str, str]]], ours: dict[tuple[str, str, int], httpx2.Response]
) -> None:
    wrong: list[str] = []
    for key, answer in ours.items():
        assert key in recorded, f"no recording of {key}"
        real, headers = recorded[key]
        assert answer.status_code == key[2], (key, answer.text)
        shown = dict(answer.json()) if isinstance(answer.json(), dict) else answer.json()
        if key == DELETED:
            shown.pop("content")
        wrong += [f"{key} {one}" for one in differences(shown, real)]
        wrong += [f"{key} lacks {name}" for name in headers if "ratelimit" in name and name not in answer.headers]
    assert not wrong


def test_the_comparison_can_fail() -> None:
    assert differences({"a": 1, "b": "x"}, {"a": "1"}) == [".b: not in the real answer", ".a: number, really str"]


NEEDED = {
    ("POST", "/api/v1/statuses", 200): {"id", "url", "uri", "content", "created_at", "media_attachments"},
    ("GET", "/api/v1/accounts/verify_credentials", 200): {"id", "username", "display_name"},
    ("POST", "/api/v1/apps", 200): {"client_id", "client_secret"},
    ("POST", "/api/v2/media", 200): {"id"},
    ("GET", "/api/v2/instance", 200): {"domain", "configuration", "source_url"},
}


@pytest.mark.parametrize("key", NEEDED, ids=lambda key: f"{key[0]} {key[1]}")
def test_what_the_connector_reads_is_really_there(
    recorded: dict[tuple[str, str, int], tuple[Any, dict[str, str]]], key: tuple[str, str, int]
) -> None:
    assert NEEDED[key] <= recorded[key][0].keys()
