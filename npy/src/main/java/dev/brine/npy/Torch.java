package dev.brine.npy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.brine.error.BrineException;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.LimitException;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.RefusedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.zip.MemberStream;
import dev.brine.internal.zip.ZipArchive;
import dev.brine.internal.zip.ZipMember;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.load.ElementReader;
import dev.brine.npy.internal.object.ObjectPayload;
import dev.brine.npy.internal.object.TorchTypes;
import dev.brine.pickle.PickleOptions;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyCall;
import dev.brine.pickle.value.PyDict;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyPersistentId;
import dev.brine.pickle.value.PyTuple;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code torch.save} of PyTorch 1.6 and later writes: a zip archive of a pickle and the
 * storages of its tensors. Plain tensors become arrays. Nothing in the pickle is run.
 */
public final class Torch {
  private static final String PICKLE = "data.pkl";
  private static final int LIKELY_RATIO = 8;

  private Torch() {}

  /** Loads the value in a file, as {@link #loadValue(Path, LoadOptions)}. */
  public static PickleValue loadValue(Path path) throws IOException {
    return loadValue(path, LoadOptions.DEFAULT);
  }

  /** Loads the value in a file, as {@link #loadValue(Path, LoadOptions)}. */
  public static PickleValue loadValue(Path path, UnaryOperator<LoadOptions> options)
      throws IOException {
    return loadValue(path, options.apply(LoadOptions.DEFAULT));
  }

  /**
   * Loads the value in a file: a tensor, a dict of tensors such as a state dict, or any other value
   * that contains tensors. Tensors that share a storage share memory. A storage that would take
   * much of the memory is mapped.
   *
   * @throws dev.brine.error.BrineException if the file is malformed or over a limit, or its pickle
   *     needs a class or function that is not known to be plain data; if the options are lenient,
   *     such a class becomes a record
   */
  public static PickleValue loadValue(Path path, LoadOptions options) throws IOException {
    try (ByteSource source = ByteSources.open(path)) {
      return new Archive(source, options).value();
    }
  }

  /**
   * Loads the value in a channel, as {@link #loadValue(Path, LoadOptions)}. The channel stays open.
   *
   * @param location the name of the channel in messages
   */
  public static PickleValue loadValue(
      SeekableByteChannel channel, Location location, LoadOptions options) throws IOException {
    return new Archive(ByteSources.of(channel, location), options).value();
  }

  /**
   * Returns whether a file is a zip archive of {@code torch.save}, by the names of its members. The
   * channel stays open.
   *
   * @param location the name of the channel in messages
   */
  public static boolean isTorch(SeekableByteChannel channel, Location location) throws IOException {
    ByteSource source = ByteSources.of(channel, location);
    try {
      byte[] first = new byte[(int) Math.min(FileFormat.SHORT_HEAD, source.size())];
      source.readFully(0, first, 0, first.length);
      return FileFormat.isNpz(first)
          && ZipArchive.open(source).directory().members().stream()
              .anyMatch(member -> isPickle(member.name()));
    } catch (BrineException e) {
      return false; // a damaged archive
    }
  }

  /**
   * Returns the tensors in a value, read with lenient options, that did not become arrays: those
   * that are quantized, sparse, conjugated, without elements (of the device meta), of a type
   * without a dtype, or of a class of their own.
   *
   * @return the reasons by {@link NestedArray#path}, in the order of the pickle
   */
  public static Map<String, String> unread(PickleValue value) throws IOException {
    return NestedArray.unread(value);
  }

