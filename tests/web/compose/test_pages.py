"""The composer's pages as plain forms: everything a person without a script can do."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.content.body import Evidence
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
SSN = "The form shows SSN 842-41-8036."


@pytest.fixture(autouse=True)
def _organisation() -> None:
    make_organisation()


@pytest.fixture
def team() -> Team:
    return make_team()


@pytest.fixture
def ana(team: Team) -> User:
    return make_person(Role.EDITOR, team, name="Ana")


@pytest.fixture
def page(client: Client, ana: User) -> Client:
    client.force_login(ana)
    return client


def form_of(post: Post, **more: Any) -> dict[str, Any]:
    """What the browser would send back unchanged."""
    assert post.current is not None
    body = post.current.content
    form: dict[str, Any] = {
        "version": post.version,
        "base": json.dumps(body.to_json()),
        "title": body.title,
        "text": body.text,
        "lang": body.lang,
        "channel": [str(c) for c in body.channels],
        "use_until": body.use_until,
        "plan": post.plan_kind,
        "action": "save",
    }
    return {**form, **more}


def test_the_page_shows_what_the_post_says(page: Client, team: Team, ana: User) -> None:
    channel = make_channel(team, name="Elm news")
    body = make_body("Walk <b>now</b>", channels=(channel.pk,), evidence=(Evidence("https://example.org/a", "A walk"),))
    answer = page.get(f"/posts/{make_post(team, ana, body).pk}/edit/")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "Walk &lt;b&gt;now&lt;/b&gt;" in html
    assert "Elm news" in html
    assert "https://example.org/a" in html
    assert "style=" not in html
    assert "<script>" not in html


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_few_questions(
    rows: int, page: Client, team: Team, ana: User, django_assert_max_num_queries: Any
) -> None:
    channels = [make_channel(team) for _ in range(rows)]
    sources = tuple(Evidence(f"https://example.org/{n}", "T") for n in range(rows))
    post = make_post(team, ana, make_body(channels=tuple(c.pk for c in channels), evidence=sources))
    with django_assert_max_num_queries(12):
        answer = page.get(f"/posts/{post.pk}/edit/")
    assert answer.status_code == 200


def test_the_page_stays_small(page: Client, team: Team, ana: User) -> None:
    channels = [make_channel(team) for _ in range(12)]
    post = make_post(team, ana, make_body("Walk on. " * 200, channels=tuple(c.pk for c in channels)))
    answer = page.get(f"/posts/{post.pk}/edit/", HTTP_ACCEPT_ENCODING="gzip")
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) <= 20_000


def test_saving_without_a_script(page: Client, team: Team, ana: User) -> None:
    channel, other = make_channel(team), make_channel(team, "bluesky")
    post = make_post(team, ana)
    form = form_of(
        post,
        text="New words",
        channel=[str(channel.pk), str(other.pk)],
        source=["https://example.org/a", ""],
        **{
            f"own-{other.pk}": "1",
            f"variant-{other.pk}": "Own words",
            f"variant-{channel.pk}": "not ticked",
            "source-title": ["A", ""],
            "source-publisher": ["P", ""],
            "source-date": ["2026-11-01", "2026-11-21"],
        },
    )
    answer = page.post(f"/posts/{post.pk}/edit/", form)
    assert answer.status_code == 302
    post.refresh_from_db()
    assert post.current is not None
    body = post.current.content
    assert (body.text, body.variants) == ("New words", {other.pk: "Own words"})
    assert body.evidence == (Evidence("https://example.org/a", "A", "P", "2026-11-01"),)


def test_checking_without_a_script(page: Client, team: Team, ana: User) -> None:
    post = make_post(team, ana)
    answer = page.post(f"/posts/{post.pk}/edit/", form_of(post, text=SSN, action="check"))
    assert answer.status_code == 200
    assert "National identity number" in answer.content.decode()


def test_two_people_without_a_script_lose_nothing(page: Client, team: Team, ana: User) -> None:
    post = make_post(team, ana, make_body("one two three"))
    form = form_of(post, text="one two THREE")
    other = Client()
    other.force_login(make_person(Role.EDITOR, team, name="Bo Lie"))
    assert other.post(f"/posts/{post.pk}/edit/", form_of(post, text="ONE two three")).status_code == 302
    answer = page.post(f"/posts/{post.pk}/edit/", form)
    html = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Bo Lie", "ONE two three", "one two THREE", "ONE two THREE"):
        assert words in html


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("text", "x" * 100_001, "too long"),
        ("title", "y" * 201, "too long"),
        ("use_until", "soon", "could not be read"),
        ("version", "latest", "could not be read"),
        ("channel", ["999999"], "One of the channels is gone"),
    ],
)
def test_what_cannot_be_kept_is_said_and_shown_again(
    field: str, value: Any, said: str, page: Client, team: Team, ana: User
) -> None:
    post = make_post(team, ana)
    form = {**form_of(post, text="Precious words"), field: value}
    answer = page.post(f"/posts/{post.pk}/edit/", form)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert str(form["text"]) in html
    assert Post.objects.get(pk=post.pk).version == 1


TIMES = [
    ("2027-03-28T02:30", "That hour does not exist"),
    ("2020-01-01T09:00", "That time has passed"),
    ("", "Choose a day and a time"),
    ("soon", "Choose a day and a time"),
]


@pytest.mark.parametrize(("wall", "said"), TIMES)
def test_a_time_that_cannot_be_is_said(wall: str, said: str, page: Client, team: Team, ana: User) -> None:
    post = make_post(team, ana)
    answer = page.post(f"/posts/{post.pk}/edit/", form_of(post, text="Kept words", plan="at", wall=wall))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    post.refresh_from_db()
    assert post.current is not None
    assert post.current.content.text == "Kept words"


def test_a_doubled_hour_asks_which_one(page: Client, team: Team, ana: User) -> None:
    post = make_post(team, ana)
    form = form_of(post, plan="at", wall="2027-10-31T02:30", fold="1")
    assert page.post(f"/posts/{post.pk}/edit/", form).status_code == 302
    post.refresh_from_db()
    assert (post.plan_wall, post.plan_fold) == ("2027-10-31T02:30", 1)
    html = page.get(f"/posts/{post.pk}/edit/").content.decode()
    assert '<fieldset class="field" id="plan-fold">' in html


def test_a_picture_chosen_in_the_form_is_added(
    page: Client, team: Team, ana: User, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    data = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    post = make_post(team, ana)
    picture = SimpleUploadedFile("walk.png", data.getvalue(), "image/png")
    assert page.post(f"/posts/{post.pk}/edit/", form_of(post, new_picture=picture)).status_code == 302
    post.refresh_from_db()
    assert post.current is not None
    (added,) = post.current.content.pictures
    html = page.get(f"/posts/{post.pk}/edit/").content.decode()
    assert added.media_id in html
    form = form_of(
        post, picture=[added.media_id], **{f"alt-{added.media_id}": "Teal", f"focus-{added.media_id}": "0.2,0.9"}
    )
    page.post(f"/posts/{post.pk}/edit/", form)
    assert Post.objects.get(pk=post.pk).current.content.pictures[0].alt == "Teal"  # type: ignore[union-attr]
    page.post(
        f"/posts/{post.pk}/edit/",
        {**form, "version": Post.objects.get(pk=post.pk).version, f"remove-{added.media_id}": "1"},
    )
    assert Post.objects.get(pk=post.pk).current.content.pictures == ()  # type: ignore[union-attr]


def test_a_broken_picture_is_said_and_the_words_are_shown_again(page: Client, team: Team, ana: User) -> None:
    post = make_post(team, ana)
    junk = SimpleUploadedFile("walk.png", b"\x89PNG\r\n\x1a\nnothing", "image/png")
    answer = page.post(f"/posts/{post.pk}/edit/", form_of(post, text="Precious words", new_picture=junk))
    assert answer.status_code == 422
    assert "walk.png was not added" in answer.content.decode()
    assert "Precious words" in answer.content.decode()


def test_sending_to_review(page: Client, team: Team, ana: User) -> None:
    channel = make_channel(team)
    post = make_post(team, ana, make_body(channels=(channel.pk,)))
    answer = page.post(f"/posts/{post.pk}/edit/", form_of(post, action="submit"))
    assert answer.status_code == 302
    post.refresh_from_db()
    assert post.state == "in_review"


@pytest.mark.parametrize(
    ("text", "channels", "said"),
    [
        (SSN, True, "Mend the 1 stop first"),
        ("", True, "nothing to review"),
        ("Hello all.", False, "at least one channel"),
    ],
)
def test_what_stands_in_the_way_of_review_is_said(
    text: str, channels: bool, said: str, page: Client, team: Team, ana: User
) -> None:
    chosen = [str(make_channel(team).pk)] if channels else []
    post = make_post(team, ana)
    form = form_of(post, action="submit", text=text, channel=chosen, title="A walk")
    answer = page.post(f"/posts/{post.pk}/edit/", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Post.objects.get(pk=post.pk).state == "draft"


def test_a_published_post_leads_elsewhere(page: Client, team: Team, ana: User) -> None:
    post = make_post(team, ana, state="published")
    assert page.get(f"/posts/{post.pk}/edit/").status_code == 302
    answer = page.post(f"/posts/{post.pk}/edit/", form_of(post, text="Other words"))
    assert answer.status_code == 422
    assert "Other words" in answer.content.decode()


WHO = [
    (Role.CONTRIBUTOR, 200, 403),
    (Role.EDITOR, 200, 200),
    (Role.PUBLISHER, 200, 200),
    (Role.REVIEWER, 403, 403),
    (Role.VIEWER, 403, 403),
    (Role.AUDITOR, 403, 403),
    (None, 404, 404),
]


@pytest.mark.parametrize(("role", "own", "others"), WHO)
def test_who_may_open_the_composer(role: Role | None, own: int, others: int, client: Client, team: Team) -> None:
    person = make_person(role, team)
    client.force_login(person)
    assert client.get(f"/posts/{make_post(team, person).pk}/edit/").status_code == own
    assert client.get(f"/posts/{make_post(team).pk}/edit/").status_code == others
    assert client.get("/write/").status_code == (200 if own == 200 else 403)


def test_signed_out_people_are_asked_to_sign_in(client: Client, team: Team) -> None:
    post = make_post(team)
    for url in ("/write/", f"/posts/{post.pk}/edit/", f"/posts/{post.pk}/revisions/1/"):
        assert client.get(url).status_code == 302
    for name in ("autosave", "screen", "plan"):
        assert client.post(f"/posts/{post.pk}/{name}/", "{}", content_type="application/json").status_code == 401


def test_a_new_post_begins_with_the_teams_channels(page: Client, team: Team) -> None:
    first, _second = make_channel(team), make_channel(team)
    assert page.get("/write/").content.decode().count(" checked") == 2
    answer = page.post("/write/", {"team": team.pk, "channel": [first.pk, make_channel().pk]})
    post = Post.objects.get()
    assert answer["Location"] == f"/posts/{post.pk}/edit/"
    assert post.current is not None
    assert post.current.content.channels == (first.pk,)


def test_a_post_for_a_team_that_is_not_mine_is_not_begun(page: Client) -> None:
    page.post("/write/", {"team": make_team().pk})
    assert Post.objects.count() == 0


def test_an_older_version_is_shown_and_brought_back(page: Client, team: Team, ana: User) -> None:
    post = make_post(team, ana, make_body("Old words here"), sealed=True)
    page.post(f"/posts/{post.pk}/edit/", form_of(post, text="New words here"))
    html = page.get(f"/posts/{post.pk}/revisions/1/").content.decode()
    assert "<del>Old</del><ins>New</ins>" in html
    stale = page.post(f"/posts/{post.pk}/revisions/1/", {"version": 1})
    assert stale["Location"] == f"/posts/{post.pk}/revisions/1/"
    post.refresh_from_db()
    page.post(f"/posts/{post.pk}/revisions/1/", {"version": post.version})
    post.refresh_from_db()
    assert post.current is not None
    assert post.current.content.text == "Old words here"
    assert page.get(f"/posts/{post.pk}/revisions/99/").status_code == 404


def test_the_bin(page: Client, team: Team, ana: User) -> None:
    post = make_post(team, ana)
    page.post(f"/posts/{post.pk}/bin/")
    post.refresh_from_db()
    assert post.state == "binned"
    busy = make_post(team, ana, state="in_review")
    page.post(f"/posts/{busy.pk}/bin/")
    assert Post.objects.get(pk=busy.pk).state == "in_review"
