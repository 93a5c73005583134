package dev.brine.npy.internal.load;

import dev.brine.npy.LoadOptions;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.zip.MemberStream;
import dev.brine.internal.zip.ZipArchive;
import dev.brine.internal.zip.ZipMember;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.npy.internal.object.ObjectPayload;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.FileChannel.MapMode;
import org.jspecify.annotations.Nullable;

/** Reads arrays out of the members of an archive. Several threads may read at once. */
public final class MemberReader {
  private static final int MAGIC_LENGTH = 6;

  /** What may follow an array in its member, to be read for the CRC-32 alone. */
  private static final long LONGEST_TAIL = 1L << 30;

  /** How many times its compressed size a member of honest data has, roughly. */
  private static final int LIKELY_RATIO = 8;

  private final ZipArchive archive;
  private final ByteSource source;
  private final LoadOptions options;

  /** Creates one for an archive that was opened on {@code source}. */
  public MemberReader(ZipArchive archive, ByteSource source, LoadOptions options) {
    this.archive = archive;
    this.source = source;
    this.options = options;
  }

  /** Whether the member begins like an {@code .npy} file. Nothing else of it is verified. */
  public boolean isNpy(ZipMember member) throws IOException {
    try (MemberStream in = archive.open(member)) {
      return NpyHeaderReader.isNpy(in.readNBytes(MAGIC_LENGTH));
    }
  }

  /** Reads the header, and no more of the member than that takes. */
  public NpyHeader header(ZipMember member) throws IOException {
    try (MemberStream in = archive.open(member)) {
      return header(in, location(member));
    }
  }

  private NpyHeader header(InputStream in, Location location) throws IOException {
    byte[] magic = in.readNBytes(MAGIC_LENGTH);
    if (!NpyHeaderReader.isNpy(magic)) {
      throw new MalformedException(
          Kind.HEADER, location, "the member is no .npy file; read its bytes instead");
    }
    PushbackInputStream again = new PushbackInputStream(in, MAGIC_LENGTH);
    again.unread(magic);
    // which takes no more than the header from it, so that nothing is left in there
    return NpyReader.header(again, location, options);
  }

  /** Reads the array in a member, all of which is verified. */
  public NdArray read(ZipMember member) throws IOException {
    Location location = location(member);
    try (MemberStream in = archive.open(member)) {
      NpyHeader header = header(in, location);
      long likely = Math.min(member.size(), LIKELY_RATIO * member.compressedSize());
      NdArray array = NpyReader.read(in, header, location, member.size(), likely, options);
      in.finish(LONGEST_TAIL);
      return array;
    }
  }

  /** Reads whatever NumPy does from a member that is an array by its first bytes. */
  public PickleValue value(ZipMember member) throws IOException {
    Location location = location(member);
    try (MemberStream in = archive.open(member)) {
      NpyHeader header = header(in, location);
      if (header.dtype().hasObject()) {
        NpyReader.requirePickleAllowed(location.at(header.length()), options);
        PickleValue value =
            ObjectPayload.decode(in, header, location, header.length(), options.pickle()).value();
        in.finish(LONGEST_TAIL);
        return value;
      }
    }
    return ArrayValue.of(read(member), "numpy.ndarray");
  }

  /**
   * Maps the array in a stored member where it lies in the file. Its CRC-32 is not verified: that
   * would read all of it.
   *
   * @param mode READ_ONLY or PRIVATE: a changed member would belie its CRC-32
   */
  public NdArray map(ZipMember member, MapMode mode) throws IOException {
    Location location = location(member);
    if (mode == MapMode.READ_WRITE) {
      throw new UnsupportedException(
          location, "a member of an archive can be mapped READ_ONLY or PRIVATE, not READ_WRITE");
    }
    long start = archive.dataOffset(member);
    NpyHeader header = header(member);
    return MappedElements.map(
        source,
        start + header.length(),
        header,
        location.at(header.length()),
        member.size() - header.length(),
        mode);
  }

  /**
   * Opens the rows of the array in a member. The CRC-32 is verified with the last byte of the
   * member, so by whoever reads all rows in order; to skip rows of a stored member is not to read
   * them, and leaves it unverified.
   */
  public Rows rows(ZipMember member) throws IOException {
    MemberStream in = archive.open(member);
    try {
      NpyHeader header = header(in, location(member));
      Location location = location(member).at(header.length());
      RowHeader.check(header, location);
      long available = member.size() - header.length();
      return header.fortranOrder()
          ? fortranRows(member, header, location, available)
          : new StreamRows(
              in, header, location, available, Truncation.STREAM, reopen(member, header));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private StreamRows.@Nullable Reopen reopen(ZipMember member, NpyHeader header) {
    if (member.method() != ZipMember.STORED) {
      return null;
    }
    return offset -> {
      long skipped = header.length() + offset;
      return source.stream(archive.dataOffset(member) + skipped, member.size() - skipped);
    };
  }

  private Rows fortranRows(ZipMember member, NpyHeader header, Location location, long available)
      throws IOException {
    if (member.method() != ZipMember.STORED) {
      throw new UnsupportedException(
          location,
          "the array is in Fortran order and the member is compressed, so its rows lie all over it;"
              + " load it instead");
    }
    long start = archive.dataOffset(member) + header.length();
    return new FortranRows(source, start, header, location, available, Truncation.STREAM);
  }

  private Location location(ZipMember member) {
    return source.location().member(member.name()).at(0);
  }
}