  /** Why a record of a call is a tensor that cannot be read, or null if it is no tensor. */
  static @Nullable String unread(PyCall call) {
    if (!(call.callable() instanceof PyGlobal function)
        || !function.name().startsWith("_rebuild_")
        || !(function.module().equals("torch._utils")
            || function.module().equals("torch._tensor"))) {
      return null;
    }
    String name = function.name();
    if (name.contains("qtensor")) {
      return "a quantized tensor";
    }
    if (name.contains("sparse")) {
      return "a sparse tensor";
    }
    if (name.contains("meta")) {
      return "a tensor without elements (of the device meta)";
    }
    if (name.contains("nested")) {
      return "a nested tensor";
    }
    if (call.arguments() instanceof PyTuple given && given.size() > 0) {
      PickleValue first = given.get(0);
      if (first instanceof PyCall inner) {
        String reason = unread(inner);
        return reason == null ? "a tensor without a storage in the file" : reason;
      }
      if (name.equals("_rebuild_tensor_v2")
          && given.size() == 7
          && given.get(6) instanceof PyDict metadata
          && metadata.size() > 0) {
        return "a tensor that is conjugated or negated when it is used";
      }
      if (name.startsWith("_rebuild_tensor")
          && first instanceof PyPersistentId id
          && id.id() instanceof PyTuple storage
          && storage.size() > 1) {
        PickleValue type = name.endsWith("v3") && given.size() > 6 ? given.get(6) : storage.get(1);
        return "a tensor of the type " + (type instanceof PyGlobal ? type : type.typeName());
      }
    }
    return "a tensor that " + name + " makes";
  }

  /** Returns whether a member of an archive is the pickle that {@link #loadValue} decodes. */
  public static boolean isPickle(String member) {
    int slash = member.indexOf('/');
    return member.equals(PICKLE) || (slash > 0 && member.substring(slash + 1).equals(PICKLE));
  }

  /** The dtype of the elements of a storage class or of a torch dtype, little-endian, or null. */
  private static @Nullable DType dtype(String type) {
    return switch (type) {
      case "DoubleStorage", "float64", "double" -> DTypes.FLOAT64;
      case "FloatStorage", "float32", "float" -> DTypes.FLOAT32;
      case "HalfStorage", "float16", "half" -> DTypes.FLOAT16;
      case "BFloat16Storage", "bfloat16" -> MlType.BFLOAT16;
      case "Float8_e4m3fnStorage", "float8_e4m3fn" -> MlType.FLOAT8_E4M3FN;
      case "Float8_e5m2Storage", "float8_e5m2" -> MlType.FLOAT8_E5M2;
      case "float8_e4m3fnuz" -> MlType.FLOAT8_E4M3FNUZ;
      case "float8_e5m2fnuz" -> MlType.FLOAT8_E5M2FNUZ;
      case "float8_e8m0fnu" -> MlType.FLOAT8_E8M0FNU;
      case "LongStorage", "int64", "long" -> DTypes.INT64;
      case "IntStorage", "int32", "int" -> DTypes.INT32;
      case "ShortStorage", "int16", "short" -> DTypes.INT16;
      case "CharStorage", "int8" -> DTypes.INT8;
      case "ByteStorage", "uint8" -> DTypes.UINT8;
      case "uint16" -> DTypes.UINT16;
      case "uint32" -> DTypes.UINT32;
      case "uint64" -> DTypes.UINT64;
      case "BoolStorage", "bool" -> DTypes.BOOL;
      case "ComplexFloatStorage", "complex64" -> DTypes.COMPLEX64;
      case "ComplexDoubleStorage", "complex128" -> DTypes.COMPLEX128;
      default -> null;
    };
  }

  /** One file. */
  private static final class Archive implements TorchTypes.Storages {
    private final ByteSource source;
    private final LoadOptions options;
    private final ZipArchive archive;
    private final Map<String, ZipMember> members = new HashMap<>();
    private final Map<String, NdArray> storages = new HashMap<>();
    private final String prefix;
    private final boolean big;

    /** The number of bytes of storages that are in memory. */
    private long loaded;

    Archive(ByteSource source, LoadOptions options) throws IOException {
      this.source = source;
      this.options = options;
      this.archive = ZipArchive.open(source);
      String found = null;
      for (ZipMember member : archive.directory().members()) {
        members.put(member.name(), member);
        found = found == null && isPickle(member.name()) ? member.name() : found;
      }
      if (found == null) {
        throw new MalformedException(
            Kind.CONTAINER, source.location(), "the archive has no member data.pkl");
      }
      this.prefix = found.substring(0, found.length() - PICKLE.length());
      ZipMember order = members.get(prefix + "byteorder");
      this.big = order != null && new String(archive.readAll(order, 16), US_ASCII).equals("big");
    }

