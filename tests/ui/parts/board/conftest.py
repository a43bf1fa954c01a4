from collections.abc import Iterator

import pytest

from tests.ui.parts.board.node import Modules


@pytest.fixture(scope="session")
def modules() -> Iterator[Modules]:
    """Give the board's modules, run by node."""
    with Modules() as found:
        yield found
