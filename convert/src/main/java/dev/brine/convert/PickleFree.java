package dev.brine.convert;

import dev.brine.convert.PickleFree.Converted;
import dev.brine.convert.internal.canonical.CanonicalReader;
import dev.brine.convert.internal.picklefree.KnownParts;
import dev.brine.convert.internal.picklefree.PickleFreeArchive;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.RefusedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.zip.ZipArchive;
import dev.brine.internal.zip.ZipWriter;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NestedArray;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.SaveOptions;
import dev.brine.npy.Torch;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.MlType;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.internal.header.HeaderRules;
import dev.brine.npy.internal.picklefree.PickleFreeArray;
import dev.brine.npy.internal.picklefree.PickleFreeArray.JsonCheck;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PyStr;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Converts files that need {@code allow_pickle=True} to files that {@code np.load} opens with its
 * default settings, and back. Object arrays become plain arrays in the layout of {@code
 * docs/pickle-free.md}, and no value is lost. If writing fails, an old file is unchanged; the
 * output may have the path of the input.
 */
public final class PickleFree {
  private PickleFree() {}

  /** Writes an {@code .npz} without pickles, with the default options. */
  public static List<Converted> convert(Path in, Path out) throws IOException {
    return convert(in, out, Options.DEFAULT);
  }

  /** Writes an {@code .npz} without pickles; the function receives the default options. */
  public static List<Converted> convert(Path in, Path out, UnaryOperator<Options> options)
      throws IOException {
    return convert(in, out, options.apply(Options.DEFAULT));
  }

  /**
   * Writes the arrays of an {@code .npy} or {@code .npz} as an {@code .npz} without pickles: object
   * arrays in the pickle-free layout, all other members byte for byte. The array of an {@code .npy}
   * is named {@code arr_0}; the value of a bare pickle that is not an array, such as a dict, is
   * named {@code value}.
   *
   * @return one element for each object array
   * @throws dev.brine.error.BrineException if the input is malformed, truncated, unsupported,
   *     refused or over a limit, or if the pickle-free layout cannot represent a value in it
   */
  public static List<Converted> convert(Path in, Path out, Options options) throws IOException {
    try (SeekableByteChannel channel = ByteSources.channel(in)) {
      return convert(channel, Location.of(in.toString()), out, options);
    }
  }

  /**
   * Writes the arrays of a channel as an {@code .npz}, as {@link #convert(Path, Path, Options)}.
   * The channel stays open.
   *
   * @param location the name of the channel in messages
   */
  public static List<Converted> convert(
      SeekableByteChannel in, Location location, Path out, Options options) throws IOException {
    return new Conversion(in, location, options).write(out);
  }

  /** Returns the arrays of a file by name, with the default options. */
  public static Map<String, NdArray> arrays(Path in) throws IOException {
    return arrays(in, Options.DEFAULT);
  }

  /** Returns the arrays of a file by name; the function receives the default options. */
  public static Map<String, NdArray> arrays(Path in, UnaryOperator<Options> options)
      throws IOException {
    return arrays(in, options.apply(Options.DEFAULT));
  }

  /**
   * Returns the arrays of a file by name, object arrays and values in the pickle-free layout.
   *
   * @throws dev.brine.error.BrineException if the input is malformed, truncated, unsupported,
   *     refused or over a limit, or has a member that is not an array
   */
  public static Map<String, NdArray> arrays(Path in, Options options) throws IOException {
    try (SeekableByteChannel channel = ByteSources.channel(in)) {
      return arrays(channel, Location.of(in.toString()), options);
    }
  }

  /**
   * Returns the arrays of a channel by name, as {@link #arrays(Path, Options)}. The channel stays
   * open.
   *
   * @param location the name of the channel in messages
   */
  public static Map<String, NdArray> arrays(
      SeekableByteChannel in, Location location, Options options) throws IOException {
    return new Conversion(in, location, options).arrays();
  }

