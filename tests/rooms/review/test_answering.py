"""Questions to the reviewer: answered for exactly these words, and holding an approval back until they are."""

import pytest

from tests.factories import answer_all, make_body, make_person, make_post, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.presenting import sentence
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import services
from wellspoken.rooms.review.errors import NoSuchQuestion, NoteNeeded, Outdated, OwnWork, Unanswered
from wellspoken.rooms.review.models import Answer, Decision, ReviewRequest
from wellspoken.rooms.review.selectors import asked_of
from wellspoken.rooms.review.services import Given

#: asks whether the partner is told of (required, good: yes)
TEXT = "A walk for the heart on Saturday, in partnership with Elm Shoes."
PARTNER = "FTC-2"
WHY = "Please name the partner in the first line."


@pytest.fixture
def request_(house):
    post = make_post(house.team, house.ana, make_body(TEXT, channels=(house.channel.pk,)))
    return services.submit(actor=house.ana, post=post, base_version=post.version)


def given(answer="yes", note="", question=PARTNER):
    return [Given(question, answer, note)]


def entries():
    return list(AuditEntry.objects.filter(action="review.answered").order_by("seq"))


def test_the_fixture_asks_one_question(request_):
    assert [(a.question.id, a.standing) for a in asked_of(request_)] == [(PARTNER, "open")]


def test_an_approval_waits_for_the_answer(house, request_):
    with pytest.raises(Unanswered) as refused:
        services.decide(actor=house.rina, request=request_, verdict="approve")
    assert (refused.value.unanswered, refused.value.against) == ((PARTNER,), ())
    assert not Decision.objects.exists()
    services.answer(actor=house.rina, request=request_, given=given())
    services.decide(actor=house.rina, request=request_, verdict="approve")
    assert Decision.objects.count() == 1


def test_the_bad_answer_holds_it_back_and_a_changed_mind_lets_it_go(house, request_):
    services.answer(actor=house.rina, request=request_, given=given("no", "The first line says nothing."))
    with pytest.raises(Unanswered) as refused:
        services.decide(actor=house.rina, request=request_, verdict="approve")
    assert refused.value.against == (PARTNER,)
    services.answer(actor=house.reza, request=request_, given=given("yes"))
    services.decide(actor=house.rina, request=request_, verdict="approve")
    rows = list(Answer.objects.all())
    assert [(r.answer, r.by, r.replaced_at is None) for r in rows] == [
        ("no", house.rina, False),
        ("yes", house.reza, True),
    ]


@pytest.mark.parametrize("verdict", ["changes", "reject"])
def test_other_verdicts_need_no_answers(house, request_, verdict):
    services.decide(actor=house.rina, request=request_, verdict=verdict, reason=WHY)
    assert Decision.objects.get().verdict == verdict


def test_does_not_apply_needs_a_note(house, request_):
    for note in ("", "short", "   ", "\x00" * 30):
        with pytest.raises(NoteNeeded):
            services.answer(actor=house.rina, request=request_, given=given("na", note))
    with pytest.raises(NoteNeeded):
        services.answer(actor=house.rina, request=request_, given=given("yes", "x" * 5001))
    assert not Answer.objects.exists()
    services.answer(actor=house.rina, request=request_, given=given("na", "Elm Shoes is our own shop."))
    services.decide(actor=house.rina, request=request_, verdict="approve")


@pytest.mark.parametrize(("question", "answer"), [("HIPAA-ID-Q", "yes"), ("nonsense", "no"), (PARTNER, "maybe")])
def test_only_what_is_asked_can_be_answered(house, request_, question, answer):
    with pytest.raises(NoSuchQuestion):
        services.answer(actor=house.rina, request=request_, given=[*given(), Given(question, answer)])
    assert not Answer.objects.exists(), "all of them or none"


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.REVIEWER])
def test_only_reviewers_answer(house, request_, role):
    for who in (make_person(role, house.team), make_person(Role.REVIEWER, make_team())):
        with pytest.raises(Denied):
            services.answer(actor=who, request=request_, given=given())


def test_nobody_answers_about_their_own_words(house, request_):
    from wellspoken.rooms.people.models import Grant

    Grant.objects.create(user=house.ana, team=house.team, role=Role.REVIEWER)
    house.ana.__dict__.pop("_rights", None)
    with pytest.raises(OwnWork):
        services.answer(actor=house.ana, request=request_, given=given())


def test_the_same_answer_twice_is_one(house, request_):
    assert len(services.answer(actor=house.rina, request=request_, given=given())) == 1
    assert services.answer(actor=house.rina, request=request_, given=given()) == []
    assert services.answer(actor=house.reza, request=request_, given=[*given(), *given()]) == []
    assert Answer.objects.count() == len(entries()) == 1


def test_other_words_are_asked_about_anew(house, request_):
    services.answer(actor=house.rina, request=request_, given=given())
    post = request_.post
    post.refresh_from_db()
    body = make_body(f"{TEXT} Come along.", channels=(house.channel.pk,))
    save_post(actor=house.ana, post=post, base_version=post.version, body=body)
    with pytest.raises(Outdated):
        services.answer(actor=house.rina, request=request_, given=given("no", "Not told."))
    post.refresh_from_db()
    again = services.submit(actor=house.ana, post=post, base_version=post.version)
    assert [a.standing for a in asked_of(again)] == ["open"]


def test_the_same_words_sent_again_keep_their_answers(house, request_):
    services.answer(actor=house.rina, request=request_, given=given())
    services.recall(actor=house.ana, post=request_.post)
    post = request_.post
    post.refresh_from_db()
    again = services.submit(actor=house.ana, post=post, base_version=post.version)
    assert again.pk != request_.pk
    assert [a.standing for a in asked_of(again)] == ["good"]
    services.decide(actor=house.rina, request=again, verdict="approve")


def test_what_is_decided_is_not_answered_any_more(house, request_):
    answer_all(house.rina, request_)
    services.decide(actor=house.rina, request=request_, verdict="approve")
    with pytest.raises(Outdated):
        services.answer(actor=house.reza, request=request_, given=given("no", "Too late."))
    assert Answer.objects.count() == 1


def test_a_question_that_came_later_is_shown_and_asked(house, request_):
    """The checks of the day of the decision count: what they ask now is kept with the request."""
    ReviewRequest.objects.update(checks=[{**c, "run": {**c["run"], "questions": []}} for c in request_.checks])
    request_.refresh_from_db()
    assert asked_of(request_) == []
    with pytest.raises(Unanswered):
        services.decide(actor=house.rina, request=request_, verdict="approve")
    request_.refresh_from_db()
    assert [a.question.id for a in asked_of(request_)] == [PARTNER]


def test_requests_from_before_there_were_questions_can_be_read(house, request_):
    old = [{**c, "run": {k: v for k, v in c["run"].items() if k != "questions"}} for c in request_.checks]
    ReviewRequest.objects.update(checks=old)
    request_.refresh_from_db()
    assert asked_of(request_) == []


def test_the_log_says_who_answered_what(house, request_):
    from django.utils import translation

    services.answer(actor=house.rina, request=request_, given=given("na", "Elm Shoes is our own shop."))
    entry = entries()[0]
    assert entry.data["question"] == PARTNER
    assert entry.personal == {"note": "Elm Shoes is our own shop."}
    with translation.override("en"):
        said = sentence(entry)
    for words in ("Rina Hart", "Is every payment", "Does not apply."):
        assert words in said
    assert "Elm Shoes" not in said
    with translation.override("nb"):
        assert "Er hver betaling" in sentence(entry)
    assert verify().ok
