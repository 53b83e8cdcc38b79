"""LANG-2: person-first words instead of labels."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.stigma import labels
from wellspoken.engines.screening.tied import EVERYWHERE

_QUOTING = wordlists.phrases("stance", "about words")
_PLAYFUL = wordlists.phrases("stigma", "playful")
_PLURAL = {"en": ("s",), "nb": ("er", "e", "ene", "erne")}


def check(doc: Document) -> Iterator[Hit]:
    """Terms of the list, unless the text speaks about the words themselves or names an organisation."""
    if doc.has(_QUOTING):
        return
    for label in labels(doc):
        if _name(doc, label.start, label.end) or _playful(doc, label.start, label.end):
            continue
        word = doc.lower[label.start : label.end]
        plural = word.endswith(_PLURAL[doc.reads]) if doc.reads in _PLURAL else False
        better = label.term.plural_prefer if plural else label.term.prefer
        yield Hit(
            label.start,
            label.end,
            "TERM",
            {"better": better or "-", "source": label.term.source},
            fix=Replacement(better) if better else None,
            variant="" if better else "drop",
        )


def _name(doc: Document, start: int, end: int) -> bool:
    """Inside quotation marks, or part of a capitalised name."""
    if doc.text[doc.sentence_at(start).start : start].count('"') % 2 or doc.text[end : end + 1] == '"':
        return True
    words = doc.text[start:end].split()
    if len(words) > 1 and words[0].islower() and words[-1][:1].isupper():
        return True
    if not doc.text[start].isupper() or start == doc.sentence_at(start).start:
        return False
    return doc.text[end + 1 : end + 2].isupper() or _after_a_capital(doc, start)


def _after_a_capital(doc: Document, start: int) -> bool:
    """Whether the word before begins with a capital too and the rest of the sentence does not, as headlines do."""
    sentence = doc.sentence_at(start)
    words = doc.text[sentence.start : sentence.end].split()
    capitals = sum(1 for word in words if word[:1].isupper())
    before = doc.text[sentence.start : start].split()
    return bool(before) and before[-1][:1].isupper() and 2 * capitals <= len(words)


def _playful(doc: Document, start: int, end: int) -> bool:
    """ "Chocolate addict": a fondness."""
    return any(low <= start and end <= high for low, high in doc.find(_PLAYFUL))


RULE = Rule(
    id="LANG-2",
    packs=EVERYWHERE,
    family="stigma",
    severity="advise",
    citation="NIDA Words Matter; UNAIDS terminology; APA; obesity and disability organisations",
    demand="Person-first, non-blaming words; groups that prefer identity-first words are respected.",
    check=check,
    texts=say(
        en=(
            "A word that can hurt",
            "“{text}” labels or blames people. Better: {better} ({source}).",
            "Use the suggested words, or ask the people concerned what they prefer.",
        ),
        id=(
            "Kata yang bisa menyakiti",
            "“{text}” memberi label atau menyalahkan orang. Lebih baik: {better} ({source}).",
            "Gunakan kata yang disarankan, atau tanyakan kepada orang yang bersangkutan.",
        ),
        nb=(
            "Et ord som kan såre",
            "«{text}» setter merkelapp på folk eller gir dem skylda. Bedre: {better} ({source}).",
            "Bruk forslaget, eller spør dem det gjelder hva de foretrekker.",
        ),
    ),
    examples=(
        bad("Our walk-in clinic helps addicts every day."),
        bad("Our group helps schizophrenics and their families."),
        bad("Ny feltpleie: narkomane kan få sårstell.", "nb"),
        bad("Layanan baru: pecandu narkoba bisa konsultasi gratis.", "id"),
        good("If you're a new user of our app, tap the icon."),
        good("We say people with substance use disorder instead of addicts."),
        good("Takk til Norges Handikapforbund.", "nb"),
        good("Anonyme Alkoholikere møtes i kjelleren på tirsdager.", "nb"),
        good("Our chef is a chocolate addict."),
        good("Kemasan masker tanpa cacat produksi.", "id"),
    ),
    how="A list of terms per language with what to say instead; everyday words count only in their context.",
    not_checked="Words that are not on the list.",
    directions=("out",),
    variants={
        "drop": say(
            en=(
                "A word that can hurt",
                "“{text}” labels or blames people ({source}).",
                "Leave it out.",
            ),
            id=(
                "Kata yang bisa menyakiti",
                "“{text}” memberi label atau menyalahkan orang ({source}).",
                "Hapus kata ini.",
            ),
            nb=(
                "Et ord som kan såre",
                "«{text}» setter merkelapp på folk eller gir dem skylda ({source}).",
                "Sløyf det.",
            ),
        ),
    },
)
