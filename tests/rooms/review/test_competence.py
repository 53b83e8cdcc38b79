"""Questions are answered by those who are named for their field and whose training counts, as soon as anybody is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_body, make_person, make_post, make_trained
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import services
from wellspoken.rooms.review.competence import competent_in, fields_of
from wellspoken.rooms.review.errors import BadTraining, NotCompetent, TrainingOver
from wellspoken.rooms.review.models import Answer, Competence, Decision
from wellspoken.rooms.review.selectors import asked_of
from wellspoken.rooms.review.services import Given, Training

TEXT = "A walk for the heart on Saturday, in partnership with Elm Shoes."
PARTNER = "FTC-2"
DAY = timedelta(days=1)


@pytest.fixture
def chief():
    return make_person(Role.ADMINISTRATOR)


@pytest.fixture
def request_(house):
    post = make_post(house.team, house.ana, make_body(TEXT, channels=(house.channel.pk,)))
    return services.submit(actor=house.ana, post=post, base_version=post.version)


def field(request_):
    return asked_of(request_)[0].question.competence


def today():
    return timezone.localdate()


def over(person, field, days=1):
    """A training that ended so many days ago."""
    row = make_trained(person, field)
    Competence.objects.filter(pk=row.pk).update(valid_until=today() - days * DAY)


def test_nobody_named_any_reviewer_answers(house, request_):
    services.answer(actor=house.rina, request=request_, given=[Given(PARTNER, "yes")])
    assert Answer.objects.get().by == house.rina


def test_the_one_whose_training_counts_answers_and_nobody_else(house, request_):
    make_trained(house.reza, field(request_))
    with pytest.raises(NotCompetent) as refused:
        services.answer(actor=house.rina, request=request_, given=[Given(PARTNER, "yes")])
    assert (refused.value.names, refused.value.mine) == ((house.reza.name,), False)
    assert not Answer.objects.exists()
    asked = asked_of(request_)[0]
    assert (asked.for_(house.rina), asked.for_(house.reza)) == (False, True)
    services.answer(actor=house.reza, request=request_, given=[Given(PARTNER, "yes")])
    services.decide(actor=house.rina, request=request_, verdict="approve")


@pytest.mark.parametrize("training", ["run out", "none noted"])
def test_an_end_closes_the_field_and_opens_it_to_nobody(house, request_, chief, training):
    if training == "run out":
        over(house.reza, field(request_))
    else:
        services.name_competences(actor=chief, person=house.reza, fields=[field(request_)])
    for person in (house.rina, house.reza):
        with pytest.raises(NotCompetent) as refused:
            services.answer(actor=person, request=request_, given=[Given(PARTNER, "yes")])
        assert (refused.value.names, refused.value.lapsed) == ((), (house.reza.name,))
        assert refused.value.mine == (person == house.reza)
    note(chief, house.reza, field(request_))
    services.answer(actor=house.reza, request=request_, given=[Given(PARTNER, "yes")])


def test_whoever_ran_out_does_not_approve_a_post_that_asks(house, request_):
    """Though the question was answered by somebody else, and only for a field that is asked about."""
    services.answer(actor=house.rina, request=request_, given=[Given(PARTNER, "yes")])
    over(house.reza, field(request_))
    with pytest.raises(TrainingOver) as refused:
        services.decide(actor=house.reza, request=request_, verdict="approve")
    assert (refused.value.field, refused.value.until) == (field(request_), today() - DAY)
    assert not Decision.objects.exists()
    Competence.objects.update(field="ethics" if field(request_) != "ethics" else "medical")
    services.decide(actor=house.reza, request=request_, verdict="approve")


def test_they_may_still_ask_for_changes(house, request_):
    over(house.reza, field(request_))
    why = "Name the partner in the first line."
    assert services.decide(actor=house.reza, request=request_, verdict="changes", reason=why).by == house.reza


@pytest.mark.parametrize(("left", "counts"), [(0, True), (1, True), (-1, False), (-400, False)])
def test_the_last_day_counts_by_the_clock_of_the_team(house, left, counts):
    row = make_trained(house.reza, "medical")
    here = timezone.now().astimezone(house.team.zone).date()
    Competence.objects.filter(pk=row.pk).update(valid_until=here + left * DAY)
    assert competent_in(house.team, "medical").exists() is counts
    assert not competent_in(house.team, "ethics").exists()


@pytest.mark.parametrize("who", ["another field", "no reviewer", "the author", "gone"])
def test_who_cannot_answer_here_does_not_hold_it_back(house, request_, who):
    person = {"no reviewer": make_person(Role.EDITOR, team=house.team), "the author": house.ana}.get(who, house.reza)
    named = "ethics" if who == "another field" else field(request_)
    over(person, named)
    if who == "gone":
        person.is_active = False
        person.save(update_fields=["is_active"])
    services.answer(actor=house.rina, request=request_, given=[Given(PARTNER, "yes")])
    assert Answer.objects.get().by == house.rina


def note(chief, person, field, **changes):
    values = {"what": "Privacy week", "trained_on": today(), "valid_until": today() + 365 * DAY, **changes}
    return services.note_training(actor=chief, person=person, field=field, training=Training(**values))


def test_a_training_names_the_person_and_stands_in_the_log(house, chief):
    row = note(chief, house.rina, "privacy", evidence=" https://www.example.org/c/1 ")
    assert (row.training, row.evidence, fields_of(house.rina)) == (
        "Privacy week",
        "https://www.example.org/c/1",
        ["privacy"],
    )
    Competence.objects.update(warned=7)
    again = note(chief, house.rina, "privacy", what="Privacy again")
    assert (again.pk, again.warned) == (row.pk, 99)
    told = AuditEntry.objects.filter(action__startswith="competence").order_by("seq")
    assert [entry.action.partition(".")[2] for entry in told] == ["named", "trained", "trained"]
    assert told.last().data["until"] == (today() + 365 * DAY).isoformat()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"what": " x "}, "what"),
        ({"what": "x" * 201}, "what"),
        ({"trained_on": timezone.localdate() + 2 * DAY}, "when"),
        ({"valid_until": timezone.localdate() - DAY}, "until"),
        ({"valid_until": timezone.localdate() + 4000 * DAY}, "until"),
        ({"evidence": "javascript:alert(1)"}, "evidence"),
        ({"evidence": "https://[::1"}, "evidence"),
        ({"evidence": "ftp://example.org/a"}, "evidence"),
    ],
)
def test_what_cannot_be_is_not_noted(house, chief, changes, code):
    with pytest.raises(BadTraining) as refused:
        note(chief, house.rina, "privacy", **changes)
    assert refused.value.code == code
    assert not Competence.objects.exists()


def test_only_those_who_change_people_everywhere_note_and_name(house, chief):
    boss = make_person(Role.ADMINISTRATOR, house.team)
    for person in (house.rina, boss):
        with pytest.raises(Denied):
            note(person, house.rina, "privacy")
        with pytest.raises(Denied):
            services.name_competences(actor=person, person=house.rina, fields=["privacy"])
    with pytest.raises(BadTraining):
        note(chief, house.rina, "astrology")
    assert services.name_competences(actor=chief, person=house.rina, fields=["privacy", "nonsense"]) == ["privacy"]
    assert services.name_competences(actor=chief, person=house.rina, fields=["privacy"]) == []
    assert services.name_competences(actor=chief, person=house.rina, fields=["ethics"]) == ["ethics", "privacy"]
    assert fields_of(house.rina) == ["ethics"]
    told = AuditEntry.objects.filter(action__startswith="competence").order_by("seq")
    assert list(told.values_list("action", flat=True)) == ["competence.named", "competence.named", "competence.unnamed"]
