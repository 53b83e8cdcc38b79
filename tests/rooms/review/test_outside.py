"""Somebody from outside: one version, one step, until a day, and every end is plain."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import make_body, make_person
from tests.rooms.review.flows import fresh, named, sent, states, workflow
from tests.rooms.review.test_races import together
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.review import notices, services
from wellspoken.rooms.review.errors import OwnWork, ReasonNeeded
from wellspoken.rooms.review.flow.errors import BadInvitation, NotYourStep, OutsideGone
from wellspoken.rooms.review.models import Comment, Decision, OutsideReviewer
from wellspoken.rooms.review.selectors import approval_for
from wellspoken.rooms.review.services import Invitation, Said

WHY = "You chair the ethics committee."


@pytest.fixture
def asked(house):
    workflow(house.team, named("Ethics", house.reza, outside=True), named("Ward", house.rina))
    return sent(house)


def invited(house, request, **more):
    step = request.steps.get(name="Ethics").pk if request.workflow else None
    said = {"name": "Olga Moe", "email": "olga@example.org", "why": WHY, "step": step, **more}
    return services.invite(actor=house.rina, request=fresh(request), asked=Invitation(**said))


def decide(key, request, verdict="approve", **more):
    row = services.open_link(key)
    return services.decide_outside(row=row, verdict=verdict, seen=request.content_hash, **more)


def test_only_a_digest_is_kept_and_the_key_is_mailed(house, asked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row, key = invited(house, asked)
    notices.drain()
    assert len(key) >= 43
    assert key not in str(OutsideReviewer.objects.values().get())
    letter = mail.outbox[-1]
    assert letter.to == ["olga@example.org"]
    assert f"/r/{key}/" in letter.body
    assert asked.revision.content.text not in letter.body
    assert 6.9 < (row.expires_at - timezone.now()).total_seconds() / 86400 <= 7
    entry = AuditEntry.objects.get(action="review.outside_asked")
    assert key not in f"{entry.data} {entry.personal}"
    assert "Olga" not in str(entry.data)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " "}, "name"),
        ({"email": "nobody"}, "email"),
        ({"why": "short"}, "why"),
        ({"days": 0}, "days"),
        ({"days": 31}, "days"),
        ({"step": 999_999}, "step"),
    ],
)
def test_an_invitation_says_who_why_and_until_when(house, asked, more, code):
    with pytest.raises(BadInvitation) as refused:
        invited(house, asked, **more)
    assert refused.value.code == code


def test_somebody_with_an_account_is_not_asked_from_outside(house, asked):
    """So nobody approves their own words through a link."""
    with pytest.raises(BadInvitation) as refused:
        invited(house, asked, email=house.ana.email.upper())
    assert refused.value.code == "account"


def test_a_step_that_lets_nobody_in_is_refused(house, asked):
    with pytest.raises(BadInvitation):
        invited(house, asked, step=asked.steps.get(name="Ward").pk)


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.REVIEWER, Role.ADMINISTRATOR}])
def test_who_invites(house, asked, role):
    with pytest.raises(Denied):
        services.invite(
            actor=make_person(role, house.team), request=asked, asked=Invitation("Olga", "o@example.org", WHY)
        )


def test_a_writer_does_not_invite(house, asked):
    Grant.objects.create(user=house.ana, team=house.team, role=Role.REVIEWER)
    actor = type(house.ana).objects.get(pk=house.ana.pk)
    with pytest.raises(OwnWork):
        services.invite(actor=actor, request=asked, asked=Invitation("Olga", "o@example.org", WHY))


def test_their_approval_is_the_steps(house, asked):
    _row, key = invited(house, asked)
    decision = decide(key, asked)
    assert (decision.final, decision.by, decision.who) == (False, None, "Olga Moe (from outside)")
    assert states(asked) == ["done", "open"]
    services.decide(actor=house.rina, request=fresh(asked), verdict="approve")
    assert approval_for(asked.post, asked.content_hash).by == house.rina
    told = set(AuditEntry.objects.filter(action__startswith="review.outside").values_list("action", flat=True))
    assert told == {"review.outside_asked", "review.outside_opened", "review.outside_approved"}
    assert verify().ok


def test_the_last_step_may_be_theirs(house):
    workflow(house.team, named("Ethics", house.reza, outside=True))
    request = sent(house)
    _row, key = invited(house, request)
    assert decide(key, request).final
    assert Post.objects.get(pk=request.post_id).state == "approved"
    assert Delivery.objects.count() == 1


def test_they_may_ask_for_changes_but_not_reject(house, asked):
    _row, key = invited(house, asked)
    with pytest.raises(NotYourStep):
        decide(key, asked, "reject", reason=WHY)
    with pytest.raises(ReasonNeeded):
        decide(key, asked, "changes")
    decide(key, asked, "changes", reason="Say that it is a study.")
    assert Post.objects.get(pk=asked.post_id).state == "changes"


def test_without_a_step_they_read_and_comment(house):
    request = sent(house)
    _row, key = invited(house, request)
    with pytest.raises(NotYourStep):
        decide(key, request)
    made = services.comment_outside(row=services.open_link(key), said=Said("Who pays?"))
    assert (made.who, made.by, made.outside.email) == ("Olga Moe (from outside)", None, "olga@example.org")


def test_a_step_that_waits_is_not_theirs_yet(house):
    workflow(house.team, named("Ward", house.rina), named("Ethics", house.reza, outside=True))
    request = sent(house)
    _row, key = invited(house, request)
    with pytest.raises(NotYourStep):
        decide(key, request)
    services.decide(actor=house.rina, request=fresh(request), verdict="approve")
    assert decide(key, request).final


def gone(key):
    with pytest.raises(OutsideGone) as refused:
        services.open_link(key)
    return refused.value.code


def test_every_end_of_a_link(house, asked):
    assert gone("made-up") == "unknown"
    row, key = invited(house, asked)
    assert services.take_link_back(actor=house.rina, request=asked, pk=row.pk)
    assert not services.take_link_back(actor=house.rina, request=asked, pk=row.pk)
    assert gone(key) == "ended"
    row, key = invited(house, asked)
    OutsideReviewer.objects.filter(pk=row.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert gone(key) == "expired"
    _row, key = invited(house, asked)
    row = services.open_link(key)
    decide(key, asked)
    assert gone(key) == "used"
    with pytest.raises(OutsideGone):  # a page that was open all the time
        services.comment_outside(row=OutsideReviewer.objects.get(pk=row.pk), said=Said("Late."))


def test_an_edit_ends_the_link(house, asked):
    _row, key = invited(house, asked)
    row = services.open_link(key)
    post = Post.objects.select_related("current", "team").get(pk=asked.post_id)
    body = make_body("Other words.", channels=(house.channel.pk,))
    save_post(actor=house.ana, post=post, base_version=post.version, body=body)
    assert gone(key) == "over"
    with pytest.raises(OutsideGone):
        services.decide_outside(row=row, verdict="approve", seen=asked.content_hash)
    assert not Decision.objects.exists()


def test_only_what_was_seen_is_approved(house, asked):
    _row, key = invited(house, asked)
    with pytest.raises(OutsideGone):
        services.decide_outside(row=services.open_link(key), verdict="approve", seen="0" * 64)


def test_a_leaver_ends_the_links_they_made(house, asked):
    from wellspoken.rooms.kernel.actors import SystemActor
    from wellspoken.rooms.people.services import leave

    _row, key = invited(house, asked)
    leave(actor=SystemActor("test"), person=house.rina)
    assert gone(key) == "ended"


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_decision(house):
    workflow(house.team, named("Ethics", house.reza, outside=True))
    for _ in range(4):
        request = sent(house)
        _row, key = invited(house, request)
        rows = [services.open_link(key), services.open_link(key)]
        said = [
            lambda r=row, seen=request.content_hash: services.decide_outside(row=r, verdict="approve", seen=seen)
            for row in rows
        ]
        answers = together(*said)
        assert [type(a) for a in answers].count(Decision) == 1, answers
        assert Decision.objects.filter(request=request).count() == 1
        assert Comment.objects.count() == 0
