"""The stored log: writing, verifying, emptying, exporting, reading."""

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_person, make_post, make_team
from wellspoken.cli import audit as command
from wellspoken.rooms.audit import actions, chain, selectors, services
from wellspoken.rooms.audit.models import AuditEntry, AuditHead
from wellspoken.rooms.audit.presenting import sentence
from wellspoken.rooms.audit.selectors import Filters
from wellspoken.rooms.audit.verify import export, verify
from wellspoken.rooms.kernel.actors import SystemActor

SWEEPER = SystemActor("tests")


@pytest.fixture(autouse=True)
def _tested_action():
    actions.register(actions.Action("test.done", _("%(actor)s did %(what)s to %(object)s")))
    yield
    actions._actions.pop("test.done", None)


def note(obj, **data):
    return services.record(action="test.done", actor=SWEEPER, obj=obj, data=data, personal={"words": "Ana said so"})


@pytest.mark.django_db
def test_entries_chain_and_verify():
    team = make_team()
    for number in range(5):
        note(team, what=number)
    report = verify()
    assert report.ok
    assert report.entries == report.seq == 5
    assert AuditHead.objects.get().hash == report.hash


@pytest.mark.django_db
def test_an_unregistered_action_is_refused_and_leaves_nothing():
    with pytest.raises(actions.UnknownAction):
        services.record(action="no.such", actor=SWEEPER, obj=make_team())
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_what_is_stored_hashes_as_it_was_written():
    awkward = {
        "float": 1e16,
        "when": datetime(2026, 11, 21, 9, tzinfo=UTC),
        "nul": "a\x00b\ud800",
        3: (1, 2),
        "emoji": "💙é",
        "state": _("lazy"),
    }
    team = make_team()
    team.name = "Bergen\x00\ud800 " + "x" * 400  # what people see, not what is stored
    entry = note(team, **{str(k): v for k, v in awkward.items()})
    stored = AuditEntry.objects.get(pk=entry.pk)
    assert services.entry_fields(stored) == services.entry_fields(entry)
    assert verify().ok


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.integers(1, 4),
    st.sampled_from(
        ["at", "actor_id", "actor_name", "action", "object_kind", "object_id", "object_label", "post_ref",
         "data", "personal", "personal_hash", "prev_hash", "hash", "seq"]
    ),
)  # fmt: skip
def test_a_change_of_any_column_in_the_database_is_found(seq, field):
    with transaction.atomic():
        team = make_team()
        for number in range(4):
            note(team, what=number)
        column = AuditEntry._meta.get_field(field).get_internal_type()
        value = {
            "DateTimeField": datetime(2020, 1, 1, tzinfo=UTC),
            "JSONField": {"words": "something else"},
            "BigIntegerField": 99,
        }.get(column, "x")
        AuditEntry.objects.filter(seq=seq).update(**{field: value})
        assert not verify().ok
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (lambda: AuditEntry.objects.filter(seq=2).delete(), "gap"),
        (lambda: AuditEntry.objects.filter(seq=4).delete(), "gap"),
        (lambda: AuditHead.objects.update(hash="f" * 64), "head"),
        (lambda: AuditHead.objects.update(seq=3), "head"),
        (lambda: AuditHead.objects.all().delete(), "head"),
        (lambda: AuditEntry.objects.filter(seq=2).update(personal=None), "emptied"),
    ],
)
def test_missing_entries_and_a_changed_head_are_found(damage, kind):
    team = make_team()
    for number in range(4):
        note(team, what=number)
    damage()
    problem = verify().problem
    assert problem is not None
    assert problem.kind == kind


@pytest.mark.django_db
def test_emptying_personal_text_keeps_the_chain_and_is_told():
    entries = [note(make_team(), what=n) for n in range(3)]
    assert services.redact_personal(actor=SWEEPER, entry_ids=[entries[1].pk], reason="Asked for by the person") == 1
    assert services.redact_personal(actor=SWEEPER, entry_ids=[entries[1].pk], reason="Asked for by the person") == 0
    entries[1].refresh_from_db()
    assert entries[1].personal is None
    assert entries[1].personal_hash
    report = verify()
    assert report.ok
    assert report.emptied == 1
    assert "emptied the personal text of 1" in sentence(AuditEntry.objects.latest("seq"))


