"""Questions about what pictures and films show."""

from wellspoken.engines.screening.register import triggers
from wellspoken.engines.screening.register.question import Question, wording
from wellspoken.engines.screening.rule import bad, good
from wellspoken.engines.screening.tied import PRIVACY_LAW

_PICTURE = ({"name": "lobby.jpg", "alt": "The lobby with a piano"},)
_FILM = ({"name": "ward.mp4", "alt": "A walk through the ward", "captions": "ward.vtt"},)

QUESTIONS = (
    Question(
        id="HIPAA-ID-Q",
        competence="privacy",
        good="no",
        when=triggers.pictures,
        covers=("ID-MKEK-1",),
        citation="45 CFR 164.514(b)(2)(i)(Q)",
        citations=PRIVACY_LAW,
        words=wording(
            en=(
                "Is a patient or visitor in the picture without a consent: a face, a tattoo, a scar, a reflection?",
                "A picture goes with the text, and faces in it cannot be matched with consents.",
                "Crop or change the picture, or link the consent of everybody who can be recognised.",
            ),
            id=(
                "Adakah pasien atau pengunjung di gambar tanpa persetujuan: wajah, tato, bekas luka, pantulan?",
                "Ada gambar bersama teks, dan wajah di dalamnya tidak bisa dicocokkan dengan persetujuan.",
                "Potong atau ganti gambarnya, atau tautkan persetujuan setiap orang yang bisa dikenali.",
            ),
            nb=(
                "Er en pasient eller besøkende med på bildet uten samtykke: ansikt, tatovering, arr, speilbilde?",
                "Et bilde følger teksten, og ansikter på det kan ikke kobles til samtykker.",
                "Beskjær eller bytt bildet, eller lenk samtykke fra alle som kan kjennes igjen.",
            ),
        ),
        examples=(
            bad("The new lobby is open.", media=_PICTURE),
            good("The new lobby is open."),
        ),
    ),
    Question(
        id="HIPAA-ID-P",
        competence="privacy",
        good="no",
        when=triggers.moving,
        citation="45 CFR 164.514(b)(2)(i)(P)",
        citations=PRIVACY_LAW,
        words=wording(
            en=(
                "Can a patient's or a visitor's voice be heard without their consent?",
                "A film or recording goes with the text; a voice points at a person like a face does.",
                "Take the sound out, record it again, or link the consent.",
            ),
            id=(
                "Apakah suara pasien atau pengunjung terdengar tanpa persetujuan mereka?",
                "Ada video atau rekaman; suara menunjuk seseorang seperti wajah.",
                "Hilangkan suaranya, rekam ulang, atau tautkan persetujuannya.",
            ),
            nb=(
                "Kan stemmen til en pasient eller besøkende høres uten samtykke?",
                "En film eller et opptak følger teksten; en stemme peker ut en person slik et ansikt gjør.",
                "Ta bort lyden, spill inn på nytt, eller lenk samtykket.",
            ),
        ),
        examples=(
            bad("A walk through the new ward.", media=_FILM),
            good("The new lobby is open.", media=_PICTURE),
        ),
    ),
    Question(
        id="HIPAA-MEDIA-1",
        competence="privacy",
        good="yes",
        when=triggers.care_shown,
        citation="45 CFR 164.502(a); HHS media guidance 2020",
        citations=PRIVACY_LAW,
        words=wording(
            en=(
                "Did you look at the whole picture (people behind, screens, boards, labels) and find no patient data?",
                "The picture goes with words about care.",
                "Crop it, or take it again in an empty room; blurring does not replace consent.",
            ),
            id=(
                "Apakah seluruh gambar (latar, layar, papan, label) sudah diperiksa dan bebas dari data pasien?",
                "Gambar ini menyertai teks tentang perawatan.",
                "Potong, atau ambil lagi di ruang kosong; mengaburkan tidak menggantikan persetujuan.",
            ),
            nb=(
                "Har du sett på hele bildet (bakgrunn, skjermer, tavler, etiketter) uten å finne noe om pasienter?",
                "Bildet følger ord om behandling.",
                "Beskjær det, eller ta det på nytt i et tomt rom; sladding erstatter ikke samtykke.",
            ),
        ),
        examples=(
            bad("Our dialysis ward has new chairs.", media=_PICTURE),
            good("The garden is in bloom.", media=_PICTURE),
        ),
    ),
    Question(
        id="STAFF-1",
        competence="privacy",
        good="yes",
        when=triggers.staff_shown,
        covers=("GDPR-2",),
        citation="State law on likeness; GDPR art. 6, 7",
        citations={"no": "åndsverkloven § 104; GDPR art. 6, 7", "id": "UU 27/2022 Pasal 20, 22"},
        words=wording(
            en=(
                "Have the colleagues who are shown or named agreed freely, and do they know where it will appear?",
                "Colleagues seem to be shown.",
                "Ask them; somebody who feels they cannot say no has not agreed.",
            ),
            id=(
                "Apakah rekan yang tampil atau disebut setuju dengan bebas dan tahu di mana ini akan muncul?",
                "Tampaknya rekan kerja ditampilkan.",
                "Tanyakan mereka; yang merasa tidak bisa menolak belum benar-benar setuju.",
            ),
            nb=(
                "Har kollegene som vises eller nevnes, sagt ja av fri vilje, og vet de hvor det kommer?",
                "Det ser ut til at kolleger vises.",
                "Spør dem; den som føler at det ikke går an å si nei, har ikke samtykket.",
            ),
        ),
        examples=(
            bad("Meet our new colleagues in the kitchen.", media=_PICTURE),
            good("Meet our new colleagues in the kitchen."),
        ),
    ),
    Question(
        id="AI-1",
        competence="communications",
        good="yes",
        when=triggers.machine_made,
        citation="Regulation (EU) 2024/1689 art. 50; California AB 3030",
        words=wording(
            en=(
                "Is everything that a machine made and that looks or sounds real labelled so that people notice?",
                "A picture or a voice seems to be made by a machine.",
                "Write it where the picture is seen, or use a real picture.",
            ),
            id=(
                "Apakah semua buatan mesin yang tampak atau terdengar nyata diberi tanda yang jelas?",
                "Gambar atau suara ini tampaknya buatan mesin.",
                "Tuliskan di tempat gambar dilihat, atau pakai gambar asli.",
            ),
            nb=(
                "Er alt som en maskin har laget og som virker ekte, merket så folk ser det?",
                "Et bilde eller en stemme ser ut til å være laget av en maskin.",
                "Skriv det der bildet vises, eller bruk et ekte bilde.",
            ),
        ),
        examples=(
            bad("Meet our guide to the clinic. (AI-generated)", media=_PICTURE),
            bad("Meet our guide.", media=({"name": "midjourney-nurse.png", "alt": "A smiling guide"},)),
            good("Meet our guide.", media=_PICTURE),
        ),
    ),
    Question(
        id="NO-MFL-1",
        competence="promotion",
        good="no",
        when=triggers.body_shown,
        countries=("no",),
        citation="markedsføringsloven § 2; forskrift om merking av retusjert reklame",
        words=wording(
            en=(
                "Is a body in this picture retouched without the standard mark?",
                "A picture goes with words about bodies or looks.",
                "Add the mark for retouched advertising, or use the picture as it was taken.",
            ),
            id=(
                "Apakah tubuh di gambar ini disunting tanpa tanda baku?",
                "Gambar menyertai kata tentang tubuh atau penampilan.",
                "Tambahkan tanda untuk iklan yang disunting, atau pakai gambar aslinya.",
            ),
            nb=(
                "Er en kropp på bildet retusjert uten standardmerket?",
                "Et bilde følger ord om kropp eller utseende.",
                "Legg på merket for retusjert reklame, eller bruk bildet slik det ble tatt.",
            ),
        ),
        examples=(
            bad("Ny behandling for huden.", "nb", media=_PICTURE, profile={"countries": ["no"], "kind": "clinic"}),
            good("Kantina har ny meny.", "nb", media=_PICTURE, profile={"countries": ["no"], "kind": "clinic"}),
        ),
    ),
)
