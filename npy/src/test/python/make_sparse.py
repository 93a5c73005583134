"""Sparse matrices that scipy wrote, and what they are: ../resources/sparse.

    python3 make_sparse.py ../resources/sparse            # needs scipy
    python3 make_sparse.py --check DIRECTORY > ../resources/sparse/checked.tsv

For each matrix there is an .npz of save_npz (stored and compressed), pickles, and a line of
expected.tsv: name, repr, dtype, rows (a matrix as JSON). With --check, scipy loads what Brine wrote
to DIRECTORY (SparseMatrixTest with -Dbrine.sparse=DIRECTORY) and prints whether it is the same
matrix, and the same bytes.
"""
import io, json, os, pickle, sys
import numpy as np
import scipy.sparse as sp


def matrices():
    dense = np.array([[0, 0, 1.5, 0, 0, 0], [2, 0, 0, 0, -3, 0], [0] * 6, [0, 4.25, 0, 5, 0, 6]])
    for kind in 'matrix', 'array':
        for name in 'csr', 'csc', 'coo', 'bsr', 'dia':
            make = getattr(sp, name + '_' + kind)
            yield f'{name}_{kind}', make(dense)
    yield 'bsr_blocks', sp.bsr_matrix(np.kron(np.eye(2), [[1, 2, 3], [4, 5, 6]]), blocksize=(2, 3))
    yield 'csr_int8', sp.csr_matrix(dense.astype(np.int8))
    yield 'csr_bool', sp.csr_matrix(dense != 0)
    yield 'csr_float32', sp.csr_matrix(dense.astype(np.float32))
    yield 'coo_complex', sp.coo_matrix(dense * (1 + 2j))
    yield 'csr_uint64', sp.csr_matrix(np.array([[0, 2**63 + 1]], np.uint64))
    yield 'csr_empty', sp.csr_matrix((3, 4))
    yield 'csr_none', sp.csr_matrix((0, 4))
    yield 'coo_duplicates', sp.coo_matrix(([1., 2., 3.], ([0, 0, 1], [1, 1, 0])), shape=(2, 2))
    wide = sp.csr_matrix(([1.], ([1], [2])), shape=(2, 3))
    wide.indices, wide.indptr = wide.indices.astype(np.int64), wide.indptr.astype(np.int64)
    yield 'csr_int64', wide
    yield 'dia_wide', sp.dia_matrix((np.arange(1., 11).reshape(2, 5), [-1, 2]), shape=(3, 4))


def number(x):
    return [float(x.real), float(x.imag)] if isinstance(x, complex) else x


def main(target):
    os.makedirs(target, exist_ok=True)
    with open(target + '/expected.tsv', 'w') as lines:
        for name, m in matrices():
            sp.save_npz(f'{target}/{name}.npz', m, compressed=name == 'csr_matrix')
            for protocol in (2, 5) if name.endswith('_matrix') else (4,):
                with open(f'{target}/{name}.p{protocol}.pkl', 'wb') as f:
                    pickle.dump(m, f, protocol)
            rows = [[number(x) for x in row] for row in m.toarray().tolist()]
            print(name, json.dumps(repr(m)), m.dtype, json.dumps(rows), sep='\t', file=lines)
    # how old versions of scipy wrote: the format as str, other modules and attributes
    m = sp.csr_matrix(np.eye(2))
    np.savez(f'{target}/old_str.npz', indices=m.indices, indptr=m.indptr, format='csr',
             shape=m.shape, data=m.data)
    state = {'format': 'csr', '_shape': (2, 2), 'maxprint': 50, 'indices': m.indices,
             'indptr': m.indptr, 'data': m.data}
    with open(f'{target}/old.pkl', 'wb') as f:
        f.write(renamed(m, state, b'scipy.sparse._csr', b'scipy.sparse.csr'))
    m = sp.coo_matrix(np.eye(2))
    state = {'_shape': (2, 2), 'maxprint': 50, 'row': m.row, 'col': m.col, 'data': m.data,
             'has_canonical_format': True}
    with open(f'{target}/old_coo.pkl', 'wb') as f:
        f.write(renamed(m, state, b'scipy.sparse._coo', b'scipy.sparse.coo'))


def renamed(matrix, state, module, old):
    class Pickler(pickle._Pickler):
        def reducer_override(self, value):
            return NotImplemented

    class Stated:
        def __reduce__(self):
            import copyreg
            return copyreg.__newobj__, (type(matrix),), state
    out = io.BytesIO()
    pickler = pickle._Pickler(out, 2)
    pickler.save_reduce = lambda f, args, state=None, *rest, obj=None, **k: \
        pickle._Pickler.save_reduce(pickler, f, args, state, *rest,
                                    obj=None if isinstance(obj, Stated) else obj, **k)
    pickler.dump(Stated())
    return out.getvalue().replace(module + b'\n', old + b'\n')


def check(directory):
    for name, m in matrices():
        path = f'{directory}/{name}.npz'
        loaded = sp.load_npz(path)
        same = (type(loaded) is type(m) and loaded.dtype == m.dtype and loaded.shape == m.shape
                and np.array_equal(loaded.toarray(), m.toarray()))
        sp.save_npz('/tmp/own.npz', m, compressed=name == 'csr_matrix')
        own = open('/tmp/own.npz', 'rb').read() == open(path, 'rb').read()
        with open(f'{directory}/{name}.pkl', 'rb') as f:
            unpickled = pickle.load(f)
        pickled = type(unpickled) is type(m) and np.array_equal(unpickled.toarray(), m.toarray())
        print(name, 'equal' if same else 'differs', 'same bytes' if own else 'other bytes',
              'pickle equal' if pickled else 'pickle differs', sep='\t')


if sys.argv[1] == '--check':
    check(sys.argv[2])
else:
    main(sys.argv[1])
