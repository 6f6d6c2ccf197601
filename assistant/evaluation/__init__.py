"""Judge the assistant on a set of questions: deterministic metrics, intervals, comparison, reports."""
