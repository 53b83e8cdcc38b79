"""What an answer to one person gives away or asks for: patterns of address joined with tagged words.

Used by HIPAA-REPLY-1 (confirming or denying), HIPAA-REPLY-2 (rebutting), HIPAA-DM-1 (inviting details, advising).
Everything is judged sentence by sentence; sentences that refuse to discuss care are left alone.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.patterns import Pattern

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document
    from wellspoken.engines.text import Sentence

Place = tuple[int, int]

_SAFE = wordlists.phrases("replies", "safe")
_NOT = wordlists.phrases("replies", "not")
_WHOSE = Pattern(r"\b(?:your|ur|din|ditt|dine|deres)\b")
_WHOSE_ID = Pattern(r"[\pL\-]{3,}nya\b|\b(?:anda|ibu|bapak|bunda|kakak|kamu|mbak|mas)\b")
# Something is known about this one person: it happened, is ready, was put off.
_KNOWN = Pattern(
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
_TEST = Pattern(
    r"\b(?:tests?|results?|swab|biops[a-z]+|scan|mri|labs?|culture|screen|pap[a-z]*|[a-zæøå]*prøvene?|"
    r"[a-zæøå]*prøven|"
    r"[a-zæøå]*prøvesvar(?:et)?|svaret|bildene|hasil[a-z]*|tes[a-z]*|rontgen|usg)\b"
)
_OUTCOME = Pattern(
    r"\b(?:positive|negative|normal|benign|malignant|clear|abnormal|ready|positivt?|negativt?|normalt|normale|fine|"
    r"klare?|"
    r"positif|negatif|reaktif|bagus|jinak|ganas|keluar)\b"
)
_POSITIVE = Pattern(
    r"\b(?:positive|negative|nonreactive|reactive|positivt?|negativt?|positif|negatif|nonreaktif|reaktif)\b"
)
_IF = Pattern(r"\b(?:if|when|whether|once|before|unless|hvis|dersom|når|om du|jika|kalau|bila|apabila|sebelum)\b")
# "Glad the epidural kicked in", "Så bra at epiduralen virket".
_GLAD = Pattern(
    r"\b(?:glad|happy|relieved|thrilled|good to hear|great to hear|sorry|bra|fint|godt|glade?|leit|beklager|"
    r"syukur[a-z]*|"
    r"senang|semoga|maaf)\b"
)
_SAID = Pattern(r"\b(?:the|your|that|at|om|rotet|nya)\b|nya\b")
_BORN = Pattern(
    r"\b(?:little (?:girl|boy|one)|baby|twins|son|daughter|newborn|birth|arrival|den lille|jenta|gutten|babyen|"
    r"fødselen|"
    r"tvillingene|kelahiran|persalinan|bayi[a-z]*|putri[a-z]*|putra[a-z]*|si kecil)\b"
)
_CHEERS = Pattern(r"\b(?:congrat[a-z]*|gratulerer|gratulasjoner|selamat)\b")
_PLEASED = Pattern(
    r"\b(?:loved?|enjoy[a-z]*|honou?red|pleasure|lovely|great|glad|happy|privilege|thank you for|thanks for|"
    r"fornøyd|hyggelig|"
    r"godt|fint|"
    r"takk|senang|syukur|puas|terima kasih|bersyukur)\b"
)
# Visits that are no care: a stand, a page, an open day.
_GUEST = Pattern(
    r"\b(?:stands?|stall|booth|website|web page|our page|profile|open day|open house|the fair|blog|standen|messen?|"
    r"nettsid[a-z]*|"
    r"åpen dag|blodbuss[a-z]*|stan|pameran|bazar|situs|halaman kami)\b"
)
_STAY = Pattern(
    r"\b(?:having you|caring for you|care for you|look(?:ing)? after you|look after|ta vare på deg|hjelpe deg|"
    r"pleie deg|"
    r"merawat (?:ibu|bapak|anda|kakak)|being back home|hjemme igjen|(?:take|taking) care of you|looking after you|"
    r"treating you|your stay|your visit|"
    r"staying with us|being (?:our|a) patient|as a patient|choosing us|trusting us|oppholdet|besøket|behandlingen|"
    r"innleggelsen|tilliten|var hos oss|lå hos oss|pasient hos|dirawat|berobat|melahirkan|operasi|kontrol|periksa|"
    r"rawat inap|berkunjung|mempercayakan)\b"
)
# Past deeds of the reader; _KIND ones tell nothing about care.
_DID = Pattern(
    r"\byou (?:actually |also |just |even |clearly |simply |both |yourself |then |only |already )?(?:[a-z]+ed|came|"
    r"left|went|"
    r"took|got|had|were|did|didn't|said no|chose|brought|drank|ate|fell|broke|paid|told|gave|kept|lost|made|spoke|"
    r"owe|"
    r"no-?showed|never [a-z]+|have never|have not|haven't|still owe)\b"
    r"|\bdu (?:jo |faktisk |selv |også |bare |da |allerede )?(?:fikk|møtte|uteble|dro|forlot|nektet|avslo|"
    r"takket nei|signerte|"
    r"skrev under|avbestilte|avlyste|betalte|skylder|ringte aldri|glemte|kom|ble|var|hadde|tok|gikk|drakk|spiste|"
    r"valgte|"
    r"ønsket ikke|ville ikke|har aldri|har ikke|ikke fikk|ikke møtte|ikke ville)\b"
    r"|\b(?:anda|ibu|bapak|kakak|kamu|bu|pak|kak) (?:sendiri |sudah |telah |memang |yang |juga |dulu |kemarin |"
    r"waktu itu )*"
    r"(?:tidak pernah|tidak|belum|bukan|menolak|datang|pulang|pergi|diberi|dijelaskan|ditawari|menandatangani|"
    r"terlambat|"
    r"membatalkan|marah|menunggak|mabuk|minum|meminta|menyetujui|memaksa|dirawat|diperiksa|ditolak|di[a-z]{4,}|"
    r"me[a-z]{5,})\b"
)
_KIND = Pattern(
    r"(?:asked|mentioned|shared|wrote|posted|contacted|reached|called|tagged|commented|messaged|liked|loved|"
    r"enjoyed|wanted|"
    r"needed|noticed|raised|experienced|expected|deserved|felt|found|joined|attended|followed|donated|voted|"
    r"offered|used|"
    r"skrev|delte|kontaktet|nevnte|spurte|likte|koste|deltok|opplevde|menghubungi|menyampaikan|memberi|memberikan|"
    r"menulis|menunggu|merasa|mengalami|menanyakan|membaca|dapat|dipersilakan|diharapkan|tidak perlu|belum bisa|"
    r"tidak bisa|tidak dapat)$"
)
# The reader's claim, bill or booking, and what became of it.
_MATTER = Pattern(
    r"\b(?:your (?:claim|insurance|insurer|plan|policy|bill|account|payment|referral|co-?pay|balance|coverage)|"
    r"(?:kravet|forsikringen|regningen|henvisningen|søknaden|egenandelen|prøverørsbehandlingen) (?:din|ditt|di)|"
    r"(?:klaim|asuransi|polis|polisnya|bpjs|tagihan|pembayaran|rujukan) (?:anda|ibu|bapak|kakak|bu|pak))\b"
)
_BECAME = Pattern(
    r"\b(?:was|were|has|have|is|denied|lapsed|doesn't|does not|didn't|did not|refused|expired|covers?|sent to|"
    r"overdue|"
    r"ble|er|har|dekker|avslått|utløpt|purret|ditolak|belum|tidak|menolak|kedaluwarsa|menunggak|nonaktif|sudah|"
    r"tidak aktif)\b"
)
_ON_RECORD = Pattern(
    r"\b(?:our|the|your) (?:records?|notes?|charts?|files?|logs?|system|cameras?) (?:clearly |all )?(?:shows?|"
    r"says?|indicates?|"
    r"states?|confirms?|have no)\b|\baccording to (?:our|your|the) (?:records?|notes|chart|file|system)\b"
    r"|\b(?:ifølge|i følge) (?:journalen|våre|notatene|systemet)\b|\bstår i journalen\b|\b(?:journalen|"
    r"systemet) vårt? viser\b"
    r"|\bvår journal viser\b|\b(?:sesuai|menurut|berdasarkan) (?:data )?(?:rekam medis|catatan|data kami|berkas)\b"
)
# "We never treated anyone of that name": a denial, word by word.
_NEVER = Pattern(r"\b(?:never|not|no|nobody|no one|aldri|ikke|ingen|tidak pernah|tidak ada|tidak|bukan|belum pernah)\b")
_AS_PATIENT = Pattern(
    r"\b(?:treated|seen|saw|admitted|record|file|chart|patient|visit|appointment|behandlet|sett|journal|registrert|"
    r"pasient|"
    r"innlagt|pasien|terdaftar|dirawat|berobat|rekam medis|catatan|kunjungan)\b"
)
_YOU = Pattern(
    r"\b(?:you|your name|that name|by this name|deg|du|navnet ditt|det navnet|anda|ibu|bapak|kakak|nama itu|"
    r"nama tersebut|"
    r"nama anda)\b"
)
_SORRY = Pattern(
    r"\b(?:sorry|glad|happy|thank|thanks|takk|glade?|fint|hyggelig|godt|terima kasih|senang|hope|håper|semoga|"
    r"silakan|mohon|apologi[sz]e|hear|beklager|lei for|if|when|hvis|når|dersom|jika|kalau|bila)\b"
)
_DIAGNOSE = Pattern(
    r"\b(?:sounds like|you (?:probably|likely|might|may) have|that's (?:probably|most likely)|"
    r"høres ut som|"
    r"du har (?:nok|sikkert|antakelig)|det er nok|kemungkinan besar|sepertinya (?:anda|itu|kakak|ibu))\b"
)
_DO = Pattern(
    r"\b(?:stop|double|halve|skip|increase|decrease|reduce|lower|raise|take|try|start|switch|cut|give (?:him|her|"
    r"them)|"
    r"slutt\w*|doble?|halver\w*|øk|ta|kutt\w*|hopp over|trapp\w*|bytt|gi (?:ham|henne|barnet)|prøv|"
    r"minum\w*|hentikan|stop|naikkan|turunkan|gandakan|kurangi|tambah\w*|ganti|berikan|beri|lanjutkan)\b"
)
_REFER = Pattern(
    r"\b(?:ask|talk to|check with|speak (?:to|with)|consult|as directed|on the label|never|don't|do not|without|"
    r"pharmacist|"
    r"spør|snakk med|rådfør|aldri|ikke|uten å|apoteket|konsultasi\w*|tanyakan|jangan|periksakan|sesuai anjuran|"
    r"tanpa)\b"
)
_ASK = Pattern(
    r"\b(?:send|dm|pm|message|text|e-?mail|reply|comment|tell us|tell me|share|drop|give us|describe|upload|attach|"
    r"inbox|"
    r"skriv[a-z]*|fortell[a-z]*|oppgi|beskriv|del|legg ved|kommenter|"
    r"kirim[a-z]*|sebutkan|tulis[a-z]*|ceritakan|cerita|jelaskan|sampaikan|lampirkan|wa|balas|japri|infokan)\b"
)
_DETAILS = Pattern(
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
_SECURE = Pattern(
    r"\b(?:portal|mychart|secure|helsenorge|aplikasi|mobile jkn|your doctor|fastlegen|legen din|saat kontrol|"
    r"kepada dokter|"
    r"ke dokter|petugas|loket|at your visit|at the desk|your (?:gp|nurse|physician))\b"
)


def _sentences(doc: "Document") -> Iterator["Sentence"]:
    """Sentences that do not refuse to discuss care."""
    return (s for s in doc.sentences if not doc.has(_SAFE, s.start, s.end))


def _matches(pattern: Pattern, doc: "Document", sentence: "Sentence") -> Iterator[Place]:
    """Matches of `pattern` in one sentence, as places in the document."""
    if not pattern.possible(doc.lower):
        return
    for match in pattern.finditer(doc.lower[sentence.start : sentence.end]):
        yield sentence.start + match.start(), sentence.start + match.end()


def _within(pattern: Pattern, doc: "Document", start: int, end: int) -> bool:
    return pattern.possible(doc.lower) and pattern.search(doc.lower[start:end]) is not None


def _pairs(first: Pattern, then: Pattern, doc: "Document", sentence: "Sentence") -> Iterator[Place]:
    """A match of `first` with one of `then` soon after it, from the one to the other."""
    ends = list(_matches(then, doc, sentence))
    for start, end in _matches(first, doc, sentence) if ends else ():
        later = next((e for s, e in ends if end <= s < end + _GAP), 0)
        if later:
            yield start, later


def confirms(doc: "Document") -> Iterator[Place]:
    """Facts about the reader's own care: "your biopsy was moved", "koloskopien din", "operasinya lancar"."""
    for sentence in _sentences(doc):
        asks = doc.text[sentence.start : sentence.end].endswith("?")
        if not asks and not _within(_IF, doc, sentence.start, sentence.end):
            yield from _owned(doc, sentence)
            yield from _results(doc, sentence)


