package dev.brine.internal.zip;

import dev.brine.error.Location;
import dev.brine.error.UnsupportedException;
import dev.brine.internal.io.ByteSource;
import java.io.IOException;

/** Chooses the decoder for a compression method (APPNOTE 4.4.5). */
final class MemberDecoders {
  private static final int BZIP2 = 12;
  private static final int LZMA = 14;

  private MemberDecoders() {}

  /**
   * A decoder for {@code member}, whose stored bytes start at {@code dataOffset}.
   *
   * @param location of the member, for messages
   * @throws UnsupportedException if no decoder for its method is at hand
   */
  static MemberDecoder of(ZipMember member, ByteSource source, long dataOffset, Location location)
      throws IOException {
    return switch (member.method()) {
      case ZipMember.STORED ->
          new StoredDecoder(source, dataOffset, member.compressedSize(), location);
      case ZipMember.DEFLATED ->
          new InflateDecoder(source, dataOffset, member.compressedSize(), location);
      case BZIP2, LZMA -> codec(member, source, dataOffset, location);
      default ->
          throw unsupported(location, member.method() + " (" + nameOf(member.method()) + ")");
    };
  }

  /** The libraries are optional: without one, its name is all there is to say. */
  private static MemberDecoder codec(
      ZipMember member, ByteSource source, long dataOffset, Location location) throws IOException {
    boolean bzip2 = member.method() == BZIP2;
    try {
      return bzip2
          ? CodecDecoder.bzip2(member, source, dataOffset, location)
          : CodecDecoder.lzma(member, source, dataOffset, location);
    } catch (NoClassDefFoundError e) {
      throw unsupported(
          location,
          bzip2
              ? "12 (bzip2), which needs org.apache.commons:commons-compress on the class path"
              : "14 (lzma), which needs org.tukaani:xz on the class path");
    }
  }

  private static UnsupportedException unsupported(Location location, String method) {
    return new UnsupportedException(
        location,
        "the member is compressed with method " + method + "; save it again with deflate");
  }

  private static String nameOf(int method) {
    return switch (method) {
      case 1 -> "shrink";
      case 2, 3, 4, 5 -> "reduce";
      case 6 -> "implode";
      case 9 -> "deflate64";
      case 93, 20 -> "zstandard";
      case 95 -> "xz";
      case 98 -> "PPMd";
      case 99 -> "AES encryption";
      default -> "not a known one";
    };
  }
}
