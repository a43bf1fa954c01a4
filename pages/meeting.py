"""Meeting: what does this room value."""

from lcity.ui import takeaway
from lcity.ui.meeting import choices, export, opening, view

code = choices.room_choice().value
if code:
    if view.room(code) is not None:
        takeaway.offer("meeting", lambda: export.meeting_export(code))
else:
    opening.draw()
