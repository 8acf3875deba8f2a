"""Writes the records that a new sandbox starts with, and one sample of each entity.

Invented people at `.example` addresses with numbers of the right shape: believable,
and nobody's.  The same files come out every time; run it again after a change here.

    python resources/seed/make_seed.py
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

Record = dict[str, Any]

SEED: Final = 20261101
FIRST_DAY: Final = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"

INSTANCE: Final = {
    "name": "Example Advisors",
    "plan": "plan_pro",
}
CHANNELS: Final = [
    {"id": "chn_01k4western0cape0brokers00", "name": "Western Cape brokers"},
    {"id": "chn_01k4gauteng0direct0sales00", "name": "Gauteng direct sales"},
]
USERS: Final = [
    {
        "id": "usr_01k4thandi0mokoena00000000",
        "name": "Thandi Mokoena",
        "email": "thandi@example-advisors.example",
        "role": "administrator",
    },
    {
        "id": "usr_01k4pieter0vandermerwe0000",
        "name": "Pieter van der Merwe",
        "email": "pieter@example-advisors.example",
        "role": "read_only",
    },
    {
        "id": "usr_01k4aisha0davids0000000000",
        "name": "Aisha Davids",
        "email": "aisha@example-advisors.example",
        "role": "member",
    },
]
PREFIXES: Final = {
    "advisers": "adv",
    "clients": "cli",
    "policies": "pol",
    "quotes": "quo",
    "leads": "led",
    "claims": "clm",
    "tasks": "tsk",
    "notes": "not",
    "payments": "pay",
    "commission_runs": "run",
    "users": "usr",
    "audit_entries": "aud",
}

ADVISERS: Final = [
    ("Lerato", "Nkosi", "Gauteng"),
    ("Johan", "Botha", "Western Cape"),
    ("Fatima", "Adams", "Western Cape"),
    ("Sipho", "Dlamini", "KwaZulu-Natal"),
    ("Priya", "Naidoo", "Gauteng"),
]
# first name, last name, title, born, is a man, language, then the address
CLIENTS: Final = [
    ("Nomvula", "Khumalo", "Ms", "1988-03-14", False, "isiZulu",
     "14 Mabel Road", "Morningside", "Durban", "KwaZulu-Natal", "4001"),
    ("Willem", "Steyn", "Mr", "1971-11-02", True, "Afrikaans",
     "8 Kerk Street", "Dorp", "Stellenbosch", "Western Cape", "7600"),
    ("Zanele", "Mthembu", "Mrs", "1993-07-25", False, "isiZulu",
     "221 Vilakazi Street", "Orlando West", "Soweto", "Gauteng", "1804"),
    ("Riaan", "Pretorius", "Mr", "1979-01-30", True, "Afrikaans",
     "5 Jakaranda Avenue", "Lynnwood", "Pretoria", "Gauteng", "0081"),
    ("Ayesha", "Patel", "Dr", "1984-09-09", False, "English",
     "63 Umhlanga Rocks Drive", "Umhlanga", "Durban", "KwaZulu-Natal", "4320"),
    ("Thabo", "Molefe", "Mr", "1990-05-18", True, "Sesotho",
     "17 President Brand Street", "Westdene", "Bloemfontein", "Free State", "9301"),
    ("Chantelle", "Jacobs", "Ms", "1996-12-06", False, "Afrikaans",
     "40 Halt Road", "Elsies River", "Cape Town", "Western Cape", "7490"),
    ("Bongani", "Zulu", "Mr", "1982-04-21", True, "isiZulu",
     "3 Ridge Road", "Berea", "Durban", "KwaZulu-Natal", "4001"),
    ("Emily", "Thompson", "Mrs", "1965-08-11", False, "English",
     "29 Beach Road", "Summerstrand", "Gqeberha", "Eastern Cape", "6001"),
    ("Themba", "Ndlovu", "Mr", "1987-10-03", True, "isiXhosa",
     "112 Oxford Street", "Southernwood", "East London", "Eastern Cape", "5201"),
    ("Karabo", "Maseko", "Prof", "1976-02-27", False, "Sesotho",
     "9 Bendor Drive", "Bendor", "Polokwane", "Limpopo", "0699"),
    ("David", "O'Reilly", "Mr", "1999-06-15", True, "English",
     "77 Kloof Street", "Gardens", "Cape Town", "Western Cape", "8001"),
]  # fmt: skip
LEADS: Final = [
    ("Palesa Mokoena", "website", "new", "life_cover", "Gauteng"),
    ("Deon Vermeulen", "referral", "contacted", "retirement_annuity", "Western Cape"),
    ("Naledi Sithole", "campaign", "qualified", "medical_gap_cover", "Mpumalanga"),
    ("Imraan Khan", "call_centre", "new", "income_protection", "KwaZulu-Natal"),
    ("Mariska du Plessis", "walk_in", "won", "funeral_cover", "North West"),
    ("Kagiso Tau", "website", "lost", "car_and_home", "Northern Cape"),
]
INSURERS: Final = ["Protea Life", "Kaapstad Mutual", "Ubuntu Assurance", "Drakensberg Insurance"]
PRODUCTS: Final = [
    ("life_cover", 1_500_000, 489.5),
    ("income_protection", 420_000, 612.0),
    ("funeral_cover", 50_000, 149.0),
    ("medical_gap_cover", 185_000, 355.25),
    ("severe_illness", 800_000, 540.75),
    ("car_and_home", 640_000, 1184.9),
    ("retirement_annuity", 0, 2500.0),
    ("life_cover", 3_000_000, 912.4),
    ("disability_cover", 1_000_000, 398.6),
]


class Book:
    """Collects records in the order of their creation, with ids and times."""

    def __init__(self) -> None:
        self._random = random.Random(SEED)  # noqa: S311 - the same data every time
        self._now = FIRST_DAY
        self.records: dict[str, list[Record]] = {entity: [] for entity in PREFIXES}
        self.order: list[tuple[str, Record]] = []

    def add(self, entity: str, *, channel: int | None = None, **fields: Any) -> Record:
        """Add one record of an entity."""
        self._now += timedelta(minutes=self._random.randint(37, 1500))
        at = self._now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{self._random.randint(0, 999):03d}Z"
        tail = "".join(self._random.choice(ALPHABET) for _ in range(16))
        record = {
            "id": f"{PREFIXES[entity]}_01k4{len(self.order):06d}{tail}",
            "version": 1,
            "channel_id": None if channel is None else CHANNELS[channel]["id"],
            "created_at": at,
            "updated_at": at,
            **fields,
        }
        self.records[entity].append(record)
        self.order.append((entity, record))
        return record

    def day(self, offset_days: int) -> str:
        """A day counted from the present one of the book."""
        return (self._now.date() + timedelta(days=offset_days)).isoformat()

    def phone(self) -> str:
        """A number in a range that nobody has."""
        area = self._random.choice(["11", "12", "21", "31", "41", "51"])
        return f"+27 {area} 555 {self._random.randint(100, 199):04d}"

    def id_number(self, born: date, *, is_man: bool) -> str:
        """Thirteen digits with a correct check digit."""
        serial = self._random.randint(5000, 9999) if is_man else self._random.randint(0, 4999)
        digits = f"{born:%y%m%d}{serial:04d}08"
        return digits + str(check_digit(digits))

    def pick(self, entity: str) -> Record:
        """Any record of an entity."""
        return self._random.choice(self.records[entity])

    def amount(self, low: int, high: int) -> float:
        """An amount with cents."""
        return self._random.randint(low * 100, high * 100) / 100


def check_digit(digits: str) -> int:
    """The Luhn digit of a number."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits), 1)]
    return -sum(value // 10 + value % 10 for value in doubled) % 10


def mailbox(name: str) -> str:
    """An address that cannot exist."""
    return name.lower().replace(" ", ".").replace("'", "") + "@mail.example"


def write_people(book: Book) -> None:
    """Advisers, clients and leads."""
    for place, (first, last, province) in enumerate(ADVISERS):
        book.add(
            "advisers", channel=place % 2, first_name=first, last_name=last,
            email=f"{first.lower()}@example-advisors.example", phone=book.phone(),
            fsp_number=str(41_207 + 311 * place), status="active", province=province,
        )  # fmt: skip
    for place, row in enumerate(CLIENTS):
        first, last, title, born, is_man, language, street, suburb, city, province, code = row
        book.add(
            "clients", channel=(0, 1, None)[place % 3],
            client_number=f"C-{10_041 + 7 * place}", title=title, first_name=first, last_name=last,
            id_number=book.id_number(date.fromisoformat(born), is_man=is_man), date_of_birth=born,
            email=mailbox(f"{first} {last}"), phone=book.phone(),
            status="lapsed" if place == 8 else "active", preferred_language=language,
            address={"street": street, "suburb": suburb, "city": city, "province": province,
                     "postal_code": code},
            monthly_income_zar=round(book.amount(14_500, 96_000), -2), is_smoker=place in (3, 7),
            adviser_id=book.pick("advisers")["id"],
        )  # fmt: skip
    for place, (name, source, stage, interest, province) in enumerate(LEADS):
        book.add(
            "leads", channel=place % 2, full_name=name, email=mailbox(name), phone=book.phone(),
            source=source, stage=stage, interest=interest, province=province,
            consent_to_contact=stage != "lost",
        )  # fmt: skip


def write_business(book: Book) -> None:
    """Quotes, policies, payments and claims."""
    for place, (product, cover, premium) in enumerate(PRODUCTS):
        client = book.records["clients"][place]
        insurer = INSURERS[place % len(INSURERS)]
        if place % 2 == 0:
            book.add(
                "quotes", reference=f"Q-2026-{1187 + 13 * place}", client_id=client["id"],
                insurer=insurer, product=product,
                status=("accepted", "sent", "draft", "expired", "declined")[place // 2],
                cover_amount_zar=cover, monthly_premium_zar=premium, valid_until=book.day(30),
            )["channel_id"] = client["channel_id"]  # fmt: skip
        book.add(
            "policies", policy_number=f"PS-{704_113 + 1_009 * place}", client_id=client["id"],
            insurer=insurer, product=product, status="lapsed" if place == 8 else "in_force",
            cover_amount_zar=cover, monthly_premium_zar=premium, inception_date=book.day(7),
            debit_day=(1, 15, 25)[place % 3], adviser_id=client["adviser_id"],
        )["channel_id"] = client["channel_id"]  # fmt: skip
    for place, policy in enumerate(book.records["policies"][:8]):
        failed = place == 5
        record = book.add(
            "payments", reference=f"DO-2026-10-{4_410 + place}", policy_id=policy["id"],
            kind="premium", method="debit_order", status="failed" if failed else "collected",
            amount_zar=policy["monthly_premium_zar"], due_date=book.day(0),
        )  # fmt: skip
        record["channel_id"] = policy["channel_id"]
        if not failed:
            record["collected_at"] = record["created_at"]
    for place, (kind, status, words) in enumerate(
        [
            (
                "weather",
                "in_review",
                "Hail broke the roof sheets and a window of the main bedroom.",
            ),
            ("accident", "approved", "Rear-end collision on the N1 at the Grayston off-ramp."),
            ("illness", "submitted", "Hospital account above the scheme's tariff, 3 nights."),
            ("theft", "rejected", "Laptop taken from an unlocked car."),
        ]
    ):
        policy = book.records["policies"][(5, 5, 3, 5)[place]]
        book.add(
            "claims", reference=f"CL-{88_031 + 17 * place}", policy_id=policy["id"],
            client_id=policy["client_id"], kind=kind, status=status,
            incident_date=book.day(-4 - place), amount_zar=book.amount(4_800, 61_000),
            description=words,
        )["channel_id"] = policy["channel_id"]  # fmt: skip


def write_office(book: Book) -> None:
    """Tasks, notes, and what cannot be listened to."""
    for subject, status, priority, due in [
        ("Send the annual review to Nomvula Khumalo", "open", "normal", 5),
        ("Call Riaan Pretorius about the failed debit order", "in_progress", "high", 1),
        ("Collect proof of address from Thabo Molefe", "open", "low", 12),
        ("Compare gap cover quotes for Ayesha Patel", "done", "normal", -2),
        ("Renew the FSP declaration", "open", "high", 20),
    ]:
        book.add(
            "tasks", subject=subject, status=status, priority=priority, due_date=book.day(due),
            client_id=book.pick("clients")["id"], adviser_id=book.pick("advisers")["id"],
        )  # fmt: skip
    for subject, words in [
        ("Prefers WhatsApp", "Asked to be called after 17:00 only; WhatsApp is fine at any time."),
        ("Beneficiary changed", "Spouse replaces parent as beneficiary. Form signed and filed."),
        ("Moving to George", "Moves in January; the car and home policy needs the new address."),
        ("Praat liewer Afrikaans", "Wil die jaarlikse oorsig in Afrikaans hê, asseblief."),
    ]:
        book.add("notes", subject=subject, text=words, client_id=book.pick("clients")["id"])
    for period, status in [("2026-09", "paid"), ("2026-10", "calculated")]:
        book.add(
            "commission_runs", reference=f"RUN-{period}", period=period, status=status,
            total_zar=book.amount(84_000, 131_000), payments=8,
        )  # fmt: skip
    for user in USERS:
        book.add("users", name=user["name"], email=user["email"], role=user["role"], is_active=True)
    book.add(
        "audit_entries", action="sign_in", actor=USERS[0]["name"], resource="users",
        detail="Signed in from the Cape Town office.",
    )  # fmt: skip


WRITERS: Final[list[Callable[[Book], None]]] = [write_people, write_business, write_office]


def files() -> Iterator[tuple[str, str]]:
    """Every file that this script writes: its path below `resources` and its text."""
    book = Book()
    for write in WRITERS:
        write(book)
    start = {"instance": INSTANCE, "channels": CHANNELS, "users": USERS}
    yield "seed/instance.json", json.dumps(start, indent=2, ensure_ascii=False) + "\n"
    rows = [json.dumps([entity, record], ensure_ascii=False) for entity, record in book.order]
    yield "seed/records.json", "[\n" + ",\n".join(rows) + "\n]\n"
    for entity, prefix in PREFIXES.items():
        sample = book.records[entity][0] | {"id": f"{prefix}_00000000000000000000sample"}
        text = json.dumps(sample, ensure_ascii=False, separators=(",", ":"))
        yield f"catalog/samples/{entity}.json", text


def main() -> None:
    """Write all files."""
    resources = Path(__file__).parent.parent
    for name, text in files():
        target = resources / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
