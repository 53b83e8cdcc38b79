"""First start: two doors that close behind one, a wizard that takes any input without breaking, the sample's guests."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import make_organisation, make_person, make_team
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.people.models import Organisation, Team, User
from wellspoken.rooms.people.roles import Role
from wellspoken.web.start import sample_door
from wellspoken.web.start.steps import STEPS

ANSWERS: dict[str, dict[str, Any]] = {
    "organisation": {
        "name": "Elm & Harbour Health",
        "kind": "hospital",
        "countries": ["us", "no"],
        "other_countries": "Jepang\nFinland",
        "languages": ["en", "nb"],
        "time_zone": "Europe/Oslo",
    },
    "names": {
        "own_names": "St. Elm's\nHavnesykehuset",
        "domains": "https://www.Elm-Harbour.example.org/about\n",
        "phones": "+1 218 555 0100",
        "emails": "Press@elm-harbour.example.org",
    },
    "team": {
        "name": "Bergen",
        "country": "no",
        "language": "nb",
        "time_zone": "Europe/Oslo",
        "place": "",
        "newsroom_name": "Elm & Harbour",
        "newsroom_slug": "elm-harbour",
    },
    "you": {
        "name": "Ana Berg",
        "email": "Ana@example.org",
        "password": "four odd words here",
        "again": "four odd words here",
    },
}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def fill(client: Client, upto: str = "you", **changed: dict[str, Any]) -> Any:
    """Post the steps up to and with `upto`; returns the last answer."""
    answer = None
    for step in STEPS:
        answer = client.post(f"/start/set-up/{step.slug}/", {**ANSWERS[step.slug], **changed.get(step.slug, {})})
        if step.slug == upto:
            break
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/me/", "/settings/people/", "/nowhere/"])
def test_every_page_leads_to_the_doors(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/start/")
    assert "sample hospital" in client.get("/start/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/start/", *(f"/start/set-up/{step.slug}/" for step in STEPS)])
def test_the_doors_close(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200
    make_organisation()
    assert client.get(path).status_code == 404
    assert client.post("/start/sample/").status_code == 404
    assert client.post("/start/set-up/you/", ANSWERS["you"]).status_code == 404
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_set_up_from_end_to_end(client: Client) -> None:
    answer = fill(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    organisation, team, user, newsroom = (m.objects.get() for m in (Organisation, Team, User, Channel))
    assert organisation.countries == ["us", "no", "jp", "fi"]
    assert organisation.domains == ["elm-harbour.example.org"]
    assert organisation.emails == ["press@elm-harbour.example.org"]
    assert not organisation.is_sample
    assert (team.place, team.language) == ("Oslo", "nb")
    assert (newsroom.network, newsroom.slug, newsroom.team) == ("newsroom", "elm-harbour", team)
    assert user.check_password("four odd words here")
    assert client.get("/me/security/").status_code == 200


@pytest.mark.django_db
def test_the_password_is_never_kept(client: Client) -> None:
    fill(client, you={"again": "different words here"})
    assert "four odd words here" not in json.dumps(dict(client.session.items()))
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_back_keeps_what_was_typed(client: Client) -> None:
    fill(client, upto="organisation")
    answer = client.post("/start/set-up/names/", {"own_names": "Half a na", "domains": "not valid!", "back": "1"})
    assert answer["Location"] == "/start/set-up/organisation/"
    assert "Elm &amp; Harbour Health" in client.get("/start/set-up/organisation/").content.decode()
    page = client.get("/start/set-up/names/").content.decode()
    assert "Half a na" in page
    assert "not valid!" in page
    assert 'class="error"' not in page


@pytest.mark.django_db
def test_a_skipped_step_is_asked_for(client: Client) -> None:
    answer = client.post("/start/set-up/you/", ANSWERS["you"])
    assert answer["Location"] == "/start/set-up/organisation/"
    assert "still missing" in client.get("/start/set-up/organisation/").content.decode()
    assert User.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "field", "value", "told"),
    [
        ("organisation", "name", "\u200b\u202e", "Write a name that can be read."),
        ("organisation", "kind", "castle", "castle"),
        ("organisation", "other_countries", "Atlantis", "We do not know a country called “Atlantis”."),
        ("organisation", "time_zone", "Mars/Base", "Mars/Base"),
        ("names", "domains", "not a name", "not an internet name"),
        ("names", "phones", "call me", "not a phone number"),
        ("names", "emails", "press at example", "not an e-mail address"),
        ("team", "newsroom_slug", "Elm Harbour!", "small letters, digits and hyphens"),
        ("team", "country", "zz", "zz"),
        ("you", "email", "nobody", "valid email"),
        ("you", "password", "short", "too short"),
        ("you", "again", "something else!", "The two passwords differ."),
    ],
)
def test_wrong_answers_are_told_beside_the_field(client: Client, step: str, field: str, value: str, told: str) -> None:
    answer = fill(client, upto=step, **{step: {field: value}})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert f'id="id_{field}_error"' in page or f'id="id_{field}"' in page
    assert Organisation.objects.count() == 0


@pytest.mark.django_db
def test_no_country_at_all_is_refused(client: Client) -> None:
    answer = fill(client, upto="organisation", organisation={"countries": [], "other_countries": ""})
    assert "Choose at least one country." in answer.content.decode()


@pytest.mark.django_db
def test_a_second_set_up_meanwhile_is_refused_whole(client: Client) -> None:
    late = Client()
    fill(late, upto="team")
    fill(client)
    assert late.post("/start/set-up/you/", ANSWERS["you"] | {"email": "late@example.org"}).status_code == 404
    assert User.objects.count() == 1


NASTY = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        [
            "\u202eevil\u202c",
            "\u200b" * 50,
            "👩\u200d⚕️" * 40,
            "مرحبا",
            "<script>alert(1)</script>",
            "x" * 30_000,
            "\x00",
            "{{ 7*7 }}",
        ]
    ),
)


class AnyInput(TestCase):
    """Whatever is typed: an answer in words, never a broken page, and nothing half made."""

    @rules(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_wizard(self, data: st.DataObject) -> None:
        client = Client()
        step = data.draw(st.sampled_from(STEPS))
        typed = {name: data.draw(NASTY) for name in step.form.base_fields}
        typed = {name: value.encode("utf-8", "replace").decode() for name, value in typed.items()}
        answer = client.post(f"/start/set-up/{step.slug}/", typed)
        assert answer.status_code in {302, 422}
        page = client.get(f"/start/set-up/{step.slug}/").content.decode()
        assert "<script>alert" not in page
        assert Organisation.objects.count() == Team.objects.count() == User.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_sample_is_built_in_the_background(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(progress: Any) -> None:
        progress(3, 4)
        make_organisation(is_sample=True)

    monkeypatch.setattr(sample_door, "build", build)
    assert client.post("/start/sample/")["Location"] == "/start/progress/"
    _until(lambda: sample_door.progress().state == "done")  # type: ignore[union-attr]
    assert client.get("/start/progress/")["Location"] == "/start/people/"
    assert client.get("/start/progress/", HTTP_HX_REQUEST="true")["HX-Redirect"] == "/start/people/"


@pytest.mark.django_db(transaction=True)
def test_a_sample_that_breaks_is_said_and_can_be_tried_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(progress: Any) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(sample_door, "build", build)
    client.post("/start/sample/")
    _until(lambda: sample_door.progress().state == "failed")  # type: ignore[union-attr]
    assert "could not be built" in client.get("/start/progress/").content.decode()
    assert sample_door.start()


def _until(true: Any) -> None:
    for _time in range(200):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("never came true")


def test_only_one_builder_and_silence_counts_as_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    sample_door._write("running", 5, 10)
    assert sample_door.progress().percent == 50  # type: ignore[union-attr]
    assert not sample_door.start()
    monkeypatch.setattr(sample_door.time, "time", lambda: 4e9)
    assert sample_door.progress().state == "failed"  # type: ignore[union-attr]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_sample", "site", "host", "may"),
    [
        (True, "http://localhost:8000", "localhost", True),
        (True, "http://127.0.0.1:8000", "127.0.0.1", True),
        (False, "http://localhost:8000", "localhost", False),
        (True, "https://social.example.org", "localhost", False),
        (True, "http://localhost:8000", "social.example.org", False),
        (True, "http://localhost.example.org", "localhost", False),
    ],
)
def test_guests_only_in_the_sample_on_this_machine(
    client: Client, settings: Any, is_sample: bool, site: str, host: str, may: bool
) -> None:
    settings.SITE_URL = site
    settings.ALLOWED_HOSTS = ["*"]
    make_organisation(is_sample=is_sample)
    person = make_person(Role.EDITOR, make_team(), name="Kari Guest")
    page = client.get("/accounts/login/", HTTP_HOST=host).content.decode()
    assert ("Kari Guest" in page) is may
    answer = client.post(f"/start/people/{person.pk}/", HTTP_HOST=host)
    assert answer.status_code == (302 if may else 404)
    assert ("_auth_user_id" in client.session) is may


@pytest.mark.django_db
def test_guests_come_from_this_machine_whatever_host_they_name(client: Client, settings: Any) -> None:
    settings.SITE_URL = "http://localhost"
    make_organisation(is_sample=True)
    person = make_person(Role.EDITOR, make_team())
    where = f"/start/people/{person.pk}/"
    assert client.post(where, HTTP_HOST="localhost", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert client.post(where, HTTP_HOST="localhost", REMOTE_ADDR="127.0.0.1").status_code == 302


@pytest.mark.django_db
def test_switched_off_people_are_no_guests(client: Client, settings: Any) -> None:
    settings.SITE_URL = "http://localhost"
    make_organisation(is_sample=True)
    person = make_person(Role.EDITOR, is_active=False)
    assert client.post(f"/start/people/{person.pk}/", HTTP_HOST="localhost").status_code == 404
