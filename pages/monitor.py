"""Monitor: are we on the way to what is to be reached."""

from lcity.ui import takeaway
from lcity.ui.monitor import choices, since, view, words
from lcity.ui.monitor.export import monitor_export
from lcity.ui.shared import frame, in_force
from lcity.ui.shared.reader import t

found = view.rows()
finding = words.finding(found)
frame.heading(t("monitor.question"), finding, view.simulated(found), obeys=in_force.RULES)
choices.controls()
view.alerts(found)
view.table(found)
view.doubts(found)
since.draw()
view.solved_before(found)
frame.foot(**view.basis(found))
takeaway.offer("monitor", lambda: monitor_export(finding, found))
