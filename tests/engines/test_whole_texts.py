"""Whole posts, answers and messages with the verdict or the families they must get; none comes from a data set."""

import pytest

from wellspoken.engines.screening import Context, Engine, Profile

ENGINE = Engine()

VERDICTS = [
    ("block", "Huge congrats to little Harper on ringing the bell after her last round of chemo on 5 West!", {}),
    ("block", "Our patient Theo (room 14) told us the new rehab gym got him walking again by Friday.", {}),
    ("block", "Mrs. Delgado came in with chest pain on Tuesday and is home with her grandkids now.", {}),
    ("ok", "Mrs. Delgado has volunteered at our gift shop for 30 years. Thank you!", {}),
    ("ok", "Nurse Harper Quinn explains what to expect after chemo.", {}),
    ("ok", "Dr. Lee and her team performed our 500th hip replacement this year.", {}),
    ("ok", "Please welcome Harper Quinn, our new director of nursing.", {}),
    ("ok", "The Henderson Family Foundation gave $2 million to our stroke unit.", {}),
    ("ok", "Join Maria Gomez for prenatal yoga every Tuesday.", {}),
    ("review", "A 42-year-old teacher from our town is recovering in our ICU after yesterday's bus crash.", {}),
    ("ok", "Adults 50 to 75 should be screened for colon cancer. Talk to your doctor.", {}),
    (
        "block",
        "We're sorry about your long wait in the ER last night, and we hope your arm is healing.",
        {"surface": "reply"},
    ),
    ("ok", "We're sorry to hear this. Please call our patient relations team so we can listen.", {"surface": "reply"}),
    ("ok", "Thank you for your kind words! We will share them with the team.", {"surface": "reply"}),
    ("block", "Hi Tom, your MRI results are ready.", {"surface": "dm"}),
    ("block", "We have no record of you being treated at our clinic.", {"surface": "reply"}),
    ("ok", "Call us at 555-0100 to book a flu shot.", {}),
    ("block", "Vi er så glade for at Ingrid Solberg er hjemme igjen etter hjerteoperasjonen!", {"lang": "nb"}),
    ("ok", "Lege Ingrid Solberg svarer på spørsmål om hjerteoperasjoner.", {"lang": "nb"}),
    ("block", "Takk for tålmodigheten, Ola. Blodprøvene dine er fine.", {"lang": "nb", "surface": "reply"}),
    ("ok", "Takk for tilbakemeldingen. Ring oss gjerne på 55 50 01 00.", {"lang": "nb", "surface": "reply"}),
    ("ok", "Mandag 3. mars åpner vi ny poliklinikk i Storgata 5.", {"lang": "nb"}),
    ("ok", "Gratulerer til Kari Nordmann som er årets sykepleier!", {"lang": "nb"}),
    ("block", "Semoga lekas pulih, Pak Joko! Operasi jantungnya lancar kemarin.", {"lang": "id"}),
    ("ok", "dr. Joko Susilo, Sp.JP menjelaskan operasi jantung.", {"lang": "id"}),
    ("block", "Terima kasih Bu Rina sudah melahirkan di RS kami, bayinya sehat!", {"lang": "id", "surface": "reply"}),
    ("ok", "Terima kasih atas masukannya, Kak. Silakan hubungi (021) 555-0150.", {"lang": "id", "surface": "reply"}),
    ("ok", "Senam hamil bersama Bidan Yuli setiap Sabtu pagi.", {"lang": "id"}),
    ("ok", "Rapat koordinasi dihadiri Bupati Slamet Riyadi dan Ketua PKK Ibu Ani.", {"lang": "id"}),
    ("block", "NIK 3507050102900001 an Budi, hasil swab positif", {"lang": "id"}),
    ("ok", "In memory of Dr. Ruth Alvarez, who founded our cancer center in 1972.", {}),
    ("ok", "Happy 50th anniversary to Bob and Linda, who met in our cafeteria!", {}),
    ("ok", "Meet the Da Vinci robot that helps our surgeons with hernia repair.", {}),
    (
        "review",
        "My son Tyler was in your ER and nobody helped him. 614-555-0171",
        {"direction": "in", "surface": "comment"},
    ),
    ("ok", "Do you take walk-ins for strep tests?", {"direction": "in", "surface": "dm"}),
    ("ok", "RSV season is here. Wash hands, stay home if sick, and ask about the vaccine.", {}),
    ("ok", "We're hiring! ICU nurses, start May 1. Apply at careers.example.org", {}),
    ("ok", "Thank you, Officer Daniels, for driving Santa to our pediatric ward.", {}),
    ("ok", "St. Elm's emergency department: open 24/7. In an emergency call 911.", {}),
    ("review", "Smoking causes cancer.", {}),
    ("ok", "Smoking causes cancer. Free help to quit: https://www.cdc.gov/quit", {}),
    ("block", "Cure your diabetes naturally with our herbal capsules, order now!", {}),
    ("ok", "Vår nye MR-maskin er på plass. Tusen takk til Sparebankstiftelsen.", {"lang": "nb"}),
    ("ok", "Vi minner om at vi holder stengt 17. mai. God feiring!", {"lang": "nb"}),
    ("ok", "Ny sjefslege: Per Olav Hauge begynner 1. august.", {"lang": "nb"}),
    ("ok", "Selamat Hari Perawat untuk semua rekan sejawat!", {"lang": "id"}),
    ("ok", "Donor darah Sabtu, 8 Maret, pukul 08.00 di Aula. Gratis pemeriksaan tensi.", {"lang": "id"}),
    ("ok", "Waspada DBD: kuras, tutup, kubur. Demam tinggi tiga hari? Segera ke puskesmas.", {"lang": "id"}),
    ("ok", "Our cardiology team, led by Dr. Priya Nair, now offers same-day stress tests.", {}),
    ("ok", "Have you had your mammogram? Book at riverbend.example.com or 555-0111.", {}),
    ("review", "The only kidney transplant recipient in Bear Lake County stopped by with cookies today.", {}),
    ("review", "A retired priest from Hamar came in with frostbite after the ski race. He is doing great.", {}),
    (
        "review",
        "Dagens historie: en 14-åring ble operert hos oss etter snøscooterulykken på Senja i helga.",
        {"lang": "nb"},
    ),
    ("review", "Seorang guru SD dari Desa Sukorejo dirawat di ICU kami setelah digigit ular kemarin.", {"lang": "id"}),
    ("ok", "Barn under 5 år får gratis time hos helsesykepleier.", {"lang": "nb"}),
    ("ok", "Anak usia 9 bulan perlu imunisasi campak.", {"lang": "id"}),
    ("block", "As our chart shows, you did not take the pills we gave you.", {"surface": "reply"}),
    ("block", "We're so happy your daughter is doing better after her asthma attack!", {"surface": "reply"}),
    ("ok", "We're happy to help! Visiting hours are 10 to 8.", {"surface": "reply"}),
    ("ok", "Your feedback matters. Please send us a message through the patient portal.", {"surface": "reply"}),
    ("review", "Please send a photo of your rash and your insurance card to this inbox.", {"surface": "dm"}),
    (
        "block",
        "Vi beklager ventetiden din på akuttmottaket i går, og håper armen er bedre.",
        {"lang": "nb", "surface": "reply"},
    ),
    ("ok", "Så hyggelig å høre! Vi sender hilsenen videre til avdelingen.", {"lang": "nb", "surface": "reply"}),
    ("block", "Halo Bu Sari, hasil biopsinya jinak ya, alhamdulillah.", {"lang": "id", "surface": "dm"}),
    ("ok", "Halo Kak, jadwal dokter bisa dilihat di aplikasi ya.", {"lang": "id", "surface": "dm"}),
    (
        "review",
        "min tolong, anak saya Dimas kejang di rumah, rekam medis 12-34-56",
        {"lang": "id", "direction": "in", "surface": "dm"},
    ),
    (
        "review",
        "jeg heter Anne Lie, født 12.03.1980, har ikke fått svar på blodprøven",
        {"lang": "nb", "direction": "in", "surface": "dm"},
    ),
    ("ok", "hva koster parkering hos dere?", {"lang": "nb", "direction": "in", "surface": "comment"}),
    ("ok", "great hospital, thank you all", {"direction": "in", "surface": "comment"}),
    ("review", "i can't do this anymore, i want to end it all", {"direction": "in", "surface": "dm"}),
    ("block", "X-ray of the day! Patient: John Carter, DOB 04/05/1961, MRN 55-12-99.", {}),
    ("block", "Rest in peace to our longtime dialysis patient Walter Reese, who passed on Sunday.", {}),
    ("ok", "Rest in peace Walter Reese, our beloved volunteer of 20 years.", {}),
    ("block", "Gratulerer til Mona og Petter med lille Ella, født hos oss i natt!", {"lang": "nb"}),
    ("block", "Selamat kepada keluarga Bapak Rudi atas kelahiran putri pertama di RS kami tadi malam!", {"lang": "id"}),
    ("ok", "Velkommen til Mona Lie, vår nye jordmor på fødeavdelingen.", {"lang": "nb"}),
    ("ok", "Selamat bergabung Bidan Rina di ruang bersalin kami.", {"lang": "id"}),
    ("block", "Pasien atas nama Budi Santoso, BPJS 0001234567890, sudah bisa kontrol.", {"lang": "id"}),
    ("ok", "Statsministeren besøkte sykehuset i dag og snakket med ansatte på kreftavdelingen.", {"lang": "nb"}),
    ("ok", "Gubernur Jawa Timur Khofifah meresmikan gedung rawat inap.", {"lang": "id"}),
    ("ok", "Our surgeons use the Whipple procedure for pancreatic cancer.", {}),
    ("ok", "Lou Gehrig's disease, or ALS, affects nerve cells. See nih.gov/als", {}),
    ("ok", "The Marie Curie wing is closed for painting until May 3.", {}),
    ("review", "Congrats to our nurse Jenny, who is expecting twins in June!", {}),
    ("ok", "Visit our booth at the fair: free blood pressure checks with nurses Ann and Joy.", {}),
    ("ok", "Thanks to Elm Street Bakery for feeding our ER team last night.", {}),
    ("block", "Guess who rang the bell? It's Big Joe! Six months of radiation, done.", {}),
    ("ok", "Ambulanse og brannvesen øver på Torget fredag. Ikke ring 113.", {"lang": "nb"}),
    ("ok", "Legevakten i Bergen: ring 116 117. Ved fare for liv: 113.", {"lang": "nb"}),
    ("ok", "Ibu hamil wajib periksa minimal enam kali. Yuk ke puskesmas!", {"lang": "id"}),
    ("ok", "We treat strokes fast. If you notice face drooping, call 911.", {}),
    ("ok", "New study volunteers: call Dr. Bo Lindgren at 555-0144. IRB 24-118.", {}),
]


