"""Tables of texts with the identifiers they hold, negatives included."""

import pytest

from wellspoken.engines.screening.identify import identify

CASES = [
    ("en", "SSN 842-41-8036", {("SSN", "842-41-8036")}),
    ("en", "my social is 842418036", {("SSN", "842418036")}),
    ("en", "order 000-41-8036 and 666-41-8036", set()),
    ("nb", "fnr 11836445017", {("NATIONAL_ID", "11836445017")}),
    ("nb", "200657 74292", {("NATIONAL_ID", "200657 74292")}),
    ("nb", "fnr 11836445018", set()),
    ("nb", "Gavekonto 7427.11.08641", {("ACCOUNT", "7427.11.08641")}),
    ("id", "NIK 350705 650262 9878", {("NATIONAL_ID", "350705 650262 9878")}),
    ("id", "3507051013979043", set()),
    ("id", "6102033501759413", set()),
    ("en", "NPI 1234567893", {("LICENSE", "1234567893")}),
    ("en", "medicare 1EG4 TE5 MK73", {("HEALTH_PLAN_ID", "1EG4 TE5 MK73")}),
    ("id", "No BPJS 0002322183406", {("HEALTH_PLAN_ID", "0002322183406")}),
    ("en", "MRN 00 48 817-2 | A1c 11.2", {("MRN", "00 48 817-2")}),
    ("nb", "Pasientnr Z224634, navn", {("MRN", "Z224634")}),
    ("id", "No. RM 00-12-34", {("MRN", "00-12-34")}),
    ("en", "Rx# 6620418, daily", {("OTHER_ID", "6620418")}),
    ("en", "write anna_b@mail.example.org now", {("EMAIL", "anna_b@mail.example.org")}),
    ("en", "see https://example.org/a?b=1.", {("URL", "https://example.org/a?b=1")}),
    ("en", "see portal.example.com today", {("URL", "portal.example.com"), ("DATE", "today")}),
    ("en", "from 203.0.113.58 now", {("IP", "203.0.113.58")}),
    ("en", "version 999.1.2.3", set()),
    ("en", "ask @maria_k there", {("USERNAME", "@maria_k")}),
    ("en", "implant s/n CI-88Q-20417", {("DEVICE_ID", "CI-88Q-20417")}),
    ("nb", "insulinpumpe SN NG-4417208H", {("DEVICE_ID", "NG-4417208H")}),
    ("nb", "hvit Golf ZT 48 213, fører", {("VEHICLE", "ZT 48 213")}),
    ("id", "Avanza hitam H 1738 ZQ", {("VEHICLE", "H 1738 ZQ")}),
    ("en", "plate KLM 4471", {("VEHICLE", "KLM 4471")}),
    ("en", "room KLM 4471 in the hall", set()),
    ("en", "call (412) 555-0163 pls", {("PHONE", "(412) 555-0163")}),
    ("nb", "ring 412 34 567", {("PHONE", "412 34 567")}),
    ("id", "telp 0812-5550-0163", {("PHONE", "0812-5550-0163")}),
    ("en", "+44 20 7946 0958 is ours", {("PHONE", "+44 20 7946 0958")}),
    ("nb", "Ring 113 eller 116 117", set()),
    ("en", "on May 7, 2024 we met", {("DATE", "May 7, 2024")}),
    ("nb", "søndag 16. mars døde", {("DATE", "søndag 16. mars")}),
    ("id", "lahir 24-06-1971 di sini", {("DATE", "24-06-1971")}),
    ("id", "tadi pagi datang", {("DATE", "tadi pagi")}),
    ("en", "ratio 45/67/89", set()),
    ("en", "she is 93 years old", {("AGE", "93")}),
    ("en", "at 88 Cranberry Ln. we", {("LOCATION", "88 Cranberry Ln")}),
    ("en", "Mr. Leonard Szabo came", {("PERSON", "Mr. Leonard Szabo")}),
    ("en", "Dr. Amina Yusuf came", {("PERSON", "Amina Yusuf")}),
    ("en", "talk on Parkinson's disease", set()),
    ("en", "at Johns Hopkins there", set()),
    ("nb", "jeg heter tone karlsen og", {("PERSON", "tone karlsen")}),
    ("id", "a.n. Limar Widiastuti kok", {("PERSON", "Limar Widiastuti")}),
    ("id", "di RSUP Dr. Kariadi kami", set()),
    ("en", "pray #TeamMasonReilly", {("PERSON", "TeamMasonReilly")}),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES, ids=[c[1][:30] for c in CASES])
def test_recognised(lang: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(s.label, text[s.start : s.end]) for s in identify(text, lang)} == expected


# Names that no list has and no title announces; institutions and abbreviations beside them.
NAMES = [
    ("nb", "I dag fortalte Gunnhild Rygg om hverdagen.", {"Gunnhild Rygg"}),
    ("id", "menurut setyawan wibisono, hal itu benar.", {"setyawan wibisono"}),
    ("id", "Kemarin Irgandi Sutomo berbicara.", {"Irgandi Sutomo"}),
    ("nb", "Ta med MR og CT til Rikshospitalet.", set()),
    ("id", "Bawa NIK dan BPJS ke Puskesmas Melati.", set()),
    ("en", "Our fellows visited the Betty Ford Center.", set()),
]


@pytest.mark.parametrize(("lang", "text", "names"), NAMES, ids=[n[1][:30] for n in NAMES])
def test_names_by_counts(lang: str, text: str, names: set[str]) -> None:
    assert {text[s.start : s.end] for s in identify(text, lang) if s.label == "PERSON"} == names
