"""Questions to makers of medicines and devices."""

from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.register import triggers
from wellspoken.engines.screening.register.question import Question, wording
from wellspoken.engines.screening.rule import bad, good

_MAKERS = ("pharma", "device", "agency")
_PRODUCT = {"brand": "Elmovix", "generic": "elmovirine", "prescription": True}
_PHARMA = {"kind": "pharma", "countries": ["us"], "products": [_PRODUCT]}
_EU = {"kind": "pharma", "countries": ["no"], "products": [{**_PRODUCT, "prescription": False}]}
_DEVICE = {"kind": "device", "countries": ["no"], "products": [{"brand": "Elmopump"}]}
_PICTURE = ({"name": "pack.jpg", "alt": "A pack on a table"},)

FIRST = (
    Question(
        id="FDA-18",
        competence="promotion",
        good="no",
        when=triggers.awareness,
        kinds=_MAKERS,
        covers=("EU-RX-2", "NO-RX-2"),
        citation="FDA practice on help-seeking communications",
        citations={"no": "legemiddelforskriften § 13-2 e, f", "id": "Peraturan BPOM 2/2021"},
        words=wording(
            en=(
                "Does anything hint at a product: a colour, a slogan, a brand link, the only medicine of its kind?",
                "It speaks about an illness; it is free of the advertising rules only while no product is in it.",
                "Take the hint out, or treat it as advertising with everything that belongs to it.",
            ),
            id=(
                "Adakah yang mengisyaratkan produk: warna, slogan, tautan merek, satu-satunya obat jenis itu?",
                "Ini tentang penyakit; bebas dari aturan iklan hanya selama tidak ada produk di dalamnya.",
                "Hapus isyaratnya, atau perlakukan sebagai iklan dengan semua kewajibannya.",
            ),
            nb=(
                "Peker noe mot et produkt: en farge, et slagord, en lenke til en merkeside, det eneste i sitt slag?",
                "Den handler om en sykdom; den går fri av reklamereglene bare så lenge ingen produkter er med.",
                "Ta bort hintet, eller behandle det som reklame med alt som følger.",
            ),
        ),
        examples=(
            bad("Know the signs of asthma. Talk to your doctor.", profile=_PHARMA),
            good("Our plant opens its doors on Sunday.", profile=_PHARMA),
        ),
    ),
    Question(
        id="FDA-10",
        competence="promotion",
        good="yes",
        when=triggers.own_product,
        kinds=("pharma", "agency"),
        countries=("us",),
        citation="21 CFR 314.81(b)(3)(i), 601.12(f)(4); Form FDA 2253",
        words=wording(
            en=(
                "Is this piece ready to be filed on Form FDA 2253 with the current labelling at first use?",
                "It promotes one of your prescription products.",
                "Prepare the form first; publishing starts the clock.",
            ),
            id=(
                "Apakah materi ini siap diajukan dengan Formulir FDA 2253 dan label terbaru saat pertama dipakai?",
                "Ini mempromosikan produk resep Anda.",
                "Siapkan formulirnya dahulu; publikasi memulai tenggat.",
            ),
            nb=(
                "Er dette klart til å meldes på FDA-skjema 2253 med gjeldende merking ved første bruk?",
                "Det fremmer et av deres reseptlegemidler.",
                "Gjør skjemaet klart først; publiseringen starter klokka.",
            ),
        ),
        examples=(
            bad("Elmovix (elmovirine) is now available.", profile=_PHARMA),
            good("Our plant opens its doors on Sunday.", profile=_PHARMA),
        ),
    ),
)
QUESTIONS = (
    Question(
        id="FDA-13",
        competence="promotion",
        good="yes",
        when=triggers.speaker,
        kinds=_MAKERS,
        countries=("us",),
        citation="FDA letters: Duchesnay 2015, Merz 2024, Sprout 2025",
        words=wording(
            en=(
                "If you pay or control the person who speaks: does it carry the same risk text and filing as your own?",
                "A person speaks for a product.",
                "Treat their words, picture and caption as your own promotion.",
            ),
            id=(
                "Jika Anda membayar atau mengendalikan pembicara: apakah teks risiko dan pelaporannya sama?",
                "Seseorang berbicara untuk produk.",
                "Perlakukan kata, gambar, dan keterangannya sebagai promosi Anda sendiri.",
            ),
            nb=(
                "Hvis dere betaler eller styrer den som snakker: har det samme risikotekst og melding som deres eget?",
                "En person snakker for et produkt.",
                "Regn ordene, bildet og bildeteksten som deres egen markedsføring.",
            ),
        ),
        examples=(
            bad("Ambassador Ann Berg tells why she takes Elmovix.", profile=_PHARMA),
            good("Ambassador Ann Berg visits our plant.", profile=_PHARMA),
        ),
    ),
    Question(
        id="FDA-9",
        competence="promotion",
        good="yes",
        when=triggers.correction,
        kinds=_MAKERS,
        countries=("us",),
        citation="FDA draft guidance on addressing misinformation, July 2024",
        words=wording(
            en=(
                "Does it correct one false statement of somebody independent, say who you are, and name the label?",
                "A false statement about your product is put right.",
                "Quote the statement with its address and date, and add no benefit beyond it.",
            ),
            id=(
                "Apakah ini mengoreksi satu pernyataan keliru pihak lain, menyebut siapa Anda, dan merujuk label?",
                "Pernyataan keliru tentang produk Anda diluruskan.",
                "Kutip pernyataan dengan alamat dan tanggalnya, dan jangan menambah klaim manfaat.",
            ),
            nb=(
                "Retter den én navngitt feil fra en uavhengig, sier hvem dere er, og viser til merkingen?",
                "En feil om produktet deres rettes.",
                "Siter feilen med adresse og dato, og legg ikke til nytte ut over den.",
            ),
        ),
        examples=(
            bad("It is a myth that Elmovix contains gluten. See the label.", profile=_PHARMA),
            good("Elmovix moves to a new pack.", profile=_PHARMA),
        ),
    ),
    Question(
        id="FDA-15",
        competence="promotion",
        good="yes",
        when=triggers.product_link,
        kinds=_MAKERS,
        citation="FDA letter: Tasigna 2010",
        words=wording(
            en=(
                "Have you read the title, text and picture that the link will show, as part of this promotion?",
                "Previews that are made by themselves are promotion too.",
                "Open the link's preview, and change the page when it names a benefit without its risks.",
            ),
            id=(
                "Apakah Anda sudah membaca judul, teks, dan gambar yang akan ditampilkan tautan?",
                "Pratinjau otomatis juga termasuk promosi.",
                "Buka pratinjaunya, dan ubah halamannya jika menyebut manfaat tanpa risiko.",
            ),
            nb=(
                "Har du lest tittelen, teksten og bildet som lenken vil vise, som en del av markedsføringen?",
                "Forhåndsvisninger som lages av seg selv, er også markedsføring.",
                "Åpne forhåndsvisningen, og endre siden hvis den nevner nytte uten risiko.",
            ),
        ),
        examples=(
            bad("Elmovix: https://elmovix.example.org/start", profile=_PHARMA),
            good("Our plant: https://elm.example.org/plant", profile=_PHARMA),
        ),
    ),
    Question(
        id="AE-4",
        competence="promotion",
        good="yes",
        when=triggers.own_product,
        kinds=("pharma", "device", "pharmacy"),
        countries=all_packs()["eu"].countries,
        citation="EMA, GVP Module VI",
        words=wording(
            en=(
                "Have the comments and messages on your channels been looked through for side effects this week?",
                "A product of yours is named; people will write below it what they felt.",
                "Look through them first. Your answer is kept with its day, as the record of the look.",
            ),
            id=(
                "Apakah komentar dan pesan di kanal Anda sudah diperiksa minggu ini untuk laporan efek samping?",
                "Produk Anda disebut; orang akan menulis keluhannya di bawahnya.",
                "Periksa dahulu. Jawaban Anda disimpan beserta harinya sebagai catatan pemeriksaan.",
            ),
            nb=(
                "Er kommentarer og meldinger i kanalene deres sett gjennom for bivirkninger denne uka?",
                "Et av produktene deres er nevnt; folk vil skrive under hva de kjente.",
                "Se gjennom dem først. Svaret lagres med dagen, som bevis på gjennomgangen.",
            ),
        ),
        examples=(
            bad("Elmovix er nå i nye pakker.", "nb", profile=_EU),
            good("Fabrikken vår har åpent hus på søndag.", "nb", profile=_EU),
        ),
    ),
    Question(
        id="EU-OTC-90k",
        competence="promotion",
        good="no",
        when=triggers.product_shown,
        kinds=(*_MAKERS, "clinic"),
        countries=("no", "eu", "gb", "uk", "se", "dk", "fi", "de", "fr", "nl", "ie"),
        covers=("EU-OTC-90e",),
        citation="Directive 2001/83/EC art. 90(e), (k)",
        citations={"no": "legemiddelforskriften kap. 13"},
        words=wording(
            en=(
                "Does the picture alarm or mislead about changes in the body, or speak mainly to children?",
                "A picture goes with a medicine or product.",
                "Choose a plain picture of the pack or of daily life.",
            ),
            id=(
                "Apakah gambar menakutkan atau menyesatkan tentang perubahan tubuh, atau terutama untuk anak?",
                "Gambar menyertai obat atau produk.",
                "Pilih gambar kemasan yang sederhana atau kehidupan sehari-hari.",
            ),
            nb=(
                "Skremmer eller villeder bildet om endringer i kroppen, eller snakker det mest til barn?",
                "Et bilde følger et legemiddel eller produkt.",
                "Velg et enkelt bilde av pakken eller av hverdagen.",
            ),
        ),
        examples=(
            bad("Elmovix mot tørr hals.", "nb", media=_PICTURE, profile=_EU),
            good("Elmovix mot tørr hals.", "nb", profile=_EU),
        ),
    ),
    Question(
        id="EU-DEV-1",
        competence="promotion",
        good="no",
        when=triggers.product_shown,
        kinds=("device", "clinic"),
        countries=("no", "eu", "se", "dk", "fi", "de", "fr", "nl", "ie"),
        citation="Regulation (EU) 2017/745 art. 7",
        words=wording(
            en=(
                "Does the picture show a retouched result, or a use outside the device's intended purpose?",
                "A picture goes with a device.",
                "Use an untouched picture, and only uses in the instructions.",
            ),
            id=(
                "Apakah gambar menunjukkan hasil yang disunting atau penggunaan di luar tujuan alat?",
                "Gambar menyertai alat kesehatan.",
                "Pakai gambar asli dan hanya penggunaan sesuai petunjuk.",
            ),
            nb=(
                "Viser bildet et retusjert resultat, eller bruk utenfor utstyrets formål?",
                "Et bilde følger medisinsk utstyr.",
                "Bruk et urørt bilde, og bare bruk som står i bruksanvisningen.",
            ),
        ),
        examples=(
            bad("Elmopump i bruk hjemme.", "nb", media=_PICTURE, profile=_DEVICE),
            good("Elmopump i bruk hjemme.", "nb", profile=_DEVICE),
        ),
    ),
)
