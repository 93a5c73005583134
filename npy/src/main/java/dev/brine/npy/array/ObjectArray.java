package dev.brine.npy.array;

import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleFacts;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyList;
import dev.brine.pickle.value.PySequence;
import org.jspecify.annotations.Nullable;

/**
 * An array of Python objects, which a pickle held: of dtype {@code object}, or of a struct with an
 * object in it, whose elements are tuples. The elements are what the pickle says, as values.
 */
public final class ObjectArray extends NdArray {
  private final PySequence items;
  private final @Nullable PickleFacts facts;

  private ObjectArray(DType dtype, Layout layout, PySequence items, @Nullable PickleFacts facts) {
    super(dtype, layout);
    this.items = items;
    this.facts = facts;
  }

  /**
   * An array of these items.
   *
   * @param items the elements in C order, as many as the shape has
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static ObjectArray of(DType dtype, Shape shape, PySequence items) {
    if (shape.size() != items.size()) {
      throw new IllegalArgumentException(
          "an object array of shape "
              + shape
              + " has "
              + shape.size()
              + " elements, not "
              + items.size());
    }
    return new ObjectArray(dtype, Layout.packed(shape, Order.C, 1), items, null);
  }

  /** The same array, which remembers what the pickle that held it was made of. */
  public ObjectArray withFacts(PickleFacts of) {
    return new ObjectArray(dtype(), layout(), items, of);
  }

  /** What the pickle that held this array was made of; null for an array inside another pickle. */
  public @Nullable PickleFacts facts() {
    return facts;
  }

  /** The element at {@code index}. */
  public PickleValue get(long... index) {
    return items.get((int) layout().at(index));
  }

  /** The element at {@code position} in C order. */
  public PickleValue item(long position) {
    if (isContiguous()) {
      return items.get(Math.toIntExact(layout().offset() + position));
    }
    return items.get((int) layout().at(position(position)));
  }

  /** The index of the element at a position in C order. */
  private long[] position(long position) {
    long[] index = new long[ndim()];
    long rest = position;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % layout().dim(axis);
      rest /= layout().dim(axis);
    }
    return index;
  }

  /**
   * The elements, each a list or tuple of ints or a 1-d array of ints, as rows of one flat array.
   *
   * @throws IllegalStateException if an element is anything else, or an int is not of 32 bits
   * @throws ArithmeticException if there are more than 2^31 ints
   */
  @Override
  public RaggedInts asRaggedInts() {
    return RaggedRows.of(this);
  }

  @Override
  int childCount() {
    return (int) size();
  }

  @Override
  PickleValue child(int position) {
    return item(position);
  }

  @Override
  long unit() {
    return 1;
  }

  @Override
  NdArray view(Layout other) {
    return new ObjectArray(dtype(), other, items, facts);
  }

  @Override
  NdArray packed() {
    PickleValue[] copy = new PickleValue[Math.toIntExact(size())];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = item(i);
    }
    Layout layout = Layout.packed(shape(), Order.C, 1);
    return new ObjectArray(dtype(), layout, PyList.of(copy), facts);
  }

  @Override
  public String digest() {
    throw new UnsupportedOperationException("an array of Python objects has no digest yet");
  }

  @Override
  String advice() {
    return "get(…) gives its Python values, asRaggedInts() rows of ints";
  }
}
