"""Questions about the person whom a text tells of."""

from wellspoken.engines.screening.register import triggers
from wellspoken.engines.screening.register.question import Question, wording
from wellspoken.engines.screening.rule import bad, good
from wellspoken.engines.screening.tied import PRIVACY_LAW

_CONSENT = {"id": 1, "person": "Ann Example", "status": "valid"}

QUESTIONS = (
    Question(
        id="HIPAA-AUTH-1",
        competence="privacy",
        good="yes",
        when=triggers.consent_claimed,
        covers=("GDPR-1", "ID-PDP-1"),
        citation="45 CFR 164.508(a)(1)",
        citations=PRIVACY_LAW,
        words=wording(
            en=(
                "Was a consent signed before posting, for this person, these words, this purpose and these channels?",
                "The text is about a patient, and no consent is linked.",
                "Get the signed consent first, or take the person out of the text.",
            ),
            id=(
                "Apakah persetujuan ditandatangani sebelum publikasi, untuk orang, isi, tujuan, dan kanal ini?",
                "Teks ini tentang seorang pasien dan belum ada persetujuan yang ditautkan.",
                "Mintalah persetujuan tertulis dahulu, atau hilangkan orangnya dari teks.",
            ),
            nb=(
                "Er et samtykke signert før publisering, for denne personen, ordene, formålet og kanalene?",
                "Teksten handler om en pasient, og ingen samtykke er lenket.",
                "Innhent signert samtykke først, eller ta personen ut av teksten.",
            ),
        ),
        examples=(
            bad("Our patient Sarah Olsen has signed a media release: she is home after her bypass surgery."),
            bad("Med skriftlig samtykke: pasienten vår fikk nytt hjerte og er hjemme etter operasjonen.", "nb"),
            bad("Dengan izin tertulis, kami ceritakan operasi jantung pasien kami.", "id"),
            good("Our heart team walks on Saturday."),
            good("Sarah Olsen is home after her bypass surgery.", consents=({"person": "Sarah Olsen"},)),
        ),
    ),
    Question(
        id="HIPAA-DEID-1",
        competence="privacy",
        good="no",
        when=triggers.recognisable,
        covers=("UK-GMC-1",),
        citation="45 CFR 164.514(b)(1), (b)(2)(ii)",
        citations=PRIVACY_LAW,
        words=wording(
            en=(
                "Could the person, a relative, a colleague or a local reporter recognise who this is about?",
                "The text tells of one person's care without a linked consent.",
                "Unsure means yes: get a consent, or change the details until nobody could tell.",
            ),
            id=(
                "Bisakah orang itu, keluarganya, rekan kerjanya, atau wartawan setempat mengenali siapa ini?",
                "Teks ini menceritakan perawatan satu orang tanpa persetujuan yang ditautkan.",
                "Ragu berarti ya: mintalah persetujuan, atau ubah rinciannya sampai tidak ada yang bisa menebak.",
            ),
            nb=(
                "Kan personen selv, en slektning, en kollega eller en lokal journalist kjenne igjen hvem dette er?",
                "Teksten forteller om én persons behandling uten et lenket samtykke.",
                "Usikker betyr ja: innhent samtykke, eller endre detaljene til ingen kan gjette.",
            ),
        ),
        examples=(
            bad("Case of the week: a retired organist swallowed her denture. Here's the CT!"),
            bad("Ordføreren ble operert hos oss og puster selv igjen.", "nb"),
            good("If you are 45, ask us about screening for colon cancer."),
            good("Flu shots on Friday, no appointment needed."),
        ),
    ),
    Question(
        id="HIPAA-AUTH-5",
        competence="privacy",
        good="yes",
        when=triggers.child,
        covers=("ID-PDP-4",),
        citation="45 CFR 164.502(g); state law on consent of minors",
        citations={"id": "UU 27/2022 Pasal 25-26", "no": "pasient- og brukerrettighetsloven §§ 4-3, 4-4; GDPR art. 8"},
        words=wording(
            en=(
                "Has a parent or guardian signed, and was the child asked in words it understands?",
                "A child in care seems to be told of or shown.",
                "Get the signature of the person with authority, and leave the child out if it says no.",
            ),
            id=(
                "Apakah orang tua atau wali sudah menandatangani, dan apakah anak ditanya dengan kata yang ia pahami?",
                "Tampaknya seorang anak yang dirawat diceritakan atau ditampilkan.",
                "Mintalah tanda tangan orang yang berwenang, dan jangan tampilkan anak yang menolak.",
            ),
            nb=(
                "Har en forelder eller verge skrevet under, og er barnet spurt med ord det forstår?",
                "Det ser ut til at et barn under behandling omtales eller vises.",
                "Innhent underskrift fra den som har myndighet, og la barnet være ute hvis det sier nei.",
            ),
        ),
        examples=(
            bad("A little boy in our NICU was born at 26 weeks and went home today."),
            bad("Pasien termuda kami, bayi 26 minggu, menjalani operasi dan sudah pulang.", "id"),
            good("Children can get the flu vaccine here."),
            good("Barn under tolv år kommer gratis inn på utstillingen.", "nb"),
        ),
    ),
    Question(
        id="HIPAA-AUTH-6",
        competence="privacy",
        good="yes",
        when=triggers.memorial,
        citation="45 CFR 164.502(f), 164.502(g)(4)",
        citations={"no": "helsepersonelloven §§ 21, 24", "id": "UU 17/2023 Pasal 4(1)i, 177"},
        words=wording(
            en=(
                "Have the next of kin or the executor agreed to every word and picture of this?",
                "Somebody who has died is remembered, and protection does not end with death.",
                "Ask the family first; without an answer, keep the text to what they have published themselves.",
            ),
            id=(
                "Apakah keluarga terdekat atau ahli waris menyetujui setiap kata dan gambar ini?",
                "Seseorang yang telah meninggal dikenang, dan perlindungannya tidak berakhir dengan kematian.",
                "Tanyakan keluarga dahulu; tanpa jawaban, muat hanya yang sudah mereka umumkan sendiri.",
            ),
            nb=(
                "Har de nærmeste pårørende eller boet sagt ja til hvert ord og bilde her?",
                "Noen som er død, minnes, og vernet slutter ikke med døden.",
                "Spør familien først; uten svar: hold deg til det de selv har offentliggjort.",
            ),
        ),
        examples=(
            bad("In loving memory of Ann Example, who taught our nurses to sing."),
            bad("Til minne om Kari Eksempel, som var lege hos oss i tretti år.", "nb"),
            good("Our memorial garden opens on Monday."),
        ),
    ),
    Question(
        id="SUD-1",
        competence="privacy",
        good="no",
        when=triggers.substance_care,
        citation="42 CFR Part 2",
        citations=PRIVACY_LAW,
        words=wording(
            en=(
                "Could anybody see from this that a person takes part in treatment for alcohol or drugs?",
                "It is about such treatment, and people may be seen or named.",
                "Show no one who takes part, no group photo and no place tag, unless that person signed for it.",
            ),
            id=(
                "Bisakah orang lain melihat dari sini bahwa seseorang mengikuti terapi alkohol atau narkoba?",
                "Ini tentang terapi tersebut, dan mungkin ada orang yang terlihat atau disebut.",
                "Jangan tampilkan peserta, foto bersama, atau tanda lokasi, kecuali orangnya setuju tertulis.",
            ),
            nb=(
                "Kan noen se av dette at en person får behandling for rus?",
                "Det handler om slik behandling, og folk kan være synlige eller nevnt.",
                "Vis ingen som deltar, ingen gruppebilder og ingen stedsmerking uten deres signerte samtykke.",
            ),
        ),
        examples=(
            bad("Our recovery group at the lake today!", media=({"name": "lake.jpg", "alt": "Ten people by a lake"},)),
            good("Our recovery program has free places. Call us any time."),
        ),
    ),
    Question(
        id="CRI-3",
        competence="privacy",
        good="no",
        when=triggers.many_hurt,
        citation="45 CFR 164.510(a), 164.508",
        citations=PRIVACY_LAW,
        words=wording(
            en=(
                "Could a count, a condition or a place in this point at one of the people hurt?",
                "Several people were hurt at one time, and many will look for names.",
                "Give no names and no small numbers by condition; send relatives to the phone line.",
            ),
            id=(
                "Bisakah jumlah, kondisi, atau tempat di sini menunjuk kepada salah satu korban?",
                "Beberapa orang terluka sekaligus, dan banyak yang akan mencari nama.",
                "Jangan sebut nama atau jumlah kecil menurut kondisi; arahkan keluarga ke saluran telepon.",
            ),
            nb=(
                "Kan et tall, en tilstand eller et sted her peke mot en av de skadde?",
                "Flere ble skadd samtidig, og mange vil lete etter navn.",
                "Ingen navn og ingen små tall etter tilstand; vis pårørende til telefonen.",
            ),
        ),
        examples=(
            bad("We are treating 6 people injured in the bus crash; two are in critical condition."),
            bad("Kami merawat 4 korban kebakaran di pasar pagi ini.", "id"),
            good("First aid course on Saturday: learn to help after an accident."),
        ),
    ),
)
