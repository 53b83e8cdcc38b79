"""Asking for a release: who is told, what holds, what ends it."""

import pytest
from django.core import mail

from tests.factories import make_body, make_person, make_post
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import notices, services
from wellspoken.rooms.review.checks import unreleased_blocks
from wellspoken.rooms.review.errors import NotReady
from wellspoken.rooms.review.models import ReleaseRequest
from wellspoken.rooms.review.selectors import release_asked, wishes

SSN = "The form of Brad shows SSN 842-41-8036."


@pytest.fixture
def stopped(house):
    return make_post(house.team, house.ana, make_body(SSN, channels=(house.channel.pk,)))


def test_asking_is_logged_and_mailed_without_words_of_the_post(
    house, stopped, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = services.ask_release(actor=house.ana, post=stopped)
    notices.drain()
    assert made.stops >= 1
    assert AuditEntry.objects.filter(action="review.release_asked", post_ref=str(stopped.pk)).count() == 1
    assert {to for letter in mail.outbox for to in letter.to} == {house.rina.email, house.reza.email}
    for letter in mail.outbox:
        assert f"/posts/{stopped.pk}/checks/" in letter.body
        assert "842-41-8036" not in letter.subject + letter.body
        assert "Brad" not in letter.subject + letter.body


def test_asking_twice_is_one_request(house, stopped) -> None:
    first = services.ask_release(actor=house.ana, post=stopped)
    assert services.ask_release(actor=house.lia, post=stopped).pk == first.pk
    assert ReleaseRequest.objects.count() == 1
    assert AuditEntry.objects.filter(action="review.release_asked").count() == 1


def test_it_waits_with_those_who_may_release_and_not_with_the_writers(house, stopped) -> None:
    outsider = make_person(Role.REVIEWER, None, name="Olga Far")
    services.ask_release(actor=house.ana, post=stopped)
    assert [wish.post_id for wish in wishes(house.rina)] == [stopped.pk]
    assert wishes(house.ana) == []  # an editor may release nothing
    assert [wish.post_id for wish in wishes(outsider)] == [stopped.pk]  # a reviewer of every team


def test_new_words_end_it(house, stopped) -> None:
    services.ask_release(actor=house.ana, post=stopped)
    changed = make_body(SSN + " Again.", channels=(house.channel.pk,))
    save_post(actor=house.ana, post=stopped, base_version=stopped.version, body=changed)
    stopped.refresh_from_db()
    assert release_asked(stopped) is None
    assert wishes(house.rina) == []


def test_when_all_is_released_the_writer_hears_and_can_send_it(
    house, stopped, django_capture_on_commit_callbacks
) -> None:
    services.ask_release(actor=house.ana, post=stopped)
    with django_capture_on_commit_callbacks(execute=True):
        for block in unreleased_blocks(stopped, stopped.current.content):
            services.release(actor=house.rina, post=stopped, finding_id=block.finding, reason="Invented for training")
    notices.drain()
    assert wishes(house.rina) == []
    assert any(letter.to == [house.ana.email] and "Invented" not in letter.body for letter in mail.outbox)
    assert services.submit(actor=house.ana, post=stopped, base_version=stopped.version).state == "open"


@pytest.mark.parametrize("words", ["A walk on Sunday is good for you."])
def test_nothing_to_release(house, words) -> None:
    clean = make_post(house.team, house.ana, make_body(words, channels=(house.channel.pk,)))
    with pytest.raises(NotReady, match="no_stops"):
        services.ask_release(actor=house.ana, post=clean)


def test_who_may_not_edit_may_not_ask(house, stopped) -> None:
    with pytest.raises(Denied):
        services.ask_release(actor=house.rina, post=stopped)


def test_a_post_that_is_out_of_the_writers_hands_is_refused(house, asked) -> None:
    with pytest.raises(NotReady, match="state"):
        services.ask_release(actor=house.ana, post=asked.post)
