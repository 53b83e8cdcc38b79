"""Who may decide what, and what a decision does."""

import pytest
from django.core import mail

from tests.factories import make_body, make_person, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.content.errors import EditConflict
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.review import hooks, notices, services
from wellspoken.rooms.review.errors import BlockedByChecks, NotReady, Outdated, OwnWork, ReasonNeeded, TooLate
from wellspoken.rooms.review.models import Decision, ReviewRequest
from wellspoken.rooms.review.selectors import approval_for

WHY = "Name the source of the figure."


def edited(post, text, actor):
    body = post.current.content
    new = make_body(text, channels=body.channels)
    return save_post(actor=actor, post=post, base_version=post.version, body=new)


def codes(post):
    return list(AuditEntry.objects.filter(post_ref=str(post.pk)).values_list("action", flat=True))


def test_submitting_seals_the_version_and_asks(house, draft):
    request = services.submit(actor=house.ana, post=draft, base_version=draft.version, note=" please ")
    draft.refresh_from_db()
    assert draft.state == "in_review"
    assert draft.current.sealed
    assert (request.content_hash, request.note, request.state) == (draft.current.content_hash, "please", "open")
    assert "review.asked" in codes(draft)


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"channels": ()}, "no_channel"), ({"text": "  "}, "no_text")],
)
def test_an_unfinished_post_is_not_sent(house, draft, fields, code):
    body = make_body(**{"text": "Walk.", "channels": (house.channel.pk,), **fields})
    save_post(actor=house.ana, post=draft, base_version=draft.version, body=body)
    with pytest.raises(NotReady) as refused:
        services.submit(actor=house.ana, post=draft, base_version=draft.version)
    assert refused.value.code == code
    assert not ReviewRequest.objects.exists()


def test_words_saved_meanwhile_are_not_sent_unseen(house, draft):
    base = draft.version
    edited(draft, "Other words by Lia.", house.lia)
    with pytest.raises(EditConflict):
        services.submit(actor=house.ana, post=draft, base_version=base)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_post_is_asked_about_once(house, draft, asked):
    with pytest.raises(NotReady):
        services.submit(actor=house.ana, post=draft, base_version=draft.version)


def test_blocked_words_are_not_sent(house, draft):
    edited(draft, "Her number is 123-45-6789, SSN, and she loved ward 4.", house.ana)
    with pytest.raises(BlockedByChecks) as refused:
        services.submit(actor=house.ana, post=draft, base_version=draft.version)
    assert refused.value.blocks
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.REVIEWER])
def test_only_reviewers_decide(house, asked, role):
    somebody = make_person(role, house.team)
    with pytest.raises(Denied):
        services.decide(actor=somebody, request=asked, verdict="approve")
    elsewhere = make_person(Role.REVIEWER, make_team())
    with pytest.raises(Denied):
        services.decide(actor=elsewhere, request=asked, verdict="approve")


@pytest.mark.parametrize("who", ["ana", "lia"])
def test_nobody_approves_their_own_words(house, draft, who):
    """Also somebody who reviews and edits, and only changed a word on the way."""
    edited(draft, "Words by Lia.", house.lia)
    edited(draft, "Words by Ana, again.", house.ana)
    request = services.submit(actor=house.ana, post=draft, base_version=draft.version)
    writer = getattr(house, who)
    make_grant(writer, house.team)
    for verdict in ("approve", "changes", "reject"):
        with pytest.raises(OwnWork):
            services.decide(actor=writer, request=request, verdict=verdict, reason=WHY)
    services.decide(actor=house.rina, request=request, verdict="approve")


def make_grant(user, team):
    from wellspoken.rooms.people.models import Grant

    Grant.objects.create(user=user, team=team, role=Role.REVIEWER)
    user.__dict__.pop("_rights", None)


