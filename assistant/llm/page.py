"""The text of an answer by a chat model while it is written, with its citations."""

from assistant.citations import MARKER, Citations
from assistant.drafts import Grounds
from assistant.llm.gate import Quote, Verdict
from assistant.llm.markers import with_markers
from assistant.passages import cite
from index.catalogue import Catalogue


class Page:
    """The text of an answer while it is written, with its citations."""

    def __init__(self, grounds: Grounds, catalogue: Catalogue) -> None:
        """Begin with what stands whatever a model writes."""
        draft = grounds.draft
        assert draft is not None
        self._catalogue = catalogue
        self._opening = f"{grounds.opening}{draft.fixed}"
        self._held: list[tuple[str, str]] = []
        self._line_start = ""  # of a sentence that was left out: the next one of its line stands there instead
        self.text = ""
        self.is_written = False
        marks = {int(number) for number in MARKER.findall(draft.fixed)}
        self.citations = Citations.after([citation for citation in draft.citations if citation.id in marks])

    def begin(self) -> str:
        """Return what stands first, whatever the model writes."""
        self.text = self._opening
        return self.text

    def add(self, verdict: Verdict) -> str:
        """Return what a verdict adds to the text; frames are held back until something follows that passed."""
        lead = verdict.piece.lead
        lead = lead if "\n" in lead else self._line_start or lead
        self._line_start = "" if verdict.is_frame or verdict.quotes else lead
        if verdict.is_frame:
            self._held.append((lead, verdict.text))
        if not verdict.quotes:
            return ""
        before = self.text
        if not self.is_written:
            self.text = f"{self._opening}\n\n" if before else self._opening
        for frame in self._held:
            self._put(*frame)
        self._held.clear()
        markers = "".join(dict.fromkeys(self._mark(quote) for quote in verdict.quotes))
        self._put(lead, with_markers(verdict.text, markers))
        self.is_written = True
        return self.text.removeprefix(before)

    def end(self, closing: str) -> str:
        """Return what is said last."""
        piece = f"\n\n{closing}"
        self.text += piece
        return piece

    def _put(self, lead: str, text: str) -> None:
        is_first = not self.text or self.text.endswith(("\n", " "))
        self.text += f"{lead.lstrip() if is_first else lead or ' '}{text}"

    def _mark(self, quote: Quote) -> str:
        passage = cite(self._catalogue, quote.source.article, quote.start, quote.end, score=quote.source.score)
        assert passage is not None, "a quote lies within one line"
        return self.citations.mark(passage)
