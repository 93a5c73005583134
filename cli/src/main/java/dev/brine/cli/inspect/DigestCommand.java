package dev.brine.cli.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Blocks;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Parts;
import dev.brine.cli.print.JsonLines;
import dev.brine.cli.print.JsonLines.HeaderJson;
import dev.brine.cli.print.JsonLines.JsonVisitor;
import dev.brine.internal.hash.Hashes;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.array.ObjectArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.PickleLimits;
import dev.brine.pickle.PickleText;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code brine digest}. */
public final class DigestCommand implements Command {

  @Override
  public String usage() {
    return "brine digest FILE [MEMBER]... [FILE]...";
  }

  @Override
  public String summary() {
    return "Prints a hash of every array, which is the same for the same array in any file."
        + " Prints one"
        + " JSON object per line.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.loading(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    LoadOptions options = new Arguments(line).loading();
    DigestLines lines =
        new DigestLines(new JsonLines(console.out()), new PartDigest(options.pickle().limits()));
    return Parts.visit(line.getArgList(), options, console, lines) ? OK : ERROR;
  }

  /**
   * Returns whether a part is content of its archive: not a directory, nor what macOS adds to keep
   * the attributes of files (AppleDouble) and the places of icons.
   */
  static boolean isContent(Part part) {
    String name = part.memberName();
    return name == null
        || !(part.isDirectory() || name.startsWith("__MACOSX/") || name.endsWith(".DS_Store"));
  }

  /** Prints one JSON object per part: its header, and its digest or an error. */
  private static final class DigestLines extends JsonVisitor {
    private final PartDigest digest;

    /** The header of the current part, if it has been read. */
    private @Nullable NpyHeader header;

    DigestLines(JsonLines lines, PartDigest digest) {
      super(lines);
      this.digest = digest;
    }

    @Override
    public void part(Part part) throws IOException {
      if (!isContent(part)) {
        return;
      }
      header = null;
      Part.Content content = part.content();
      NpyHeader known = content == Part.Content.ARRAY ? part.header() : null;
      header = known;
      String sha256 = known == null ? digest.of(part, content) : digest.of(part, known);
      JsonGenerator json = begin(part.file(), part);
      json.writeStringField("sha256", sha256);
      end();
    }

    @Override
    protected void details(@Nullable Part part, JsonGenerator json) throws IOException {
      HeaderJson.writeFacts(json, part == null ? null : header);
    }
  }

  /** The SHA-256 of the contents of a part, independent of how they are stored. */
  private static final class PartDigest {
    private static final int BLOCK = 1 << 16;
    private static final long ELEMENTS = 1 << 18;

    private final PickleLimits limits;

    PartDigest(PickleLimits limits) {
      this.limits = limits;
    }

    /** The digest of an array: of its elements or, if they are objects, of its canonical text. */
    String of(Part part, NpyHeader header) throws IOException {
      if (header.dtype().hasObject()) {
        return text(part, ArrayValue.of(part.array()));
      }
      MessageDigest digest = Hashes.sha256();
      long rows = Blocks.rows(header, ELEMENTS);
      try (Blocks blocks = Blocks.open(part, header)) {
        NdArray block = blocks.next(rows);
        while (block != null) {
          block.updateDigest(digest);
          block = blocks.next(rows);
        }
      }
      return Hashes.hex(digest);
    }

    /** The digest of the array or the other value in a pickle, or of bytes. */
    String of(Part part, Part.Content content) throws IOException {
      if (content != Part.Content.PICKLE) {
        return bytes(part);
      }
      PickleValue value = part.pickle();
      return value instanceof ArrayValue held && !held.array().dtype().hasObject()
          ? held.array().digest()
          : text(part, value);
    }

    private String text(Part part, PickleValue value) throws IOException {
      PickleValue little =
          value instanceof ArrayValue held && held.array() instanceof ObjectArray objects
              ? ArrayValue.of(objects.littleEndian())
              : value;
      return PickleText.sha256(little, part.location(), limits);
    }

    private static String bytes(Part part) throws IOException {
      MessageDigest digest = Hashes.sha256();
      byte[] block = new byte[BLOCK];
      try (InputStream in = part.bytes()) {
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
          digest.update(block, 0, count);
        }
      }
      return Hashes.hex(digest);
    }
  }
}
