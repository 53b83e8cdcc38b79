"""What belongs to the organisation: its people, numbers, addresses and names, compared loosely."""

from wellspoken.engines.once import once
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.profile import Profile
from wellspoken.engines.screening.recognisers.link import host

# shorter ones stand in too many other names
_BRAND = 4
_WORD = Pattern(r"[\pL][\pL'\-]+")


class Own:
    """Answers "is this ours?" for names, phones, e-mails, links, handles and addresses."""

    def __init__(self, profile: Profile) -> None:
        """Take the organisation's profile."""
        self.profile = profile

    @once
    def _staff(self) -> list[frozenset[str]]:
        return [frozenset(_WORD.findall(name.lower())) for name in self.profile.staff]

    @once
    def _names(self) -> list[str]:
        brands = [product.brand for product in self.profile.products if len(product.brand) >= _BRAND]
        return [n.lower() for n in (*self.profile.names, *self.profile.sponsors, *self.profile.addresses, *brands)]

    @once
    def _phones(self) -> list[str]:
        return [_digits(p) for p in self.profile.phones]

    def person(self, name: str) -> bool:
        """Whether `name` is one of our people (each of its words in one listed name)."""
        words = {w for w in _WORD.findall(name.lower()) if len(w) > 1}
        return bool(words) and any(words <= listed for listed in self._staff)

    def named(self, text: str) -> bool:
        """Whether `text` is part of one of the organisation's own names or addresses."""
        low = text.lower()
        return any(low in name or name in low for name in self._names)

    def phone(self, text: str) -> bool:
        """Whether a phone number is ours; country prefixes do not matter."""
        number = _digits(text)
        return any(number.endswith(p) or p.endswith(number) for p in self._phones if len(p) >= 4)

    def host(self, link: str) -> bool:
        """Whether a link or e-mail address is on one of our domains."""
        name = host(link)
        return any(
            name == d or name.endswith("." + d) for d in (d.lower().removeprefix("www.") for d in self.profile.domains)
        )

    def email(self, text: str) -> bool:
        """Whether an e-mail address is ours."""
        return text.lower() in {e.lower() for e in self.profile.emails} or self.host(text.rsplit("@", 1)[-1])

    def handle(self, text: str) -> bool:
        """Whether a handle is ours."""
        return text.lower().lstrip("@") in {h.lower().lstrip("@") for h in self.profile.handles}


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
