"""The shipped index of units belongs to the shipped model, and says what it claims."""

import dataclasses

import numpy as np
import pytest
from safetensors.numpy import save_file
from sklearn.neighbors import NearestNeighbors

import lstm_viz
from lstm_viz.studies import units

NAMES = [
    name for name in lstm_viz.model_names("lstm") if (units.FOLDER / f"{name}.safetensors").exists()
]


@pytest.fixture(scope="module", params=NAMES)
def shipped(request):
    model = lstm_viz.load_model(request.param)
    return model, units.load(request.param, model)


@pytest.fixture
def everyday():
    model = lstm_viz.load_model()
    return model, units.load("everyday", model)


def test_the_default_model_has_an_index():
    assert lstm_viz.model_names()[0] in NAMES


def test_index_is_of_this_model_and_small(shipped):
    model, index = shipped
    made_of = index.facts["fingerprint"]
    assert units.fingerprint(model) == made_of
    assert model.sizes["H"] == index.H
    assert sum(path.stat().st_size for path in units.FOLDER.glob("*.safetensors")) <= 3_000_000


def test_other_weights_are_refused(everyday):
    model, index = everyday
    changed = dataclasses.replace(index, facts=index.facts | {"fingerprint": "0" * 16})
    assert changed.facts["fingerprint"] != units.fingerprint(model)
    name = lstm_viz.snapshot_names()[0]
    with pytest.raises(units.NoIndex, match="other weights"):
        units.load("everyday", lstm_viz.load_model(name))


def test_fingerprint_changes_with_any_number(everyday):
    model, _ = everyday
    before = units.fingerprint(model)
    tensors = {name: array.copy() for name, array in model.tensors.items()}
    tensors["head.bias"][-1] += 1e-3
    assert units.fingerprint(lstm_viz.LanguageModel(tensors, model.facts)) != before


def test_missing_and_broken_files_get_a_sentence(tmp_path):
    with pytest.raises(units.NoIndex, match="no index"):
        units.UnitIndex.load(tmp_path / "nothing.safetensors")
    (tmp_path / "broken.safetensors").write_bytes(b"no index at all")
    with pytest.raises(units.NoIndex, match="not a readable"):
        units.UnitIndex.load(tmp_path / "broken.safetensors")
    save_file({"mean_forget": np.zeros(3)}, tmp_path / "other.safetensors", metadata={"facts": "{}"})
    with pytest.raises(units.NoIndex, match="not a readable"):
        units.UnitIndex.load(tmp_path / "other.safetensors")


def test_saved_index_comes_back(tmp_path, everyday):
    _, index = everyday
    index = dataclasses.replace(index, words=np.asfortranarray(index.words))  # any layout in memory
    index.save(tmp_path / "copy.safetensors")
    again = units.UnitIndex.load(tmp_path / "copy.safetensors")
    for field in dataclasses.fields(index):
        old, new = getattr(index, field.name), getattr(again, field.name)
        assert old == new if field.name == "facts" else np.array_equal(old, new)


def test_contexts_show_the_extreme_of_their_text(shipped):
    _, index = shipped
    for side, sign in enumerate((1, -1)):
        for unit in range(index.H):
            extremes = []
            for k, ids in enumerate(index.contexts[side, unit]):
                values = sign * index.context_values[side, unit, k][ids != units.NOTHING]
                if len(values):  # a unit that only one or two tokens drive has fewer contexts
                    extremes.append(values[index.context_at[side, unit, k]])
                    assert extremes[-1] == values.max()
            assert extremes and extremes == sorted(extremes, reverse=True)


def test_contexts_from_the_start_of_a_text_can_be_read_again(everyday):
    """A context whose extreme stands early was cut at its text's start: the model must agree with it."""
    model, index = everyday
    checked = 0
    for unit in range(index.H):
        for k, at in enumerate(index.context_at[0, unit]):
            ids = index.contexts[0, unit, k]
            if at < 9 and checked < 40:
                ids = ids[ids != units.NOTHING]
                trace = model.trace(model.vocabulary.decode(ids))
                expected = index.context_values[0, unit, k, : len(ids)]
                np.testing.assert_allclose(trace.cell_state[:, unit], expected, atol=0.01)
                checked += 1
    assert checked == 40


