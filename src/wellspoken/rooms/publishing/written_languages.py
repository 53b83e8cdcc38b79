"""Which written languages went out on a channel in a year.

State bodies in Norway use both Bokmål and Nynorsk, each for at least a quarter over time (språklova §§ 12-13).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellspoken.engines.text.language import detect
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.publishing.models import Delivery

YEAR = timedelta(days=365)
#: the newest so many are read; more would say the same
MOST = 400
#: each written language's least share of the Norwegian texts
LEAST = 0.25


@dataclass(frozen=True, slots=True)
class Written:
    """How many texts were read, and how many of them are Bokmål and Nynorsk."""

    texts: int
    bokmaal: int
    nynorsk: int

    @property
    def norwegian(self) -> int:
        """Texts in either of the two."""
        return self.bokmaal + self.nynorsk

    @property
    def share(self) -> float:
        """The share of Nynorsk among the Norwegian texts, 0 to 1; 0 without any."""
        return self.nynorsk / self.norwegian if self.norwegian else 0.0

    @property
    def enough(self) -> bool:
        """Whether each of the two has its quarter; true when nothing Norwegian went out."""
        return not self.norwegian or LEAST <= self.share <= 1 - LEAST


def written_languages(channel: Channel, now: datetime) -> Written:
    """What went out here in the year before `now` (aware), the newest 400 texts, read once each. One query."""
    rows = Delivery.objects.filter(channel=channel, state__in=["live", "withdrawing", "withdrawn"])
    newest = rows.filter(live_at__gt=now - YEAR, live_at__lte=now).select_related("revision").order_by("-live_at")
    found = Counter(detect(row.revision.content.text_for(channel.pk), "nb").lang for row in newest[:MOST])
    return Written(found.total(), found["nb"], found["nn"])
