"""How long a voice of HTS Engine holds each phoneme: the library keeps it to itself, its voice file tells it.

Read from the duration trees of a ``.htsvoice`` file, and rounded as HTS Engine 1.10 rounds (HTS_sstream.c,
https://hts-engine.sourceforge.net). Its times are whole frames, so their sum tells whether they are right.
A voice file can also be had with shorter silences and without global variance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import translate

import numpy as np
from numpy.typing import NDArray

from narrate.patterns import compiled

_QUESTION = compiled(r"^QS (\S+) \{ (.*) \}$", re.MULTILINE)
_NODE = compiled(r'^ *(0|-[0-9]+) +(\S+) +(-[0-9]+|"\w+") +(-[0-9]+|"\w+") *$', re.MULTILINE)
_PART = compiled(r"\*([^*?\[]+)\*")
_PDF = compiled(r'"\w+_([0-9]+)"')
_COUNT_BYTES = 4
_SILENCE = ("-sil+",)  # what a label of the silence at either end of a sentence holds, and no other
_VARIANCE = b"USE_GV[MCP]:1", b"USE_GV[MCP]:0"  # on and off, in the head of a voice file


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a label holds one of some ``parts``, or has a ``form`` that is no mere part."""

    parts: tuple[str, ...]
    form: re.Pattern[str] | None

    @classmethod
    def of(cls, patterns: Sequence[str]) -> Question:
        """From patterns with ``*`` and ``?``, of which nearly all are ``*part*``: looked for much faster."""
        parts = tuple(found[1] for pattern in patterns if (found := _PART.fullmatch(pattern)))
        forms = [translate(pattern) for pattern in patterns if not _PART.fullmatch(pattern)]
        return cls(parts, re.compile("|".join(forms)) if forms else None)

    def is_yes(self, label: str) -> bool:
        """The answer for a label."""
        return any(part in label for part in self.parts) or bool(self.form and self.form.match(label))


@dataclass(frozen=True)
class Durations:
    """``nodes`` are the tree by name: a question, then where no and yes lead to; ``pdfs`` are its leaves.

    A leaf has the mean lengths of the phoneme's states in frames, then their variances.
    """

    nodes: dict[str, tuple[Question, str, str]]
    pdfs: NDArray[np.float64]

    def frames(self, labels: Sequence[str], speed: float = 1.0) -> list[int]:
        """The length in frames of the phoneme of each full-context label."""
        means, variances = self._states(labels)
        stretch = 0.0 if speed == 1.0 else (_whole(means.sum() / speed) - means.sum()) / variances.sum()
        lengths = np.maximum(1, np.floor(means + stretch * variances + 0.5)).astype(int)
        if speed != 1.0:
            _correct(lengths, means, variances, stretch, max(len(lengths), _whole(means.sum() / speed)))
        return [int(length) for length in lengths.reshape(len(labels), -1).sum(axis=1)]

    def fastest(self, labels: Sequence[str]) -> float:
        """The speed at which each state of the labels' phonemes lasts one frame, the shortest there is."""
        return float(self._states(labels)[0].mean())

    def _states(self, labels: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The mean lengths of all states in frames, and their variances."""
        leaves = np.array([self.pdfs[_leaf(self, label)] for label in labels])
        means, variances = np.hsplit(leaves, 2)
        return means.ravel(), variances.ravel()


def read_durations(voice: bytes) -> Durations:
    """The durations of a voice file.

    Raises:
        ValueError, LookupError: it is of another form.
    """
    facts, data = _parts(voice)
    pdf, tree = (data[_place(facts[name])] for name in ("DURATION_PDF", "DURATION_TREE"))
    leaves = np.frombuffer(pdf[_COUNT_BYTES:], "<f4").reshape(-1, 2 * int(facts["NUM_STATES"]))
    text = tree.decode("ascii")
    questions = {
        name: Question.of(re.findall('"([^"]*)"', patterns)) for name, patterns in _QUESTION.findall(text)
    }
    nodes = {name: (questions[question], no, yes) for name, question, no, yes in _NODE.findall(text)}
    return Durations(nodes, leaves.astype(np.float64))


def with_silence(voice: bytes, frames: int) -> bytes:
    """The voice file with a silence of so many ``frames`` a state at both ends of a sentence.

    Raises:
        ValueError, LookupError: it is of another form.
    """
    durations, (facts, data) = read_durations(voice), _parts(voice)
    pdfs = durations.pdfs.astype("<f4")
    pdfs[list(_leaves_of_silence(durations)), : int(facts["NUM_STATES"])] = frames
    start = len(voice) - len(data) + _place(facts["DURATION_PDF"]).start + _COUNT_BYTES
    return voice[:start] + pdfs.tobytes() + voice[start + pdfs.nbytes :]


def without_variance(voice: bytes) -> bytes:
    """The voice file without global variance: how much the spectrum is to vary in a sentence."""
    return voice.replace(*_VARIANCE)


def _parts(voice: bytes) -> tuple[dict[str, str], bytes]:
    head, _, data = voice.partition(b"[DATA]\n")
    return dict(re.findall(r"^(\w+):(.*)$", head.decode("utf-8", "replace"), re.MULTILINE)), data


def _place(written: str) -> slice:
    first, last = map(int, written.split("-"))
    return slice(first, last + 1)


def _leaves_of_silence(durations: Durations) -> set[int]:
    tops = [yes for question, _, yes in durations.nodes.values() if question.parts == _SILENCE]
    return {leaf for top in tops for leaf in _leaves_under(durations, top)}


def _leaves_under(durations: Durations, node: str) -> Iterator[int]:
    if node not in durations.nodes:
        yield _leaf_of(node)
        return
    for below in durations.nodes[node][1:]:
        yield from _leaves_under(durations, below)


def _leaf(durations: Durations, label: str) -> int:
    node = "0"
    while node in durations.nodes:
        question, no, yes = durations.nodes[node]
        node = yes if question.is_yes(label) else no
    return _leaf_of(node)


def _leaf_of(node: str) -> int:
    pdf = _PDF.fullmatch(node)
    if not pdf:
        raise LookupError(node)
    return int(pdf[1]) - 1


def _whole(frames: float) -> int:
    return max(1, int(frames + 0.5))


def _correct(
    lengths: NDArray[np.int64],
    means: NDArray[np.float64],
    variances: NDArray[np.float64],
    stretch: float,
    wanted: int,
) -> None:
    """Take frames away or add them, each where it is nearest to the stretch, until there are so many."""
    while step := int(np.sign(wanted - lengths.sum())):
        off = np.abs(stretch - (lengths + step - means) / variances)
        off[lengths + step < 1] = np.inf
        lengths[int(np.argmin(off))] += step
