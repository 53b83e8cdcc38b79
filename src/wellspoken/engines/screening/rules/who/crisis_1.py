"""CRISIS-1: the right crisis line goes with the topic."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.helplines import abuse_line_given, crisis_line_given, line_to_say
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.suicide import about_suicide
from wellspoken.engines.screening.tied import EVERYWHERE

_ABUSE = wordlists.phrases("health", "abuse")
_THOUGHTS = wordlists.phrases("health", "thoughts as side effect")
_RISK = wordlists.phrases("replies", "danger")


def check(doc: Document) -> Iterator[Hit]:
    """A text about suicide, self-harm or abuse without a line of the audience's country."""
    if doc.incoming:
        return
    line, at = line_to_say(doc), len(doc.text)
    fix = Replacement(" " + line, "add", at, at)
    topic = None if _side_effect(doc) else about_suicide(doc)
    if doc.talking and _RISK.first(doc.parent.lower) and not crisis_line_given(doc):
        yield Hit(0, at, "TOPIC", {"line": line}, fix=fix, variant="reply", severity="block")
    elif topic and not crisis_line_given(doc):
        yield Hit(*topic, "TOPIC", {"line": line}, fix=fix)
    elif doc.has(_ABUSE) and not abuse_line_given(doc):
        yield Hit(*doc.find(_ABUSE)[0], "TOPIC", variant="abuse", severity="advise")


def _side_effect(doc: Document) -> bool:
    """Whether suicidal thoughts are named as a risk of a medicine."""
    return doc.has(_THOUGHTS) and bool(doc.promotion.prescription) and doc.promotion.tells_risk


RULE = Rule(
    id="CRISIS-1",
    packs=EVERYWHERE,
    family="crisis_line",
    severity="review",
    citation="reportingonsuicide.org; Samaritans media guidelines",
    demand="Content about suicide, self-harm or abuse carries the crisis line of the audience's country.",
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
        bad("Sorry to hear that! See our opening hours.", surface="dm", parent="i want to die, nobody answers"),
        bad("Hei! Vi svarer på hverdager.", "nb", surface="dm", parent="jeg vil ikke leve lenger"),
        bad("Our free class on domestic violence starts Monday.", profile={"countries": ["us"]}),
        good("Suicide is preventable. If you need to talk, call or text 988, any time."),
        good("Selvmord kan forebygges. Mental Helse 116 123.", "nb"),
        good("Bunuh diri bisa dicegah. Hubungi 119 ext 8.", "id"),
    ),
    how="Topic words and the numbers of each country.",
    not_checked="Lines put in the first comment; local lines.",
    directions=("out",),
    variants={
        "reply": say(
            en=(
                "No crisis line for somebody at risk",
                "The person you answer may be at risk, and the answer gives no crisis line.",
                "Begin with: {line}",
            ),
            id=(
                "Tidak ada nomor krisis untuk orang yang berisiko",
                "Orang yang Anda jawab mungkin dalam bahaya, dan jawaban tidak memberi nomor krisis.",
                "Awali dengan: {line}",
            ),
            nb=(
                "Ingen krisetelefon til en som er i fare",
                "Den du svarer, kan være i fare, og svaret gir ingen krisetelefon.",
                "Begynn med: {line}",
            ),
        ),
        "abuse": say(
            en=(
                "No help line for violence or abuse",
                "“{text}” touches people who live with violence, and no line for them is given.",
                "Add the line for your country.",
            ),
            id=(
                "Tidak ada nomor bantuan kekerasan",
                "“{text}” menyentuh orang yang mengalami kekerasan, dan tidak ada nomor bantuan.",
                "Tambahkan nomor bantuan di negara Anda.",
            ),
            nb=(
                "Ingen hjelpetelefon for vold eller overgrep",
                "«{text}» berører folk som lever med vold, og ingen hjelpetelefon er oppgitt.",
                "Legg til hjelpetelefonen i landet deres.",
            ),
        ),
    },
)