def test_approving_names_revision_and_content_and_schedules(house, draft, asked):
    decision = services.decide(actor=house.rina, request=asked, verdict="approve", seen=asked.content_hash)
    draft.refresh_from_db()
    assert draft.state == "approved"
    assert (decision.revision_id, decision.content_hash) == (draft.current_id, draft.current.content_hash)
    assert approval_for(draft, draft.current.content_hash) == decision
    assert approval_for(draft, "0" * 64) is None
    assert Delivery.objects.filter(post=draft, content_hash=decision.content_hash).count() == 1
    assert verify().ok


@pytest.mark.parametrize(("verdict", "state"), [("changes", "changes"), ("reject", "rejected")])
def test_other_verdicts_need_a_reason(house, draft, asked, verdict, state):
    for short in ("", "   ", "too short", "\x00" * 30):
        with pytest.raises(ReasonNeeded):
            services.decide(actor=house.rina, request=asked, verdict=verdict, reason=short)
    with pytest.raises(ReasonNeeded):
        services.decide(actor=house.rina, request=asked, verdict=verdict, reason="x" * 5001)
    decision = services.decide(actor=house.rina, request=asked, verdict=verdict, reason=f" {WHY} ")
    draft.refresh_from_db()
    assert (draft.state, decision.reason) == (state, WHY)
    assert approval_for(draft, draft.current.content_hash) is None
    assert not Delivery.objects.exists()


def test_an_edit_under_review_voids_the_request_and_names_the_words(house, draft, asked):
    edited(draft, "Walk for sixty minutes on Saturday.", house.ana)
    asked.refresh_from_db()
    draft.refresh_from_db()
    assert (draft.state, asked.state) == ("draft", "voided")
    assert asked.changed_words == [["del", "thirty"], ["ins", "sixty"]]
    with pytest.raises(Outdated):
        services.decide(actor=house.rina, request=asked, verdict="approve")
    assert not Decision.objects.exists()


def test_an_edit_after_approval_ends_it(house, draft, asked):
    services.decide(actor=house.rina, request=asked, verdict="approve")
    old = draft.current.content_hash
    draft.refresh_from_db()
    edited(draft, "Walk for sixty minutes on Saturday.", house.ana)
    asked.refresh_from_db()
    draft.refresh_from_db()
    assert (draft.state, asked.state) == ("draft", "voided")
    assert approval_for(draft, old) is None
    assert approval_for(draft, draft.current.content_hash) is None
    assert set(Delivery.objects.values_list("state", flat=True)) == {"cancelled"}


def test_saving_the_same_words_changes_nothing(house, draft, asked):
    save_post(actor=house.ana, post=draft, base_version=draft.version, body=draft.current.content)
    asked.refresh_from_db()
    assert asked.state == "open"


def test_a_screen_that_showed_other_words_cannot_approve(house, asked):
    with pytest.raises(Outdated):
        services.decide(actor=house.rina, request=asked, verdict="approve", seen="f" * 64)
    assert not Decision.objects.exists()


def test_the_second_of_two_reviewers_is_told(house, asked):
    services.decide(actor=house.rina, request=asked, verdict="approve")
    stale = ReviewRequest.objects.select_related("post", "revision").get(pk=asked.pk)
    with pytest.raises(Outdated):
        services.decide(actor=house.reza, request=stale, verdict="reject", reason=WHY)
    assert Decision.objects.count() == 1


def test_stricter_rules_since_it_was_asked_hold_the_approval(house, asked, monkeypatch):
    from wellspoken.rooms.review.checks import Block

    stop = Block("f" * 32, "NEW-1", "walk", (), "2", False)
    monkeypatch.setattr("wellspoken.rooms.review.services.deciding.unreleased_blocks", lambda *a, **k: [stop])
    with pytest.raises(BlockedByChecks):
        services.decide(actor=house.rina, request=asked, verdict="approve")
    services.decide(actor=house.rina, request=asked, verdict="changes", reason=WHY)


