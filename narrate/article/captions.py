"""Captions that no tag marks as such: short texts beside a picture, or in a box with nothing but it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile

from lxml.html import HtmlElement

from narrate.article import beside
from narrate.article.facts import parse_date
from narrate.article.people import looks_like_name
from narrate.patterns import compiled

_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_NO_CAPTION = frozenset((*_HEADINGS, "p", "ul", "ol", "img", "table"))
_BOXES = frozenset(("center", "div", "dl", "figure", "p", "section", "table", "td"))
_NOT_IN_BOX = frozenset(
    (*_HEADINGS, "blockquote", "button", "form", "input", "li", "pre", "table", "time", "x-attributes")
)
_PICTURES = ("img", "amp-img", "picture")
_SHOWN = (*_PICTURES, "iframe", "video")
_CAPTIONED = (*_SHOWN, "canvas", "object", "pre", "svg", "table")
_SMALL = frozenset(("small", "font", "em", "i"))
_SMALL_SIZES = ("1", "2", "-1", "-2")
_SMALLER = compiled(
    r"font-size\s*:\s*(?:(?:x+-)?small|smaller|[1-9][0-9]%|0?\.[0-9]+r?em|(?:[1-9]|1[0-2])(?:\.[0-9]+)?px)",
    re.IGNORECASE,
)
_SET_APART = frozenset(("cite", "em", "i", "small", "sub", "sup"))
"""What Markdown sets a caption in, alone under its picture."""
_NOTHING = ("br", "x-attributes")
"""What says nothing beside a caption in its paragraph."""
_ATTRIBUTES = compiled(r"\{[^{}]*\}")
_CAPTION_CLASS = compiled(r"[.\s\"'](?:[a-z]+[-_])?(?:fig)?caption", re.IGNORECASE)
_SET_APART_CLASS = compiled(r"\.(?:text-|align-?)?(?:cent(?:er|re)(?:ed)?|small|muted|right)(?=[\s.}])")
"""The class of small or centred words, which are a caption under a picture or code."""
_LEAST_ALT = 4  # characters of what a picture is called; image and 画像 say nothing
_LONGEST, _LONGEST_LABELLED, _LONGEST_NAME = 80, 200, 12  # characters
_SEVERAL = 2  # sentences, behind which the name of who wrote them may stand
_SPOKEN = compiled("(?:[。！？!?」♪…]|[.・]{2,}|[でま](?:す|した|せん|しょう)|[よね])[）)笑]*$")
_ACT = compiled("[うくぐすつぬぶむるてで]$")
"""How a step of a recipe ends, which has its picture too."""
_LABELLED = compiled(
    r"[▲△↑]|[(（【\[]?(?:図表?|写真|画像|Fig(?:ure)?\.?|Photo)\s?[0-9０-９]{0,2}[\s:：.．)）】\]]"
    r"|.*[(（](?:撮影|提供|写真|画像|出典)\s?[:：=＝／/][^()（）]{1,40}[)）]$|.*(?:撮影|提供)\s?[:：＝／/]\s?[^。]{1,20}$"
)
"""What is a caption by its words, whatever it ends with."""
_MADE_BY = compiled(r"by\s+\S", re.IGNORECASE)
_PICTURE_FILE = compiled(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?|$)", re.IGNORECASE)
_NUMBER = compiled(r"\W*(?:STEP|手順|工程)?\s?[0-9０-９①-⑳]{1,2}\W*", re.IGNORECASE)
TALK = compiled(
    r"(?:^|[\s_-])(?:balloon|bubble|chat|conversation|dialog|fukidashi|kaiwa|says?|speech|talk|voice)",
    re.IGNORECASE,
)
"""Classes of what somebody says beside a portrait."""
_SHOWS = compiled(
    r"\{[{%][<%]?-?\s*(?:fig|img|image|photo|picture|video|youtube|vimeo|gallery)", re.IGNORECASE
)
"""What in Hugo and Jekyll shows something."""
_SLIDES = compiled(
    r"(?:^|[\s_-])(?:slide[rs]?|slick|swiper|splide|carousel|photos?|photo-?list)(?=$|[\s_-])", re.IGNORECASE
)
_TITLE_CLASS = compiled(
    r"(?:^|[\s_-])(?:title|ttl|head(?:ing|line)?|midashi|name)(?=$|[\s_-])", re.IGNORECASE
)
_LEADS = compiled(
    r"@\[card|\[https?:|<\w{0,40}(?:Card|Link|Button|TOC|Toc|List|Divider|Spacer|Break|Form|Badge|Ad)s?\b"
)
"""What of a site's own elements shows nothing but where something else is, or what to do."""
_AROUND, _NEAR = 2, 2  # elements around a text that tell that somebody says it; before it and behind
_FEW, _PARTS = 9, 40  # parts that are looked at
_FEWEST_IN_ROW = 3  # pictures with a line each, one after the other


