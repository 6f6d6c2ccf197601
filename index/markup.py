"""HTML that strays into text files: whole documents, hidden passages, tags around a line."""

import re

from index.german import Span

TAG = re.compile(r"<\s?/?\s?[a-zA-Z][^<>\n]{0,300}>")
BLOCK_TAG = re.compile(
    r"<\s?/?\s?(?:p|br|hr|div|li|ul|ol|h[1-6]|section|article|main|table|t[rdh])\b[^<>\n]{0,300}>", re.IGNORECASE
)
DOCUMENT_START = re.compile(r"\s*(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html|head|body|\?xml)\b", re.IGNORECASE)
DOCUMENT_TAGS = 10
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6});")
HIDDEN_OPENING = re.compile(
    r"<(?:(?P<comment>!--)|(?P<code>script|style|template|noscript)\b[^<>]{0,300}>"
    r"|(?P<element>div|span|p|section|article|aside|ul|ol|li|table|t[rdh]|a|b|i|em|strong|font|h[1-6])\b[^<>]{0,300}?"
    r"(?:\bhidden\b|display\s?:\s?none|visibility\s?:\s?hidden|font-size\s?:\s?0)[^<>]{0,300}>)",
    re.IGNORECASE,
)


def is_document(text: str) -> bool:
    """Tell an HTML document from a text into which a tag has strayed."""
    if DOCUMENT_START.match(text, 0, 2_000):
        return True
    lines = [line for line in text.split("\n") if line.strip()]
    tagged = sum(1 for line in lines if TAG.search(line))
    return tagged >= DOCUMENT_TAGS and tagged * 2 > len(lines)


def hidden_spans(text: str) -> list[Span]:
    """Return the passages that a browser would not show: comments, scripts, styles, hidden elements."""
    spans: list[Span] = []
    lowered = text.lower() if "<" in text else ""
    if len(lowered) != len(text):
        lowered = text  # a few letters change their length; then only lower-case closing tags are found
    unclosed: set[str] = set()
    position = 0
    while opening := HIDDEN_OPENING.search(text, position):
        closing = "-->" if opening["comment"] else f"</{(opening['code'] or opening['element']).lower()}"
        end = -1 if closing in unclosed else lowered.find(closing, opening.end())
        if end < 0:  # an opening that nothing closes hides nothing
            unclosed.add(closing)
            position = opening.end()
            continue
        position = end + len(closing)
        spans.append((opening.start(), position))
    return spans


def is_fragment(text: str) -> bool:
    """Tell a line that is nothing but tags and entities."""
    return ("<" in text or "&" in text) and not ENTITY.sub("", TAG.sub("", text)).strip()
