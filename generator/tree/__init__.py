"""Where a review's files come from: a folder on disk, or a revision of it in git."""

from .files import ON_DISK, Files, OnDisk, Stored
from .git import Revision, RevisionError, read_revision

__all__ = ["ON_DISK", "Files", "OnDisk", "Revision", "RevisionError", "Stored", "read_revision"]
