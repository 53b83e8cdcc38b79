"""Two rules that say the same of the same words: one card, one stop, one release."""

import pytest

from tests.factories import make_body, make_channel, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.compliance.presenting import cards, folded
from wellspoken.rooms.compliance.services import screen_body
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import services
from wellspoken.rooms.review.checks import unreleased_blocks
from wellspoken.rooms.review.models import Release
from wellspoken.rooms.review.selectors import waiting, wishes

CLAIM = "Vi garanterer at du blir frisk, og vi lover et bedre liv."
WHY = "Sitat fra en gammel annonse som omtales."


@pytest.fixture
def claimed(db):
    make_organisation()
    team = make_team(country="no", language="nb")
    channel = make_channel(team)
    ana, rina = make_person(Role.EDITOR, team), make_person(Role.REVIEWER, team)
    return make_post(team, ana, make_body(CLAIM, lang="nb", title="", channels=(channel.pk,))), ana, rina


def finding(rule, start, end, same_as="", severity="block"):
    return {"rule": rule, "start": start, "end": end, "same_as": same_as, "severity": severity}


@pytest.mark.parametrize(
    ("findings", "rows"),
    [
        ([finding("A", 0, 9), finding("B", 2, 5, "A")], [("A", ["B"])]),
        ([finding("B", 0, 9, "A"), finding("A", 2, 5)], [("A", ["B"])]),
        ([finding("A", 0, 9), finding("B", 20, 25, "A")], [("A", []), ("B", [])]),
        ([finding("A", 0, 9), finding("B", 2, 5, "A", "review")], [("A", []), ("B", [])]),
        ([finding("A", 0, 9), finding("A", 20, 29), finding("B", 20, 25, "A")], [("A", []), ("A", ["B"])]),
        ([finding("B", 2, 5, "GONE")], [("B", [])]),
        ([], []),
    ],
)
def test_folding(findings, rows):
    assert [(lead["rule"], [other["rule"] for other in also]) for lead, also in folded(findings)] == rows


def test_one_card_names_what_it_speaks_for(claimed):
    post, _ana, _rina = claimed
    screening = screen_body(team=post.team, body=post.current.content)[0]
    rules = [f["rule"] for f in screening.run.findings if f["severity"] == "block"]
    shown = [card for card in cards(screening.run, "nb", screening.key) if card["severity"] == "block"]
    assert len(shown) < len(rules)
    assert sum(1 + len(card["also"]) for card in shown) == len(rules)


def test_they_are_one_stop_and_released_together(claimed):
    post, _ana, rina = claimed
    blocks = unreleased_blocks(post, post.current.content)
    twofold = next(block for block in blocks if block.also)
    made = services.release(actor=rina, post=post, finding_id=twofold.finding, reason=WHY)
    rows = Release.objects.filter(post=post)
    assert rows.count() == 1 + len(twofold.also)
    assert {row.along_with for row in rows} == {"", made.finding}
    assert {row.reason for row in rows} == {WHY}
    assert twofold.finding not in [block.finding for block in unreleased_blocks(post, post.current.content)]
    entries = AuditEntry.objects.filter(action="review.released")
    assert [entry.data["together"] for entry in entries] == [[rule for rule, _ in twofold.also]]


def test_a_wish_stays_until_every_stop_is_released(claimed):
    post, ana, rina = claimed
    services.ask_release(actor=ana, post=post)
    blocks = unreleased_blocks(post, post.current.content)
    for number, block in enumerate(blocks, 1):
        assert len(wishes(rina)) == 1
        services.release(actor=rina, post=post, finding_id=block.finding, reason=WHY)
        assert len(wishes(rina)) == (number < len(blocks))


def test_the_count_in_the_frame_includes_releases_asked_for(claimed, django_assert_max_num_queries):
    post, ana, rina = claimed
    other = make_post(post.team, ana, make_body(channels=post.current.content.channels))
    services.submit(actor=ana, post=other, base_version=other.version)
    fresh = type(rina).objects.get(pk=rina.pk)
    assert waiting(fresh) == 1
    services.ask_release(actor=ana, post=post)
    fresh = type(rina).objects.get(pk=rina.pk)
    with django_assert_max_num_queries(2):
        assert waiting(fresh) == 2
    assert waiting(type(ana).objects.get(pk=ana.pk)) == 0
