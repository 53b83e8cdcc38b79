"""The list of posts and one post's page: who may, filters, pages by key, acts, cost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery, Takedown
from wellspoken.rooms.review import services
from wellspoken.rooms.review.models import Release

pytestmark = pytest.mark.django_db
BAD = "Patient Brad Kessler, SSN 123-45-6789, was in surgery."


@pytest.fixture
def house():
    make_organisation()
    team = make_team("St. Elm's")
    return {
        "team": team,
        "channel": make_channel(team, name="Newsroom"),
        "other": make_channel(team, "bluesky", name="Sky"),
        "ana": make_person(Role.EDITOR, team, name="Ana Berg"),
        "rina": make_person(Role.REVIEWER, team, name="Rina Hart"),
        "pia": make_person(Role.PUBLISHER, team, name="Pia Lund"),
    }


def approved(house, **fields):
    body = make_body(channels=(house["channel"].pk, house["other"].pk), **fields)
    post = make_post(house["team"], house["ana"], body)
    asked = services.submit(actor=house["ana"], post=post, base_version=post.version)
    services.decide(actor=house["rina"], request=asked, verdict="approve")
    post.refresh_from_db()
    return post


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("path", ["/posts/", "/posts/1/", "/posts/1/take-down/", "/posts/1/checks/"])
def test_signed_out(client, house, path):
    assert client.get(path)["Location"].startswith("/accounts/login/")


def test_another_teams_posts_are_not_there(client, house):
    post = approved(house)
    client.force_login(make_person(Role.PUBLISHER, make_team()))
    for path in ("", "checks/", "take-down/"):
        assert client.get(f"/posts/{post.pk}/{path}").status_code == 404
    assert post.title not in text_of(client.get("/posts/"))


#: role -> (list, page, publish now, recall, take-down form)
ROLES = {
    Role.VIEWER: (200, 200, 403, 403, 403),
    Role.CONTRIBUTOR: (200, 200, 403, 403, 403),
    Role.EDITOR: (200, 200, 403, 302, 403),
    Role.REVIEWER: (200, 200, 403, 403, 403),
    Role.PUBLISHER: (200, 200, 302, 302, 200),
    Role.COMMUNITY: (200, 200, 403, 403, 403),
    Role.ADMINISTRATOR: (200, 200, 403, 403, 200),
    Role.AUDITOR: (200, 200, 403, 403, 403),
}


@pytest.mark.parametrize(("role", "expected"), ROLES.items())
def test_who_may(client, house, role, expected):
    post = approved(house)
    client.force_login(make_person(role, house["team"]))
    found = (
        client.get("/posts/").status_code,
        client.get(f"/posts/{post.pk}/").status_code,
        client.post(f"/posts/{post.pk}/now/").status_code,
        client.post(f"/posts/{post.pk}/recall/").status_code,
        client.get(f"/posts/{post.pk}/take-down/").status_code,
    )
    assert found == expected


def test_filters(client, house):
    first = make_post(
        house["team"], house["ana"], make_body("Wash hands", title="Hands", channels=(house["channel"].pk,))
    )
    make_post(house["team"], house["pia"], make_body("Sleep well", title="Sleep", channels=(house["other"].pk,)))
    make_post(house["team"], house["pia"], make_body(title="Gone"), state="binned")
    client.force_login(house["ana"])

    def titles(query):
        html = text_of(client.get(f"/posts/{query}"))
        return [t for t in ("Hands", "Sleep", "Gone") if f">{t}</a>" in html]

    assert titles("") == ["Hands", "Sleep"]
    assert titles("?state=binned") == ["Gone"]
    assert titles("?text=wash") == ["Hands"]
    assert titles("?text=100%25_") == []
    assert titles(f"?channel={house['other'].pk}") == ["Sleep"]
    assert titles(f"?author={house['ana'].pk}") == ["Hands"]
    assert titles(f"?team={first.team_id}&state=draft") == ["Hands", "Sleep"]


@pytest.mark.parametrize(
    "query",
    ["?state=x", "?team=abc", "?channel=99999999999999999999", "?after=x~y", "?after=2026-11-21T00:00:00~1",
     "?after=~", "?text=%00", "?text=" + "x" * 5000, "?author=-1", "?channel=²",
     "?after=0001-01-01T00:00:00%2B23:59~1"],
)  # fmt: skip
def test_odd_addresses(client, house, query):
    client.force_login(house["ana"])
    assert client.get(f"/posts/{query}").status_code == 200


def test_pages_by_key_show_each_post_once(client, house, monkeypatch):
    monkeypatch.setattr("wellspoken.rooms.content.listing.page.__defaults__", (None, 2))
    same = timezone.now()
    for number in range(5):
        make_post(house["team"], house["ana"], make_body(title=f"Post {number}"))
    Post.objects.update(changed_at=same)
    client.force_login(house["ana"])
    seen, path = [], "/posts/"
    while path:
        answer = client.get(path)
        seen += [row["post"].pk for row in answer.context["rows"]]
        path = f"/posts/{answer.context['older']}" if answer.context["older"] else ""
    assert len(seen) == len(set(seen)) == 5


def test_empty_lists_teach(client, house):
    client.force_login(house["ana"])
    assert "Write the first post" in text_of(client.get("/posts/"))
    assert "Nothing matches" in text_of(client.get("/posts/?text=zzz"))


def test_the_whole_life_on_one_page(client, house):
    post = approved(house)
    Delivery.objects.filter(channel=house["channel"]).update(
        state="live", url="https://elm-harbour.example.org/n/1", live_at=timezone.now()
    )
    Delivery.objects.filter(channel=house["other"]).update(
        state="refused", reason="too_long", url="javascript:alert(1)"
    )
    client.force_login(house["pia"])
    html = text_of(client.get(f"/posts/{post.pk}/"))
    for words in ("Rina Hart approved version 1", "Ana Berg sent version 1", "elm-harbour.example.org/n/1", "too long"):
        assert words in html
    assert "javascript:" not in html


def test_versions_are_compared(client, house):
    post = make_post(house["team"], house["ana"], make_body("Walk for thirty minutes."), sealed=True)
    save_post(actor=house["ana"], post=post, base_version=post.version, body=make_body("Walk for sixty minutes."))
    client.force_login(house["ana"])
    html = text_of(client.get(f"/posts/{post.pk}/?from=1&to=2"))
    assert "sixty</ins>" in html
    assert "thirty</del>" in html
    for odd in ("?from=1&to=99", "?from=x&to=2", "?from=2&to=2"):
        assert client.get(f"/posts/{post.pk}/{odd}").status_code == 200


@pytest.mark.parametrize(
    ("state", "act", "after"),
    [
        ("refused", "retry", "scheduled"),
        ("unknown", "retry", "unknown"),
        ("live", "retry", "live"),
        ("scheduled", "cancel", "cancelled"),
        ("sending", "cancel", "sending"),
        ("unknown", "there", "live"),
        ("unknown", "not_there", "scheduled"),
        ("scheduled", "there", "scheduled"),
        ("scheduled", "nonsense", "scheduled"),
        ("scheduled", "", "scheduled"),
    ],
)
def test_what_people_do_with_one_delivery(client, house, state, act, after):
    post = approved(house)
    row = Delivery.objects.filter(channel=house["other"]).get()
    Delivery.objects.filter(pk=row.pk).update(state=state)
    client.force_login(house["pia"])
    url = reverse("post_delivery", args=[post.pk, row.pk])
    assert client.post(url, {"act": act, "url": "javascript:x"}).status_code == 302
    row.refresh_from_db()
    assert row.state == after
    assert "javascript" not in row.url


def test_a_delivery_of_another_post_is_not_there(client, house):
    first, second = approved(house), approved(house, title="Second")
    row = Delivery.objects.filter(post=second).first()
    client.force_login(house["pia"])
    assert client.post(reverse("post_delivery", args=[first.pk, row.pk]), {"act": "cancel"}).status_code == 404


def test_taking_down_says_what_happens_and_needs_a_reason(client, house):
    post = approved(house)
    Delivery.objects.filter(channel=house["channel"]).update(state="live")
    Post.objects.update(state="published")
    client.force_login(house["pia"])
    url = f"/posts/{post.pk}/take-down/"
    html = text_of(client.get(url))
    assert "Deleted from 1 channel: Newsroom" in html
    assert "1 not sent any more: Sky" in html
    answer = client.post(url, {"reason": "short", "public_reason": "Kept <words>"})
    assert answer.status_code == 422
    assert "Kept &lt;words&gt;</textarea>" in text_of(answer)
    assert client.post(url, {"reason": "The figure was wrong."}).status_code == 302
    assert Takedown.objects.get().reason == "The figure was wrong."
    assert Delivery.objects.get(channel=house["other"]).state == "cancelled"


@pytest.mark.parametrize("fields", [{"reason": "\x00" * 20}, {"reason": "x" * 2001}, {"reason": " " * 30}, {}])
def test_odd_takedowns(client, house, fields):
    post = approved(house)
    client.force_login(house["pia"])
    assert client.post(f"/posts/{post.pk}/take-down/", fields).status_code == 422
    assert not Takedown.objects.exists()


def test_a_stopped_draft_is_released_by_somebody_else(client, house):
    post = make_post(house["team"], house["ana"], make_body(BAD, channels=(house["channel"].pk,)))
    Grant.objects.create(user=house["ana"], team=house["team"], role=Role.REVIEWER)
    client.force_login(house["ana"])
    assert "Let this through" not in text_of(client.get(f"/posts/{post.pk}/checks/"))
    client.force_login(house["rina"])
    html = text_of(client.get(f"/posts/{post.pk}/checks/"))
    finding = html.split('name="finding" value="')[1].split('"')[0]
    url = reverse("post_release", args=[post.pk])
    assert client.post(url, {"finding": finding, "reason": "no"}).status_code == 422
    client.post(url, {"finding": finding, "reason": "She signed the form, number 214."})
    client.post(url, {"finding": "0" * 32, "reason": "She signed the form, number 214."})
    assert Release.objects.get().by == house["rina"]
    part = client.get(f"/posts/{post.pk}/checks/", headers={"HX-Request": "true"})
    assert "<html" not in text_of(part)
    assert "Released" in text_of(part)
    page = text_of(client.get(f"/posts/{post.pk}/"))
    assert "She signed the form" in page


def test_use_again_and_restore(client, house):
    post = approved(house)
    Post.objects.update(state="published")
    client.force_login(house["ana"])
    answer = client.post(f"/posts/{post.pk}/again/")
    copy = Post.objects.exclude(pk=post.pk).get()
    assert answer["Location"] == reverse("compose", args=[copy.pk])
    Post.objects.filter(pk=copy.pk).update(state="binned")
    client.post(f"/posts/{copy.pk}/restore/")
    copy.refresh_from_db()
    assert copy.state == "draft"


def test_queries_do_not_grow(client, house, django_assert_max_num_queries):
    Grant.objects.create(user=house["pia"], team=house["team"], role=Role.REVIEWER)
    client.force_login(house["pia"])
    post = approved(house)
    made = 1
    for count in (3, 30):
        while made < count:
            made += 1
            make_post(house["team"], house["ana"], make_body(title=f"Post {made}"))
            for delivery in post.deliveries.all():
                delivery.attempts.create(
                    fence=made, outcome="not_sent", ended_at=timezone.now() - timedelta(seconds=made)
                )
        for path in ("/posts/", f"/posts/{post.pk}/", f"/posts/{post.pk}/take-down/"):
            with django_assert_max_num_queries(12):
                assert client.get(path).status_code == 200


def test_a_post_that_is_stopped_somewhere_says_where_it_stands(client, house):
    post = approved(house)
    first, *others = post.deliveries.all()
    for other in others:
        other.delete()
    first.state = "live"
    first.save()
    channel = make_channel(house["team"], "bluesky")
    values = {"revision": first.revision, "content_hash": first.content_hash, "due_at": first.due_at}
    post.deliveries.create(channel=channel, state="held", not_before=first.due_at, **values)
    client.force_login(house["pia"])
    html = client.get("/posts/").content.decode()
    assert "1 of 2 live" in html
    assert '<span class="tag block">Stopped</span>' in html
    make_post(house["team"], house["ana"], make_body(title="No"), state="rejected")
    assert '<span class="tag block">Rejected</span>' in client.get("/posts/").content.decode()
