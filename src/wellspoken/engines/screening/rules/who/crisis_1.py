"""CRISIS-1: the right crisis line goes with the topic."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.helplines import LINES, SAY
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_TOPIC = wordlists.phrases("health", "suicide")


def check(doc: Document) -> Iterator[Hit]:
    """A text about suicide or self-harm without a line of the audience's country."""
    spots = doc.find(_TOPIC)
    if not spots or doc.incoming:
        return
    digits = "".join(c for c in doc.lower if c.isalnum())
    if not any(line in digits for country in doc.countries for line in LINES.get(country, ())):
        line = SAY.get(doc.countries[0], SAY["us"])
        at = len(doc.text)
        yield Hit(*spots[0], "TOPIC", {"line": line[doc.reads]}, fix=Replacement(" " + line[doc.reads], "add", at, at))


RULE = Rule(
    id="CRISIS-1",
    packs=EVERYWHERE,
    family="crisis_line",
    severity="review",
    citation="reportingonsuicide.org; Samaritans media guidelines",
    demand="Content about suicide or self-harm carries the crisis line of the audience's country.",
    check=check,
    texts=say(
        en=(
            "No crisis line",
            "This is about suicide or self-harm, and no crisis line of your audience is given.",
            "Add: {line}",
        ),
        id=(
            "Tidak ada nomor krisis",
            "Teks ini tentang bunuh diri atau menyakiti diri, tanpa nomor krisis untuk pembaca Anda.",
            "Tambahkan: {line}",
        ),
        nb=(
            "Ingen krisetelefon",
            "Dette handler om selvmord eller selvskading, og ingen krisetelefon for leserne er oppgitt.",
            "Legg til: {line}",
        ),
    ),
    examples=(
        bad("Suicide is preventable. Let's talk about it."),
        bad("Selvmord kan forebygges.", "nb"),
        bad("Bunuh diri bisa dicegah.", "id"),
        good("Suicide is preventable. If you need to talk, call or text 988, any time."),
        good("Selvmord kan forebygges. Mental Helse 116 123.", "nb"),
        good("Bunuh diri bisa dicegah. Hubungi 119 ext 8.", "id"),
    ),
    how="Topic words and the numbers of each country.",
    not_checked="Lines put in the first comment; local lines.",
    directions=("out",),
)
