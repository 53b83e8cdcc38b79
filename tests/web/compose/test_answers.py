"""What the island asks: autosave, checks, plan; and whatever else may be thrown at it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.compliance.models import ScreeningRun
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
SSN = "842-41-8036"


class Desk:
    """A signed-in editor with one post on three networks."""

    def __init__(self) -> None:
        make_organisation()
        self.team = make_team()
        self.channels = [make_channel(self.team, n) for n in ("newsroom", "bluesky", "mastodon")]
        self.post = make_post(self.team, body=make_body("Hello all.", channels=tuple(c.pk for c in self.channels)))
        self.client = Client()
        self.client.force_login(make_person(Role.EDITOR, self.team))

    def ask(self, what: str, value: Any, raw: bytes | None = None) -> Any:
        data = raw if raw is not None else json.dumps(value)
        return self.client.post(f"/posts/{self.post.pk}/{what}/", data, content_type="application/json")

    def body(self, **more: Any) -> dict[str, Any]:
        return {**make_body("Hello all.", channels=tuple(c.pk for c in self.channels)).to_json(), **more}


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_autosave_answers_with_the_next_version(desk: Desk) -> None:
    answer = desk.ask("autosave", {"version": 1, "body": desk.body(text="New words")})
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    again = desk.ask("autosave", {"version": 1, "body": desk.body(text="New words")})
    assert again.json()["version"] == 2


def test_a_conflict_holds_both_versions(desk: Desk) -> None:
    base = desk.body(text="one two three")
    desk.ask("autosave", {"version": 1, "body": base})
    desk.ask("autosave", {"version": 2, "body": desk.body(text="ONE two three")})
    answer = desk.ask("autosave", {"version": 2, "body": desk.body(text="one two THREE"), "base": base})
    found = answer.json()
    assert answer.status_code == 409
    assert (found["code"], found["version"], found["theirs"]["text"]) == ("conflict", 3, "ONE two three")
    assert found["merged"]["text"] == "ONE two THREE"


def test_the_report_says_what_and_where(desk: Desk) -> None:
    text = f"💙 Number {SSN} and https://example.org #walk"
    sky = desk.channels[1].pk
    answer = desk.ask("screen", {"seq": 7, "body": desk.body(text="Hello all.", variants={str(sky): text})})
    report = answer.json()
    assert report["seq"] == 7
    cards = {tuple(p["channels"]): p["cards"] for p in report["parts"] if p["part"] == "text"}
    (card,) = [c for c in cards[(sky,)] if c["rule"] == "HIPAA-ID-G"]
    assert text[card["start"] : card["end"]] == SSN
    assert report["counts"]["block"] >= 1
    assert report["checked"] > 0
    channel = report["channels"][str(sky)]
    assert channel["length"]["limit"] == 300
    assert {p["kind"] for p in channel["preview"]} == {"text", "link", "tag"}
    assert "".join(p["text"] for p in channel["preview"]) == text
    assert ScreeningRun.objects.count() == 0


def test_checking_costs_few_queries(desk: Desk, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(12):
        assert desk.ask("screen", {"seq": 1, "body": desk.body()}).status_code == 200


def test_saving_costs_few_queries(desk: Desk, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(16):
        assert desk.ask("autosave", {"version": 1, "body": desk.body(text="x")}).status_code == 200


@pytest.mark.parametrize("lang", ["en", "id", "nb"])
def test_answers_speak_the_readers_language(lang: str, desk: Desk) -> None:
    desk.client.force_login(make_person(Role.EDITOR, desk.team, language=lang))
    card = desk.ask("screen", {"seq": 1, "body": desk.body(text=SSN)}).json()["parts"][0]["cards"][0]
    assert card["title"] == {"en": "National identity number", "id": "Nomor identitas", "nb": "Personnummer"}[lang]


def test_a_plan_is_answered_in_words(desk: Desk) -> None:
    answer = desk.ask("plan", {"plan": "at", "wall": "2027-10-31T02:30", "fold": "0"})
    assert answer.json()["doubled"] is True
    assert "02:30, Oslo" in answer.json()["label"]
    slot = desk.ask("plan", {"plan": "slot"})
    assert [row["when"] for row in slot.json()["slots"]] == ["no slots set for this channel"] * 3
    missing = desk.ask("plan", {"plan": "at", "wall": "2027-03-28T02:30"})
    assert (missing.status_code, missing.json()["code"]) == (422, "missing_hour")


def test_refusals_are_sentences(desk: Desk) -> None:
    for state, code in (("published", 409), ("binned", 409)):
        Post.objects.filter(pk=desk.post.pk).update(state=state)
        answer = desk.ask("autosave", {"version": 1, "body": desk.body(text="late words")})
        assert (answer.status_code, answer.json()["code"]) == (code, "state")
    desk.client.force_login(make_person(Role.VIEWER, desk.team))
    assert desk.ask("screen", {}).status_code == 403
    desk.client.force_login(make_person(Role.EDITOR, make_team()))
    assert desk.ask("screen", {}).status_code == 404


BAD = [b"", b"null", b"[]", b"{", b"\xff\xfe", b'{"body": 3}', b'{"body": {}, "version": "x"}', b"[" * 100_000]
BAD += [
    b'{"version": 1e999, "body": {"text": "x"}}',
    b'{"version": -1, "body": {}}',
    b'{"version": 99999999999, "body": {}}',
]


@pytest.mark.parametrize("raw", BAD)
@pytest.mark.parametrize("what", ["autosave", "plan"])
def test_junk_is_refused_plainly(raw: bytes, what: str, desk: Desk) -> None:
    answer = desk.ask(what, None, raw)
    assert answer.status_code in {200, 422}
    assert answer.status_code == 200 or answer.json()["error"]
    assert Post.objects.get(pk=desk.post.pk).version == 1


@pytest.mark.parametrize("size", [10_000_000, 14_000_000])
def test_ten_megabytes_are_refused_with_a_sentence(size: int, desk: Desk) -> None:
    for what in ("autosave", "screen"):
        answer = desk.ask(what, {"version": 1, "body": desk.body(text="x" * size)})
        assert answer.status_code in {413, 422}
        assert "too long" in answer.json()["error"]


HOSTILE = [
    "\u202eright to left\u202c and \u05e9\u05dc\u05d5\u05dd",
    "zero\u200bwidth\u200djoin\ufeff",
    "👩🏽‍⚕️👨‍👩‍👧‍👦🏳️‍🌈" * 50,
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "lone \ud83d surrogate \udc99",
    "null \x00 byte and \x1b[31m escape",
    "e\u0301" * 500,
    "Z\u0351\u036b\u0343\u036a\u0302\u036b" * 100,
    "{{ 7*7 }} {% load x %} ${x} %(y)s",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_and_checked(text: str, desk: Desk) -> None:
    saved = desk.ask("autosave", {"version": 1, "body": desk.body(text=text, title=text[:50])})
    assert saved.status_code == 200
    report = desk.ask("screen", {"seq": 1, "body": desk.body(text=text)})
    assert report.status_code == 200
    page = desk.client.get(f"/posts/{desk.post.pk}/edit/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


text = st.text(st.characters(codec="utf-8"), max_size=300)  # no form can carry half a surrogate pair


@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(value=text, title=text, lang=text, until=text)
def test_any_text_is_answered(value: str, title: str, lang: str, until: str, desk: Desk) -> None:
    version = Post.objects.get(pk=desk.post.pk).version
    body = desk.body(text=value, title=title, lang=lang, use_until=until)
    for what in ("autosave", "screen"):
        assert desk.ask(what, {"version": version, "seq": 1, "body": body}).status_code in {200, 422}
    form = {"version": version, "text": value, "title": title, "lang": lang, "use_until": until}
    answer = desk.client.post(f"/posts/{desk.post.pk}/edit/", {**form, "plan": "at", "wall": title})
    assert answer.status_code in {302, 409, 422}
