"""A post that names an ethics approval is its wording to the letter, at asking, approving and sending."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_body, make_channel, make_person, make_post, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.compliance.studies import BadStudy, StudyFacts, add_study, end_study, names
from wellspoken.rooms.content.further import Further
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import services
from wellspoken.rooms.review.checks import study_blocks, unreleased_blocks_of
from wellspoken.rooms.review.errors import BlockedByChecks

WORDING = "Volunteers needed for a study of sleep after stroke. IRB 24-118. Call 555-0133."


@pytest.fixture
def study(house):
    facts = StudyFacts("IRB 24-118", "Ethics board", "Sleep after stroke", WORDING, ("newsroom",))
    return add_study(actor=house.rina, team=house.team, facts=facts)


def stops(house, text, channels=None, **fields):
    body = make_body(text, channels=channels or (house.channel.pk,), **fields)
    post = make_post(house.team, house.ana, body)
    return sorted(block.finding.removeprefix("study:") for block in study_blocks(post, body))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (WORDING, []),
        (WORDING.replace(". ", ".\n\n"), []),  # line ends do not count
        (WORDING.replace("needed", "wanted"), ["wording"]),
        (WORDING + "!", ["wording"]),
        (WORDING.lower(), ["wording"]),
        ("Walk for 30 minutes.", []),
        ("Another study, IRB 24-1189.", []),
    ],
)
def test_the_lock(house, study, text, found):
    assert stops(house, text) == found


def test_each_channels_text_is_locked(house, study):
    other = make_channel(house.team)
    both = (house.channel.pk, other.pk)
    assert stops(house, WORDING, both) == []
    assert stops(house, WORDING, both, variants={other.pk: "Short! IRB 24-118"}) == ["wording"]


def test_nothing_stands_beside_the_wording(house, study):
    assert stops(house, WORDING, further=Further(thread=("And we pay well.",))) == ["wording"]
    assert stops(house, WORDING, further=Further(first_comment="And we pay well.")) == ["wording"]


def test_networks_and_last_day(house, study):
    bluesky = make_channel(house.team, "bluesky")
    assert stops(house, WORDING, (house.channel.pk, bluesky.pk)) == ["network"]
    type(study).objects.update(until=timezone.localdate() - timedelta(days=1))
    assert stops(house, WORDING) == ["expired"]


def test_the_approval_of_another_team_locks_nothing(house, study):
    type(study).objects.update(team=make_team())
    assert stops(house, WORDING + "!") == []


def test_one_letter_keeps_it_from_being_asked_and_nobody_releases_it(house, study):
    post = make_post(house.team, house.ana, make_body(WORDING + "!", channels=(house.channel.pk,)))
    with pytest.raises(BlockedByChecks) as refused:
        services.submit(actor=house.ana, post=post, base_version=post.version)
    stop = next(block for block in refused.value.blocks if block.finding == "study:wording")
    assert (stop.rule, stop.quote, stop.system) == ("RES-1", "IRB 24-118", True)
    with pytest.raises(NotThere):
        services.release(actor=house.rina, post=post, finding_id=stop.finding, reason="It is only a sign.")


def test_an_edit_voids_and_the_new_words_are_locked_again(house, study):
    post = make_post(house.team, house.ana, make_body(WORDING, channels=(house.channel.pk,)))
    request = services.submit(actor=house.ana, post=post, base_version=post.version)
    body = make_body(WORDING + "!", channels=(house.channel.pk,))
    save_post(actor=house.ana, post=post, base_version=post.version, body=body)
    request.refresh_from_db()
    assert request.state == "voided"
    with pytest.raises(BlockedByChecks):
        services.submit(actor=house.ana, post=post, base_version=post.version)


def test_sending_looks_again(house, study):
    """An approval that ends, or a new wording, holds what waits: the same question is asked of many at once."""
    body = make_body(WORDING, channels=(house.channel.pk,))
    post = make_post(house.team, house.ana, body)

    def locked():
        return [block.finding for block in unreleased_blocks_of([(post, body)])[0] if block.rule == "RES-1"]

    assert locked() == []
    type(study).objects.update(wording="Other words. IRB 24-118")
    assert locked() == ["study:wording"]


@pytest.mark.parametrize(
    ("number", "wording", "code"),
    [
        ("", WORDING, "number"),
        ("no digits", "no digits", "number"),
        ("IRB 24-118", "", "wording"),
        ("IRB 24-119", WORDING, "wording"),  # the wording must name the number
    ],
)
def test_an_approval_has_a_number_that_its_wording_names(house, number, wording, code):
    with pytest.raises(BadStudy) as refused:
        add_study(actor=house.rina, team=house.team, facts=StudyFacts(number, "Board", "Sleep", wording))
    assert refused.value.code == code


def test_one_standing_approval_for_each_number(house, study):
    facts = StudyFacts("IRB 24-118", "Board", "Sleep", WORDING)
    with pytest.raises(BadStudy):
        add_study(actor=house.rina, team=house.team, facts=facts)
    assert end_study(actor=house.rina, study=study)
    assert not end_study(actor=house.rina, study=study)
    add_study(actor=house.rina, team=house.team, facts=facts)
    assert AuditEntry.objects.filter(action__startswith="study.").count() == 3


def test_who_keeps_the_register(house):
    with pytest.raises(Denied):
        add_study(actor=house.ana, team=house.team, facts=StudyFacts("1", "B", "S", "1"))
    add_study(actor=make_person(Role.ADMINISTRATOR, house.team), team=house.team, facts=StudyFacts("1", "B", "S", "1"))


@pytest.mark.parametrize(
    ("text", "number", "there"),
    [
        ("See irb  24-118.", "IRB 24-118", True),
        ("REK 2026/812", "REK 2026/812", True),
        ("IRB 24-1180", "IRB 24-118", False),
        ("XIRB 24-118", "IRB 24-118", False),
    ],
)
def test_a_number_is_named_as_a_whole(text, number, there):
    assert names(text, number) is there