  /**
   * Returns the arrays anywhere in the value of a pickle, a file of joblib or a file of {@code
   * torch.save}, by {@link NestedArray#name}: also those in records of classes that Brine does not
   * know, such as the models of scikit-learn. All other values are left out. Object arrays are in
   * the pickle-free layout; those that hold other arrays or records are left out, but not the
   * arrays in them.
   *
   * @throws dev.brine.error.BrineException if the input is malformed, truncated, unsupported or
   *     over a limit, or if a tensor of PyTorch in it is no plain tensor and the options have no
   *     receiver of failures
   */
  public static Map<String, NdArray> nested(Path in, Options options) throws IOException {
    try (SeekableByteChannel channel = ByteSources.channel(in)) {
      return nested(channel, Location.of(in.toString()), options);
    }
  }

  /**
   * Returns the arrays anywhere in the value of a channel, as {@link #nested(Path, Options)}. The
   * channel stays open.
   *
   * @param location the name of the channel in messages
   */
  public static Map<String, NdArray> nested(
      SeekableByteChannel in, Location location, Options options) throws IOException {
    LoadOptions lenient = options.load().withPickle(options.load().pickle().withLenient());
    PickleValue value =
        Torch.isTorch(in, location)
            ? Torch.loadValue(in, location, lenient)
            : Npy.loadValue(in, location, lenient);
    for (Map.Entry<String, String> tensor : Torch.unread(value).entrySet()) {
      String path = tensor.getKey();
      UnsupportedException failure =
          new UnsupportedException(
              path.isEmpty() ? location : location.member(path),
              tensor.getValue() + " cannot be converted");
      BiConsumer<String, BrineException> failed = options.failed();
      if (failed == null) {
        throw failure;
      }
      failed.accept(path, failure);
    }
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    List<NestedArray> nested = NestedArray.of(value);
    for (int i = 0; i < nested.size(); i++) {
      NestedArray each = nested.get(i);
      if (!(each.array() instanceof ObjectArray objects)) {
        arrays.put(each.name(), each.array());
      } else if (i + 1 == nested.size()
          || !nested.get(i + 1).path().startsWith(each.path() + "[")) {
        try {
          JsonCheck check = new CanonicalReader(location)::check;
          PickleFreeArray.of(objects, each.name(), location, check)
              .members()
              .forEach(arrays::putIfAbsent);
        } catch (UnsupportedException | RefusedException e) {
          // it holds records of calls, which are no data
        }
      }
    }
    return arrays;
  }

  /**
   * Restores the object arrays of a pickle-free archive; only {@code allow_pickle=True} opens the
   * output.
   *
   * @param out an {@code .npy} if there is a single array; a {@code .pkl} if there is a single
   *     array or value, which becomes a bare pickle; otherwise an {@code .npz}
   * @return the names of the object arrays and values
   * @throws dev.brine.error.BrineException if the input is malformed, truncated, unsupported or
   *     over a limit
   */
  public static List<String> restore(Path in, Path out) throws IOException {
    return Restoration.write(in, out);
  }

