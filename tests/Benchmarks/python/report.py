"""The figures of a report by numpy, scipy, scikit-learn and torch: report.py FOLDER DIMENSION NUMBER COUNT.

What belongs to the reference alone (radii, scores, components, vocabulary) is made before it says "ready", as a service would keep it.
At every "go" it computes all figures of the batch and says 1, the number of reports done.
"""
import collections
import json
import os
import re
import sys
import zlib

import numpy
import scipy.linalg
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

K = 5
folder, dimension = sys.argv[1], int(sys.argv[2])


def rows(name):
    values = numpy.fromfile(os.path.join(folder, name), dtype=numpy.float32)
    return torch.from_numpy(values.reshape(-1, dimension))


def texts(name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return json.load(file)


def words(text):
    return re.findall(r"\w+|[^\w\s]", text.lower())


fit, null, batch, centroids = (rows(f"{name}.f32") for name in ("fit", "null", "batch", "centroids"))
batch_texts, known_words = texts("texts.json"), [words(text) for text in texts("known.json")]


def kth(cosines, k):
    return torch.topk(cosines, k, dim=1).values[:, k - 1]


fit_fit = fit @ fit.T
radii = kth(fit_fit, K + 1)
pairs = torch.triu_indices(len(fit), len(fit), 1)
median = torch.median(2 - 2 * fit_fit[pairs[0], pairs[1]]).item()
null_scores = 1 - kth(null @ fit.T, K)
tau, beyond = torch.quantile(null_scores, 0.95), torch.quantile(null_scores, 0.995)
sparse = null_scores > torch.quantile(null_scores, 0.9)
null_null = null @ null.T
null_null.fill_diagonal_(-1)
duplicate = torch.quantile(null_null.max(dim=1).values, 0.999)
null_cells = torch.bincount((null @ centroids.T).argmax(dim=1), minlength=len(centroids)) / len(null)
mean = fit.mean(dim=0)
components = torch.linalg.svd(fit - mean, full_matrices=False).Vh[:64]
fit_low, null_low = (fit - mean) @ components.T, (null - mean) @ components.T
fit_counts = collections.Counter(word for text in known_words for word in text)
total = sum(fit_counts.values())
rare = {word for word, count in fit_counts.items() if count <= 2}


def kernel_sum(cosines):
    squared = 2 - 2 * cosines
    return sum(torch.exp(-squared / (width * median)).sum() for width in (1 / 16, 1 / 4, 1, 4)).item() / 4


fit_kernel = (kernel_sum(fit_fit) - len(fit)) / (len(fit) * (len(fit) - 1))


def entropy(values):
    shares = values.clamp(min=0)
    shares = shares / shares.sum()
    return -(torch.special.xlogy(shares, shares)).sum().item()


def vendi(rows):
    half = len(rows) // 2
    # The eigenvalues of the smaller of Gram matrix and second moment, which are the same.
    whole, first, second = (torch.linalg.eigvalsh((part.T @ part if len(part) > dimension else part @ part.T) / len(part))
                            for part in (rows, rows[:half], rows[half:]))
    return 2 * entropy(whole) - (entropy(first) + entropy(second)) / 2, whole.max().item()


def grams(text, n):
    return zip(*(text[i:] for i in range(n)))


def lexical(figures):
    tokens = [words(text) for text in batch_texts]
    flat = [word for text in tokens for word in text]
    counts = collections.Counter(flat)
    for n in range(1, 5):
        ngrams = [gram for text in tokens for gram in grams(text, n)]
        figures[f"distinct_{n}"] = len(set(ngrams)) / max(1, len(ngrams))
    shares = numpy.array(list(counts.values())) / len(flat)
    figures["entropy"] = -(shares * numpy.log(shares)).sum()
    figures["hapax_rate"] = sum(1 for count in counts.values() if count == 1) / len(counts)
    figures["unigram_kl"] = sum(count / len(flat) * numpy.log(count / len(flat) / ((fit_counts.get(word, 0) + 0.5) / total))
                                for word, count in counts.items())
    figures["rare_token_survival"] = sum(1 for word in rare if word in counts) / max(1, len(rare))
    figures["vocabulary_coverage"] = sum(1 for word in fit_counts if word in counts) / len(fit_counts)
    joined = "\n".join(batch_texts).encode()
    figures["compression_ratio"] = len(joined) / len(zlib.compress(joined))
    owners = collections.defaultdict(set)
    for i, text in enumerate(tokens):
        for gram in grams(text, 4):
            owners[gram].add(i)
    shared = [gram for gram in owners if len(owners[gram]) > 1]
    figures["self_repetition"] = len({i for gram in shared for i in owners[gram]}) / len(tokens)
    figures["opening_diversity"] = len({tuple(text[:3]) for text in tokens}) / len(tokens)
    loops = [1 - len(set(grams(text, 4))) / max(1, len(text) - 3) for text in tokens]
    figures["loop_rate"], figures["loop_share"] = numpy.mean(loops), numpy.mean([share > 0.3 for share in loops])
    figures["exact_duplicate_rate"] = 1 - len(set(" ".join(text) for text in tokens)) / len(tokens)
    figures["mean_words"] = len(flat) / len(tokens)


def report():
    figures, n = {}, len(batch)
    own = batch @ batch.T
    off = own.clone()
    off.fill_diagonal_(-1)
    to_fit, to_null = batch @ fit.T, null @ batch.T
    figures["vendi"], figures["vendi_inf"] = vendi(batch)
    few = own[:256, :256]
    kernel = torch.exp(-(2 - 2 * few) / (median / 2)) / len(few)
    figures["local_vendi"] = numpy.exp(entropy(torch.linalg.eigvalsh(kernel))) / len(few)
    moment = batch.T @ batch / n
    figures["rke"] = n * (n - 1) / (n * n * (moment * moment).sum().item() - n)
    figures["mean_distance"] = 1 - (own.sum().item() - n) / (n * (n - 1))
    nearest = off.max(dim=1).values
    figures["nearest_distance"] = 1 - nearest.mean().item()
    figures["near_duplicate_rate"] = (nearest >= duplicate).float().mean().item()
    scores = 1 - kth(to_fit, K)
    figures["tail_occupancy"] = (scores > tau).sum().item()
    figures["off_support"] = (scores > beyond).float().mean().item()
    figures["precision"] = (to_fit >= radii).any(dim=1).float().mean().item()
    inside = (to_null >= kth(own, K + 1)).any(dim=1)
    figures["recall"], figures["tail_recall"] = inside.float().mean().item(), inside[sparse].float().mean().item()
    figures["coverage"] = (to_fit.max(dim=0).values >= radii).float().mean().item()
    cells = torch.bincount((batch @ centroids.T).argmax(dim=1), minlength=len(centroids)) / n
    figures["cells_occupied"], figures["cell_divergence"] = (cells > 0).sum().item(), (cells - null_cells).abs().sum().item() / 2
    figures["mmd"] = (kernel_sum(own) - n) / (n * (n - 1)) + fit_kernel - 2 * kernel_sum(to_fit) / to_fit.numel()
    figures["centroid_distance"] = (batch.mean(dim=0) - mean).norm().item()
    low = (batch - mean) @ components.T
    one, two = numpy.cov(low.numpy(), rowvar=False), numpy.cov(fit_low.numpy(), rowvar=False)
    root = scipy.linalg.sqrtm(one @ two).real
    figures["frechet"] = low.mean(dim=0).norm().item() ** 2 + numpy.trace(one + two - 2 * root)
    half = n // 2
    model = LogisticRegression(max_iter=200)
    model.fit(torch.cat([low[:half], fit_low]).numpy(), [1] * half + [0] * len(fit_low))
    predicted = model.decision_function(torch.cat([low[half:], null_low]).numpy())
    figures["domain_auc"] = roc_auc_score([1] * (n - half) + [0] * len(null_low), predicted)
    lexical(figures)
    return figures


if any(not numpy.isfinite(value) for value in report().values()):
    sys.exit("a figure is not finite")
print("ready", flush=True)
for _ in sys.stdin:
    report()
    print(1, flush=True)
