"""The pictures of five splits of a recording of 1,200: one line for each part of each split."""
import numpy as np

for seed in range(1, 6):
    order = np.random.RandomState(seed).permutation(1200)
    for part, rows in (("test", order[:200]), ("validation", order[200:320]), ("train", order[320:])):
        print(seed, part, *rows)
