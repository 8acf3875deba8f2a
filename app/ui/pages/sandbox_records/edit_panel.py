"""The middle of the page: the record's form and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import Conflict, Rejected
from app.domain.record import record_label
from app.domain.times import Clock, parse_time, utc_now
from app.ui.away import Away
from app.ui.forms.schema import SchemaField
from app.ui.forms.schema_form import SchemaForm
from app.ui.pages.frame import FittingColumn
from app.ui.pages.sandbox_records.columns import number_of
from app.ui.pages.sandbox_records.edit_presenter import Editing, RecordEditPresenter
from app.ui.pages.sandbox_records.reach import Reach
from app.ui.text import errors, problems, times
from app.ui.theme import TextRole, Tone
from app.ui.widgets import (
    Banner,
    Button,
    ElidingLabel,
    Hint,
    PlainLabel,
    line,
    set_tooltip,
)


class EditPanel(QWidget):
    """Shows the presenter's `Editing`; the form is built anew for another entity."""

    def __init__(
        self,
        presenter: RecordEditPresenter,
        *,
        reason_to_only_read: str = "",
        away: Away | None = None,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._clock = clock
        self._only_read = reason_to_only_read
        self._away = away
        if away is not None:
            away.setParent(self)
            away.changed.connect(self._judge_save)
        self._fields: tuple[SchemaField, ...] = ()
        self._shown: tuple[str, str, int] | None = None
        self._form: SchemaForm | None = None
        self._title = ElidingLabel("", TextRole.HEADING)
        self._title.setObjectName("record_title")
        self._id = ElidingLabel("", ink="text2", mode=Qt.TextElideMode.ElideMiddle)
        self._state = PlainLabel("", TextRole.SECOND, ink="text2")
        self._state.setObjectName("record_state")
        self._banner = Banner(Tone.BAD, speaks=True)
        self._banner.setObjectName("record_error")
        self._banner.hide()
        self._save = Button(self.tr("Save"), kind="primary")
        self._save.setObjectName("save")
        self._revert = Button(self.tr("Revert"))
        self._revert.setObjectName("revert")
        self._random = Button(self.tr("Change at random"), icon_name="shuffle")
        self._random.setObjectName("change_at_random")
        self._reach = Hint("", Tone.INFO, icon_name="bolt")
        self._reach.setObjectName("reach")
        self._content = QWidget()
        self._build()
        self._save.clicked.connect(self.save)
        self._revert.clicked.connect(self._start_over)
        self._random.clicked.connect(presenter.change_at_random)
        presenter.changed.connect(self._show)
        self._show(presenter.editing)

    def set_only_read(self, reason: str) -> None:
        """Why records cannot be changed by now; "" when they can.  What was typed stays."""
        self._only_read = reason
        if self._form is not None:
            self._form.set_read_only(bool(reason))
        if self._presenter.editing is not None:
            self._show_words(self._presenter.editing)

    @Slot()
    def save(self) -> None:
        """Save, or show what is wrong."""
        if self._form is not None and self._form.submit() is not None:
            self._presenter.save()

    @property
    def why_no_save(self) -> str:
        """Why no record can be saved, whatever is in it."""
        return self._only_read or (self._away.why if self._away is not None else "")

    def focus_first(self) -> None:
        """Put the cursor into the first field of the record."""
        if self._form is not None:
            self._form.focus_first()

    @Slot()
    def _start_over(self) -> None:
        self._presenter.revert()
        if self._form is not None and self._presenter.editing is not None:
            self._form.load(self._presenter.editing.values)

    @Slot()
    def _judge_save(self) -> None:
        editing = self._presenter.editing
        if editing is not None and not editing.is_saving:
            is_clean = editing.record is not None and not editing.is_dirty
            clean = self.tr("Nothing was changed") if is_clean else ""
            self._save.set_reason(self.why_no_save or clean)

    @Slot(object)
    def _show(self, editing: Editing | None) -> None:
        self._content.setVisible(editing is not None)
        if editing is None:
            self._shown = None
            return
        form = self._form_for(editing)
        version = editing.record.version if editing.record is not None else 0
        shown = (editing.entity.name, editing.key, version)
        if shown != self._shown:
            self._shown = shown
            form.load(editing.values)
        elif form.draft != editing.values:
            form.show_draft(editing.values)
        self._show_words(editing)
        self._show_error(editing, form)

    def _show_words(self, editing: Editing) -> None:
        new = self.tr("New record in {entity}").format(entity=editing.entity.name)
        self._title.setText(record_label(editing.record.fields) if editing.record else new)
        record = editing.record
        self._id.setText(number_of(record.fields) or record.id if record else "")
        set_tooltip(self._id, record.id if record else "")
        if editing.is_dirty:
            self._state.setText(self.tr("Not saved"))
            set_tooltip(self._state, "")
        else:
            self._show_when_saved(editing)
        self._save.set_busy(self.tr("Saving...") if editing.is_saving else None)
        if not editing.is_saving:
            clean = "" if editing.is_dirty else self.tr("Nothing was changed")
            self._judge_save()
            self._revert.set_reason(clean)
            self._random.set_reason(self._only_read)
            is_new = editing.record is None
            self._random.set_words(
                self.tr("Fill at random") if is_new else self.tr("Change at random")
            )
        if self._only_read:
            self._reach.set_message(f"{self._only_read}.", Tone.MUTE, icon_name="lock")
        else:
            self._reach.set_message(self._reach_words(editing), Tone.INFO, icon_name="bolt")

    def _show_when_saved(self, editing: Editing) -> None:
        at = editing.record.fields.get("updated_at") if editing.record is not None else None
        try:
            saved = parse_time(at) if isinstance(at, str) else None
        except ValueError:
            saved = None
        if saved is None:
            self._state.clear()
            return
        now = self._clock()
        is_today = times.local(saved).date() == times.local(now).date()
        time = times.clock(saved) if is_today else times.short(saved, now)
        self._state.setText(self.tr("Saved {time}").format(time=time))
        set_tooltip(self._state, times.utc_tooltip(saved))

    def _reach_words(self, editing: Editing) -> str:
        reach = editing.reach
        if reach is None:
            return ""
        what = f"{editing.entity.name} {reach.function.capitalize()}"
        if not editing.entity.listenable:
            text = self.tr("Saving sends nothing: {entity} cannot be listened to.")
            return text.format(entity=editing.entity.name)
        if reach.active:
            text = self.tr("Saving sends {what} to %Ln listener(s).", "", reach.active)
        else:
            text = self.tr("Saving sends {what} to nobody.")
        return " ".join([text.format(what=what), *self._reach_others(reach)])

    def _reach_others(self, reach: Reach) -> list[str]:
        others = []
        if reach.paused:
            others.append(self.tr("%Ln paused, events are kept.", "", reach.paused))
        if reach.off:
            others.append(self.tr("%Ln off.", "", reach.off))
        return others

    def _show_error(self, editing: Editing, form: SchemaForm) -> None:
        error = editing.error
        refusals: dict[str, str] = {}
        if isinstance(error, Rejected):
            refusals = {
                one.pointer.lstrip("/").replace("/", "."): problems.of_refusal(one)
                for one in reversed(error.fields)
            }
        known = {one.name for one in editing.fields}
        is_all_inline = bool(refusals) and set(refusals) <= known
        if refusals:
            form.show_refusals(refusals)
        self._banner.setVisible(error is not None and not is_all_inline)
        if error is None:
            return
        words = errors.of(error)
        self._banner.set_message(Tone.BAD, words.title, words.text)
        self._banner.clear_actions()
        if isinstance(error, Conflict) and editing.record is not None:
            newer = self._banner.add_button(self.tr("Take over newer version"))
            newer.setObjectName("take_over_newer")
            newer.clicked.connect(self._presenter.take_over_newer)

    def _form_for(self, editing: Editing) -> SchemaForm:
        if self._form is not None and self._fields == editing.fields:
            return self._form
        if self._form is not None:
            self._place.removeWidget(self._form)
            self._form.deleteLater()
        self._fields = editing.fields
        self._shown = None
        self._form = SchemaForm(editing.fields, editing.values)
        self._form.draft_changed.connect(self._presenter.take_values)
        self._form.set_read_only(bool(self._only_read))
        self._place.addWidget(self._form)
        self._form.show()
        return self._form

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._id, 1)
        head.addWidget(self._state)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._save)
        buttons.addWidget(self._revert)
        buttons.addStretch(1)
        buttons.addWidget(self._random)
        self._place = QVBoxLayout()
        area = FittingColumn()
        column = area.body
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._banner)
        column.addLayout(self._place)
        actions = QVBoxLayout()  # behind the last field, and in sight where the form is longer
        actions.setContentsMargins(24, 12, 24, 12)
        actions.setSpacing(8)
        actions.addLayout(buttons)
        actions.addWidget(self._reach)
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(area)
        content.addWidget(line())
        content.addLayout(actions)
        content.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._content)
