"""The articles written for training: whole, distinct, and a part of them kept out of training."""

from collections import Counter

import pytest

from index.topic_words import TOPICS
from index.training.concept_words import concept_pairs, concepts
from index.training.written import held_out, written_articles, written_pairs

MORE_TOPICS = {"intro", "closing"}


def test_every_question_has_its_paragraph() -> None:
    articles = written_articles()
    assert len(articles) > 300
    for article in articles:
        assert all(0 <= question.paragraph < len(article.paragraphs) for question in article.questions)
        assert all(paragraph.topic in {*TOPICS, *MORE_TOPICS} for paragraph in article.paragraphs)
        assert article.silent


def test_no_paragraph_and_hardly_a_question_stands_twice() -> None:
    articles = written_articles()
    paragraphs = Counter(paragraph.text for article in articles for paragraph in article.paragraphs)
    assert paragraphs.most_common(1)[0][1] == 1
    questions = Counter(question.text for article in articles for question in article.questions)
    assert sum(questions.values()) - len(questions) < len(questions) // 100


def test_a_quarter_is_held_out_and_nothing_of_it_is_trained_on() -> None:
    articles = written_articles()
    kept = held_out(articles)
    assert 0.2 < len(kept) / len(articles) < 0.3
    trained = {pair.question for pair in written_pairs(2, seed=1)} | {
        pair.paragraph for pair in written_pairs(2, seed=1)
    }
    assert {article.searched(at) for article in kept for at in range(len(article.paragraphs))} & trained == set()


@pytest.mark.parametrize("count", [1, 6, 9])
def test_the_neighbours_are_other_paragraphs_of_the_same_article(count: int) -> None:
    for pair in written_pairs(count, seed=2)[:200]:
        assert len(pair.neighbours) == count
        assert pair.paragraph not in pair.neighbours
        assert {one.split(". ")[0] for one in pair.neighbours} == {pair.paragraph.split(". ")[0]}


def test_concept_pairs_ask_with_other_words_than_they_answer_with() -> None:
    assert len(concepts()) >= 900
    for pair in concept_pairs(2, seed=3):
        assert pair.group.startswith("konzept-")
        assert pair.question
        assert pair.paragraph
