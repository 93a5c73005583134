"""Writes files with arrays in their values: src/test/resources/inspect/model.joblib, values.joblib.xz, state.pt, tensors.pt and conjugated.pt.

    python cli/src/test/python/make_nested_fixtures.py

Written with joblib 1.6.0, scikit-learn 1.9.1, PyTorch 2.13.0 and NumPy 2.4.6.
"""
import pathlib

import joblib
import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = str(pathlib.Path(__file__).resolve().parent.parent / "resources" / "inspect") + "/"

X = np.arange(24.0).reshape(8, 3) % 7
Y = np.arange(8) % 2
joblib.dump(make_pipeline(StandardScaler(), LogisticRegression()).fit(X, Y), HERE + "model.joblib")
values = {"weights": np.arange(6, dtype=">f4").reshape(2, 3), "it's": [np.arange(3), "text"], "b": np.asfortranarray(np.eye(2))}
joblib.dump(values, HERE + "values.joblib.xz", compress=("xz", 3))
torch.save({"w": torch.arange(6.0).reshape(2, 3).T, "half": torch.tensor([0.5, 2.0], dtype=torch.bfloat16)}, HERE + "state.pt")

number = torch.tensor([1 + 2j, 3 - 4j])
tagged = torch.ones(2)
tagged.tag = "text"
tensors = {
    "plain": torch.arange(3.0),
    "buffer": torch.nn.Buffer(torch.arange(4.0)),
    "tagged": tagged,
    "conjugated": number.conj(),
    "negated": torch.tensor([1 + 2j]).conj().imag,
    "quantized": torch.quantize_per_tensor(torch.arange(3.0), 0.5, 0, torch.quint8),
    "half": torch.zeros(2, dtype=torch.complex32),
    "meta": torch.empty(3, device="meta"),
    "sparse": torch.eye(2).to_sparse(),
}
torch.save(tensors, HERE + "tensors.pt")
torch.save(number.conj(), HERE + "conjugated.pt")
