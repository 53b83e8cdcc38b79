"""The rule pages as people use them: find, change in a draft, try, switch on; products; the lab keeps nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_body, make_organisation, make_person, make_post, make_team
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.compliance import rulebook, trials
from wellspoken.rooms.compliance.house import drafting, terms
from wellspoken.rooms.compliance.house.terms import TermFacts
from wellspoken.rooms.compliance.models import Exemption, RuleChoice, RuleSet, ScreeningRun, Term, Trial
from wellspoken.rooms.compliance.profile import profile_of
from wellspoken.rooms.people.models import Organisation, User
from wellspoken.rooms.people.roles import Role

pytestmark = pytest.mark.django_db
WHY = "Our privacy board decided so."
TERM = {
    "kind": "words",
    "pattern": "flying doctors",
    "severity": "block",
    "message": "We say air rescue.",
    "replacement": "air rescue",
    "languages": ["en"],
    "team": "all",
}


@pytest.fixture
def officer() -> User:
    make_organisation()
    return make_person(Role.ADMINISTRATOR, language="en")


@pytest.fixture
def client(officer: User) -> Client:
    signed_in = Client()
    signed_in.force_login(officer)
    return signed_in


def text_of(client: Client, name: str, *args: Any, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


LOOKED_FOR = [
    ({"q": "fødselsnummer nothing like it"}, set()),
    ({"q": "hipaa-id-g"}, {"HIPAA-ID-G"}),
    ({"q": "IDENTITY national"}, {"HIPAA-ID-G"}),
    ({"family": "suicide", "q": "tells how"}, {"SUI-1"}),
    ({"family": "nonsense", "q": "hipaa-id-g"}, {"HIPAA-ID-G"}),
    ({"pack": "no", "q": "hipaa-id-g"}, set()),
    ({"pack": "who", "q": "hipaa-id-g"}, {"HIPAA-ID-G"}),
    ({"pack": "no", "q": "NO-13"}, {"NO-13"}),
    ({"changed": "1"}, set()),
]


@pytest.mark.parametrize(("asked", "rules"), LOOKED_FOR)
def test_rules_are_found(asked: dict[str, str], rules: set[str], client: Client) -> None:
    answer = client.get(reverse("rules"), asked)
    assert {row.card.id for row in answer.context["page"]} == rules


@pytest.mark.parametrize("language", ["en", "id", "nb"])
def test_every_rule_says_what_it_is_in_every_language(language: str) -> None:
    in_packs = {pack.code for pack in rulebook.packs(language)}
    for row in rulebook.rows(language):
        assert all((row.card.title, row.card.demand, row.card.citation, row.family)), row.card.id
        assert set(row.card.packs) & in_packs
        assert row.family != row.card.family, "a family without a name"


def test_the_list_shows_what_we_changed(client: Client) -> None:
    client.post(reverse("rule", args=["LANG-2"]), {"severity": "block", "reason": WHY, "team": "all"})
    answer = client.get(reverse("rules"), {"changed": "1"})
    (row,) = answer.context["page"]
    assert (row.card.id, row.severity, row.drafted) == ("LANG-2", "advise", "block")
    assert "in the draft" in answer.content.decode()


def test_a_rule_says_everything_about_itself(client: Client) -> None:
    shown = text_of(client, "rule", "HIPAA-ID-A")
    card = rulebook.rule("HIPAA-ID-A", "en").row.card
    assert card.citation in shown
    assert "What is not checked" in shown
    assert "sources read" in shown
    assert client.get(reverse("rule", args=["NOPE-1"])).status_code == 404


def test_a_severity_needs_a_reason_and_goes_into_the_draft(client: Client) -> None:
    where = reverse("rule", args=["LANG-2"])
    assert client.post(where, {"severity": "review", "reason": "so", "team": "all"}).status_code == 422
    assert client.post(where, {"severity": "loud", "reason": WHY, "team": "all"}).status_code == 422
    assert not RuleSet.objects.exists()
    assert client.post(where, {"severity": "review", "reason": WHY, "team": "all"}).status_code == 302
    assert RuleChoice.objects.get().rule_set.state == "draft"
    assert "There is a draft" in text_of(client, "rules")


def test_a_locked_rule_offers_nothing_and_takes_nothing(client: Client) -> None:
    assert "cannot be changed" in text_of(client, "rule", "SYS-1")
    client.post(reverse("rule", args=["SYS-1"]), {"severity": "off", "reason": WHY, "team": "all"})
    assert not RuleChoice.objects.exists()


def test_others_read_the_rules_and_change_none() -> None:
    make_organisation()
    team = make_team()
    editor = Client()
    editor.force_login(make_person(Role.EDITOR, team))
    page = editor.get(reverse("rule", args=["LANG-2"]))
    assert page.status_code == 200
    assert page.context["form"] is None
    said = {"severity": "off", "reason": WHY, "team": str(team.pk)}
    assert editor.post(reverse("rule", args=["LANG-2"]), said).status_code == 403
    assert not RuleSet.objects.exists()


def test_a_teams_reviewer_decides_for_that_team_only() -> None:
    make_organisation()
    ours, theirs = make_team(), make_team()
    reviewer = Client()
    reviewer.force_login(make_person(Role.REVIEWER, ours))
    where = reverse("rule", args=["LANG-2"])
    for team in ("all", str(theirs.pk)):
        assert reviewer.post(where, {"severity": "off", "reason": WHY, "team": team}).status_code == 422
    assert reviewer.post(where, {"severity": "off", "reason": WHY, "team": str(ours.pk)}).status_code == 302
    assert RuleChoice.objects.get().team == ours
    assert "switches the draft on" in reviewer.get(reverse("rules_draft")).content.decode()
    assert reviewer.post(reverse("rules_on"), {"reason": WHY}).status_code == 403


def test_own_terms_from_adding_to_removing(client: Client) -> None:
    assert "No term of your own yet" in text_of(client, "rules_own")
    broken = client.post(reverse("rules_term_add"), {**TERM, "kind": "pattern", "pattern": "(a"})
    assert (broken.status_code, Term.objects.count()) == (422, 0)
    assert "cannot be read" in broken.content.decode()
    assert client.post(reverse("rules_term_add"), TERM).status_code == 302
    assert "flying doctors" in text_of(client, "rules_own")
    client.post(reverse("rules_term", args=[1]), {**TERM, "severity": "advise"})
    assert Term.objects.get().severity == "advise"
    assert client.post(reverse("rules_term_remove", args=[1])).status_code == 302
    assert not Term.objects.exists()
    assert client.get(reverse("rules_term", args=[1])).status_code == 404


def test_exemptions_are_added_with_a_reason_and_removed(client: Client) -> None:
    said = {"kind": "person", "value": "Florence Nightingale", "reason": WHY, "team": "all"}
    assert client.post(reverse("rules_exempt"), {**said, "reason": "x"}).status_code == 422
    assert client.post(reverse("rules_exempt"), said).status_code == 302
    assert client.post(reverse("rules_exempt"), said).status_code == 422
    assert "Florence" in text_of(client, "rules_exempt")
    client.post(reverse("rules_unexempt", args=[Exemption.objects.get().pk]))
    assert not Exemption.objects.exists()


def test_a_draft_is_tried_and_switched_on(client: Client) -> None:
    team = make_team()
    post = make_post(team, body=make_body("Our flying doctors land."), sealed=True, state="published")
    client.post(reverse("rules_term_add"), TERM)
    shown = text_of(client, "rules_draft")
    assert "OWN-1" in shown
    assert client.post(reverse("rules_try")).status_code == 302
    running = text_of(client, "rules_draft")
    assert "0 of 1 posts looked at" in running
    assert "hx-trigger" in running
    trials.work(lambda: False)
    part = client.get(reverse("rules_trial", args=[Trial.objects.get().pk]), headers={"HX-Request": "true"})
    assert "Newly stopped" in part.content.decode()
    assert reverse("post", args=[post.pk]) in part.content.decode()
    assert "hx-trigger" not in part.content.decode()
    seen = client.get(reverse("rules_draft")).context["look"].digest
    assert client.post(reverse("rules_on"), {"reason": "no", "seen": seen}).status_code == 422
    assert client.post(reverse("rules_on"), {"reason": WHY, "seen": "0" * 32}).status_code == 422
    assert client.post(reverse("rules_on"), {"reason": WHY, "seen": seen}).status_code == 302
    assert WHY in text_of(client, "rules_history")
    assert "There is no draft" in text_of(client, "rules_draft")


def test_a_trial_of_an_older_draft_is_said_to_be_old(client: Client) -> None:
    client.post(reverse("rules_term_add"), TERM)
    client.post(reverse("rules_try"))
    trials.work(lambda: False)
    client.post(reverse("rule", args=["LANG-2"]), {"severity": "off", "reason": WHY, "team": "all"})
    assert "The draft was changed since" in text_of(client, "rules_draft")


def test_a_trial_is_stopped_and_a_draft_thrown_away(client: Client) -> None:
    client.post(reverse("rules_term_add"), TERM)
    client.post(reverse("rules_try"))
    client.post(reverse("rules_trial_stop", args=[Trial.objects.get().pk]))
    assert "It was stopped after" in text_of(client, "rules_draft")
    client.post(reverse("rules_drop"))
    assert drafting.draft() is None
    assert "There is no draft" in text_of(client, "rules_draft")


def test_the_lab_answers_and_keeps_nothing(client: Client, officer: User) -> None:
    team = make_team()
    terms.add_term(actor=officer, facts=TermFacts("flying doctors", "review", "We say air rescue."))
    said = {"text": "Meet Sarah Olsen, home again after her bypass! Ask our flying doctors."}
    said |= {"team": str(team.pk), "surface": "post", "direction": "out", "lang": "en", "products": "on"}
    before = AuditEntry.objects.count()
    shown = client.post(reverse("rules_lab"), said).content.decode()
    assert "Names a patient" in shown
    assert "With the draft" in shown
    assert "We say air rescue." in shown
    assert "did not run: the readers are in another country" in shown or "its rules are for other countries" in shown
    norway = client.post(reverse("rules_lab"), {**said, "countries": ["no"]}).content.decode()
    assert "helsepersonelloven" in norway
    assert not ScreeningRun.objects.exists()
    assert AuditEntry.objects.count() == before
    assert client.post(reverse("rules_lab"), {**said, "text": ""}).status_code == 422
    assert client.post(reverse("rules_lab"), {**said, "team": "999"}).status_code == 422


LAB = {"surface": "post", "direction": "out", "lang": "en", "products": "on"}


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        (
            {"text": "Our new ward.", "pictured": "image", "alt": "A ward", "writing": "Kari Nordmann MRN 4481200"},
            "448",
        ),
        ({"text": "Our new ward.", "pictured": "video", "alt": "A ward"}, "A11Y-"),
        ({"text": "About flu: https://example.org/flu", "links": "gone"}, "LINK-5"),
        (
            {"text": "See https://example.org/flu", "links": "elsewhere", "leads_to": "https://shop.example.net/"},
            "LINK-5",
        ),
    ],
)
def test_the_lab_knows_pictures_and_links(client: Client, said: dict[str, str], finding: str) -> None:
    team = str(make_team().pk)
    assert finding in cards_of(client, {**LAB, **said, "team": team})
    plain = {key: value for key, value in said.items() if key == "text"}
    assert finding not in cards_of(client, {**LAB, **plain, "team": team})


def cards_of(client: Client, said: dict[str, str]) -> str:
    """The findings of one try, without the lists of rules that were asked."""
    shown = client.post(reverse("rules_lab"), said).content.decode()
    return shown.partition('id="lab-answer"')[2].partition("lab-why")[0]


def test_the_lab_asks_where_links_lead(client: Client) -> None:
    said = {**LAB, "text": "See https://example.org/flu", "links": "elsewhere", "team": str(make_team().pk)}
    answer = client.post(reverse("rules_lab"), said)
    assert answer.status_code == 422
    assert "Say which address the links lead to." in answer.content.decode()


PRODUCT = {
    "brand": "Elmol",
    "generic": "elmolin",
    "kind": "medicine",
    "status": "approved",
    "prescription": "on",
    "indications": "High blood pressure in adults.",
    "risk_text": "May cause dizziness.",
    "risk_link": "https://www.example.org/risks",
    "approved_claims": "Lowers blood pressure.\nTaken once a day.",
}


def test_products_from_adding_to_removing(client: Client) -> None:
    assert client.post(reverse("product_add"), PRODUCT).status_code == 302
    known = profile_of(make_team()).products[0]
    assert (known.brand, known.prescription) == ("Elmol", True)
    assert known.approved_claims == ("Lowers blood pressure.", "Taken once a day.")
    key = Organisation.objects.get().products[0]["id"]
    assert "elmolin" in text_of(client, "product", key)
    assert client.post(reverse("product", args=[key]), {**PRODUCT, "prescription": ""}).status_code == 302
    assert not profile_of(make_team()).products[0].prescription
    told = AuditEntry.objects.get(action="product.changed")
    assert told.data["fields"] == "prescription"
    assert (told.data["before"]["prescription"], told.data["after"]["prescription"]) == (True, False)
    client.post(reverse("product_remove", args=[key]))
    assert Organisation.objects.get().products == []
    assert client.get(reverse("product", args=[key])).status_code == 404


REFUSED = [{"brand": ""}, {"brand": "elmol"}, {"kind": "magic"}, {"risk_link": "javascript:alert(1)"}]


@pytest.mark.parametrize("wrong", REFUSED)
def test_products_that_are_refused(wrong: dict[str, str], client: Client) -> None:
    client.post(reverse("product_add"), PRODUCT)
    assert client.post(reverse("product_add"), {**PRODUCT, "brand": "Other", **wrong}).status_code == 422
    assert len(Organisation.objects.get().products) == 1


def test_older_products_without_a_key_can_be_changed(client: Client) -> None:
    Organisation.objects.update(products=[{"brand": "Elmol", "rx": True}, "Plain name"])
    assert "Plain name" in text_of(client, "products")
    client.post(reverse("product", args=["p1"]), {**PRODUCT, "brand": "Plain name"})
    assert [row["brand"] for row in Organisation.objects.get().products] == ["Elmol", "Plain name"]
