"""Questions are answered by those who are named for their field, as soon as anybody is."""

import pytest

from tests.factories import make_body, make_person, make_post
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import services
from wellspoken.rooms.review.competence import fields_of
from wellspoken.rooms.review.errors import NotCompetent
from wellspoken.rooms.review.models import Answer
from wellspoken.rooms.review.selectors import asked_of
from wellspoken.rooms.review.services import Given

TEXT = "A walk for the heart on Saturday, in partnership with Elm Shoes."
PARTNER = "FTC-2"


@pytest.fixture
def chief():
    return make_person(Role.ADMINISTRATOR)


@pytest.fixture
def request_(house):
    post = make_post(house.team, house.ana, make_body(TEXT, channels=(house.channel.pk,)))
    return services.submit(actor=house.ana, post=post, base_version=post.version)


def field(request_):
    return asked_of(request_)[0].question.competence


def test_nobody_named_any_reviewer_answers(house, request_):
    services.answer(actor=house.rina, request=request_, given=[Given(PARTNER, "yes")])
    assert Answer.objects.get().by == house.rina


def test_the_one_who_is_named_answers_and_nobody_else(house, request_, chief):
    services.name_competences(actor=chief, person=house.reza, fields=[field(request_)])
    with pytest.raises(NotCompetent) as refused:
        services.answer(actor=house.rina, request=request_, given=[Given(PARTNER, "yes")])
    assert refused.value.names == (house.reza.name,)
    assert not Answer.objects.exists()
    asked = asked_of(request_)[0]
    assert (asked.for_(house.rina), asked.for_(house.reza)) == (False, True)
    services.answer(actor=house.reza, request=request_, given=[Given(PARTNER, "yes")])
    services.decide(actor=house.rina, request=request_, verdict="approve")


@pytest.mark.parametrize("who", ["another field", "no reviewer", "the author", "gone"])
def test_who_cannot_answer_here_does_not_hold_it_back(house, request_, chief, who):
    person = {"no reviewer": make_person(Role.EDITOR, team=house.team), "the author": house.ana}.get(who, house.reza)
    named = "ethics" if who == "another field" else field(request_)
    services.name_competences(actor=chief, person=person, fields=[named])
    if who == "gone":
        person.is_active = False
        person.save(update_fields=["is_active"])
    services.answer(actor=house.rina, request=request_, given=[Given(PARTNER, "yes")])
    assert Answer.objects.get().by == house.rina


def test_naming_is_told_once_and_only_by_those_who_may(house, chief):
    with pytest.raises(Denied):
        services.name_competences(actor=house.rina, person=house.rina, fields=["privacy"])
    assert services.name_competences(actor=chief, person=house.rina, fields=["privacy", "nonsense"]) == ["privacy"]
    assert services.name_competences(actor=chief, person=house.rina, fields=["privacy"]) == []
    assert services.name_competences(actor=chief, person=house.rina, fields=["ethics"]) == ["ethics", "privacy"]
    assert fields_of(house.rina) == ["ethics"]
    told = AuditEntry.objects.filter(action__startswith="competence").order_by("seq")
    assert list(told.values_list("action", flat=True)) == ["competence.named", "competence.named", "competence.unnamed"]
