"""Saves scikit-learn's estimators by joblib and by pickle.

    python make_estimators.py estimators.zip [NAME ...]

Each estimator is made with its defaults, or with the arguments that it requires, and fitted if a small
data set fits it; if the fitted one is large, it is saved as it was before. With names, only these are saved.
"""
import io
import pickle
import sys
import warnings
import zipfile

import joblib
import numpy as np
import sklearn
from sklearn.base import clone
from sklearn.experimental import enable_halving_search_cv, enable_iterative_imputer  # noqa: F401
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.utils import all_estimators

SIMPLE = {"estimator": LogisticRegression(), "estimators": [("a", LogisticRegression())], "base_estimator": None}
SPECIAL = {
    "RegressorChain": {"estimator": LinearRegression()}, "MultiOutputRegressor": {"estimator": LinearRegression()},
    "StackingRegressor": {"estimators": [("a", LinearRegression())]},
    "VotingRegressor": {"estimators": [("a", LinearRegression())]},
    "ColumnTransformer": {"transformers": [("a", "passthrough", [0])]},
    "FeatureUnion": {"transformer_list": [("a", "passthrough")]}, "Pipeline": {"steps": [("a", LogisticRegression())]},
    "GridSearchCV": {"estimator": LogisticRegression(), "param_grid": {"C": [1.0]}},
    "HalvingGridSearchCV": {"estimator": LogisticRegression(), "param_grid": {"C": [1.0]}},
    "RandomizedSearchCV": {"estimator": LogisticRegression(), "param_distributions": {"C": [1.0]}, "n_iter": 1},
    "HalvingRandomSearchCV": {"estimator": LogisticRegression(), "param_distributions": {"C": [1.0]}},
    "SparseCoder": {"dictionary": np.eye(3)},
}
X = np.abs(np.random.default_rng(1).normal(size=(20, 3)))
Y = (X[:, 0] > X[:, 0].mean()).astype(int)


LONGEST = 12000


def estimators():
    for name, cls in all_estimators():
        for options in (SPECIAL.get(name, {}), {"estimator": SIMPLE["estimator"]}, {"estimators": SIMPLE["estimators"]}):
            try:
                estimator = cls(**options)
                break
            except TypeError:
                continue
        else:
            continue
        fitted = clone(estimator)
        for data in ((X, Y), (X,), (["a b", "c d"],)):
            try:
                fitted.fit(*data)
                break
            except Exception:
                continue
        yield name, fitted if len(pickle.dumps(fitted, 4)) <= LONGEST else estimator


def main(path, names):
    warnings.simplefilter("ignore")
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, estimator in estimators():
            if names and name not in names:
                continue
            count += 1
            target = io.BytesIO()
            joblib.dump(estimator, target)
            for member, data in ((name + ".pkl", pickle.dumps(estimator, 4)), (name + ".joblib", target.getvalue())):
                archive.writestr(zipfile.ZipInfo(member), data, zipfile.ZIP_DEFLATED)
    sys.stderr.write("%d estimators of scikit-learn %s\n" % (count, sklearn.__version__))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
