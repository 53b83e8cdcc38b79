"""HIPAA-REPLY-3: a patient's public praise is not reposted without a signed authorization."""

from collections.abc import Iterator

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.rule import Hit, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE, PRIVACY_LAW

_REPOST = wordlists.phrases("indirect_grammar", "repost")
_LESSON = wordlists.phrases("indirect_grammar", "lesson")
_PRAISE = Phrases(
    "saved, saved my, life, thank you, thanks, grateful, amazing, took care, cared, nurses, story, journey, "
    "recovery, "
    "gave me, treated me, my legs, my mom, my dad, my son, my daughter, my baby, my husband, my wife, reddet, "
    "takk, tok "
    "vare på, sykepleierne, historie, livet mitt, menyelamatkan, terima kasih, perawatnya, kisah*, dokternya, sembuh"
)
_QUOTES = "\"“”«»'"


def check(doc: Document) -> Iterator[Hit]:
    """Words for sharing what somebody else wrote, together with care or praise for it and no consent on record."""
    if doc.incoming or doc.talking or doc.subjects.fiction or any(doc.ctx.consents):
        return
    for start, end in doc.find(_REPOST):
        low, high = doc.sentence_at(start).start, doc.sentence_at(min(len(doc.text), end + 120)).end
        if doc.has(_LESSON, low, high):
            continue
        quoted = "@" in doc.text[low:high] or any(q in doc.text[low:high] for q in _QUOTES)
        told = doc.has(_PRAISE, low, high) or doc.tags.has("clinical", low, high) or doc.tags.has("received", low, high)
        if quoted and told:
            yield Hit(start, end, "QUASI")
            return


RULE = Rule(
    id="HIPAA-REPLY-3",
    packs=EVERYWHERE,
    family="privacy",
    severity="review",
    citation="45 CFR 164.508(a)(3); 164.502(a)",
    citations=PRIVACY_LAW,
    demand="Do not repost, quote or tag a patient's public praise without a written authorization.",
    check=check,
    texts=say(
        en=(
            "Shares what somebody wrote about their care",
            "“{text}” turns somebody's words about their care into your post.",
            "Ask the writer for a signed authorization first, and link it. Their own post does not release you.",
        ),
        id=(
            "Membagikan tulisan orang tentang perawatannya",
            "“{text}” menjadikan kata-kata seseorang tentang perawatannya sebagai unggahan Anda.",
            "Minta dulu persetujuan tertulis dari penulisnya, lalu tautkan. Unggahannya sendiri belum cukup.",
        ),
        nb=(
            "Deler det noen har skrevet om behandlingen sin",
            "«{text}» gjør noens ord om egen behandling til deres innlegg.",
            "Innhent signert samtykke først, og knytt det til. At noen selv har skrevet det, er ikke nok.",
        ),
    ),
    examples=(
        bad('Repost from @maria_k: "St. Elm\'s saved my life after my stroke" Thanks for sharing!'),
        bad("Delt fra @maria_k: «Sykehuset reddet livet mitt etter hjerneslaget»", "nb"),
        bad('Repost dari @maria_k: "RS ini menyelamatkan saya waktu stroke"', "id"),
        good("Repost from @who: Wash your hands for 20 seconds."),
        good('Thank you for sharing your ideas at the "Walk and talk" day.'),
    ),
    how="Words for reposting with a handle or a quote, and care or praise beside it, without a linked consent.",
    not_checked="Screenshots without words; shares made in the network itself.",
    directions=("out",),
)
