"""Two at once: exactly one outcome, and never an approval of words that nobody approved."""

import threading

import pytest
from django.db import connection

from tests.factories import answer_all, make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.content.errors import EditConflict, NotEditable
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.review import services
from wellspoken.rooms.review.errors import NotReady, Outdated, Unanswered
from wellspoken.rooms.review.models import Answer, Decision, ReviewRequest
from wellspoken.rooms.review.selectors import approval_for

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6
WORDS = (("rina", "yes"), ("reza", "no"), ("rina", "yes"))


def together(*acts):
    """Run the acts at the same moment; returns what each answered (a result or the exception it met)."""
    gate = threading.Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def run(index, act):
        try:
            gate.wait(timeout=30)
            answers[index] = act()
        except Exception as error:  # noqa: BLE001 (judged by the test)
            answers[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def people():
    make_organisation()
    team = make_team()
    return {
        "team": team,
        "channel": make_channel(team),
        "ana": make_person(Role.EDITOR, team),
        "rina": make_person(Role.REVIEWER, team),
        "reza": make_person(Role.REVIEWER, team),
    }


def waiting(people):
    body = make_body(channels=(people["channel"].pk,))
    post = make_post(people["team"], people["ana"], body)
    return services.submit(actor=people["ana"], post=post, base_version=post.version)


def fresh(request):
    return ReviewRequest.objects.select_related("post__team", "revision").get(pk=request.pk)


def test_two_reviewers_at_once_make_one_decision(people):
    for _ in range(ROUNDS):
        request = waiting(people)
        mine, theirs = fresh(request), fresh(request)
        answers = together(
            lambda r=mine: services.decide(actor=people["rina"], request=r, verdict="approve"),
            lambda r=theirs: services.decide(
                actor=people["reza"], request=r, verdict="reject", reason="Not true enough"
            ),
        )
        assert [type(a) for a in answers].count(Decision) == 1, answers
        assert [type(a) for a in answers].count(Outdated) == 1, answers
        decision = Decision.objects.get(request=request)
        state = Post.objects.get(pk=request.post_id).state
        assert state == {"approve": "approved", "reject": "rejected"}[decision.verdict]
        assert Delivery.objects.filter(post=request.post_id).count() == (decision.verdict == "approve")
    assert verify().ok


def test_an_approval_while_the_author_edits_never_covers_unseen_words(people):
    outcomes = set()
    for round_ in range(ROUNDS):
        request = waiting(people)
        post = Post.objects.get(pk=request.post_id)
        new = make_body(f"Walk {round_ + 2} hours.", channels=(people["channel"].pk,))
        mine = fresh(request)
        approved, saved = together(
            lambda r=mine: services.decide(actor=people["rina"], request=r, verdict="approve", seen=r.content_hash),
            lambda p=post, b=new: save_post(actor=people["ana"], post=p, base_version=p.version, body=b),
        )
        assert not isinstance(saved, Exception), saved
        assert isinstance(approved, Decision | Outdated), approved
        outcomes.add(type(approved).__name__)
        post = Post.objects.select_related("current").get(pk=post.pk)
        assert post.state == "draft"
        assert post.current.content.text == new.text
        assert approval_for(post, post.current.content_hash) is None
        assert approval_for(post, request.content_hash) is None
        assert fresh(request).state == "voided"
        assert not Delivery.objects.filter(post=post).exclude(state="cancelled").exists()
    assert outcomes <= {"Decision", "Outdated"}
    assert verify().ok


def test_sending_to_review_while_somebody_saves_seals_what_was_seen(people):
    for round_ in range(ROUNDS):
        body = make_body(channels=(people["channel"].pk,))
        post = make_post(people["team"], people["ana"], body)
        other = Post.objects.get(pk=post.pk)
        new = make_body(f"Walk {round_ + 2} hours.", channels=(people["channel"].pk,))
        base = post.version
        asked, saved = together(
            lambda p=post, v=base: services.submit(actor=people["ana"], post=p, base_version=v),
            lambda p=other, b=new, v=base: save_post(actor=people["ana"], post=p, base_version=v, body=b),
        )
        assert isinstance(asked, ReviewRequest | EditConflict | NotReady), asked
        assert not isinstance(saved, Exception) or isinstance(saved, NotEditable), saved
        if isinstance(asked, ReviewRequest):
            assert asked.content_hash == body.content_hash()
            assert asked.revision.sealed
            now = fresh(asked)
            same = now.post.current_id == now.revision_id
            assert (now.state, now.post.state) == (("open", "in_review") if same else ("voided", "draft"))


def test_taking_back_while_another_decides_leaves_one_truth(people):
    for _ in range(ROUNDS):
        request = waiting(people)
        services.decide(actor=people["rina"], request=fresh(request), verdict="approve")
        mine, theirs = fresh(request), fresh(request)
        together(
            lambda r=mine: services.take_back(actor=people["rina"], request=r),
            lambda r=theirs: services.take_back(actor=people["rina"], request=r),
        )
        now = fresh(request)
        assert (now.state, now.post.state) == ("open", "in_review")
        assert not Delivery.objects.filter(post=now.post).exclude(state="cancelled").exists()
    assert verify().ok


def test_an_answer_and_an_approval_at_once(people):
    """Whatever comes first: no approval stands beside an answer that speaks against it."""
    for _ in range(ROUNDS):
        body = make_body("A walk, in partnership with Elm Shoes.", channels=(people["channel"].pk,))
        post = make_post(people["team"], people["ana"], body)
        request = services.submit(actor=people["ana"], post=post, base_version=post.version)
        answer_all(people["rina"], request)
        mine, theirs = fresh(request), fresh(request)
        against = [services.Given("FTC-2", "no", "It is not told.")]
        results = together(
            lambda r=mine: services.decide(actor=people["rina"], request=r, verdict="approve"),
            lambda r=theirs, a=against: services.answer(actor=people["reza"], request=r, given=a),
        )
        assert all(not isinstance(r, Exception) or isinstance(r, Unanswered | Outdated) for r in results), results
        standing = Answer.objects.get(post=post, replaced_at__isnull=True)
        approved = Decision.objects.filter(request=request).exists()
        assert approved == (standing.answer == "yes")


def test_two_answers_at_once_leave_one_standing(people):
    for _ in range(ROUNDS):
        body = make_body("A walk, in partnership with Elm Shoes.", channels=(people["channel"].pk,))
        post = make_post(people["team"], people["ana"], body)
        request = services.submit(actor=people["ana"], post=post, base_version=post.version)
        acts = [
            lambda r=row, w=who, a=word: services.answer(actor=people[w], request=r, given=[services.Given("FTC-2", a)])
            for who, word, row in [(who, word, fresh(request)) for who, word in WORDS]
        ]
        results = together(*acts)
        assert not [r for r in results if isinstance(r, Exception)], results
        assert Answer.objects.filter(post=post, replaced_at__isnull=True).count() == 1
    assert verify().ok
