package dev.brine.cli.input;

import dev.brine.cli.input.Part.Content;
import dev.brine.convert.Safetensors;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.zip.ZipArchive;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NestedArray;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.npy.RowReader;
import dev.brine.npy.Torch;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.SparseMatrix;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.NpyHeader.FormatVersion;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.value.PickleValue;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An open file of the command line, with its format and its parts. */
public final class InputFile implements Closeable {
  private static final int MAX_LISTED = 20;

  private final OpenFile file;
  private final Format format;
  private final LoadOptions options;
  private final @Nullable NpzFile archive;
  private final List<Part> parts;

  /** The format of a file that neither NumPy nor Brine reads, or null. */
  private final @Nullable ForeignFormat foreign;

  /** The arrays in a pickle, by path and by name; null until they are asked for. */
  private @Nullable Map<String, Part> nested;

  private @Nullable PickleValue lenientValue;

  /** The archive with the options last passed to {@link Part#value(LoadOptions)}. */
  private @Nullable NpzFile again;

  private @Nullable LoadOptions optionsAgain;

  private InputFile(OpenFile file, Format format, LoadOptions options) throws IOException {
    this.file = file;
    this.format = format;
    this.options = options;
    this.archive = format == Format.NPZ || format == Format.TORCH ? open(options) : null;
    this.foreign = format == Format.PICKLE ? ForeignFormat.unreadable(file) : null;
    List<Part> found = new ArrayList<>();
    if (format == Format.SAFETENSORS) {
      Safetensors.read(file.channel(), file.location())
          .forEach((name, tensor) -> found.add(new TensorPart(name, tensor)));
    } else if (archive == null || format == Format.TORCH) {
      found.add(new FilePart());
    } else {
      for (NpzMember member : archive.members()) {
        found.add(new MemberPart(archive, member));
      }
    }
    this.parts = List.copyOf(found);
  }

