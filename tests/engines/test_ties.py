"""Named people who were looked after, ages over 89, and dates of invitations: classes of texts with their foils."""

import pytest

from wellspoken.engines.screening import Context, Engine
from wellspoken.engines.screening.identify import identify

ENGINE = Engine()

TIED = [
    ("block", "en", "Yesterday Brad Kessler, 93, came back to ward 4 to thank the team that looked after his heart."),
    ("block", "en", "Brad Kessler came back to ward 4 to thank the team that looked after his heart."),
    ("block", "en", "Priya Raman visited unit 7B on Tuesday to say thank you to everyone who cared for her."),
    (
        "block",
        "en",
        "Lovely to see Tom Whitfield again. He spent six weeks with us last winter and brought cake for the team.",
    ),
    ("block", "en", "Harold Pike is home again after a long stay on ward 12."),
    ("block", "en", "Denise Okoro returned to room 14 last week to hug our team."),
    ("block", "en", "Jonas Feld has recovered and thanks the nurses on unit 3."),
    ("block", "en", "Look who dropped in: Ellen Marsh! Our team took care of her for three months."),
    ("ok", "en", "Thank you, Brad Kessler, for reading to the children on ward 4."),
    ("ok", "en", "Brad Kessler, our new ward manager, came back to ward 4 after ten years away."),
    ("ok", "en", "Volunteer Brad Kessler came back to ward 4 to read stories."),
    ("ok", "en", "Brad Kessler donated 50 blankets to ward 4. Our team is grateful."),
    ("ok", "en", "Mayor Denise Okoro visited ward 4 to thank the team."),
    ("ok", "en", "Dr. Priya Raman looked after ward 4 for thirty years."),
    ("ok", "en", "Nurse Tom Whitfield is back on unit 7B and the team is happy."),
    ("ok", "en", "We are looking for a nurse for ward 4. Contact Ellen Marsh about the job."),
    ("ok", "en", "Speaker Jonas Feld visited our unit to talk about heart health."),
    ("ok", "en", "The Marta Lindqvist Fund paid for new chairs on ward 12."),
    ("ok", "en", "Our team in the Harold Pike Unit looks after 40 babies a week."),
    ("ok", "en", "Brad Kessler and his band played for ward 4 on Sunday. Thank you!"),
    ("ok", "en", "Join Ellen Marsh for a tour of the new ward on Friday."),
    (
        "block",
        "nb",
        "I går kom Bjarne Kvamme, 93, tilbake til avdeling 4 for å takke dem som tok vare på hjertet hans.",
    ),
    ("block", "nb", "Solveig Nærland kom tilbake til avdelingen og takket personalet."),
    ("block", "nb", "Arvid Mo lå hos oss i seks uker. Nå er han hjemme igjen."),
    ("block", "nb", "Takk til Ellen Moe som besøkte post 3 for å takke de ansatte som passet på henne."),
    ("ok", "nb", "Ordfører Arvid Mo besøkte avdelingen og takket personalet."),
    ("ok", "nb", "Frivillig Solveig Nærland kom tilbake til avdelingen for å lese høyt."),
    ("ok", "nb", "Sykepleier Gunnhild Rygg er tilbake på avdeling 4."),
    ("ok", "nb", "Bjarne Kvamme ga 20 000 kroner til avdeling 4. Takk for gaven!"),
    ("ok", "nb", "Vi søker sykepleier til avdeling 4. Kontakt Ellen Moe."),
    ("ok", "nb", "Bjarne Kvamme spilte trekkspill på sengepost 3 på søndag."),
    (
        "block",
        "id",
        "Kemarin Bapak Surya Atmaja, 93 tahun, kembali ke bangsal 4 untuk berterima kasih kepada tim yang merawatnya.",
    ),
    ("block", "id", "Ratih Kusumawati kembali ke bangsal Melati dan berterima kasih kepada tim kami."),
    ("block", "id", "Wahyu Pratama pernah dirawat di ruang 12, hari ini mampir membawa kue."),
    ("block", "id", "Endang Lestari dijaga tim kami selama tiga minggu, sekarang sudah di rumah."),
    ("ok", "id", "Bupati Surya Atmaja mengunjungi bangsal Melati dan berterima kasih kepada tim kami."),
    ("ok", "id", "Relawan Ratih Kusumawati kembali ke bangsal anak untuk mendongeng."),
    ("ok", "id", "Terima kasih kepada Wahyu Pratama atas sumbangan selimut untuk bangsal 4."),
    ("ok", "id", "Perawat Endang Lestari kembali bertugas di bangsal Melati."),
    ("ok", "id", "Lowongan perawat bangsal 4, hubungi Endang Lestari."),
    ("block", "en", "Our team took care of Ellen Marsh for three weeks, and she is on the mend."),
    ("block", "en", "Ellen Marsh popped in with cookies for the night team on ward 4."),
    ("ok", "en", "Ellen Marsh, who looked after her patients for forty years, retires on Friday."),
    ("ok", "en", "Singer Ellen Marsh visited our unit to thank the nurses with a song."),
    ("block", "nb", "Vi fikk besøk av Ellen Moe. Hun lå på avdelingen vår i tre uker."),
    ("ok", "nb", "Ellen Moe er vikar på sengepost 3 fra mandag."),
    ("block", "id", "Endang Lestari mampir membawa bunga untuk perawat yang merawatnya."),
    ("ok", "id", "Penyanyi Endang Lestari mengunjungi bangsal anak untuk bernyanyi."),
]


