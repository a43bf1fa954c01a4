"""Monitor: are we on the way to what is to be reached."""

from lcity.ui import takeaway
from lcity.ui.monitor import choices, view, words
from lcity.ui.monitor.export import monitor_export
from lcity.ui.shared import frame
from lcity.ui.shared.reader import t

found = view.rows()
finding = words.finding(found)
frame.heading(t("monitor.question"), finding, view.simulated(found), obeys=())
choices.controls()
view.alerts(found)
view.table(found)
view.doubts(found)
view.solved_before(found)
frame.foot(**view.basis(found))
takeaway.offer("monitor", lambda: monitor_export(finding, found))
