"""A plain page without scripts, as transcripts are."""

from __future__ import annotations

from narrate.plain import escape

_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { margin: 0 auto; max-width: 42rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.8 system-ui, sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0; line-height: 1.3; }
h2, h3 { font-size: 1.15rem; margin: 0; line-height: 1.5; }
"""


def document(language: str, title: str, body: str, style: str = "") -> str:
    """A whole page without scripts; ``style`` is added to that of all such pages."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}{style}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )
