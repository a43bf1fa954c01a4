"""A small ballot for tests: three keys, one of them with two leaves, and three units."""

from lcity.index import Tree, Weights
from lcity.meeting.ballots import Ballot
from lcity.meeting.weighing import Weighed


def three_keys() -> Ballot:
    """Return the ballot."""
    tree = Tree(
        ("near", "open", "fair", "hours", "seats"), (None, None, None, "open", "open"), (1, 2, 1, 1, 3)
    )
    return Ballot(
        question="What matters?",
        dataset="china15",
        level="city",
        weighed=Weighed(tree, ("near", "open", "fair"), Weights({"near": 3})),
        key_names=(("en", ("Near", "Open", "Fair")), ("zh", ("近", "开放", "公平"))),
        units=("a", "b", "c"),
        unit_names=(("en", ("Ahead", "Behind", "Between")), ("zh", ("甲", "乙", "丙"))),
        scores=((90.0, 50.0, 10.0, 20.0), (20.0, 1 / 3, 80.0, 60.0), (50.0, None, 40.0, 90.0)),
        year=2024,
    )