@pytest.mark.parametrize("verdict", ["approve", "changes", "reject"])
def test_a_decision_can_be_taken_back_by_the_decider(house, draft, asked, verdict):
    services.decide(actor=house.rina, request=asked, verdict=verdict, reason=WHY)
    with pytest.raises(TooLate):
        services.take_back(actor=house.reza, request=asked)
    services.take_back(actor=house.rina, request=asked)
    draft.refresh_from_db()
    asked.refresh_from_db()
    assert (draft.state, asked.state, asked.closed_at) == ("in_review", "open", None)
    assert approval_for(draft, asked.content_hash) is None
    assert not Delivery.objects.exclude(state="cancelled").exists()
    with pytest.raises(TooLate):
        services.take_back(actor=house.rina, request=asked)
    services.decide(actor=house.reza, request=asked, verdict="approve")
    assert approval_for(draft, asked.content_hash).by == house.reza
    assert verify().ok


@pytest.mark.parametrize("state", ["sending", "unknown", "live"])
def test_what_is_on_its_way_cannot_be_taken_back(house, draft, asked, state):
    services.decide(actor=house.rina, request=asked, verdict="approve")
    Delivery.objects.update(state=state)
    if state == "live":
        Post.objects.update(state="published")
    with pytest.raises(TooLate):
        services.take_back(actor=house.rina, request=asked)
    asked.refresh_from_db()
    assert asked.state == "approved"
    assert approval_for(draft, asked.content_hash)
    with pytest.raises(StateConflict):
        services.recall(actor=house.ana, post=draft)


def test_new_words_cannot_be_undone_into_an_approval(house, draft, asked):
    services.decide(actor=house.rina, request=asked, verdict="changes", reason=WHY)
    draft.refresh_from_db()
    edited(draft, "Other words now.", house.ana)
    with pytest.raises(TooLate):
        services.take_back(actor=house.rina, request=asked)


@pytest.mark.parametrize("approved", [False, True])
def test_the_author_takes_a_post_back(house, draft, asked, approved):
    if approved:
        services.decide(actor=house.rina, request=asked, verdict="approve")
    with pytest.raises(Denied):
        services.recall(actor=house.rina, post=draft)
    services.recall(actor=house.ana, post=draft)
    asked.refresh_from_db()
    draft.refresh_from_db()
    assert (draft.state, asked.state) == ("draft", "voided")
    assert approval_for(draft, asked.content_hash) is None
    assert not Delivery.objects.exclude(state="cancelled").exists()
    with pytest.raises(StateConflict):
        services.recall(actor=house.ana, post=draft)


def test_after_a_recall_the_same_words_can_be_asked_about_again(house, draft, asked):
    services.recall(actor=house.ana, post=draft)
    again = services.submit(actor=house.ana, post=draft, base_version=draft.version)
    services.decide(actor=house.rina, request=again, verdict="approve")
    assert approval_for(draft, again.content_hash)


def test_reviewers_are_told_by_mail_without_words_of_the_post(house, draft, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        request = services.submit(actor=house.ana, post=draft, base_version=draft.version)
    notices.drain()
    assert sorted(m.to[0] for m in mail.outbox) == sorted([house.rina.email, house.reza.email])
    for letter in mail.outbox:
        assert f"/review/{request.pk}/" in letter.body
        for words in (draft.title, "thirty minutes"):
            assert words not in letter.body + letter.subject
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        services.decide(actor=house.rina, request=request, verdict="changes", reason=WHY)
    notices.drain()
    assert [m.to for m in mail.outbox] == [[house.ana.email]]
    assert WHY not in mail.outbox[0].body


def test_mail_that_fails_does_not_fail_the_act(house, draft, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        services.submit(actor=house.ana, post=draft, base_version=draft.version)
    notices.drain()
    draft.refresh_from_db()
    assert draft.state == "in_review"


def test_a_listener_that_fails_takes_the_approval_back(house, draft, asked, monkeypatch):
    def broken(decision, actor):
        raise ValueError("no calendar")

    monkeypatch.setattr(hooks.approved, "_listeners", [broken])
    with pytest.raises(ValueError, match="no calendar"):
        services.decide(actor=house.rina, request=asked, verdict="approve")
    draft.refresh_from_db()
    assert draft.state == "in_review"
    assert not Decision.objects.exists()
