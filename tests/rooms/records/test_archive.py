"""The archive: everything that was public, as it was, found again, and never deleted before its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_person, make_post, make_team
from tests.rooms.records.conftest import down
from wellspoken.rooms.audit.chain import digest
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Delivery
from wellspoken.rooms.records import archiving, selectors, services
from wellspoken.rooms.records.models import Edition, KeptPicture, LegalHold, Reached
from wellspoken.rooms.records.retention import classes_of, earliest_deletion
from wellspoken.rooms.records.selectors import Filters

pytestmark = pytest.mark.django_db
WHY = "The board decided so."


def follow():
    while archiving.follow():
        pass


def test_what_went_live_is_kept_as_each_channel_showed_it(published):
    post = published()
    follow()
    first, second = Edition.objects.order_by("channel_id")
    assert (first.content["text"], second.content["text"]) == (
        "Walk for thirty minutes on Saturday.", "Walk with us on Saturday, short.",
    )  # fmt: skip
    for edition in (first, second):
        assert edition.content["approved_by"] == "Grace Holm"
        assert edition.content["url"].startswith("https://social.example.org/")
        assert edition.content["sources"][0]["title"] == "Walking and the heart"
        assert selectors.seal_fits(edition)
        assert [p.whole for p in selectors.pictures_of(edition)] == [True]
    told = AuditEntry.objects.filter(action="archive.kept", post_ref=str(post.pk))
    assert {entry.data["sha256"] for entry in told} == {first.digest, second.digest}
    assert verify().ok


def test_following_again_changes_nothing_and_goes_on_after_a_pause(published):
    published()
    follow()
    before = list(Edition.objects.values_list("pk", "digest"))
    Reached.objects.update(seq=0)
    follow()
    assert list(Edition.objects.values_list("pk", "digest")) == before
    published()
    follow()
    assert Edition.objects.count() == 4


def test_pictures_stay_when_the_library_deletes_them(published):
    published()
    follow()
    for media in MediaFile.objects.all():
        media.file.delete(save=False)
    MediaFile.objects.all().delete()
    edition = Edition.objects.first()
    picture = selectors.picture_of(edition, edition.content["pictures"][0]["sha256"])
    assert selectors.bytes_of(picture)[:2] == b"\xff\xd8"
    picture.place.write_bytes(b"something else")
    assert selectors.bytes_of(picture) is None
    assert [p.whole for p in selectors.pictures_of(edition)] == [False]
    assert selectors.picture_of(edition, "f" * 64) is None


def test_a_takedown_ends_the_edition(published):
    post = published()
    follow()
    down(post, make_person(Role.PUBLISHER, post.team))
    follow()
    for edition in Edition.objects.all():
        assert edition.ended_at is not None
        assert [change["kind"] for change in edition.changes] == ["withdrawn"]
    assert AuditEntry.objects.filter(action="archive.ended").count() == 2


def test_an_edit_in_place_makes_a_new_version_and_ends_the_old(published):
    post = published()
    follow()
    delivery = Delivery.objects.filter(post=post).first()
    other = make_post(post.team).current
    Delivery.objects.filter(pk=delivery.pk).update(revision=other, content_hash=other.content_hash)
    edition = archiving.keep(delivery.pk)
    assert edition.number == 2
    old = Edition.objects.get(delivery=delivery, number=1)
    assert [change["kind"] for change in old.changes] == ["replaced"]
    assert old.ended_at is not None
    assert edition.ended_at is None


def test_a_later_post_is_noted_as_the_correction(published):
    post = published()
    follow()
    channels = [d.channel for d in Delivery.objects.filter(post=post).order_by("channel_id")]
    published(team=post.team, channels=channels, copied_from=post, drawing="clinic")
    follow()
    for edition in Edition.objects.filter(post=post):
        [change] = edition.changes
        assert change["kind"] == "corrected"
        assert Edition.objects.get(pk=int(change["words"])).channel_id == edition.channel_id


def test_what_never_went_live_is_not_kept(net):
    delivery = make_post()
    assert archiving.keep(999) is None
    assert delivery.pk
    follow()
    assert not Edition.objects.exists()


def test_a_changed_copy_is_found(published):
    published()
    follow()
    edition = Edition.objects.first()
    edition.content["text"] = "Something else."
    edition.save()
    assert not selectors.seal_fits(edition)
    assert digest(edition.content) != edition.digest


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filters(), 2),
        (Filters(words="SATURDAY walk"), 2),
        (Filters(words="short"), 1),
        (Filters(words="lake dawn"), 2),
        (Filters(words="walking and the heart"), 2),
        (Filters(words="zebra"), 0),
        (Filters(words="%"), 0),
        (Filters(author="berg"), 2),
        (Filters(author="holm"), 0),
        (Filters(start=datetime(2999, 1, 1, tzinfo=UTC)), 0),
        (Filters(end=datetime(2999, 1, 1, tzinfo=UTC)), 2),
        (Filters(channel=999_999), 0),
        (Filters(held=True), 0),
    ],
)
def test_search(published, wanted, found):
    post = published()
    follow()
    person = make_person(Role.VIEWER, post.team)
    assert len(selectors.search(person, wanted).editions) == found
    assert not selectors.search(make_person(Role.VIEWER, make_team()), Filters()).editions


# ---- how long ----


@pytest.mark.parametrize(
    ("began", "ended", "countries", "expected"),
    [
        (datetime(2026, 1, 5, tzinfo=UTC), None, ["us"], None),
        (datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC), ["us"], datetime(2032, 3, 1, tzinfo=UTC)),
        (datetime(2026, 1, 5, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC), ["us"], datetime(2034, 3, 1, tzinfo=UTC)),
        (datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC), [], datetime(2032, 3, 1, tzinfo=UTC)),
        (datetime(2026, 5, 5, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC), ["no"], datetime(2032, 5, 5, tzinfo=UTC)),
    ],
)
def test_the_earliest_day_counts_from_the_last_effect(began, ended, countries, expected):
    assert earliest_deletion(began, ended, countries) == expected


def test_only_a_law_that_names_a_period_is_called_one():
    assert [(one.country, one.law) for one in classes_of(["us", "no", "id", "se"])] == [
        ("us", True), ("", False), ("id", False),
    ]  # fmt: skip


@pytest.fixture
def aged(published):
    """An edition that was taken down seven years ago."""
    published()
    follow()
    long_ago = timezone.now() - timedelta(days=7 * 365)
    Edition.objects.update(began_at=long_ago, ended_at=long_ago)
    return Edition.objects.order_by("pk").first()


def test_nothing_of_age_goes_by_itself_but_it_is_listed(aged):
    officer = make_person(Role.AUDITOR, aged.team)
    archiving.chore(lambda: False)
    assert len(selectors.due(officer)) == 2
    assert Edition.objects.filter(state="kept").count() == 2
    assert not selectors.due(make_person(Role.AUDITOR, make_team()))
    assert not selectors.due(make_person(Role.EDITOR, aged.team))


def test_deletion_keeps_the_seal_and_takes_words_and_unused_pictures(aged):
    boss = make_person(Role.ADMINISTRATOR)
    place = KeptPicture.objects.get().place
    services.delete_edition(actor=boss, edition=aged, reason=WHY)
    aged.refresh_from_db()
    assert (aged.content, aged.words, aged.title) == ({}, "", "")
    assert len(aged.digest) == 64
    assert place.exists()  # the other channel's edition shows it too
    other = Edition.objects.get(state="kept")
    services.delete_edition(actor=boss, edition=other, reason=WHY)
    assert not place.exists()
    assert AuditEntry.objects.filter(action="archive.deleted").count() == 2
    with pytest.raises(StateConflict):
        services.delete_edition(actor=boss, edition=aged, reason=WHY)
    assert verify().ok


@pytest.mark.parametrize("role", [r for r in Role if r != Role.ADMINISTRATOR])
def test_only_an_administrator_of_everything_deletes(aged, role):
    for person in (make_person(role), make_person(Role.ADMINISTRATOR, aged.team)):
        with pytest.raises(Denied):
            services.delete_edition(actor=person, edition=aged, reason=WHY)


def test_deletion_needs_a_reason_an_end_its_time_and_no_hold(aged):
    boss = make_person(Role.ADMINISTRATOR)
    with pytest.raises(services.ReasonTooShort):
        services.delete_edition(actor=boss, edition=aged, reason=" short ")
    hold = services.place_legal_hold(actor=boss, post=aged.post, reason=WHY)
    assert not selectors.due(boss)
    for change, code in (
        ({}, "held"),
        ({"ended_at": timezone.now() - timedelta(days=5 * 365)}, "early"),
        ({"ended_at": None}, "public"),
    ):
        Edition.objects.filter(pk=aged.pk).update(**change)
        aged.refresh_from_db()
        with pytest.raises(services.NotYet) as error:
            services.delete_edition(actor=boss, edition=aged, reason=WHY)
        assert error.value.code == code
    services.lift_legal_hold(actor=boss, hold=hold, reason=WHY)
    assert len(selectors.due(boss)) == 1


def test_one_hold_at_a_time_with_reasons_by_those_who_may(aged):
    officer = make_person(Role.AUDITOR, aged.team)
    hold = services.place_legal_hold(actor=officer, post=aged.post, reason=WHY)
    with pytest.raises(StateConflict):
        services.place_legal_hold(actor=officer, post=aged.post, reason=WHY)
    with pytest.raises(services.ReasonTooShort):
        services.lift_legal_hold(actor=officer, hold=hold, reason="")
    with pytest.raises(Denied):
        services.lift_legal_hold(actor=make_person(Role.EDITOR, aged.team), hold=hold, reason=WHY)
    services.lift_legal_hold(actor=officer, hold=hold, reason=WHY)
    with pytest.raises(StateConflict):
        services.lift_legal_hold(actor=officer, hold=hold, reason=WHY)
    assert LegalHold.objects.get().lifted_by == officer
    services.place_legal_hold(actor=officer, post=aged.post, reason=WHY)
