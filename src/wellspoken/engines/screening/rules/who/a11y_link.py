"""A11Y-LINK: link words say where they go."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE

_CLICK = wordlists.phrases("health", "click")
_AT_END = wordlists.phrases("health", "click: at the end")
_NEXT = 10
_ENDS = Pattern(r"[ \n]*(?:$|[.!?:)\x{2192}\x{1f449}\x{1f517}\x{2b07}]|https?://|www\.|ya\b|\n)")


def check(doc: Document) -> Iterator[Hit]:
    """ "Click here" and its like."""
    for start, end in doc.find(_CLICK):
        yield Hit(start, end, "LINK_TEXT")
    said = doc.find(_CLICK)
    for start, end in doc.find(_AT_END):
        if _ENDS.match(doc.text[end : end + _NEXT]) and not any(s < end and start < e for s, e in said):
            yield Hit(start, end, "LINK_TEXT")


RULE = Rule(
    id="A11Y-LINK",
    packs=EVERYWHERE,
    family="a11y",
    severity="advise",
    citation="WCAG 2.2 2.4.4",
    demand="Link words say where the link goes.",
    check=check,
    texts=say(
        en=(
            "“Click here”",
            "“{text}” does not say where the link goes.",
            "Name the page: “Sign up for the class: …”.",
        ),
        id=(
            "“Klik di sini”",
            "“{text}” tidak memberi tahu ke mana tautan menuju.",
            "Sebutkan halamannya: “Daftar kelas: …”.",
        ),
        nb=(
            "«Klikk her»",
            "«{text}» sier ikke hvor lenken går.",
            "Si hva siden er: «Meld deg på kurset: …».",
        ),
    ),
    examples=(
        bad("New dates are up. Click here: example.org/x7"),
        bad("Påmelding: trykk her.", "nb"),
        bad("Daftar klik di sini.", "id"),
        bad("The spring schedule is here."),
        bad("Referatet ligger her.", "nb"),
        bad("Jadwal poli bisa dilihat di sini.", "id"),
        good("Spring is here."),
        good("Legevakten ligger her i Storgata.", "nb"),
        good("Di sini kami merawat dengan hati.", "id"),
        good("Sign up for the class: example.org/class"),
    ),
    how="A list of phrases.",
    not_checked="Links whose words mislead.",
    directions=("out",),
)
