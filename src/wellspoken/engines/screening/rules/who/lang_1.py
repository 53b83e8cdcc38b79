"""LANG-1: plain language."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

# Short texts swing more: the limits for 40 words and over, for 20 and over, and for fewer.
_LIMITS = {"flesch-kincaid": (10.0, 12.0, 14.0), "lix": (50.0, 56.0, 62.0), "long-word": (30.0, 34.0, 38.0)}
_SPEC = Phrases(
    "for clinicians, cme, ama pra, for leger, for helsepersonell, sejawat, skp, webinar untuk dokter, spesialisering"
)


def check(doc: Document) -> Iterator[Hit]:
    """Posts for the public above the limit of their language."""
    level = doc.reading
    if level is None or doc.ctx.profile.audience == "professionals" or doc.has(_SPEC):
        return
    limit = _LIMITS[level.method][(level.words < 40) + (level.words < 20)]
    if level.score > limit:
        yield Hit(
            0,
            len(doc.text),
            "READING",
            {"score": f"{level.score:g}", "limit": f"{limit:g}", "method": _NAMES[level.method]},
        )


_NAMES = {"flesch-kincaid": "Flesch-Kincaid", "lix": "LIX", "long-word": "long-word index"}


RULE = Rule(
    id="LANG-1",
    packs=EVERYWHERE,
    family="reading",
    severity="advise",
    citation="CDC Clear Communication Index; Plain Writing Act; AMA and NIH reading-level advice",
    demand="Plain language: short sentences, everyday words, one message.",
    check=check,
    texts=say(
        en=(
            "Hard to read",
            "Reading level {score} ({method}); aim for {limit} or lower.",
            "Use shorter sentences and everyday words; explain terms.",
        ),
        id=(
            "Sulit dibaca",
            "Tingkat keterbacaan {score} ({method}); usahakan {limit} atau kurang.",
            "Gunakan kalimat pendek dan kata sehari-hari; jelaskan istilah.",
        ),
        nb=(
            "Vanskelig å lese",
            "Lesbarhet {score} ({method}); sikt mot {limit} eller lavere.",
            "Bruk kortere setninger og hverdagsord; forklar faguttrykk.",
        ),
    ),
    examples=(
        bad(
            "Myocardial infarction morbidity necessitates expeditious revascularization procedures irrespective of "
            "comorbidity."
        ),
        bad(
            "Ved persisterende symptomatologi etter gjennomgått respiratorisk virusinfeksjon anbefales "
            "differensialdiagnostisk utredning i primærhelsetjenesten.",
            "nb",
        ),
        bad(
            "Penatalaksanaan nonfarmakologis hipertensi esensial meliputi restriksi natrium, modifikasi diet, "
            "serta optimalisasi aktivitas aerobik isotonik guna menurunkan resistensi vaskular perifer.",
            "id",
        ),
        good("A heart attack is an emergency. Call for help fast and stay with the person."),
        good("Hjerteinfarkt haster. Ring etter hjelp og bli hos personen til hjelpen kommer.", "nb"),
        good("Serangan jantung itu darurat. Segera minta tolong dan temani orangnya.", "id"),
    ),
    how="Flesch-Kincaid for English, LIX for Norwegian, "
    "a long-word index for Indonesian; texts under eight words are not judged.",
    not_checked="Whether the text makes sense.",
    directions=("out",),
)
