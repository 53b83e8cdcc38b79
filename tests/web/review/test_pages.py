"""The reviewer's pages: who may, what they say, how much they cost."""

import pytest
from django.urls import reverse

from tests.factories import answer_all, make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.content.services import save_post, set_plan
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import services
from wellspoken.rooms.review.models import Comment, Decision, Release, ReviewRequest
from wellspoken.rooms.review.selectors import unreleased_blocks

pytestmark = pytest.mark.django_db
WHY = "Name the source of the figure."


@pytest.fixture
def house():
    make_organisation()
    team = make_team("St. Elm's")
    return {
        "team": team,
        "channel": make_channel(team),
        "other": make_channel(team, "bluesky"),
        "ana": make_person(Role.EDITOR, team, name="Ana Berg"),
        "rina": make_person(Role.REVIEWER, team, name="Rina Hart"),
        "reza": make_person(Role.REVIEWER, team, name="Reza Moe"),
    }


def waiting(house, text="Walk for thirty minutes on Saturday.", **fields):
    body = make_body(text, channels=(house["channel"].pk, house["other"].pk), **fields)
    post = make_post(house["team"], house["ana"], body)
    return services.submit(actor=house["ana"], post=post, base_version=post.version, note="Please look")


def edit(request, text, actor):
    post = request.post
    post.refresh_from_db()
    body = make_body(text, channels=post.current.content.channels)
    save_post(actor=actor, post=post, base_version=post.version, body=body)
    post.refresh_from_db()
    return post


def url(request, name="review", *more):
    return reverse(name, args=[request.pk, *more])


#: role in the team -> (queue, page, deciding)
ROLES = {
    Role.VIEWER: (403, 200, 403),
    Role.CONTRIBUTOR: (403, 200, 403),
    Role.EDITOR: (403, 200, 403),
    Role.PUBLISHER: (403, 200, 403),
    Role.COMMUNITY: (403, 200, 403),
    Role.AUDITOR: (403, 200, 403),
    Role.ADMINISTRATOR: (403, 200, 403),
    Role.REVIEWER: (200, 200, 302),
}


@pytest.mark.parametrize(("role", "expected"), ROLES.items())
def test_who_may(client, house, role, expected):
    asked = waiting(house)
    client.force_login(make_person(role, house["team"]))
    found = (
        client.get("/review/").status_code,
        client.get(url(asked)).status_code,
        client.post(url(asked), {"verdict": "approve", "seen": asked.content_hash}).status_code,
    )
    assert found == expected
    assert Decision.objects.count() == (expected[2] == 302)


@pytest.mark.parametrize(
    "path", ["/review/", "/review/1/", "/review/1/comments/", "/review/1/release/", "/review/1/undo/"]
)
def test_signed_out(client, house, path):
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code in {302, 401, 405}
    assert client.get("/review/").status_code == 302


def test_another_team_sees_nothing(client, house):
    asked = waiting(house)
    client.force_login(make_person(Role.REVIEWER, make_team()))
    assert client.get(url(asked)).status_code == 404
    assert client.post(url(asked), {"verdict": "approve"}).status_code == 404
    assert "Nothing waits for you" in client.get("/review/").content.decode()


def test_the_queue_goes_by_time(client, house):
    for wall, title in (("2030-01-02T09:00", "Later"), ("2030-01-01T09:00", "Sooner"), ("", "Whenever")):
        asked = waiting(house, title=title)
        if wall:
            set_plan(actor=house["ana"], post=asked.post, plan=Plan("at", wall, "Europe/Oslo"))
    client.force_login(house["rina"])
    html = client.get("/review/").content.decode()
    assert html.index("Sooner") < html.index("Later") < html.index("Whenever")
    assert "goes out in" in html
    assert "no time chosen yet" in html


def test_the_page_shows_the_exact_version(client, house):
    asked = waiting(house, "Walk <b>with</b> us. https://elm-harbour.example.org/walk #HeartMonth")
    client.force_login(house["rina"])
    html = client.get(url(asked)).content.decode()
    for words in ("Walk &lt;b&gt;with&lt;/b&gt; us.", 'href="https://elm-harbour.example.org/walk"', "Please look"):
        assert words in html
    assert asked.content_hash in html
    assert "Ana Berg" in html


def test_approving_goes_on_to_the_next_with_an_undo(client, house):
    first, second = waiting(house, title="First"), waiting(house, title="Second")
    client.force_login(house["rina"])
    answer = client.post(url(first), {"verdict": "approve", "seen": first.content_hash})
    assert answer["Location"] == f"{url(second)}?undo={first.pk}"
    html = client.get(answer["Location"]).content.decode()
    assert "You approved “First”" in html
    client.post(url(first, "review_undo"))
    first.refresh_from_db()
    assert first.state == "open"
    last = client.post(url(second), {"verdict": "reject", "reason": WHY, "seen": second.content_hash})
    assert last["Location"].startswith(url(first))


@pytest.mark.parametrize("verdict", ["changes", "reject"])
def test_a_short_reason_is_kept_and_explained(client, house, verdict):
    asked = waiting(house)
    client.force_login(house["rina"])
    answer = client.post(url(asked), {"verdict": verdict, "reason": "No <i>!", "seen": asked.content_hash})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "No &lt;i&gt;!</textarea>" in html
    assert "at least 10 characters" in html
    assert not Decision.objects.exists()


