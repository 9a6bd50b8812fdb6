"""Boxes in and around an article that something in them gives away: a label on top, a form, buttons.

A *box* is a small container. Its class is left to ``elements``; here what is in it decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from narrate.article import elements, link_cards, steps
from narrate.article.class_names import HEADING_TAGS, class_reason
from narrate.article.clutter import MUCH, OF_LINKS
from narrate.article.facts import parse_date
from narrate.article.people import LIFE
from narrate.article.phrases import (
    is_count,
    is_fact,
    is_fact_label,
    label_reason,
    line_reason,
    section_reason,
)
from narrate.article.pieces import is_prose
from narrate.patterns import compiled

_SET_IN, _NOTES = ("aside", "div", "section"), "footnotes"
_LONGEST_SET_IN, _TIMES = 400, 4  # letters of a box in Markdown; so many are in all of it
_OF_CLASSES = frozenset((
    "advertisement", "author profile", "call to subscribe", "comments", "link card", "related links",
    "share buttons", "tags",
))  # fmt: skip
"""What the class alone tells of a box in Markdown."""
_NAMES = ("h2", "h3", "h4", "b", "strong")
_OVER = 4  # elements beside a box, before it
_LISTS = frozenset(("dl", "ol", "ul"))
TAGS = frozenset(("aside", "div", "dl", "ol", "section", "td", "ul"))
_HOLDS = ("h1", "pre", "figure", "table", "ruby")
"""What only the article itself has."""
_ASKED = frozenset(("email", "password", "tel"))
_BUTTONS = frozenset(("a", "button", "form", "label", "nav", "select"))
_ASKS = compiled(
    r"ログイン(?:する)?|[^。\s]{0,10}(?:新規|会員|無料)登録(?:する|はこちら)?|(?:無料)?(?:新規|会員|ユーザー)?登録(?:する|はこちら)?|購読(?:する)?|フォロー(?:する)?|申し?込む"
    r"|Log ?in|Sign ?(?:in|up)|Subscribe(?: now)?|Register|Follow(?: us)?",
    re.IGNORECASE,
)
"""What a button says that asks for an account or an address."""
_FEW_FACTS = 2
_OF_HOURS = compiled(
    "[^。]{0,20}(?:公開|開[館室園店場]|営業|受付|診療|利用|見学|観覧|入[館園場])(?:時間|日時?|案内|料金?)"
)
_AN_HOUR = compiled(r"[0-9０-９]\s?(?:時|[:：]|円)|(?:休館|定休|休業)日|^[※＊(（]")
_SCORE = compiled(
    r"\s[0-5]\.\d{1,2}(?:\s?点)?$|\s[0-5](?:\.\d)?\s?[/／]\s?5(?:\.0)?$|[★☆]{5}|(?:スコア|評価|点数)\s?[:：]?\s?\d"
)
_PRICE = compiled(r"[0-9]{1,3}(?:,?[0-9]{3})*\s?円(?:[〜～]|[（(]税.{1,3}[)）])?$|[¥￥]\s?[0-9,]{2,9}$")
_TAXED = compiled(r"\s*[0-9][0-9,]*\s?円\s?[（(]税[込抜別][)）]")
_CALL = compiled(
    "(?:もらう|試す|試してみる|申し?込む|ダウンロード(?:する|はこちら)?|請求(?:する)?|予約する|購入する|受け取る|はこちら|無料で(?:読む|見る|使う|始める|体験)"
    r"|DL(?:する)?|カートに入れる|買う|(?:詳細|詳しく|くわしく)(?:は?こちら|[をは]?見る|チェック))\s?[>＞→»▶]*$"
)
_OFFER = compiled(
    "無料|資料|ホワイトペーパー|e-?book|ウェ[ビブ]|セミナー|カタログ|キャンペーン|限定|進呈", re.IGNORECASE
)
_OFFERS = compiled(rf"{_OFFER.pattern}|[0-9０-９][円%％]|OFF|割引|送料|お得|半額", re.IGNORECASE)
_SHORTEST_SENTENCE = 10  # characters
_SEE = compiled("(?:見る|読む|探す|調べる|相談する|問い合わせる|登録する|参加する)$")
_BUTTON = compiled(r"(?:^|[\s_-])(?:btn|button|cta|buy)(?=$|[\s_-])", re.IGNORECASE)
_WORDS_OVER_BUTTONS, _LONGEST_REMARK = 40, 16  # characters over buttons; under one
_FEW_LINES = 4
_CARDS = TAGS | {"article", "li"}
_READ_MORE = compiled(
    r"(?:Read(?:the)?more|Viewpost|(?:この)?(?:記事|続き)を読む|もっと読む)\W*", re.IGNORECASE
)
_FEW_STOPS = 3  # of what a card says of its article
_CALLS = frozenset(("call to subscribe", "advertisement"))
"""What a line at the end of a few says that makes a call of all of them."""
_RATING = compiled(
    r"(?=.*[★☆])[★☆]{3,5}(?:\s?[0-5](?:\.\d)?)?|★\s?[0-5](?:\.\d)?"
    r"|(?:総合)?(?:評価|おすすめ度|満足度|評点)\s?[:：]?\s?(?:[0-5](?:\.\d)?|[★☆]{1,5})(?:\s?[/／]\s?5)?"
)
_MOST_REVIEWS, _FEW_TEXTS = 50, 40  # in a list; in a review
_LONGEST_REVIEW = 300  # characters on average
_OF_TAGS = compiled(
    r"(?:種類|ビジネスカテゴリー?|カテゴリー?|キーワード|タグ|ジャンル|テーマ|業種|エリア|位置情報|分類|関連(?:タグ|キーワード|ワード))\s?[:：]?"
)
_OF_STEPS = frozenset(("call to subscribe", "contact"))
"""What the names of steps seem to be: お問い合わせ, 申し込む."""
_OF_ROWS = frozenset(("call to subscribe", "comments", "navigation", "share buttons"))
_MOST_PARTS, _LONGEST_TAG = 40, 30  # of a row; characters
_ALIKE = 3  # children of one shape make a list of cards


def reason(box: HtmlElement) -> str:
    """Why a box is not read, empty if it is."""
    if _shows_another(box):
        return "link card"
    if box.tag not in TAGS or next(box.iter(*_HOLDS), None) is not None:
        return ""
    if why := _label_reason(box):
        return why
    if why := _facts_reason(box):
        return why
    if why := "tags" if _is_of_labels(box) else _row_reason(box):
        return why
    counts = "details of the post" if box.tag not in _LISTS and _is_of_counts(box) else ""
    if parse_date(words := _words(box)):
        return counts  # the head of an article has buttons too
    if why := _call_reason(box):
        return why
    if _is_around_link(box):
        return "advertisement"
    if _is_of_buttons(box, words):
        return "form"
    return "call to subscribe" if _asks(box) else counts


def _shows_another(box: HtmlElement) -> bool:
    """Whether a box shows another article: its heading, and at the end the link that goes on there."""
    if box.tag not in _CARDS or next(box.iter(*HEADING_TAGS), None) is None:
        return False
    link = next(reversed(list(box.iter("a"))), None)
    if link is None or link.get("href", "#").startswith("#"):
        return False
    words = "".join("".join(link.itertext()).split())
    whole = "".join("".join(box.itertext()).split())
    return bool(_READ_MORE.fullmatch(words)) and whole.endswith(words) and whole.count("。") < _FEW_STOPS


def reason_in_part(box: HtmlElement) -> str:
    """Why a card, or a small box of HTML with a class in Markdown, is not read; empty if it is."""
    if link_cards.is_exported(box):
        return "link card"
    called = box.get("class")
    if box.tag not in _SET_IN or not called or called == _NOTES or not _is_small_part(box):
        return ""
    why = class_reason(box)
    return why if why in _OF_CLASSES and _is_of_class(box, why) else reason(box)


def _is_of_class(box: HtmlElement, why: str) -> bool:
    """Whether a box is what its class says: it leads away, has a heading or tells of a life."""
    if why == "link card" or next(box.iter("a", *_NAMES), None) is not None:
        return True
    words = "".join(islice(box.itertext(), _LONGEST_SET_IN))
    return "。" not in words or (why == "author profile" and bool(LIFE.search(words)))


def _is_small_part(box: HtmlElement) -> bool:
    """Whether a box has few letters, and what stands around it several times as many."""
    own = _letters(box, _LONGEST_SET_IN)
    page = box.getroottree().getroot()
    return 0 < own < _LONGEST_SET_IN and _letters(page, _TIMES * own) >= _TIMES * own


def _letters(element: HtmlElement, most: int) -> int:
    """The letters in the first texts of an element, up to ``most`` of them."""
    count = 0
    for text in islice(element.itertext(), _LONGEST_SET_IN):
        count += sum(map(str.isalnum, text))
        if count >= most:
            break
    return min(count, most)


def are_reviews(box: HtmlElement) -> bool:
    """Whether a box holds what several readers or customers wrote, each with a rating that stands alone.

    Who compares things has a heading for each.
    """
    if box.tag not in TAGS or next(box.iter("h1"), None) is not None:
        return False
    rated = [part for part in islice(box.iterchildren("*"), _MOST_REVIEWS) if _is_rated(part)]
    looks = {(part.tag, part.get("class")) for part in rated}
    if any(next(part.iter(*elements.HEADINGS), None) is not None for part in rated):
        return False
    said = sum(len("".join(islice(part.itertext(), _FEW_TEXTS))) for part in rated)
    return len(rated) > 1 and len(looks) == 1 and said <= _LONGEST_REVIEW * len(rated)


def _is_rated(part: HtmlElement) -> bool:
    return any(_RATING.fullmatch(words.strip()) for words in islice(part.itertext(), _FEW_TEXTS)) and not (
        part.tag == "p" or _RATING.fullmatch(_text(part))
    )


def is_of_cards(parent: HtmlElement) -> bool:
    """Whether the children of an element are of one shape, the heading of each in a link."""
    shapes = [(child.tag, child.get("class")) for child in parent if isinstance(child.tag, str)]
    return len(shapes) >= _ALIKE and len(set(shapes)) == 1 and all(map(_is_card, parent.iterchildren("*")))


def _is_card(element: HtmlElement) -> bool:
    headings = list(islice(element.iter("h2", "h3", "h4", "h5"), 2))
    return len(headings) == 1 and any(
        _is_elsewhere(link) for link in (*headings[0].iter("a"), *headings[0].iterancestors("a"))
    )


def _is_elsewhere(link: HtmlElement) -> bool:
    return not link.get("href", "#").startswith("#")


def _label_reason(box: HtmlElement) -> str:
    """What the box is labelled, for those who see it or by ``aria-label`` for those who do not."""
    spoken = " ".join(box.get("aria-label", "").split())
    if spoken and (why := section_reason(spoken)):
        return why
    if line_reason(_first_words(box)) == "advertisement":
        return "advertisement"
    lines = list(_lines(box))
    why = label_reason(lines[0], any("。" in line for line in lines)) if lines else ""
    if (why in _OF_STEPS and steps.are_in(box)) or (why == "cookie notice" and not steps.has_way(box)):
        return ""
    says_much = sum(len(line) for line in lines if is_prose(line)) > MUCH
    is_chapter = why == "footer" and next(box.iter("h2", "h3", "h4"), None) is not None
    return "" if (why in OF_LINKS or is_chapter) and says_much else why


def _call_reason(box: HtmlElement) -> str:
    """Whether a few lines without a sentence end with a call to do something, and which."""
    lines = list(_lines(box))
    why = line_reason(lines[-1]) if 0 < len(lines) <= _FEW_LINES else ""
    return why if why in _CALLS and not any(map(_is_said, lines)) else ""


def _is_said(line: str) -> bool:
    """Whether a line is a sentence, a short one only if it offers nothing."""
    is_short = len(line) >= _SHORTEST_SENTENCE and line.endswith("。") and not _OFFERS.search(line)
    return is_prose(line) or is_short


def _facts_reason(box: HtmlElement) -> str:
    """Whether a box without a sentence has facts of a place or a post, scores, prices of shops; and which."""
    lines = list(_lines(box))
    if not lines or any(map(is_prose, lines)) or any(True for _ in box.iter(*elements.HEADINGS)):
        return ""
    if len(lines) > 1 and _OF_HOURS.fullmatch(lines[0]) and all(map(_AN_HOUR.search, lines[1:])):
        return "facts"
    if sum(is_fact(line) or is_fact_label(line) for line in lines) >= max(_FEW_FACTS, len(lines) / 3):
        return "facts"
    if sum(bool(_SCORE.search(line)) for line in lines) >= max(_FEW_FACTS, len(lines) / 2):
        return "scores"
    links = [_text(link) for link in box.iter("a")]
    are_goods = box.tag == "div" and len(links) == len(lines) and all(map(_is_priced, links, lines))
    prices = sum(bool(_PRICE.search(link)) for link in links)
    is_of_shop = prices and prices >= sum(not line.startswith("※") for line in lines)
    return "advertisement" if are_goods or is_of_shop else ""


def _is_priced(goods: str, line: str) -> bool:
    """Whether a line is a name of goods, which is a link, and its price, as on a card of a shop."""
    return bool(goods) and line.startswith(goods) and bool(_TAXED.fullmatch(line.removeprefix(goods)))


def _row_reason(box: HtmlElement) -> str:
    """Why a row of buttons and counts in one line is not read, each of which alone would not be."""
    parts = _row(box)
    if not parts or not all(part.tag in ("a", "b", "span", "strong") for part in parts):
        return ""
    whys = [line_reason(text) for part in parts if (text := _text(part))]
    return whys[0] if whys and _OF_ROWS.issuperset(whys) else ""


def _row(box: HtmlElement) -> list[HtmlElement]:
    """The first children of a box of several with no words between them; else none."""
    parts = list(islice(box.iterchildren("*"), _MOST_PARTS))
    between = "".join([box.text or "", *(part.tail or "" for part in parts)])
    return parts if len(parts) > 1 and not any(map(str.isalnum, between)) else []


def _is_of_labels(box: HtmlElement) -> bool:
    """Whether a row begins with a label such as 種類, short words behind it, each in its element."""
    parts = _row(box)
    if not 0 < len(parts) < _MOST_PARTS:
        return False
    texts = [_text(part) for part in parts]
    if not all(0 < len(text) <= _LONGEST_TAG and "。" not in text for text in texts):
        return False
    labels = [bool(_OF_TAGS.fullmatch(text)) for text in texts]
    are_links = all(part.tag == "a" or label for part, label in zip(parts, labels, strict=True))
    return labels[0] and not all(labels) and (are_links or sum(labels) > 1)


def _is_of_counts(box: HtmlElement) -> bool:
    """Whether a box has nothing but numbers and days of a post, each in its element, and no text over it."""
    between = [box.text, *(part.tail for part in box)]
    parts = [_text(part) for part in box.iterchildren("*")]
    are_apart = len(parts) > 1 and not any(any(map(str.isalnum, text or "")) for text in between)
    is_told = all(map(line_reason, parts))  # each by its own words, which say why better
    are_counts = are_apart and not is_told and all(is_count(part) for part in parts if part)
    over = islice(box.itersiblings("*", preceding=True), _OVER if are_counts else 0)
    return are_counts and not any(map(is_prose, map(_text, over)))


def _is_around_link(box: HtmlElement) -> bool:
    """Whether a few lines without a full stop end with the only link of the box, a call to do something.

    Under a single line the link is a button, or calls for what costs nothing.
    """
    links = list(islice(box.iter("a", "button"), 2))
    lines = list(_lines(box)) if len(links) == 1 and box.tag in ("aside", "div", "section") else []
    if len(lines) > 2 and len(lines[-1]) <= _LONGEST_REMARK and lines[-2] == _text(links[0]):
        lines.pop()
    if len(lines) < 2 or lines[-1] != _text(links[0]) or any("。" in line for line in lines):
        return False
    is_call = bool(_CALL.search(lines[-1]))
    is_button = links[0].tag == "button" or bool(_BUTTON.search(links[0].get("class", "")))
    is_offer = bool(_OFFER.search(" ".join(lines))) and is_call
    return (
        (len(lines) > 2 and is_call) or is_offer or (is_button and (is_call or bool(_SEE.search(lines[-1]))))
    )


def _first_words(box: HtmlElement) -> str:
    """The first words in a box, though others may follow in the line."""
    return next((words.strip() for words in box.itertext() if words.strip()), "")


def _lines(box: HtmlElement) -> Iterator[str]:
    """The lines of a box, one by one."""
    line: list[str] = []
    walk = etree.iterwalk(box, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start" and node.tag in elements.SILENT:
            walk.skip_subtree()
            continue
        if node.tag in elements.APART and (text := " ".join("".join(line).split())):
            yield text
            line.clear()
        line.append((node.text if event == "start" else node.tail if node is not box else "") or "")
    if text := " ".join("".join(line).split()):
        yield text


def _asks(box: HtmlElement) -> bool:
    """Whether the box is the smallest around a field for an address or a button that asks to sign up."""
    fields = (field for field in box.iter("input") if field.get("type", "").lower() in _ASKED)
    buttons = (button for button in box.iter("a", "button") if _ASKS.fullmatch(_text(button)))
    return any(_smallest_around(asking) is box for found in (fields, buttons) for asking in found)


def _is_of_buttons(box: HtmlElement, words: str) -> bool:
    """Whether there are only buttons in a box, with a count or a few words of what they are for."""
    buttons = sum(1 for button in box.iter("button") if not elements.opens_something(button))
    is_of_tabs = next(box.iter("input", "select", "textarea"), None) is None
    buttons += sum(1 for label in box.iter("label") if is_of_tabs and label.get("for"))
    if not buttons or any(True for _ in box.iter(*elements.HEADINGS)):
        return False
    letters = sum(map(str.isalpha, words))
    return not letters or (buttons > 1 and letters <= _WORDS_OVER_BUTTONS)


def _smallest_around(asking: HtmlElement) -> HtmlElement | None:
    """The smallest box with words that are no button's; none if the asking is part of a sentence."""
    for above in asking.iterancestors():
        if above.tag == "p" and _text(above) != _text(asking):
            return None
        if above.tag in ("aside", "div", "section") and any(map(str.isalnum, _words(above))):
            return above
    return None


def _words(box: HtmlElement) -> str:
    """What a box says beside its buttons and links."""
    words = []
    walk = etree.iterwalk(box, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start" and (node.tag in _BUTTONS or node.tag in elements.SILENT):
            walk.skip_subtree()
            continue
        words.append((node.text if event == "start" else node.tail if node is not box else "") or "")
    return "".join(words)


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
