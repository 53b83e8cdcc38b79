"""What people write is in no log, whatever breaks, and in no page that says so."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as current
from django.db import DataError, OperationalError
from django.test import Client
from django.utils.module_loading import import_string

from tests.factories import make_body, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.compliance import services as screening
from wellspoken.rooms.people.roles import Role

#: words that stand nowhere in the product
MARKER = "Zylphina Quoxford"


@pytest.fixture
def written() -> Iterator[Callable[[], str]]:
    """Everything that any logger says, down to DEBUG, written as the settings write it."""
    logging_as_set: dict[str, Any] = current.LOGGING
    named = logging_as_set["formatters"]["plain"]
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(import_string(named["()"])(named["format"]))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    yield stream.getvalue
    root.removeHandler(handler)
    root.setLevel(level)
    logging.getLogger("django.db.backends").setLevel(logging.NOTSET)


@pytest.fixture
def client() -> Client:
    made = Client(raise_request_exception=False)
    make_organisation()
    return made


def broken(*_: Any, **__: Any) -> Any:
    """As unlucky as code can be: what was typed stands in the exception and in what it came of."""
    try:
        return int(MARKER)
    except ValueError as error:
        raise DataError(f"DETAIL: Failing row contains ({MARKER}).") from error


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["autosave", "screen", "page", "api", "api_screen"])
def test_a_draft_that_breaks_a_page(
    where: str, client: Client, written: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    team = make_team()
    person = make_person(Role.EDITOR, team)
    post = make_post(team, person, make_body(MARKER))
    client.force_login(person)
    for place in ("rooms.content.body.Body.content_hash", "rooms.content.body.Body.from_json", "api.screening.screen"):
        monkeypatch.setattr(f"wellspoken.{place}", broken)
    typed = {"text": MARKER, "title": MARKER}
    asked = {"content_type": "application/json"}
    written_by_hand = {"data": json.dumps({"version": post.version, "body": typed}), **asked}
    by_program = {"data": json.dumps({**typed, "team": team.pk}), "HTTP_IDEMPOTENCY_KEY": "k-1", **asked}
    to_check = {"data": json.dumps({"text": MARKER, "team": team.pk}), **asked}
    asks: dict[str, tuple[str, dict[str, Any]]] = {
        "autosave": (f"/posts/{post.pk}/autosave/", written_by_hand),
        "screen": (f"/posts/{post.pk}/screen/", written_by_hand),
        "page": (f"/posts/{post.pk}/edit/", {"data": {**typed, "action": "save"}}),
        "api": ("/api/v1/posts", by_program),
        "api_screen": ("/api/v1/screen", to_check),
    }
    path, form = asks[where]
    answer = client.post(path, **form)
    assert answer.status_code == 500, answer.content[:300]
    assert MARKER not in answer.content.decode()
    assert "DataError" in written()  # it was told where it broke
    assert MARKER not in written()


@pytest.mark.django_db
def test_a_check_that_breaks(written: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    def unlucky(*_: Any, **__: Any) -> Any:
        return int(MARKER)

    monkeypatch.setattr("wellspoken.rooms.compliance.services.asking.ask", unlucky)
    make_organisation()
    [answered] = screening.screen_body(team=make_team(), body=make_body(f"{MARKER} came to us on Monday."))
    assert answered.run.verdict == "block"
    assert "screening failed" in written()
    assert MARKER not in written()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Too Many Requests: /c/CuGdHUXbdiqoQaWLf9R7K6bAI6q2fmSaGm8lhxQg3Ic/", "Too Many Requests: /c/…/"),
        ("Not Found: /feeds/calendar/CuGdHUXbdiqoQaWLf9R7K6bAI6q2.ics", "Not Found: /feeds/calendar/…"),
        ("Not Found: /media/public/WyJhIl0:1wXyZ9:abc_def-123/picture.jpg", "Not Found: /media/public/…/picture.jpg"),
        ("mail to mira.solheim+x@example.org failed", "mail to …@… failed"),
        ("Not Found: /posts/12/", "Not Found: /posts/12/"),
    ],
)
def test_keys_and_addresses_stay_out_of_lines(line: str, kept: str, written: Callable[[], str]) -> None:
    logging.getLogger("django.request").warning(line)
    assert written().rstrip().endswith(kept)


def test_what_the_machine_says_is_kept(written: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    log = logging.getLogger("anything")
    for error in (OperationalError("database is locked"), FileNotFoundError(2, "No such file", MARKER)):
        try:
            raise error
        except Exception:
            log.exception("it broke")
    assert "OperationalError: database is locked" in written()
    assert "builtins.FileNotFoundError: No such file" in written()
    assert "test_no_words_in_logs.py" in written()
    assert MARKER not in written()
    monkeypatch.setenv("WELLSPOKEN_LOG_DETAILS", "1")
    try:
        broken()
    except DataError:
        log.exception("it broke")
    assert MARKER in written()


def test_no_handler_mails_requests() -> None:
    kinds = {type(h).__name__ for name in ("django", "django.request", "") for h in logging.getLogger(name).handlers}
    assert "AdminEmailHandler" not in kinds
