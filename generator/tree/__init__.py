"""Where a review's files come from: a folder on disk, or a revision of it in git."""

from .files import Files, OnDisk, Stored
from .git import Revision, RevisionError, read_revision
from .overlay import Overlay

__all__ = ["Files", "OnDisk", "Overlay", "Revision", "RevisionError", "Stored", "read_revision"]