  /**
   * Opens a file.
   *
   * @param name its name on the command line
   * @param path where it is
   */
  public static InputFile open(String name, Path path, LoadOptions options) throws IOException {
    OpenFile file = OpenFile.of(name, path);
    try {
      return of(file, Format.of(file), options);
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  /** The parts of an open file whose format is known; {@link #close} closes the file. */
  public static InputFile of(OpenFile file, Format format, LoadOptions options) throws IOException {
    return new InputFile(file, format, options);
  }

  private NpzFile open(LoadOptions with) throws IOException {
    return NpzFile.open(file.channel(), file.location(), with);
  }

  /** The open file. */
  public OpenFile opened() {
    return file;
  }

  /** The name on the command line. */
  public String name() {
    return file.name();
  }

  /** Refuses a file that neither NumPy nor Brine reads, with what it is. */
  public static void requireReadable(OpenFile file) throws IOException {
    FileFormat format = file.head().format();
    boolean known =
        format == FileFormat.NPY || format == FileFormat.ZIP || format == FileFormat.EMPTY_ZIP;
    ForeignFormat foreign = known ? null : ForeignFormat.unreadable(file);
    if (foreign != null) {
      throw foreignFailure(file.name(), foreign);
    }
  }

  /** The beginning of the file. */
  public FileHead head() {
    return file.head();
  }

  /** The format of the file. */
  public Format format() {
    return format;
  }

  /** The size in bytes. */
  public long size() {
    return file.size();
  }

  /** All parts; one, unless this is an archive. */
  public List<Part> parts() {
    return parts;
  }

  /** The names of the members, for messages; of many the first. */
  public String memberList() {
    if (format == Format.NPY) {
      return name() + " has no members";
    }
    List<Part> members = parts;
    if (hasNested()) {
      try {
        members = nested();
      } catch (IOException e) {
        members = List.of();
      }
      if (members.isEmpty() || "".equals(members.get(0).memberName())) {
        return name() + " has no members";
      }
    }
    if (members.isEmpty()) {
      return name() + " is empty";
    }
    String what = hasNested() ? "arrays in " : "members of ";
    StringBuilder text = new StringBuilder("the " + what + name() + " are ");
    for (int i = 0; i < Math.min(members.size(), MAX_LISTED); i++) {
      text.append(i > 0 ? ", " : "").append(members.get(i).key());
    }
    int more = members.size() - MAX_LISTED;
    return more > 0 ? text + " and " + more + " more" : text.toString();
  }

  /** Whether there is a member of this name, with or without {@code .npy}. */
  public boolean contains(String member) {
    if (hasNested()) {
      try {
        if (byPath().containsKey(member)) {
          return true;
        }
      } catch (IOException e) {
        return false; // the failure is reported when the value is read
      }
    }
    return format == Format.SAFETENSORS
        ? parts.stream().anyMatch(part -> part.key().equals(member))
        : archive != null && archive.contains(member);
  }

  /** The format of a file that neither NumPy nor Brine reads; null for all others. */
  public @Nullable ForeignFormat foreign() {
    return foreign;
  }

  private static IOException foreignFailure(String name, ForeignFormat what) {
    return new FileSystemException(
        name,
        null,
        "not an array: "
            + what.what().substring(0, what.what().length() - 1)
            + "; brine explain says what to do");
  }

  /** The part for the member of this name; of several with one name the last, as in NumPy. */
  public Part part(String member) throws IOException {
    Part held = hasNested() ? byPath().get(member) : null;
    if (held != null) {
      return held;
    }
    if (format == Format.SAFETENSORS) {
      return parts.stream().filter(part -> part.key().equals(member)).findFirst().orElseThrow();
    }
    NpzFile opened = Objects.requireNonNull(archive, "not an archive");
    return new MemberPart(opened, opened.member(member));
  }

  /**
   * Describes the sparse matrix whose members this archive has, by their headers; null if it has
   * other members.
   */
  public @Nullable String sparseMatrix() {
    NpzFile npz = archive;
    try {
      if (npz == null || !npz.isSparse()) {
        return null;
      }
      String format = npz.get("format").getString();
      boolean isKnown =
          Stream.of(SparseMatrix.Format.values()).anyMatch(known -> known.text().equals(format));
      long[] shape = npz.get("shape").toLongArray();
      NpyHeader data = npz.header("data");
      boolean isArray = npz.contains("_is_array");
      return isKnown && shape.length == 2
          ? SparseMatrix.summary(
              format, isArray, Shape.of(shape), data.shape().size(), data.dtype())
          : null;
    } catch (IOException
        | UnsupportedOperationException
        | ArithmeticException
        | IllegalArgumentException e) {
      return null; // the members are listed, and say what is wrong
    }
  }

  /** Whether the file is a pickle, whose value may have arrays in it. */
  public boolean hasNested() {
    return format == Format.TORCH || (format == Format.PICKLE && foreign == null);
  }

  /**
   * The arrays in the value of a pickle, also in records of unknown classes. An array that is the
   * whole value has an empty path.
   */
  public List<Part> nested() throws IOException {
    return List.copyOf(new LinkedHashSet<>(byPath().values()));
  }

  /** The value of a pickle, in which objects of unknown classes are records. */
  public PickleValue lenientValue() throws IOException {
    PickleValue known = lenientValue;
    if (known == null) {
      known = parts.get(0).value(options.withPickle(options.pickle().withLenient()));
      lenientValue = known;
    }
    return known;
  }

  /** The arrays by path, and by name where no path is the same. */
  private Map<String, Part> byPath() throws IOException {
    Map<String, Part> known = nested;
    if (known == null) {
      known = new LinkedHashMap<>();
      List<NestedArray> arrays = NestedArray.of(lenientValue());
      for (NestedArray array : arrays) {
        known.put(array.path(), new TensorPart(array.path(), array.array()));
      }
      for (NestedArray array : arrays) {
        Part part = Objects.requireNonNull(known.get(array.path()));
        known.putIfAbsent(array.name(), part);
      }
      nested = known;
    }
    return known;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** A part of this file, in the file's own format. */
  private abstract class StoredPart implements Part {
    @Override
    public String file() {
      return file.name();
    }

    @Override
    public PickleValue value() throws IOException {
      return value(options);
    }
  }

  /** A file that is one array, or one pickle. */
  private final class FilePart extends StoredPart {
    @Override
    public Content content() {
      return format == Format.NPY ? Content.ARRAY : Content.PICKLE;
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public NpyHeader header() throws IOException {
      return Npy.header(file.channel(), location(), options);
    }

    @Override
    public NdArray array() throws IOException {
      return Npy.load(file.channel(), location(), options);
    }

    @Override
    public RowReader rows() throws IOException {
      return Npy.rows(file.channel(), location(), options);
    }

    @Override
    public PickleValue value(LoadOptions other) throws IOException {
      if (foreign != null) {
        throw foreignFailure(name(), foreign);
      }
      return format == Format.TORCH
          ? Torch.loadValue(file.channel(), location(), other)
          : Npy.loadValue(file.channel(), location(), other);
    }

    /** The bytes of the pickle, decompressed. */
    @Override
    public InputStream bytes() throws IOException {
      if (format == Format.TORCH && archive != null) {
        for (String member : archive.files()) {
          if (Torch.isPickle(member)) {
            return archive.open(member);
          }
        }
      }
      if (format != Format.PICKLE || foreign != null) {
        return file.source().stream(0, size());
      }
      return file.head().decompressed(file.source());
    }
  }

  /** A tensor of a safetensors file, or an array in a pickle. */
  private final class TensorPart implements Part {
    private final String tensor;
    private final NdArray array;

    TensorPart(String tensor, NdArray array) {
      this.tensor = tensor;
      this.array = array;
    }

    @Override
    public String file() {
      return file.name();
    }

    @Override
    public String memberName() {
      return tensor;
    }

    @Override
    public String key() {
      return tensor;
    }

    @Override
    public Content content() {
      return Content.ARRAY;
    }

    @Override
    public long size() {
      return array.shape().size() * array.dtype().itemsize();
    }

    @Override
    public NpyHeader header() {
      boolean fortran = !array.isContiguous() && array.isFortranContiguous();
      return new NpyHeader(FormatVersion.V1, array.dtype(), fortran, array.shape(), 0);
    }

    @Override
    public NdArray array() {
      return array;
    }

    @Override
    public @Nullable RowReader rows() {
      return null;
    }

    @Override
    public PickleValue value() {
      return ArrayValue.of(array);
    }

    @Override
    public PickleValue value(LoadOptions other) {
      return value();
    }

    @Override
    public InputStream bytes() {
      return new ByteArrayInputStream(array.toByteArray(Order.C));
    }
  }

  /** A member of an archive. */
  private final class MemberPart extends StoredPart {
    private final NpzFile archive;
    private final NpzMember member;

    MemberPart(NpzFile archive, NpzMember member) {
      this.archive = archive;
      this.member = member;
    }

    @Override
    public NpzMember member() {
      return member;
    }

    @Override
    public Content content() throws IOException {
      return archive.isArray(member) ? Content.ARRAY : Content.BYTES;
    }

    @Override
    public long size() {
      return member.size();
    }

    @Override
    public NpyHeader header() throws IOException {
      return archive.header(member);
    }

    @Override
    public NdArray array() throws IOException {
      return archive.get(member);
    }

    @Override
    public RowReader rows() throws IOException {
      return archive.rows(member);
    }

    @Override
    public PickleValue value(LoadOptions other) throws IOException {
      if (content() == Content.ARRAY) {
        return with(other).value(member);
      }
      try (InputStream in = bytes()) {
        return Npy.loadValue(in.readAllBytes(), location(), other);
      }
    }

    private NpzFile with(LoadOptions other) throws IOException {
      if (other.equals(options)) {
        return archive;
      }
      if (again == null || !other.equals(optionsAgain)) {
        again = open(other);
        optionsAgain = other;
      }
      return again;
    }

    @Override
    public InputStream bytes() throws IOException {
      return archive.open(member);
    }
  }

  /** The format of a file by its first bytes, by the rules of {@code np.load}. */
  public enum Format {
    /** An array. */
    NPY(".npy"),
    /** A zip archive of arrays. */
    NPZ(".npz"),
    /** Tensors. */
    SAFETENSORS("safetensors"),
    /** A file of {@code torch.save}: an archive of a pickle and the elements of tensors. */
    TORCH("torch"),
    /** Anything else; NumPy takes it for a pickle. */
    PICKLE("pickle");

    /** The number of bytes that identify the format. */
    public static final int MAGIC_LENGTH = FileFormat.SHORT_HEAD;

    private static final byte PROTO = (byte) 0x80;
    private static final int LAST_PROTOCOL = 5;
    private static final String AFTER_VALUE = "().IJKLMNSTUVXFG]}cpqr02";

    private final String word;

    Format(String word) {
      this.word = word;
    }

    /** The name of the format. */
    public String word() {
      return word;
    }

    /**
     * Whether a pickle can begin with these bytes: with the opcode PROTO and a known version or, in
     * protocols 0 and 1, with an opcode that pushes a value.
     */
    public static boolean canBePickle(byte[] first) {
      if (first.length < 2) {
        return false;
      }
      int next = first[1] & 0xff;
      return switch (first[0]) {
        case PROTO -> next <= LAST_PROTOCOL;
        case '(' -> isOpcode(first, 1) || "dlit".indexOf(next) >= 0;
        case ']', '}', ')', 'N' -> isOpcode(first, 1);
        case 'S' -> next == '\'' || next == '"';
        case 'I', 'L' -> next == '-' || (next >= '0' && next <= '9');
        case 'F' -> next == '-' || next == 'n' || next == 'i' || (next >= '0' && next <= '9');
        case 'c' -> next == '_' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
        case 'K' -> isOpcode(first, 2);
        case 'M' -> isOpcode(first, 3);
        case 'J' -> isOpcode(first, 5);
        case 'T', 'X' ->
            first.length > 4 && first[4] == 0; // no pickle begins with a string of 16 MiB
        case 'G', 'U', 'V' -> true;
        default -> false;
      };
    }

    /** Whether there is a byte that may follow a value in protocols 0 and 1. */
    private static boolean isOpcode(byte[] first, int at) {
      return at < first.length && AFTER_VALUE.indexOf(first[at]) >= 0;
    }

    /**
     * The format of a file by its first bytes. An empty file counts as a truncated array, and a
     * file that is named {@code .npz} or ends like an archive as one, whatever precedes it.
     */
    static Format of(OpenFile file) throws IOException {
      byte[] first = file.head().bytes();
      if (first.length == 0 || FileFormat.isNpy(first)) {
        return NPY;
      }
      if (FileFormat.isNpz(first) || file.name().endsWith(".npz")) {
        return Torch.isTorch(file.channel(), file.location()) ? TORCH : NPZ;
      }
      if (file.head().isSafetensors()) {
        return SAFETENSORS;
      }
      return !canBePickle(first) && ZipArchive.endsLikeArchive(file.source()) ? NPZ : PICKLE;
    }
  }
}
