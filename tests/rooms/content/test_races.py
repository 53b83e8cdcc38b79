"""Many people saving at once, on a real database file: one wins each version, everybody else is told."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.factories import make_body, make_person, make_post, make_team
from wellspoken.rooms.content import services
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.content.errors import EditConflict
from wellspoken.rooms.content.models import Post, Revision
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 6


def together(work: list[Callable[[], None]]) -> list[BaseException]:
    """Run all at the same moment, each on its own connection; returns what they raised."""
    gate = threading.Barrier(len(work))
    raised: list[BaseException] = []

    def run(job: Callable[[], None]) -> None:
        gate.wait()
        try:
            job()
        except BaseException as error:  # noqa: BLE001 (collected and judged by the test)
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_of_two_saves_from_one_version_exactly_one_wins() -> None:
    team = make_team()
    people = [make_person(Role.EDITOR, team) for _ in range(WRITERS)]
    for _ in range(5):
        post = make_post(team)
        saved: list[str] = []

        def writer(number: int, pk: int = post.pk, saved: list[str] = saved) -> None:
            text = f"words of {number}"
            mine = Post.objects.get(pk=pk)
            services.save_post(actor=people[number], post=mine, base_version=1, body=make_body(text))
            saved.append(text)

        raised = together([lambda n=n: writer(n) for n in range(WRITERS)])
        assert [type(e) for e in raised] == [EditConflict] * (WRITERS - 1)
        post.refresh_from_db()
        assert post.version == 2
        assert post.current is not None
        assert [post.current.content.text] == saved
        assert Revision.objects.filter(post=post).count() == 2


def test_people_who_merge_and_try_again_lose_no_word() -> None:
    team = make_team()
    people = [make_person(Role.EDITOR, team) for _ in range(WRITERS)]
    lines = [f"Line {n}." for n in range(WRITERS)]
    start = make_body("\n\n".join(lines))
    post = make_post(team, body=start)

    def writer(number: int) -> None:
        base, version = start, 1
        mine = start.text.replace(f"Line {number}.", f"Line {number}, changed by {number}.")
        body = make_body(mine)
        while True:
            try:
                row = Post.objects.get(pk=post.pk)
                services.save_post(actor=people[number], post=row, base_version=version, body=body, base=base)
                return
            except EditConflict as told:
                base, version, body = told.theirs, told.version, told.merged or make_body("no merge")

    assert together([lambda n=n: writer(n) for n in range(WRITERS)]) == []
    post.refresh_from_db()
    assert post.current is not None
    final: Body = post.current.content
    assert final.text == "\n\n".join(f"Line {n}, changed by {n}." for n in range(WRITERS))
    assert post.version == WRITERS + 1


def test_sealing_and_saving_at_once_never_seals_unseen_words() -> None:
    team = make_team()
    ana, bo = (make_person(Role.EDITOR, team) for _ in range(2))
    for _ in range(8):
        post = make_post(team, ana)
        sealed: list[str] = []

        def seal(pk: int = post.pk, sealed: list[str] = sealed) -> None:
            row = services.seal(actor=bo, post=Post.objects.get(pk=pk), base_version=1)
            sealed.append(row.content_hash)

        def save(pk: int = post.pk) -> None:
            row = Post.objects.get(pk=pk)
            services.save_post(actor=ana, post=row, base_version=1, body=make_body("late words"))

        assert post.current is not None
        asked = post.current.content_hash
        raised = together([seal, save])
        assert all(isinstance(e, EditConflict) for e in raised)
        assert sealed in ([], [asked])
        rows = Revision.objects.filter(post=post, sealed=True)
        assert [r.content_hash for r in rows] == sealed