@pytest.mark.parametrize(("wanted", "text", "given"), VERDICTS, ids=[v[1][:40] for v in VERDICTS])
def test_verdicts(wanted: str, text: str, given: dict[str, str]) -> None:
    result = ENGINE.screen(Context(text, **{"lang": "en", **given}))
    allowed = {"ok": {"ok"}, "block": {"block"}, "review": {"review", "block"}}[wanted]
    assert result.verdict in allowed, [(f.rule, text[f.start : f.end]) for f in result.findings]


# families wanted (none: the verdict must be ok), language, country, kind of organisation, paid, text
FAMILIES = [
    ("stigma", "en", "us", "hospital", False, "Our clinic treats alcoholics and drug abusers with respect."),
    ("stigma", "en", "us", "hospital", False, "Wheelchair-bound visitors use the north door."),
    ("", "en", "us", "hospital", False, "The new user guide is clean and easy to read."),
    ("stigma", "nb", "no", "hospital", False, "Kurset er for diabetikere og deres familier."),
    ("stigma", "id", "id", "hospital", False, "Kami melayani penderita HIV dengan ramah."),
    ("crisis_line suicide", "en", "us", "hospital", False, "She committed suicide last spring and left us all behind."),
    (
        "crisis_line suicide",
        "nb",
        "no",
        "hospital",
        False,
        "Etter et samlivsbrudd hengte han seg i låven. Selvmord rammer mange.",
    ),
    ("crisis_line", "id", "id", "hospital", False, "Hari Pencegahan Bunuh Diri Sedunia: mari bicara."),
    ("", "en", "us", "hospital", False, "World Suicide Prevention Day. You matter. Call or text 988."),
    ("misinfo", "en", "us", "hospital", False, "Vaccines cause autism, so think twice."),
    ("", "en", "us", "hospital", False, "No, vaccines do not cause autism. Here is how we know: who.int/vaccines"),
    ("misinfo", "nb", "no", "hospital", False, "Ved brannskade: smør på tannkrem på brannsåret."),
    ("misinfo", "id", "id", "hospital", False, "Luka bakar? Oleskan odol di luka bakar agar cepat kering."),
    ("", "id", "id", "hospital", False, "Luka bakar? Jangan oleskan odol. Aliri air 20 menit."),
    ("emergency", "en", "us", "hospital", False, "Can't breathe? Call 112 at once."),
    ("emergency", "nb", "no", "hospital", False, "Ved hjerneslag, ring 911."),
    ("emergency", "id", "id", "hospital", False, "Stroke? Segera hubungi 911."),
    ("", "nb", "no", "hospital", False, "Ved hjerneslag: ring 113 med en gang."),
    ("", "id", "id", "hospital", False, "Klinik kami punya 112 kamar dan buka pukul 8."),
    ("a11y", "en", "us", "hospital", False, "Tap here for the agenda, click here for the map"),
    ("a11y", "en", "us", "hospital", False, "FREE FLU SHOTS TODAY COME EARLY"),
    (
        "reading",
        "en",
        "us",
        "hospital",
        False,
        (
            "Pharmacological thromboprophylaxis should be administered postoperatively in accordance with "
            "institutional "
            "multidisciplinary recommendations."
        ),
    ),
    (
        "absolute",
        "en",
        "us",
        "hospital",
        False,
        "Our doctors guarantee results. You will be pain-free, 100% guaranteed.",
    ),
    ("absolute", "id", "id", "hospital", False, "Klinik tercanggih dan terpercaya, dijamin sembuh"),
    ("absolute", "nb", "no", "hospital", False, "Norges ledende klinikk med garantert resultat"),
    ("source", "en", "us", "hospital", False, "Walking 30 minutes a day cuts your risk of heart disease by half."),
    ("", "en", "us", "hospital", False, "Our walking club meets Monday at 9 by the main door."),
    ("suicide", "en", "us", "hospital", False, "Her eating disorder took her to 35 kg before she got help."),
    ("", "en", "us", "hospital", False, "Thanks to you we raised 81 pounds of food for the pantry."),
    ("promo", "en", "us", "hospital", False, "Try Skyrizi and get back to clear skin!"),
    ("promo", "nb", "no", "clinic", False, "Wegovy-penner på lager, bestill i dag"),
    ("promo", "id", "id", "hospital", False, "Promo hari ini: diskon 30% untuk medical check up"),
    ("promo", "en", "us", "supplement maker", False, "Our elderberry gummies fight the flu. Order today!"),
    ("promo", "nb", "no", "supplement maker", False, "Vår kollagen-te hjelper mot leddgikt, kjøp nå!"),
    ("promo", "id", "id", "supplement maker", False, "Madu ini menyembuhkan asam urat, pesan sekarang"),
    ("", "en", "us", "hospital", False, "We now offer evening hours for physical therapy."),
    ("", "nb", "no", "pharmacy", False, "Har du spørsmål om medisinene dine? Snakk med apoteket."),
    ("", "id", "id", "agency", False, "Minum obat TBC sampai tuntas sesuai anjuran dokter."),
    (
        "",
        "en",
        "us",
        "hospital",
        False,
        "Study volunteers needed: adults with asthma. We don't know if the inhaler works. IRB 24-1.",
    ),
    (
        "promo",
        "en",
        "us",
        "hospital",
        False,
        "Breakthrough! Our trial drug cures ALS, join the study now before spots are gone",
    ),
    ("promo", "en", "us", "device", True, "I love my Elm knee brace! Use my code KNEE10"),
    ("links", "en", "us", "hospital", False, "More at bit.ly/abc and at who-int.org/x"),
    (
        "",
        "nb",
        "no",
        "hospital",
        False,
        "Nevrolog Kari Lie forklarer: hjerneslag rammer 10 000 i året. Les mer: helsenorge.no",
    ),
]


@pytest.mark.parametrize(
    ("wanted", "lang", "country", "kind", "paid", "text"), FAMILIES, ids=[f[-1][:40] for f in FAMILIES]
)
def test_families(wanted: str, lang: str, country: str, kind: str, paid: bool, text: str) -> None:
    result = ENGINE.screen(Context(text, lang=lang, profile=Profile(kind=kind, countries=(country,)), paid=paid))
    found = {f.family for f in result.findings}
    assert set(wanted.split()) <= found
    assert wanted or result.verdict == "ok", [(f.rule, text[f.start : f.end]) for f in result.findings]
