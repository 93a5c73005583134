package dev.brine.cli.digest;

import dev.brine.cli.input.Blocks;
import dev.brine.cli.input.Part;
import dev.brine.error.Location;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.Canonical;
import dev.brine.pickle.value.PickleLimits;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of what a part holds, whatever holds it. */
final class PartDigest {
  private static final int BLOCK = 1 << 16;
  private static final long ELEMENTS = 1 << 18;

  private final PickleLimits limits;

  PartDigest(PickleLimits limits) {
    this.limits = limits;
  }

  /** Of an array: of its elements; or, if they are objects, of its canonical text. */
  String of(Part part, NpyHeader header) throws IOException {
    if (header.dtype().hasObject()) {
      return of(part, ArrayValue.of(part.array(), "numpy.ndarray"));
    }
    MessageDigest digest = sha256();
    long rows = Blocks.rows(header, ELEMENTS);
    try (Blocks blocks = Blocks.open(part, header)) {
      NdArray block = blocks.next(rows);
      while (block != null) {
        block.updateDigest(digest);
        block = blocks.next(rows);
      }
    }
    return hex(digest);
  }

  /** Of what is no array: of the canonical text of a pickle's value, or of the bytes. */
  String of(Part part, Part.Content content) throws IOException {
    return content == Part.Content.PICKLE ? of(part, part.value()) : bytes(part);
  }

  private String of(Part part, PickleValue value) throws IOException {
    Location file = Location.of(part.file());
    String member = part.memberName();
    return Canonical.sha256(value, member == null ? file : file.member(member), limits);
  }

  private static String bytes(Part part) throws IOException {
    MessageDigest digest = sha256();
    byte[] block = new byte[BLOCK];
    try (InputStream in = part.bytes()) {
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        digest.update(block, 0, count);
      }
    }
    return hex(digest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
