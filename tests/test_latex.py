"""LaTeX as the line that a person would type for it, and how that line is said."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.formulas import in_words
from narrate.readings import Reader
from narrate.readings.latex import UnsayableError, written
from narrate.readings.lexicon import Lexicon
from narrate.show import Show

CASES = [
    ("10-3", "10 − 3", "10マイナス3"),
    ("(80-60)/10", "(80 − 60)∕10", "、80マイナス60、ワル10"),
    ("-1", "−1", "マイナス1"),
    ("1-\\alpha", "1 − α", "1マイナスアルファ"),
    ("x \\in \\mathbb{R}^n", "x ∈ Rⁿ", "エックス属するアールのエヌ乗"),
    ("X \\sim N(\\mu, \\sigma^2)", "X ∼ N(μ, σ²)", "エックス従うエヌ、ミュー、シグマの2乗、"),
    ("x^{n+1}", "xⁿ⁺¹", "エックスのエヌプラス1乗"),
    ("10^{-3}", "10⁻³", "10のマイナス3乗"),
    ("e^{-x}", "e^(−x)", "イーのマイナスエックス乗"),
    ("2^N", "2^N", "2のエヌ乗"),
    ("A^\\top", "Aᵀ", "エー転置"),
    ("a_{n-1}", "aₙ₋₁", "エーエヌマイナス1"),
    ("x_{max}", "x_max", "エックスマックス"),
    ("x_{i,j}", "xᵢ,ⱼ", "エックスアイ、ジェー"),
    ("dp[i][j]", "dp[i][j]", "ディーピー、アイ、ジェー、"),
    (
        "\\sum_{i=1}^{n} w_i x_i",
        "∑(i=1→n) wᵢ xᵢ",
        "シグマ、アイイコール1からエヌまで、ダブリューアイエックスアイ",
    ),
    ("\\Sigma_{k=1}^N k", "∑(k=1→N) k", "シグマ、ケーイコール1からエヌまで、ケー"),
    ("\\frac{P(A)}{P(B)}", "P(B)分のP(A)", "ピー、ビー、分のピー、エー、"),
    ("\\int_0^1 f(x) dx", "∫(0→1) f(x) dx", "インテグラル、0から1まで、エフエックスディーエックス"),
    ("\\lim_{n \\to \\infty} a_n", "lim(n→∞) aₙ", "リミット、エヌが無限大に近づくとき、エーエヌ"),
    ("\\frac{1}{1+x}", "(1+x)分の1", "、1プラスエックス、分の1"),
    ("\\frac{dy}{dx}", "dy/dx", "ディーワイ、ディーエックス"),
    ("\\sqrt{a+b}", "√(a+b)", "ルート、エープラスビー、"),
    ("\\sqrt[3]{2}", "2の3乗根", "2の3乗根"),
    ("|x| < 1", "xの絶対値 < 1", "エックスのゼッタイチ小なり1"),
    ("O(|V|)", "O(Vの大きさ)", "オーブイの大きさ"),
    ("\\|w\\|", "wのノルム", "ダブリューのノルム"),
    ("n!", "nの階乗", "エヌの階乗"),
    ("\\binom{n}{k}", "nCk", "エヌシーケー"),
    ("ax + by", "a x + b y", "エーエックスプラスビーワイ"),
    ("\\log_2 n", "log₂ n", "ログツーエヌ"),
    ("\\mathbf{W}^{(l)}", "W(l)", "ダブリュー、エル、"),
    ("d_{\\text{model}}", "d_model", "ディーモデル"),
    ("\\frac{1}{2}x^2", "2分の1{x|エックス}²", "2分の1エックスの2乗"),
    ("4mk", "4{mk|エムケー}", "4エムケー"),
    ("\\omega_0 t", "ω₀{t|ティー}", "オメガ0ティー"),
    ("e^{-t/2m}", "e^(−t∕2m)", "イーのマイナスティーワル2エム乗"),
    ("a = b \\tag{4.1}", "a = b", "エーイコールビー"),
    ("\\frac{d^2 x}{dt^2}", "d²x/dt²", "ディーの2乗エックス、ディーティーの2乗"),
    ("dp[i][j-w]", "dp[i][j − w]", "ディーピー、アイ、ジェーマイナスダブリュー、"),
    ("\\hat{y} - y_0", "yハット − y₀", "ワイハットマイナスワイゼロ"),
    ("y>x", "y > x", "ワイ大なりエックス"),
    ("\\lfloor x \\rfloor", "xの切り捨て", "エックスの切り捨て"),
    ("\\exp(-x)", "exp (−x)", "エクスポネンシャル、マイナスエックス、"),
    ("x \\ll 1", "x ≪ 1", "エックス十分小なり1"),
]


@cache
def reader() -> Reader:
    return Reader(Lexicon.load(Show(Path()).lexicon_files))


@pytest.mark.parametrize(("latex", "line", "spoken"), CASES)
def test_a_formula_is_a_line_and_is_said(latex: str, line: str, spoken: str) -> None:
    assert written(latex) == line
    said = reader().read(f"ここで{line}").text
    assert said.removeprefix("ここで") == spoken


@pytest.mark.parametrize(
    "latex",
    [
        "\\begin{pmatrix} 1 & 2 \\end{pmatrix}",
        "\\underbrace{a}_{b}",
        "\\frac{a}{\\frac{b}{c}}",
        "a & b",
        "x^",
        "\\frac{a}",
        "{a",
        "a}",
        "|x",
        "{" * 200 + "x" + "}" * 200,
        "x" * 500,
    ],
)
def test_what_no_line_can_be_made_of_is_said_to_be(latex: str) -> None:
    with pytest.raises(UnsayableError):
        written(latex)
    assert in_words(latex) == ""


@given(st.text(alphabet="\\{}^_|ab1 -+/!'[]$&~sumfrac", max_size=60))
def test_any_signs_are_a_line_or_unsayable(latex: str) -> None:
    try:
        line = written(latex)
    except UnsayableError:
        return
    assert line == " ".join(line.split())


def test_a_minus_sign_that_is_typed_for_a_hyphen_is_one() -> None:
    assert (
        reader().read("電話は03−1234−5678です").text
        == "電話はゼロサン、イチニーサンヨン、ゴーロクナナハチです"
    )
    assert reader().read("2020−2021年").text == reader().read("2020-2021年").text


@pytest.mark.parametrize(
    ("typed", "like"),
    [
        ("スコアは3 − 2で勝った", "スコアは3 - 2で勝った"),
        ("営業は9:00 − 17:00です", "営業は9:00 - 17:00です"),
        ("電話は03 − 1234 − 5678です", "電話は03 - 1234 - 5678です"),
        ("10 − 20人が来る", "10 - 20人が来る"),
    ],
)
def test_a_minus_sign_between_numbers_is_typed_for_a_hyphen(typed: str, like: str) -> None:
    assert reader().read(typed).text == reader().read(like).text


@pytest.mark.parametrize("text", ["30 − 10人で足りる", "y = 3 − 10人", "差は 10 − 3 である"])
def test_what_is_taken_away_is(text: str) -> None:
    assert "マイナス" in reader().read(text).text


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("サイズは S 〜 XL(大) まで", "従う"),
        ("敵を倒すとexp(経験値)がもらえる", "エクスポネンシャル"),
        ("豚の顔は(^(oo)^)です", "乗"),
    ],
)
def test_signs_of_formulas_mean_something_else_in_sentences(text: str, unsaid: str) -> None:
    assert unsaid not in reader().read(text).text
