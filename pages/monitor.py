"""Monitor: are we on the way to what is to be reached."""

from lcity.ui import takeaway
from lcity.ui.cases import view as cases
from lcity.ui.monitor import choices, multiples, own, since, town, view, words
from lcity.ui.monitor.export import monitor_export
from lcity.ui.shared import frame, in_force, selection
from lcity.ui.shared.reader import t

found = view.rows()
finding = words.finding(choices.level_choice().value, found)
frame.heading(t("monitor.question"), finding, view.simulated(found), obeys=in_force.RULES)
choices.controls()
view.alerts(found)
view.table(found)
view.doubts(found)
multiples.draw(found)
own.draw()
since.draw()
town.draw()
cases.beside(*selection.unit_chosen(), view.worst_dimension(found))
cases.browse()
frame.foot(**view.basis(found))
takeaway.offer("monitor", lambda: monitor_export(finding, found))
