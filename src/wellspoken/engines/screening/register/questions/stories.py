"""Questions about other people's words, paid stories and children's contributions."""

from wellspoken.engines.screening.register import triggers
from wellspoken.engines.screening.register.question import Question, wording
from wellspoken.engines.screening.rule import bad, good
from wellspoken.engines.screening.tied import PRIVACY_LAW

FIRST = (
    Question(
        id="HIPAA-REPLY-3",
        competence="privacy",
        good="yes",
        when=triggers.praise_used,
        covers=("FTC-4",),
        citation="45 CFR 164.502(a), 164.508; 16 CFR 465.2",
        citations=PRIVACY_LAW,
        words=wording(
            en=(
                "Is this praise real, and did the person who wrote it agree in writing that you use it?",
                "Somebody's review, note or card is shown; being public does not release it.",
                "Ask the writer for a signed consent, or thank people without their words.",
            ),
            id=(
                "Apakah pujian ini asli, dan apakah penulisnya setuju secara tertulis untuk Anda pakai?",
                "Ulasan, pesan, atau kartu seseorang ditampilkan; sudah umum bukan berarti boleh dipakai.",
                "Mintalah persetujuan tertulis dari penulisnya, atau ucapkan terima kasih tanpa mengutip.",
            ),
            nb=(
                "Er rosen ekte, og har den som skrev den, sagt skriftlig ja til at dere bruker den?",
                "Noens omtale, hilsen eller kort vises; at den er offentlig, frigir den ikke.",
                "Be om signert samtykke fra den som skrev, eller takk uten å sitere.",
            ),
        ),
        examples=(
            bad("A patient wrote to us: \u201cThe night nurses saved me.\u201d"),
            bad("Vi deler denne tilbakemeldingen fra en pårørende.", "nb"),
            bad("Ulasan bintang 5 dari keluarga pasien minggu ini.", "id"),
            good("Write to us if you have questions about parking."),
        ),
    ),
    Question(
        id="HIPAA-MKT-1",
        competence="privacy",
        good="yes",
        when=triggers.paid_story,
        citation="45 CFR 164.501, 164.508(a)(3)",
        citations=PRIVACY_LAW,
        words=wording(
            en=(
                "Does the person's signed consent cover marketing, and say that somebody else pays for it?",
                "A patient's story stands beside a sponsor or a partner.",
                "Get a consent that names the payment, or publish the story without the sponsor.",
            ),
            id=(
                "Apakah persetujuan tertulis mencakup pemasaran dan menyebut bahwa pihak lain membayar?",
                "Kisah pasien muncul bersama sponsor atau mitra.",
                "Mintalah persetujuan yang menyebut pembayaran itu, atau muat kisahnya tanpa sponsor.",
            ),
            nb=(
                "Dekker personens signerte samtykke markedsføring, og sier det at noen andre betaler?",
                "En pasients historie står sammen med en sponsor eller partner.",
                "Innhent et samtykke som nevner betalingen, eller publiser historien uten sponsoren.",
            ),
        ),
        examples=(
            bad("Our patient Ann Berg is home after heart surgery, a story sponsored by Elm Devices."),
            good("The lobby piano was sponsored by Elm Bank."),
        ),
    ),
)
QUESTIONS = (
    Question(
        id="COPPA-1",
        competence="privacy",
        good="yes",
        when=lambda doc: triggers.says(doc, "children send"),
        covers=("ID-PDP-4",),
        citation="16 CFR 312",
        citations={"no": "GDPR art. 8; personopplysningsloven § 5", "id": "UU 27/2022 Pasal 25"},
        words=wording(
            en=(
                "Do the parents, not the children, send this in, and do they agree to what happens with it?",
                "Children seem to be asked for pictures or data.",
                "Speak to the parents, collect as little as possible and say how it will be used.",
            ),
            id=(
                "Apakah orang tua, bukan anak, yang mengirim, dan apakah mereka setuju dengan penggunaannya?",
                "Tampaknya anak diminta mengirim gambar atau data.",
                "Sapalah orang tuanya, kumpulkan sesedikit mungkin, dan jelaskan penggunaannya.",
            ),
            nb=(
                "Er det foreldrene, ikke barna, som sender inn, og sier de ja til hva som skjer med det?",
                "Det ser ut til at barn bes om bilder eller opplysninger.",
                "Henvend dere til foreldrene, samle så lite som mulig og si hva det brukes til.",
            ),
        ),
        examples=(
            bad("Kids, send us your drawings of a healthy breakfast!"),
            bad("Lomba mewarnai untuk anak: kirim foto anak ke nomor kami.", "id"),
            good("Parents: our playground is open again."),
        ),
    ),
    Question(
        id="TCPA-1",
        competence="communications",
        good="yes",
        when=lambda doc: triggers.says(doc, "text us"),
        countries=("us",),
        citation="47 CFR 64.1200",
        words=wording(
            en=(
                "Do people who leave their number agree in writing to be texted, and can they stop it with one word?",
                "People are asked for their number on a network.",
                "Add the consent and the way out to the form before you ask.",
            ),
            id=(
                "Apakah pemberi nomor setuju tertulis untuk dikirimi pesan, dan bisa berhenti dengan satu kata?",
                "Orang diminta memberikan nomornya di jejaring sosial.",
                "Tambahkan persetujuan dan cara berhenti pada formulir sebelum meminta.",
            ),
            nb=(
                "Sier de som legger igjen nummeret, skriftlig ja til tekstmeldinger, og kan de stoppe dem med ett ord?",
                "Folk bes om nummeret sitt på et nettverk.",
                "Legg samtykket og veien ut inn i skjemaet før dere spør.",
            ),
        ),
        examples=(
            bad("Leave your number and we'll text you our wellness offers.", profile={"countries": ["us"]}),
            good("Call our switchboard on weekdays.", profile={"countries": ["us"]}),
        ),
    ),
)
