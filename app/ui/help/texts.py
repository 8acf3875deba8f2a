"""What each page is for, in a few sentences: the text of F1."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class HelpText:
    """A page's help."""

    title: str
    paragraphs: tuple[str, ...]


def of(page: str) -> HelpText:
    """The help for a page; that of the start for one that has none."""
    found = {
        "listeners": _listeners,
        "listener_form": _listener_form,
        "test_result": _test_result,
        "deliveries": _deliveries,
        "why": _why,
        "health": _health,
        "credentials": _credentials,
        "changes": _changes,
        "sandbox_records": _sandbox_records,
        "receiver": _receiver,
        "mailbox": _mailbox,
        "pending": _pending,
        "connect": _connect,
    }
    return found.get(page, _welcome)()


def _listeners() -> HelpText:
    return HelpText(
        translate("help", "Webhook Listeners"),
        (
            translate(
                "help",
                "A listener tells the platform to send a webhook, or an email, whenever a record"
                " of an entity is created or updated.",
            ),
            translate(
                "help",
                "The list shows where each one sends to, its status, and how the last 24 hours"
                " went. Select one to see more; select several to change all of them at once.",
            ),
            translate(
                "help",
                "Changes are kept here first and sent as soon as the platform can be reached, so"
                " nothing is lost without a connection.",
            ),
        ),
    )


def _listener_form() -> HelpText:
    return HelpText(
        translate("help", "New or edited listener"),
        (
            translate(
                "help",
                "Choose the entity and the function to listen to, then an endpoint or an email"
                " address to send to.",
            ),
            translate(
                "help",
                "On the right, Preview shows the exact bytes that will be sent, Test sends them"
                " once before anything is saved, and Checks looks for what would keep deliveries"
                " from arriving.",
            ),
            translate("help", "What is typed is kept, also when the app ends before it is saved."),
        ),
    )


def _test_result() -> HelpText:
    return HelpText(
        translate("help", "Test delivery"),
        (
            translate(
                "help",
                "One delivery that was sent just now: how it ended, how long each part took, and"
                " what was sent and answered, secrets masked.",
            ),
            translate(
                "help", "Where it failed, the likely cause stands beside it, with a way out."
            ),
        ),
    )


def _deliveries() -> HelpText:
    return HelpText(
        translate("help", "Deliveries"),
        (
            translate(
                "help",
                "Everything that was sent, newest first, with each attempt. A delivery that fails"
                " is tried again, ten times in all, over about three days.",
            ),
            translate(
                "help",
                "Replay sends the same bytes once more. Receivers may get an event twice and know"
                " it by its webhook-id.",
            ),
        ),
    )


def _why() -> HelpText:
    return HelpText(
        translate("help", "Why did it not arrive?"),
        (
            translate(
                "help",
                "Enter the ID of a record, of an event or of a delivery, and see every listener"
                " that was considered: which got it, which did not, and why.",
            ),
            translate("help", "A listener that is not named was created after the event."),
        ),
    )


def _health() -> HelpText:
    return HelpText(
        translate("help", "Health"),
        (
            translate(
                "help",
                "How many deliveries got through, how long endpoints took to answer, and which"
                " listeners need attention.",
            ),
            translate("help", "The arrow keys walk along a chart and read its values."),
        ),
    )


def _credentials() -> HelpText:
    return HelpText(
        translate("help", "Credentials"),
        (
            translate(
                "help",
                "What endpoints ask for before they accept a delivery. Secrets are entered once;"
                " they can be replaced, but never shown again.",
            ),
            translate("help", "A credential that a listener uses cannot be deleted."),
        ),
    )


def _changes() -> HelpText:
    return HelpText(
        translate("help", "Changes"),
        (
            translate(
                "help",
                "Who changed what on the platform, and when, day by day. Undo makes a new change"
                " that puts the values back as they were.",
            ),
        ),
    )


def _sandbox_records() -> HelpText:
    return HelpText(
        translate("help", "Sandbox records"),
        (
            translate(
                "help",
                "Records to practise with. Saving one sets off its webhooks, and what happens is"
                " shown step by step.",
            ),
        ),
    )


def _receiver() -> HelpText:
    return HelpText(
        translate("help", "Receiver"),
        (
            translate(
                "help",
                "An endpoint on this computer that shows what arrives, checks the signature, and"
                " answers as you like, also badly.",
            ),
            translate("help", "It can be reached from this computer only."),
            translate(
                "help",
                "Send again has the platform try the delivery once more, or sends the same bytes"
                " from here. A sample that is kept is offered in the preview of listeners.",
            ),
        ),
    )


def _mailbox() -> HelpText:
    return HelpText(
        translate("help", "Mailbox"),
        (
            translate(
                "help",
                "The sandbox keeps what it sends by email here, so that nothing leaves this"
                " computer. Each message is shown as it was sent: what it says, the attached"
                " record, the headers and the bytes.",
            ),
            translate(
                "help",
                "Messages go after 30 days, and the oldest before that when there are very many."
                " Save one as a file to open it in a mail program.",
            ),
        ),
    )


def _pending() -> HelpText:
    return HelpText(
        translate("help", "Waiting changes"),
        (
            translate(
                "help",
                "What was changed here and the platform does not have yet: since when, why, and a"
                " way to take it back.",
            ),
        ),
    )


def _connect() -> HelpText:
    return HelpText(
        translate("help", "Connect to a platform"),
        (
            translate(
                "help",
                "The address of the platform, and a token or a client with its secret. Check looks"
                " whether they work and changes nothing.",
            ),
            translate("help", "The secret is kept in this computer's keychain, never in a file."),
        ),
    )


def _welcome() -> HelpText:
    return HelpText(
        translate("help", "Start"),
        (
            translate(
                "help",
                "The sandbox is a platform of its own on this computer, to practise with: nothing"
                " in it reaches anybody.",
            ),
            translate("help", "Connect works with the platform of your firm."),
        ),
    )