def is_caption(element: HtmlElement) -> bool:
    """Whether an element is a caption, or a picture with one."""
    if element.tag in _SET_APART and (_is_under_picture(element) or _is_under_table(element)):
        return True
    if element.tag in ("div", "p", "span") and _is_beside_picture(element):
        return True
    if element.tag in ("font", "small", "span") and is_small_below(element):
        return True
    if element.tag == "li" and _is_slide(element):
        return True
    return element.tag in _BOXES and _is_captioned(element)


def _is_slide(item: HtmlElement) -> bool:
    """Whether an item has a picture with a few words, in a list that is called one of slides or photos."""
    around = islice(item.iterancestors(), _AROUND)
    if not any(_SLIDES.search(box.get("class", "")) for box in around):
        return False
    if next(item.iter(*_PICTURES), None) is None or next(item.iter(*_HEADINGS), None) is not None:
        return False
    words = "".join(islice(item.itertext(), _FEW)).strip()
    return 0 < len(words) <= _LONGEST and not _SPOKEN.search(words) and "。" not in words


def says_without_picture(element: HtmlElement) -> bool:
    """Whether an element that is called a caption has a sentence in it and no picture near: a box of text."""
    if not any("。" in words for words in islice(element.itertext(), _PARTS)):
        return False
    above = element.getparent()
    is_text = above is None or any(part.tag in _HEADINGS for part in above)
    is_small = not is_text and next(islice(above.iter("*"), _PARTS, None), None) is None
    over, under = element.itersiblings("*", preceding=True), element.itersiblings("*")
    near = [element, *islice(over, _NEAR), *islice(under, _NEAR), *([above] if is_small else [])]
    inside = (islice(part.iter("*"), _PARTS) for part in near)
    return not any(part.tag in _CAPTIONED for part in chain.from_iterable(inside))


def breaks_off_below(paragraph: HtmlElement) -> bool:
    """Whether a line under a picture breaks off after a sentence, or begins as the picture is called."""
    picture = beside.before(paragraph)
    if picture is None or picture.tag != "p" or not _is_picture(picture) or len(paragraph):
        return False
    words = (paragraph.text or "").strip()
    if not words or len(words) > _LONGEST or _SPOKEN.search(words) or _leads_on(paragraph):
        return False
    called = next((image.get("alt", "").strip() for image in picture.iter("img")), "")
    return words.count("。") == 1 or (len(called) >= _LEAST_ALT and words.startswith(called))


def _leads_on(paragraph: HtmlElement) -> bool:
    """Whether code or a list is right under a line, which speaks of it then."""
    below = beside.behind(paragraph)
    return below is not None and below.tag in ("ol", "pre", "ul")


def is_called_so(paragraph: HtmlElement) -> bool:
    """Whether a paragraph of Markdown has the class of captions behind it: ``{: .caption}``."""
    last = paragraph[-1] if len(paragraph) else None
    if last is None or last.tag != "x-attributes" or (last.tail or "").strip():
        return False
    if _CAPTION_CLASS.search(last.text or ""):
        return True
    is_set_apart = bool(_SET_APART_CLASS.search(last.text or ""))
    return is_set_apart and _is_below_shown(paragraph) and _is_short_line(paragraph)


