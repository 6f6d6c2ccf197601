"""The made-up pairs: filled in, held together by what they should be, the same for the same seed."""

from pathlib import Path

from index.training.duties import duty_pairs
from index.training.questions import career_pairs, read_inventory, topic_pairs
from index.training.sources import Pair, split_off


def test_the_same_seed_makes_the_same_pairs(data: Path) -> None:
    inventory = read_inventory(data)
    assert career_pairs(inventory, 50, 1) == career_pairs(inventory, 50, 1)
    assert career_pairs(inventory, 50, 1) != career_pairs(inventory, 50, 2)
    assert topic_pairs(inventory, 50, 1) == topic_pairs(inventory, 50, 1)


def test_no_slot_is_left_open(data: Path) -> None:
    inventory = read_inventory(data)
    for pair in [*career_pairs(inventory, 500, 1), *topic_pairs(inventory, 500, 1)]:
        assert "{" not in pair.question + pair.paragraph + pair.negative


def test_small_towns_are_left_out(data: Path) -> None:
    assert read_inventory(data).towns == ("Bonn", "Aachen")


def test_career_pairs_name_their_profession_on_both_sides(data: Path) -> None:
    inventory = read_inventory(data)
    names = [profession.names for profession in inventory.professions]
    for pair in career_pairs(inventory, 300, 1):
        asked = [own for own in names if any(name in pair.question for name in own)]
        assert len(asked) == 1
        assert any(name in pair.paragraph for name in asked[0])


def test_negatives_differ_from_the_answer(data: Path) -> None:
    inventory = read_inventory(data)
    for pair in [*career_pairs(inventory, 300, 1), *topic_pairs(inventory, 300, 1)]:
        assert pair.negative
        assert pair.negative != pair.paragraph


def test_topic_pairs_are_grouped_by_aspect(data: Path) -> None:
    inventory = read_inventory(data)
    groups = {pair.group for pair in topic_pairs(inventory, 2_000, 1)}
    assert groups == {aspect.name for aspect in inventory.aspects}


def test_duties_answer_titles_and_group_their_classes(data: Path) -> None:
    pairs = duty_pairs(data, 1)
    assert len(pairs) == 3
    assert {pair.group for pair in pairs} == {"2922"}
    assert all("Teig kneten" in pair.paragraph or "Öfen heizen" in pair.paragraph for pair in pairs)
    assert not any("/in" in pair.question for pair in pairs)


def test_held_out_paragraphs_are_in_no_training_pair() -> None:
    pairs = [Pair(f"Frage {at}", f"Absatz {at % 300}") for at in range(600)]
    kept, held_out = split_off(pairs)
    assert len(kept) + len(held_out) == 600
    assert 0 < len(held_out) < 40
    assert not {pair.paragraph for pair in kept} & {pair.paragraph for pair in held_out}
