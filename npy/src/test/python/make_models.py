"""Saves 150 fitted models of scikit-learn by joblib, and the arrays in each of them.

    python make_models.py ../resources/nested/models.zip

The training data and the models are tiny. manifest.tsv has a line for each array without objects: model, path,
descr, shape, SHA-256. Written with scikit-learn 1.9.1, joblib 1.6.0 and NumPy 2.4.6.
"""
import io
import sys
import warnings
import zipfile

import joblib
import numpy as np
import sklearn
from sklearn.experimental import enable_halving_search_cv, enable_iterative_imputer  # noqa: F401
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.utils import all_estimators

from nested_paths import arrays

COUNT = 150
LONGEST = 20000
SMALL = {"n_estimators": 2, "max_iter": 5, "n_components": 2, "n_clusters": 2, "max_leaf_nodes": 3, "n_neighbors": 2,
         "hidden_layer_sizes": (3,), "min_cluster_size": 2, "max_bins": 4, "leaf_size": 2}
SPECIAL = {
    "RegressorChain": {"estimator": LinearRegression()}, "MultiOutputRegressor": {"estimator": LinearRegression()},
    "StackingRegressor": {"estimators": [("a", LinearRegression())]},
    "VotingRegressor": {"estimators": [("a", LinearRegression())]},
    "ColumnTransformer": {"transformers": [("a", "passthrough", [0])]},
    "FeatureUnion": {"transformer_list": [("a", "passthrough")]}, "Pipeline": {"steps": [("a", LogisticRegression())]},
    "GridSearchCV": {"estimator": LogisticRegression(), "param_grid": {"C": [1.0]}},
    "RandomizedSearchCV": {"estimator": LogisticRegression(), "param_distributions": {"C": [1.0]}, "n_iter": 1},
    "SparseCoder": {"dictionary": np.eye(3)},
}
RANDOM_STATES = ("RandomForestClassifier", "KMeans", "MLPClassifier", "SGDClassifier")
X = np.abs(np.random.default_rng(1).normal(size=(12, 3)))
Y = (X[:, 0] > np.median(X[:, 0])).astype(int)


def made(name, cls):
    for options in (SPECIAL.get(name, {}), {"estimator": LogisticRegression()}, {"estimators": [("a", LogisticRegression())]}):
        try:
            estimator = cls(**options)
        except TypeError:
            continue
        known = estimator.get_params(deep=False)
        estimator.set_params(**{key: value for key, value in SMALL.items() if key in known})
        if "random_state" in known:
            estimator.set_params(random_state=np.random.RandomState(7) if name in RANDOM_STATES else 7)
        return estimator
    return None


def fitted():
    for name, cls in all_estimators():
        estimator = made(name, cls)
        if estimator is None:
            continue
        for data in ((X, Y), (X,), (["a b", "c d", "a d"],)):
            try:
                estimator.fit(*data)
                break
            except Exception:
                continue
        else:
            continue
        yield name, estimator


def main(path):
    warnings.simplefilter("ignore")
    lines, count = [], 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, estimator in fitted():
            target = io.BytesIO()
            joblib.dump(estimator, target)
            found = arrays(estimator)
            if count == COUNT or len(target.getvalue()) > LONGEST or not found:
                continue
            count += 1
            archive.writestr(zipfile.ZipInfo(name + ".joblib"), target.getvalue(), zipfile.ZIP_DEFLATED, 9)
            lines += ["\t".join((name,) + array) for array in found]
        archive.writestr(zipfile.ZipInfo("manifest.tsv"), "\n".join(lines) + "\n", zipfile.ZIP_DEFLATED, 9)
    sys.stderr.write("%d models, %d arrays, scikit-learn %s\n" % (count, len(lines), sklearn.__version__))


if __name__ == "__main__":
    main(sys.argv[1])
