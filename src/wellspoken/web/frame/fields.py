"""Form fields that tell people plainly when what they typed cannot be read or is not one of the choices."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wellspoken.rooms.people.checks import readable_name
from wellspoken.rooms.people.errors import PeopleProblem
from wellspoken.web.frame.places import country_code

DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
PHONE = re.compile(r"\+?[0-9 ()./-]{5,25}")


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


class LongSelect(forms.Select):
    """A select for hundreds of choices: written in one go instead of one template per choice."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The element, as `forms.Select` would write it without groups."""
        own = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((code, mark_safe(" selected") if str(code) == chosen else "", label) for code, label in self.choices),
        )
        return format_html("<select{}>{}</select>", own, options)


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

    def clean(self, value: Any) -> list[str]:
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


class Domains(Lines):
    """Internet names such as hospital.example.org; a pasted address is cut down to its name."""

    def _tidy(self, line: str) -> str:
        name = re.sub(r"^[a-z]+://|[/?#].*$", "", super()._tidy(line).lower()).removeprefix("www.").strip(".")
        if not DOMAIN.fullmatch(name):
            raise ValidationError(
                _("“%(value)s” is not an internet name such as hospital.example.org."), params=_short(line)
            )
        return name


class Phones(Lines):
    """Phone numbers, best with the country's code in front."""

    def _tidy(self, line: str) -> str:
        number = super()._tidy(line)
        if not PHONE.fullmatch(number) or sum(c.isdigit() for c in number) < 5:
            raise ValidationError(_("“%(value)s” is not a phone number such as +1 218 555 0100."), params=_short(line))
        return number


class Emails(Lines):
    """E-mail addresses in lower case."""

    def _tidy(self, line: str) -> str:
        address = super()._tidy(line).lower()
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValidationError(_("“%(value)s” is not an e-mail address."), params=_short(line)) from error
        return address


class Countries(Lines):
    """Countries by name (in any of the product's languages) or two-letter code; cleaned to lower-case codes."""

    def _tidy(self, line: str) -> str:
        code = country_code(line)
        if code is None:
            raise ValidationError(_("We do not know a country called “%(value)s”."), params=_short(line))
        return code


def _short(text: str) -> dict[str, str]:
    return {"value": text.strip()[:60]}
