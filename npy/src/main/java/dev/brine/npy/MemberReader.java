package dev.brine.npy;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.zip.MemberStream;
import dev.brine.internal.zip.ZipArchive;
import dev.brine.internal.zip.ZipMember;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.npy.internal.load.ElementReader;
import dev.brine.npy.internal.load.Rows;
import dev.brine.npy.internal.load.Truncation;
import dev.brine.npy.internal.object.ObjectPayload;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.FileChannel.MapMode;
import org.jspecify.annotations.Nullable;

/** Reads arrays from the members of an archive. Thread-safe. */
record MemberReader(ZipArchive archive, ByteSource source, LoadOptions options) {
  /** The maximum number of bytes after an array that are read to verify the CRC-32. */
  private static final long MAX_TAIL = 1L << 30;

  /** A usual compression ratio; beyond it, memory is allocated in steps. */
  private static final int LIKELY_RATIO = 8;

  /** Whether the member begins like an {@code .npy} file. Nothing else is verified. */
  boolean isNpy(ZipMember member) throws IOException {
    try (MemberStream in = archive.open(member)) {
      return FileFormat.isNpy(in.readNBytes(FileFormat.SHORT_HEAD));
    }
  }

  /** Reads the header, and no more of the member than that takes. */
  NpyHeader header(ZipMember member) throws IOException {
    try (MemberStream in = archive.open(member)) {
      return header(in, location(member));
    }
  }

  private NpyHeader header(InputStream in, Location location) throws IOException {
    byte[] magic = in.readNBytes(FileFormat.SHORT_HEAD);
    if (!FileFormat.isNpy(magic)) {
      throw new MalformedException(
          Kind.HEADER, location, "the member is not an .npy file; read its bytes instead");
    }
    PushbackInputStream again = new PushbackInputStream(in, FileFormat.SHORT_HEAD);
    again.unread(magic);
    // reads only the header, so no byte is left in the pushback stream
    return NpyHeaderReader.read(again, location, options.headers());
  }

  /** Reads the array in a member, and verifies the whole member. */
  NdArray read(ZipMember member) throws IOException {
    Location location = location(member);
    try (MemberStream in = archive.open(member)) {
      NpyHeader header = header(in, location);
      NdArray array =
          header.dtype().hasObject()
              ? ObjectPayload.read(
                      in, header, pickle(header, location), header.length(), options.pickle())
                  .array()
              : elements(in, header, member);
      in.finish(MAX_TAIL);
      return array;
    }
  }

  private NdArray elements(InputStream in, NpyHeader header, ZipMember member) throws IOException {
    long likely = Math.min(member.size(), LIKELY_RATIO * member.compressedSize());
    return ElementReader.read(
        in,
        header,
        location(member).at(header.length()),
        member.size() - header.length(),
        likely - header.length());
  }

  /** The location of the pickle after a header, if pickles are allowed. */
  private Location pickle(NpyHeader header, Location location) throws UnsupportedException {
    Location start = location.at(header.length());
    NpyReader.requirePickleAllowed(start, options);
    return start;
  }

  /** Reads any value that NumPy can read from a member that begins like an array. */
  PickleValue value(ZipMember member) throws IOException {
    Location location = location(member);
    try (MemberStream in = archive.open(member)) {
      NpyHeader header = header(in, location);
      PickleValue value =
          header.dtype().hasObject()
              ? ObjectPayload.decode(
                      in, header, pickle(header, location), header.length(), options.pickle())
                  .value()
              : ArrayValue.of(elements(in, header, member));
      in.finish(MAX_TAIL);
      return value;
    }
  }

  /**
   * Maps the array in a stored member. Its CRC-32 is not verified, because that would read all of
   * it.
   *
   * @param mode READ_ONLY or PRIVATE: a changed member would not match its CRC-32
   */
  NdArray map(ZipMember member, MapMode mode) throws IOException {
    Location location = location(member);
    if (mode == MapMode.READ_WRITE) {
      throw new UnsupportedException(
          location, "a member of an archive can be mapped READ_ONLY or PRIVATE, not READ_WRITE");
    }
    long start = archive.dataOffset(member);
    NpyHeader header = header(member);
    return ElementReader.map(
        source,
        start + header.length(),
        header,
        location.at(header.length()),
        member.size() - header.length(),
        mode);
  }

  /**
   * Opens the rows of the array in a member. Reading the last byte of the member verifies the
   * CRC-32, unless rows of a stored member were skipped without being read.
   */
  Rows rows(ZipMember member) throws IOException {
    MemberStream in = archive.open(member);
    try {
      NpyHeader header = header(in, location(member));
      Location location = location(member).at(header.length());
      Rows.check(header, location);
      long available = member.size() - header.length();
      return header.fortranOrder()
          ? fortranRows(member, header, location, available)
          : Rows.inStream(
              in, header, location, available, Truncation.STREAM, reopen(member, header));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private Rows.@Nullable Reopen reopen(ZipMember member, NpyHeader header) {
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
          "the rows of an array in Fortran order cannot be read from a compressed member; load the"
              + " whole array instead");
    }
    long start = archive.dataOffset(member) + header.length();
    return Rows.inFortranOrder(source, start, header, location, available, Truncation.STREAM);
  }

  private Location location(ZipMember member) {
    return source.location().member(member.name()).at(0);
  }
}
