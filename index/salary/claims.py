"""Tell what a sentence states from what it denies, dreams of, remembers, asks or lets others say."""

import re

from index.german import Span
from index.salary.clauses import Scene
from index.salary.figures import without_double_negation
from index.salary.lexicon import any_of, words_of

HEDGES = r"(?:\s(?:mal|einmal|volle[nr]?|ganze[nr]?|satte[nr]?|etwa|die|rund|gar|bei|auf|mit|an|von))*\s"
DENIED_BEFORE = re.compile(rf"\b(?:keine[rsnm]?|nicht|nie|niemals|weder)\b{HEDGES}$", re.IGNORECASE)
# "Statt der erhofften A"
NOT_REAL = re.compile(
    r"\b(?:(?:an)?statt|anstelle|entgegen)(?:\s(?:der|den|von))?(?:\s\w+)?\s$"
    r"|\b(?:erhofft|erträumt|versproch|ersehnt|gewünscht|kolportiert|angeblich|vermeintlich|sagenhaft)\w*\s$",
    re.IGNORECASE,
)
NOBODY = words_of(
    "niemand keiner nirgends nirgendwo",
    "kein (?:Mensch|Betrieb|Arbeitgeber|Unternehmen|Haus|Laden|Chef|Träger)",
    r"kaum (?:jemand|einer|ein \w+)",
)
OUT_OF_REACH = (
    r"(?:rechnen|kalkulieren|hoffen|erwarten|gezahlt|bezahlt|drin|möglich|realistisch|erreichbar|üblich|vorgesehen"
    r"|die Rede"
    r"|erreicht|erreichen|in Sicht|denkbar|(?:he)?rauszuholen|zu (?:holen|haben|erwarten|machen|denken))"
)
UNREACHED = any_of(rf"(?:nicht|nie|niemals|kaum)\b(?:\s\w+){{0,3}}\s{OUT_OF_REACH}")
DREAM = words_of(
    r"utopisch\w* unrealistisch\w* märchen illusion\w* wunschdenken wunschtr\w+ wunschzettel tr[aä]um\w* "
    r"luftschl\w+ legende\w* fehlanzeige mythos gerücht\w* quatsch unsinn blödsinn ausgeschlossen fantasie\w* "
    r"phantasie\w* unerreichbar\w* aussichtslos\w* vorbei passé vergangenheit vergessen vergeblich umsonst",
    "nicht zu denken",
    r"glaub\w* (?:nicht|kein\w*|niemand|kaum|höchstens)",
)
UNREAL = words_of(r"wären? hätten? kämen? bekämen? bräuchte\w* müsste\w* stehe", r"(?<!und )gäbe")
WHOEVER = re.compile(r"\s*wer\b", re.IGNORECASE)
BELIEVES = re.compile(
    r"\s*(?:und |aber |doch )?wer\b.*\b(?:glaub|mein|denk|hoff|erwart|träum|annimm|wähn|vermut|ausmal|vorstell)\w*",
    re.IGNORECASE,
)
PAST = words_of(
    "früher damals einst ehemals seinerzeit zuvor",
    r"(?<!wie )vor (?:\w+ ){0,3}(?:Jahren|Jahrzehnten?)",
    "bis vor",
    r"vor der \w+",
    "lange Zeit",
    r"in den (?:\w+er|Neunzigern|Achtzigern)",
    r"(?:Anfang|Mitte|Ende) der \w+er(?:jahre)?",
    r"(?:bekam|bekamen|verdiente|verdienten|erhielt|erhielten)",
    r"(?:19|20)\d\d\b[^;.]*\bnoch",
)
NOW = words_of("heute heutzutage inzwischen mittlerweile jetzt aktuell derzeit nun")
MYSELF = any_of(
    r"ich\b(?:\s\w+){0,3}?\s?(?:habe|hatte|bekam|verdiente|verdiene|bekomme|begann|startete|fing|bin)",
    "(?:habe|hatte|bekam|verdiente|verdiene|bekomme|begann|startete|fing) ich",
    r"mein(?:e[mnrs]?)? (?:\w+ )?\w*(?:gehalt|lohn|verdienst|abrechnung)",
)
SAID = words_of(r"mein(?:t|te|ten) erzähl\w* behaupte\w* prahl\w* schwärm\w* sag(?:t|te|ten) berichte\w*")
SOMEBODY = words_of(r"einer eine jemand kolleg\w+ nachbar\w* freund\w* bekannte\w* onkel schwager vater mutter chefs?")
ASKS = re.compile(r"\W*(?:wer|was|wie|warum|wieso|weshalb|wo|ob|sind|ist|reich\w+|lohn\w+)\b", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]+")
QUOTED = re.compile(r"„[^“”\"]*[“”\"]|»[^«]*«|“[^”]*”|\"[^\"]*\"|‚[^‘]*‘")
PREDICATE = re.compile(r"\s*(?:ist|sind|bleib\w*|davon|das|glaub\w*|hält|halten)\b")
# A quoted word or two is a catchword; more is somebody's speech
LEAST_SPEECH = 4


