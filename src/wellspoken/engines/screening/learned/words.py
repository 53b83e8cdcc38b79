"""What findings of the learned judge say, in three languages. Keys are the variants of LEARNED."""

from collections.abc import Mapping

from wellspoken.engines.screening.rule import Words

KEY = "LEARNED"

_EN = "Found by a trained model, not by a rule, so please read it again."
_ID = "Ditemukan oleh model terlatih, bukan oleh aturan; mohon dibaca sekali lagi."
_NB = "Funnet av en opplært modell, ikke av en regel, så les gjerne én gang til."

WORDS: Mapping[str, Mapping[str, Words]] = {
    "en": {
        "danger-adverse": Words(
            "May be a side effect",
            "The writer may tell of harm from a product: “{text}”. " + _EN,
            "Pass it to the safety desk today.",
        ),
        "privacy": Words(
            "May tell about one patient",
            "This may tell something about one patient's care: “{text}”. " + _EN,
            "Could anybody tell who it is? Take out what points at the person, or link the signed authorization.",
        ),
        "privacy-in": Words(
            "May tell about somebody's care",
            "This may tell something about one person's care: “{text}”. " + _EN,
            "If it does, hide it and move to a private channel.",
        ),
        "promo": Words(
            "May break the rules of advertising",
            "This may promise or leave out something that the rules of advertising do not allow: “{text}”. " + _EN,
            "Have somebody with the right competence look at the claim, its risks and its evidence.",
        ),
        "truth": Words(
            "May claim too much",
            "This may be a health claim that is false, too certain or without a source: “{text}”. " + _EN,
            "Check it against a credible source and link that source, or say it more carefully.",
        ),
        "danger": Words(
            "Somebody may need help",
            "The writer, or somebody near, may be in danger: “{text}”. " + _EN,
            "Have a trained person read it now.",
        ),
    },
    "id": {
        "danger-adverse": Words(
            "Mungkin efek samping",
            "Penulis mungkin menceritakan efek buruk suatu produk: “{text}”. " + _ID,
            "Teruskan ke bagian keamanan produk hari ini.",
        ),
        "privacy": Words(
            "Mungkin bercerita tentang satu pasien",
            "Ini mungkin mengungkap perawatan seorang pasien: “{text}”. " + _ID,
            "Adakah yang bisa menebak orangnya? Hapus petunjuknya, atau tautkan persetujuan tertulis.",
        ),
        "privacy-in": Words(
            "Mungkin bercerita tentang perawatan seseorang",
            "Ini mungkin mengungkap perawatan seseorang: “{text}”. " + _ID,
            "Jika benar, sembunyikan dan pindahkan ke saluran pribadi.",
        ),
        "promo": Words(
            "Mungkin melanggar aturan iklan",
            "Ini mungkin menjanjikan atau menghilangkan sesuatu yang tidak dibolehkan aturan iklan: “{text}”. " + _ID,
            "Mintalah orang yang berwenang memeriksa klaim, risiko, dan buktinya.",
        ),
        "truth": Words(
            "Mungkin klaim berlebihan",
            "Ini mungkin klaim kesehatan yang salah, terlalu pasti, atau tanpa sumber: “{text}”. " + _ID,
            "Periksa pada sumber tepercaya dan tautkan, atau tulis dengan lebih hati-hati.",
        ),
        "danger": Words(
            "Seseorang mungkin butuh pertolongan",
            "Penulis, atau orang di dekatnya, mungkin dalam bahaya: “{text}”. " + _ID,
            "Mintalah petugas terlatih membacanya sekarang.",
        ),
    },
    "nb": {
        "danger-adverse": Words(
            "Kan være en bivirkning",
            "Den som skriver, forteller kanskje om skade av et produkt: «{text}». " + _NB,
            "Send det videre til dem som har ansvar for sikkerhet i dag.",
        ),
        "privacy": Words(
            "Kan fortelle om én pasient",
            "Dette kan fortelle noe om én pasients behandling: «{text}». " + _NB,
            "Kan noen skjønne hvem det er? Ta bort det som peker på personen, eller knytt til samtykket.",
        ),
        "privacy-in": Words(
            "Kan fortelle om noens behandling",
            "Dette kan fortelle noe om én persons behandling: «{text}». " + _NB,
            "Gjør det det, skjul det og gå over til en privat kanal.",
        ),
        "promo": Words(
            "Kan bryte reglene for reklame",
            "Dette kan love eller utelate noe som reglene for reklame ikke tillater: «{text}». " + _NB,
            "La noen med rett kompetanse se på påstanden, risikoen og dokumentasjonen.",
        ),
        "truth": Words(
            "Kan påstå for mye",
            "Dette kan være en helsepåstand som er feil, for sikker eller uten kilde: «{text}». " + _NB,
            "Sjekk den mot en troverdig kilde og lenk til den, eller si det mer forsiktig.",
        ),
        "danger": Words(
            "Noen kan trenge hjelp",
            "Den som skriver, eller noen i nærheten, kan være i fare: «{text}». " + _NB,
            "La en opplært person lese det nå.",
        ),
    },
}
