"""Account numbers: IBAN, payment cards (Luhn) and numbers beside a word for an account or a bill."""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity, spot
from wellspoken.engines.screening.patterns import Pattern
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.cued import cued, pattern
from wellspoken.engines.screening.recognisers.npi import luhn
from wellspoken.engines.screening.recognisers.numbers import free, runs

_IBAN = Pattern(r"[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?")
_ACCOUNT = pattern(
    r"account (?:no|number|#)|acct(?:\.| no| #)?|account|invoice (?:no|number|#)|bill (?:no|#)|konto(?:nr|nummer)?|"
    r"gavekonto"
    r"|kontonummer|faktura(?:nr|nummer)?|kid(?:-nr)?|no\.? rek(?:ening)?|rekening|bca|bri|bni|mandiri|tagihan"
)
_IBAN_LENGTHS = {"NO": 15, "SE": 24, "DK": 18, "GB": 22, "DE": 22, "FI": 18, "NL": 18, "FR": 27}


def find(view: View) -> Iterator[Entity]:
    """ACCOUNT entities."""
    if not view.has_digits:
        return
    for match in _IBAN.finditer(view.text):
        if free(view.text, *match.span()) and is_iban(match.group()):
            yield spot(match.span(), "ACCOUNT", "iban", 0.98)
    for run in runs(view):
        size = len(run.digits)
        if 15 <= size <= 16 and run.digits[0] in "3456" and luhn(run.digits) and free(view.text, run.start, run.end):
            yield Entity(run.start, run.end, "ACCOUNT", "card", 0.8)
    for entity in cued(view, _ACCOUNT, "ACCOUNT", "account"):
        if sum(c.isdigit() for c in view.text[entity.start : entity.end]) >= 5:
            yield entity


def is_iban(text: str) -> bool:
    """ISO 13616 check (mod 97) and, where we know it, the country's length."""
    plain = text.replace(" ", "")
    if _IBAN_LENGTHS.get(plain[:2], len(plain)) != len(plain) or len(plain) < 15:
        return False
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1
