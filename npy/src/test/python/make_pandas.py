"""Pickles that pandas wrote, and what is in them: ../resources/pandas.

    python3 make_pandas.py ../resources/pandas          # once with each version of pandas

For each value there is VERSION/NAME.pkl and a line of VERSION/expected.tsv: name, type, rows, and as
JSON the index and the columns, each with name, dtype and values (missing ones null, times as NumPy
shows them in UTC). The folder 1.2 has values in the form of pandas 1.0 to 1.2, which this writes
itself, and the newer versions read: Python versions that run pandas 1 are not to be had everywhere.
"""
import json, os, pickle, sys
import numpy as np
import pandas as pd


def values():
    yield 'numbers', pd.DataFrame({'i': [1, 2, 3], 'f': [1.5, np.nan, 3], 'j': [4, 5, 6],
                                   'b': [True, False, True], 'u': np.array([1, 2, 255], 'u1')})
    keys = pd.Index(['p', 'q', 'r'], dtype=object, name='key')
    yield 'objects', pd.DataFrame({'s': pd.Series(['a', 'ü', None], keys, dtype=object),
                                   'o': pd.Series([1, 'x', 2.5], keys, dtype=object)})
    yield 'strings', pd.DataFrame({'s': pd.Series(['a', None, 'c'], dtype='string')})
    yield 'nullable', pd.DataFrame({'i': pd.array([1, None, 3], 'Int64'),
                                    'b': pd.array([True, None, False], 'boolean'),
                                    'u': pd.array([1, None, 3], 'UInt8'),
                                    'f': pd.array([1.5, None, 2], 'Float64')})
    yield 'categories', pd.DataFrame({
        'c': pd.Categorical(['a', None, 'a'], categories=['b', 'a'], ordered=True),
        'n': pd.Categorical([10, 20, 10])})
    days = pd.date_range('2020-03-28', periods=3)
    yield 'times', pd.DataFrame({'n': days, 'z': days.tz_localize('Europe/Paris'),
                                 'u': days.tz_localize('UTC'),
                                 'd': pd.to_timedelta([1, None, 3], unit='s')})
    yield 'time_index', pd.DataFrame({'x': [1, 2, 3]}, index=days.tz_localize('Europe/Paris'))
    yield 'multi', pd.DataFrame({('a', 'x'): [1, 2], ('a', 'y'): [3, 4]}, index=pd.MultiIndex
                                .from_tuples([(1, 'p'), (2, 'q')], names=['one', 'two']))
    yield 'empty', pd.DataFrame()
    yield 'no_rows', pd.DataFrame({'a': np.zeros(0)})
    yield 'int_names', pd.DataFrame(np.arange(6.).reshape(2, 3))
    yield 'duplicates', pd.DataFrame([[1, 2.5], [3, 4.5]], columns=['a', 'a'])
    yield 'single', pd.Series([1., 2.], name='x')
    yield 'unnamed', pd.Series(['a', 'b'], dtype=object)
    yield 'range', pd.RangeIndex(3, 12, 4, name='r')
    yield 'plain_index', pd.Index([3, 1, 2])
    yield 'category_index', pd.CategoricalIndex(['a', 'b', 'a'])
    yield 'delta_index', pd.to_timedelta([1, 2], unit='s')
    yield 'sliced', pd.DataFrame({'a': range(6), 'b': range(6), 'c': range(6)})[['c', 'a']].iloc[::2]


def labels():
    """Written by pandas 3.0 into ../resources/pandas/labels."""
    midx = pd.MultiIndex.from_tuples([('a', 1), ('a', 2), ('b', 1), ('b', 2)], names=['x', None])
    yield 'colsdt', pd.DataFrame([[1, 2]], columns=pd.to_datetime(['2020-01-01', '2021-01-01']))
    yield 'colsbool', pd.DataFrame([[1, 2]], columns=[True, False])
    yield 'colstup', pd.DataFrame([[1, 2]], columns=pd.Index([('a', 1), ('b',)], tupleize_cols=False))
    yield 'midx', pd.DataFrame(np.arange(12).reshape(4, 3), index=midx, columns=pd.MultiIndex
                               .from_tuples([('p', 1), ('p', 2), ('q', 1)], names=['l0', 'l1']))
    days = pd.to_datetime(['2020-01-01', '2021-01-01'])
    yield 'cattz', pd.DataFrame({'c': pd.Categorical(days.tz_localize('Europe/Paris'))})
    yield 'delta', pd.DataFrame({'o': pd.Series([pd.Timedelta(days=1), 'x'], dtype=object)})


def element(x):
    if x is None or x is pd.NaT or x is pd.NA or (isinstance(x, float) and x != x):
        return None
    if isinstance(x, pd.Timestamp):
        x = x.tz_convert('UTC').tz_localize(None) if x.tz is not None else x
        return str(x.to_datetime64().astype('M8[us]'))
    if isinstance(x, pd.Timedelta):
        return str(x.to_timedelta64().astype('m8[us]').astype(int))
    return x.item() if isinstance(x, np.generic) else x


def column(name, data):
    name = list(name) if isinstance(name, tuple) else name
    return [element(name) if not isinstance(name, list) else name, str(data.dtype),
            [element(x) for x in data]]


def parts(value):
    index = value if isinstance(value, pd.Index) else value.index
    levels = ([index.get_level_values(i) for i in range(index.nlevels)]
              if isinstance(index, pd.MultiIndex) else [index])
    columns = ([column(value.columns[i], value.iloc[:, i]) for i in range(value.shape[1])]
               if isinstance(value, pd.DataFrame)
               else [column(value.name, value)] if isinstance(value, pd.Series) else [])
    return [column(level.name, level) for level in levels], columns


