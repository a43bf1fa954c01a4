"""What the server needs of the pages' modules, imported when it is asked for: it answers before."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lcity.meeting.ballots import Ballot


def ballot(**settings: Any) -> "Ballot":
    """Return a ballot that was asked for by name: see `lcity.ui.shared.ballot.ballot_of`."""
    from lcity.ui.shared.ballot import ballot_of

    return ballot_of(**settings)


def warm() -> None:
    """Read what pages need of every dataset: see `lcity.ui.shared.cache.warm`."""
    from lcity.ui.shared import cache

    cache.warm()
