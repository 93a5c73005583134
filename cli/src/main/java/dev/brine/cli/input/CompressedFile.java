package dev.brine.cli.input;

import dev.brine.internal.io.ByteSource;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.zip.CompressedStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** A file that is compressed as a whole, with its contents recognized by their first bytes. */
public final class CompressedFile {
  /** The name of a compressed pickle. */
  static final String PICKLE = "compressed pickle";

  private static final String WHOLE =
      "NumPy does not read files that are compressed as a whole, only .npz, whose members are"
          + " compressed.";

  private final Tool tool;
  private final QuotedName names;
  private final QuotedName out;

  private CompressedFile(Tool tool, QuotedName names, String ending) {
    this.tool = tool;
    this.names = names;
    String plain = names.plain();
    this.out =
        QuotedName.of(
            plain.endsWith(tool.suffix)
                ? plain.substring(0, plain.length() - tool.suffix.length())
                : plain + ending);
  }

  /** A program that compresses files. */
  private enum Tool {
    GZIP(FileFormat.GZIP, ".gz", "gzip", "gunzip"),
    BZIP2(FileFormat.BZIP2, ".bz2", "bz2", "bunzip2"),
    XZ(FileFormat.XZ, ".xz", "lzma", "unxz"),
    ZSTD(FileFormat.ZSTD, ".zst", "", "unzstd"),
    LZ4(FileFormat.LZ4, ".lz4", "", "unlz4"),
    ZLIB(FileFormat.ZLIB, ".z", "zlib", ""),
    SEVEN_ZIP(FileFormat.SEVEN_ZIP, ".7z", "", "7z x");

    private final FileFormat format;
    private final String suffix;
    private final String module;
    private final String command;

    Tool(FileFormat format, String suffix, String module, String command) {
      this.format = format;
      this.suffix = suffix;
      this.module = module;
      this.command = command;
    }

    private String title() {
      return (this == XZ ? "An " : "A ")
          + (this == SEVEN_ZIP ? "7z archive" : name().toLowerCase(Locale.ROOT) + " stream");
    }

    private static @Nullable Tool of(FileHead file) {
      FileFormat format = file.format();
      for (Tool tool : values()) {
        // a bzip2 file that is cut off within its first block is recognised by its first three
        // bytes
        if (tool.format == format || (tool == BZIP2 && file.hasMagic(tool.format))) {
          return tool;
        }
      }
      return null;
    }
  }

  /** The format of a compressed file, or null if it is not compressed. */
  public static @Nullable ForeignFormat of(OpenFile file) {
    Tool tool = Tool.of(file.head());
    if (tool == null) {
      return null;
    }
    QuotedName names = QuotedName.of(file.name());
    FileHead inside;
    try {
      inside = inside(tool, file.source());
    } catch (MemoryLimitException e) {
      return new CompressedFile(tool, names, ".unpacked").tooLarge(e);
    }
    ForeignFormat known = inside == null ? null : ForeignFormat.of(inside);
    if (known != null) {
      return new CompressedFile(tool, names, ".unpacked").known(known);
    }
    FileFormat format = inside == null ? null : inside.format();
    if (format == FileFormat.NPY) {
      return new CompressedFile(tool, names, ".npy").array("an .npy file", ".npy");
    }
    if (format == FileFormat.ZIP) {
      return new CompressedFile(tool, names, ".npz").array("a zip archive, such as an .npz", "zip");
    }
    if (format == FileFormat.TAR) {
      String what = tool.title() + " of a tar archive of files.";
      String list = "tar tf " + names.shell();
      return new ForeignFormat(
          "compressed tar", what, List.of(list, "tar xf " + names.shell()), true);
    }
    return new CompressedFile(tool, names, ".unpacked").other(inside);
  }

  /** The first decompressed bytes, or null if it cannot be decompressed. */
  private static @Nullable FileHead inside(Tool tool, ByteSource source)
      throws MemoryLimitException {
    try (InputStream in = new BufferedInputStream(source.stream(0, source.size()));
        InputStream unpacked = unpacked(tool, in)) {
      return unpacked == null ? null : FileHead.inside(unpacked.readNBytes(FileHead.length()));
    } catch (MemoryLimitException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      return null; // damaged; the libraries throw both kinds
    }
  }

  private static @Nullable InputStream unpacked(Tool tool, InputStream in) throws IOException {
    return switch (tool) {
      case GZIP -> new GZIPInputStream(in);
      case ZLIB -> new InflaterInputStream(in);
      case BZIP2 -> new BZip2CompressorInputStream(in);
      case XZ -> new XZInputStream(in, CompressedStream.memoryKib());
      default -> null;
    };
  }

  private ForeignFormat array(String what, String word) {
    String loads =
        tool == Tool.ZLIB
            ? "import io, zlib, numpy; a = numpy.load(io.BytesIO(" + opened() + "))"
            : "import " + tool.module + ", numpy; a = numpy.load(" + opened() + ")";
    String sentence = tool.title() + " of " + what + ". " + WHOLE;
    return new ForeignFormat("compressed " + word, sentence, List.of(unpack(), loads), true);
  }

  private ForeignFormat known(ForeignFormat inside) {
    String what = tool.title() + ". Inside: " + inside.what();
    List<String> commands =
        inside.form().equals("joblib") || inside.form().equals("R data")
            ? inside.commands() // these programs decompress it themselves
            : List.of(unpack(), out.in(inside.commands().get(0)));
    return new ForeignFormat(inside.form(), what, commands, inside.pickled());
  }

  private ForeignFormat tooLarge(MemoryLimitException e) {
    String what =
        tool.title()
            + " that needs "
            + (e.getMemoryNeeded() + 1023) / 1024
            + " MiB of memory to decode, more than the limit of "
            + e.getMemoryLimit() / 1024
            + " MiB; compress it with a smaller dictionary, such as that of xz -9.";
    return new ForeignFormat("compressed", what, List.of(unpack()), true);
  }

  private ForeignFormat other(@Nullable FileHead inside) {
    if (inside == null || !inside.isBinaryPickle()) {
      String kind = inside != null && inside.isText() ? tool.title() + " of text. " : "";
      String what = kind.isEmpty() ? "Compressed as a whole (" + tool.title() + "). " : kind;
      return new ForeignFormat("compressed", what + WHOLE, List.of(unpack()), true);
    }
    String what = tool.title() + " of a pickle, as joblib and pandas write them; ";
    String loads =
        "import " + tool.module + ", pickle; a = pickle.load(" + opened() + ")   # runs it";
    List<String> commands =
        tool == Tool.ZLIB
            ? List.of("brine scan {sh}", "import joblib; a = joblib.load({py})   # runs it")
            : List.of("brine scan {sh}", loads);
    return new ForeignFormat(
        PICKLE, what + "Python runs the pickle when it loads it.", commands, true);
  }

  private String opened() {
    return tool == Tool.ZLIB
        ? "zlib.decompress(open(" + names.python() + ", 'rb').read())"
        : tool.module + ".open(" + names.python() + ")";
  }

  private String unpack() {
    if (tool == Tool.SEVEN_ZIP) {
      return "7z x " + names.shell();
    }
    if (tool == Tool.ZLIB) {
      return "import zlib; open(" + out.python() + ", 'wb').write(" + opened() + ")";
    }
    return names.plain().endsWith(tool.suffix)
        ? tool.command + " -k " + names.shell()
        : tool.command + " -c < " + names.shell() + " > " + out.shell();
  }
}