class Global:
    def __init__(self, module, name):
        self.module, self.name = module, name


class Made:
    def __init__(self, opcode, callable, args, state=None):
        self.opcode, self.callable, self.args, self.state = opcode, callable, args, state


class OldPickler(pickle._Pickler):
    """Writes calls of names that need not exist."""

    def save(self, obj, save_persistent_id=True):
        if isinstance(obj, Global):
            self.write(b'c' + obj.module.encode() + b'\n' + obj.name.encode() + b'\n')
        elif isinstance(obj, Made) and id(obj) in self.memo:
            self.write(self.get(self.memo[id(obj)][0]))
        elif isinstance(obj, Made):
            self.save(obj.callable)
            self.save(obj.args)
            self.write(obj.opcode)
            self.memoize(obj)
            if obj.state is not None:
                self.save(obj.state)
                self.write(pickle.BUILD)
        else:
            super().save(obj, save_persistent_id)


def old_index(module, kind, /, **parts):
    return Made(pickle.REDUCE, Global('pandas.core.indexes.base', '_new_Index'),
                (Global('pandas.core.indexes.' + module, kind), parts))


def old_manager(name, axes, blocks):
    state = (axes, [values for values, _ in blocks], axes,
             {'0.14.1': {'axes': axes,
                         'blocks': [{'values': v, 'mgr_locs': locs} for v, locs in blocks]}})
    return Made(pickle.NEWOBJ, Global('pandas.core.internals.managers', name), (), state)


def old_values():
    range3 = old_index('range', 'RangeIndex', name=None, start=0, stop=3, step=1)
    keys = old_index('numeric', 'Int64Index', data=np.array([7, 8, 9]), name='key')
    names = old_index('base', 'Index', data=np.array(['i', 's', 'j', 'c', 'z'], object), name=None)
    categories = Made(pickle.NEWOBJ, Global('pandas.core.arrays.categorical', 'Categorical'), (), {
        '_codes': np.array([0, -1, 1], np.int8),
        '_dtype': Made(pickle.NEWOBJ, Global('pandas.core.dtypes.dtypes', 'CategoricalDtype'), (), {
            'categories': old_index('base', 'Index', data=np.array(['x', 'y'], object), name=None),
            'ordered': False})})
    zoned = Made(pickle.NEWOBJ, Global('pandas.core.arrays.datetimes', 'DatetimeArray'), (), {
        '_data': np.array(['2020-01-01', '2020-01-02', 'NaT'], 'M8[ns]'), '_freq': None,
        '_dtype': Made(pickle.NEWOBJ, Global('pandas.core.dtypes.dtypes', 'DatetimeTZDtype'), (), {
            'unit': 'ns', 'tz': Made(pickle.REDUCE, Global('pytz', '_UTC'), ())})})
    frame = old_manager('BlockManager', [names, keys], [
        (np.array([[1, 2, 3], [4, 5, 6]]), slice(0, 4, 2)),
        (np.array([['a', None, 'c']], object), slice(1, 2, 1)),
        (categories, slice(3, 4, 1)), (zoned, slice(4, 5, 1))])
    yield ('frame', 'DataFrame', Made(pickle.NEWOBJ, Global('pandas.core.frame', 'DataFrame'), (), {
        '_mgr': frame, '_typ': 'dataframe', '_metadata': [], 'attrs': {}}),
        [['key', 'int64', [7, 8, 9]]],
        [['i', 'int64', [1, 2, 3]], ['s', 'object', ['a', None, 'c']], ['j', 'int64', [4, 5, 6]],
         ['c', 'category', ['x', None, 'y']],
         ['z', 'datetime64[ns, UTC]', ['2020-01-01T00:00:00.000000', '2020-01-02T00:00:00.000000',
                                       None]]])
    series = old_manager('SingleBlockManager', [range3], [(np.array([1., 2, 3]), slice(0, 3, 1))])
    for key in '_data', '_mgr':
        yield ('series' + key, 'Series', Made(
            pickle.NEWOBJ, Global('pandas.core.series', 'Series'), (), {
                key: series, '_typ': 'series', '_metadata': ['name'], 'name': 'x'}),
            [[None, 'int64', [0, 1, 2]]], [['x', 'float64', [1.0, 2.0, 3.0]]])


def main(target):
    folder = f'{target}/{pd.__version__}'
    os.makedirs(folder, exist_ok=True)
    with open(folder + '/expected.tsv', 'w') as lines:
        for name, value in values():
            with open(f'{folder}/{name}.pkl', 'wb') as f:
                pickle.dump(value, f, 4)
            index, columns = parts(value)
            print(name, type(value).__name__, len(value), json.dumps(index), json.dumps(columns),
                  sep='\t', file=lines)
    if pd.__version__.startswith('3.'):
        os.makedirs(target + '/labels', exist_ok=True)
        for name, value in labels():
            value.to_pickle(f'{target}/labels/{name}.pkl')
    os.makedirs(target + '/1.2', exist_ok=True)
    with open(target + '/1.2/expected.tsv', 'w') as lines:
        for name, kind, value, index, columns in old_values():
            with open(f'{target}/1.2/{name}.pkl', 'wb') as f:
                OldPickler(f, 4).dump(value)
            print(name, kind, 3, json.dumps(index), json.dumps(columns), sep='\t', file=lines)


main(sys.argv[1])