def test_words_are_sorted_and_differ(shipped):
    _, index = shipped
    assert (np.diff(index.word_values[0]) <= 0).all() and (np.diff(index.word_values[1]) >= 0).all()
    for row in index.words.reshape(-1, index.words.shape[-1]):
        assert len(set(row.tolist())) == len(row)


def test_numbers_lie_in_their_ranges(shipped):
    _, index = shipped
    assert ((index.mean_forget > 0) & (index.mean_forget < 1)).all()
    assert (np.abs(index.correlations) <= 1.001).all() and (np.abs(index.similarity) <= 1.001).all()
    np.testing.assert_allclose(np.diag(index.similarity), 1, atol=1e-3)
    assert ((index.explained >= 0) & (index.explained <= 1)).all()
    assert (index.ablation_error > 0).all()


def test_half_life_is_when_half_is_left(everyday):
    _, index = everyday
    np.testing.assert_allclose(index.mean_forget**index.half_life, 0.5, rtol=1e-3)
    np.testing.assert_allclose(index.mean_forget**index.time_constant, np.exp(-1), rtol=1e-3)


def test_sorts(everyday):
    _, index = everyday
    for name, sort in units.SORTS.items():
        order = sort(index)
        assert sorted(order) == list(range(index.H)), name
    assert (np.diff(index.half_life[units.SORTS["slowest"](index)]) <= 0).all()
    assert (np.diff(index.ablation[units.SORTS["most needed"](index)]) <= 0).all()
    assert units.most_similar(index, 7)[0] == 7


def test_search(everyday):
    model, index = everyday
    assert units.search(index, model, "  ").tolist() == list(range(index.H))
    assert 17 in units.search(index, model, "17")
    word = model.vocabulary.tokens[index.words[0, 3, 0]]
    assert 3 in units.search(index, model, word.upper())
    assert len(units.search(index, model, "qqqqzzzz")) == 0
    plural = units.search(index, model, "number of the subject")
    row = [f["name"] for f in index.facts["features"]].index("number of the subject")
    assert set(plural) == set(np.flatnonzero(np.abs(index.correlations[row]) >= 0.3))


def test_path_of_memory_is_the_projection(everyday):
    model, index = everyday
    trace = model.trace("the dogs are here")
    for k, state in enumerate(units.STATES):
        expected = (getattr(trace, state) - index.path_mean[k]) @ index.path_components[k].T
        np.testing.assert_allclose(
            index.plane(state).transform(getattr(trace, state)), expected, atol=1e-5
        )


@pytest.mark.parametrize("state", units.STATES)
def test_what_a_place_tells_is_a_nearest_neighbour_test(shipped, state):
    """The figure on the page, computed by scikit-learn."""
    _, index = shipped
    places, kind = index.background[units.STATES.index(state)], index.background_kind
    found = NearestNeighbors(n_neighbors=26).fit(places).kneighbors(places, return_distance=False)
    near = [kind[[k for k in row if k != n][:25]] for n, row in enumerate(found)]
    votes = np.stack([np.bincount(row, minlength=len(index.facts["kinds"])) for row in near])
    right, base = index.neighbours_tell(state)
    # where votes are equal, either kind may be taken
    ties = (np.sort(votes, axis=1)[:, -1] == np.sort(votes, axis=1)[:, -2]).mean()
    assert right == pytest.approx((votes.argmax(axis=1) == kind).mean(), abs=ties + 0.005)
    assert base == pytest.approx(max(np.bincount(kind)) / len(kind))


def test_a_place_tells_more_about_the_next_kind_of_word_than_plain_guessing(everyday):
    """“A place is a hint”: so it must help, and must not be sold as more."""
    right, base = everyday[1].neighbours_tell("hidden_state")
    assert base + 0.02 < right < 0.6