def is_stated(scene: Scene, quotes: list[Span], offset: int) -> bool:
    """Say whether the text itself states the figure as today's pay; `offset` is the sentence's place in the text."""
    return not (
        _is_quoted(scene, quotes, offset)
        or _is_hearsay(scene)
        or _is_question(scene)
        or _is_denied(scene)
        or _is_condition(scene)
        or _is_past(scene)
    )


def quoted_speech(text: str) -> list[Span]:
    """Return the spans of direct speech in text."""
    return [match.span() for match in QUOTED.finditer(text) if len(LETTERS.findall(match.group())) >= LEAST_SPEECH]


def _is_quoted(scene: Scene, quotes: list[Span], offset: int) -> bool:
    return any(start <= offset + scene.figure.start < end for start, end in quotes)


def _is_hearsay(scene: Scene) -> bool:
    said = SAID.search(scene.sentence, 0, scene.figure.start)
    return bool(MYSELF.search(scene.own)) or bool(said and SOMEBODY.search(scene.sentence, 0, scene.figure.start))


def _is_question(scene: Scene) -> bool:
    if not scene.sentence.rstrip('"“”«) ').endswith("?"):
        return False
    in_last_clause = scene.clause == scene.clauses[-1] or not scene.sentence[scene.clause.end :].strip(" ?")
    return in_last_clause or bool(ASKS.match(scene.sentence))


def _is_denied(scene: Scene) -> bool:
    before, own = without_double_negation(scene.before), without_double_negation(scene.own)
    if DENIED_BEFORE.search(before) or NOT_REAL.search(before):
        return True
    if UNREAL.search(own) or DREAM.search(own) or DREAM.search(without_double_negation(_predicate(scene))):
        return True
    if scene.figure.bounded:
        # The negation has already turned the bound round: "selten unter A"
        return False
    return bool(NOBODY.search(own) or UNREACHED.search(own))


def _predicate(scene: Scene) -> str:
    """Return the clause behind the figure's if it speaks of the figure: "…, man käme auf A, ist Wunschdenken"."""
    return scene.next_clause if PREDICATE.match(scene.next_clause) else ""


def _is_condition(scene: Scene) -> bool:
    """Say whether the figure stands in a wer-clause that another clause judges: "Wer mit A rechnet, irrt"."""
    if scene.clause == scene.clauses[-1]:
        return False
    own_clause = scene.sentence[scene.clause.start : scene.clause.end]
    # "Wer glaubt, gleich A zu bekommen, irrt": the belief stands in the clause before
    return bool(WHOEVER.match(own_clause) or (scene.clause.opener == "," and BELIEVES.match(scene.clause_before)))


def _is_past(scene: Scene) -> bool:
    pasts = [match.start() for match in PAST.finditer(scene.sentence, 0, scene.figure.start)]
    if not pasts:
        return False
    return not any(match.start() > pasts[-1] for match in NOW.finditer(scene.sentence, 0, scene.figure.start))
