"""What stands over the title of a page that was copied, and is no title: its part of a site, languages."""

from __future__ import annotations

import re

from narrate.article.lines import has_sentence
from narrate.article.phrases import reason_at
from narrate.patterns import compiled

_PART_OF_SITE = compiled(
    r"(?:SERVICES?|RECRUIT(?:ING|MENT)?|ENTRY|ABOUT(?: US)?|COMPANY|GREETINGS?|PROFILE|MESSAGES?|INTERVIEWS?"
    r"|PRODUCTS?|WORKS?|VOICE|STAFF|ACCESS|MENU|SITE|HOME|CONTACT|STORY|CONCEPT|OUTLINE|REPORTS?|EVENTS?|GUIDE"
    r"|INFORMATION|TOPICS?|NEWS|BLOG|COLUMN|FEATURES?|SPECIAL|MEDIA|PRESS)(?: (?:SITE|PAGE|TOP))?"
    r"|CREATED BY [^。]{1,20}",
    re.IGNORECASE,
)
_HOURS = compiled("時間(?![0-9０-９ :：])")
"""Hours may be what the page is about: 営業時間のご案内."""
_NAME_OF_SITE = compiled(
    "[^。をでがはにへ]{2,30}(?:(?:特設|公式|オフィシャル|ポータル)(?:Web|ウェブ)?(?:サイト|ホームページ)"
    "|(?:[社校院園市町村区県会店館寺]|神社|大学|クリニック)の?ホームページ)"
)

_LANGUAGES = compiled(
    "日本語|中文|简体|繁體|한국어|한어|english|français|español|deutsch|italiano|portugu[eê]s|nederlands"
    "|русский(?: язык)?|ελληνικά|indonesia[n]?|bahasa|sanskrit|suomalainen|suomi|svenska|norsk|dansk|polski"
    "|čeština|türkçe|tiếng việt|ไทย|العربية|עברית|हिन्दी|latina|magyar|română|українська",
    re.IGNORECASE,
)


def is_page_label(text: str) -> bool:
    """Whether a line says in which part of a site one is, whose site it is, or where to call."""
    is_of_site = _PART_OF_SITE.fullmatch(text) or _NAME_OF_SITE.fullmatch(text)
    is_contact = not _HOURS.search(text) and reason_at(text, ("group",)) == "contact"
    return bool(is_of_site or is_contact)


def is_language_menu(text: str) -> bool:
    """Whether a line is mostly names of languages, as over pages that there are in several."""
    names = _LANGUAGES.findall(text)
    return (
        not has_sentence(text)
        and len(names) >= 3
        and sum(map(len, names)) >= 0.6 * len("".join(text.split()))
    )
