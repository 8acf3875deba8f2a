"""The bill of materials, in CycloneDX 1.6: for whoever must know what runs in their house."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component as Entry
from cyclonedx.model.component import ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from app import DISTRIBUTION
from tools.package.component import Component
from tools.package.source import Source

_NAMESPACE: Final = uuid.UUID("6f1f6c0c-6a0e-4c39-9a35-3f6d2a4b8a11")


def bill_of_materials(version: str, source: Source, components: Iterable[Component]) -> str:
    """The document as JSON text; the same for the same input.

    Raises:
        RuntimeError: It is not what the schema of CycloneDX asks for.
    """
    app = Entry(
        name=DISTRIBUTION,
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=DISTRIBUTION,
        licenses=[LicenseFactory().make_from_string("Apache-2.0")],
        purl=PackageURL("generic", None, DISTRIBUTION, version, {"vcs_commit": source.commit}),
    )
    entries = [_entry(one) for one in components]
    made_at = datetime.fromtimestamp(source.epoch_s, UTC)
    bom = Bom(
        serial_number=uuid.uuid5(_NAMESPACE, f"{version} {source.commit} {source.epoch_s}"),
        metadata=BomMetaData(component=app, timestamp=made_at),
        components=entries,
    )
    bom.register_dependency(app, entries)
    text = JsonV1Dot6(bom).output_as_string(indent=2) + "\n"
    complaint = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if complaint is not None:
        raise RuntimeError(f"the bill of materials is not CycloneDX 1.6: {complaint}")
    return text


def _entry(one: Component) -> Entry:
    return Entry(
        name=one.name,
        version=one.version or None,
        type=ComponentType.LIBRARY,
        bom_ref=one.purl,
        purl=PackageURL.from_string(one.purl),
        licenses=[LicenseFactory().make_from_string(one.licence)] if one.licence else [],
    )
