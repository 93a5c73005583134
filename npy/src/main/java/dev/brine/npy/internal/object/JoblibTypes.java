package dev.brine.npy.internal.object;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.RefusedException;
import dev.brine.error.TruncatedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.BulkStream;
import dev.brine.internal.io.ByteSource;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.load.ElementReader;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.PickleMachine;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.internal.python.PythonTypes;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.DataConstruction;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names in the files of {@code joblib.dump}: pickles with the elements of arrays in between.
 * One instance serves one file.
 */
final class JoblibTypes implements PickleTypes {
  private static final int MAX_NAMED = 3;

  private final @Nullable ByteSource source;
  private final PickleOptions nested;
  private final List<PyCall> separate = new ArrayList<>();

  /** The number of bytes of elements that are in memory. */
  private long loaded;

  /**
   * Creates the table for one file.
   *
   * @param source the file, in which the offsets of the pickle are positions; null if it is
   *     compressed or a stream
   * @param nested how the pickles of object arrays are decoded
   */
  JoblibTypes(@Nullable ByteSource source, PickleOptions nested) {
    this.source = source;
    this.nested = nested;
  }

  @Override
  public @Nullable PickleType find(String module, String name) {
    return switch (module) {
      case "joblib.numpy_pickle",
          "joblib.numpy_pickle_compat",
          "sklearn.externals.joblib.numpy_pickle",
          "sklearn.externals.joblib.numpy_pickle_compat" ->
          switch (name) {
            case JoblibWrapper.CLASS -> this::wrapper;
            case "NDArrayWrapper", "ZNDArrayWrapper" -> nested.isLenient() ? this::separate : null;
            default -> null;
          };
      case "copyreg", "copy_reg" -> name.equals("_reconstructor") ? this::reconstructed : null;
      default -> null;
    };
  }

  /** Returns whether a strict decoder refuses a file because of the arrays in other files. */
  static boolean isSeparate(RefusedException refusal) {
    return (refusal.module().endsWith("joblib.numpy_pickle")
            || refusal.module().endsWith("joblib.numpy_pickle_compat"))
        && refusal.name().endsWith("NDArrayWrapper");
  }

  /** A new object, whose attributes BUILD sets. */
  private Construction wrapper(Call call) {
    if (!call.opcode().startsWith("NEWOBJ") || call.count() != 0) {
      throw call.refuse("joblib makes it without arguments, and sets its state");
    }
    return new Wrapper(call.budget());
  }

  /** {@code copyreg._reconstructor(NumpyArrayWrapper, object, None)}, in protocols 0 and 1. */
  private Construction reconstructed(Call call) {
    if (call.count() == 3
        && call.argument(0) instanceof PyGlobal made
        && find(made.module(), made.name()) != null
        && call.argument(2) == PyConstant.NONE) {
      return made.name().equals(JoblibWrapper.CLASS) ? new Wrapper(call.budget()) : separate(call);
    }
    PickleType type = PythonTypes.INSTANCE.find(call.global().module(), call.global().name());
    if (type == null) {
      throw call.refuse("it makes an object");
    }
    return type.construct(call);
  }

  /** An array that joblib before 0.10 saved in another file. */
  private Construction separate(Call call) {
    PyCall.Builder record =
        PyCall.builder(call.opcode(), call.global(), call.arguments(), call.offset());
    separate.add(record.value());
    return record;
  }

  /** Refuses a file whose arrays are in other files. */
  void requireComplete(Location location) throws UnsupportedException {
    if (separate.isEmpty()) {
      return;
    }
    StringBuilder names = new StringBuilder();
    for (PyCall record : separate.subList(0, Math.min(MAX_NAMED, separate.size()))) {
      names.append(names.length() > 0 ? ", " : "").append(fileName(record));
    }
    int more = separate.size() - MAX_NAMED;
    throw new UnsupportedException(
        location.at(separate.get(0).offset()),
        "joblib before 0.10 saved the arrays of this file in separate files, which Brine does not"
            + " look for: "
            + names
            + (more > 0 ? " and " + more + " more" : ""));
  }

  private static String fileName(PyCall record) {
    for (PickleValue state : record.states()) {
      if (state instanceof PyDict dict && dict.get(PyStr.of("filename")) instanceof PyStr name) {
        return name.value();
      }
    }
    return "(unnamed)";
  }

