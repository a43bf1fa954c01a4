"""Meeting: what does this room value."""

from lcity.ui import takeaway
from lcity.ui.meeting import choices, export, numbers, opening, view
from lcity.ui.shared import frame

code = choices.room_choice().value
if code:
    view.room(code)
    found = numbers.room(code)
    if found is not None:
        frame.foot(**export.basis(found))
        if numbers.count(found).found is not None:
            takeaway.offer("meeting", lambda: export.meeting_export(found, numbers.count(found)))
else:
    opening.draw()
