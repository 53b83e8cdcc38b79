"""A version goes out only when every step of its workflow is done, each by people who may."""

import pytest
from django.core import mail

from tests.factories import make_body, make_person, make_team, make_trained
from tests.rooms.review.flows import fresh, knows, named, role, sent, states, workflow
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.review import letters, notices, services
from wellspoken.rooms.review.access import get_request
from wellspoken.rooms.review.errors import OwnWork, TooLate
from wellspoken.rooms.review.flow.errors import NotYourStep, Unfulfillable
from wellspoken.rooms.review.flow.passing import flow_of
from wellspoken.rooms.review.models import Decision, ReviewRequest, Workflow
from wellspoken.rooms.review.selectors import approval_for, packet, queue, waiting

WHY = "Name the source of the figure."


def approve(person, request, **more):
    return services.decide(actor=person, request=fresh(request), verdict="approve", **more)


def state(request):
    return Post.objects.get(pk=request.post_id).state


def again(person):
    """The same person without what was remembered of them."""
    return type(person).objects.get(pk=person.pk)


def waits(person):
    return waiting(again(person))


def test_without_a_workflow_one_reviewer_is_enough(house):
    request = sent(house)
    assert (request.workflow, states(request)) == ("", [])
    assert approve(house.rina, request).final
    assert state(request) == "approved"


def test_steps_come_one_after_the_other(house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    assert (request.workflow, states(request)) == ("Two looks", ["open", "waiting"])
    with pytest.raises(NotYourStep) as refused:
        approve(house.reza, request)
    assert refused.value.now == ("Privacy",)
    first = approve(house.rina, request, seen=request.content_hash)
    assert (first.final, first.step.name, first.content_hash) == (False, "Privacy", request.content_hash)
    assert (state(request), states(request)) == ("in_review", ["done", "open"])
    assert approval_for(request.post, request.content_hash) is None
    assert not Delivery.objects.exists()
    last = approve(house.reza, request)
    assert last.final
    assert (state(request), states(request)) == ("approved", ["done", "done"])
    assert approval_for(request.post, request.content_hash) == last
    assert Delivery.objects.count() == 1
    assert verify().ok


def test_steps_beside_each_other_are_open_at_once(house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza, beside=True), role("Last", again=True))
    request = sent(house)
    assert states(request) == ["open", "open", "waiting"]
    approve(house.reza, request)
    assert states(request) == ["open", "done", "waiting"]
    approve(house.rina, request)
    assert states(request) == ["done", "done", "open"]
    approve(house.rina, request)
    assert state(request) == "approved"


@pytest.mark.parametrize(("need", "approvals"), [(1, 1), (2, 2), (0, 3)])
def test_any_some_or_all(house, need, approvals):
    people = [house.rina, house.reza, make_person(Role.VIEWER, house.team)]
    workflow(house.team, named("Board", *people, need=need))
    request = sent(house)
    for number, person in enumerate(people[:approvals], 1):
        assert approve(person, request).final == (number == approvals)
    assert state(request) == "approved"


def test_all_of_a_role_means_all_who_hold_it_now(house):
    workflow(house.team, role("Board", need=0))
    request = sent(house)
    late = make_person(Role.REVIEWER, house.team)
    approve(house.rina, request)
    approve(house.reza, request)
    assert state(request) == "in_review"
    assert approve(late, request).final


def test_being_asked_is_a_permission_for_that_step_only(house):
    dean = make_person(Role.VIEWER, house.team, name="Dean Moe")
    outsider = make_person(Role.VIEWER, make_team())
    workflow(house.team, named("Dean", dean, outsider))
    request = sent(house)
    for person in (make_person(Role.VIEWER, house.team), outsider):
        with pytest.raises(Denied):
            approve(person, request)
    assert approve(dean, request).final
    Workflow.objects.all().delete()
    plain = sent(house)
    with pytest.raises(Denied):
        approve(dean, plain)


def test_nobody_approves_their_own_nor_twice(house):
    Grant.objects.create(user=house.ana, team=house.team, role=Role.REVIEWER)
    workflow(house.team, role("First"), role("Second"))
    request = sent(house)
    with pytest.raises(OwnWork):
        approve(house.ana, request)
    approve(house.rina, request)
    with pytest.raises(NotYourStep):
        approve(house.rina, request)
    assert approve(house.reza, request).final


