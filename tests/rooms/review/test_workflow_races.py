"""Two at once in the steps of a workflow: one approval, every step done once, and never words that nobody approved."""

import pytest

from tests.factories import make_body
from tests.rooms.review.flows import fresh, named, role, sent, states, workflow
from tests.rooms.review.test_races import ROUNDS, together
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.review import services
from wellspoken.rooms.review.errors import Outdated
from wellspoken.rooms.review.flow.errors import NotYourStep
from wellspoken.rooms.review.models import Decision
from wellspoken.rooms.review.selectors import approval_for

pytestmark = pytest.mark.django_db(transaction=True)


def approve(person, request):
    return services.decide(actor=person, request=request, verdict="approve", seen=request.content_hash)


def test_two_approve_the_last_step_at_once(house):
    """One of the two is enough: the step is done once, one approval lets it out."""
    workflow(house.team, role("Last"))
    for _ in range(ROUNDS):
        request = sent(house)
        pairs = [(house.rina, fresh(request)), (house.reza, fresh(request))]
        answers = together(*(lambda pair=pair: approve(*pair) for pair in pairs))
        assert [type(a) for a in answers].count(Decision) == 1, answers
        assert [type(a) for a in answers if not isinstance(a, Decision)] in ([Outdated], [NotYourStep]), answers
        assert Decision.objects.filter(request=request, final=True).count() == 1
        assert Delivery.objects.filter(post=request.post_id).count() == 1
        done = AuditEntry.objects.filter(action="review.step_done", post_ref=str(request.post_id))
        assert done.count() == 1
    assert verify().ok


def test_two_approve_a_step_that_needs_both_at_once(house):
    """Whoever is second ends it: both count, exactly one is final."""
    workflow(house.team, named("Both", house.rina, house.reza, need=0))
    for _ in range(ROUNDS):
        request = sent(house)
        pairs = [(house.rina, fresh(request)), (house.reza, fresh(request))]
        answers = together(*(lambda pair=pair: approve(*pair) for pair in pairs))
        assert all(isinstance(a, Decision) for a in answers), answers
        assert sorted(Decision.objects.filter(request=request).values_list("final", flat=True)) == [False, True]
        assert Post.objects.get(pk=request.post_id).state == "approved"
        assert states(request) == ["done"]
        assert Delivery.objects.filter(post=request.post_id).count() == 1
    assert verify().ok


def test_the_last_approval_while_the_author_edits(house):
    workflow(house.team, named("First", house.rina), named("Last", house.reza))
    for round_ in range(ROUNDS):
        request = sent(house)
        approve(house.rina, fresh(request))
        post = Post.objects.get(pk=request.post_id)
        new = make_body(f"Walk {round_ + 2} hours.", channels=(house.channel.pk,))
        mine = fresh(request)
        approved, saved = together(
            lambda r=mine: approve(house.reza, r),
            lambda p=post, b=new: save_post(actor=house.ana, post=p, base_version=p.version, body=b),
        )
        assert not isinstance(saved, Exception), saved
        assert isinstance(approved, Decision | Outdated), approved
        post = Post.objects.select_related("current").get(pk=post.pk)
        assert (post.state, post.current.content.text) == ("draft", new.text)
        assert approval_for(post, post.current.content_hash) is None
        assert approval_for(post, request.content_hash) is None
        assert not Delivery.objects.filter(post=post).exclude(state="cancelled").exists()
    assert verify().ok
