"""Rules of promotion that depend on records, countries and other rules."""

from datetime import date
from typing import Any

import pytest

from wellspoken.engines.screening import Context, Engine, Profile, all_rules
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.products import carried
from wellspoken.engines.screening.recruiting import fingerprint
from wellspoken.engines.screening.sample_products import BOXED, PLAIN

CALL = "Volunteers needed: adults with asthma, for a study of sleep. Call 555-0133. IRB 24-118."
OLD_FOUR = ("us", "no", "id", "who")


def rules_for(text: str, packs: tuple[str, ...] = OLD_FOUR, lang: str = "en", **more: Any) -> list[str]:
    """The ids of what is found, advice left out."""
    if "profile" in more:
        more["profile"] = Profile.from_mapping(more["profile"])
    result = Engine(packs).screen(Context(text, lang, **more))
    return [f.rule for f in result.findings if f.severity != "advise" and f.family == "promo"]


@pytest.mark.parametrize(
    ("approval", "wanted"),
    [
        ({"number": "24-118", "text": CALL}, ""),
        ({"number": "24-118", "text": f"  {CALL.replace(' ', chr(10), 1)}"}, ""),
        ({"number": "24-118", "sha256": fingerprint(CALL)}, ""),
        ({"number": "24-118", "text": CALL + "!"}, "RES-1#wording"),
        ({"number": "24-118", "text": CALL.lower()}, "RES-1#wording"),
        ({"number": "24-118", "text": CALL, "until": "2026-11-20"}, "RES-1#expired"),
        ({"number": "24-118", "text": CALL, "until": "2026-11-22"}, ""),
        ({"number": "24-118", "text": CALL, "until": "soon"}, "RES-1#expired"),
        ({"number": "24-118", "text": CALL, "channels": ["newsroom"]}, "RES-1#channel"),
        ({"number": "24-118", "text": CALL, "channels": ["newsroom", "bluesky"]}, ""),
    ],
)
def test_a_call_is_the_approved_wording_in_its_time_and_place(approval: dict[str, Any], wanted: str) -> None:
    context = Context(CALL, "en", studies=(approval,), network="bluesky", today=date(2026, 11, 21))
    found = [f.message.key for f in Engine(OLD_FOUR).screen(context).findings if f.rule == "RES-1"]
    assert found == ([wanted] if wanted else [])


def test_one_of_several_approvals_is_enough() -> None:
    approvals = ({"number": "1", "text": "Something else"}, {"number": "24-118", "text": CALL})
    assert "RES-1" not in rules_for(CALL, studies=approvals)


def test_a_call_without_a_number_is_looked_at_and_a_listed_number_counts() -> None:
    call = "Volunteers needed: adults with asthma, for a study of sleep. Call 555-0133. Ref AX9-77."
    assert rules_for(call) == ["RES-1"]
    assert rules_for(call, profile={"kind": "hospital", "countries": ["us"], "studies": [{"irb": "AX9-77"}]}) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Dermyxa: next-generation treatment", True),
        ("Dermyxa clears skin fast", True),
        ("Important information about Dermyxa (pelorimab)", False),
        ("Menus of the week", False),
    ],
)
def test_cards_of_links_are_promotion_too(title: str, found: bool) -> None:
    card = {"title": title, "description": "", "url": "https://dermyxa.example.com"}
    assert ("FDA-15" in rules_for("Read more", cards=(card,), profile=PLAIN)) is found


def test_who_writes_matters() -> None:
    text = "Dermyxa gave me my life back."
    assert "FDA-13" in rules_for(text, paid=True, profile=PLAIN)
    assert "FDA-13" in rules_for(text, writer="executive", profile=PLAIN)
    assert "FDA-13" not in rules_for(text, profile=PLAIN)


def test_the_first_four_packs_mean_what_they_meant() -> None:
    irish = {"kind": "clinic", "countries": ["ie"]}
    assert rules_for("Ozempic at our clinic now", profile=irish) == []
    assert rules_for("Ozempic at our clinic now", (*OLD_FOUR, "eu"), profile=irish) == ["EU-RX-1"]
    assert rules_for("Botox from 99 pounds", (*OLD_FOUR, "eu"), profile={"kind": "clinic", "countries": ["gb"]}) == []
    assert rules_for("Botox from 99 pounds", ("uk",), profile={"kind": "clinic", "countries": ["gb"]}) == ["UK-CAP-12"]


def test_european_rules_reach_a_norwegian_audience_with_the_norwegian_pack() -> None:
    pharmacy = {"kind": "pharmacy", "countries": ["no"], "products": [{"brand": "Lindolex", "generic": "paracetamol"}]}
    found = rules_for("Lindolex mot hodepine, helt naturlig og trygt!", ("no",), "nb", profile=pharmacy)
    assert {"EU-OTC-1", "EU-OTC-90h"} <= set(found)


def test_the_most_precise_law_is_named_once() -> None:
    clinic = {"kind": "clinic", "countries": ["no"]}
    found = rules_for("Botox hos oss", ("us", "no", "id", "eu", "uk", "who"), "nb", profile=clinic)
    assert found == ["NO-RX-1"]


@pytest.mark.parametrize("text", ["Velluma lowers blood pressure! Ask your doctor.", "Velluma! Now in pharmacies."])
def test_one_post_gets_a_short_list(text: str) -> None:
    found = rules_for(text, tuple(all_rules()["RES-1"].packs), profile=BOXED)
    assert 1 <= len(found) <= 5
    assert len(set(found)) == len(found)


def test_denials_are_no_claims_and_no_risk_is_no_risk_text() -> None:
    denied = Document(Context("Honey does not cure a cough.", "en")).promotion
    claimed = Document(Context("Honey cures a cough.", "en")).promotion
    assert not denied.claims
    assert [c.cure for c in claimed.claims] == [True]
    assert not Document(Context("No side effects.", "en")).promotion.tells_risk
    assert Document(Context("Side effects include nausea.", "en")).promotion.tells_risk


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2 x B0t0x", "B0t0x"),
        ("w.e.g.o.v.y on stock", "w.e.g.o.v.y"),
        ("0zempic", "0zempic"),
        ("Oz*mpic", "Oz*mpic"),
        ("bo-tox", "bo-tox"),
        ("lecanemab", "lecanemab"),
        ("the concept of 24/7 care, e.g. a profile", ""),
        ("ring 116117 el. skriv til info@example.org", ""),
    ],
)
def test_names_in_disguise(text: str, named: str) -> None:
    found = Document(Context(text, "en")).promotion.mentions
    assert [text[m.start : m.end] for m in found] == ([named] if named else [])


def test_a_label_is_recognised_by_its_content_words() -> None:
    label = "to lower blood pressure in adults with hypertension"
    assert carried("lowers blood pressure in people with hypertension", label) == 1.0
    assert carried("a good day", label) == 0.0
    assert carried("anything", "") == 1.0
