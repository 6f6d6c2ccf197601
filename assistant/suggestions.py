"""What can be asked instead, or next: only questions that the index can answer."""

from collections.abc import Sequence
from itertools import islice

from assistant.scoring import topic_score
from assistant.slots import indexed_names
from assistant.topics import topics
from assistant.types import Query
from assistant.wording import QUESTIONS, question_about
from index import german
from index.catalogue import ArticleRow, Catalogue

MAX_SUGGESTIONS = 3
SPEAKS_OF = 0.5
NEXT_TOPICS = ("salary", "tasks", "skills", "training", "market")
EXAMPLE_TOPICS = ("salary", "skills", "training", "tasks", "market")


def instead(query: Query, catalogue: Catalogue) -> tuple[str, ...]:
    """Suggest the same question about what the index has: the profession elsewhere, other professions there."""
    topic = query.topic if query.topic in QUESTIONS else "tasks"
    articles = nearest(query, catalogue)
    if topic == "salary":
        paid = {row.article.id for row in catalogue.salaries(sorted({a.profession for a in articles}) or None)}
        articles = [article for article in articles if article.id in paid] or articles
    questions = [question_about(topic or "tasks", article.profession, article.city) for article in articles]
    return tuple(dict.fromkeys(questions))[:MAX_SUGGESTIONS]


def nearest(query: Query, catalogue: Catalogue) -> list[ArticleRow]:
    """Return the articles nearest to what was asked."""
    professions, cities = indexed_names(query.professions), indexed_names(query.cities)
    there = catalogue.articles(cities=cities) if cities else []
    same = catalogue.articles(professions=professions) if professions else []
    return [*same, *there] or catalogue.articles(limit=MAX_SUGGESTIONS * 4)


def further(query: Query, articles: Sequence[ArticleRow], catalogue: Catalogue) -> tuple[str, ...]:
    """Suggest what else the articles of an answer tell."""
    if not articles:
        return ()
    article = articles[0]
    told = _topics_of(article, catalogue)
    questions = [
        question_about(topic, article.profession, article.city)
        for topic in NEXT_TOPICS
        if topic in told and topic not in query.topics
    ]
    return tuple(questions[:MAX_SUGGESTIONS])


def _topics_of(article: ArticleRow, catalogue: Catalogue) -> set[str]:
    found = {"salary"} if catalogue.salaries([article.profession], [article.city]) else set()
    for chunk in catalogue.chunks_of([article.rowid]):
        words, heading = german.folded_words(chunk.text), german.folded_words(chunk.heading)
        found |= {
            name for name in NEXT_TOPICS[1:] if topic_score(topics()[name], chunk.topics, words, heading) >= SPEAKS_OF
        }
    return found


def examples(catalogue: Catalogue) -> tuple[str, ...]:
    """Return a few questions that this index answers, each on another topic."""
    articles = catalogue.paid_articles(1) + catalogue.articles(limit=MAX_SUGGESTIONS * 4)
    questions = []
    for at, topic in enumerate(EXAMPLE_TOPICS):
        # begun with another article for each topic, so that the questions name several where they can
        telling = (one for one in articles[at:] + articles[:at] if topic in _topics_of(one, catalogue))
        questions += [question_about(topic, article.profession, article.city) for article in islice(telling, 1)]
        if len(questions) == MAX_SUGGESTIONS:
            break
    return tuple(questions)
