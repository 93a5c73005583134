package dev.brine.cli.explain;

import dev.brine.cli.print.Numbers;
import dev.brine.error.BrineException;
import dev.brine.internal.io.ByteSource;
import dev.brine.internal.zip.LocalHeader.Fields;
import dev.brine.internal.zip.ZipArchive;
import dev.brine.internal.zip.ZipFormat;
import dev.brine.internal.zip.ZipMember;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The members of an archive, each read to its end, and what happened to those that are damaged.
 *
 * @param members in the order of the file
 * @param lostCr whether the damage is certain to be that CRLF became LF
 * @param lost how many bytes are missing within members
 */
record DamagedArchive(List<Member> members, boolean lostCr, long lost) {
  /** The most steps to spend on finding where bytes were lost. */
  private static final long MOST_WORK = 400_000_000;

  private static final int MOST_BYTES = 1 << 26;

  DamagedArchive {
    members = List.copyOf(members);
  }

  /**
   * A member.
   *
   * @param damage what is wrong with it, or empty if it is whole by its CRC-32
   */
  record Member(String name, String damage) {
    boolean isWhole() {
      return damage.isEmpty();
    }
  }

  /** Reads all members, also of an archive without a usable directory. */
  static DamagedArchive of(ByteSource source) throws IOException {
    ZipArchive archive = ZipArchive.openDamaged(source);
    List<Member> members = new ArrayList<>();
    long lost = 0;
    boolean lostCr = true;
    boolean damaged = false;
    for (ZipMember member : archive.directory().members()) {
      String damage = damage(archive, member);
      if (!damage.isEmpty()) {
        damaged = true;
        long missing = missing(source, member);
        boolean atEnd = member.end() == source.size();
        lost += atEnd ? 0 : Math.max(missing, 0);
        lostCr &= missing > 0 && !atEnd && isWithoutCr(source, member, (int) missing);
        damage = missing > 0 ? missing(missing, member.compressedSize(), atEnd) : damage;
      }
      members.add(new Member(member.name(), damage));
    }
    return new DamagedArchive(members, damaged && lostCr, lost);
  }

  private static String damage(ZipArchive archive, ZipMember member) throws IOException {
    try (InputStream in = archive.open(member)) {
      in.transferTo(OutputStream.nullOutputStream());
      return "";
    } catch (BrineException e) {
      return e.reason().startsWith("the member is damaged: ")
          ? e.reason().substring("the member is ".length())
          : "damaged: " + e.reason();
    }
  }

  private static String missing(long missing, long size, boolean atEnd) {
    return (atEnd ? "truncated: " : "damaged: ")
        + Numbers.grouped(missing)
        + " of its "
        + Numbers.count(size, "stored byte")
        + (missing == 1 ? " is missing" : " are missing");
  }

  /** How many bytes there are too few before what follows the member; negative if too many. */
  private static long missing(ByteSource source, ZipMember member) throws IOException {
    return member.compressedSize() - (member.end() - start(source, member));
  }

  private static long start(ByteSource source, ZipMember member) throws IOException {
    long at = member.localHeaderOffset();
    byte[] header = new byte[(int) Math.min(ZipFormat.LOCAL_SIZE, source.size() - at)];
    source.readFully(at, header, 0, header.length);
    Fields fields = Fields.of(header);
    return fields == null ? at : at + fields.length();
  }

  /** Whether the member is whole again with a CR before some of its LF bytes. */
  private static boolean isWithoutCr(ByteSource source, ZipMember member, int missing)
      throws IOException {
    long start = start(source, member);
    long size = member.end() - start;
    if (missing > 2 || size <= 0 || size > MOST_BYTES || member.size() > MOST_BYTES) {
      return false;
    }
    byte[] there = new byte[(int) size];
    source.readFully(start, there, 0, there.length);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < there.length; i++) {
      if (there[i] == '\n' && (i == 0 || there[i - 1] != '\r')) {
        places.add(i);
      }
    }
    double tries = missing == 1 ? places.size() : 0.5 * places.size() * places.size();
    if (tries * Math.max(member.size(), size) > MOST_WORK) {
      return false;
    }
    for (int first = 0; first < places.size(); first++) {
      byte[] one = withCr(there, places.get(first));
      if (missing == 1 && isWhole(one, member)) {
        return true;
      }
      for (int second = first + 1; missing == 2 && second < places.size(); second++) {
        if (isWhole(withCr(one, places.get(second) + 1), member)) {
          return true;
        }
      }
    }
    return false;
  }

  private static byte[] withCr(byte[] bytes, int at) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    longer[at] = '\r';
    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
    return longer;
  }

  private static boolean isWhole(byte[] stored, ZipMember member) {
    byte[] bytes = stored;
    if (member.method() == ZipMember.DEFLATED) {
      Inflater inflater = new Inflater(true);
      try {
        inflater.setInput(stored);
        bytes = new byte[(int) member.size()];
        int count = 0;
        for (int n = 1; n > 0 && count < bytes.length; count += n) {
          n = inflater.inflate(bytes, count, bytes.length - count);
        }
        if (count < bytes.length) {
          return false;
        }
      } catch (DataFormatException e) {
        return false;
      } finally {
        inflater.end();
      }
    } else if (member.method() != ZipMember.STORED) {
      return false;
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue() == member.crc32();
  }
}