  /**
   * How {@link PickleFree} reads a file and stores the result. Immutable; each {@code with} method
   * returns a changed copy.
   *
   * @param load how the input is read; {@link LoadOptions#DEFAULT}
   * @param compression how the members of the output are stored; {@link Compression#AS_INPUT}
   * @param arraysOnly whether members of an archive that are not arrays are left out
   * @param stored the order and the dtype of the arrays that need no pickle; {@link Stored#AS_READ}
   * @param rename whether members whose names occur before get other names
   * @param failed receives each member that cannot be read, and why, so that the others are
   *     converted; null to fail at the first
   */
  public record Options(
      LoadOptions load,
      Compression compression,
      boolean arraysOnly,
      Stored stored,
      boolean rename,
      @Nullable BiConsumer<String, BrineException> failed) {
    /** The defaults. */
    public static final Options DEFAULT =
        new Options(LoadOptions.DEFAULT, Compression.AS_INPUT, false, Stored.AS_READ, false, null);

    /** Returns a copy with these options for reading. */
    public Options withLoad(LoadOptions options) {
      return new Options(options, compression, arraysOnly, stored, rename, failed);
    }

    /** Returns a copy with this encoding of Python 2 strings in pickles. */
    public Options withEncoding(StringEncoding encoding) {
      return withLoad(load.withEncoding(encoding));
    }

    /** Returns a copy with this compression of the output. */
    public Options withCompression(Compression value) {
      return new Options(load, value, arraysOnly, stored, rename, failed);
    }

    /** Returns a copy that leaves out members that are not arrays, such as macOS' metadata. */
    public Options withArraysOnly() {
      return new Options(load, compression, true, stored, rename, failed);
    }

    /** Returns a copy that stores the arrays that need no pickle in this way. */
    public Options withStored(Stored other) {
      return new Options(load, compression, arraysOnly, other, rename, failed);
    }

    /**
     * Returns a copy that writes all members, those whose names occur before as {@code NAME_1},
     * {@code NAME_2} and so on, instead of the last of several members of one name.
     */
    public Options withRename() {
      return new Options(load, compression, arraysOnly, stored, true, failed);
    }

    /**
     * Returns a copy that converts the members that are whole, also of an archive whose directory
     * is damaged, and passes the names of the others to {@code failed}.
     */
    public Options withFailed(BiConsumer<String, BrineException> receiver) {
      return new Options(load, compression, arraysOnly, stored, rename, receiver);
    }
  }

  /**
   * How arrays that need no pickle are stored. Immutable; each {@code with} method returns a
   * changed copy.
   *
   * @param order the order of the elements in an {@code .npy} or {@code .npz}; null keeps that of
   *     each array
   * @param dtype the dtype, to which numbers are converted as {@link NdArray#astype} does; null
   *     keeps that of each array
   * @param keepsMlTypes whether elements of {@link MlType} stay what they are if no dtype is given:
   *     raw data in NumPy's files, as {@code ml_dtypes} saves them. By default they become float32,
   *     int8 or uint8 there, which NumPy reads.
   */
  public record Stored(@Nullable Order order, @Nullable DType dtype, boolean keepsMlTypes) {
    /** As the arrays are, but with numbers that NumPy has. */
    public static final Stored AS_READ = new Stored(null, null, false);

    /** Returns a copy with this order. */
    public Stored withOrder(@Nullable Order other) {
      return new Stored(other, dtype, keepsMlTypes);
    }

    /** Returns a copy with this dtype. */
    public Stored withDType(@Nullable DType other) {
      return new Stored(order, other, keepsMlTypes);
    }

    /** Returns a copy that keeps the elements of {@link MlType}. */
    public Stored withMlTypes() {
      return new Stored(order, dtype, true);
    }

    /** The options for saving an array. */
    public SaveOptions options(NdArray array, SaveOptions base) {
      DType wanted =
          dtype == null && !keepsMlTypes && array.dtype() instanceof MlType type
              ? type.widened()
              : dtype;
      return base.withOrder(order).withDType(wanted);
    }
  }

  /**
   * Describes how {@link PickleFree} converted an object array, or a value that is not an array.
   *
   * @param name the name of the array or value
   * @param kind the layout of its elements, as {@code docs/pickle-free.md} names it
   * @param python a Python expression that gives the elements back from {@code z}, the archive: a
   *     list, or the value if the array is 0-d
   */
  public record Converted(String name, String kind, String python) {}

  /** Converts one file to arrays that need no pickle. */
  static final class Conversion {
    private static final String ALONE = "arr_0";
    private static final String VALUE = "value";

    /** The first byte of a pickle of protocol 2 or later. */
    private static final byte PROTO = (byte) 0x80;

    private final SeekableByteChannel in;
    private final ByteSource source;
    private final Location location;
    private final PickleFree.Options options;
    private final List<Converted> done = new ArrayList<>();

