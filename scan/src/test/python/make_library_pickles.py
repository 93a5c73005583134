"""Writes honest-libraries.txt.gz: pickles that pandas, scikit-learn, SciPy, joblib and PyTorch write.

Each line is a name, a tab, and the file in base64. Run it with these libraries installed:

    python make_library_pickles.py honest-libraries.txt.gz
"""

import base64
import gzip
import io
import pickle
import sys

import joblib
import numpy as np
import pandas as pd
import scipy.interpolate
import scipy.sparse
import scipy.spatial
import scipy.stats
import torch
from sklearn import cluster, ensemble, linear_model, neighbors, pipeline, preprocessing, svm, tree
from sklearn.feature_extraction.text import TfidfVectorizer

random = np.random.default_rng(1)
x = random.normal(size=(12, 3))
y = (x[:, 0] > 0).astype(int)
models = {
    "pipeline": pipeline.make_pipeline(
        preprocessing.StandardScaler(), linear_model.LogisticRegression()),
    "forest": ensemble.RandomForestClassifier(2, random_state=1),
    "boosting": ensemble.GradientBoostingClassifier(n_estimators=2, random_state=1),
    "histogram": ensemble.HistGradientBoostingClassifier(max_iter=2),
    "svc": svm.SVC(),
    "kd_tree": neighbors.KNeighborsClassifier(algorithm="kd_tree"),
    "kmeans": cluster.KMeans(2, random_state=1),
    "sgd": linear_model.SGDClassifier(random_state=1),
    "tree": tree.DecisionTreeRegressor(random_state=1),
}
frame = pd.DataFrame({
    "a": [1, 2],
    "b": ["x", None],
    "c": pd.to_datetime(["2020", "2021"]),
    "d": pd.Categorical(["a", "b"]),
    "e": pd.array([1, None], dtype="Int64"),
    "f": pd.to_datetime(["2020", "2021"], utc=True),
})
objects = {name: model.fit(x, y) for name, model in models.items()}
objects.update(
    tfidf=TfidfVectorizer().fit(["a b cc", "dd cc"]),
    frame=frame,
    series=frame.c,
    index=frame.set_index(["a", "d"]),
    period=pd.period_range("2020", periods=3),
    interval=pd.interval_range(0, 3),
    timestamp=pd.Timestamp("2020", tz="Europe/Berlin"),
    offset=pd.offsets.MonthEnd(),
    csr=scipy.sparse.csr_matrix(np.eye(3)),
    normal=scipy.stats.norm(0, 1),
    ckdtree=scipy.spatial.cKDTree(x),
    spline=scipy.interpolate.CubicSpline([0, 1, 2], [1, 2, 3]),
    tensor=torch.arange(3),
    network=torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.LSTM(2, 1)),
)
files = {}
for name, value in objects.items():
    for protocol in (2, 5):
        files[f"{name} {protocol}"] = pickle.dumps(value, protocol)
    target = io.BytesIO()
    joblib.dump(value, target)
    files[f"{name} joblib"] = target.getvalue()
for method in ("zlib", "gzip", "bz2", "xz", "lzma"):
    target = io.BytesIO()
    joblib.dump([x.T, frame, np.array([1, "a", None])], target, compress=(method, 3))
    files[f"joblib {method}"] = target.getvalue()
for archive in (True, False):
    target = io.BytesIO()
    torch.save(
        {"model": objects["network"].state_dict(), "half": torch.ones(2, dtype=torch.bfloat16)},
        target, _use_new_zipfile_serialization=archive)
    files[f"torch {archive}"] = target.getvalue()
with open(sys.argv[1], "wb") as out, gzip.GzipFile("", "wb", 9, out, 0) as text:
    for name, file in files.items():
        text.write(f"{name}\t{base64.b64encode(file).decode()}\n".encode())
