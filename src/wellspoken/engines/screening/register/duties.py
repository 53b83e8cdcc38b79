"""What must be done after a post was taken down for a patient's sake, and until when.

A duty is asked of the person who took it down and of the privacy officer; the answer is recorded by the product. Clocks
begin when somebody knew: that is the take-down, unless an earlier moment is given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellspoken.engines.screening.packs import all_packs
from wellspoken.engines.screening.register.question import Wording, wording

#: why a post was taken down, as far as duties go
EXPOSURE, WITHDRAWAL = "exposure", "withdrawal"
CAUSES = (EXPOSURE, WITHDRAWAL)
_AREA = tuple(all_packs()["eu"].countries)
_KEPT_YEARS = 6


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty: the demand it comes from, after which cause, where, and how long there is (None: without delay)."""

    id: str
    cause: str
    countries: tuple[str, ...]
    within: timedelta | None
    citation: str
    words: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class Due:
    """A duty with the moment at which its time is over (aware, same zone as what it was worked out from)."""

    duty: Duty
    by: datetime | None


DUTIES = (
    Duty(
        "GDPR-4",
        EXPOSURE,
        _AREA,
        timedelta(hours=72),
        "GDPR art. 33-34",
        wording(
            en=(
                "Was the data protection authority told?",
                "A leak that puts somebody at risk is reported within 72 hours of knowing of it.",
                "Give it to the data protection officer today; people at high risk are told without delay.",
            ),
            id=(
                "Apakah otoritas perlindungan data sudah diberi tahu?",
                "Kebocoran yang berisiko bagi seseorang dilaporkan dalam 72 jam sejak diketahui.",
                "Serahkan kepada petugas perlindungan data hari ini; orang yang berisiko tinggi segera diberi tahu.",
            ),
            nb=(
                "Har Datatilsynet fått melding?",
                "Et brudd som gir risiko for noen, meldes innen 72 timer etter at det ble kjent.",
                "Gi saken til personvernombudet i dag; de som har høy risiko, får vite det uten opphold.",
            ),
        ),
    ),
    Duty(
        "ID-PDP-3",
        EXPOSURE,
        ("id",),
        timedelta(hours=72),
        "UU 27/2022 Pasal 46",
        wording(
            en=(
                "Were the person and the agency told in writing?",
                "A leak is reported in writing to both within three times 24 hours.",
                "Say which data, when and how it came out, and what was done about it.",
            ),
            id=(
                "Apakah orangnya dan lembaga pengawas sudah diberi tahu secara tertulis?",
                "Kebocoran dilaporkan tertulis kepada keduanya paling lambat 3 x 24 jam.",
                "Sebutkan data apa, kapan dan bagaimana terungkap, serta penanganannya.",
            ),
            nb=(
                "Har personen og tilsynet fått skriftlig melding?",
                "Et brudd meldes skriftlig til begge innen tre ganger 24 timer.",
                "Si hvilke opplysninger, når og hvordan de kom ut, og hva som er gjort.",
            ),
        ),
    ),
    Duty(
        "HIPAA-BREACH-1",
        EXPOSURE,
        ("us",),
        timedelta(days=60),
        "45 CFR 164.404-408",
        wording(
            en=(
                "Was the person told, or was the low risk written down?",
                "A post that exposes a patient is presumed a breach: they are told within 60 days of its discovery.",
                "Hand it to the privacy officer; 500 people or more also means the authority and the press.",
            ),
            id=(
                "Apakah orangnya sudah diberi tahu, atau risiko rendahnya dicatat?",
                "Pos yang membuka data pasien dianggap kebocoran: orangnya diberi tahu dalam 60 hari.",
                "Serahkan kepada petugas privasi; untuk 500 orang atau lebih, juga otoritas dan pers.",
            ),
            nb=(
                "Har personen fått vite det, eller er den lave risikoen begrunnet skriftlig?",
                "Et innlegg som røper en pasient, regnes som brudd: personen får vite det innen 60 dager.",
                "Gi saken til personvernombudet; ved 500 eller flere varsles også myndigheten og pressen.",
            ),
        ),
    ),
    Duty(
        "ID-PDP-2",
        WITHDRAWAL,
        ("id",),
        timedelta(hours=72),
        "UU 27/2022 Pasal 9, 40",
        wording(
            en=(
                "Has every use of it ended?",
                "When a consent is withdrawn, the use ends within three times 24 hours.",
                "Look at the website, printed matter and partners too.",
            ),
            id=(
                "Apakah semua penggunaannya sudah dihentikan?",
                "Setelah persetujuan ditarik, penggunaan berakhir paling lambat 3 x 24 jam.",
                "Periksa juga situs, bahan cetak, dan mitra.",
            ),
            nb=(
                "Er all bruk avsluttet?",
                "Når et samtykke trekkes, tar bruken slutt innen tre ganger 24 timer.",
                "Se også på nettstedet, trykksaker og partnere.",
            ),
        ),
    ),
    Duty(
        "GDPR-3",
        WITHDRAWAL,
        _AREA,
        None,
        "GDPR art. 7(3), 17, 19",
        wording(
            en=(
                "Were those who got it told, and was what has no other ground deleted?",
                "After a withdrawal the use ends, and whoever received the data hears of it without delay.",
                "Tell partners and media that had it, and delete pictures and texts you have no other ground for.",
            ),
            id=(
                "Apakah penerimanya sudah diberi tahu, dan yang tanpa dasar lain sudah dihapus?",
                "Setelah penarikan, penggunaan berakhir dan penerima data segera diberi tahu.",
                "Beri tahu mitra dan media, lalu hapus gambar dan teks yang tidak punya dasar lain.",
            ),
            nb=(
                "Har de som fikk det, fått beskjed, og er det som ikke har annet grunnlag, slettet?",
                "Når et samtykke trekkes, tar bruken slutt, og mottakere får vite det uten opphold.",
                "Si fra til partnere og medier, og slett bilder og tekster dere ikke har annet grunnlag for.",
            ),
        ),
    ),
)


def due(cause: str, countries: Iterable[str], known_at: datetime) -> tuple[Due, ...]:
    """What must be done after a take-down because of `cause`, the shortest time first.

    `countries` are those of the audience (lower-case ISO 3166); `known_at` is when somebody knew, with a time zone.
    Raises ValueError when it has none.
    """
    if known_at.tzinfo is None:
        raise ValueError("the moment at which somebody knew needs a time zone")
    there = {country.lower() for country in countries}
    fitting = [d for d in DUTIES if d.cause == cause and there & set(d.countries)]
    fitting.sort(key=lambda d: d.within or timedelta())
    return tuple(Due(d, known_at + d.within if d.within is not None else None) for d in fitting)


def keep_until(known_at: datetime) -> datetime:
    """Until when papers about it are kept: six years (45 CFR 164.316(b)(2)(i)); from 29 February, 1 March."""
    try:
        return known_at.replace(year=known_at.year + _KEPT_YEARS)
    except ValueError:
        return known_at.replace(year=known_at.year + _KEPT_YEARS, month=3, day=1)


def by_id() -> dict[str, Duty]:
    """Duties by the demand they come from."""
    return {duty.id: duty for duty in DUTIES}