    Conversion(SeekableByteChannel in, Location location, PickleFree.Options options)
        throws IOException {
      this.in = in;
      this.source = ByteSources.of(in, location);
      this.location = location;
      this.options = options;
    }

    /** Writes the archive, and returns how each object array was converted. */
    List<Converted> write(Path out) throws IOException {
      FileFormat format = format();
      if (!isArchive(format)) {
        Map<String, NdArray> members = single(format);
        boolean deflated = options.compression() == Compression.DEFLATED;
        Stored stored = done.isEmpty() ? options.stored() : Stored.AS_READ;
        Archives.write(out, deflated, false, writer -> put(members, stored, location, writer));
        return done;
      }
      NpzFile file = open();
      boolean deflated =
          options.compression() == Compression.AS_INPUT
              ? Archives.isDeflated(file)
              : options.compression() == Compression.DEFLATED;
      Archives.write(out, deflated, false, writer -> copy(file, writer));
      return done;
    }

    /** Reads all arrays into memory. */
    Map<String, NdArray> arrays() throws IOException {
      FileFormat format = format();
      if (!isArchive(format)) {
        return single(format);
      }
      Map<String, NdArray> arrays = new LinkedHashMap<>();
      NpzFile file = open();
      each(file, (member, name) -> read(file, member, name, arrays));
      return arrays;
    }

    private void read(NpzFile file, NpzMember member, String name, Map<String, NdArray> arrays)
        throws IOException {
      Location where = location.member(name);
      if (!file.isArray(member)) {
        throw new UnsupportedException(where, "the member is not an array");
      }
      PickleValue value = file.value(member);
      for (Map.Entry<String, NdArray> made : members(name, value, where).entrySet()) {
        String key = options.rename() ? free(made.getKey(), arrays.keySet()) : made.getKey();
        if (arrays.putIfAbsent(key, made.getValue()) != null) {
          throw clash(where, key);
        }
      }
    }

    /** Opens the archive. It is not closed, because that would close the channel. */
    private NpzFile open() throws IOException {
      return options.failed() == null
          ? NpzFile.open(in, location, options.load())
          : NpzFile.openDamaged(in, location, options.load());
    }

    /** Something to do with one member. */
    private interface MemberAction {
      /** Does it; the name is that of the array in the output. */
      void run(NpzMember member, String name) throws IOException;
    }

    /** Does something with each member; of several with one name, NumPy reads the last. */
    private void each(NpzFile file, MemberAction action) throws IOException {
      Map<String, NpzMember> members = new LinkedHashMap<>();
      for (NpzMember member : file.members()) {
        String key = member.key();
        members.put(options.rename() ? free(key, members.keySet()) : key, member);
      }
      for (Map.Entry<String, NpzMember> member : members.entrySet()) {
        try {
          if (options.failed() != null) {
            verify(file, member.getValue());
          }
          if (!options.arraysOnly() || file.isArray(member.getValue())) {
            action.run(member.getValue(), member.getKey());
          }
        } catch (BrineException e) {
          if (options.failed() == null) {
            throw e;
          }
          options.failed().accept(member.getKey(), e);
        }
      }
    }

    /** Returns the name, with a number behind it if it is taken. */
    private static String free(String name, Set<String> taken) {
      String unused = name;
      for (int i = 1; taken.contains(unused); i++) {
        unused = name + "_" + i;
      }
      return unused;
    }

    /** Reads a member to its end, so that nothing of a damaged one is written. */
    private static void verify(NpzFile file, NpzMember member) throws IOException {
      try (InputStream bytes = file.open(member)) {
        bytes.transferTo(OutputStream.nullOutputStream());
      }
    }

    private @Nullable FileFormat format() throws IOException {
      byte[] first = source.stream(0, source.size()).readNBytes(FileFormat.SHORT_HEAD);
      FileFormat format = FileFormat.of(first);
      boolean pickle = first.length > 0 && first[0] == PROTO;
      return format == null && !pickle && ZipArchive.endsLikeArchive(source)
          ? FileFormat.ZIP // behind a prefix
          : format;
    }

