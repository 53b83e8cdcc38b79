"""A text in its context with everything rules ask about, each worked out once and only when asked."""

from collections.abc import Sequence

from wellspoken.engines.once import once
from wellspoken.engines.screening.context import TALKING, Context
from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.names.joining import with_clear_names
from wellspoken.engines.screening.own import Own
from wellspoken.engines.screening.people import Subjects
from wellspoken.engines.screening.promotion import Promotion
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers import recognise
from wellspoken.engines.screening.rule import Setting
from wellspoken.engines.screening.tagging import Tags, tags_of
from wellspoken.engines.text import ReadingLevel, detect, reading_level

_READS = {"nn": "nb", "da": "nb", "sv": "nb", "nb": "nb", "ms": "id", "id": "id"}
_HOME = {"nb": "no", "nn": "no", "id": "id", "en": "us"}


class Document(View):
    """What rules work on. Offsets everywhere are those of the folded text `text`."""

    def __init__(self, ctx: Context) -> None:
        """Fold the text and settle its language."""
        super().__init__(ctx.text, (ctx.lang or "").split("-")[0].lower().replace("no", "nb"))
        self.ctx = ctx
        if not self.lang:
            hint = ctx.profile.languages[0] if ctx.profile.languages else None
            self.lang = detect(self.text, hint).lang

    @once
    def reads(self) -> str:
        """The language whose rules apply: en, id or nb (neighbours follow the nearest)."""
        return _READS.get(self.lang, "en")

    @once
    def countries(self) -> tuple[str, ...]:
        """Where the audience lives: the profile's countries, or the home of the language."""
        return self.ctx.profile.countries or (_HOME.get(self.reads, "us"),)

    @property
    def setting(self) -> Setting:
        """What decides which rules concern this text."""
        return Setting(tuple(self.countries), self.ctx.surface, self.ctx.direction, self.ctx.profile.kind)

    @once
    def talking(self) -> bool:
        """Whether this is the organisation answering somebody."""
        return self.ctx.direction == "out" and (self.ctx.surface in TALKING or bool(self.ctx.parent))

    @once
    def incoming(self) -> bool:
        """Whether the public wrote it."""
        return self.ctx.direction == "in"

    @once
    def own(self) -> Own:
        """What belongs to the organisation itself."""
        return Own(self.ctx.profile)

    @once
    def entities(self) -> Sequence[Entity]:
        """Everything recognised, in order; with whole names that only the name model is clear about."""
        found = recognise(self)
        if not self.talking:  # only an answer speaks to somebody by name
            found = [e for e in found if e.kind != "spoken_to"]
        return with_clear_names(self, found, self.ctx.names)

    def labelled(self, *labels: str) -> list[Entity]:
        """Entities with one of `labels`."""
        return [e for e in self.entities if e.label in labels]

    @once
    def tags(self) -> Tags:
        """Where words stand that say something about care."""
        return Tags(self.tokens, self.reads)

    def tags_of(self, word: str) -> frozenset[str]:
        """The tags of one lower-case word in the language of the text."""
        return tags_of(word, self.reads)

    @once
    def subjects(self) -> Subjects:
        """Who the text is about: patients, staff, the public."""
        return Subjects(self)

    @once
    def promotion(self) -> Promotion:
        """What the text promotes and what it says of it."""
        return Promotion(self)

    @once
    def parent(self) -> View:
        """The text this one answers, prepared the same way."""
        return View(self.ctx.parent, self.lang)

    @once
    def reading(self) -> ReadingLevel | None:
        """How hard the text is to read; None when too short. Links, tags and handles are left out."""
        left_out = {at for e in self.labelled("URL", "EMAIL", "USERNAME") for at in range(e.start, e.end)}
        words = [t for t in self.tokens if t.start not in left_out] if left_out else self.tokens
        return reading_level(words, self.sentences, self.reads)
