"""A11Y-2: films have captions."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Films whose captions are known to be missing."""
    for item in doc.ctx.media:
        if item.kind == "video" and item.captions == "":
            yield Hit(0, 0, "MEDIA", {"name": item.name})


RULE = Rule(
    id="A11Y-2",
    packs=EVERYWHERE,
    family="a11y",
    severity="review",
    citation="WCAG 2.2 1.2.2; 45 CFR 84.82-84.85",
    demand="Films with speech have captions.",
    check=check,
    texts=say(
        en=(
            "A film without captions",
            "{name} has no captions, so people who cannot hear it miss what is said.",
            "Add captions and read them through.",
        ),
        id=(
            "Video tanpa takarir",
            "{name} tidak memiliki takarir, sehingga orang yang tidak bisa mendengar kehilangan isinya.",
            "Tambahkan takarir dan baca ulang.",
        ),
        nb=(
            "En film uten teksting",
            "{name} mangler teksting, så de som ikke hører, går glipp av det som sies.",
            "Legg til teksting og les gjennom den.",
        ),
    ),
    examples=(
        bad("Hear what the mayor says!", media=({"path": "mayor.mp4", "alt": "Video", "captions": None},)),
        good("Watch", media=({"path": "mayor.mp4", "alt": "The mayor speaks", "captions": "mayor.vtt"},)),
        good("No film."),
    ),
    how="Films given without a caption file.",
    not_checked="Whether the captions are right.",
    directions=("out",),
)