    private static boolean isArchive(@Nullable FileFormat format) {
      return format == FileFormat.ZIP || format == FileFormat.EMPTY_ZIP;
    }

    /**
     * Returns the members of a file that is an array or a value. Large numeric arrays are mapped.
     */
    private Map<String, NdArray> single(@Nullable FileFormat format) throws IOException {
      long large = Runtime.getRuntime().maxMemory() / 4;
      if (format == FileFormat.NPY
          && in instanceof FileChannel file
          && source.size() > large
          && !Npy.header(in, location, options.load()).dtype().hasObject()) {
        return Map.of(ALONE, Npy.map(file, location, MapMode.READ_ONLY, options.load()));
      }
      PickleValue value = Npy.loadValue(in, location, options.load());
      return members(value instanceof ArrayValue ? ALONE : VALUE, value, location);
    }

    private void copy(NpzFile file, NpzWriter writer) throws IOException {
      each(
          file,
          (member, name) -> {
            Location where = location.member(name);
            String free = name;
            for (int i = 1; options.rename() && writer.contains(free); i++) {
              free = name + "_" + i;
            }
            if (Archives.isWithoutPickle(file, member) && !isChanged(file, member)) {
              if (writer.contains(free)) {
                throw clash(where, free);
              }
              String end = member.name().substring(member.key().length());
              Archives.copy(file, member, free + end, writer);
            } else {
              PickleValue value = file.value(member);
              Map<String, NdArray> members =
                  isPlain(value)
                      ? Map.of(free, converted(((ArrayValue) value).array(), where))
                      : members(free, value, where);
              Stored stored =
                  isPlain(value) ? options.stored().withDType(null).withMlTypes() : Stored.AS_READ;
              put(members, stored, where, writer);
            }
          });
    }

    /** Whether NumPy would not read the array from the bytes of the member as they are. */
    private boolean isChanged(NpzFile file, NpzMember member) throws IOException {
      if (!file.isArray(member)) {
        return false;
      }
      try (InputStream in = file.open(member)) {
        return !options.stored().equals(Stored.AS_READ)
            || options.load().repair()
            || options.load().elements() != null
            || HeaderRules.hasCalls(in.readNBytes(file.header(member).length()));
      }
    }

    /** Converts before anything is written, so that the others can follow if this fails. */
    private NdArray converted(NdArray array, Location member) throws UnsupportedException {
      DType dtype = options.stored().options(array, SaveOptions.DEFAULT).dtype();
      try {
        return dtype == null || dtype.equals(array.dtype()) ? array : array.astype(dtype);
      } catch (UnsupportedOperationException | ArithmeticException e) {
        throw new UnsupportedException(member, String.valueOf(e.getMessage()));
      }
    }

    private static void put(
        Map<String, NdArray> members, Stored stored, Location location, NpzWriter writer)
        throws IOException {
      for (Map.Entry<String, NdArray> member : members.entrySet()) {
        if (writer.contains(member.getKey())) {
          throw clash(location, member.getKey());
        }
        NdArray array = member.getValue();
        writer.put(member.getKey(), array, base -> stored.options(array, base));
      }
    }

    private static boolean isPlain(PickleValue value) {
      return value instanceof ArrayValue array && !(array.array() instanceof ObjectArray);
    }

