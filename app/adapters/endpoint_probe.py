"""Looks at an endpoint from this computer: its name, its certificate, whether it redirects.

Under the same rules as a test-send from here: one deadline, sockets that close when nobody
waits any more, no proxy and nothing else of the environment, no address that nobody may dial.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlsplit

from urllib3.util import SKIP_HEADER

from app.adapters.certificates import shown_certificate, trusting_anybody
from app.adapters.exchange import Exchange
from app.adapters.guarded_http import (
    check_agreement,
    close_response,
    may_be_dialled,
    new_session,
    system_tls,
)
from app.adapters.network_errors import FAILURES, too_late, translated
from app.adapters.plain_requests import requests
from app.domain.control import JobControl
from app.domain.endpoint_check import SeenAnswer, SeenCertificate
from app.domain.errors import TlsFailed

T = TypeVar("T")


class NetworkProbe:
    """Satisfies `app.domain.ports.EndpointProbe`."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, user_agent: str = "") -> None:
        self._tls = tls
        self._user_agent = user_agent

    def addresses(
        self, control: JobControl, host: str, port: int, *, timeout_s: float
    ) -> tuple[str, ...]:
        return _within(control, host, timeout_s, lambda exchange: exchange.addresses(host, port))

    def certificate(
        self, control: JobControl, host: str, port: int, *, timeout_s: float
    ) -> SeenCertificate:
        def shake_hands(tls: ssl.SSLContext) -> SeenCertificate:
            return _within(
                control, host, timeout_s, lambda one: shown_certificate(one, tls, host, port)
            )

        try:
            return shake_hands(self._tls or system_tls())
        except TlsFailed as refused:
            try:  # once more, only to read what it shows: nothing is sent over it
                seen = shake_hands(trusting_anybody())
            except TlsFailed:
                raise refused from None
            return replace(seen, failure=refused.reason)

    def answer(self, control: JobControl, url: str, *, timeout_s: float) -> SeenAnswer:
        headers = {"Accept-Encoding": SKIP_HEADER, "User-Agent": self._user_agent or SKIP_HEADER}
        prepared = requests.Request("HEAD", url, headers=headers).prepare()
        check_agreement(url, prepared)
        session = new_session(tls=self._tls, pool_size=1)

        def ask(_exchange: Exchange) -> SeenAnswer:
            response = session.send(
                prepared,
                stream=True,
                timeout=(timeout_s, timeout_s),
                allow_redirects=False,
                proxies={},
                verify=True,
            )
            try:
                location = str(response.raw.headers.get("location", ""))
                return SeenAnswer(response.status_code, location[:2048])
            finally:
                close_response(response)

        try:
            return _within(control, urlsplit(url).hostname or "", timeout_s, ask)
        finally:
            session.close()


def _within(control: JobControl, host: str, timeout_s: float, ask: Callable[[Exchange], T]) -> T:
    """One question with one deadline, its failures translated.

    Raises:
        Cancelled: Nobody waits for the answer any more.
        NetworkError: Or a kind of it: it failed.
    """
    exchange = Exchange(control, deadline_s=timeout_s, connect_s=timeout_s, may_dial=may_be_dialled)
    try:
        with exchange.running():
            found = ask(exchange)
        control.check()
        if exchange.expired:
            raise too_late(exchange, host)
    except FAILURES as exc:
        control.check()
        raise translated(exc, exchange, host) from exc
    return found