@pytest.mark.parametrize(("wanted", "lang", "text"), TIED, ids=[t[-1][:40] for t in TIED])
def test_named_people_in_care(wanted: str, lang: str, text: str) -> None:
    result = ENGINE.screen(Context(text, lang=lang))
    assert result.verdict == wanted, [(f.rule, text[f.start : f.end]) for f in result.findings]


# language, text, the whole text after the offered change (empty: no finding about an age)
AGES = [
    (
        "en",
        "Our patient Ann Berg, 93, is home after her surgery.",
        "Our patient Ann Berg, in her nineties, is home after her surgery.",
    ),
    ("en", "Ann Berg (94) is back home after her stroke.", "Ann Berg (in her nineties) is back home after her stroke."),
    ("en", "Our 97-year-old patient Ann Berg went home.", "Our nonagenarian patient Ann Berg went home."),
    (
        "en",
        "Our patient Tom Berg, aged 95, says his hip is fine.",
        "Our patient Tom Berg, in his nineties, says his hip is fine.",
    ),
    ("en", "Our patient Ann Berg is ninety-three years old.", "Our patient Ann Berg is in their nineties."),
    (
        "en",
        "Our patient Ann Berg, 101, is home after surgery.",
        "Our patient Ann Berg, over 100, is home after surgery.",
    ),
    ("en", "Our patient Ann Berg, 89, is home after surgery.", ""),
    ("en", "Our hospital is 93 years old this year.", ""),
    ("en", "Adults aged 95 and older may need a booster dose.", ""),
    ("en", "Dr. Ann Berg, 93, founded our hospital.", ""),
    ("nb", "Pasienten vår Bjarne Kvamme, 93, er hjemme.", "Pasienten vår Bjarne Kvamme, i nittiårene, er hjemme."),
    ("nb", "Pasienten vår Bjarne Kvamme (94) dro hjem.", "Pasienten vår Bjarne Kvamme (i nittiårene) dro hjem."),
    (
        "nb",
        "Pasienten vår, 93 år gammel, dro hjem. Bjarne Kvamme smilte.",
        "Pasienten vår, i nittiårene, dro hjem. Bjarne Kvamme smilte.",
    ),
    ("nb", "Pasienten vår Bjarne Kvamme er 93 år gammel.", "Pasienten vår Bjarne Kvamme er i nittiårene."),
    ("nb", "En 93-åring ble operert hos oss etter ulykken.", "En person over 90 ble operert hos oss etter ulykken."),
    ("nb", "Sykehuset fyller 93 år i år.", ""),
    (
        "id",
        "Pasien kami Pak Surya Atmaja, berusia 93 tahun, pulang.",
        "Pasien kami Pak Surya Atmaja, berusia lebih dari 90 tahun, pulang.",
    ),
    (
        "id",
        "Pasien kami Pak Surya Atmaja, umur 93, pulang.",
        "Pasien kami Pak Surya Atmaja, umur lebih dari 90 tahun, pulang.",
    ),
    ("id", "Pasien kami Pak Surya Atmaja (94) pulang.", "Pasien kami Pak Surya Atmaja (lebih dari 90 tahun) pulang."),
    ("id", "Rumah sakit kami berusia 93 tahun.", ""),
]


@pytest.mark.parametrize(("lang", "text", "after"), AGES, ids=[a[1][:40] for a in AGES])
def test_ages_over_89(lang: str, text: str, after: str) -> None:
    found = [f for f in ENGINE.screen(Context(text, lang=lang)).findings if f.label == "AGE"]
    assert bool(found) is bool(after)
    for finding in found:
        assert finding.severity == "block"
        assert finding.fix is not None
        assert text[: finding.fix.start] + finding.fix.replacement + text[finding.fix.end :] == after


@pytest.mark.parametrize(
    "text", ["Scores: Berg 93, Lie 45, Moe 12", "Wards 12, 93, and 95", "bus 93 (94)", "room (93)"]
)
def test_numbers_that_are_no_ages(text: str) -> None:
    assert "AGE" not in {s.label for s in identify(text, "en")}


# whether the date is a patient's, language, the sentence after the patient's story
DATES = [
    (False, "en", "Walk with us on Saturday."),
    (False, "en", "Join our heart walk on Saturday 12 June at the park."),
    (False, "en", "Sign up by Friday."),
    (False, "en", "Come to our open house on May 4."),
    (True, "en", "She went home on Saturday."),
    (True, "en", "The surgery was on May 4."),
    (False, "nb", "Gå sammen med oss på lørdag!"),
    (False, "nb", "Bli med på hjerteløpet på lørdag!"),
    (True, "nb", "Han dro hjem på lørdag etter operasjonen."),
    (False, "id", "Ayo jalan sehat bersama kami hari Sabtu!"),
    (False, "id", "Ikuti seminar kami hari Sabtu."),
    (True, "id", "Beliau pulang hari Sabtu setelah operasi."),
]
STORIES = {
    "en": "Our patient Ann Berg is home after her bypass! ",
    "nb": "Pasienten vår Bjarne Kvamme er hjemme etter operasjonen. ",
    "id": "Pasien kami Bapak Surya Atmaja pulang setelah operasi. ",
}


@pytest.mark.parametrize(("tied", "lang", "text"), DATES, ids=[d[-1] for d in DATES])
def test_dates_of_invitations(tied: bool, lang: str, text: str) -> None:
    found = ENGINE.screen(Context(STORIES[lang] + text, lang=lang)).findings
    assert any(f.rule == "HIPAA-ID-A" for f in found)
    assert any(f.label == "DATE" for f in found) is tied
