"""Tell pay from other money: rents, fees, bonuses on top, differences, counts of things."""

import re

from index.salary.clauses import Scene
from index.salary.figures import Figure
from index.salary.money_words import (
    AS_CONDITION,
    BONUS,
    CHANGE,
    CHANGE_BY,
    COST,
    COUNTED_IN,
    DIFFERENCE,
    MONEY_TALK,
    NOUN_BEHIND,
    NUMBERED,
    PAY_NOUN,
    PAY_VERB,
    PLUS,
    PURCHASE,
    STRONG_PAY_VERB,
    THING,
    UNIT_BEHIND,
)
from index.salary.periods import has_period_word

LEAST_BARE = 400
# A range, or a floor or cap, of this size needs no word for pay to be taken for it
TYPICAL = (1_500, 12_000)


def could_be_money(sentence: str, figure: Figure) -> bool:
    """Say whether a figure has a currency or at least the look of a sum; cheap, before any context is read."""
    if figure.currency:
        return True
    if figure.value < LEAST_BARE or figure.year_like:
        return False
    behind = UNIT_BEHIND.match(sentence, figure.end)
    return behind is None and not NUMBERED.search(sentence, 0, figure.start)


def is_pay(scene: Scene, names_level: bool) -> bool:
    """Say whether a figure is what people are paid; `names_level`: the sentence says whom it speaks of."""
    if _is_difference(scene) or _is_other_money(scene):
        return False
    if scene.figure.currency:
        return names_level or _looks_like_pay(scene.figure) or _speaks_of_pay(scene)
    if not scene.figure.exact:
        return bool(PAY_NOUN.search(scene.own))
    if names_level or PAY_NOUN.search(scene.sentence):
        return True
    return bool(MONEY_TALK.search(scene.previous) or MONEY_TALK.search(scene.heading))


def _looks_like_pay(figure: Figure) -> bool:
    return TYPICAL[0] <= figure.value <= TYPICAL[1] and (figure.low != figure.high)


def _speaks_of_pay(scene: Scene) -> bool:
    near = scene.sentence
    if PAY_NOUN.search(near) or has_period_word(near) or PAY_VERB.search(near):
        return True
    return bool(MONEY_TALK.search(scene.previous) or MONEY_TALK.search(scene.heading))


def _is_difference(scene: Scene) -> bool:
    if DIFFERENCE.match(scene.sentence, scene.figure.end) or PLUS.search(scene.before):
        return True
    return bool(CHANGE_BY.search(scene.before) and CHANGE.search(scene.own))


def _is_other_money(scene: Scene) -> bool:
    """Say whether the noun nearest to the figure is a cost or a bonus."""
    noun = NOUN_BEHIND.match(scene.sentence, scene.figure.end, scene.own_span[1])
    if noun:
        if COST.fullmatch(noun["noun"]) or BONUS.fullmatch(noun["noun"]):
            return True
        if PAY_NOUN.fullmatch(noun["noun"]):
            return False
    if PURCHASE.search(scene.before) and not (PAY_NOUN.search(scene.own) or has_period_word(scene.own)):
        return True
    return _nearest_is_other(scene)


def _nearest_is_other(scene: Scene) -> bool:
    for start, end in ((scene.own_span[0], scene.figure.start), (scene.figure.end, scene.own_span[1])):
        pay = _last_end(PAY_NOUN, scene.sentence, start, end)
        cost = _last_end(COST, scene.sentence, start, end)
        bonus = _last_bonus(scene, start, end, BONUS)
        if end == scene.figure.start:
            bonus = max(bonus, _last_bonus(scene, start, end, THING))
        if cost >= 0 and bonus < 0 and STRONG_PAY_VERB.search(scene.own):
            return False
        if pay >= 0 or cost >= 0 or bonus >= 0:
            return max(cost, bonus) > pay
    if PAY_VERB.search(scene.own):
        return False
    # "Prüfung, Fahrtkosten: zusammen gut A": nothing in the own clause, so the ones before it count
    earlier = (scene.sentence, scene.start, scene.clause.start)
    other = max(_last_end(COST, *earlier), _last_bonus(scene, scene.start, scene.clause.start, BONUS))
    return other > _last_end(PAY_NOUN, *earlier)


def _last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    return max((match.end() for match in pattern.finditer(text, start, end)), default=-1)


def _last_bonus(scene: Scene, start: int, end: int, kind: re.Pattern[str]) -> int:
    found = kind.finditer(scene.sentence, start, end)
    return max((match.end() for match in found if not _is_condition(scene, match)), default=-1)


def _is_condition(scene: Scene, bonus: re.Match[str]) -> bool:
    before = AS_CONDITION.search(scene.sentence, scene.start, bonus.start())
    return bool(before or COUNTED_IN.match(scene.sentence, bonus.end()))
