"""What the server asks of what the pages stand on, imported when it is first asked: it answers before."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lcity.meeting.ballots import Ballot


def ballot(**asked: Any) -> "Ballot":
    """Return a ballot that was asked for by name: see `lcity.ui.shared.ballot.asked_for`."""
    from lcity.ui.shared.ballot import asked_for

    return asked_for(**asked)
