"""The sentences for each kind of failure and for each thing to try; `causes` chooses among them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.cause_codes import CauseCode, FixCode

translate = QCoreApplication.translate


def summaries() -> dict[CauseCode, str]:
    """What happened, where no more is known than the kind of failure."""
    return {
        CauseCode.NO_DNS: translate("causes", "The address of {host} was not found."),
        CauseCode.REFUSED: translate("causes", "{host} refused the connection."),
        CauseCode.RESET: translate("causes", "{host} ended the connection before it answered."),
        CauseCode.NOT_HTTP: translate("causes", "{host} answered, but not in HTTP."),
        CauseCode.CONNECT_TIMEOUT: translate("causes", "{host} could not be reached in time."),
        CauseCode.READ_TIMEOUT: translate("causes", "No answer from {host} in time."),
        CauseCode.TLS_NAME: translate("causes", "The certificate of {host} is for another name."),
        CauseCode.TLS_EXPIRED: translate("causes", "The certificate of {host} has ended."),
        CauseCode.TLS_NOT_YET_VALID: translate(
            "causes", "The certificate of {host} is not valid yet."
        ),
        CauseCode.TLS_SELF_SIGNED: translate(
            "causes", "{host} signed its certificate itself, so nobody vouches for it."
        ),
        CauseCode.TLS_UNKNOWN_ISSUER: translate(
            "causes", "The certificate of {host} is not signed by a known authority."
        ),
        CauseCode.TLS_PROTOCOL: translate("causes", "{host} speaks no secure protocol that we do."),
        CauseCode.TLS_OTHER: translate("causes", "No secure connection to {host} could be made."),
        CauseCode.ADDRESS_BLOCKED: translate(
            "causes", "{host} is an address inside a network, which the platform may not call."
        ),
        CauseCode.REDIRECT: translate("causes", "{host} answered with a redirect to {location}."),
        CauseCode.BAD_REQUEST: translate("causes", "The endpoint did not understand the request."),
        CauseCode.UNAUTHORISED: translate("causes", "The endpoint did not accept {credential}."),
        CauseCode.ASKS_FOR_CREDENTIAL: translate(
            "causes", "The endpoint asks for authentication, and none was sent."
        ),
        CauseCode.FORBIDDEN: translate("causes", "The endpoint knows the sender but forbids this."),
        CauseCode.FORBIDDEN_TO_ANYONE: translate(
            "causes", "The endpoint forbids this, and no authentication was sent."
        ),
        CauseCode.NOT_FOUND: translate("causes", "There is nothing at this path on {host}."),
        CauseCode.METHOD_NOT_ALLOWED: translate("causes", "The endpoint does not accept POST."),
        CauseCode.GONE: translate(
            "causes",
            "The endpoint says it is gone for good. That answer to an event stops the listener.",
        ),
        CauseCode.TOO_LARGE: translate("causes", "The endpoint finds the payload too large."),
        CauseCode.MEDIA_TYPE: translate("causes", "The endpoint does not accept JSON."),
        CauseCode.UNPROCESSABLE: translate("causes", "The endpoint refused what the payload says."),
        CauseCode.TOO_MANY_REQUESTS: translate("causes", "The endpoint gets too many requests."),
        CauseCode.UNAVAILABLE: translate("causes", "The endpoint is not available at the moment."),
        CauseCode.SERVER_ERROR: translate(
            "causes", "The endpoint failed while it handled the request (status {status})."
        ),
        CauseCode.OTHER_STATUS: translate("causes", "The endpoint answered with status {status}."),
        CauseCode.TOKEN_NOT_GRANTED: translate(
            "causes", "No access token was granted for {credential}."
        ),
        CauseCode.PAYLOAD_TOO_LARGE: translate("causes", "The record is too large to be sent."),
        CauseCode.SMTP_AUTH: translate("causes", "The mail server did not accept the sign-in."),
        CauseCode.SMTP_RECIPIENT: translate("causes", "The mail server refused the recipient."),
        CauseCode.SMTP_TEMPORARY: translate(
            "causes", "The mail server cannot take the message now."
        ),
        CauseCode.SMTP_OTHER: translate("causes", "The mail server refused the message."),
    }


def fixes() -> dict[FixCode, str]:
    """What to try."""
    return {
        FixCode.CHECK_HOST: translate("causes", "Check the spelling of the host"),
        FixCode.CHECK_PORT: translate("causes", "Check the port"),
        FixCode.START_RECEIVER: translate(
            "causes", "Start the receiver on this computer, or what else should listen there"
        ),
        FixCode.CHECK_PATH: translate("causes", "Check the path of the address"),
        FixCode.CHECK_SERVICE_RUNS: translate("causes", "Check that the endpoint is running"),
        FixCode.CHECK_FIREWALL: translate(
            "causes", "Check that a firewall lets the platform through"
        ),
        FixCode.CHECK_DNS_RECORD: translate("causes", "Check that the name is in the public DNS"),
        FixCode.ANSWER_FIRST: translate(
            "causes", "Let the endpoint answer at once and do its work afterwards"
        ),
        FixCode.RENEW_CERTIFICATE: translate("causes", "Renew the certificate of the endpoint"),
        FixCode.USE_CERTIFICATE_NAME: translate(
            "causes", "Use the name that the certificate is for"
        ),
        FixCode.CHECK_CLOCK: translate("causes", "Check the clock of the computer that sent it"),
        FixCode.USE_TRUSTED_ISSUER: translate("causes", "Use a certificate of a public authority"),
        FixCode.SEND_FULL_CHAIN: translate(
            "causes", "Let the endpoint send its whole chain of certificates"
        ),
        FixCode.ALLOW_TLS_1_2: translate("causes", "Allow TLS 1.2 or newer at the endpoint"),
        FixCode.USE_PUBLIC_ADDRESS: translate("causes", "Use an address that is public"),
        FixCode.ASK_OPERATOR: translate(
            "causes", "Ask the platform's operator to allow this network"
        ),
        FixCode.USE_REDIRECT_TARGET: translate(
            "causes", "Redirects are not followed. Use the final address: {location}"
        ),
        FixCode.CHECK_PAYLOAD: translate("causes", "Compare the payload with what is expected"),
        FixCode.READ_RESPONSE: translate("causes", "Read the response; it often says why"),
        FixCode.CHECK_CREDENTIAL: translate("causes", "Check {credential} and its secret"),
        FixCode.CHOOSE_AUTH_TYPE: translate("causes", "Choose the authentication it asks for"),
        FixCode.CHECK_SIGNATURE: translate(
            "causes", "Check that the endpoint verifies with the present signing secret"
        ),
        FixCode.CHECK_PERMISSIONS: translate(
            "causes", "Ask the endpoint's owner to permit this account"
        ),
        FixCode.ALLOW_SENDER: translate(
            "causes", "Ask the endpoint's owner to allow the platform's addresses"
        ),
        FixCode.ACCEPT_POST: translate("causes", "Let the endpoint accept POST at this path"),
        FixCode.ACCEPT_JSON: translate("causes", "Let the endpoint accept application/json"),
        FixCode.RAISE_SIZE_LIMIT: translate("causes", "Raise the size limit of the endpoint"),
        FixCode.SLOW_DOWN: translate("causes", "Let the endpoint take more requests"),
        FixCode.WAIT: translate("causes", "Wait a moment, then send again"),
        FixCode.READ_ENDPOINT_LOG: translate("causes", "Look into the log of the endpoint"),
        FixCode.RENEW_TOKEN: translate("causes", "Check client ID, secret and scope"),
        FixCode.CHECK_ADDRESS: translate("causes", "Check the email address"),
        FixCode.CHECK_MAIL_SERVER: translate(
            "causes", "Ask the platform's operator about the mail server"
        ),
        FixCode.TURN_ON_AGAIN: translate(
            "causes",
            "When the endpoint is back, send again, and turn the listener on if it was stopped",
        ),
    }
