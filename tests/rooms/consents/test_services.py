"""A consent's life: written, offered, signed, copied, taken back; who may; what is sealed; what the log keeps."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image

from tests.factories import make_channel, make_person, make_team
from tests.rooms.consents.kit import content, drawing, keeper, offered, signed, team_with_channels
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.consents import access, hooks, selectors, services
from wellspoken.rooms.consents.errors import BadConsent, LinkGone, NotComplete
from wellspoken.rooms.consents.models import Authorization, PrivateLink, Signature
from wellspoken.rooms.consents.services import Signed, Withdrawal
from wellspoken.rooms.kernel.actors import Actor
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.media.errors import BadPicture
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db


def actions(consent: Authorization) -> list[str]:
    return [entry.action for entry in reversed(selectors.life_of(consent))]


def test_a_whole_life_is_told_in_the_log_without_a_name() -> None:
    team = team_with_channels()
    consent = signed(team)
    services.withdraw(actor=keeper(team), consent=consent, withdrawal=Withdrawal("phone", note="Mira called."))
    services.settle(actor=keeper(team), consent=consent, note="Everything is down.")
    told = ["begun", "offered", "link_made", "link_opened", "signed", "withdrawn", "settled"]
    assert actions(consent) == [f"consent.{act}" for act in told]
    for entry in AuditEntry.objects.all():
        assert "Mira" not in f"{entry.data}{entry.object_label}{entry.actor_name}"


def test_names_are_sealed_at_rest() -> None:
    consent = signed(team_with_channels())
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed, shown FROM consents_authorization WHERE id = %s", [consent.pk])
        stored = " ".join(cursor.fetchone())
        cursor.execute("SELECT sealed FROM consents_signature")
        stored += cursor.fetchone()[0]
    assert "Mira" not in stored
    assert "knee" not in stored
    assert Authorization.objects.get(pk=consent.pk).facts.name == "Mira Solheim"


def test_reading_the_whole_record_and_the_signature_leaves_a_trace() -> None:
    team = team_with_channels()
    consent, who = signed(team), keeper(team)
    assert access.read_record(actor=who, consent=consent).name == "Mira Solheim"
    assert access.read_signature(actor=who, consent=consent).name == "Mira Solheim"
    assert actions(consent)[-2:] == ["consent.read", "consent.signature_read"]
    with pytest.raises(Denied):
        access.read_record(actor=make_person(Role.CONTRIBUTOR, team), consent=consent)
    with pytest.raises(NotThere):
        access.read_signature(actor=who, consent=offered(team))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONTRIBUTOR, Role.ADMINISTRATOR, Role.AUDITOR, Role.COMMUNITY])
def test_who_does_not_keep_the_register(role: Role) -> None:
    team = team_with_channels()
    consent, person = offered(team), make_person(role, team)
    with pytest.raises(Denied):
        access.get_consent(person, consent.pk)
    with pytest.raises(Denied):
        services.begin(actor=person, team=team)
    with pytest.raises(Denied):
        services.make_link(actor=person, consent=consent)
    with pytest.raises(Denied):
        services.withdraw(actor=person, consent=consent, withdrawal=Withdrawal())
    assert not selectors.consents_for(person)


def test_another_teams_consents_are_not_there() -> None:
    consent, stranger = offered(team_with_channels()), keeper(make_team())
    with pytest.raises(NotThere):
        access.get_consent(stranger, consent.pk)
    assert not selectors.consents_for(stranger)


def test_only_a_whole_one_can_be_offered_and_only_a_draft_changed() -> None:
    team = team_with_channels()
    who = keeper(team)
    consent = services.begin(actor=who, team=team)
    with pytest.raises(NotComplete) as told:
        services.offer(actor=who, consent=consent)
    assert {"name", "purposes", "ends"} <= set(told.value.missing)
    services.change(actor=who, consent=consent, content=content(team))
    services.offer(actor=who, consent=consent)
    with pytest.raises(StateConflict):
        services.change(actor=who, consent=consent, content=content(team, purposes=("thanks",)))
    services.reopen(actor=who, consent=consent)
    services.change(actor=who, consent=consent, content=content(team, purposes=("thanks",)))
    assert consent.purposes == ["thanks"]
    assert consent.shown is None


def test_values_that_cannot_be_kept() -> None:
    team, elsewhere = team_with_channels(), make_channel()
    for code, terms, facts in (
        ("channel", {"channels": (elsewhere.pk,)}, {}),
        ("shape", {"purposes": ("money",)}, {}),
        ("shape", {"authority": "boss"}, {}),
        ("born", {}, {"born": 1700}),
        ("date", {"expires_on": timezone.localdate() + timedelta(days=40000)}, {}),
    ):
        with pytest.raises(BadConsent) as told:
            services.begin(actor=keeper(team), team=team, content=content(team, facts=facts, **terms))
        assert told.value.code == code


def test_the_link_is_kept_as_a_digest_ends_and_is_replaced() -> None:
    team = team_with_channels()
    who, consent = keeper(team), offered(team)
    first = services.make_link(actor=who, consent=consent)
    assert not PrivateLink.objects.filter(digest__contains=first[:10]).exists()
    second = services.make_link(actor=who, consent=consent)
    with pytest.raises(LinkGone):
        services.open_link(first)
    assert services.open_link(second).authorization == consent
    PrivateLink.objects.update(expires_at=timezone.now())
    with pytest.raises(LinkGone):
        services.open_link(second)
    third = services.make_link(actor=who, consent=consent)
    assert services.end_link(actor=who, consent=consent)
    assert not services.end_link(actor=who, consent=consent)
    for key in (third, "", "x" * 5000, "\x00"):
        with pytest.raises(LinkGone):
            services.open_link(key)
    with pytest.raises(StateConflict):
        services.make_link(actor=who, consent=services.begin(actor=who, team=team))


def test_signing_by_link_draws_or_types_and_keeps_the_link_to_withdraw() -> None:
    team = team_with_channels()
    who, consent = keeper(team), offered(team)
    link = services.open_link(services.make_link(actor=who, consent=consent))
    services.sign_by_link(link=link, signed=Signed("Mira Solheim", consent.shown_hash, picture=drawing()))
    link.refresh_from_db()
    consent.refresh_from_db()
    assert (consent.state, consent.signed_how) == ("signed", "drawn")
    assert consent.copy_given_at is not None
    assert link.expires_at > timezone.now() + timedelta(days=3000)
    kept = Signature.objects.get(authorization=consent)
    assert Image.open(io.BytesIO(kept.picture)).size == (60, 20)
    with pytest.raises(StateConflict):
        services.sign_by_link(link=link, signed=Signed("Mira Solheim", consent.shown_hash))


@pytest.mark.parametrize(
    ("signed_", "error"),
    [
        (Signed("", "{hash}"), BadConsent),
        (Signed("\u202e", "{hash}"), BadConsent),
        (Signed("Mira", "{hash}", picture=b"x" * 400_001), BadConsent),
        (Signed("Mira", "{hash}", picture=b"no picture"), BadPicture),
        (Signed("Mira", "another"), StateConflict),
        (Signed("Mira", ""), StateConflict),
    ],
)
def test_signatures_that_are_not_taken(signed_: Signed, error: type[Exception]) -> None:
    consent = offered(team_with_channels())
    link = services.open_link(services.make_link(actor=keeper(consent.team), consent=consent))
    seen = signed_.seen.replace("{hash}", consent.shown_hash)
    with pytest.raises(error):
        services.sign_by_link(link=link, signed=Signed(signed_.name, seen, picture=signed_.picture))
    consent.refresh_from_db()
    assert consent.state == "offered"
    assert not Signature.objects.exists()


def test_signing_on_paper_needs_a_scan_and_a_copy_for_the_person() -> None:
    team = team_with_channels()
    who, consent = keeper(team), offered(team)
    with pytest.raises(BadPicture):
        services.sign_on_paper(actor=who, consent=consent, signed=Signed("Mira", ""))
    late = timezone.now() + timedelta(days=1)
    with pytest.raises(BadConsent):
        services.sign_on_paper(actor=who, consent=consent, signed=Signed("Mira", "", picture=drawing(), at=late))
    services.sign_on_paper(actor=who, consent=consent, signed=Signed("Mira", "", picture=drawing()))
    assert (consent.signed_how, selectors.outlook(consent).wanting) == ("scan", ["copy"])
    assert services.give_copy(actor=who, consent=consent)
    assert not services.give_copy(actor=who, consent=consent)
    assert selectors.outlook(consent) == selectors.Outlook([], [])


def test_saying_no_is_final() -> None:
    consent = offered(team_with_channels())
    link = services.open_link(services.make_link(actor=keeper(consent.team), consent=consent))
    services.refuse_by_link(link=link)
    with pytest.raises(StateConflict):
        services.sign_by_link(link=link, signed=Signed("Mira", consent.shown_hash))


def test_withdrawing_tells_higher_rooms_in_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    consent, heard = signed(team_with_channels()), []

    def listen(row: Authorization, actor: Actor) -> None:
        heard.append((row.pk, row.state, actor.actor_id))
        if len(heard) == 1:
            raise RuntimeError("no room for it")

    monkeypatch.setattr(hooks.withdrawn, "_listeners", [listen])
    link = services.open_link(services.make_link(actor=keeper(consent.team), consent=consent))
    with pytest.raises(RuntimeError):
        services.withdraw_by_link(link=link, note="Please.")
    assert Authorization.objects.get(pk=consent.pk).state == "signed"
    link = PrivateLink.objects.select_related("authorization__team").get(pk=link.pk)
    services.withdraw_by_link(link=link, note="Please.")
    assert heard[1] == (consent.pk, "withdrawn", "system:consent link")
    consent.refresh_from_db()
    assert (consent.withdrawn_by, consent.withdrawn_how) == ("person", "link")


@pytest.mark.parametrize(("how", "days", "code"), [("owl", 0, "shape"), ("link", 0, "shape"), ("mail", 2, "date")])
def test_withdrawals_that_cannot_be(how: str, days: int, code: str) -> None:
    consent = signed(team_with_channels())
    at = timezone.now() + timedelta(days=days, seconds=-1)
    with pytest.raises(BadConsent) as told:
        services.withdraw(actor=keeper(consent.team), consent=consent, withdrawal=Withdrawal(how, at))
    assert told.value.code == code


def test_a_consent_is_taken_back_once_and_settled_once() -> None:
    consent = signed(team_with_channels())
    who = keeper(consent.team)
    with pytest.raises(StateConflict):
        services.settle(actor=who, consent=consent, note="All is down.")
    services.withdraw(actor=who, consent=consent, withdrawal=Withdrawal("mail"))
    with pytest.raises(StateConflict):
        services.withdraw(actor=who, consent=consent, withdrawal=Withdrawal("mail"))
    with pytest.raises(BadConsent):
        services.settle(actor=who, consent=consent, note=" ")
    services.settle(actor=who, consent=consent, note="All is down.")
    with pytest.raises(StateConflict):
        services.settle(actor=who, consent=consent, note="Again.")


def test_what_is_over_is_closed_where_the_team_is_and_can_still_be_taken_back() -> None:
    team = team_with_channels()
    ended, lasting, today = signed(team), signed(team), timezone.localdate()
    Authorization.objects.filter(pk=ended.pk).update(expires_on=today - timedelta(days=2))
    Authorization.objects.filter(pk=lasting.pk).update(expires_on=today + timedelta(days=2))
    assert (services.expire_due(), services.expire_due()) == (1, 0)
    ended.refresh_from_db()
    assert ended.state == "expired"
    services.withdraw(actor=keeper(team), consent=ended, withdrawal=Withdrawal("mail"))


def test_an_event_ends_it() -> None:
    consent = signed(team_with_channels())
    who, today = keeper(consent.team), consent.today()
    with pytest.raises(BadConsent):
        services.note_event(actor=who, consent=consent, day=today + timedelta(days=1))
    services.note_event(actor=who, consent=consent, day=today - timedelta(days=1))
    assert selectors.standing_of(consent) == "over"
    with pytest.raises(StateConflict):
        services.note_event(actor=who, consent=consent, day=today)


def test_legal_hold() -> None:
    consent = signed(team_with_channels())
    who = keeper(consent.team)
    with pytest.raises(BadConsent):
        services.put_on_hold(actor=who, consent=consent, reason=" no ")
    services.put_on_hold(actor=who, consent=consent, reason="A claim is under way.")
    services.put_on_hold(actor=who, consent=consent, reason="Twice says nothing new.")
    assert consent.hold
    assert actions(consent).count("consent.held") == 1
    services.lift_hold(actor=who, consent=consent)
    assert not consent.hold


def found(user: User, standing: str) -> set[int]:
    return set(selectors.consents_for(user, standing).values_list("pk", flat=True))


def test_the_register_is_filtered_by_standing() -> None:
    team = team_with_channels()
    who, today = keeper(team), timezone.localdate()
    valid, ending, over, back, waits = signed(team), signed(team), signed(team), signed(team), offered(team)
    Authorization.objects.filter(pk=ending.pk).update(expires_on=today + timedelta(days=9))
    Authorization.objects.filter(pk=over.pk).update(expires_on=today - timedelta(days=9))
    services.withdraw(actor=who, consent=back, withdrawal=Withdrawal())
    expected = {
        "valid": {valid, ending},
        "ending": {ending},
        "over": {over},
        "withdrawn": {back},
        "waiting": {waits},
        "": {valid, ending, over, back, waits},
    }
    for standing, rows in expected.items():
        assert found(who, standing) == {row.pk for row in rows}, standing
    assert [row.pk for row in selectors.consents_for(who, code=valid.code[2:6].lower())] == [valid.pk]
    assert {row.pk for row in selectors.linkable(team)} == {valid.pk, ending.pk}
