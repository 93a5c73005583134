package dev.brine.convert;

import dev.brine.convert.PickleFree.Converted;
import dev.brine.convert.internal.canonical.CanonicalReader;
import dev.brine.convert.internal.picklefree.PickleFreeArchive;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.io.ByteSources;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.zip.ZipArchive;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.internal.header.HeaderRules;
import dev.brine.npy.internal.picklefree.PickleFreeArray;
import dev.brine.npy.internal.picklefree.PickleFreeArray.JsonCheck;
import dev.brine.pickle.StringEncoding;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
   * @param failed receives each member that cannot be read, and why, so that the others are
   *     converted; null to fail at the first
   */
  public record Options(
      LoadOptions load,
      Compression compression,
      boolean arraysOnly,
      @Nullable BiConsumer<String, BrineException> failed) {
    /** The defaults. */
    public static final Options DEFAULT =
        new Options(LoadOptions.DEFAULT, Compression.AS_INPUT, false, null);

    /** Returns a copy with these options for reading. */
    public Options withLoad(LoadOptions options) {
      return new Options(options, compression, arraysOnly, failed);
    }

    /** Returns a copy with this encoding of Python 2 strings in pickles. */
    public Options withEncoding(StringEncoding encoding) {
      return withLoad(load.withEncoding(encoding));
    }

    /** Returns a copy with this compression of the output. */
    public Options withCompression(Compression value) {
      return new Options(load, value, arraysOnly, failed);
    }

    /** Returns a copy that leaves out members that are not arrays, such as macOS' metadata. */
    public Options withArraysOnly() {
      return new Options(load, compression, true, failed);
    }

    /**
     * Returns a copy that converts the members that are whole, also of an archive whose directory
     * is damaged, and passes the names of the others to {@code failed}.
     */
    public Options withFailed(BiConsumer<String, BrineException> receiver) {
      return new Options(load, compression, arraysOnly, receiver);
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
        Archives.write(out, deflated, false, writer -> put(members, location, writer));
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
      each(file, name -> read(file, name, arrays));
      return arrays;
    }

    private void read(NpzFile file, String name, Map<String, NdArray> arrays) throws IOException {
      Location member = location.member(name);
      if (!file.isArray(name)) {
        throw new UnsupportedException(member, "the member is not an array");
      }
      PickleValue value = file.value(name);
      for (Map.Entry<String, NdArray> made : members(name, value, member).entrySet()) {
        if (arrays.putIfAbsent(made.getKey(), made.getValue()) != null) {
          throw clash(member, made.getKey());
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
      void run(String name) throws IOException;
    }

    /** Does something with each member; of several with one name, NumPy reads the last. */
    private void each(NpzFile file, MemberAction action) throws IOException {
      for (String name : new LinkedHashSet<>(file.files())) {
        try {
          if (options.failed() != null) {
            verify(file, name);
          }
          if (!options.arraysOnly() || file.isArray(name)) {
            action.run(name);
          }
        } catch (BrineException e) {
          if (options.failed() == null) {
            throw e;
          }
          options.failed().accept(name, e);
        }
      }
    }

    /** Reads a member to its end, so that nothing of a damaged one is written. */
    private static void verify(NpzFile file, String name) throws IOException {
      try (InputStream bytes = file.open(name)) {
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
          && options.load().elements() == null
          && !Npy.header(in, location, options.load()).dtype().hasObject()) {
        return Map.of(ALONE, Npy.map(file, location, MapMode.READ_ONLY, options.load()));
      }
      PickleValue value = Npy.loadValue(in, location, options.load());
      return members(value instanceof ArrayValue ? ALONE : VALUE, value, location);
    }

    private void copy(NpzFile file, NpzWriter writer) throws IOException {
      each(
          file,
          name -> {
            Location member = location.member(name);
            if (Archives.isWithoutPickle(file, name) && !isChanged(file, name)) {
              if (writer.contains(name)) {
                throw clash(member, name);
              }
              Archives.copy(file, name, writer);
            } else {
              put(members(name, file.value(name), member), member, writer);
            }
          });
    }

    /** Whether NumPy would not read the array from the bytes of the member as they are. */
    private boolean isChanged(NpzFile file, String name) throws IOException {
      if (!file.isArray(name)) {
        return false;
      }
      try (InputStream in = file.open(name)) {
        return options.load().repair()
            || options.load().elements() != null
            || HeaderRules.hasCalls(in.readNBytes(file.header(name).length()));
      }
    }

    private static void put(Map<String, NdArray> members, Location location, NpzWriter writer)
        throws IOException {
      for (Map.Entry<String, NdArray> member : members.entrySet()) {
        if (writer.contains(member.getKey())) {
          throw clash(location, member.getKey());
        }
        writer.put(member.getKey(), member.getValue());
      }
    }

    /**
     * Returns the members of an array or value; an array that needs no pickle is its own member.
     */
    private Map<String, NdArray> members(String name, PickleValue value, Location where)
        throws IOException {
      if (value instanceof ArrayValue array && !(array.array() instanceof ObjectArray)) {
        return Map.of(name, array.array());
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
