"""Who greets the reader by name in the first sentences is who writes."""

from __future__ import annotations

import pytest

from narrate.article.greetings import greeter


@pytest.mark.parametrize(
    ("said", "others", "name"),
    [
        ("いつもありがとうございます。店主の宮下です。", [], "宮下"),
        ("こんばんは。焙煎所つむぎ、店主の久我です。", [], "久我"),
        ("みなさま、こんにちは。編集人の郡司です。", [], "郡司"),
        ("おはようございます。小柳まさとです。", [], "小柳まさと"),
        ("こんにちは。柏木 梓です。", [], "柏木 梓"),
        ("こんばんは。灯台書房の阿久根です。", ["灯台書房だより　第87号"], "阿久根"),
        ("こんばんは、もちこです🍙", ["もちこの三人と一匹ごはん日記"], "もちこ"),
        ("どうも、ぽんぽこ車掌です。", ["ぽんぽこ車掌の各駅停車日記"], "ぽんぽこ車掌"),
        ("おはようございます、樫村です。", ["編集：樫村 直人"], "樫村 直人"),
        ("いつもお世話になっております。かすみオフィスです。", ["かすみオフィス　通信"], ""),
        ("こんにちは。編集部の矢吹です。", [], ""),
        ("こんにちは。焙煎室の店主です。", [], ""),
        ("こんにちは、今日はいい天気です。", [], ""),
        ("川の水は冷たいです。", ["川の水"], ""),
    ],
)
def test_who_greets_by_name(said: str, others: list[str], name: str) -> None:
    assert greeter([said], others) == name
