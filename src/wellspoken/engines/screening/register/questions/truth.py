"""Questions about what is claimed, in which words, and to whom."""

from wellspoken.engines.screening.register import triggers
from wellspoken.engines.screening.register.question import Question, wording
from wellspoken.engines.screening.rule import bad, good

_SOURCE = ("https://www.who.int/news-room/fact-sheets/detail/physical-activity",)
_NB = {"countries": ["no"], "languages": ["nb"]}

FIRST = (
    Question(
        id="MIS-1",
        competence="medical",
        good="yes",
        when=triggers.claim_with_source,
        covers=("MIS-3", "LINK-2", "LINK-4"),
        citation="WHO seven steps; WHO infodemic guidance",
        words=wording(
            en=(
                "Does the source say what this says: for the same people, with the same certainty, and is it current?",
                "A claim about health leans on a source.",
                "Change the words to what the source says, or find a source that says it.",
            ),
            id=(
                "Apakah sumber mengatakan hal yang sama: orang yang sama, kepastian yang sama, dan masih baru?",
                "Klaim kesehatan bersandar pada sumber.",
                "Sesuaikan kata dengan sumbernya, atau cari sumber yang mengatakannya.",
            ),
            nb=(
                "Sier kilden det samme: for de samme menneskene, med samme sikkerhet, og er den oppdatert?",
                "En påstand om helse hviler på en kilde.",
                "Endre ordene til det kilden sier, eller finn en kilde som sier det.",
            ),
        ),
        examples=(
            bad("Walking lowers the risk of heart disease.", sources=_SOURCE),
            bad("Kaffe forebygger kreft.", "nb", sources=_SOURCE),
            good("The cafeteria opens at nine.", sources=_SOURCE),
        ),
    ),
    Question(
        id="CRI-2",
        competence="communications",
        good="yes",
        when=lambda doc: triggers.says(doc, "first word in a crisis"),
        citation="CDC Crisis and Emergency Risk Communication",
        words=wording(
            en=(
                "Does it say what is known and not known, what is done, what people can do, and when you speak next?",
                "It looks like the first word in a crisis.",
                "Add what is missing, with the time and a word for those who are hit.",
            ),
            id=(
                "Apakah disebut yang diketahui, yang belum, yang dilakukan, yang bisa warga lakukan, kabar berikutnya?",
                "Ini tampak seperti kabar pertama saat krisis.",
                "Tambahkan yang kurang, dengan waktu dan empati bagi yang terdampak.",
            ),
            nb=(
                "Står det hva som er kjent, hva som ikke er det, hva som gjøres, hva folk kan gjøre, og neste melding?",
                "Det ligner det første ordet i en krise.",
                "Legg til det som mangler, med klokkeslett og et ord til dem som er rammet.",
            ),
        ),
        examples=(
            bad("We are aware of a power outage at the east wing."),
            bad("Vi er kjent med et strømbrudd ved sykehuset.", "nb"),
            good("The east wing has new windows."),
        ),
    ),
)
QUESTIONS = (
    Question(
        id="LANG-4",
        competence="medical",
        good="yes",
        when=triggers.translated,
        citation="45 CFR 92.201(c)(3); CLAS standards",
        words=wording(
            en=(
                "Has a qualified person who speaks this language read it, if it was translated?",
                "It speaks about care in another language than your own.",
                "Have it read before it goes out; a machine may turn a dose or a “not” around.",
            ),
            id=(
                "Jika ini terjemahan, apakah sudah dibaca orang yang mahir dalam bahasa ini?",
                "Ini tentang perawatan dalam bahasa lain dari bahasa utama Anda.",
                "Mintalah dibaca dahulu; mesin bisa membalik dosis atau kata “tidak”.",
            ),
            nb=(
                "Hvis den er oversatt: har en kvalifisert person som snakker språket, lest den?",
                "Den handler om behandling på et annet språk enn deres eget.",
                "Få den lest før den går ut; en maskin kan snu en dose eller et «ikke».",
            ),
        ),
        examples=(
            bad(
                "Your surgery: do not eat or drink for six hours before the operation, but take your tablets.",
                profile=_NB,
            ),
            good(
                "Før operasjonen: ikke spis eller drikk de siste seks timene, men ta tablettene dine.",
                "nb",
                profile=_NB,
            ),
        ),
    ),
    Question(
        id="LANG-3",
        competence="communications",
        good="yes",
        when=triggers.lively_grief,
        required=False,
        citation="Practice in crisis communication",
        words=wording(
            en=(
                "Is this the tone for people who grieve?",
                "Exclamation marks or cheerful signs stand beside a loss.",
                "Take the cheer out, and nothing that sells.",
            ),
            id=(
                "Apakah nadanya pantas bagi orang yang berduka?",
                "Tanda seru atau simbol ceria berada di samping kehilangan.",
                "Hilangkan nada ceria, dan jangan berjualan.",
            ),
            nb=(
                "Er dette tonen for folk i sorg?",
                "Utropstegn eller glade tegn står ved siden av et tap.",
                "Ta bort det muntre, og selg ingenting.",
            ),
        ),
        examples=(
            bad("Our hearts go out to all after the tragedy! Open day is still on! 🎉"),
            good("Our hearts go out to all after the tragedy."),
        ),
    ),
)
