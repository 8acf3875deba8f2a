"""The live check of a connection, line by line and read only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.connect import hold_to, parse_base_url
from app.domain.control import JobControl
from app.domain.errors import (
    AddressLocked,
    ApiError,
    AppError,
    Busy,
    FieldRefusal,
    NetworkError,
    NotAuthorised,
    PermissionMissing,
    ProtocolError,
    Rejected,
    ServerFault,
    TlsFailed,
    is_not_offered,
)
from app.domain.ports import SignedIn
from app.domain.validation import Refused
from app.domain.workspace import (
    CheckKind,
    CheckLine,
    ConnectionReport,
    SignInKind,
)

if TYPE_CHECKING:
    from app.domain.ports import PlatformApi, PlatformApiFactory
    from app.domain.url import Url
    from app.domain.workspace import (
        ConnectRequest,
        Me,
    )

_NEEDED = "listeners:read"
_OF_A_PLATFORM = (NotAuthorised, PermissionMissing, Busy, ServerFault)  # to `GET /me`


def signed_in(request: ConnectRequest) -> SignedIn:
    """How the typed-in connection would sign in."""
    base_url = parse_base_url(request.base_url).text.rstrip("/")
    if request.sign_in is SignInKind.OAUTH2:
        return SignedIn(base_url, client_id=request.client_id, client_secret=request.secret)
    return SignedIn(base_url, token=request.secret)


def check_connection(
    control: JobControl,
    request: ConnectRequest,
    open_api: PlatformApiFactory,
    *,
    only_base_url: str = "",
) -> ConnectionReport:
    """Look at one thing after another, and stop at the first that fails.

    Args:
        control: Of the job.
        request: What was typed.
        open_api: Speaks to a platform.
        only_base_url: The one platform that may be asked; "" allows any.
    """
    try:
        who = signed_in(request)
        hold_to(only_base_url, who.base_url)
    except (Refused, AddressLocked) as exc:
        check = _Check(control)
        check.line(CheckKind.ADDRESS, exc)
        return check.report(None)
    return check_signed_in(control, who, open_api)


def check_signed_in(
    control: JobControl, who: SignedIn, open_api: PlatformApiFactory
) -> ConnectionReport:
    """The same for a connection whose address has been judged."""
    check = _Check(control)
    url = parse_base_url(who.base_url)
    api = open_api(who)
    try:
        return check.report(_ask(check, api, url))
    finally:
        api.close()


def first_failure(report: ConnectionReport) -> AppError:
    """Why a check did not pass."""
    error = next((line.error for line in report.lines if line.error is not None), None)
    if isinstance(error, AppError):
        return error
    if isinstance(error, Refused):
        return rejected(error)
    return Rejected("the connection check did not pass", status=422)


def rejected(exc: Refused) -> Rejected:
    """An address that is not accepted, as the error it is to a caller."""
    code = exc.problem.code.value
    refusal = FieldRefusal(f"/{exc.problem.field}", code, str(exc))
    return Rejected(str(exc), status=422, code=code, fields=(refusal,))


def _ask(check: _Check, api: PlatformApi, url: Url) -> Me | None:
    try:
        me = api.me(check.control)
    except AppError as exc:
        _place(check, url, exc)
        return None
    check.line(CheckKind.ADDRESS, value=url.display_host)
    check.line(CheckKind.SECURE, value=url.scheme)
    check.line(CheckKind.SIGNED_IN, value=me.user_name)
    if not me.may(_NEEDED):
        missing = PermissionMissing(
            f"{_NEEDED} is missing", status=403, code="administrator_required", permission=_NEEDED
        )
        check.line(CheckKind.PERMISSION, missing)
        return me
    check.line(CheckKind.PERMISSION, value=_NEEDED)
    check.line(CheckKind.PLAN, value=me.plan)
    try:
        check.line(CheckKind.LISTENERS, value=_count(check.control, api, me))
    except AppError as exc:
        check.line(CheckKind.LISTENERS, exc)
    return me


def _count(control: JobControl, api: PlatformApi, me: Me) -> str:
    if "changes" not in me.capabilities:
        return str(len(api.listeners(control)))
    page = api.changes(control, None)
    return f"{len(page.changed)}{'+' if page.more else ''}"


def _place(check: _Check, url: Url, error: AppError) -> None:
    """Put the failure of the first call onto the line it belongs to."""
    is_its = isinstance(error, _OF_A_PLATFORM) and not is_not_offered(error)
    if isinstance(error, ApiError) and not is_its:
        # No platform answers so to who one is: another path, or something else altogether.
        error = ProtocolError(f"{url.display_host} answered HTTP {error.status}")
    if isinstance(error, TlsFailed):
        check.line(CheckKind.ADDRESS, value=url.display_host)
        check.line(CheckKind.SECURE, error)
    elif isinstance(error, (NetworkError, ProtocolError)):
        check.line(CheckKind.ADDRESS, error)
    else:
        check.line(CheckKind.ADDRESS, value=url.display_host)
        check.line(CheckKind.SECURE, value=url.scheme)
        is_permission = isinstance(error, PermissionMissing)
        check.line(CheckKind.PERMISSION if is_permission else CheckKind.SIGNED_IN, error)


@dataclass
class _Check:
    """Collects the lines and tells of each as it is known."""

    control: JobControl
    lines: list[CheckLine] = field(default_factory=list)

    def line(self, kind: CheckKind, error: Exception | None = None, value: str = "") -> None:
        self.lines.append(CheckLine(kind, error is None, value, error))
        self.control.progress(len(self.lines), len(CheckKind), kind.value)

    def report(self, me: Me | None) -> ConnectionReport:
        return ConnectionReport(tuple(self.lines), me)
