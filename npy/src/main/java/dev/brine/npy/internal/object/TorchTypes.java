package dev.brine.npy.internal.object;

import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.internal.kernel.ExcessiveException;
import dev.brine.pickle.internal.kernel.InvalidStateException;
import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyPersistentId;
import dev.brine.pickle.value.PyStr;
import dev.brine.pickle.value.PyTuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The functions in the pickle of a {@code torch.save} file that make plain tensors. Their elements
 * are in storages: other members of the archive, which persistent ids name.
 */
public final class TorchTypes implements PickleTypes {
  /** A view may have this many bytes, although its storage has fewer. */
  private static final long FREE_BYTES = 64L << 20;

  /** How often the elements of a storage may occur in a view beyond that. */
  private static final int REPEATS = 32;

  private final Storages storages;

  /** Creates the table for one file. */
  public TorchTypes(Storages storages) {
    this.storages = storages;
  }

  /** Gives the elements of storages. */
  public interface Storages {
    /**
     * Returns all elements of a storage, which has one axis.
     *
     * @param key its name
     * @param type the name of a dtype such as {@code bfloat16}, or of a class such as {@code
     *     FloatStorage}
     * @return null if the type is unknown
     */
    @Nullable NdArray storage(String key, String type) throws IOException;
  }

  @Override
  public @Nullable PickleType find(String module, String name) {
    if (module.equals("torch._tensor") && name.equals("_rebuild_from_type_v2")) {
      return this::typed;
    }
    if (!module.equals("torch._utils")) {
      return null;
    }
    return switch (name) {
      case "_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3" -> this::tensor;
      case "_rebuild_parameter", "_rebuild_parameter_with_state" -> TorchTypes::parameter;
      default -> null;
    };
  }

  /**
   * {@code _rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, hooks[,
   * metadata])}; the first version ends before {@code requires_grad}, and the third has a dtype
   * before the metadata.
   */
  private Construction tensor(Call call) {
    boolean typed = call.global().name().endsWith("v3");
    int bare = call.global().name().endsWith("tensor") ? 4 : typed ? 7 : 6;
    if (call.count() < bare || call.count() > (bare == 4 ? 4 : bare + 1)) {
      throw call.invalid("takes " + bare + " arguments");
    }
    if (call.count() > bare
        && call.argument(bare) instanceof PyDict metadata
        && metadata.size() > 0) {
      throw call.refuse("the tensor is conjugated or negated when it is used");
    }
    PyTuple id = storageId(call);
    String key = Arguments.text(id.get(2), "the key of a storage");
    PickleValue named = typed ? call.argument(6) : id.get(1);
    if (!(named instanceof PyGlobal type)) {
      throw call.invalid("the type of the storage must be a class");
    }
    long first = Arguments.integer(call.argument(1), "the offset in a storage");
    long[] dims = Arguments.dims(call.argument(2), "the size of a tensor");
    long[] strides = Arguments.dims(call.argument(3), "the strides of a tensor");
    call.budget().charge(ArrayState.ARRAY_BYTES + 64L * dims.length);
    try {
      NdArray all = storages.storage(key, type.name());
      if (all == null) {
        throw call.refuse("tensors of " + type + " are unknown");
      }
      Shape shape = shape(dims);
      long most = Math.max(FREE_BYTES / Math.max(1, all.dtype().itemsize()), REPEATS * all.size());
      if (shape.size() > most) {
        throw new ExcessiveException(
            "a tensor of shape " + shape + " over a storage of " + all.size() + " elements");
      }
      NdArray view = all.strided(first, shape, strides);
      return Construction.complete(ArrayValue.of(view));
    } catch (IllegalArgumentException e) {
      throw call.invalid("a tensor outside of its storage: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code ('storage', class, key, location, size)}. */
  private static PyTuple storageId(Call call) {
    if (call.argument(0) instanceof PyPersistentId persistent
        && persistent.id() instanceof PyTuple id
        && id.size() >= 5
        && id.get(0) instanceof PyStr word
        && word.value().equals("storage")) {
      return id;
    }
    throw call.refuse("its storage is not in the archive");
  }

  private static Shape shape(long[] dims) {
    for (long dim : dims) {
      if (dim < 0) {
        throw new InvalidStateException("a tensor has the negative length " + dim);
      }
    }
    try {
      return Shape.of(dims);
    } catch (IllegalArgumentException e) {
      throw new ExcessiveException("the shape of a tensor: " + e.getMessage());
    }
  }

  /** {@code _rebuild_parameter(tensor, requires_grad, hooks[, state])}: the tensor. */
  private static Construction parameter(Call call) {
    boolean stateful = call.global().name().endsWith("state");
    if (call.count() == (stateful ? 4 : 3)
        && call.argument(0) instanceof ArrayValue tensor
        && (!stateful || call.argument(3) == PyConstant.NONE || isEmpty(call.argument(3)))) {
      return Construction.complete(tensor);
    }
    throw call.refuse("it is not a plain tensor");
  }

  /**
   * {@code _rebuild_from_type_v2(function, type, arguments, state)}: the tensor that the function
   * makes, which is a buffer or has attributes.
   */
  private Construction typed(Call call) {
    if (call.count() == 4
        && call.argument(0) instanceof PyGlobal function
        && call.argument(1) instanceof PyGlobal type
        && call.argument(2) instanceof PyTuple arguments
        && isPlain(type)
        && isInert(call.argument(3))
        && function.module().equals("torch._utils")) {
      PickleType made = find(function.module(), function.name());
      if (made != null) {
        return made.construct(
            new Call(
                call.opcode(),
                function,
                arguments,
                call.offset(),
                call.keys(),
                call.digits(),
                call.budget()));
      }
    }
    throw call.refuse("it is not a plain tensor");
  }

  private static boolean isPlain(PyGlobal type) {
    return switch (type.toString()) {
      case "torch.Tensor",
          "torch._tensor.Tensor",
          "torch.nn.parameter.Parameter",
          "torch.nn.parameter.Buffer" ->
          true;
      default -> false;
    };
  }

  /** Whether a state is a dict of attributes that hold nothing else. */
  private static boolean isInert(PickleValue state) {
    if (!(state instanceof PyDict attributes)) {
      return false;
    }
    for (int i = 0; i < attributes.size(); i++) {
      switch (attributes.value(i).kind()) {
        case NONE, BOOL, INT, FLOAT, STR -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isEmpty(PickleValue state) {
    return state instanceof PyDict dict && dict.size() == 0;
  }
}