def _is_below_shown(paragraph: HtmlElement) -> bool:
    """Whether a paragraph begins with a picture, or stands right under one or under code."""
    over = beside.before(paragraph)
    is_below = over is not None and (over.tag == "pre" or _is_picture(over))
    is_first = not (paragraph.text or "").strip() and _is_picture(paragraph[0])
    return is_first or is_below


def _is_short_line(paragraph: HtmlElement) -> bool:
    words = "".join(part for part in paragraph.itertext() if not _ATTRIBUTES.fullmatch(part)).strip()
    return 0 < len(words) <= _LONGEST and not _SPOKEN.search(words)


def is_centred_below(text: HtmlElement) -> bool:
    """Whether a few words are set in the middle under a picture."""
    picture = beside.before(text)
    words = "".join(text.itertext()).strip()
    return picture is not None and _is_picture(picture) and 0 < len(words) <= _LONGEST


def _is_under_picture(text: HtmlElement) -> bool:
    """Whether a phrase is the only one in a paragraph and follows its picture, as Zenn has captions."""
    above = text.getparent()
    if above is None or (text.tail or "").strip() or (above.text or "").strip():
        return False
    before = list(islice((part for part in above if part is not text), _PARTS))
    if len(before) == _PARTS:
        return False
    picture = beside.before(above)
    if not before and above.tag == "p" and picture is not None and picture.tag not in _HEADINGS:
        return _is_picture(picture) and len("".join(text.itertext())) <= _LONGEST
    return any(map(_is_picture, before)) and all(
        (_says_nothing(part) or _is_picture(part)) and not (part.tail or "").strip() for part in before
    )


def _says_nothing(part: HtmlElement) -> bool:
    """Whether a part breaks the line, is for programs, or is an empty place for links to lead to."""
    return part.tag in _NOTHING or (not len(part) and not (part.text or "").strip() and part.tag == "a")


def is_small_below(text: HtmlElement) -> bool:
    """Whether a few small letters are a line of their own right under a picture.

    It stands between breaks, or in a paragraph of its own.
    """
    over, lines = beside.before(text), 0
    above = text.getparent()
    if over is None and above is not None and above.tag == "p" and not (above.text or "").strip():
        over, lines = beside.before(above), 1
    while over is not None and over.tag == "br" and not (over.tail or "").strip() and lines < _AROUND:
        over, lines = beside.before(over), lines + 1
    if over is None or (over.tail or "").strip() or not _is_picture(over):
        return False
    if not lines and (text.tag != "small" or "\n" not in (over.tail or "")):
        return False
    below = beside.behind(text)
    is_line = not (text.tail or "").strip() and (below is None or below.tag in ("br", "hr", "p"))
    is_sized = text.get("size") in _SMALL_SIZES or _SMALLER.search(text.get("style", ""))
    is_small = text.tag == "small" or bool(is_sized)
    words = "".join(islice(text.itertext(), _FEW)).strip()
    may_be_caption = _is_short(words) or (0 < len(words) <= _LONGEST and not words.endswith("。"))
    return is_line and is_small and may_be_caption


def _is_under_table(text: HtmlElement) -> bool:
    """Whether small letters, or a phrase set apart, are alone under a table."""
    above = text.getparent()
    if above is None or (text.tail or "").strip():
        return False
    over = beside.before(text)
    is_only = over is None and beside.behind(text) is None and not (above.text or "").strip()
    over = beside.before(above) if is_only and above.tag in ("p", "div") else over
    words = "".join(islice(text.itertext(), _FEW)).strip()
    is_note = text.tag == "small" or not _SPOKEN.search(words)
    return over is not None and _is_table(over) and is_note and 0 < len(words) <= _LONGEST_LABELLED


def _is_table(element: HtmlElement) -> bool:
    """Whether an element is a table or has nothing in it but one."""
    while element.tag == "div" and len(element) == 1 and not (element.text or element[0].tail or "").strip():
        element = element[0]
    return bool(element.tag == "table")


