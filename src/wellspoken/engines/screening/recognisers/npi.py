"""US National Provider Identifier: ten digits, Luhn with the prefix 80840. It names a provider, never a patient."""

from collections.abc import Iterator

from wellspoken.engines.screening.entity import Entity
from wellspoken.engines.screening.phrases import Phrases
from wellspoken.engines.screening.reading_view import View
from wellspoken.engines.screening.recognisers.numbers import free, runs

_WORDS = Phrases("npi, provider id*, provider number")


def find(view: View) -> Iterator[Entity]:
    """LICENSE entities of kind npi. Ten digits that could be a US phone number need the word beside them."""
    for run in runs(view):
        if len(run.digits) != 10 or not run.text.isdigit() or run.digits[0] not in "12":
            continue
        sure = run.digits[0] == "1" or run.digits[3] in "01" or view.has(_WORDS, max(0, run.start - 40), run.start)
        if sure and free(view.text, run.start, run.end) and luhn("80840" + run.digits):
            yield Entity(run.start, run.end, "LICENSE", "npi", 0.9)


def luhn(digits: str) -> bool:
    """The Luhn check of ISO/IEC 7812."""
    total = 0
    for index, char in enumerate(reversed(digits)):
        value = int(char) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
