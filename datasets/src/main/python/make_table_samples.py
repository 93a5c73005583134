#!/usr/bin/env python3
"""Make the samples of Reuters and of the two housing data sets that Brine carries.

    make_table_samples.py OUTDIR

reuters.npz and reuters_word_index.json: made-up newswires on eight of the 46 topics, as lists of
word ranks. boston_housing.npz (float64) and california_housing.npz (float32): made-up houses whose
price follows from some of their numbers. Needs NumPy; the committed files were written by NumPy
1.24, which spells its pickles as the NumPy behind Keras' files did.
"""
import json
import pathlib
import random
import sys

import numpy as np
from make_imdb_sample import encode, ranks_of

SEED = 46
NEWSWIRES = 300

# Label, and what its newswires are made of.
TOPICS = {
    3: "shr|cts|vs|net|profit|loss|revs|dlrs|year|quarter|dividend|record|mln|avg|qtly",
    4: "acquire|merger|stake|shares|offer|bid|tender|company|agreement|board|buyout|holding",
    1: "wheat|corn|maize|tonnes|crop|harvest|export|shipment|silo|bushels|acreage|soil",
    16: "oil|crude|barrel|opec|refinery|pipeline|output|bpd|drilling|field|petroleum|quota",
    11: "trade|deficit|tariff|imports|exports|surplus|quota|minister|talks|gatt|sanctions",
    19: "dollar|yen|mark|currency|intervention|bank|exchange|dealers|sterling|float|band",
    13: "ship|port|cargo|tanker|strike|seamen|vessel|freight|dock|strait|crew|harbour",
    25: "gold|ounce|mine|ore|bullion|vein|assay|tons|grade|deposit|smelter|reserves",
}
COMMON = ("the|of|to|in|said|and|a|mln|dlrs|for|vs|it|on|reuter|is|from|its|by|at|be|with|year|was|"
          "will|that|would|market|today|new|last|spokesman|officials|week|month|government|added|"
          "expected|reported|analysts|sources|despite|after|before|against|higher|lower").split("|")


class Wire:
    def __init__(self, seed):
        self._random = random.Random(seed).random

    def number(self, low, high):
        return low + int(self._random() * (high - low + 1))

    def near(self, middle, width):
        """The sum of three draws: nearer to the middle than to the edges."""
        return middle + width * (sum(self._random() for _ in range(3)) - 1.5)

    def pick(self, choices):
        return choices[int(self._random() * self._random() * len(choices))]

    def newswire(self, label):
        words = TOPICS[label].split("|")
        length = self.number(8, 40) + (self.number(0, 60) if self._random() < 0.3 else 0)
        return [words[self.number(0, len(words) - 1)] if self._random() < 0.35 else self.pick(COMMON)
                for _ in range(length)]


def reuters(wire, outdir):
    # earnings and acquisitions are the commonest, as in the real ones
    chosen = [3, 3, 3, 4, 4] + list(TOPICS)
    labels = [chosen[wire.number(0, len(chosen) - 1)] for _ in range(NEWSWIRES)]
    texts = [wire.newswire(label) for label in labels]
    ranks = ranks_of(texts)
    np.savez_compressed(outdir / "reuters.npz", x=encode(texts, ranks), y=np.array(labels, dtype=np.int64))
    (outdir / "reuters_word_index.json").write_text(json.dumps(ranks), encoding="utf-8")


def boston(wire, outdir):
    x, y = [], []
    for _ in range(120):
        rooms, poor, crime = wire.near(6.2, 1.2), wire.near(13, 8), abs(wire.near(3, 5))
        x.append([crime, wire.number(0, 4) * 12.5, wire.near(11, 6), float(wire.number(0, 14) == 0),
                  wire.near(0.55, 0.15), rooms, wire.near(68, 30), wire.near(4, 2), wire.number(1, 24),
                  wire.number(187, 711), wire.near(18.5, 2), wire.near(357, 40), poor])
        y.append(9 * rooms - 0.7 * poor - 0.4 * crime - 20 + wire.near(0, 3))
    np.savez(outdir / "boston_housing.npz", x=np.round(x, 3), y=np.round(y, 1))


def california(wire, outdir):
    x, y = [], []
    for _ in range(640):
        income, people = abs(wire.near(3.9, 2.2)) + 0.5, wire.number(80, 2800)
        latitude = wire.near(35.6, 2.5)
        x.append([-119.6 + wire.near(0, 2), latitude, wire.number(1, 52), people * 2, people * 0.5,
                  people, people * 0.4, income])
        y.append(max(15000, 45000 * income + 4000 * (latitude - 35) + wire.near(30000, 40000)))
    np.savez(outdir / "california_housing.npz",
             x=np.round(x, 1).astype(np.float32), y=np.round(y, -2).astype(np.float32))


def main(outdir):
    wire = Wire(SEED)
    reuters(wire, outdir)
    boston(wire, outdir)
    california(wire, outdir)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
