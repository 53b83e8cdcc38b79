"""What an answer to one person gives away or asks for: patterns of address joined with tagged words.

Used by HIPAA-REPLY-1 (confirming or denying), HIPAA-REPLY-2 (rebutting), HIPAA-DM-1 (inviting details, advising).
Everything is judged sentence by sentence; sentences that refuse to discuss care are left alone.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import re2

from wellspoken.engines.screening import wordlists

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document
    from wellspoken.engines.text import Sentence

Place = tuple[int, int]

_SAFE = wordlists.phrases("replies", "safe")
_NOT = wordlists.phrases("replies", "not")
_WHOSE = re2.compile(r"\b(?:your|ur|din|ditt|dine|deres)\b")
_WHOSE_ID = re2.compile(r"[\pL\-]{3,}nya\b|\b(?:anda|ibu|bapak|bunda|kakak|kamu|mbak|mas)\b")
# Something is known about this one person: it happened, is ready, was put off.
_KNOWN = re2.compile(
    r"\b(?:went|was|were|came|is ready|are ready|has been|have been|have|had|showed|shows|looks?|arrived|moved|"
    r"rescheduled|"
    r"postponed|delayed|cancell?ed|after your|since your|glad|sorry|luck|congratulations|recovery|healing|recover\w*|"
    r"hope|trusting|choosing|benign|positive|negative|normal|due|waiting|"
    r"gikk|var|ble|blir|klare?|flyttet|utsatt|fine|bra|positive?|negativt?|kommet|kom|viste|viser|etter|siden|"
    r"glade?|beklager|"
    r"lykke til|håper|gratulerer|tilliten|bedring|avlyst|venter|"
    r"sudah|telah|lancar|siap|mundur|ditunda|dipindah\w*|dijadwalkan|diambil|keluar|setelah|pasca|semoga|maaf|"
    r"lekas|selesai|"
    r"kemarin|positif|negatif|reaktif|membaik|mempercayakan|dibatalkan)\b"
)
_TEST = re2.compile(
    r"\b(?:tests?|results?|swab|biops[a-z]+|scan|mri|labs?|culture|screen|pap[a-z]*|[a-zæøå]*prøvene?|"
    r"[a-zæøå]*prøven|"
    r"[a-zæøå]*prøvesvar(?:et)?|svaret|bildene|hasil[a-z]*|tes[a-z]*|rontgen|usg)\b"
)
_OUTCOME = re2.compile(
    r"\b(?:positive|negative|normal|benign|malignant|clear|abnormal|ready|positivt?|negativt?|normalt|normale|fine|"
    r"klare?|"
    r"positif|negatif|reaktif|bagus|jinak|ganas|keluar)\b"
)
_IF = re2.compile(r"\b(?:if|when|whether|once|before|unless|hvis|dersom|når|om du|jika|kalau|bila|apabila|sebelum)\b")
_PLEASED = re2.compile(
    r"\b(?:loved?|enjoy[a-z]*|honou?red|pleasure|glad|happy|privilege|thank you for|thanks for|fornøyd|hyggelig|"
    r"godt|fint|"
    r"takk|senang|syukur|puas|terima kasih|bersyukur)\b"
)
_STAY = re2.compile(
    r"\b(?:having you|caring for you|(?:take|taking) care of you|looking after you|treating you|your stay|your visit|"
    r"staying with us|being (?:our|a) patient|as a patient|choosing us|trusting us|oppholdet|besøket|behandlingen|"
    r"innleggelsen|tilliten|var hos oss|lå hos oss|pasient hos|dirawat|berobat|melahirkan|operasi|kontrol|periksa|"
    r"rawat inap|berkunjung|mempercayakan)\b"
)
_REBUT = re2.compile(
    r"\byou (?:actually |also |just |even |clearly |simply |both |yourself )?(?:were (?:given|told|offered|seen|"
    r"treated|advised|"
    r"discharged|late|informed|admitted|rude|drunk|prescribed|scheduled|diagnosed)|left|signed|declined|refused|"
    r"missed|"
    r"cancell?ed|walked out|failed|chose|agreed|owe|yelled|shouted|demanded|received|tested|no-?showed|"
    r"arrived (?:late|\d+)|"
    r"did(?:n't| not) (?:show|pay|come|take|tell|follow|finish|want|bring|attend|mention|keep|call)|"
    r"never (?:paid|showed|came|took|told|mentioned|finished|called|had|were|visited))\b"
    r"|\b(?:our|the|your) (?:records?|notes?|charts?|files?|logs?|system|cameras?) (?:clearly )?(?:shows?|says?|"
    r"indicates?|states?|"
    r"confirms?)\b|\baccording to (?:our|your|the) (?:records?|notes|chart|file|system)\b|\bno record of you\b"
    r"|\bdu (?:jo |faktisk |selv |også )?(?:fikk|møtte|uteble|dro|forlot|nektet|avslo|takket nei|signerte|"
    r"skrev under|avbestilte|"
    r"avlyste|betalte ikke|skylder|ringte aldri|glemte|kom (?:for )?se[in]t|ble (?:tilbudt|informert|undersøkt|"
    r"bedt|skrevet ut|"
    r"innlagt|behandlet|operert)|var (?:beruset|ruset|full|frekk|sein|for sen)|har aldri vært)\b"
    r"|\b(?:ifølge|i følge) (?:journalen|våre|notatene|systemet)\b|\bstår i journalen\b|\bvår journal viser\b"
    r"|\b(?:anda|ibu|bapak|kakak|kamu|bu|pak) (?:sendiri |sudah |telah |memang |yang |juga )*(?:tidak (?:datang|"
    r"hadir|membayar|"
    r"jadi|mau|kontrol|meminum|minum|pernah)|belum (?:membayar|melunasi|lunas|bayar)|menolak|diberi\w*|dijelaskan|"
    r"ditawari|"
    r"menandatangani|pulang paksa|terlambat|membatalkan|marah-marah|menunggak)\b"
    r"|\b(?:sesuai|menurut|berdasarkan|dari) (?:data )?(?:rekam medis|catatan|data kami|berkas)\b"
)
_SORRY = re2.compile(r"\b(?:sorry|apologi[sz]e|hear|beklager|lei for|maaf|if|when|hvis|når|dersom|jika|kalau|bila)\b")
_DIAGNOSE = re2.compile(
    r"\b(?:sounds like (?:you|a|an)|you (?:probably|likely|might|may) have|that's (?:probably|most likely)|"
    r"høres ut som|"
    r"du har (?:nok|sikkert|antakelig)|det er nok|kemungkinan besar|sepertinya (?:anda|itu|kakak|ibu))\b"
)
_DO = re2.compile(
    r"\b(?:stop|double|halve|skip|increase|decrease|reduce|lower|raise|take|try|start|switch|cut|give (?:him|her|"
    r"them)|"
    r"slutt\w*|doble?|halver\w*|øk|ta|kutt\w*|hopp over|trapp\w*|bytt|gi (?:ham|henne|barnet)|prøv|"
    r"minum\w*|hentikan|stop|naikkan|turunkan|gandakan|kurangi|tambah\w*|ganti|berikan|beri|lanjutkan)\b"
)
_REFER = re2.compile(
    r"\b(?:ask|talk to|check with|speak (?:to|with)|consult|as directed|on the label|never|don't|do not|without|"
    r"pharmacist|"
    r"spør|snakk med|rådfør|aldri|ikke|uten å|apoteket|konsultasi\w*|tanyakan|jangan|periksakan|sesuai anjuran|"
    r"tanpa)\b"
)
_ASK = re2.compile(
    r"\b(?:send|dm|pm|message|text|e-?mail|reply|comment|tell us|tell me|share|drop|give us|describe|upload|attach|"
    r"inbox|"
    r"skriv[a-z]*|fortell[a-z]*|oppgi|beskriv|del|legg ved|kommenter|"
    r"kirim[a-z]*|sebutkan|tulis[a-z]*|ceritakan|cerita|jelaskan|sampaikan|lampirkan|wa|balas|japri|infokan)\b"
)
_DETAILS = re2.compile(
    r"\b(?:symptoms?|dob|date of birth|birth ?date|birthday|medicines?|medications?|meds|diagnos[ei]s|test results|"
    r"results|"
    r"labs|chart|record number|mrn|ssn|member (?:id|number)|insurance|medical (?:history|condition)|"
    r"health (?:history|problem|issue)|condition|symptomer?|symptomene|fødselsdato(?:en)?|fødselsnummer(?:et)?|"
    r"personnummer(?:et)?|plagene?|plager|feiler|diagnosen?|medisiner?|medisinene|prøvesvar(?:et|ene)?|"
    r"journal(?:en)?|"
    r"sykehistorien?|keluhan[a-z]*|gejala[a-z]*|tanggal lahir[a-z]*|tgl lahir|nik|ktp|bpjs|rekam medis[a-z]*|"
    r"hasil[a-z]*|"
    r"riwayat[a-z]*|sakit apa|kondisi[a-z]*|resep[a-z]*)\b"
)
_CAN_ASK = frozenset(
    [
        "please",
        "to",
        "and",
        "or",
        "can",
        "could",
        "kindly",
        "just",
        "you",
        "via",
        "by",
        "silakan",
        "silahkan",
        "bisa",
        "boleh",
        "tolong",
        "mohon",
        "bantu",
        "kak",
        "ya",
        "vennligst",
        "kan",
        "du",
        "gjerne",
        "og",
        "eller",
        "å",
        "bare",
        "lewat",
        "via",
        "dulu",
        "us",
        "here",
        "oss",
    ]
)
_GAP = 60
_SECURE = re2.compile(
    r"\b(?:portal|mychart|secure|helsenorge|aplikasi|mobile jkn|your doctor|fastlegen|legen din|saat kontrol|"
    r"kepada dokter|"
    r"ke dokter|petugas|loket|at your visit|at the desk|your (?:gp|nurse|physician))\b"
)


def _sentences(doc: "Document") -> Iterator["Sentence"]:
    """Sentences that do not refuse to discuss care."""
    return (s for s in doc.sentences if not doc.has(_SAFE, s.start, s.end))


def _matches(pattern: Any, doc: "Document", sentence: "Sentence") -> Iterator[Place]:
    """Matches of `pattern` in one sentence, as places in the document."""
    for match in pattern.finditer(doc.lower[sentence.start : sentence.end]):
        yield sentence.start + match.start(), sentence.start + match.end()


def _within(pattern: Any, doc: "Document", start: int, end: int) -> bool:
    return pattern.search(doc.lower[start:end]) is not None


def _pairs(first: Any, then: Any, doc: "Document", sentence: "Sentence") -> Iterator[Place]:
    """A match of `first` with one of `then` soon after it, from the one to the other."""
    ends = list(_matches(then, doc, sentence))
    for start, end in _matches(first, doc, sentence) if ends else ():
        later = next((e for s, e in ends if end <= s < end + _GAP), 0)
        if later:
            yield start, later


def confirms(doc: "Document") -> Iterator[Place]:
    """Facts about the reader's own care: "your biopsy was moved", "koloskopien din", "operasinya lancar"."""
    back = doc.reads != "en"
    whose = _WHOSE_ID if doc.reads == "id" else _WHOSE
    for sentence in _sentences(doc):
        if _within(_IF, doc, sentence.start, sentence.end) or doc.text[sentence.start : sentence.end].endswith("?"):
            continue
        known = _within(_KNOWN, doc, sentence.start, sentence.end)
        for start, end in _matches(whose, doc, sentence) if known else ():
            low, high = (max(sentence.start, start - 24), end) if back else (start, min(sentence.end, end + 40))
            if doc.tags.has("clinical", low, high):
                yield low, high
        yield from _pairs(_TEST, _OUTCOME, doc, sentence)


