package dev.brine.npy.internal.load;

import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.array.LoadOptions;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.npy.internal.zip.MemberStream;
import dev.brine.npy.internal.zip.ZipArchive;
import dev.brine.npy.internal.zip.ZipMember;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Reads arrays out of the members of an archive. Several threads may read at once. */
public final class MemberReader {
  private static final int MAGIC_LENGTH = 6;

  /** What may follow an array in its member, to be read for the CRC-32 alone. */
  private static final long LONGEST_TAIL = 1L << 30;

  /** How many times its compressed size a member of honest data has, roughly. */
  private static final int LIKELY_RATIO = 8;

  private final ZipArchive archive;
  private final Location file;
  private final LoadOptions options;

  /** Creates one; {@code file} is the archive's place, for messages. */
  public MemberReader(ZipArchive archive, Location file, LoadOptions options) {
    this.archive = archive;
    this.file = file;
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

  private Location location(ZipMember member) {
    return file.member(member.name()).at(0);
  }
}
