"""What the site's engine is told: what `mkdocs.yml` takes from the review, and the theme's place."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ..model import Config
from ..replacing import write_file


def site_environment(config: Config) -> dict[str, str]:
    """Return the variables that `mkdocs.yml` reads: title, description, addresses, the theme's place."""
    return {
        "BIBLOOM_SITE_NAME": config.title,
        "BIBLOOM_SITE_DESCRIPTION": config.description,
        "BIBLOOM_SITE_URL": config.site_url,
        "BIBLOOM_REPO_URL": config.repo_url,
        "BIBLOOM_THEME": str(theme_folder()),
        # The pages are there already: the MkDocs plugin need not make them again.
        "BIBLOOM_BUILT": "1",
        # Material's notice about its successor is for those who choose an engine, not for every build.
        "NO_MKDOCS_2_WARNING": "1",
    }


def theme_folder() -> Path:
    """Return the folder with the templates, style sheets and scripts that come with the package."""
    return Path(str(files("generator") / "theme"))


def ensure_configuration(root: Path) -> bool:
    """Write a `mkdocs.yml` where there is none; return whether it was written."""
    target = root / "mkdocs.yml"
    if target.exists():
        return False
    template = files("generator") / "mkdocs.default.yml"
    write_file(target, template.read_bytes())
    # Plain `mkdocs build` asks for this folder, where somebody's own templates may go.
    write_file(root / "overrides" / ".gitkeep", b"")
    return True
