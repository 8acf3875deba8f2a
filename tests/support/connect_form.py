"""What tests of the Connect form share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.ui.widgets import Banner, Field

TOKEN = "pst_canary_7f3a9c"
ADDRESS = "https://platform.example.com"


def fill(connect, *, name="Northwind", address=ADDRESS, secret=TOKEN):
    connect.type_into("connection_name", name)
    connect.type_into("base_url", address)
    connect.type_into("secret", secret)


def error_under(connect, name):
    field = connect.find(name).parentWidget()
    while not isinstance(field, Field):
        field = field.parentWidget()
    return field.error


def banner(connect):
    return connect.find("connect_error", Banner)


def shown_texts(connect):
    labels = connect.connect_page.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    return [label.text() for label in labels if label.isVisible()]
