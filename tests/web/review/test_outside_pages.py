"""The page behind a private link: only this version, never cached, every end said without data."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.rooms.review.flows import fresh, named, sent, workflow
from wellspoken.rooms.content.body import Picture
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.review import services
from wellspoken.rooms.review.models import Comment, Decision, OutsideReviewer
from wellspoken.rooms.review.services import Invitation
from wellspoken.sample.pictures import draw

pytestmark = pytest.mark.django_db
WHY = "You chair the ethics committee."


@pytest.fixture
def house(flow_house):
    cache.clear()
    return flow_house


@pytest.fixture
def request_(house):
    workflow(house.team, named("Ethics", house.reza, outside=True), named("Ward", house.rina))
    services.comment(actor=house.rina, revision=sent(house).revision, text="A colleague's secret.")
    return fresh(Comment.objects.get().revision.requests.get())


@pytest.fixture
def key(house, request_):
    step = request_.steps.get(name="Ethics").pk
    return services.invite(
        actor=house.rina, request=request_, asked=Invitation("Olga Moe", "olga@example.org", WHY, step=step)
    )[1]


def text(answer):
    return answer.content.decode()


def test_the_page_shows_the_version_and_nothing_else(client, request_, key):
    answer = client.get(reverse("outside", args=[key]))
    html = text(answer)
    for words in (request_.revision.content.text, WHY, "Approve this version", "Your decision: Ethics"):
        assert words in html
    for secret in ("A colleague", "/posts/", "/review/", "Ward", 'class="rail"', "olga@example.org"):
        assert secret not in html
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_get_decides_nothing(client, request_, key):
    url = reverse("outside_decide", args=[key])
    assert client.get(f"{url}?verdict=approve&seen={request_.content_hash}").status_code == 405
    assert client.get(reverse("outside_comment", args=[key])).status_code == 405
    assert not Decision.objects.exists()


def test_approved_and_used_up(client, request_, key):
    url = reverse("outside_decide", args=[key])
    answer = client.post(url, {"verdict": "approve", "seen": request_.content_hash})
    assert "Thank you" in text(answer)
    assert Decision.objects.get().outside.name == "Olga Moe"
    again = client.post(url, {"verdict": "approve", "seen": request_.content_hash})
    assert again.status_code == 404
    assert "You have decided with this link" in text(again)
    assert Decision.objects.count() == 1


def test_changes_need_a_reason(client, request_, key):
    url = reverse("outside_decide", args=[key])
    short = client.post(url, {"verdict": "changes", "seen": request_.content_hash, "reason": "no"})
    assert (short.status_code, "Say why" in text(short)) == (422, True)
    client.post(url, {"verdict": "changes", "seen": request_.content_hash, "reason": "Say that it is a study."})
    request_.post.refresh_from_db()
    assert request_.post.state == "changes"


def test_their_comment_is_kept_and_shown_to_the_house(client, house, request_, key):
    assert client.post(reverse("outside_comment", args=[key]), {"text": ""}).status_code == 422
    client.post(reverse("outside_comment", args=[key]), {"text": "Who <b>pays</b>?", "passage": "|0|4"})
    assert "Who &lt;b&gt;pays" in text(client.get(reverse("outside", args=[key])))
    client.force_login(house.rina)
    html = text(client.get(reverse("review", args=[request_.pk])))
    assert "Olga Moe (from outside)" in html


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"ended_at": timezone.now()}, "took this link back"),
        ({"expires_at": timezone.now() - timedelta(days=1)}, "time of this link is over"),
        ({"decided_at": timezone.now()}, "You have decided"),
    ],
)
def test_every_end_is_plain_and_tells_nothing(client, request_, key, fields, said):
    OutsideReviewer.objects.update(**fields)
    for answer in (client.get(reverse("outside", args=[key])), client.post(reverse("outside_decide", args=[key]))):
        html = text(answer)
        assert answer.status_code == 404
        assert said in html
        assert "no-store" in answer["Cache-Control"]
        for secret in (request_.revision.content.text, request_.post.title, "St. Elm", "Rina", WHY):
            assert secret not in html.replace("St. Elm's</span>", "").replace("Elm &amp; Harbour Health", "")


def test_guessing_is_slowed_down(client, db, key):
    answers = [client.get(reverse("outside", args=[f"guess{number}"])).status_code for number in range(25)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert client.get(reverse("outside", args=[key])).status_code == 429


def test_pictures_of_this_version_only(client, house):
    def taken(name):
        upload = SimpleUploadedFile(f"{name}.jpg", draw(name), "image/jpeg")
        return add_picture(actor=house.ana, team=house.team, upload=upload)

    mine, other = taken("lake"), taken("harbour")
    request = sent(house, pictures=(Picture(str(mine.pk), mine.sha256, "A lake"),))
    _row, key = services.invite(
        actor=house.rina, request=request, asked=Invitation("Olga Moe", "olga@example.org", WHY)
    )
    html = text(client.get(reverse("outside", args=[key])))
    url = reverse("outside_picture", args=[key, mine.pk, "large"])
    assert url in html
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"][:6]) == (200, "image/")
    assert client.get(reverse("outside_picture", args=[key, other.pk, "large"])).status_code == 404
    assert client.get(reverse("media", args=[mine.pk, "large"])).status_code == 302
    OutsideReviewer.objects.update(ended_at=timezone.now())
    assert client.get(url).status_code == 404


def test_asked_on_the_review_page_and_taken_back(client, house, request_):
    client.force_login(house.rina)
    said = {"name": "Olga Moe", "email": "olga@example.org", "why": WHY, "days": 3, "language": "nb"}
    said["step"] = request_.steps.get(name="Ethics").pk
    answer = client.post(reverse("review_invite", args=[request_.pk]), said)
    key = re.search(r"/r/([\w-]{40,})/", text(answer)).group(1)
    row = OutsideReviewer.objects.get()
    assert (row.step.name, row.language) == ("Ethics", "nb")
    assert "1 person from outside is asked" in text(client.get(reverse("review", args=[request_.pk])))
    html = text(client.get(reverse("review_invite", args=[request_.pk])))
    assert "Olga Moe" in html
    assert key not in html
    assert 'lang="nb"' in text(client.get(reverse("outside", args=[key])))
    client.post(reverse("review_outside_end", args=[request_.pk, row.pk]))
    assert client.get(reverse("outside", args=[key])).status_code == 404
    for wrong in ({"email": house.ana.email}, {"days": 99}, {"why": "x"}, {"name": ""}):
        assert client.post(reverse("review_invite", args=[request_.pk]), said | wrong).status_code == 422
    assert OutsideReviewer.objects.count() == 1


def test_who_cannot_ask(client, house, request_):
    client.force_login(house.dean)
    said = {"name": "Olga", "email": "o@example.org", "why": WHY, "days": 3, "language": "en"}
    assert client.post(reverse("review_invite", args=[request_.pk]), said).status_code == 403
    client.force_login(house.ana)
    assert client.post(reverse("review_invite", args=[request_.pk]), said).status_code == 403
