"""Who can stand in for whom, what happens on days away, and when people hear that a training ends."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import make_person, make_team, make_trained
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.kernel.actors import SystemActor
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import Grant
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.people.services import leave
from wellspoken.rooms.review import expiring, notices, services
from wellspoken.rooms.review.deputies import addressed, deputies_of, possible_deputies, stands_in_for
from wellspoken.rooms.review.errors import BadAbsence, BadDeputy
from wellspoken.rooms.review.models import Absence, Competence, Deputy
from wellspoken.rooms.review.selectors.trainings import gaps

DAY = timedelta(days=1)


def today(person):
    return timezone.now().astimezone(person.zone).date()


def away(person, days=3, begins=0):
    first = today(person) + begins * DAY
    return services.note_absence(actor=person, user=person, first=first, last=first + days * DAY)


def names(people):
    return [one.name for one in people]


def test_a_deputy_does_what_the_person_does(house):
    assert names(possible_deputies(house.rina)) == ["Reza Moe"]
    assert services.name_deputy(actor=house.rina, user=house.rina, deputy=house.reza)
    assert not services.name_deputy(actor=house.rina, user=house.rina, deputy=house.reza)
    assert services.name_deputy(actor=house.rina, user=house.rina, deputy=None)
    told = AuditEntry.objects.filter(action__startswith="review.deputy").order_by("seq")
    assert list(told.values_list("action", flat=True)) == ["review.deputy_named", "review.deputy_ended"]
    assert (told[0].data["deputy"], told[0].personal) == (house.reza.pk, {"name": "Reza Moe"})


@pytest.mark.parametrize("lack", ["self", "gone", "right", "field", "nobody"])
def test_who_cannot_stand_in_is_refused(house, lack):
    deputy, of = house.reza, house.rina
    if lack == "self":
        deputy = house.rina
    elif lack == "gone":
        deputy.is_active = False
        deputy.save(update_fields=["is_active"])
    elif lack == "right":
        Grant.objects.create(user=of, team=make_team(), role=Role.REVIEWER)
    elif lack == "field":
        make_trained(of, "privacy", "ethics")
        make_trained(deputy, "privacy")
        make_trained(deputy, "ethics", days=-1)
    else:
        of = house.ana
    assert deputy not in possible_deputies(of)
    with pytest.raises(BadDeputy) as refused:
        services.name_deputy(actor=of, user=of, deputy=deputy)
    assert refused.value.code == lack
    assert refused.value.what == ("ethics" if lack == "field" else "")
    assert not Deputy.objects.exists()


def test_one_who_reviews_everywhere_needs_a_deputy_who_does(house):
    wide, other = make_person(Role.REVIEWER, name="Wide"), make_person(Role.REVIEWER, name="Wider")
    assert names(possible_deputies(wide)) == [other.name]
    assert {wide.name, other.name} <= set(names(possible_deputies(house.rina)))


def test_people_speak_for_themselves(house):
    with pytest.raises(Denied):
        services.name_deputy(actor=house.reza, user=house.rina, deputy=house.reza)
    with pytest.raises(Denied):
        services.note_absence(actor=house.reza, user=house.rina, first=today(house.rina), last=today(house.rina))
    chief = make_person(Role.ADMINISTRATOR)
    assert services.name_deputy(actor=chief, user=house.rina, deputy=house.reza)


def test_days_away_are_days_of_the_persons_own_calendar(house):
    house.rina.time_zone = "Asia/Jakarta"
    row = services.note_absence(
        actor=house.rina, user=house.rina, first=today(house.rina), last=today(house.rina) + DAY
    )
    zone = ZoneInfo("Asia/Jakarta")
    assert row.begins.astimezone(zone) == datetime.combine(row.first, datetime.min.time(), zone)
    assert row.ends - row.begins == 2 * DAY


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [(3, 2, "order"), (-5, -1, "past"), (0, 400, "long"), (900, 901, "long"), (2, 9, "overlap")],
)
def test_days_that_cannot_be_are_refused(house, first, last, code):
    away(house.rina, 3)
    here = today(house.rina)
    with pytest.raises(BadAbsence) as refused:
        services.note_absence(actor=house.rina, user=house.rina, first=here + first * DAY, last=here + last * DAY)
    assert refused.value.code == code


def test_days_to_come_are_forgotten_and_days_under_way_end(house):
    later, now = away(house.rina, begins=20), away(house.rina)
    assert services.end_absence(actor=house.rina, user=house.rina, pk=later.pk)
    assert not Absence.objects.filter(pk=later.pk).exists()
    assert services.end_absence(actor=house.rina, user=house.rina, pk=now.pk)
    assert Absence.objects.get(pk=now.pk).ends <= timezone.now()
    assert not services.end_absence(actor=house.rina, user=house.rina, pk=now.pk)
    assert not services.end_absence(actor=house.reza, user=house.reza, pk=now.pk)


def test_requests_go_to_the_deputy_meanwhile(house, draft):
    """Who names a deputy and is away gets no mail; the deputy's mail says in whose place."""
    mia = make_person(Role.REVIEWER, house.team, name="Mia Dahl")
    services.name_deputy(actor=mia, user=mia, deputy=house.reza)
    away(mia)
    services.submit(actor=house.ana, post=draft, base_version=draft.version)
    notices._tell_reviewers(draft.requests.get().pk)
    notices.drain()
    sent = {m.to[0]: m.body for m in mail.outbox}
    assert set(sent) == {house.rina.email, house.reza.email}
    assert "Mia Dahl" in sent[house.reza.email]
    assert "Mia Dahl" not in sent[house.rina.email]