def test_new_words_are_told_instead_of_approved(client, house):
    asked = waiting(house)
    client.force_login(house["rina"])
    client.get(url(asked))
    post = edit(asked, "Walk for sixty minutes on Sunday.", house["ana"])
    answer = client.post(url(asked), {"verdict": "approve", "seen": asked.content_hash})
    assert answer.status_code == 409
    assert "Ana Berg changed 4 words" in answer.content.decode()
    again = services.submit(actor=house["ana"], post=post, base_version=post.version)
    html = client.get(url(asked)).content.decode()
    assert url(again) in html
    html = client.get(url(again)).content.decode()
    assert "you saw version 1" in html
    assert "<ins>" in html
    assert "sixty" in html
    # a second look still shows what changed
    assert "you saw version 1" in client.get(url(again)).content.decode()


@pytest.mark.parametrize("seen", ["", "f" * 64, "\x00", "é" * 70])
def test_a_form_without_the_right_hash_decides_nothing(client, house, seen):
    asked = waiting(house)
    client.force_login(house["rina"])
    answer = client.post(url(asked), {"verdict": "approve", "seen": seen})
    assert answer.status_code == 422
    assert "Look again" in answer.content.decode()
    assert not Decision.objects.exists()


def test_own_work_is_explained(client, house):
    asked = waiting(house)
    Grant.objects.create(user=house["ana"], team=house["team"], role=Role.REVIEWER)
    client.force_login(house["ana"])
    html = client.get(url(asked)).content.decode()
    assert "somebody else decides" in html
    assert 'value="approve"' not in html
    assert client.post(url(asked), {"verdict": "approve", "seen": asked.content_hash}).status_code == 422
    assert "Yours: somebody else decides" in client.get("/review/").content.decode()


def test_comments_name_a_passage(client, house):
    asked = waiting(house, "Walk 💙 with us.")
    client.force_login(house["rina"])
    client.post(url(asked, "review_comment"), {"text": "Lovely", "passage": "|5|6"})
    comment = Comment.objects.get()
    assert comment.quote == "💙"
    html = client.get(url(asked)).content.decode()
    assert f'id="comment-{comment.pk}"' in html
    client.post(url(asked, "review_resolve", comment.pk))
    comment.refresh_from_db()
    assert comment.resolved_by == house["rina"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"text": ""}, 422),
        ({"text": "x" * 5001}, 422),
        ({"text": "Fine", "passage": "|0|9999"}, 422),
        ({"text": "Fine", "passage": "999999|0|3"}, 422),
        ({"text": "Fine", "passage": "|-3|2"}, 422),
        ({"text": "Fine", "passage": "a|b|c"}, 302),
        ({"text": "Fine", "passage": "|" * 9}, 302),
        ({"text": "\u202e<script>alert(1)</script>", "passage": ""}, 302),
    ],
)
def test_odd_comments(client, house, fields, status):
    asked = waiting(house)
    client.force_login(house["rina"])
    assert client.post(url(asked, "review_comment"), fields).status_code == status
    assert "<script>alert" not in client.get(url(asked)).content.decode()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AUDITOR, Role.COMMUNITY])
def test_readers_do_not_comment(client, house, role):
    asked = waiting(house)
    client.force_login(make_person(role, house["team"]))
    assert client.post(url(asked, "review_comment"), {"text": "Hello"}).status_code == 403


def test_undo_is_for_the_decider(client, house):
    asked = waiting(house)
    services.decide(actor=house["rina"], request=asked, verdict="approve")
    client.force_login(house["reza"])
    client.post(url(asked, "review_undo"))
    assert ReviewRequest.objects.get().state == "approved"
    assert "You approved" not in client.get(f"/review/?undo={asked.pk}").content.decode()


@pytest.mark.parametrize("query", ["?undo=x", "?undo=99999999999999999999", "?undo=-1", "?undo=%00", "?undo=²"])
def test_odd_addresses(client, house, query):
    client.force_login(house["rina"])
    assert client.get(f"/review/{query}").status_code == 200


BAD = "Patient Brad Kessler, SSN 123-45-6789, was in surgery."


def test_a_stop_by_new_rules_can_be_released(client, house):
    """Rules became stricter after the post was sent: approving says so, then the page offers the release."""
    asked = waiting(house)
    post = asked.post
    bad = make_body(BAD, channels=post.current.content.channels)
    type(asked.revision).objects.filter(pk=asked.revision_id).update(
        body=bad.to_json(), content_hash=bad.content_hash()
    )
    ReviewRequest.objects.filter(pk=asked.pk).update(content_hash=bad.content_hash())
    client.force_login(house["rina"])
    answer = client.post(url(asked), {"verdict": "approve", "seen": bad.content_hash()})
    assert answer.status_code == 422
    html = client.get(url(asked)).content.decode()
    assert 'value="approve"' not in html
    assert "Let this through" in html
    post.refresh_from_db()
    for block in unreleased_blocks(post, bad):
        fields = {"finding": block.finding, "reason": "ok"}
        assert client.post(url(asked, "review_release"), fields).status_code == 422
        client.post(url(asked, "review_release"), {**fields, "reason": "He signed the form, number 214."})
    assert Release.objects.exists()
    asked = ReviewRequest.objects.select_related("post__team", "revision").get(pk=asked.pk)
    answer_all(house["rina"], asked)
    assert client.post(url(asked), {"verdict": "approve", "seen": bad.content_hash()}).status_code == 302


def test_queries_do_not_grow(client, house, django_assert_max_num_queries):
    client.force_login(house["rina"])
    for count in (2, 12):
        while ReviewRequest.objects.count() < count:
            asked = waiting(house)
            for number in range(count):
                services.comment(actor=house["reza"], revision=asked.revision, text=f"Comment {number}")
        with django_assert_max_num_queries(12):
            assert client.get("/review/").status_code == 200
        client.get(url(asked))
        with django_assert_max_num_queries(12):
            client.get(url(asked))
