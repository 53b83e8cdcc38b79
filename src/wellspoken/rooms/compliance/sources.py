"""What kind of publisher stands behind a source, in words: advice for writer and reviewer, never a stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellspoken.engines.screening.sources import known_source

#: tier in the engine's list of credible sources -> what it is
TIERS: Mapping[int, Any] = {
    1: gettext_lazy("health authority"),
    2: gettext_lazy("professional or scientific publisher"),
    3: gettext_lazy("press"),
    4: gettext_lazy("not reviewed by other researchers yet, or a press release"),
    9: gettext_lazy("a shortened link: nobody sees where it leads"),
}


def in_words(url: str) -> str:
    """`World Health Organization: health authority`, `not on the list of known sources`, or '' for no address."""
    if not (urlsplit(url).hostname or ""):
        return ""
    known = known_source(url)
    if known is None or known.tier not in TIERS:
        return _("not on the list of known sources")
    return _("%(name)s: %(kind)s") % {"name": known.name, "kind": TIERS[known.tier]}