  /** Bytes of the elements: mapped if they would fill the memory, otherwise read. */
  private NdArray elements(NpyHeader header, OpcodeReader reader) throws IOException {
    long offset = reader.offset();
    Location location = reader.location().at(offset);
    long bytes = header.dataBytes();
    long most = Runtime.getRuntime().maxMemory();
    long available = source == null ? -1 : source.size() - offset;
    if (source != null && source.isMappable() && bytes > most / 4 - loaded) {
      NdArray array =
          ElementReader.map(source, offset, header, location, available, MapMode.READ_ONLY);
      reader.skipData(bytes);
      return array;
    }
    if (bytes > most - loaded && (available < 0 || bytes <= available)) {
      throw new LimitException(location, "the arrays do not fit in the memory of " + most);
    }
    loaded += bytes;
    InputStream data =
        new BulkStream() {
          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            return reader.readData(target, from, length);
          }
        };
    return ElementReader.read(data, header, location, available, Math.max(0, available));
  }

  /** An array whose elements follow. */
  private final class Wrapper extends DataConstruction {
    private final ArrayValue value = ArrayValue.pending();
    private final Call.Budget budget;
    private @Nullable PickleValue state;

    Wrapper(Call.Budget budget) {
      this.budget = budget;
      budget.charge(ArrayState.ARRAY_BYTES);
    }

    @Override
    public ArrayValue value() {
      return value;
    }

    @Override
    public void build(PickleValue newState) {
      state = newState;
    }

    @Override
    public void read(OpcodeReader reader) throws IOException {
      JoblibWrapper wrapper = JoblibWrapper.of(state == null ? PyConstant.NONE : state);
      if (!(wrapper.subclass() instanceof PyGlobal subclass) || !NamedClass.ARRAY.has(subclass)) {
        throw new InvalidStateException(
            "the class of an array of joblib must be one of NumPy's, not " + wrapper.subclass());
      }
      Shape shape = ArrayState.shape(wrapper.shape(), budget);
      DType dtype = ArrayState.elementType(wrapper.dtype());
      String order = Arguments.text(wrapper.order(), "the order of an array of joblib");
      if (!order.equals("C") && !order.equals("F")) {
        throw new InvalidStateException("the order of an array of joblib must be C or F");
      }
      if (reader.insideFrame()) {
        throw reader.malformed(Kind.FRAME, "the elements of an array are inside a frame");
      }
      reader.suspendFrame();
      NdArray array =
          dtype.hasObject()
              ? objects(shape, dtype, reader)
              : numbers(header(dtype, order.equals("F"), shape), wrapper, reader);
      value.complete(array, "numpy." + subclass.name());
    }

    private NpyHeader header(DType dtype, boolean fortran, Shape shape) {
      if (dtype.itemsize() == 0) {
        budget.charge(shape.size()); // free in the file, but not to iterate
      }
      try {
        return new NpyHeader(FormatVersion.V1, dtype, fortran, shape, 0);
      } catch (IllegalArgumentException e) {
        throw new ExcessiveException("the shape of an ndarray: " + e.getMessage());
      }
    }

    private NdArray numbers(NpyHeader header, JoblibWrapper wrapper, OpcodeReader reader)
        throws IOException {
      if (wrapper.isPadded() && !JoblibWrapper.skipPadding(reader)) {
        throw new TruncatedException(
            reader.location().at(reader.offset()),
            "the file ends in the padding before the elements of an array");
      }
      return elements(header, reader);
    }

    /** A pickle of its own, with a memo of its own. */
    private NdArray objects(Shape shape, DType dtype, OpcodeReader reader) throws IOException {
      long offset = reader.offset();
      PickleMachine machine = new PickleMachine(reader, nested, null);
      Pickle.Decoded decoded = machine.run();
      budget.charge(machine.charged());
      if (!(decoded.value() instanceof ArrayValue held)
          || !held.array().shape().equals(shape)
          || !held.array().dtype().equals(dtype)) {
        throw new MalformedException(
            Kind.MISMATCH,
            reader.location().at(offset),
            "joblib announces an array of "
                + dtype
                + " and shape "
                + shape
                + ", but its pickle holds "
                + decoded.value());
      }
      return held.array();
    }
  }
}
