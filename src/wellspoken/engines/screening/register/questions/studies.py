"""Questions about recruiting people to studies."""

from wellspoken.engines.screening.register import triggers
from wellspoken.engines.screening.register.question import Question, wording
from wellspoken.engines.screening.rule import bad, good

_EN = "Volunteers needed: join our study of sleep after stroke. Call the research office."
_GOOD = "Our researchers publish their results every spring."

FIRST = (
    Question(
        id="RES-1",
        competence="ethics",
        good="yes",
        when=triggers.recruiting,
        citation="21 CFR 50.20, 56.109, 56.111; FDA information sheet on recruiting",
        citations={"no": "helseforskningsloven §§ 9, 13 (REK)", "id": "UU 17/2023 Pasal 345; KEPK"},
        words=wording(
            en=(
                "Has the ethics board approved exactly these words, pictures and channels?",
                "People are asked to take part in a study, and that is where consent begins.",
                "Wait for the approval; every change of words needs a new one.",
            ),
            id=(
                "Apakah komite etik menyetujui persis kata, gambar, dan kanal ini?",
                "Orang diajak ikut penelitian, dan di sinilah persetujuan dimulai.",
                "Tunggu persetujuannya; setiap perubahan kata perlu persetujuan baru.",
            ),
            nb=(
                "Har den etiske komiteen godkjent akkurat disse ordene, bildene og kanalene?",
                "Folk bes om å delta i en studie, og det er der samtykket begynner.",
                "Vent på godkjenningen; hver endring av ordene trenger en ny.",
            ),
        ),
        examples=(
            bad(_EN),
            bad("Vi søker deltakere til en studie om søvn.", "nb"),
            bad("Mencari partisipan untuk uji klinis tentang tidur.", "id"),
            good(_GOOD),
        ),
    ),
)
QUESTIONS = (
    Question(
        id="RES-5",
        competence="ethics",
        good="yes",
        when=triggers.recruiting,
        citation="45 CFR 164.508, 164.512(i); GDPR art. 9; Regulation (EU) 536/2014",
        words=wording(
            en=(
                "Are health questions asked only on the study's own secure form, and does somebody watch the comments?",
                "Comments under such posts fill with symptoms and with talk of who got what.",
                "Link the study's form, and name the person who reads and hides comments.",
            ),
            id=(
                "Apakah pertanyaan kesehatan hanya di formulir aman penelitian, dan ada yang mengawasi komentar?",
                "Komentar di kiriman seperti ini sering berisi gejala dan tebakan tentang kelompok uji.",
                "Tautkan formulir penelitian dan tunjuk orang yang membaca serta menyembunyikan komentar.",
            ),
            nb=(
                "Stilles helsespørsmål bare i studiens eget sikre skjema, og følger noen med på kommentarene?",
                "Kommentarer under slike innlegg fylles med symptomer og snakk om hvem som fikk hva.",
                "Lenk studiens skjema, og pek ut den som leser og skjuler kommentarer.",
            ),
        ),
        examples=(bad(_EN), good(_GOOD)),
    ),
    Question(
        id="RES-2",
        competence="ethics",
        good="yes",
        when=triggers.recruiting,
        required=False,
        citation="FDA information sheet on recruiting study subjects",
        words=wording(
            en=(
                "Does it say only who, what for, who can join, what they get, how long, and whom to contact?",
                "A recruiting text may hold these and nothing more.",
                "Take out everything else.",
            ),
            id=(
                "Apakah isinya hanya siapa, untuk apa, siapa yang boleh ikut, manfaatnya, lamanya, dan kontak?",
                "Teks perekrutan boleh memuat hal itu saja.",
                "Hapus yang lainnya.",
            ),
            nb=(
                "Sier den bare hvem, hva, hvem som kan delta, hva de får, hvor lenge, og hvem de kontakter?",
                "En rekrutteringstekst kan inneholde dette og ikke mer.",
                "Ta bort alt annet.",
            ),
        ),
        examples=(bad(_EN), good(_GOOD)),
    ),
)
