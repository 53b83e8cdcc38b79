"""Turns a message reference into words."""

from collections.abc import Mapping

from wellspoken.engines.screening.finding import LANGUAGES, Fix, MessageRef, Said
from wellspoken.engines.screening.learned import words as learned
from wellspoken.engines.screening.register.question import Wording
from wellspoken.engines.screening.rule import Words

FIX_LABELS: Mapping[str, Mapping[str, str]] = {
    "replace": {"en": "Replace with “{text}”", "id": "Ganti dengan “{text}”", "nb": "Bytt ut med «{text}»"},
    "redact": {"en": "Remove it", "id": "Hapus bagian ini", "nb": "Ta det bort"},
    "add": {"en": "Add “{text}”", "id": "Tambahkan “{text}”", "nb": "Legg til «{text}»"},
    "rephrase": {"en": "Use a safe wording", "id": "Gunakan kalimat yang aman", "nb": "Bruk en trygg formulering"},
}


def render(ref: MessageRef, fix: Fix | None, lang: str) -> Said:
    """The words of `ref` in `lang`; a rule that is no longer there is said so, never hidden."""
    spoken = lang if lang in LANGUAGES else "en"
    words = _words(ref.key, spoken)
    label = FIX_LABELS.get(fix.label, FIX_LABELS["replace"])[spoken].format(text=_short(fix.replacement)) if fix else ""
    fill = Gaps(ref.params)
    return Said(words.title.format_map(fill), words.message.format_map(fill), words.advice.format_map(fill), label)


def question_words(question_id: str, lang: str) -> Wording:
    """The words of a question in `lang` (others than en, id, nb get English); a retired one is said so."""
    from wellspoken.engines.screening.register.questions import by_id

    spoken = lang if lang in LANGUAGES else "en"
    question = by_id().get(question_id)
    return question.words[spoken] if question else Wording(question_id, _RETIRED[spoken], "")


def in_picture(name: str, message: str, lang: str) -> str:
    """A message with the picture in front in which its reason was found."""
    return _IN_PICTURE.get(lang, _IN_PICTURE["en"]).format(name=_short(name), message=message)


_IN_PICTURE = {
    "en": "In the picture “{name}”: {message}",
    "id": "Di gambar “{name}”: {message}",
    "nb": "I bildet «{name}»: {message}",
}


class Gaps(dict[str, str]):
    """Values for a message; a missing one shows as an ellipsis rather than failing."""

    def __missing__(self, key: str) -> str:
        return "…"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"


def _words(key: str, lang: str) -> Words:
    from wellspoken.engines.screening.registry import all_rules

    rule_id, _, variant = key.partition("#")
    if rule_id == "OWN":
        return OWN_WORDS[lang][variant]
    if rule_id == learned.KEY:
        return learned.WORDS[lang][variant]
    rule = all_rules().get(rule_id)
    if rule is None:
        return Words(rule_id, _RETIRED[lang], "")
    table = rule.variants.get(variant, rule.texts)
    return table[lang]


#: an organisation's own terms: what they say is in the finding, written by its people
OWN_WORDS: Mapping[str, Mapping[str, Words]] = {
    "en": {
        "": Words("Your own rule: “{text}”", "{message}", "{advice}"),
        "plain": Words("Your own rule: “{text}”", "{message}", "Choose other words."),
        "replace": Words("Your own rule: “{text}”", "{message}", "Write “{replacement}” instead."),
    },
    "id": {
        "": Words("Aturan Anda sendiri: “{text}”", "{message}", "{advice}"),
        "plain": Words("Aturan Anda sendiri: “{text}”", "{message}", "Pilih kata lain."),
        "replace": Words("Aturan Anda sendiri: “{text}”", "{message}", "Tulislah “{replacement}”."),
    },
    "nb": {
        "": Words("Deres egen regel: «{text}»", "{message}", "{advice}"),
        "plain": Words("Deres egen regel: «{text}»", "{message}", "Velg andre ord."),
        "replace": Words("Deres egen regel: «{text}»", "{message}", "Skriv «{replacement}» i stedet."),
    },
}

_RETIRED = {
    "en": "This rule is no longer in use; the finding is kept for the record.",
    "id": "Aturan ini sudah tidak dipakai; temuan disimpan sebagai catatan.",
    "nb": "Denne regelen er ikke lenger i bruk; funnet er tatt vare på som dokumentasjon.",
}
