"""Writes the JSON Schemas of all entities; run it again after a change here.

One compact description per entity keeps the twelve schemas alike: the members that
every record has, titles for forms, and nothing unknown.

    python resources/catalog/make_schemas.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

Schema = dict[str, Any]

PROVINCES: Final = [
    "Eastern Cape",
    "Free State",
    "Gauteng",
    "KwaZulu-Natal",
    "Limpopo",
    "Mpumalanga",
    "North West",
    "Northern Cape",
    "Western Cape",
]
PRODUCTS: Final = [
    "life_cover",
    "disability_cover",
    "severe_illness",
    "income_protection",
    "funeral_cover",
    "retirement_annuity",
    "medical_gap_cover",
    "car_and_home",
]


def text(title: str, *, longest: int = 200, shortest: int = 0, **more: Any) -> Schema:
    """A line of text."""
    least = {"minLength": shortest} if shortest else {}
    return {"title": title, "type": "string", **least, "maxLength": longest, **more}


def choice(title: str, values: list[str], *, default: str | None = None) -> Schema:
    """One of a few values."""
    start = {} if default is None else {"default": default}
    return {"title": title, "type": "string", "enum": values, **start}


def rand(title: str) -> Schema:
    """An amount in South African rand."""
    return {"title": title, "type": "number", "minimum": 0, "maximum": 1_000_000_000}


def number(title: str, *, least: int, most: int) -> Schema:
    """A whole number."""
    return {"title": title, "type": "integer", "minimum": least, "maximum": most}


def flag(title: str, *, default: bool) -> Schema:
    """A yes or a no."""
    return {"title": title, "type": "boolean", "default": default}


def day(title: str) -> Schema:
    """A calendar day."""
    shape = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
    return {"title": title, "type": "string", "format": "date", "pattern": shape}


def moment(title: str) -> Schema:
    """A point in time."""
    return {"title": title, "type": "string", "format": "date-time", "maxLength": 40}


def email() -> Schema:
    """An e-mail address."""
    return text("Email", longest=254, format="email", pattern=r"^[^@\s]+@[^@\s]+$")


def phone() -> Schema:
    """A South African number in international form."""
    return text("Phone", longest=20, pattern=r"^\+[0-9 ]{7,19}$", examples=["+27 21 555 0134"])


def reference(title: str, entity: str) -> Schema:
    """The id of another record."""
    return text(title, longest=64, pattern=r"^[a-z]{2,8}_[0-9a-z]{20,40}$", **{"x-entity": entity})


def long_text(title: str) -> Schema:
    """Several lines of text."""
    return text(title, longest=20_000, **{"x-multiline": True})


# entity: (title, id prefix, required members, members)
ENTITIES: Final[dict[str, tuple[str, str, list[str], dict[str, Schema]]]] = {
    "clients": (
        "Client",
        "cli",
        ["first_name", "last_name", "email"],
        {
            "client_number": text("Client number", longest=20),
            "title": choice("Title", ["Mr", "Mrs", "Ms", "Dr", "Prof"]),
            "first_name": text("First name", longest=100, shortest=1),
            "last_name": text("Last name", longest=100, shortest=1),
            "id_number": text(
                "ID number", longest=13, pattern=r"^[0-9]{13}$", examples=["8501015009087"]
            ),
            "date_of_birth": day("Date of birth"),
            "email": email(),
            "phone": phone(),
            "status": choice("Status", ["prospect", "active", "lapsed"], default="active"),
            "preferred_language": choice(
                "Preferred language", ["English", "Afrikaans", "isiXhosa", "isiZulu", "Sesotho"]
            ),
            "address": {
                "title": "Address",
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "street": text("Street"),
                    "suburb": text("Suburb", longest=100),
                    "city": text("City", longest=100),
                    "province": choice("Province", PROVINCES),
                    "postal_code": text("Postal code", longest=4, pattern=r"^[0-9]{4}$"),
                },
            },
            "monthly_income_zar": rand("Monthly income (ZAR)"),
            "is_smoker": flag("Smoker", default=False),
            "adviser_id": reference("Adviser", "advisers"),
        },
    ),
    "policies": (
        "Policy",
        "pol",
        ["policy_number", "client_id", "product", "monthly_premium_zar"],
        {
            "policy_number": text("Policy number", longest=40, shortest=1),
            "client_id": reference("Client", "clients"),
            "insurer": text("Insurer", longest=100),
            "product": choice("Product", PRODUCTS),
            "status": choice(
                "Status", ["pending", "in_force", "lapsed", "cancelled"], default="pending"
            ),
            "cover_amount_zar": rand("Cover amount (ZAR)"),
            "monthly_premium_zar": rand("Monthly premium (ZAR)"),
            "inception_date": day("Inception date"),
            "debit_day": number("Debit day", least=1, most=31),
            "adviser_id": reference("Adviser", "advisers"),
        },
    ),
    "quotes": (
        "Quote",
        "quo",
        ["reference", "product", "monthly_premium_zar"],
        {
            "reference": text("Reference", longest=40, shortest=1),
            "client_id": reference("Client", "clients"),
            "insurer": text("Insurer", longest=100),
            "product": choice("Product", PRODUCTS),
            "status": choice(
                "Status", ["draft", "sent", "accepted", "declined", "expired"], default="draft"
            ),
            "cover_amount_zar": rand("Cover amount (ZAR)"),
            "monthly_premium_zar": rand("Monthly premium (ZAR)"),
            "valid_until": day("Valid until"),
        },
    ),
    "leads": (
        "Lead",
        "led",
        ["full_name"],
        {
            "full_name": text("Full name", shortest=1),
            "email": email(),
            "phone": phone(),
            "source": choice(
                "Source", ["website", "referral", "campaign", "call_centre", "walk_in"]
            ),
            "stage": choice(
                "Stage", ["new", "contacted", "qualified", "won", "lost"], default="new"
            ),
            "interest": choice("Interest", PRODUCTS),
            "province": choice("Province", PROVINCES),
            "consent_to_contact": flag("Agreed to be contacted", default=False),
        },
    ),
    "claims": (
        "Claim",
        "clm",
        ["reference", "policy_id", "amount_zar"],
        {
            "reference": text("Reference", longest=40, shortest=1),
            "policy_id": reference("Policy", "policies"),
            "client_id": reference("Client", "clients"),
            "kind": choice(
                "Kind", ["death", "disability", "illness", "accident", "theft", "weather"]
            ),
            "status": choice(
                "Status",
                ["submitted", "in_review", "approved", "paid", "rejected"],
                default="submitted",
            ),
            "incident_date": day("Date of the incident"),
            "amount_zar": rand("Amount (ZAR)"),
            "description": long_text("Description"),
        },
    ),
    "tasks": (
        "Task",
        "tsk",
        ["subject"],
        {
            "subject": text("Subject", shortest=1),
            "status": choice("Status", ["open", "in_progress", "done"], default="open"),
            "priority": choice("Priority", ["low", "normal", "high"], default="normal"),
            "due_date": day("Due date"),
            "client_id": reference("Client", "clients"),
            "adviser_id": reference("Adviser", "advisers"),
            "description": long_text("Description"),
        },
    ),
    "notes": (
        "Note",
        "not",
        ["subject", "text"],
        {
            "subject": text("Subject", shortest=1),
            "text": long_text("Text"),
            "client_id": reference("Client", "clients"),
            "is_pinned": flag("Pinned", default=False),
        },
    ),
    "payments": (
        "Payment",
        "pay",
        ["reference", "policy_id", "amount_zar"],
        {
            "reference": text("Reference", longest=40, shortest=1),
            "policy_id": reference("Policy", "policies"),
            "kind": choice("Kind", ["premium", "commission", "refund", "claim_payout"]),
            "method": choice("Method", ["debit_order", "eft", "card"]),
            "status": choice("Status", ["due", "collected", "failed", "reversed"], default="due"),
            "amount_zar": rand("Amount (ZAR)"),
            "due_date": day("Due date"),
            "collected_at": moment("Collected at"),
        },
    ),
    "advisers": (
        "Adviser",
        "adv",
        ["first_name", "last_name", "email"],
        {
            "first_name": text("First name", longest=100, shortest=1),
            "last_name": text("Last name", longest=100, shortest=1),
            "email": email(),
            "phone": phone(),
            "fsp_number": text("FSP number", longest=10, pattern=r"^[0-9]{3,6}$"),
            "status": choice("Status", ["active", "on_leave", "left"], default="active"),
            "province": choice("Province", PROVINCES),
        },
    ),
    "commission_runs": (
        "Commission run",
        "run",
        ["reference", "period"],
        {
            "reference": text("Reference", longest=40, shortest=1),
            "period": text("Period", longest=7, pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$"),
            "status": choice("Status", ["open", "calculated", "paid"], default="open"),
            "total_zar": rand("Total (ZAR)"),
            "payments": number("Payments", least=0, most=1_000_000),
        },
    ),
    "users": (
        "User",
        "usr",
        ["name", "email"],
        {
            "name": text("Name", shortest=1),
            "email": email(),
            "role": choice("Role", ["administrator", "read_only", "member"], default="member"),
            "is_active": flag("Active", default=True),
        },
    ),
    "audit_entries": (
        "Audit entry",
        "aud",
        ["action", "actor"],
        {
            "action": text("Action", longest=100, shortest=1),
            "actor": text("Actor", shortest=1),
            "resource": text("Resource"),
            "detail": long_text("Detail"),
        },
    ),
}


def schema_of(entity: str) -> Schema:
    """The JSON Schema (2020-12) of one entity's records."""
    title, prefix, required, members = ENTITIES[entity]
    identity = {
        "title": "Id",
        "type": "string",
        "pattern": f"^{prefix}_[0-9a-z]{{20,40}}$",
        "readOnly": True,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:picksmart-webhooks:schema:{entity}",
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "version", "channel_id", "created_at", "updated_at", *required],
        "properties": {
            "id": identity,
            "version": {"title": "Version", "type": "integer", "minimum": 1, "readOnly": True},
            "channel_id": {
                "title": "Distribution channel",
                "type": ["string", "null"],
                "default": None,
            },
            "created_at": moment("Created at") | {"readOnly": True},
            "updated_at": moment("Updated at") | {"readOnly": True},
            **members,
        },
    }


def main() -> None:
    """Write all schemas beside this script."""
    folder = Path(__file__).parent / "schemas"
    folder.mkdir(exist_ok=True)
    for entity in ENTITIES:
        written = json.dumps(schema_of(entity), indent=2, ensure_ascii=False) + "\n"
        (folder / f"{entity}.json").write_text(written, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
