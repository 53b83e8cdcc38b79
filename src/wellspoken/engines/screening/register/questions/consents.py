"""A question about the parts of a consent."""

from wellspoken.engines.screening.register import triggers
from wellspoken.engines.screening.register.question import Question, wording
from wellspoken.engines.screening.rule import bad, good

_LINKED = ({"id": 1, "person": "Ann Example", "status": "valid"},)

QUESTIONS = (
    Question(
        id="HIPAA-AUTH-2",
        competence="privacy",
        good="yes",
        when=triggers.consent_used,
        covers=("HIPAA-AUTH-3", "GDPR-2"),
        citation="45 CFR 164.508(c)(1)-(4)",
        citations={
            "no": "GDPR art. 4(11), 7; 45 CFR 164.508(c) as a model",
            "id": "UU 27/2022 Pasal 20-22; 45 CFR 164.508(c) as a model",
        },
        words=wording(
            en=(
                "Is the signed consent complete, and does the person have a copy of it?",
                "It must say what is told, by whom, to whom, why, until when and how to withdraw, apart from care.",
                "Complete the consent with the person and hand over a copy before this goes out.",
            ),
            id=(
                "Apakah persetujuan tertulis sudah lengkap, dan apakah orangnya memegang salinannya?",
                "Harus memuat isi, pihak, penerima, tujuan, batas waktu, dan cara menarik; bukan syarat perawatan.",
                "Lengkapi persetujuan bersama orangnya dan berikan salinannya sebelum ini terbit.",
            ),
            nb=(
                "Er det signerte samtykket fullstendig, og har personen en kopi av det?",
                "Det må si hva som fortelles, av hvem, til hvem, hvorfor, hvor lenge og hvordan det trekkes tilbake.",
                "Fyll ut samtykket sammen med personen og gi fra deg en kopi før dette går ut.",
            ),
        ),
        examples=(
            bad("Ann Example is home after her bypass surgery.", consents=_LINKED),
            bad("Our patient Sarah Olsen has signed a media release: she is home after her bypass surgery."),
            bad("Med skriftlig samtykke: pasienten vår fikk nytt hjerte og er hjemme etter operasjonen.", "nb"),
            bad("Dengan izin tertulis, kami ceritakan operasi jantung pasien kami.", "id"),
            good("Our heart team walks on Saturday."),
            good("Our patient Sarah Olsen is home after her bypass surgery."),
        ),
    ),
)
