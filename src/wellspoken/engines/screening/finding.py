"""What screening says: findings, their words in three languages, and the result of a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

SEVERITIES = ("block", "review", "advise")
LANGUAGES = ("en", "id", "nb")


@dataclass(frozen=True, slots=True)
class MessageRef:
    """Which words to say: a rule id, optionally "#variant", and the values that go into them."""

    key: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in one language, ready to show."""

    title: str
    message: str
    advice: str
    fix_label: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A one-click replacement of text[start:end]; `label` is a key of texts.FIX_LABELS."""

    start: int
    end: int
    replacement: str
    label: str = "replace"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule noticed. Offsets are code points of the text as given, end exclusive.

    `same_as` names the rule of another finding that says the same of these words and cites both sources; one card is
    enough for the two. `picture` names the picture in which it was found; then start and end are the end of the text.
    """

    rule: str
    family: str
    severity: str
    start: int
    end: int
    label: str
    message: MessageRef
    advice: str
    citation: str
    fix: Fix | None = None
    confidence: float | None = None
    same_as: str = ""
    picture: str = ""

    @property
    def words(self) -> str:
        """The words it is about, as far as they are kept with it."""
        return str(self.message.params.get("text", ""))

    def say(self, lang: str = "en") -> Said:
        """The words in `lang` (en, id, nb; others get English)."""
        from wellspoken.engines.screening.texts import in_picture, render

        said = render(self.message, self.fix, lang)
        return replace(said, message=in_picture(self.picture, said.message, lang)) if self.picture else said

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The public JSON form; `ref` lets it be read back and shown in another language."""
        said = self.say(lang)
        out: dict[str, Any] = {
            "rule": self.rule,
            "family": self.family,
            "severity": self.severity,
            "start": self.start,
            "end": self.end,
            "label": self.label,
            "title": said.title,
            "message": said.message,
            "advice": said.advice,
            "citation": self.citation,
            "ref": {"key": self.message.key, "params": dict(self.message.params)},
        }
        if self.fix:
            out["fix"] = self.fix.replacement
            out["fix_at"] = {"start": self.fix.start, "end": self.fix.end, "label": self.fix.label}
            out["fix_label"] = said.fix_label
        if self.confidence is not None:
            out["confidence"] = self.confidence
        if self.same_as:
            out["same_as"] = self.same_as
        if self.picture:
            out["picture"] = self.picture
        return out

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Finding":
        """Read what `to_json` wrote."""
        ref = data["ref"]
        fix = None
        if "fix" in data:
            at = data["fix_at"]
            fix = Fix(at["start"], at["end"], data["fix"], at["label"])
        return cls(
            rule=data["rule"],
            family=data["family"],
            severity=data["severity"],
            start=data["start"],
            end=data["end"],
            label=data["label"],
            message=MessageRef(ref["key"], dict(ref["params"])),
            advice=ref["key"],
            citation=data["citation"],
            fix=fix,
            confidence=data.get("confidence"),
            same_as=data.get("same_as", ""),
            picture=data.get("picture", ""),
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A patient's or relative's identifier in the text as given."""

    start: int
    end: int
    label: str

    def to_json(self) -> dict[str, Any]:
        """The public JSON form."""
        return {"start": self.start, "end": self.end, "label": self.label}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the reviewer; its words are looked up by `id`.

    `good` is the answer (yes or no) with which the content may go on; a `required` one must be answered before.
    `competence` is privacy, promotion, medical, ethics or communications; `covers` are further demands it settles.
    """

    id: str
    competence: str
    good: str
    required: bool
    citation: str
    covers: tuple[str, ...] = ()

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The public JSON form, worded in `lang` (en, id, nb; others get English)."""
        from wellspoken.engines.screening.texts import question_words

        words = question_words(self.id, lang)
        return {
            "id": self.id,
            "question": words.ask,
            "why": words.why,
            "todo": words.todo,
            "competence": self.competence,
            "good": self.good,
            "required": self.required,
            "citation": self.citation,
            "covers": list(self.covers),
        }


@dataclass(frozen=True, slots=True)
class Result:
    """What one screening found.

    `verdict` is block, review or ok; ok means that the checks listed in `checked` found nothing, never "compliant".
    `not_checked` says which rules did not run, and why (a short English key). `questions` are what only a person can
    say, the most important first.
    """

    verdict: str
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...]
    checked: tuple[str, ...]
    not_checked: tuple[tuple[str, str], ...]
    lang: str
    pack_version: str
    questions: tuple[Asked, ...] = ()

    def to_json(self, lang: str = "en") -> dict[str, Any]:
        """The public JSON form, findings and questions worded in `lang`."""
        return {
            "verdict": self.verdict,
            "findings": [f.to_json(lang) for f in self.findings],
            "spans": [s.to_json() for s in self.spans],
            "checked": list(self.checked),
            "not_checked": [{"rule": rule, "why": why} for rule, why in self.not_checked],
            "lang": self.lang,
            "pack_version": self.pack_version,
            "questions": [q.to_json(lang) for q in self.questions],
        }
