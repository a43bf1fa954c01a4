"""A ballot asked for by name, from outside any session."""

import pytest

from lcity.dataset import read
from lcity.index import rank_scores
from lcity.meeting.ballots import VoteError
from lcity.ui.shared import cache, datasets, standing, user_dataset
from lcity.ui.shared.ballot import ballot_of
from tests import folders

OWN, OTHER = "a" * 64, "b" * 64


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A dataset that one browser has open."""
    held = user_dataset.Own(read(folders.write(tmp_path_factory.mktemp("own"))), browser=OWN)
    user_dataset._open.add(held)
    return held


def ask(dataset, level="city", keys=None, browser=""):
    return ballot_of(dataset=dataset, level=level, keys=keys, question="?", browser=browser)


@pytest.mark.parametrize("level", ["city", "district"])
def test_the_declared_weights_rank_as_the_page_of_the_ranking_does(level):
    ballot = ask("china15", level)
    weighed = ballot.weighed
    declared = [weighed.base.of(weighed.tree)[key] / weighed.together for key in ballot.keys]
    with datasets.looking_into("china15"):
        scores = cache.normalised(level, cache.default_year(), "goalposts")
        rules = standing.declared_rules()
        expected = rank_scores(scores, rules.tree, rules.weights, rules.aggregate)
        mark = datasets.Mark.read(ballot.dataset)
        assert (mark.name, cache.open_dataset().hash.startswith(mark.hash)) == ("china15", True)
    found = rank_scores(ballot.table, weighed.tree, weighed.weights(declared), weighed.aggregate)
    assert found.rank.tolist() == expected.rank.tolist()
    assert ballot.year == 2024
    assert len(ballot.names_of_units("zh")) == len(ballot.units) == len(scores)


def test_what_every_reader_can_open_is_found_by_its_hash_too():
    with datasets.looking_into("england9"):
        hash_ = cache.open_dataset().hash
    assert ask(hash_) == ask("england9")
    with pytest.raises(VoteError):
        ask(hash_[:8])


def test_what_a_browser_has_open_is_weighed_there_and_nowhere_else(own):
    hash_ = own.dataset.hash
    for named in (hash_, hash_[: datasets.HASH_CHARACTERS]):
        assert ask(named, own.dataset.levels[0], browser=OWN).dataset == hash_[: datasets.HASH_CHARACTERS]
    for named, browser in ((hash_, OTHER), (hash_, ""), (hash_[:8], OWN), ("", OWN)):
        with pytest.raises(VoteError) as told:
            ask(named, browser=browser)
        assert told.value.message == "room.no_dataset"