def test_the_step_may_say_that_the_same_person_is_enough(house):
    workflow(house.team, named("First", house.rina), named("Second", house.rina, again=True))
    request = sent(house)
    approve(house.rina, request)
    assert approve(house.rina, request).final


def test_a_competence_asks_those_with_a_training(house):
    workflow(house.team, knows("Privacy", "privacy"))
    make_trained(house.rina, "privacy")
    request = sent(house)
    with pytest.raises(NotYourStep):
        approve(house.reza, request)
    assert approve(house.rina, request).final


@pytest.mark.parametrize("verdict", ["changes", "reject"])
def test_one_no_ends_it(house, verdict):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    with pytest.raises(NotYourStep):
        services.decide(actor=house.reza, request=request, verdict=verdict, reason=WHY)
    services.decide(actor=house.rina, request=request, verdict=verdict, reason=WHY)
    assert state(request) == {"changes": "changes", "reject": "rejected"}[verdict]


def test_an_edit_voids_every_step(house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    approve(house.rina, request)
    post = Post.objects.select_related("current", "team").get(pk=request.post_id)
    body = make_body("Walk for two hours.", channels=(house.channel.pk,))
    save_post(actor=house.ana, post=post, base_version=post.version, body=body)
    assert fresh(request).state == "voided"
    second = services.submit(actor=house.ana, post=post, base_version=post.version)
    assert states(second) == ["open", "waiting"]
    assert approval_for(post, post.current.content_hash) is None


def test_a_writer_whose_words_were_half_approved_is_still_a_writer(house):
    """Only a whole approval draws the line under who wrote."""
    Grant.objects.create(user=house.lia, team=house.team, role=Role.REVIEWER)
    workflow(house.team, named("Privacy", house.rina), role("Anybody"))
    request = sent(house)
    post = Post.objects.select_related("current", "team").get(pk=request.post_id)
    for text, writer in (("Lia's words.", house.lia), ("Ana's words.", house.ana)):
        body = make_body(text, channels=(house.channel.pk,))
        save_post(actor=writer, post=post, base_version=post.version, body=body)
        if writer is house.lia:
            request = services.submit(actor=house.ana, post=post, base_version=post.version)
            approve(house.rina, request)
    request = services.submit(actor=house.ana, post=post, base_version=post.version)
    approve(house.rina, request)
    with pytest.raises(OwnWork):
        approve(house.lia, request)


def test_what_is_under_way_is_frozen(house):
    kept = workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    services.change_steps(
        actor=make_person(Role.ADMINISTRATOR, house.team), workflow=kept, base=1, steps=[named("Other", house.reza)]
    )
    approve(house.rina, request)
    assert states(request) == ["done", "open"]
    assert states(sent(house)) == ["open"]


@pytest.mark.parametrize(
    ("steps", "stuck"),
    [
        (lambda h: [named("Gone", h.gone)], "Gone"),
        (lambda h: [named("Both", h.rina, h.gone, need=0)], "Both"),
        (lambda h: [named("Own", h.ana)], "Own"),
        (lambda h: [role("One"), named("Rina", h.rina), role("Third")], "Third"),
        (lambda h: [knows("Ethics", "ethics")], "Ethics"),
        (lambda h: [role("Three", need=3)], "Three"),
    ],
)
def test_a_step_that_nobody_can_do_keeps_the_post_from_being_asked(house, draft, steps, stuck):
    house.gone = make_person(Role.REVIEWER, house.team)
    house.gone.is_active = False
    house.gone.save()
    workflow(house.team, *steps(house))
    with pytest.raises(Unfulfillable) as refused:
        services.submit(actor=house.ana, post=draft, base_version=draft.version)
    assert (refused.value.step, refused.value.workflow) == (stuck, "Two looks")
    assert state(type("R", (), {"post_id": draft.pk})) == "draft"
    assert not ReviewRequest.objects.exists()


def test_people_are_matched_to_steps_whoever_comes_first(house):
    """Rina could do both, Reza only the first: there are enough."""
    workflow(house.team, role("Anybody"), named("Rina", house.rina))
    assert states(sent(house)) == ["open", "waiting"]


def test_a_step_whose_people_left_is_said_to_be_stuck(house):
    workflow(house.team, named("Privacy", house.rina))
    request = sent(house)
    assert not flow_of(request).steps[0].stuck
    house.rina.is_active = False
    house.rina.save()
    assert flow_of(request).steps[0].stuck


def test_the_queue_shows_only_what_is_mine_now(house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    assert (waits(house.rina), waits(house.reza)) == (1, 0)
    assert [row.request.pk for row in queue(again(house.rina))] == [request.pk]
    assert queue(again(house.reza)) == []
    approve(house.rina, request)
    assert (waits(house.rina), waits(house.reza)) == (0, 1)


def test_queue_and_decision_agree_about_roles_and_competences(house):
    elsewhere = make_person(Role.REVIEWER, make_team())
    make_trained(elsewhere, "medical")
    make_trained(house.reza, "medical")
    workflow(house.team, knows("Medicine", "medical"), role("Board", Role.PUBLISHER, beside=True))
    publisher = make_person(Role.PUBLISHER, house.team)
    request = sent(house)
    for person in (house.rina, house.reza, elsewhere, publisher, house.ana):
        theirs = flow_of(request).mine(person) if person.pk not in {house.ana.pk} else []
        assert bool(theirs) == bool(waits(person)), person


def test_taking_back_opens_the_step_again(house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    approve(house.rina, request)
    services.take_back(actor=house.rina, request=fresh(request))
    assert states(request) == ["open", "waiting"]
    approve(house.rina, request)
    approve(house.reza, request)
    with pytest.raises(TooLate):
        services.take_back(actor=house.rina, request=fresh(request))
    services.take_back(actor=house.reza, request=fresh(request))
    assert (state(request), states(request)) == ("in_review", ["done", "open"])
    assert approval_for(request.post, request.content_hash) is None
    with pytest.raises(TooLate):  # Reza has decided nothing that stands, Rina's step is followed by an open one
        services.take_back(actor=house.reza, request=fresh(request))
    services.take_back(actor=house.rina, request=fresh(request))
    assert states(request) == ["open", "waiting"]
    assert verify().ok


def test_a_later_decision_keeps_an_earlier_one(house):
    workflow(house.team, named("Privacy", house.rina), named("Two", house.reza, house.lia, need=2))
    request = sent(house)
    approve(house.rina, request)
    approve(house.reza, request)
    with pytest.raises(TooLate):
        services.take_back(actor=house.rina, request=fresh(request))


def test_the_log_tells_each_step(house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    approve(house.rina, request, reason="The form is signed.")
    approve(house.reza, request)
    codes = AuditEntry.objects.filter(post_ref=str(request.post_id), action__startswith="review.").order_by("seq")
    assert [entry.action for entry in codes] == [
        "review.asked",
        "review.step_approved",
        "review.step_done",
        "review.step_begun",
        "review.step_approved",
        "review.step_done",
        "review.approved",
        "review.closed",
    ]
    first = codes[1]
    assert (first.data["step"], first.data["content_hash"]) == ("Privacy", request.content_hash)
    assert first.personal == {"reason": "The form is signed."}


@pytest.mark.django_db(transaction=True)
def test_the_people_of_a_step_get_a_mail_when_it_begins(house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    notices.drain()
    assert [letter.to for letter in mail.outbox] == [[house.rina.email]]
    assert "Privacy" in mail.outbox[0].body
    approve(house.rina, request)
    notices.drain()
    assert mail.outbox[-1].to == [house.reza.email]
    assert [(person.pk, step) for person, step in letters.people_now(fresh(request))] == [(house.reza.pk, "Ward")]


def test_the_page_knows_whose_step_it_is(house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    found = packet(house.rina, get_request(house.rina, request.pk))
    assert (found.standing.may_decide, [step.name for step in found.standing.steps]) == (True, ["Privacy"])
    other = packet(house.reza, get_request(house.reza, request.pk))
    assert (other.standing.may_decide, other.standing.why) == (False, "step")


def test_decisions_name_their_step_and_version(house):
    workflow(house.team, named("Privacy", house.rina), named("Ward", house.reza))
    request = sent(house)
    approve(house.rina, request)
    rows = Decision.objects.filter(request=request)
    assert [(row.step.name, row.revision_id, row.content_hash) for row in rows] == [
        ("Privacy", request.revision_id, request.content_hash)
    ]