def _is_beside_picture(text: HtmlElement) -> bool:
    """Whether a short text of a look of its own follows a picture, or shares a box with nothing but it."""
    before = beside.before(text)
    if before is None or not _is_picture(before) or any(True for _ in text.iterdescendants(*_NO_CAPTION)):
        return False
    words = "".join(text.itertext()).strip()
    if not _is_short(words) or _is_step(text, words) or _is_said(text, words):
        return False
    siblings = islice(text.itersiblings("*"), _FEW)
    after = next((part for part in siblings if _begins(part) or _is_picture(part)), None)
    look = _look(text)
    is_labelled = bool(_LABELLED.match(words))
    if not (is_labelled or any(look)) and "。" in words.rstrip("。"):
        return False
    is_last = after is None or _is_picture(after) or is_labelled
    is_apart = is_last or (any(look) and look != _look(after) and not _is_called_title(text))
    if not is_apart or is_labelled:
        return is_apart
    boxes = (text, *islice(text.iterancestors("div", "figure", "section", "td"), 1))
    return not any(map(_is_told_in_pictures, boxes))


def _is_captioned(box: HtmlElement) -> bool:
    """Whether a box has pictures first, then a few words under them, and nothing else."""
    parts = list(islice(box.iter("*"), _PARTS))
    if len(parts) == _PARTS or box.getparent() is None:
        return False
    tags = [part.tag for part in parts[1:]]
    if not any(tag in _SHOWN for tag in tags) or any(tag in _NOT_IN_BOX for tag in tags):
        return False
    lines = list(_lines_under(box))
    words = " ".join(lines)
    is_labelled = bool(_LABELLED.match(words)) or _is_credit(box, words)
    if not _is_short(words) or not (is_labelled or all(map(_is_short, lines))):
        return False
    bold = ("".join(part.itertext()).strip() for part in box.iter("b", "strong"))
    is_bold = len(lines) == 1 and words in bold
    if is_bold or _is_step(box, words) or _is_said(box, words):
        return False
    if len(lines) > 1 and any(map(_is_called_title, parts)):
        return is_labelled  # of a card, which tells more under it
    return is_labelled or not (_is_of_author(box, words) or _is_told_in_pictures(box))


def _is_credit(box: HtmlElement, words: str) -> bool:
    """Whether words say who made a picture, which leads to itself in its full size as no portrait does."""
    links = (link for link in box.iter("a") if next(link.iter(*_PICTURES), None) is not None)
    return bool(_MADE_BY.match(words)) and any(_PICTURE_FILE.search(link.get("href", "")) for link in links)


def _is_called_title(part: HtmlElement) -> bool:
    return bool(_TITLE_CLASS.search(part.get("class", "")))


def _is_of_author(box: HtmlElement, words: str) -> bool:
    """Whether the words beside a picture are a name, a day, or a link, as under an author's portrait."""
    return _has_link(box) or parse_date(words) is not None or looks_like_name(words)


def _has_link(box: HtmlElement) -> bool:
    """Whether some words of a box are a link, as the name of an author is."""
    links = (link for link in box.iter("a") if next(link.iter(*_PICTURES), None) is None)
    return any(map(_begins, links))


def _lines_under(box: HtmlElement) -> Iterator[str]:
    """The texts of a box that begins with a picture; none if words stand before it or in its line."""
    is_shown, is_apart, texts = False, box.tag == "figure", list[str]()
    for part in box.iter("*"):
        if part.tag in _SHOWN:
            is_shown = True
        elif part is not box and part.tag not in ("a", *_PICTURES):
            is_apart |= is_shown
        inside = "" if part.tag in _SHOWN else part.text
        for words in (inside, part.tail if part is not box else ""):
            if text := " ".join((words or "").split()):
                if not (is_shown and is_apart):
                    return
                texts.append(text)
    yield from texts


