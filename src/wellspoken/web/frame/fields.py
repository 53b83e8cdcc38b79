"""Form fields that tell people plainly when what they typed cannot be read or is not one of the choices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wellspoken.rooms.people.checks import readable_name
from wellspoken.rooms.people.errors import PeopleProblem


class ReadableName(forms.CharField):
    """One line with at least one letter or digit; invisible and direction characters are taken out."""

    def clean(self, value: Any) -> str:
        """The tidy name; a sentence beside the field when nothing readable is left."""
        text = str(super().clean(value))
        if not text and not self.required:
            return ""
        try:
            return readable_name(text, self.max_length or 150)
        except PeopleProblem as problem:
            raise ValidationError(problem.sentence, code=problem.code) from problem


class Lines(forms.CharField):
    """Several short values, one per line: cleaned to a list without doubles; too many or too long is refused."""

    most = 100
    longest = 200

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(max_length=self.most * self.longest, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A list is shown one per line."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        """The lines that hold something readable."""
        found: dict[str, None] = {}
        for line in str(super().clean(value)).splitlines():
            if line.strip():
                found[self._tidy(line)] = None
        return list(found)[: self.most]

    def _tidy(self, line: str) -> str:
        try:
            return readable_name(line, self.longest)
        except PeopleProblem as problem:
            raise ValidationError(problem.sentence, code=problem.code) from problem
