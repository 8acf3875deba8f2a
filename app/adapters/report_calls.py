"""What was done and how it went: audit log and statistics (contract section 7)."""

from __future__ import annotations

from app.adapters.calls import Calls
from app.adapters.transport import Query
from app.adapters.wire.audit import read_audit, write_audit_filter
from app.adapters.wire.stats import read_stats, write_stats_query
from app.domain.audit import AuditFilter, AuditPage
from app.domain.control import JobControl
from app.domain.stats import Stats, StatsQuery


class ReportCalls:
    """A part of `RestApi`; only reads."""

    _calls: Calls

    def audit(
        self,
        control: JobControl,
        wanted: AuditFilter,
        cursor: str | None = None,
        *,
        limit: int | None = None,
    ) -> AuditPage:
        query: Query = [*write_audit_filter(wanted)]
        if limit is not None:
            query.append(("limit", limit))
        if cursor is not None:
            query.append(("cursor", cursor))
        return read_audit(self._calls.get(control, "/audit", query).json())

    def stats(self, control: JobControl, query: StatsQuery) -> Stats:
        pairs: Query = [*write_stats_query(query)]
        return read_stats(self._calls.get(control, "/stats", pairs).json())