def _is_short(words: str) -> bool:
    """Whether words may be a caption: short, and no sentence unless a sign or a label says what they are."""
    if not any(map(str.isalnum, words)):
        return False
    if _LABELLED.match(words):
        return len(words) <= _LONGEST_LABELLED
    return len(words) <= _LONGEST and not _SPOKEN.search(words) and words.count("。") < _SEVERAL


def _is_step(part: HtmlElement, words: str) -> bool:
    """Whether words are a step of several that are shown in pictures: numbered, or one act of a row."""
    around = [part, *islice(part.iterancestors(), _AROUND)]
    if any(element.tag == "li" for element in around):
        return True
    before = islice(part.itersiblings("*", preceding=True), _FEW)
    texts = ["".join(islice(other.itertext(), _FEW)).strip() for other in before]
    if any(texts) and all(_NUMBER.fullmatch(text) for text in texts if text):
        return True
    return bool(_ACT.search(words)) and any(map(_is_in_row, around))


def _is_told_in_pictures(part: HtmlElement) -> bool:
    """Whether pictures with a line each follow one another: they are the text of a report or a recipe."""
    look = (part.tag, part.get("class"))
    count = 1
    for siblings in (part.itersiblings("*", preceding=True), part.itersiblings("*")):
        others = (other for other in islice(siblings, _FEW) if not _is_picture(other))
        count += sum(1 for _ in takewhile(lambda other: _is_shown(other, look), others))
    return count >= _FEWEST_IN_ROW


def _is_shown(part: HtmlElement, look: tuple[str, str | None]) -> bool:
    """Whether an element of this look is a short text with a picture in it or right before it."""
    if (part.tag, part.get("class")) != look or not 0 < _length(part) <= _LONGEST:
        return False
    picture = beside.before(part)
    return next(part.iter(*_PICTURES), None) is not None or (picture is not None and _is_picture(picture))


def _length(part: HtmlElement) -> int:
    return len("".join(islice(part.itertext(), _FEW)).strip())


def _is_in_row(part: HtmlElement) -> bool:
    """Whether the element right before or behind one is of its kind and has a picture too."""
    around = (beside.before(part), beside.behind(part))
    return any(
        other is not None
        and (other.tag, other.get("class")) == (part.tag, part.get("class"))
        and next(other.iter(*_PICTURES), None) is not None
        for other in around
    )


def _is_said(part: HtmlElement, words: str) -> bool:
    """Whether a picture is that of somebody who says the words beside it, which are more than a name."""
    if len(words) <= _LONGEST_NAME:
        return False
    around = [part, *islice(part.iterancestors(), _AROUND), *islice(part.iter("*"), _FEW)]
    return any(TALK.search(element.get("class", "")) for element in around)


def _look(element: HtmlElement) -> tuple[str | None, ...]:
    """What sets a text apart: its class, its style, its place, or letters smaller than others."""
    child = element[0] if len(element) == 1 else None
    is_all = child is not None and not f"{element.text or ''}{child.tail or ''}".strip()
    small = str(child.tag) if is_all and child is not None and child.tag in _SMALL else None
    return element.get("class"), element.get("style"), element.get("align"), small


def _is_picture(element: HtmlElement) -> bool:
    """Whether an element is a picture or a player, or has nothing in it but pictures or one player."""
    if not isinstance(element.tag, str):
        return False
    if _is_embedded(element):
        return True
    if len(element) == 1 and _is_embedded(element[0]):
        return not f"{element.text or ''}{element[0].tail or ''}".strip()
    return next(element.iter(*_PICTURES), None) is not None and not _begins(element)


def _is_embedded(element: HtmlElement) -> bool:
    words = element.text or ""
    is_shown = element.tag == "x-shortcode" and _SHOWS.match(words)
    return bool(is_shown) or (element.tag == "x-embedded" and not _LEADS.match(words))


def _begins(element: HtmlElement) -> bool:
    """Whether there is text in an element but its attributes, or in the beginning of a large one."""
    words = "".join(islice(element.itertext(), _FEW))
    return bool((_ATTRIBUTES.sub("", words) if "{" in words else words).strip())
