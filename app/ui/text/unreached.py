"""Words for a platform that was not reached: nobody answered, or somebody else did."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain import errors as e
from app.domain.in_the_way import InTheWay
from app.ui.text.error_text import ErrorText
from app.ui.text.tls_errors import tls_words

translate = QCoreApplication.translate


def of_network(error: e.NetworkError) -> ErrorText:
    """No answer came."""
    host = error.host or translate("errors", "the platform")
    match error.code:
        case "dns_error":
            title = translate("errors", "The address {host} was not found")
            text = translate("errors", "Check the spelling and the network connection.")
        case "tls_error":
            title = translate("errors", "The connection to {host} is not secure")
            known = error if isinstance(error, e.TlsFailed) else e.TlsFailed("")
            text = tls_words(known.reason, known.dates, known.names)
        case "read_timeout" | "connect_timeout":
            title = translate("errors", "No answer from {host} in time")
            text = translate("errors", "Check that it is running and reachable from this network.")
        case "connection_reset":
            title = translate("errors", "{host} ended the connection")
            text = translate("errors", "It may be restarting. Try again in a moment.")
        case "address_blocked":
            title = translate("errors", "{host} is an address that may not be called")
            text = translate("errors", "Choose an address that is meant for this.")
        case "port_taken":
            title = translate("errors", "No port of this computer could be used")
            text = translate("errors", "Another program may hold it. Try again in a moment.")
        case "redirect_not_followed":
            title = translate("errors", "{host} answered with a redirect")
            text = translate("errors", "Redirects are not followed. Enter the final address.")
        case _:
            title = translate("errors", "{host} cannot be reached")
            text = translate("errors", "Check that it is running and reachable from this network.")
    if error.unused_proxy:
        proxy = translate(
            "errors",
            "This computer is set up to use the proxy {proxy}; this app connects directly, which "
            "its network has to allow.",
        )
        text = f"{text} {proxy.format(proxy=error.unused_proxy)}"
    said = title.format(host=host)
    said = said if error.host else said[:1].upper() + said[1:]  # "the platform" may begin it
    return ErrorText(said, text, error.code)


def of_what_is_in_the_way(error: InTheWay) -> ErrorText:
    """Whoever is in between said so."""
    if error.asks_to_sign_in:
        return ErrorText(
            translate("errors", "Something on the way to {host} asks to sign in").format(
                host=error.host
            ),
            translate(
                "errors",
                "A proxy or a sign-in page of the network is in between. Sign in there, in a "
                "browser for example, then try again. Nothing was changed here.",
            ),
            "asks_to_sign_in",
        )
    to = translate("errors", "{host} leads on to {target}") if error.target else translate(
        "errors", "{host} answered with a redirect"
    )  # fmt: skip
    text = translate(
        "errors",
        "Redirects are not followed, so that the credential goes nowhere else. Enter the final "
        "address; a sign-in page of the network may redirect, too: sign in there, then try again.",
    )
    return ErrorText(to.format(host=error.host, target=error.target), text, "redirect_not_followed")
