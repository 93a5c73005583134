#!/usr/bin/env python3
"""Make the IMDB-shaped sample that Brine carries, from a small English grammar of its own.

    make_imdb_sample.py OUTDIR

Writes imdb.npz and imdb_word_index.json as Keras hosts them: x_test and x_train are object
arrays of lists of word ranks (1 is the commonest word; no start marker, no offset), y_test and
y_train are int64, 1 for a review that likes its film. The words decide the label: a review
draws most of its opinions from one side and now and then concedes a point to the other.

The same words come out everywhere. The bytes of imdb.npz follow NumPy and zlib; the committed
file was written by NumPy 1.24, which spells its pickles as the NumPy behind Keras' file did.
"""
import collections
import json
import pathlib
import random
import sys

import numpy as np

TRAIN, TEST = 500, 300
SHORTEST, LONGEST = 20, 150
SEED = 20

# Slots of a template, {name}, are filled from here; alternatives are separated by a bar.
WORDS = {
    "genre": "comedy|thriller|drama|western|romance|mystery|musical|fable|adventure|ghost story|"
    "crime story|costume drama|farce|spy story|fairy tale|documentary|tragedy|love story",
    "film": "film|movie|picture|film|movie|story",
    "hero": "a retired teacher|a young violinist|a lonely lighthouse keeper|two brothers|"
    "a village baker|an honest detective|a tired surgeon|a travelling salesman|"
    "three sisters|a shy librarian|a former boxer|an ambitious reporter|a stubborn widow|"
    "a failed magician|an old sailor|a night nurse|a young lawyer|a clumsy thief|"
    "a circus rider|a country doctor|a jealous poet|a blind clockmaker|a rich orphan|"
    "a runaway bride|an exiled queen|a homesick soldier|a cheerful ghost",
    "goal": "finds a forgotten letter|inherits a crumbling hotel|loses everything overnight|"
    "wants to win back the farm|hides a terrible secret|searches for a missing child|"
    "falls in love with a stranger|takes the blame for a fire|agrees to one last job|"
    "follows a map to the coast|buys a haunted piano|must cross the desert before winter|"
    "returns home after twenty years|starts a small theatre|steals the wrong suitcase|"
    "wakes up in the wrong century|opens a bakery next to the station|adopts a three legged dog|"
    "learns to dance before the wedding|smuggles paintings across the lake|"
    "builds a boat out of old doors|is mistaken for a famous general",
    "place": "in a small harbour town|on a mountain railway|in the middle of a flood|"
    "at the edge of the desert|in a city under snow|on a remote island|"
    "in the shadow of a factory|during one endless summer|behind the scenes of an opera|"
    "in a house full of clocks|along the northern border|in the last days of the war|"
    "under the bridges of a great river|on a night train|between two rival villages|"
    "inside an abandoned hospital|on the roof of a department store",
    "role": "director|writer|lead|leading actor|leading actress|editor|composer|villain|"
    "young actor|supporting cast|camera crew|narrator",
    "part": "plot|dialogue|music|photography|ending|pacing|acting|editing|costume design|"
    "opening scene|final act|second half|humour|lighting|story|script|sound|make up|"
    "scenery|suspense|casting|title song|chase",
    "when": "last night|on a rainy sunday|with my family|on a long flight|at a small festival|"
    "with two friends|after work|on television|in an empty theatre|for the second time",
    "very": "really|truly|simply|quite|very|completely|utterly|surprisingly|often",
    "good": "wonderful|brilliant|moving|charming|superb|clever|beautiful|excellent|gripping|"
    "delightful|touching|perfect|fresh|honest|memorable|warm|funny|stunning|graceful|"
    "rich|sharp|outstanding|tender|thoughtful|elegant|hilarious|magical|unforgettable|bold",
    "bad": "dull|boring|terrible|awful|clumsy|lifeless|predictable|silly|painful|weak|"
    "ridiculous|tedious|stale|shallow|annoying|messy|cheap|flat|pointless|dreadful|"
    "forced|poor|bland|sloppy|hollow|confused|lazy|wooden|noisy",
    "did_well": "shines in every scene|carries the whole film|never puts a foot wrong|"
    "makes us laugh and cry|holds every scene together|has never been better|deserves every award|gives the performance of a lifetime|"
    "brings real warmth to the screen|surprised me again and again",
    "did_badly": "sleepwalks through every scene|looks bored throughout|ruins every good line|"
    "deserves a better script|never seems to care|mumbles and stares|"
    "shouts every line|has never been worse|gives the worst performance of the year|seems lost from the first minute",
    "joy": "loved|enjoyed|admired|adored|treasured",
    "dislike": "hated|regretted|resented|barely survived|disliked",
    "minutes": "ninety minutes|two hours|fifty minutes|three hours|eighty minutes",
    "other": "book|original|play|trailer|first one|old version",
    "years": "this year|in years|since i left school|in a very long time|so far",
}

OPENINGS = [
    "i saw this {film} {when} and did not know what to expect",
    "this is a {genre} about {hero} who {goal} {place}",
    "i watched this {genre} {when}",
    "the story follows {hero} who {goal} {place}",
    "my expectations were low when i saw this {film} {when}",
    "after reading about this {genre} i finally watched it {when}",
    "here is a {genre} that takes place {place}",
    "a friend told me to see this {film} so i watched it {when}",
]

NEUTRAL = [
    "{hero} {goal} and then meets {hero} {place}",
    "most of it takes place {place}",
    "the {role} is new to me",
    "it runs for almost {minutes}",
    "i have not read the {other} so i can not compare the two",
    "there is also {hero} who {goal}",
    "the {role} and the {role} have worked together before",
    "halfway through {hero} {goal} and everything changes",
    "it was made on a small budget {place}",
    "the {part} comes from the {other}",
]