    /**
     * Returns the members of an array or value; an array that needs no pickle is its own member.
     */
    private Map<String, NdArray> members(String name, PickleValue value, Location where)
        throws IOException {
      if (isPlain(value)) {
        return Map.of(name, ((ArrayValue) value).array());
      }
      Map<String, PickleValue> parts = KnownParts.of(value, name);
      if (parts != null) {
        Map<String, NdArray> all = new LinkedHashMap<>();
        for (Map.Entry<String, PickleValue> part : parts.entrySet()) {
          try {
            ZipWriter.checkName(part.getKey());
          } catch (IllegalArgumentException e) {
            String column = PickleText.repr(PyStr.of(part.getKey()));
            throw new UnsupportedException(where, "the column " + column + ": " + e.getMessage());
          }
          for (Map.Entry<String, NdArray> made :
              members(part.getKey(), part.getValue(), where).entrySet()) {
            if (all.putIfAbsent(made.getKey(), made.getValue()) != null) {
              throw clash(where, made.getKey());
            }
          }
        }
        return all;
      }
      JsonCheck check = new CanonicalReader(where)::check;
      PickleFreeArray free =
          value instanceof ArrayValue array && array.array() instanceof ObjectArray objects
              ? PickleFreeArray.of(objects, name, where, check)
              : PickleFreeArray.of(value, name, where, check);
      done.add(new Converted(name, free.layout().kind().text(), free.python()));
      return free.members();
    }
  }

  private static UnsupportedException clash(Location location, String name) {
    return new UnsupportedException(
        location, "the output would have two members named " + name + "; rename one of them");
  }

  /** Restores the object arrays of one archive. */
  static final class Restoration {
    private final NpzFile file;
    private final Path out;
    private final Location location;
    private final PickleFreeArchive archive;

    /** The restored object arrays and values by name. */
    private final Map<String, PickleValue> objects = new LinkedHashMap<>();

    private Restoration(NpzFile file, Path in, Path out) throws IOException {
      this.file = file;
      this.out = out;
      this.location = Location.of(out.toString());
      this.archive = new PickleFreeArchive(file, Location.of(in.toString()));
    }

    /** Writes the output, and returns the names of the object arrays and values. */
    static List<String> write(Path in, Path out) throws IOException {
      try (NpzFile file = NpzFile.open(in)) {
        return new Restoration(file, in, out).write();
      }
    }

    private List<String> write() throws IOException {
      for (String name : archive.names()) {
        objects.put(name, archive.restore(name));
      }
      String end = out.toString().toLowerCase(Locale.ROOT);
      if (end.endsWith(".npy")) {
        saveAlone();
      } else if (end.endsWith(".pkl") || end.endsWith(".pickle")) {
        Npy.saveValue(out, alone().getValue());
      } else {
        Archives.write(out, Archives.isDeflated(file), true, this::fill);
      }
      return List.copyOf(objects.keySet());
    }

    private void saveAlone() throws IOException {
      Map.Entry<String, PickleValue> only = alone();
      if (!(only.getValue() instanceof ArrayValue array)) {
        throw noArray(only.getKey());
      }
      Npy.save(out, array.array());
    }

    /** Returns the only array or value of the archive. */
    private Map.Entry<String, PickleValue> alone() throws IOException {
      Map<String, PickleValue> all = new LinkedHashMap<>(objects);
      for (String name : file.files()) {
        if (!archive.used().contains(name)) {
          all.put(name, ArrayValue.of(file.get(name)));
        }
      }
      if (all.size() != 1) {
        throw new UnsupportedException(
            location, "the output can hold one array, not " + all.size() + "; name it .npz");
      }
      return all.entrySet().iterator().next();
    }

    private void fill(NpzWriter writer) throws IOException {
      for (String name : file.files()) {
        if (!archive.used().contains(name)) {
          Archives.copy(file, name, writer);
        } else if (name.endsWith(PickleFreeArray.FORM)) {
          // the description is the last member of an array: the array takes its place
          String owner = name.substring(0, name.length() - PickleFreeArray.FORM.length());
          put(owner, objects.get(owner), writer);
        }
      }
    }

    private void put(String name, @Nullable PickleValue value, NpzWriter writer)
        throws IOException {
      if (!(value instanceof ArrayValue array)) {
        throw noArray(name);
      }
      if (writer.contains(name)) {
        throw clash(location.member(name), name);
      }
      writer.put(name, array.array());
    }

    private UnsupportedException noArray(String name) {
      return new UnsupportedException(
          location, name + " is not an array but the value of a pickle; name the output .pkl");
    }
  }
}
