"""Train the reranker on its lessons, and measure it on those of texts that were kept back.

    python -m evals.reranker.train

Half an hour on two cores; writes `index/reranker/weights.npz`. Of the encoders e5's last layers are trained,
in a copy; the rest stays as it is. A list is a question with every sentence of its text, some of other texts,
and `none of them`; the loss is the log of the answer's share of the softmax (Cao et al. 2007, "Learning to
rank: from pairwise approach to listwise approach").
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import torch
import typer
from rich.console import Console
from rich.progress import track
from torch import Tensor
from torch.nn import functional

from evals.reranker.lessons import Lesson, Sentence, read_lessons
from evals.reranker.network import Encoded, Network
from index.embedding import E5, USE
from index.embedding.e5 import PASSAGE_PREFIX, QUERY_PREFIX, WEIGHTS
from index.embedding.e5_onnx import Tensors
from index.embedding.e5_weights import Weights
from index.embedding.wheels import model_file
from index.reranker import QUESTION, SENTENCE
from index.reranker.weights import FILE

EPOCHS, SEED = 4, 7
OTHERS = 12
"""Sentences of other texts in a list."""
BENT = 0.5
"""What it costs to change a vector's matrix (Tikhonov's regularization towards the identity)."""
RATES = {"layers": 7e-5, "square": 1e-3, "counts": 0.05, "tokens": 1e-3}
LEAST, WARM = 0.05, 20
"""Share of the rates that is left at the end, to which they fall evenly, and steps over which they rise."""
STEEPEST = 1.0
"""Greatest norm of the layers' gradient."""


@dataclass(frozen=True, slots=True)
class School:
    """The lessons as the encoders read them; each sentence and heading is read once."""

    lessons: tuple[Lesson, ...]
    questions: Encoded
    sentences: Encoded
    headings: Tensor
    encoder: Tensors
    places: dict[Sentence, int]

    def odds(self, network: Network, at: Sequence[int], others: Sequence[int] = ()) -> Tensor:
        """Return the log odds for questions about one text of its sentences, then of `others`."""
        own = [self.places[each] for each in self.lessons[at[0]].sentences]
        chosen = [*own, *others]
        found: Tensor = network(
            self.questions.some(at), self.sentences.some(chosen), self.headings[torch.tensor(chosen)]
        )
        return found


def school(lessons: Sequence[Lesson], e5: E5, use: USE) -> School:
    """Let both encoders read the lessons. Raises RuntimeError where e5's fast form is not loaded."""
    sentences = list(dict.fromkeys(each for lesson in lessons for each in lesson.sentences))
    headings = {each: at for at, each in enumerate(dict.fromkeys(one.heading for one in sentences))}
    rows = torch.from_numpy(e5.bulk.embed([f"{PASSAGE_PREFIX}{each}" for each in headings]))

    def encoded(prefix: str, texts: Sequence[str], most: int) -> Encoded:
        below = e5.bulk.below([f"{prefix}{each}" for each in texts], most)
        return Encoded(
            torch.from_numpy(use.embed_passages(texts)),
            tuple(torch.from_numpy(states).half() for states in below),
        )

    return School(
        tuple(lessons),
        encoded(QUERY_PREFIX, [each.question for each in lessons], QUESTION),
        encoded(PASSAGE_PREFIX, [each.text for each in sentences], SENTENCE),
        rows[torch.tensor([headings[each.heading] for each in sentences])],
        Weights(model_file(*WEIGHTS)[0]),
        {each: at for at, each in enumerate(sentences)},
    )


def loss_of(odds: Tensor, answers: Sequence[int]) -> Tensor:
    """Return minus the log of the probability of an answer, or of `none of them` where none answers."""
    chances = functional.log_softmax(torch.cat([odds, odds.new_zeros(1)]), 0)
    return -(torch.logsumexp(chances[torch.tensor(answers)], 0) if answers else chances[-1])


def train(lessons: School, epochs: int = EPOCHS, console: Console | None = None) -> Network:
    """Return a network trained on the lessons that are not kept back, a text at a time."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    network = Network(lessons.encoder, lessons.questions.use.shape[1])
    groups = {
        "layers": list(network.layers.parameters()),
        "square": list(network.square()),
        "counts": [network.counts],
        "tokens": [network.asked, network.read, network.weight],
    }
    optimizer = torch.optim.AdamW(
        [{"params": held, "lr": RATES[name], "name": name} for name, held in groups.items()], weight_decay=0.0
    )
    texts = [at for at in _by_text(lessons.lessons) if not lessons.lessons[at[0]].kept_back]
    order = [at for _ in range(epochs) for at in chance.sample(texts, len(texts))]
    network.train()
    for step, at in enumerate(track(order, "Training", console=console or Console(quiet=True))):
        for group in optimizer.param_groups:
            rate = max(LEAST, 1 - step / len(order)) * min(1.0, (step + 1) / WARM)
            group["lr"] = RATES[group["name"]] * rate
        others = chance.sample(range(len(lessons.places)), min(OTHERS, len(lessons.places)))
        odds = lessons.odds(network, at, others)
        each = [loss_of(row, lessons.lessons[one].answers) for row, one in zip(odds, at, strict=True)]
        loss = torch.stack(each).mean() + BENT * network.bent()
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(network.layers.parameters(), STEEPEST)
        optimizer.step()
    return network.eval()


def measured(network: Network, lessons: School, kept_back: bool = True) -> dict[str, tuple[int, float]]:
    """Return by kind of lesson how many there are, and in which share of them the best choice is right."""
    right: dict[str, list[bool]] = {}
    for at in _by_text(lessons.lessons):
        if lessons.lessons[at[0]].kept_back != kept_back:
            continue
        with torch.no_grad():
            odds = lessons.odds(network, at)
        for row, one in zip(odds, at, strict=True):
            lesson = lessons.lessons[one]
            if not lesson.answers:
                right.setdefault("unanswerable", []).append(float(row.max()) < 0)
                continue
            across = lesson.language != lesson.sentences_language
            kind = "across languages" if across else "in one language"
            right.setdefault(kind, []).append(int(row.argmax()) in lesson.answers)
    return {kind: (len(each), sum(each) / len(each)) for kind, each in sorted(right.items())}


def _by_text(lessons: Iterable[Lesson]) -> list[list[int]]:
    """Return the positions of the lessons of each text."""
    texts: dict[tuple[Sentence, ...], list[int]] = {}
    for at, lesson in enumerate(lessons):
        texts.setdefault(lesson.sentences, []).append(at)
    return list(texts.values())


def main(out: Annotated[Path, typer.Option(help="Where the weights go.")] = FILE) -> None:
    """Train the reranker, write its weights, and say how often it is right on texts it never saw."""
    console = Console(stderr=True)
    e5 = E5()
    if not e5.load_bulk():
        raise typer.BadParameter("the 8-bit form of e5 can't be built; the log says why")
    console.print("Reading the lessons, some two minutes …")
    lessons = school(read_lessons(), e5, USE())
    network = train(lessons, console=console)
    network.weights().save(out)
    for kind, (count, share) in measured(network, lessons).items():
        console.print(f"{kind}: {share:.1%} of {count} right")


if __name__ == "__main__":
    typer.run(main)
