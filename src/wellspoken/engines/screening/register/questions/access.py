"""Questions about who can see, hear and understand it, and who speaks outside their field."""

from wellspoken.engines.screening.register import triggers
from wellspoken.engines.screening.register.question import Question, wording
from wellspoken.engines.screening.rule import bad, good

_FILM = ({"name": "stretch.mp4", "alt": "Stretching at a desk", "captions": "stretch.vtt"},)
_PICTURE = ({"name": "desk.jpg", "alt": "A desk"},)

QUESTIONS = (
    Question(
        id="A11Y-2",
        competence="communications",
        good="yes",
        when=triggers.moving,
        covers=("A11Y-4",),
        citation="WCAG 2.2 1.2.2, 1.2.5, 1.4.3, 2.3.1",
        words=wording(
            en=(
                "Has a person read the captions, is what is only shown also said, and does nothing flash?",
                "A film goes with the text; captions made by machines are often wrong about health.",
                "Correct the captions, say what is shown, and cut what flashes more than three times a second.",
            ),
            id=(
                "Apakah takarir sudah dibaca orang, yang hanya tampak juga diucapkan, dan tidak ada yang berkedip?",
                "Ada video; takarir buatan mesin sering keliru soal kesehatan.",
                "Perbaiki takarir, ucapkan yang tampak, dan potong yang berkedip lebih dari tiga kali sedetik.",
            ),
            nb=(
                "Har en person lest tekstingen, blir det som bare vises, også sagt, og blinker ingenting?",
                "En film følger teksten; maskinlaget teksting tar ofte feil om helse.",
                "Rett tekstingen, si det som vises, og klipp bort det som blinker mer enn tre ganger i sekundet.",
            ),
        ),
        examples=(bad("Stretch with us.", media=_FILM), good("Stretch with us.", media=_PICTURE)),
    ),
    Question(
        id="ID-KKI-1",
        competence="ethics",
        good="yes",
        when=triggers.expert,
        countries=("id", "no"),
        required=False,
        covers=("NO-LEGE-2",),
        citation="Konsil Kesehatan Indonesia, February 2026",
        citations={"no": "Rådet for legeetikk 2012, 2019"},
        words=wording(
            en=(
                "Does the health worker speak within their own field, without belittling colleagues?",
                "A health worker recommends something in public.",
                "Let somebody from the field say it.",
            ),
            id=(
                "Apakah tenaga kesehatan berbicara dalam bidangnya sendiri tanpa merendahkan sejawat?",
                "Tenaga kesehatan merekomendasikan sesuatu di depan umum.",
                "Biarkan orang dari bidangnya yang menyampaikan.",
            ),
            nb=(
                "Snakker helsearbeideren innenfor sitt eget felt, uten å snakke ned kolleger?",
                "En helsearbeider anbefaler noe offentlig.",
                "La noen fra fagfeltet si det.",
            ),
        ),
        examples=(
            bad("Dokter kami merekomendasikan jalan pagi.", "id", profile={"countries": ["id"]}),
            good("Dokter kami libur pada hari raya.", "id", profile={"countries": ["id"]}),
        ),
    ),
)