GOOD = [
    "the {part} is {very} {good}",
    "the {part} is {good} and the {part} is {good}",
    "the {role} {did_well}",
    "i {joy} the {part} and the {part}",
    "what a {good} {film} this is",
    "it is the best {genre} i have seen {years}",
    "the {minutes} went by like nothing",
    "i laughed and i cried and i {joy} every minute",
    "the {role} is {good} and the {role} {did_well}",
    "even the {part} is better than in the {other}",
    "rarely is the {part} so {good}",
    "it is {very} {good} without ever being {bad}",
    "the whole theatre was cheering at the end",
    "nothing in it feels {bad} or {bad}",
]

BAD = [
    "the {part} is {very} {bad}",
    "the {part} is {bad} and the {part} is {bad}",
    "the {role} {did_badly}",
    "i {dislike} the {part} and the {part}",
    "what a {bad} {film} this is",
    "it is the worst {genre} i have seen {years}",
    "the {minutes} felt like a week",
    "i looked at my watch and {dislike} every minute",
    "the {role} is {bad} and the {role} {did_badly}",
    "even the {part} is worse than in the {other}",
    "rarely is the {part} so {bad}",
    "it is {very} {bad} without ever being {good}",
    "half of the theatre was asleep at the end",
    "nothing in it feels {good} or {good}",
]

GOOD_ENDINGS = [
    "i recommend it to everyone",
    "see it as soon as you can",
    "ten out of ten",
    "i can not wait to see it again",
    "do not miss this {good} {film}",
    "a {good} {genre} that stays with you for days",
]

BAD_ENDINGS = [
    "avoid it at all costs",
    "save your money and stay at home",
    "two out of ten",
    "i want those {minutes} back",
    "do not waste your time on this {bad} {film}",
    "a {bad} {genre} that i will forget by tomorrow",
]

TURNS = ["still", "to be fair", "and yet", "on the other hand", "i admit that"]


def article(word, following):
    """`an` for `a` before the sound of a vowel; of our words with h, only `honest` has one."""
    vowel = following[:1] in tuple("aeio") or following in ("honest", "unforgettable")
    return "an" if word == "a" and vowel else word


class Reviewer:
    """Draws only through random(), whose stream Python promises to keep for a seed."""

    def __init__(self, seed):
        self._random = random.Random(seed).random

    def chance(self, probability):
        return self._random() < probability

    def number(self, low, high):
        return low + int(self._random() * (high - low + 1))

    def pick(self, choices):
        return choices[int(self._random() * len(choices))]

    def sentence(self, template):
        """The template's words; no slot is filled twice with the same phrase."""
        words, said = [], set()
        for token in template.split():
            if token.startswith("{"):
                choices = [c for c in WORDS[token[1:-1]].split("|") if c not in said]
                token = self.pick(choices)
                said.add(token)
            words.extend(token.split())
        return [article(*pair) for pair in zip(words, words[1:] + [""])]

    def fresh(self, templates, used):
        """A template that this review has not used lately."""
        left = [t for t in templates if t not in used]
        if not left:
            used.difference_update(templates)
            left = templates
        template = self.pick(left)
        used.add(template)
        return template

    def review(self, liked):
        ours, theirs = (GOOD, BAD) if liked else (BAD, GOOD)
        ending = self.sentence(self.pick(GOOD_ENDINGS if liked else BAD_ENDINGS))
        # the smaller of two draws: short reviews are commoner than long ones
        length = min(self.number(SHORTEST, LONGEST), self.number(SHORTEST, LONGEST))
        words, used = self.sentence(self.pick(OPENINGS)), set()
        words += self.sentence(self.fresh(ours, used))
        while len(words) + len(ending) < length:
            if self.chance(0.25):
                words += self.sentence(self.fresh(NEUTRAL, used))
            elif self.chance(0.2):
                words += self.pick(TURNS).split() + self.sentence(self.fresh(theirs, used))
            else:
                words += self.sentence(self.fresh(ours, used))
        return words + ending

    def reviews(self, count):
        """Texts and labels, half of each label, in mixed order."""
        texts, labels = [], [i % 2 for i in range(count)]
        for i in range(count - 1, 0, -1):
            j = self.number(0, i)
            labels[i], labels[j] = labels[j], labels[i]
        for liked in labels:
            words = self.review(liked)
            while not SHORTEST <= len(words) <= LONGEST:
                words = self.review(liked)
            texts.append(words)
        return texts, np.array(labels, dtype=np.int64)


def ranks_of(texts):
    """word -> rank, the commonest first, equally common words in alphabetical order."""
    counts = collections.Counter(word for text in texts for word in text)
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    return {word: rank for rank, word in enumerate(ordered, 1)}


def encode(texts, ranks):
    rows = np.empty(len(texts), dtype=object)
    for i, text in enumerate(texts):
        rows[i] = [ranks[word] for word in text]
    return rows


def main(outdir):
    reviewer = Reviewer(SEED)
    train, y_train = reviewer.reviews(TRAIN)
    test, y_test = reviewer.reviews(TEST)
    ranks = ranks_of(train + test)
    np.savez_compressed(
        outdir / "imdb.npz",
        x_test=encode(test, ranks),
        x_train=encode(train, ranks),
        y_train=y_train,
        y_test=y_test,
    )
    (outdir / "imdb_word_index.json").write_text(json.dumps(ranks), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