def praises(doc: "Document") -> Iterator[Place]:
    """Thanks that tell that the reader was in care: a person should look."""
    for sentence in _sentences(doc):
        yield from _pairs(_PLEASED, _STAY, doc, sentence)


def rebuts(doc: "Document") -> Iterator[Place]:
    """Facts held against the reader."""
    for sentence in _sentences(doc):
        for start, end in _matches(_REBUT, doc, sentence):
            if not _within(_SORRY, doc, max(sentence.start, start - 22), start):
                yield start, end


def advises(doc: "Document") -> Iterator[Place]:
    """Medical advice to one person: what to do with a medicine, or what the illness is."""
    for sentence in _sentences(doc):
        if _within(_REFER, doc, sentence.start, sentence.end):
            continue
        for start, end in _matches(_DO, doc, sentence):
            if doc.tags.has("drug", end, min(sentence.end, end + 30)):
                yield start, min(sentence.end, end + 30)
        for start, end in _matches(_DIAGNOSE, doc, sentence):
            if doc.tags.has("clinical", end, sentence.end):
                yield start, end


def asks(doc: "Document") -> Iterator[Place]:
    """Requests to send health details over the network."""
    for sentence in _sentences(doc):
        for start, end in _pairs(_ASK, _DETAILS, doc, sentence):
            told = doc.has(_NOT, max(sentence.start, start - 30), end)
            if not told and _asked(doc, sentence.start, start) and not _within(_SECURE, doc, start, sentence.end):
                yield start, end


def _asked(doc: "Document", begins: int, at: int) -> bool:
    """Whether the verb at `at` asks: first in its clause, or after "please", "to", "kan du" and the like."""
    before = doc.lower[max(begins, at - 24) : at]
    last = before.split()[-1] if before.split() else ""
    return not last or not last[-1].isalnum() or last in _CAN_ASK
