"""The engine as its callers see it."""

from datetime import date

import pytest

from wellspoken.engines.screening import Context, Engine, Finding, Profile, Result, engine_for, registry
from wellspoken.engines.screening import engine as engine_module
from wellspoken.engines.screening.rule import Hit

HOSPITAL = Profile.from_mapping(
    {
        "kind": "hospital",
        "countries": ["us"],
        "names": ["St. Elm's"],
        "staff": ["Ann Berg"],
        "phones": ["614-555-0100"],
        "domains": ["elm.example.org"],
    }
)


def rules(result: Result) -> set[str]:
    return {f.rule for f in result.findings}


def screen(text: str, **more: object) -> Result:
    return Engine().screen(Context(text, **{"lang": "en", "profile": HOSPITAL, **more}))


def test_clean_text_is_ok_and_says_what_was_checked() -> None:
    result = screen("Our open day is on Friday at ten. Everybody is welcome.")
    assert (result.verdict, result.findings, result.spans) == ("ok", (), ())
    assert "HIPAA-ID-A" in result.checked
    assert ("NO-RX-1", "audience in another country") in result.not_checked


def test_patient_is_blocked_with_place_law_and_fix() -> None:
    text = "So proud of our patient Mary Olson, who went home after her stroke!"
    result = screen(text)
    finding = result.findings[0]
    assert result.verdict == "block"
    assert text[finding.start : finding.end] == "Mary Olson"
    assert finding.citation.startswith("45 CFR")
    assert finding.fix is not None
    assert finding.fix.replacement == "a patient"
    assert [(s.start, s.end, s.label) for s in result.spans] == [(24, 34, "PERSON")]


def test_national_law_is_named_to_a_national_audience() -> None:
    result = Engine().screen(Context("Fnr 11836445017", lang="nb", profile=Profile(countries=("no",))))
    assert "helsepersonelloven" in result.findings[0].citation


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Thank you Ann Berg for the talk about surgery at our ward.", "HIPAA-ID-A"),
        ("Questions about surgery for the patient? Call 614-555-0100.", "HIPAA-ID-D"),
        ("Write to care@elm.example.org about your results.", "HIPAA-ID-F"),
    ],
)
def test_the_profile_exempts_its_own(text: str, rule: str) -> None:
    assert rule not in rules(screen(text))


def test_surface_decides() -> None:
    text = "Thank you for trusting us with your care."
    assert "HIPAA-REPLY-1" in rules(screen(text, surface="reply"))
    assert "HIPAA-REPLY-1" not in rules(screen(text))


def test_consent_frees_a_name_until_it_ends() -> None:
    text = "Meet our patient Jerome Whitfield, two years after his heart transplant."
    consent = {"person": "Jerome Whitfield", "status": "valid", "expires": "2026-12-31"}
    assert screen(text).verdict == "block"
    assert screen(text, consents=(consent,), today=date(2026, 11, 21)).verdict == "ok"
    late = screen(text, consents=(consent,), today=date(2027, 1, 1))
    assert {"HIPAA-AUTH-4", "HIPAA-ID-A"} <= rules(late)


def test_overrides_change_severity_and_switch_off() -> None:
    context = Context("GET YOUR VACCINE TODAY EVERYONE", lang="en", profile=HOSPITAL)
    assert Engine().screen(context).verdict == "ok"
    assert Engine(overrides={"A11Y-3": "block"}).screen(context).verdict == "block"
    off = Engine(overrides={"A11Y-3": "off"}).screen(context)
    assert "A11Y-3" not in rules(off)
    assert ("A11Y-3", "switched off") in off.not_checked


@pytest.mark.parametrize(
    "engine",
    [Engine(packs=("mars",)), Engine(packs=()), Engine(overrides={"LANG-1": "loud"})],
    ids=["pack", "none", "level"],
)
def test_wrong_settings_fail_closed(engine: Engine) -> None:
    result = engine.screen(Context("Hello there"))
    assert (result.verdict, rules(result), result.checked) == ("block", {"SYS-1"}, ())


def test_too_long_and_not_text_fail_closed() -> None:
    assert rules(screen("a " * 150_000)) == {"SYS-1"}
    assert rules(Engine().screen(Context(None))) == {"SYS-1"}  # type: ignore[arg-type]


def test_a_broken_rule_blocks_and_the_others_still_run(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    def broken(_doc: object) -> list[Hit]:
        raise RuntimeError("boom")

    table = dict(registry.all_rules())
    table["LANG-2"] = replace(table["LANG-2"], check=broken)
    monkeypatch.setattr(engine_module, "all_rules", lambda: table)
    result = screen("The form shows SSN 842-41-8036.")
    assert {"SYS-1", "HIPAA-ID-G"} <= rules(result)
    assert result.verdict == "block"
    assert "LANG-2" in result.findings[0].say("en").message + result.findings[1].say("en").message


@pytest.mark.parametrize("lang", ["en", "id", "nb"])
def test_findings_survive_json_and_speak_every_language(lang: str) -> None:
    for finding in screen("SSN 842-41-8036 of our patient Mary Olson. Call 911!", surface="reply").findings:
        back = Finding.from_json(finding.to_json(lang))
        assert back == finding
        said = back.say(lang)
        assert said.title
        assert said.message
        assert "…" not in said.message.replace(finding.message.params["text"], "")


def test_unknown_rule_in_an_old_record_is_said_plainly() -> None:
    old = Finding.from_json({**screen("SSN 842-41-8036").findings[0].to_json(), "ref": {"key": "GONE-1", "params": {}}})
    assert "no longer" in old.say("en").message


def test_versions_are_stable_and_tell_choices_apart() -> None:
    one, two = engine_for(("us",)), engine_for(("us", "no"))
    text = Context("Hello")
    assert one.screen(text).pack_version == engine_for(("us",)).screen(text).pack_version
    assert one.screen(text).pack_version != two.screen(text).pack_version


def test_worst_findings_come_first_and_overlaps_are_folded() -> None:
    result = screen("Our patient Mary Olson, MRN 448812, came home yesterday. GREAT WORK EVERYBODY HERE!")
    order = [("block", "review", "advise").index(f.severity) for f in result.findings]
    assert order == sorted(order)
    places = [(f.family, f.start, f.end) for f in result.findings]
    assert len(places) == len(set(places))


def test_order_in_a_batch_does_not_matter() -> None:
    texts = [
        "Our patient Mary Olson is home after surgery.",
        "Pasien kami Omar pulang setelah stroke!",
        "Åpen dag på fredag.",
    ]
    forward = [Engine().screen(Context(t)).to_json() for t in texts]
    backward = [Engine().screen(Context(t)).to_json() for t in reversed(texts)]
    assert forward == backward[::-1]


@pytest.mark.parametrize(
    ("lang", "country", "text"),
    [("id", "id", "Klinik kami TERBAIK di kota ini."), ("nb", "no", "Vi har landets beste kirurger.")],
)
def test_one_problem_cites_the_national_rule_first(lang: str, country: str, text: str) -> None:
    found = Engine().screen(Context(text, lang=lang, profile=Profile(countries=(country,)))).findings
    claims = [f for f in found if f.family in ("promo", "absolute")]
    assert [f.family for f in claims] == ["promo", "absolute"]
    assert claims[1].same_as == claims[0].rule
    assert claims[1].citation in claims[0].citation
    assert Finding.from_json(claims[1].to_json()) == claims[1]