@pytest.mark.django_db
def test_emptying_needs_a_reason():
    entry = note(make_team())
    with pytest.raises(services.ReasonMissing):
        services.redact_personal(actor=SWEEPER, entry_ids=[entry.pk], reason="  short  ")
    entry.refresh_from_db()
    assert entry.personal


@pytest.mark.django_db
def test_export_verifies_without_the_database(tmp_path, capsys):
    for number in range(3):
        note(make_team(), what=number)
    written = list(export())
    assert json.loads(written[-1])["head"]["seq"] == 3
    assert chain.walk_lines(written).ok
    file = tmp_path / "log.jsonl"
    file.write_bytes(b"".join(written))
    with pytest.raises(command.typer.Exit) as ended:
        command.verify(file=file)
    assert ended.value.exit_code == 0
    file.write_bytes(b"".join(written).replace(b"test.done", b"test.gone", 1))
    with pytest.raises(command.typer.Exit) as ended:
        command.verify(file=file, as_json=True)
    assert ended.value.exit_code == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["problem"] == {"kind": "altered", "seq": 1, "until": 0}


@pytest.mark.django_db(transaction=True)
def test_many_writers_neither_fork_the_chain_nor_leave_a_gap():
    team = make_team()
    threads, each = 6, 15
    failed: list[Exception] = []

    def write():
        try:
            for number in range(each):
                note(team, what=number)
        except Exception as error:  # noqa: BLE001 (told to the test below)
            failed.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=write) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failed == []
    numbers = list(AuditEntry.objects.values_list("seq", flat=True))
    assert numbers == list(range(1, threads * each + 1))
    assert verify().ok


@pytest.mark.django_db
def test_a_rolled_back_act_leaves_no_entry_and_no_gap():
    team = make_team()
    note(team)

    with transaction.atomic():
        note(team)
        transaction.set_rollback(True)
    note(team)
    assert verify().ok
    assert AuditEntry.objects.count() == 2


@pytest.mark.django_db
def test_pages_go_back_by_number():
    team = make_team()
    for number in range(7):
        note(team, what=number)
    first = selectors.entries(limit=3)
    second = selectors.entries(before=first.older, limit=3)
    third = selectors.entries(before=second.older, limit=3)
    assert [[e.seq for e in p.entries] for p in (first, second, third)] == [[7, 6, 5], [4, 3, 2], [1]]
    assert third.older is None


@pytest.mark.django_db
def test_filters_and_the_life_of_a_post():
    ana = make_person(name="Ana Berg")
    post = make_post(author=ana)
    services.record(action="test.done", actor=ana, obj=post)
    note(make_team(name="Bergen"))
    now = datetime.now(UTC)
    counts = {
        "person": len(selectors.entries(Filters(person="berg")).entries),
        "action": len(selectors.entries(Filters(action="test")).entries),
        "no action": len(selectors.entries(Filters(action="tes")).entries),
        "post": len(selectors.entries(Filters(thing=f"#{post.pk}")).entries),
        "thing": len(selectors.entries(Filters(thing="bergen")).entries),
        "future": len(selectors.entries(Filters(start=now + timedelta(days=1))).entries),
        "past": len(selectors.entries(Filters(end=now + timedelta(days=1))).entries),
    }
    assert counts == {"person": 1, "action": 2, "no action": 0, "post": 1, "thing": 1, "future": 0, "past": 2}
    assert [e.actor_name for e in selectors.life_of_post(post.pk)] == ["Ana Berg"]


@pytest.mark.django_db
def test_sentences_fill_their_holes_and_survive_removed_actions():
    entry = note(make_team(name="100 % Bergen"), what="good")
    assert sentence(entry) == "Wellspoken (tests) did good to 100 % Bergen"
    entry.action = "gone.away"
    assert sentence(entry) == "Wellspoken (tests): gone.away"