def _owned(doc: "Document", sentence: "Sentence") -> Iterator[Place]:
    """What is the reader's: "your" and a clinical word, where something is known or a day is set."""
    dated = any(sentence.start <= d.start < sentence.end for d in doc.labelled("DATE"))
    if not dated and not _within(_KNOWN, doc, sentence.start, sentence.end):
        return
    for start, end in _matches(_WHOSE_ID if doc.reads == "id" else _WHOSE, doc, sentence):
        ahead = doc.reads == "en"
        low, high = (start, min(sentence.end, end + 40)) if ahead else (max(sentence.start, start - 24), end)
        if doc.tags.has("clinical", low, high):
            yield low, high


def _results(doc: "Document", sentence: "Sentence") -> Iterator[Place]:
    """Results of tests, and gladness or regret about something clinical."""
    yield from _pairs(_TEST, _OUTCOME, doc, sentence)
    for start, end in _matches(_POSITIVE, doc, sentence):
        if doc.tags.has("clinical", max(sentence.start, start - 30), min(sentence.end, end + 30)):
            yield start, end
    for start, end in _matches(_GLAD, doc, sentence):
        if doc.tags.has("clinical", end, end + 40) and _within(_SAID, doc, end, min(sentence.end, end + 40)):
            yield start, min(sentence.end, end + 40)


def praises(doc: "Document") -> Iterator[Place]:
    """Thanks that tell that the reader was in care: a person should look."""
    for sentence in _sentences(doc):
        if _within(_GUEST, doc, sentence.start, sentence.end):
            continue
        yield from _pairs(_PLEASED, _STAY, doc, sentence)
        yield from _pairs(_CHEERS, _BORN, doc, sentence)


def rebuts(doc: "Document") -> Iterator[Place]:
    """Facts held against the reader: what they did, what became of their bill, what the records say."""
    for sentence in _sentences(doc):
        for start, end in _matches(_DID, doc, sentence):
            kind = _KIND.search(doc.lower[start:end]) is not None
            if not kind and not _within(_SORRY, doc, max(sentence.start, start - 30), start):
                yield start, end
        yield from _pairs(_MATTER, _BECAME, doc, sentence)
        yield from _matches(_ON_RECORD, doc, sentence)


def denies(doc: "Document") -> Iterator[Place]:
    """Denials: "we have no file on you", "du har aldri vært pasient hos oss"."""
    for sentence in _sentences(doc):
        for start, end in _pairs(_NEVER, _AS_PATIENT, doc, sentence):
            if _within(_YOU, doc, sentence.start, sentence.end):
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
