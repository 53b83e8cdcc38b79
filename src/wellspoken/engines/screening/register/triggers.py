"""When a question fits a text. Each looks at the document and says yes or no."""

from typing import TYPE_CHECKING

from wellspoken.engines.screening import wordlists
from wellspoken.engines.screening.consents import state
from wellspoken.engines.screening.health_claims import claims_something
from wellspoken.engines.screening.products import mentions
from wellspoken.engines.screening.sources import sourced

if TYPE_CHECKING:
    from wellspoken.engines.screening.document import Document

_MADE = ("midjourney", "dalle", "dall-e", "firefly", "ai_", "ai-", "-ai.", "_ai.", "generated", "synthetic")
_MOVING = ("video", "audio")


def says(doc: "Document", heading: str) -> bool:
    """Whether the text has words from that list of lexicon/questions.txt."""
    return doc.has(wordlists.phrases("questions", heading))


def pictures(doc: "Document") -> bool:
    """Whether anything is shown or played with the text."""
    return bool(doc.ctx.media)


def moving(doc: "Document") -> bool:
    """Whether a film or a recording goes with the text."""
    return any(item.kind in _MOVING for item in doc.ctx.media)


def agreed(doc: "Document") -> bool:
    """Whether a consent that is in force is linked."""
    return any(state(consent, doc.ctx.today) == "valid" for consent in doc.ctx.consents)


def about_somebody(doc: "Document") -> bool:
    """Whether the text tells of one person in care."""
    return doc.subjects.story or bool(doc.subjects.patients)


def consent_claimed(doc: "Document") -> bool:
    """A named patient, or words that say that somebody agreed, and no consent that is in force."""
    if agreed(doc) or doc.subjects.fiction:
        return False
    return bool(doc.subjects.patients) or (doc.subjects.released and doc.subjects.care)


def consent_used(doc: "Document") -> bool:
    """A person's care is told with a consent: one is linked and in force, or the text says that somebody agreed."""
    if doc.subjects.fiction:
        return False
    return agreed(doc) or (doc.subjects.released and doc.subjects.care)


def recognisable(doc: "Document") -> bool:
    """One person's care is told without a name and without a consent."""
    if agreed(doc) or doc.subjects.fiction or doc.subjects.patients:
        return False
    return doc.subjects.story or _described(doc)


def _described(doc: "Document") -> bool:
    """Somebody described by a role and what happened to them."""
    role, event = wordlists.phrases("indirect", "role"), wordlists.phrases("indirect", "event")
    return doc.subjects.care and doc.has(role) and doc.has(event)


def child(doc: "Document") -> bool:
    """A child in care is told of or shown."""
    if doc.subjects.fiction or not says(doc, "child"):
        return False
    shown = any(item.faces != 0 for item in doc.ctx.media)  # None: nobody has counted yet
    return about_somebody(doc) or (doc.subjects.care and (shown or says(doc, "one patient")))


def memorial(doc: "Document") -> bool:
    """Somebody who died is remembered: named, or cared for."""
    return says(doc, "memorial") and (bool(doc.labelled("PERSON")) or about_somebody(doc) or pictures(doc))


def substance_care(doc: "Document") -> bool:
    """Care for addiction with people who may be seen in it."""
    if not says(doc, "substance care"):
        return False
    return pictures(doc) or about_somebody(doc) or bool(doc.labelled("PERSON"))


def many_hurt(doc: "Document") -> bool:
    """Several people hurt at one time."""
    return says(doc, "many hurt")


def praise_used(doc: "Document") -> bool:
    """Somebody else's praise is shown, outside of answers to it."""
    return not doc.talking and says(doc, "praise used")


def paid_story(doc: "Document") -> bool:
    """A patient's story with somebody who pays."""
    told = about_somebody(doc) or doc.subjects.released or (doc.subjects.care and says(doc, "one patient"))
    return told and partner(doc)


def partner(doc: "Document") -> bool:
    """A sponsor, a partner or a gift is in sight."""
    named = any(s.lower() in doc.lower for s in doc.ctx.profile.sponsors if len(s) > 2)
    return doc.ctx.paid or named or says(doc, "partner")


def product(doc: "Document") -> bool:
    """A medicine or one of the organisation's products is named."""
    return bool(mentions(doc))


def own_product(doc: "Document") -> bool:
    """One of the organisation's own products is named."""
    return any(m.record is not None for m in mentions(doc))


def speaker(doc: "Document") -> bool:
    """Somebody speaks for a product: a name, an ambassador, an expert."""
    return product(doc) and (bool(doc.labelled("PERSON")) or partner(doc) or says(doc, "expert says"))


def correction(doc: "Document") -> bool:
    """A false statement about an own product is put right."""
    return own_product(doc) and doc.has(wordlists.phrases("stance", "debunk"))


def product_link(doc: "Document") -> bool:
    """A product and a link whose preview is content too."""
    return product(doc) and bool(doc.labelled("URL"))


def awareness(doc: "Document") -> bool:
    """A text about an illness in which no product is named."""
    return says(doc, "awareness") and not product(doc)


def recruiting(doc: "Document") -> bool:
    """People are asked to take part in a study."""
    return says(doc, "recruiting")


def claim_with_source(doc: "Document") -> bool:
    """A claim about health that names a source."""
    return not doc.talking and claims_something(doc) and sourced(doc)


def expert(doc: "Document") -> bool:
    """A health worker recommends something."""
    return says(doc, "expert says") and (bool(doc.subjects.staff) or says(doc, "health worker"))


def worker_in_advertising(doc: "Document") -> bool:
    """A health worker is named or shown beside an offer or a product."""
    here = bool(doc.subjects.staff) or says(doc, "health worker")
    return here and (product(doc) or (pictures(doc) and says(doc, "offer")))


def offer(doc: "Document") -> bool:
    """A service is offered."""
    return says(doc, "offer") and (doc.subjects.care or says(doc, "health worker"))


def beauty(doc: "Document") -> bool:
    """A cosmetic procedure is told of or shown."""
    return says(doc, "beauty") or doc.has(wordlists.phrases("promo", "cosmetic"))


def body_shown(doc: "Document") -> bool:
    """A picture beside words about bodies."""
    return pictures(doc) and says(doc, "body")


def product_shown(doc: "Document") -> bool:
    """A picture beside a named product."""
    return pictures(doc) and product(doc)


def machine_made(doc: "Document") -> bool:
    """Words or file names that say that a machine made something."""
    named = any(part in item.name.lower() for item in doc.ctx.media for part in _MADE)
    return named or (pictures(doc) and says(doc, "machine made"))


def staff_shown(doc: "Document") -> bool:
    """Colleagues are named or spoken of beside a picture."""
    return pictures(doc) and (bool(doc.subjects.staff) or doc.has(wordlists.phrases("care", "worker")))


def care_shown(doc: "Document") -> bool:
    """A picture beside words about care."""
    return pictures(doc) and doc.subjects.care


def translated(doc: "Document") -> bool:
    """Words about care in another language than the organisation's first."""
    first = doc.ctx.profile.languages[:1]
    spoken = first[0].split("-")[0].lower().replace("no", "nb") if first else ""
    told = doc.subjects.care or claims_something(doc)
    return bool(spoken) and doc.lang not in (spoken, "") and told and len(doc.text) >= 60


def lively_grief(doc: "Document") -> bool:
    """Grief together with exclamation marks or happy pictures."""
    lively = "!" in doc.text or any("\U0001f300" <= c <= "\U0001faff" and c not in "🕯🙏🖤" for c in doc.ctx.text)
    return lively and says(doc, "grief")
