"""Errors of the index layer; only the command line turns them into text for people."""


class IndexLayerError(Exception):
    """Base of all errors that reading, building or opening an index raises.

    The message is one German line: what failed, on which value, what to do.
    """


class ArticleRejected(IndexLayerError):
    """A file that is no article; the build goes on without it."""


class SourceUnreadable(ArticleRejected):
    """A file that may be an article but cannot be read now, for example for want of permission."""


class IndexMissing(IndexLayerError):
    """There is no index at the given place."""


class IndexDamaged(IndexLayerError):
    """An index is there but cannot be trusted or read."""


class IndexVersionMismatch(IndexLayerError):
    """The index was built by another format version or with another embedding model."""


class IndexTaken(IndexLayerError):
    """The samples were to be the first index, and meanwhile there is one of other articles."""


class IndexBusy(IndexLayerError):
    """Another process is building the index."""


class IndexWriteFailed(IndexLayerError):
    """The build could not be written, for example because the disk is full."""


class StoreUnreachable(IndexLayerError):
    """The Chroma server of an index does not answer, for now."""


class ModelMissing(IndexLayerError):
    """An embedding model cannot be loaded."""