@pytest.mark.parametrize("trouble", ["away too", "left", "role gone", "wrote it"])
def test_nothing_goes_to_nobody(house, trouble):
    services.name_deputy(actor=house.rina, user=house.rina, deputy=house.reza)
    away(house.rina)
    without = []
    if trouble == "away too":
        away(house.reza)
    elif trouble == "left":
        leave(actor=SystemActor("test"), person=house.reza)
    elif trouble == "role gone":
        Grant.objects.filter(user=house.reza).delete()
        house.reza.__dict__.pop("_rights", None)
    else:
        without = [house.reza.pk]
    found = addressed([house.rina], timezone.now(), without)
    assert [(one.person, one.instead_of) for one in found] == [(house.rina, ())]
    assert deputies_of([house.rina], without, timezone.now()) == []
    assert stands_in_for(house.reza, timezone.now()) == [] or trouble in {"away too", "wrote it"}


def test_leaving_ends_deputies_and_days_away(house):
    services.name_deputy(actor=house.rina, user=house.rina, deputy=house.reza)
    away(house.reza)
    leave(actor=SystemActor("test"), person=house.reza)
    assert not Deputy.objects.exists()
    assert not Absence.objects.exists()


# trainings that end


@pytest.mark.parametrize(
    ("left", "stage"),
    [(400, None), (31, None), (30, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 1), (-1, 0), (-90, 0)],
)
def test_which_warning_holds(left, stage):
    day = timezone.localdate()
    assert expiring.stage(day + left * DAY, day) == stage


def test_each_warning_goes_out_once_in_the_readers_language(house):
    house.rina.language = "nb"
    house.rina.save(update_fields=["language"])
    chief = make_person(Role.ADMINISTRATOR)
    row = make_trained(house.rina, "privacy", days=29)
    make_trained(house.reza, "privacy", days=60)
    told = []
    for left in (29, 28, 7, 6, 1, 0, -1, -2):
        Competence.objects.filter(pk=row.pk).update(valid_until=today(house.rina) + left * DAY)
        told.append((expiring.warn(timezone.now()), expiring.warn(timezone.now())))
        notices.drain()
    assert told == [(1, 0), (0, 0), (1, 0), (0, 0), (1, 0), (0, 0), (1, 0), (0, 0)]
    assert [m.to[0] for m in mail.outbox].count(house.rina.email) == 4
    assert [m.to[0] for m in mail.outbox].count(chief.email) == 2
    assert len(mail.outbox) == 6


def test_a_new_training_is_warned_of_anew(house):
    chief = make_person(Role.ADMINISTRATOR)
    make_trained(house.rina, "privacy", days=5)
    assert expiring.warn(timezone.now()) == 1
    here = timezone.localdate()
    training = services.Training("Privacy week", here, here + 6 * DAY)
    services.note_training(actor=chief, person=house.rina, field="privacy", training=training)
    assert (expiring.warn(timezone.now()), expiring.warn(timezone.now())) == (1, 0)


def test_gaps_are_found_by_team(house):
    other = make_team("Havnesykehuset")
    make_trained(house.rina, "privacy")
    make_trained(house.reza, "medical", days=-3)
    make_trained(make_person(Role.REVIEWER), "ethics")
    found = {(gap.team.name, gap.field): (gap.kind, gap.names) for gap in gaps([house.team, other], timezone.now())}
    assert (house.team.name, "privacy") not in found
    assert found[house.team.name, "medical"] == ("over", ("Reza Moe",))
    assert found[other.name, "medical"] == ("unnamed", ())
    assert not [key for key in found if key[1] == "ethics"]
    away(house.rina)
    found = {(gap.team.name, gap.field): gap.kind for gap in gaps([house.team], timezone.now())}
    assert found[house.team.name, "privacy"] == "away"