    PickleValue value() throws IOException {
      ZipMember member = Objects.requireNonNull(members.get(prefix + PICKLE));
      Location location = source.location().member(member.name());
      if (!options.allowPickle()) {
        throw new UnsupportedException(
            location, "a file of torch.save cannot be loaded when allow_pickle=False");
      }
      PickleOptions pickle = options.pickle();
      byte[] bytes = archive.readAll(member, pickle.limits().pickleBytes());
      try {
        PickleValue value =
            ObjectPayload.decode(
                    new ByteArrayInputStream(bytes),
                    location,
                    0,
                    pickle.withLenient().withTypes(new TorchTypes(this)))
                .value();
        if (!pickle.isLenient()) {
          requireData(value, location, Collections.newSetFromMap(new IdentityHashMap<>()));
        }
        return value;
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    /** Refuses what a strict decoder refuses, except the storages, which tensors have replaced. */
    private static boolean requireData(PickleValue value, Location location, Set<Object> seen)
        throws IOException {
      if (value instanceof PyCall call) {
        PyGlobal global =
            call.callable() instanceof PyGlobal named ? named : new PyGlobal("", "object", 0);
        throw refusal(global, call.opcode(), location.at(call.offset()));
      }
      if (value instanceof PyPersistentId) {
        PyGlobal id = new PyGlobal("", "persistent id", 0);
        throw refusal(id, "BINPERSID", location);
      }
      if (seen.add(value)) {
        value.accept(held -> requireData(held, location, seen));
      }
      return true;
    }

    private static RefusedException refusal(PyGlobal global, String opcode, Location location) {
      return new RefusedException(
          location,
          global.module(),
          global.name(),
          opcode,
          "refused to use "
              + global
              + " ("
              + opcode
              + "): it is not in the table of known data types; nothing was run");
    }

    @Override
    public @Nullable NdArray storage(String key, String type) throws IOException {
      DType dtype = dtype(type);
      if (dtype == null) {
        return null;
      }
      NdArray known = storages.get(key + '\n' + dtype);
      if (known != null) {
        return known;
      }
      String name = prefix + "data/" + key;
      ZipMember member = members.get(name);
      Location location = source.location().member(name).at(0);
      if (member == null) {
        throw new MalformedException(
            Kind.CONTAINER, location, "the archive does not have the storage of a tensor");
      }
      if (big && dtype == MlType.BFLOAT16) {
        throw new UnsupportedException(location, "a big-endian storage of bfloat16");
      }
      NdArray read = read(member, swapped(dtype), location);
      storages.put(key + '\n' + dtype, read);
      return read;
    }

    private DType swapped(DType dtype) {
      return big && dtype.str().startsWith("<")
          ? DTypes.parse('>' + dtype.str().substring(1))
          : dtype;
    }

    private NdArray read(ZipMember member, DType dtype, Location location) throws IOException {
      Shape shape = Shape.of(member.size() / dtype.itemsize());
      NpyHeader header = new NpyHeader(FormatVersion.V1, dtype, false, shape, 0);
      long most = Runtime.getRuntime().maxMemory();
      long bytes = header.dataBytes();
      if (bytes > most / 4 - loaded && source.isMappable() && member.method() == ZipMember.STORED) {
        long start = archive.dataOffset(member);
        return ElementReader.map(source, start, header, location, member.size(), MapMode.READ_ONLY);
      }
      if (bytes > most - loaded) {
        throw new LimitException(location, "the tensors do not fit in the memory of " + most);
      }
      loaded += bytes;
      try (MemberStream in = archive.open(member)) {
        long likely = Math.min(member.size(), LIKELY_RATIO * member.compressedSize());
        NdArray array = ElementReader.read(in, header, location, member.size(), likely);
        in.finish();
        return array;
      }
    }
  }
}
