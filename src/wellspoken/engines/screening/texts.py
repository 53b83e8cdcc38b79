"""Turns a message reference into words."""

from collections.abc import Mapping

from wellspoken.engines.screening.finding import LANGUAGES, Fix, MessageRef, Said
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
    rule = all_rules().get(rule_id)
    if rule is None:
        return Words(rule_id, _RETIRED[lang], "")
    table = rule.variants.get(variant, rule.texts)
    return table[lang]


_RETIRED = {
    "en": "This rule is no longer in use; the finding is kept for the record.",
    "id": "Aturan ini sudah tidak dipakai; temuan disimpan sebagai catatan.",
    "nb": "Denne regelen er ikke lenger i bruk; funnet er tatt vare på som dokumentasjon.",
}
