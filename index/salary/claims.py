"""Tell what a sentence states from what it denies, dreams of, remembers, asks or lets others say."""

import re

from index.german import Span
from index.salary.clauses import Scene
from index.salary.figures import without_double_negation

HEDGES = r"(?:\s(?:mal|einmal|volle[nr]?|ganze[nr]?|satte[nr]?|etwa|die|rund|gar|bei|auf|mit|an|von))*\s"
DENIED_BEFORE = re.compile(rf"\b(?:keine[rsnm]?|nicht|nie|niemals|weder)\b{HEDGES}$", re.IGNORECASE)
NOBODY = re.compile(
    r"\b(?:niemand|keiner|kein (?:Mensch|Betrieb|Arbeitgeber|Unternehmen|Haus|Laden|Chef|Träger)|kaum (?:jemand|einer|ein \w+)|"
    r"nirgends|nirgendwo)\b",
    re.IGNORECASE,
)
UNREACHED = re.compile(
    r"\b(?:nicht|nie|niemals|kaum)\b(?:\s\w+){0,3}\s(?:drin|möglich|zu holen|zu haben|zu erwarten|zu machen|realistisch|erreichbar|"
    r"rechnen|kalkulieren|hoffen|erwarten|gezahlt|bezahlt|üblich|vorgesehen|die Rede|erreicht|erreichen|in Sicht|denkbar|herauszuholen|rauszuholen)\b"
)
DREAM = re.compile(
    r"\b(?:utopisch\w*|unrealistisch\w*|Märchen|Illusion\w*|Wunschdenken|Wunschtr\w+|Tr[aä]um\w*|träum\w*|Luftschl\w+|Legende\w*|"
    r"Fehlanzeige|Mythos|Gerücht\w*|Quatsch|Unsinn|Blödsinn|Wunschzettel|ausgeschlossen|Fantasie\w*|Phantasie\w*|unerreichbar\w*|aussichtslos\w*|vorbei|passé|Vergangenheit|vergessen|nicht zu denken|vergeblich|umsonst)\b"
)
UNREAL = re.compile(r"\b(?:wäre[n]?|hätten?|käme[n]?|bekäme[n]?|(?<!und )gäbe|bräuchte\w*|müsste\w*|stehe)\b")
# "Statt der erhofften A"
NOT_REAL = re.compile(
    r"\b(?:(?:an)?statt|anstelle|entgegen)(?:\s(?:der|den|von))?(?:\s\w+)?\s$"
    r"|\b(?:erhofft|erträumt|versproch|ersehnt|gewünscht|kolportiert|angeblich|vermeintlich|sagenhaft)\w*\s$",
    re.IGNORECASE,
)
BELIEVES = re.compile(r"\b[Ww]er\b[^;:]*\b(?:glaub|mein|denk|hoff|erwart|träum|annimm|wähn|vermut|ausmal|vorstell)\w*")
WHOEVER = re.compile(r"\s*[Ww]er\b")
PAST = re.compile(
    r"\b(?:[Ff]rüher|[Dd]amals|[Ee]inst|[Ee]hemals|[Ss]einerzeit|(?<!wie )[Vv]or (?:\w+ ){0,3}Jahr(?:en|zehnten?)|[Bb]is vor\b|[Zz]uvor|[Vv]or der \w+|[Ll]ange Zeit|[Vv]or \w+ Jahrzehnt\w*|"
    r"[Ii]n den (?:\w+er[n]?|Neunziger\w*|Achtziger\w*)|(?:19|20)\d\d\b[^;.]*\bnoch)\b"
)
NOW = re.compile(r"\b(?:[Hh]eute|[Hh]eutzutage|[Ii]nzwischen|[Mm]ittlerweile|[Jj]etzt|[Aa]ktuell|[Dd]erzeit|[Nn]un)\b")
MYSELF = re.compile(
    r"\b[Ii]ch\b(?:\s\w+){0,3}?\s?(?:habe|hatte|bekam|verdiente|verdiene|bekomme|begann|startete|fing|bin)\b"
    r"|\b(?:habe|hatte|bekam|verdiente|verdiene|bekomme|begann|startete|fing) ich\b"
    r"|\b[Mm]ein(?:e[mnrs]?)? (?:\w+ )?(?:\w*[Gg]ehalt|\w*[Ll]ohn|[Vv]erdienst|\w*[Aa]brechnung)\b"
)
SAID = re.compile(r"\b(?:mein(?:t|te|ten)|erzähl\w*|behaupte\w*|prahl\w*|schwärm\w*|sag(?:t|te|ten)|berichte\w*)\b")
SOMEBODY = re.compile(
    r"\b(?:einer|eine|jemand|Kolleg\w+|Nachbar\w*|Freund\w*|Bekannte\w*|Onkel|Schwager|Vater|Mutter|Chefs?)\b"
)
ASKS = re.compile(
    r"\W*(?:[Ww]er|[Ww]as|[Ww]ie|[Ww]arum|[Ww]ieso|[Ww]eshalb|[Ww]o|[Oo]b|[Ss]ind|[Ii]st|[Rr]eich\w+|[Ll]ohn\w+)\b"
)
QUOTED = re.compile(r"„[^“”\"]*[“”\"]|»[^«]*«|“[^”]*”|\"[^\"]*\"|‚[^‘]*‘")
# A quoted word or two is a catchword; more is somebody's speech
LEAST_SPEECH = 4


def is_stated(scene: Scene, quotes: list[Span], offset: int) -> bool:
    """Say whether the text itself states the figure as today's pay; `offset` is where the sentence starts in the text."""
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
    return [match.span() for match in QUOTED.finditer(text) if len(match.group().split()) >= LEAST_SPEECH]


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
    return scene.next_clause if re.match(r"\s*(?:ist|sind|bleib\w*|davon|das)\b", scene.next_clause) else ""


def _is_condition(scene: Scene) -> bool:
    """Say whether the figure stands in a wer-clause that another clause judges: "Wer mit A rechnet, irrt"."""
    if scene.clause == scene.clauses[-1]:
        return False
    own_clause = scene.sentence[scene.clause.start : scene.clause.end]
    return bool(WHOEVER.match(own_clause) or BELIEVES.search(scene.sentence, 0, scene.figure.start))


def _is_past(scene: Scene) -> bool:
    pasts = [match.start() for match in PAST.finditer(scene.sentence, 0, scene.figure.start)]
    if not pasts:
        return False
    return not any(match.start() > pasts[-1] for match in NOW.finditer(scene.sentence, 0, scene.figure.start))
