"""Questions about who speaks, who pays and whom an offer reaches."""

from wellspoken.engines.screening.register import triggers
from wellspoken.engines.screening.register.question import Question, wording
from wellspoken.engines.screening.rule import bad, good

_NO = {"countries": ["no"], "kind": "clinic"}
_ID = {"countries": ["id"], "kind": "hospital"}
_PICTURE = ({"name": "lobi.jpg", "alt": "Lobi klinik"},)

QUESTIONS = (
    Question(
        id="FTC-2",
        competence="promotion",
        good="yes",
        when=triggers.partner,
        covers=("FTC-3",),
        citation="16 CFR 255.0(f), 255.5",
        citations={"no": "markedsføringsloven §§ 3, 6", "id": "UU 8/1999 Pasal 9, 17"},
        words=wording(
            en=(
                "Is every payment, gift, job or tie behind these words told at the start, in plain words?",
                "A partner, a sponsor or a gift is named.",
                "Say it in the first line, and in the film itself when there is one. A tag alone is not enough.",
            ),
            id=(
                "Apakah setiap bayaran, hadiah, atau hubungan di balik kata ini disebut di awal dengan jelas?",
                "Mitra, sponsor, atau hadiah disebut.",
                "Sebutkan di baris pertama, dan di dalam video jika ada. Tagar saja tidak cukup.",
            ),
            nb=(
                "Er hver betaling, gave, jobb eller binding bak disse ordene sagt i starten, med klare ord?",
                "En partner, en sponsor eller en gave er nevnt.",
                "Si det i første linje, og i selve filmen hvis det er en. En emneknagg er ikke nok.",
            ),
        ),
        examples=(
            bad("A walk for the heart, in partnership with Elm Shoes."),
            bad("Hjertedagen er i samarbeid med Elm Sko.", "nb"),
            bad("Senam jantung ini bekerja sama dengan Sepatu Elm.", "id"),
            good("A walk for the heart on Saturday."),
        ),
    ),
    Question(
        id="FTC-6",
        competence="promotion",
        good="yes",
        when=triggers.expert,
        citation="16 CFR 255.3",
        words=wording(
            en=(
                "Does the expert really have this expertise, and have they used it on what they recommend?",
                "A health worker recommends something.",
                "Check their credentials in the staff register, or leave the recommendation out.",
            ),
            id=(
                "Apakah ahli itu sungguh memiliki keahlian ini dan sudah menilai yang direkomendasikan?",
                "Seorang tenaga kesehatan merekomendasikan sesuatu.",
                "Periksa kualifikasinya di daftar staf, atau hapus rekomendasinya.",
            ),
            nb=(
                "Har eksperten virkelig denne kompetansen, og er den brukt på det som anbefales?",
                "En helsearbeider anbefaler noe.",
                "Sjekk kompetansen i ansattregisteret, eller ta bort anbefalingen.",
            ),
        ),
        examples=(
            bad("Dr. Ann Berg recommends the Elm pillow."),
            bad("Legene våre anbefaler denne puta.", "nb"),
            good("Dr. Ann Berg opens the library on Monday."),
        ),
    ),
    Question(
        id="ID-1787-8",
        competence="ethics",
        good="no",
        when=triggers.worker_in_advertising,
        countries=("id",),
        covers=("ID-MKEK-1",),
        citation="Permenkes 1787/2010 Pasal 8(1); MKEK IDI",
        words=wording(
            en=(
                "Does a health worker advertise a medicine, a device, a supply or a facility here?",
                "A health worker stands beside an offer or a product.",
                "Take the health worker out, unless it is a public-service message.",
            ),
            id=(
                "Apakah tenaga kesehatan mengiklankan obat, alat, perbekalan, atau fasilitas di sini?",
                "Tenaga kesehatan tampil bersama penawaran atau produk.",
                "Jangan tampilkan tenaga kesehatan, kecuali untuk iklan layanan masyarakat.",
            ),
            nb=(
                "Reklamerer helsepersonell her for et legemiddel, utstyr eller en institusjon?",
                "Helsepersonell står sammen med et tilbud eller et produkt.",
                "Ta helsepersonellet ut, med mindre det er en opplysningskampanje.",
            ),
        ),
        examples=(
            bad("dr. Sari di layanan kami yang baru, paket mulai dari Rp500 ribu", "id", media=_PICTURE, profile=_ID),
            good("dr. Sari menjelaskan cara mencuci tangan.", "id", media=_PICTURE, profile=_ID),
        ),
    ),
    Question(
        id="ID-1787-5h",
        competence="promotion",
        good="yes",
        when=triggers.offer,
        countries=("id",),
        covers=("ID-1787-5i",),
        citation="Permenkes 1787/2010 Pasal 5 huruf h, i",
        words=wording(
            en=(
                "Do the facility, everybody named and every product hold a licence in force?",
                "A service is offered.",
                "Check the licence numbers in your records before it goes out.",
            ),
            id=(
                "Apakah fasilitas, semua orang yang disebut, dan setiap produk memiliki izin yang masih berlaku?",
                "Suatu layanan ditawarkan.",
                "Periksa nomor izin di catatan Anda sebelum dipublikasikan.",
            ),
            nb=(
                "Har institusjonen, alle som nevnes, og hvert produkt en gyldig tillatelse?",
                "En tjeneste tilbys.",
                "Sjekk tillatelsene i registrene før det går ut.",
            ),
        ),
        examples=(
            bad("Layanan kami: operasi katarak tersedia di klinik mata.", "id", profile=_ID),
            good("Jadwal kantin berubah mulai Senin.", "id", profile=_ID),
        ),
    ),
    Question(
        id="NO-KOS-4",
        competence="promotion",
        good="no",
        when=triggers.beauty,
        countries=("no",),
        covers=("NO-KOS-2",),
        citation="markedsføringsloven §§ 2, 19-21; forskrift om markedsføring av kosmetiske inngrep § 4",
        words=wording(
            en=(
                "Could this add to body pressure among people under 18, or hide who is responsible for the treatment?",
                "A cosmetic procedure is named, and young people read these networks.",
                "Keep it factual: what it is, its risks, and the responsible person with address and phone.",
            ),
            id=(
                "Bisakah ini menambah tekanan citra tubuh pada anak di bawah 18 tahun, atau tanpa penanggung jawab?",
                "Tindakan kosmetik disebut, dan anak muda membaca jejaring ini.",
                "Tulis secara faktual: apa tindakannya, risikonya, dan penanggung jawab dengan alamat serta telepon.",
            ),
            nb=(
                "Kan dette øke kroppspresset hos unge under 18, eller skjule hvem som er ansvarlig for behandlingen?",
                "Et kosmetisk inngrep er nevnt, og unge leser disse nettverkene.",
                "Hold det saklig: hva det er, risikoen, og den ansvarlige med adresse og telefon.",
            ),
        ),
        examples=(
            bad("Leppeforstørrelse hos oss på torsdager.", "nb", profile=_NO),
            good("Sårklinikken har nye åpningstider.", "nb", profile=_NO),
        ),
    ),
)
