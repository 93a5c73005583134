package dev.brine.scan;

import dev.brine.error.BrineException;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.internal.header.NpyHeaderReader;
import dev.brine.scan.internal.source.MeteredStream;
import dev.brine.scan.internal.source.ScanInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Scans an array in the {@code .npy} format: its header, and the pickle after it. */
final class ArrayWalk {
  private static final int PREFIX = 12;
  private static final int LONGEST_SHOWN = 1 << 16;

  private final StreamWalk walk;

  ArrayWalk(StreamWalk walk) {
    this.walk = walk;
  }

  /**
   * Scans the next array and leaves the stream after it.
   *
   * @param free whether the elements of this array do not count as work
   */
  void walk(ScanInput in, MeteredStream metered, boolean free, ScannedPart part, Report report)
      throws IOException {
    long start = in.offset();
    String text = headerText(in);
    long behind = start + headerLength(in);
    NpyHeader header;
    try {
      int longest = walk.session().options().maxHeaderSize();
      header = NpyHeaderReader.read(in, part.location().at(start), longest);
    } catch (BrineException e) {
      report.addFailure(Verdict.MALFORMED, part, e);
      if (isProgram(text)) {
        report.add(
            Verdict.DANGEROUS,
            part,
            start,
            "the header is not a literal but an expression, which readers that evaluate it would run");
      }
      // other readers may accept it, and load the pickle after it
      in.skip(Math.max(0, behind - in.offset()));
      new PickleScan(walk, in, part.claimed(), report).search();
      return;
    }
    if (header.dtype().hasObject()) {
      new PickleScan(walk, in, part.claimed(), report).payload(header);
      return;
    }
    long bytes = elements(header);
    metered.setFree(free);
    long passed = in.skip(bytes);
    metered.setFree(false);
    if (passed < bytes) {
      report.add(
          Verdict.MALFORMED,
          part,
          in.offset(),
          "the array needs " + bytes + " bytes of elements, " + passed + " are there");
    }
  }

  /**
   * Returns the length of the whole header as it states, or a failure value if too few bytes
   * remain.
   */
  private static long headerLength(ScanInput in) {
    byte[] b = in.buffer();
    int at = in.from();
    if (in.to() - at < PREFIX) {
      return 0;
    }
    long length = (b[at + 8] & 0xff) | (b[at + 9] & 0xff) << 8;
    return b[at + 6] == 1
        ? PREFIX - 2 + length
        : PREFIX + (length | (b[at + 10] & 0xffL) << 16 | (b[at + 11] & 0xffL) << 24);
  }

  private static long elements(NpyHeader header) {
    long size = header.shape().size();
    int itemsize = header.dtype().itemsize();
    return itemsize > 0 && size > Long.MAX_VALUE / itemsize ? Long.MAX_VALUE : size * itemsize;
  }

  /**
   * Returns the text in place of the header, up to 64 KiB; of a header that is truncated or claims
   * to be longer, only the first line.
   */
  private static String headerText(ScanInput in) throws IOException {
    in.sees(PREFIX + LONGEST_SHOWN);
    byte[] b = in.buffer();
    int at = in.from();
    if (in.to() - at < PREFIX) {
      return "";
    }
    boolean narrow = b[at + 6] == 1;
    long length = (b[at + 8] & 0xff) | (b[at + 9] & 0xff) << 8;
    if (!narrow) {
      length |= (b[at + 10] & 0xffL) << 16 | (b[at + 11] & 0xffL) << 24;
    }
    int from = at + (narrow ? PREFIX - 2 : PREFIX);
    int count = (int) Math.min(length, Math.min(LONGEST_SHOWN, in.to() - from));
    String text = new String(b, from, count, StandardCharsets.ISO_8859_1);
    int line = text.indexOf('\n');
    return count < length && line >= 0 ? text.substring(0, line) : text;
  }

  /**
   * Returns whether the text contains a call outside its strings: a name or a bracket before a
   * bracket.
   */
  static boolean isProgram(String text) {
    char quote = 0;
    char last = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
          last = c;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' && (Character.isJavaIdentifierPart(last) || last == ')' || last == ']')) {
        return true;
      } else if (c > ' ') {
        last = c;
      }
    }
    return false;
  }
}
