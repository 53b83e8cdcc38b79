"""EMERG-1: the right number for the need and the country."""

from collections.abc import Iterator

from wellspoken.engines.screening.document import Document
from wellspoken.engines.screening.emergency import first_number, missing_number, wrong_numbers
from wellspoken.engines.screening.rule import Hit, Replacement, Rule, bad, good, say
from wellspoken.engines.screening.tied import EVERYWHERE


def check(doc: Document) -> Iterator[Hit]:
    """Emergency numbers of another country, of another need, or missing in an answer to somebody in danger."""
    if doc.incoming:
        return
    if doc.has_digits:
        for problem in wrong_numbers(doc):
            fix = Replacement(problem.right) if problem.right else None
            yield Hit(problem.start, problem.end, "NUMBER", {"right": problem.right or "-"}, fix=fix)
    sign = missing_number(doc)
    if sign:
        yield Hit(
            0, len(doc.text), "NUMBER", {"sign": sign, "right": first_number(doc)}, variant="missing", severity="review"
        )


RULE = Rule(
    id="EMERG-1",
    packs=EVERYWHERE,
    family="emergency",
    severity="block",
    citation="National emergency numbers; practice",
    demand="An emergency number must be that of the audience's country and of the need.",
    check=check,
    texts=say(
        en=(
            "Wrong emergency number",
            "“{text}” is not the number for this need or this country.",
            "Give the right one: {right}.",
        ),
        id=(
            "Nomor darurat salah",
            "“{text}” bukan nomor untuk keperluan atau negara ini.",
            "Berikan nomor yang benar: {right}.",
        ),
        nb=(
            "Feil nødnummer",
            "«{text}» er ikke nummeret for dette behovet eller dette landet.",
            "Oppgi det riktige: {right}.",
        ),
    ),
    examples=(
        bad("Chest pain? Call 911.", profile={"countries": ["no"]}),
        bad("Your toddler swallowed poison? Call 988."),
        bad("Faller noen om uten å puste: ring 116 117.", "nb"),
        bad("Please call our desk, Monday to Friday.", surface="dm", parent="my husband has crushing chest pain"),
        bad("Sesak napas? Hubungi 911.", "id"),
        bad("Sudden weakness in one arm? Book an appointment online."),
        bad("Ved hjertestans: ring 112.", "nb"),
        good("Chest pain? Call 911."),
        good("See you at the stroke survivors' choir on Monday.", profile={"countries": ["us"]}),
        good("Brystsmerter? Ring 113.", "nb"),
        good("Darurat medis: 119.", "id"),
        good("Room 113 is open.", "nb"),
    ),
    how="A table of numbers per country and need; answers to messages with danger signs, and texts that put "
    "a danger sign off until later, must give one.",
    not_checked="Local numbers; numbers in pictures.",
    directions=("out",),
    variants={
        "missing": say(
            en=(
                "Somebody may need help now",
                "“{sign}” is a sign of danger, and no emergency number is given.",
                "Say first: call {right} now.",
            ),
            id=(
                "Seseorang mungkin butuh bantuan sekarang",
                "“{sign}” adalah tanda bahaya, dan tidak ada nomor darurat.",
                "Katakan lebih dulu: hubungi {right} sekarang.",
            ),
            nb=(
                "Noen kan trenge hjelp nå",
                "«{sign}» er et faretegn, og det står ikke noe nødnummer.",
                "Si først: ring {right} nå.",
            ),
        ),
    },
)
