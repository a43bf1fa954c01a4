import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lcity.errors import ArgumentError
from lcity.index import AGGREGATIONS, Tree, Weights, aggregate, normalise

NA = np.nan


def flat(*keys, weights=None):
    return Tree(keys, (None,) * len(keys), tuple(map(float, weights or [1] * len(keys))))


@st.composite
def forests(draw):
    """A tree of any shape in any file order, weights on it, and scores with gaps."""
    n = draw(st.integers(1, 12))
    names = [f"n{i}" for i in range(n)]
    parents = [draw(st.sampled_from([None, *names[:i]])) for i in range(n)]
    weights = [draw(st.sampled_from([0.0, 0.3, 1.0, 1.0, 2.5])) for _ in names]
    order = draw(st.permutations(range(n)))
    tree = Tree(*(tuple(column[i] for i in order) for column in (names, parents, weights)))
    value = st.one_of(st.none(), st.integers(0, 100), st.floats(-5, 105))
    rows = draw(st.lists(st.lists(value, min_size=len(tree.leaves), max_size=len(tree.leaves)), max_size=4))
    index = [f"u{i}" for i in range(len(rows))]
    scores = pd.DataFrame(rows, index=index, columns=list(tree.leaves), dtype=float)
    overrides = {key: draw(st.sampled_from([0.0, 1.0, 4.0])) for key in names if draw(st.booleans())}
    return tree, Weights(overrides), scores


def counts(tree, weights, key):
    """Say whether a node has a weight and leads to a leaf that has one."""
    children = tree.children(key)
    return weights[key] > 0 and (not children or any(counts(tree, weights, child) for child in children))


def oracle(tree, weights, scores, p, key):
    """Return the score of a node by plain recursion; None if it has none."""
    children = tree.children(key)
    if not children:
        score = scores[key]
        return None if np.isnan(score) else max(1 + 0.99 * score, 1) if p <= 0 else score
    pairs = [(weights[child], oracle(tree, weights, scores, p, child)) for child in children]
    pairs = [(w, s) for w, s in pairs if w > 0 and s is not None]
    total = sum(w for w, _ in pairs)
    if not total:
        return None
    if p == 0:
        return np.prod([s ** (w / total) for w, s in pairs])
    return sum(w / total * s**p for w, s in pairs) ** (1 / p)


def oracle_share(tree, weights, leaf):
    share, key = 1.0, leaf
    while key is not None:
        if not counts(tree, weights, key):
            return 0.0
        siblings = [k for k in tree.children(tree.parent[key]) if counts(tree, weights, k)]
        share *= weights[key] / sum(weights[k] for k in siblings)
        key = tree.parent[key]
    return share


@given(forests(), st.sampled_from(list(AGGREGATIONS)))
def test_against_plain_recursion(forest, method):
    tree, weights, scores = forest
    of = weights.of(tree)
    assume(any(counts(tree, of, key) for key in tree.dimensions))
    found = aggregate(scores, tree, weights, method)
    effective = weights.effective(tree)
    assert effective.to_dict() == pytest.approx({leaf: oracle_share(tree, of, leaf) for leaf in tree.leaves})
    for unit, row in scores.iterrows():
        for key in (*tree.keys, None):
            expected = oracle(tree, of, row, AGGREGATIONS[method], key)
            got = found.index[unit] if key is None else found.nodes.loc[unit, key]
            assert got == pytest.approx(
                NA if expected is None else expected, rel=1e-12, abs=1e-12, nan_ok=True
            )
        assert found.present[unit] == pytest.approx(effective[row.notna()].sum(), abs=1e-12)
        assert found.contributions.loc[unit].sum(min_count=1) == pytest.approx(
            found.index[unit], rel=1e-12, abs=1e-12, nan_ok=True
        )


def test_worked_by_hand(tree, scores):
    found = aggregate(scores, tree)
    # access = (1·20 + 3·60)/4, old = (40 + 80)/2, people = (10 + 60)/2, index = (2·50 + 35 + 30)/4
    assert found.nodes.loc["a", ["access", "old", "people", "trust"]].tolist() == [50, 60, 35, 30]
    assert found.index["a"] == 41.25
    assert found.contributions.loc["a"].to_dict() == {"access": 25.0, "people": 8.75, "trust": 7.5}
    assert found.present["a"] == 1.0
    # b lacks old_men: old = 80, people = 45; old_men weighs 1/16
    assert found.nodes.loc["b", "people"] == 45
    assert found.index["b"] == 43.75
    assert found.present["b"] == 15 / 16
    # c lacks old and trust: people = young = 90, access = 65, index = (2·65 + 90)/3
    assert found.nodes.loc["c", ["access", "people"]].tolist() == [65, 90]
    assert np.isnan(found.nodes.loc["c", "old"])
    assert found.index["c"] == pytest.approx(220 / 3, abs=1e-12)
    assert found.present["c"] == 5 / 8
    assert found.contributions.loc["c"].tolist() == pytest.approx([130 / 3, 30, NA], nan_ok=True)
    assert np.isnan(found.index["d"])
    assert found.present["d"] == 0
    assert found.nodes.loc["d"].isna().all()
    assert found.contributions.loc["d"].isna().all()


def test_what_comes_back(tree, scores):
    found = aggregate(scores, tree, Weights({"trust": 0}))
    assert sorted(found.nodes.columns) == sorted(tree.keys)
    assert list(found.contributions.columns) == list(tree.dimensions)
    for part in (found.nodes, found.index, found.present, found.contributions):
        assert part.index.equals(scores.index)
    assert found.index.dtype == found.present.dtype == "float64"
    pd.testing.assert_series_equal(found.shares, Weights({"trust": 0}).shares(tree))
    assert found.contributions["trust"].tolist() == pytest.approx([0, 0, NA, NA], nan_ok=True)


