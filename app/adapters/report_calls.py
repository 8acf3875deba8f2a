"""The calls that tell what was done and how it went: audit log (contract section 7)."""

from __future__ import annotations

from app.adapters.calls import Calls
from app.adapters.transport import Query
from app.adapters.wire.audit import read_audit, write_audit_filter
from app.domain.audit import AuditFilter, AuditPage
from app.domain.control import JobControl


class ReportCalls:
    """A part of `RestApi`; only reads."""

    _calls: Calls

    def audit(
        self, control: JobControl, wanted: AuditFilter, cursor: str | None = None
    ) -> AuditPage:
        query: Query = [*write_audit_filter(wanted)]
        if cursor is not None:
            query.append(("cursor", cursor))
        return read_audit(self._calls.get(control, "/audit", query).json())
