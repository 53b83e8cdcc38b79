"""A deputy decides the step of somebody who is away, as long as they are, and nobody else's."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import make_trained
from tests.rooms.review.flows import fresh, named, sent, states, workflow
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import letters, notices, reminding, services
from wellspoken.rooms.review.errors import TrainingOver
from wellspoken.rooms.review.flow.errors import NotYourStep
from wellspoken.rooms.review.flow.passing import flow_of
from wellspoken.rooms.review.models import Absence
from wellspoken.rooms.review.selectors import asked_of, queue, waiting

DAY = timedelta(days=1)


@pytest.fixture
def away(house):
    services.name_deputy(actor=house.rina, user=house.rina, deputy=house.reza)
    today = timezone.now().astimezone(house.rina.zone).date()
    return services.note_absence(actor=house.rina, user=house.rina, first=today, last=today + DAY)


def again(person):
    return type(person).objects.get(pk=person.pk)


def asks(request):
    return {person.name for one in flow_of(fresh(request)).now for person in one.able}


def test_the_deputy_decides_meanwhile_and_sees_it_in_the_queue(house, away):
    workflow(house.team, named("Privacy", house.rina))
    request = sent(house)
    assert asks(request) == {"Rina Hart", "Reza Moe"}
    assert waiting(again(house.reza)) == 1
    assert len(queue(again(house.reza))) == 1
    assert {p.name for p in reminding.deciders(fresh(request), set())} == {"Rina Hart", "Reza Moe"}
    decision = services.decide(actor=house.reza, request=fresh(request), verdict="approve")
    assert (decision.final, states(request)) == (True, ["done"])


def test_the_mail_goes_to_the_deputy_and_says_for_whom(house, away):
    workflow(house.team, named("Privacy", house.rina))
    request = sent(house)
    letters._tell_steps(request.pk)
    notices.drain()
    [one] = mail.outbox
    assert one.to == [house.reza.email]
    assert "Your step: Privacy" in one.body
    assert "You stand in for Rina Hart" in one.body


@pytest.mark.parametrize("how", ["back again", "named nobody", "lost the role"])
def test_it_ends_with_the_absence_the_naming_and_the_role(house, away, how):
    workflow(house.team, named("Privacy", house.rina))
    request = sent(house)
    if how == "back again":
        services.end_absence(actor=house.rina, user=house.rina, pk=away.pk)
    elif how == "named nobody":
        services.name_deputy(actor=house.rina, user=house.rina, deputy=None)
    else:
        Grant.objects.filter(user=house.reza).update(role=Role.PUBLISHER)
    assert asks(request) == {"Rina Hart"}
    assert waiting(again(house.reza)) == 0
    if how != "lost the role":
        with pytest.raises(NotYourStep):
            services.decide(actor=again(house.reza), request=fresh(request), verdict="approve")


def test_whoever_ran_out_approves_no_step_of_a_post_that_asks(house):
    """Also a step that asks nothing of their field."""
    workflow(house.team, named("First", house.reza), named("Second", house.rina))
    request = sent(house, "A walk for the heart on Saturday, in partnership with Elm Shoes.")
    [field] = {one.question.competence for one in asked_of(request)}
    make_trained(house.reza, field, days=-1)
    with pytest.raises(TrainingOver):
        services.decide(actor=house.reza, request=fresh(request), verdict="approve")
    assert states(request) == ["open", "waiting"]


def test_a_step_for_all_who_are_named_waits_for_them(house, away):
    workflow(house.team, named("Both", house.rina, house.lia, need=0))
    request = sent(house)
    assert asks(request) == {"Rina Hart", "Lia Putri"}
    assert waiting(again(house.reza)) == 0
    Absence.objects.all().delete()
    assert asks(request) == {"Rina Hart", "Lia Putri"}