def test_leaves_at_0_to_100_are_taken_to_1_to_100():
    scores = pd.DataFrame({"a": [0.0, 50, 100], "b": [100.0, 50, 100]})
    geometric = aggregate(scores, flat("a", "b"), method="geometric")
    assert geometric.nodes["a"].tolist() == [1, 50.5, 100]
    assert geometric.index.tolist() == pytest.approx([10, 50.5, 100])
    harmonic = aggregate(scores, flat("a", "b"), method="harmonic")
    assert harmonic.index.tolist() == pytest.approx([2 / 1.01, 50.5, 100])


def test_human_development_index():
    """HDR 2015, table 1 (Norway, Australia): education is an arithmetic mean, the whole a geometric one."""
    keys = ["life", "expected", "mean", "income"]
    values = [[81.6, 17.5, 12.6, np.log(64_992)], [82.4, 20.2, 13.0, np.log(42_261)]]
    goalposts = {"low": [20, 0, 0, np.log(100)], "high": [85, 18, 15, np.log(75_000)]}
    indicators = pd.DataFrame({"direction": 1, **goalposts}, index=keys)
    indices = normalise(pd.DataFrame(values, ["NOR", "AUS"], keys), indicators)
    tree = Tree((*keys, "education"), (None, "education", "education", None, None), (1.0,) * 5)
    dimensions = aggregate(indices, tree).nodes[["life", "education", "income"]]
    assert dimensions["education"].tolist() == pytest.approx([100 * (17.5 / 18 + 12.6 / 15) / 2, 280 / 3])
    published = (dimensions - 1) / 0.99  # so that 1 + 0.99 s is the index per cent
    hdi = aggregate(published, flat(*dimensions.columns), method="geometric").index / 100
    assert hdi.round(3).to_dict() == {"NOR": 0.944, "AUS": 0.935}


def test_geometric_points_are_shown_in_proportion():
    scores = pd.DataFrame({"a": [0.0], "b": [100.0]})
    found = aggregate(scores, flat("a", "b", weights=[1, 1]), method="geometric")
    assert found.contributions.iloc[0].tolist() == pytest.approx([10 / 101, 1000 / 101])


@given(
    st.lists(st.floats(0, 100), min_size=3, max_size=3), st.lists(st.floats(0.1, 5), min_size=3, max_size=3)
)
def test_means_keep_their_order(values, weights):
    scores = pd.DataFrame([values], columns=list("abc"))
    tree = flat(*"abc", weights=weights)
    arithmetic, geometric, harmonic = (aggregate(scores, tree, method=m).index[0] for m in AGGREGATIONS)
    assert 1 + 0.99 * arithmetic >= geometric - 1e-9
    assert geometric >= harmonic - 1e-9
    assert min(values) * 0.99 + 1 <= harmonic + 1e-9


@given(forests(), st.sampled_from(list(AGGREGATIONS)))
def test_leaves_without_weight_might_as_well_be_gone(forest, method):
    tree, weights, scores = forest
    try:
        effective = weights.effective(tree)
    except ArgumentError:
        assume(False)
    pruned = tree.prune(effective.index[effective > 0])
    whole, part = (aggregate(scores, t, weights, method) for t in (tree, pruned))
    pd.testing.assert_series_equal(whole.index, part.index, rtol=1e-12)
    pd.testing.assert_series_equal(whole.present, part.present, rtol=1e-12)
    pd.testing.assert_frame_equal(
        whole.contributions[list(pruned.dimensions)], part.contributions, rtol=1e-12, check_names=False
    )


@given(forests(), st.sampled_from(list(AGGREGATIONS)), st.randoms(use_true_random=False))
def test_the_order_of_units_and_columns_does_not_matter(forest, method, random):
    tree, _, scores = forest
    weights = Weights(dict.fromkeys(tree.keys, 1))
    units = random.sample(list(scores.index), len(scores))
    columns = random.sample(list(tree.leaves), len(tree.leaves))
    straight = aggregate(scores, tree, weights, method)
    shuffled = aggregate(scores.loc[units, columns].assign(spare=0.0), tree, weights, method)
    pd.testing.assert_series_equal(shuffled.index, straight.index[units], check_exact=True)
    pd.testing.assert_frame_equal(shuffled.nodes, straight.nodes.loc[units], check_exact=True)


@pytest.mark.parametrize("method", AGGREGATIONS)
def test_twins_score_the_same_to_the_last_bit(method):
    rng = np.random.default_rng(1)
    half = rng.uniform(0, 100, (501, 7))
    scores = pd.DataFrame(np.vstack([half, half[::-1]]), columns=list("abcdefg"))
    tree = flat(*"abcdefg", weights=rng.uniform(0, 1, 7).tolist())
    index = aggregate(scores, tree, method=method).index.to_numpy()
    assert (index[:501] == index[501:][::-1]).all()


def test_scores_are_not_written_to(tree, scores):
    kept = scores.copy()
    for method in AGGREGATIONS:
        aggregate(scores, tree, method=method)
    pd.testing.assert_frame_equal(scores, kept)


def test_unusable_arguments(tree, scores):
    with pytest.raises(
        ArgumentError, match="no such aggregation: median; one of arithmetic, geometric, harmonic"
    ):
        aggregate(scores, tree, method="median")
    with pytest.raises(ArgumentError, match="every weight is 0"):
        aggregate(scores, tree, Weights(dict.fromkeys(tree.dimensions, 0)))
    with pytest.raises(KeyError, match="near"):
        aggregate(scores.drop(columns="near"), tree)
