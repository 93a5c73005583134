package dev.brine.npy.fuzz;

import dev.brine.error.BrineException;
import dev.brine.internal.io.ByteSources;
import dev.brine.internal.zip.MemberStream;
import dev.brine.internal.zip.ZipArchive;
import dev.brine.internal.zip.ZipMember;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;

/** The zip directory and its members: what is read has the size and CRC-32 that are stated. */
public final class ZipTarget {
  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST_MEMBERS = 64;

  private ZipTarget() {}

  /** What a fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    ZipArchive archive;
    try {
      archive = ZipArchive.open(ByteSources.of(data));
    } catch (BrineException e) {
      return;
    }
    List<ZipMember> members = archive.directory().members();
    for (ZipMember member : members.subList(0, Math.min(MOST_MEMBERS, members.size()))) {
      read(archive, member);
      look(archive, member);
      member.time();
    }
  }

  private static void read(ZipArchive archive, ZipMember member) throws IOException {
    byte[] bytes;
    try {
      bytes = archive.readAll(member, MOST_BYTES);
    } catch (BrineException e) {
      return;
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (bytes.length != member.size() || crc.getValue() != member.crc32()) {
      throw new AssertionError(member.name() + " is not what the directory says");
    }
  }

  private static void look(ZipArchive archive, ZipMember member) throws IOException {
    try (MemberStream in = archive.openLeniently(member, MOST_BYTES)) {
      if (in.readAllBytes().length > MOST_BYTES) {
        throw new AssertionError(member.name() + " is longer than the limit");
      }
    } catch (BrineException e) {
      // as it should be
    }
  }
}
