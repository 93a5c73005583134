package dev.brine.cli.input;

import dev.brine.internal.io.ByteSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A format that NumPy does not read; the table below has one row per format.
 *
 * @param form its name
 * @param what a sentence about it
 * @param commands what to run, the best first; {@code {sh}} and {@code {py}} stand for the file
 * @param pickled whether it can contain a pickle
 */
public record ForeignFormat(String form, String what, List<String> commands, boolean pickled) {
  private static final String HDF5 = "\u0089HDF\r\n\u001a\n";
  private static final String LFS = "version https://git-lfs.github.com/spec";

  /** The long integer 0x1950a86a20f9469cfc6c, pickled by itself, as torch.save began until 1.6. */
  private static final String TORCH = "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.";

  private static final String H5PY = "import h5py; h5py.File({py}).visit(print)";
  private static final String LOADMAT = "import scipy.io; a = scipy.io.loadmat({py})";
  private static final String READ_R = "import pyreadr; a = pyreadr.read_r({py})";

  /** The name of the files of {@code torch.save} since PyTorch 1.6, whose tensors Brine reads. */
  public static final String TORCH_SAVE = "torch.save";

  /** The name of the files of joblib. */
  public static final String JOBLIB = "joblib";

  /** The name of the foreign format without code that Brine reads. */
  public static final String SAFETENSORS = "safetensors";

  private static final String FETCH = "# download or save {sh} again";
  private static final String FETCH_BINARY =
      "# transfer {sh} again as binary (ftp: binary; git: *.npy binary in .gitattributes)";
  private static final String IDX =
      "Unsigned bytes in IDX, the format of the MNIST files: a header of big-endian numbers, then"
          + " the bytes.";

  /** The formats that the first bytes of a file reveal; the first match counts. */
  private static final List<Row> BY_HEAD =
      List.of(
          // damaged files
          row(
              file -> file.size() == 0,
              "empty",
              "The file is empty: a download or a save that failed at its start.",
              FETCH),
          row(
              FileHead::isZeros,
              "zeros",
              "The file begins with zeros: space that was reserved but never written.",
              FETCH),
          row(
              starts("\u00c2\u0093NUMPY", "\u00ef\u00bf\u00bdNUMPY", "?NUMPY"),
              "damaged .npy",
              "An .npy that a program rewrote as text in another encoding; bytes above 127 are lost"
                  + " or changed.",
              FETCH_BINARY),
          row(
              starts("\u00ef\u00bb\u00bf\u0093NUMPY"),
              "damaged .npy",
              "An .npy behind a byte-order mark (EF BB BF), which a text editor or a program that"
                  + " writes UTF-8 put before it; NumPy and Brine refuse it.",
              "tail -c +4 {sh} > {sh:-repaired.npy}   # without the mark"),
          // text instead of data
          row(
              words(LFS),
              "Git LFS pointer",
              "Not the data but a pointer of Git LFS to it: the repository was cloned without LFS.",
              "git lfs install && git lfs pull --include {sh}"),
          row(
              words("<!doctype html", "<html"),
              "HTML",
              "A web page: the link leads to a page about the file, a login or an error, not to the"
                  + " file.",
              "# download {sh} again from the raw link: curl -L -o {sh} URL"),
          row(
              words("<?xml", "<error"),
              "XML",
              "XML, usually an error message of a storage service.",
              "head -c 500 {sh}"),
          row(
              starts("\u00ff\u00fe", "\u00fe\u00ff"),
              "UTF-16",
              "Text in UTF-16.",
              "iconv -f UTF-16 -t UTF-8 {sh}"),
          // machine learning
          pickled(
              starts(TORCH),
              "PyTorch",
              "A file of torch.save before PyTorch 1.6: pickles, then raw tensors.",
              "import torch; t = torch.load({py}, weights_only=True)"),
          pickled(
              file -> file.isBinaryPickle() && file.text().contains("joblib.numpy_pickle"),
              JOBLIB,
              "A dump of joblib: a pickle with the raw bytes of arrays in between. Brine reads the"
                  + " arrays and runs nothing; joblib.load runs the pickle.",
              "brine scan {sh}",
              "brine ls {sh}",
              "import joblib; a = joblib.load({py})   # runs it"),
          pickled(
              starts("ZF0x"),
              JOBLIB,
              "A dump of joblib before 0.10: a compressed pickle; its arrays are in other files.",
              "brine scan {sh}",
              "import joblib; a = joblib.load({py})   # runs it"),
          row(
              FileHead::isSafetensors,
              SAFETENSORS,
              "A safetensors file: a header in JSON, then raw tensors. It contains no code.",
              "brine convert {sh} {sh:.npz}",
              "import safetensors.numpy; a = safetensors.numpy.load_file({py})"),
          row(
              starts("GGUF"),
              "GGUF",
              "The weights of a language model in GGUF, the format of llama.cpp.",
              "import gguf; a = gguf.GGUFReader({py}).tensors"),
          row(
              ForeignFormat::isTfRecord,
              "TFRecord",
              "Records of TensorFlow (TFRecord), usually serialized tf.train.Example messages.",
              "import tensorflow as tf; records = tf.data.TFRecordDataset({py})"),
          row(
              ForeignFormat::isOnnx,
              "ONNX",
              "A model in ONNX (a protocol buffer).",
              "import onnx; model = onnx.load({py})"),
          // numbers and tables of other programs
          row(
              starts("MATLAB 7.3 MAT-file"),
              "MATLAB 7.3",
              "A MATLAB file of version 7.3, which is HDF5 after 512 bytes.",
              H5PY),
          row(
              ForeignFormat::isHdf5,
              "HDF5",
              "An HDF5 file, such as Keras' weights (.h5) or a pandas HDFStore.",
              H5PY),
          row(starts("MATLAB 5.0 MAT-file"), "MATLAB 5", "A MATLAB file of version 5.", LOADMAT),
          row(
              ForeignFormat::isMatlab4,
              "MATLAB 4",
              "A MATLAB file of version 4, or of Octave.",
              LOADMAT),
          row(
              starts("PAR1"),
              "Parquet",
              "A Parquet table.",
              "import pandas; t = pandas.read_parquet({py})"),
          row(
              starts("ARROW1", "FEA1"),
              "Arrow",
              "An Arrow (Feather) table.",
              "import pandas; t = pandas.read_feather({py})"),
          row(
              ForeignFormat::isArrowStream,
              "Arrow",
              "A stream of Arrow tables.",
              "import pyarrow; t = pyarrow.ipc.open_stream({py}).read_all()"),
          row(starts("RDX2\n", "RDX3\n", "RDA3\n"), "R data", "Objects of R (.RData).", READ_R),
          row(starts("X\n\0\0\0", "A\n2\n", "A\n3\n"), "R data", "An object of R (.rds).", READ_R),
          row(
              starts("SIMPLE  ="),
              "FITS",
              "A FITS file, as used in astronomy.",
              "import astropy.io.fits; a = astropy.io.fits.getdata({py})"),
          row(
              starts("CDF\u0001", "CDF\u0002", "CDF\u0005"),
              "NetCDF",
              "A NetCDF file.",
              "import xarray; a = xarray.open_dataset({py})"),
          row(
              starts("\0\0\b\u0001"),
              "IDX",
              IDX,
              "import numpy; a = numpy.fromfile({py}, 'u1', offset=8)"),
          row(
              starts("\0\0\b\u0003"),
              "IDX",
              IDX,
              "import numpy; a = numpy.fromfile({py}, 'u1', offset=16)"),
          // images, sounds and documents
          misnamed(starts("\u0089PNG"), "PNG image"),
          misnamed(starts("\u00ff\u00d8\u00ff"), "JPEG image"),
          misnamed(starts("GIF8"), "GIF image"),
          misnamed(starts("II*\0", "MM\0*"), "TIFF image"),
          misnamed(file -> file.is("RIFF") && file.has(8, "WAVE"), "WAV sound"),
          misnamed(starts("%PDF"), "PDF document"),
          misnamed(starts("SQLite format 3"), "SQLite database"));

  /** Keeps a copy of the commands. */
  public ForeignFormat {
    commands = List.copyOf(commands);
  }

  /** A format and the test for it. */
  private record Row(Predicate<FileHead> test, ForeignFormat format) {}

  private static Row row(Predicate<FileHead> test, String form, String what, String... commands) {
    return new Row(test, new ForeignFormat(form, what, List.of(commands), false));
  }

  private static Row pickled(
      Predicate<FileHead> test, String form, String what, String... commands) {
    return new Row(test, new ForeignFormat(form, what, List.of(commands), true));
  }

  private static Row misnamed(Predicate<FileHead> test, String form) {
    return row(test, form, "A " + form + " with a wrong file name.", "file {sh}");
  }

  private static Predicate<FileHead> starts(String... magics) {
    return file -> List.of(magics).stream().anyMatch(file::is);
  }

  private static Predicate<FileHead> words(String... words) {
    return file -> List.of(words).stream().anyMatch(file.words()::startsWith);
  }

  /** The format of a file with this beginning, or null if it is not in the table. */
  public static @Nullable ForeignFormat of(FileHead file) {
    for (Row row : BY_HEAD) {
      if (row.test().test(file)) {
        return row.format();
      }
    }
    return null;
  }

  /** Any other file that consists of text. */
  public static ForeignFormat plainText(FileHead file) {
    for (String delimiter : List.of(",", "\t", ";")) {
      if (file.isTable(delimiter.charAt(0))) {
        String shown = delimiter.equals("\t") ? "\\t" : delimiter;
        return new ForeignFormat(
            "text",
            "Plain text: rows of cells, such as CSV.",
            List.of("import numpy; a = numpy.genfromtxt({py}, delimiter='" + shown + "')"),
            false);
      }
    }
    return new ForeignFormat("text", "Plain text.", List.of("head -c 500 {sh}"), false);
  }

  /** The format of a file that neither NumPy nor Brine reads, or null; pickles are not told. */
  static @Nullable ForeignFormat unreadable(OpenFile file) throws IOException {
    FileHead head = file.head();
    ForeignFormat known = of(head);
    if (known != null) {
      boolean read = known.pickled() || known.form().equals(SAFETENSORS) || head.size() == 0;
      return read ? null : known;
    }
    ForeignFormat compressed = CompressedFile.of(file);
    if (compressed != null && compressed.pickled() && isDecodedPickle(compressed)) {
      return null;
    }
    return compressed == null && head.isText() && !isTextPickle(file.source())
        ? plainText(head)
        : compressed;
  }

  /** Returns this format without the commands that begin so. */
  public ForeignFormat without(String command) {
    List<String> others = commands.stream().filter(each -> !each.startsWith(command)).toList();
    return new ForeignFormat(form, what, others, pickled);
  }

  /** Whether Brine may read its arrays, although they are in a pickle. */
  public boolean isReadPickle() {
    return form.equals(TORCH_SAVE) || isDecodedPickle(this);
  }

  /** Whether this is a compressed pickle, which Brine decompresses. */
  private static boolean isDecodedPickle(ForeignFormat compressed) {
    return compressed.form().equals(CompressedFile.PICKLE) || compressed.form().equals(JOBLIB);
  }

  /** Whether a file of text ends as a pickle of protocol 0 does, with the opcode STOP. */
  private static boolean isTextPickle(ByteSource source) throws IOException {
    byte[] end = new byte[(int) Math.min(source.size(), 1 << 12)];
    source.readFully(source.size() - end.length, end, 0, end.length);
    return new String(end, StandardCharsets.ISO_8859_1).stripTrailing().endsWith(".");
  }

  /** The format of a zip archive without arrays, by the first member with a telling name. */
  public static ForeignFormat ofZip(List<String> members) {
    for (String member : members) {
      if (member.endsWith("/data.pkl") || member.equals("data.pkl")) {
        return new ForeignFormat(
            TORCH_SAVE,
            "A file of torch.save: a zip archive of a pickle and raw tensors. Brine reads the"
                + " tensors and runs nothing.",
            List.of(
                "brine ls {sh}",
                "brine convert {sh} {sh:.safetensors}",
                "import torch; t = torch.load({py}, weights_only=True)"),
            true);
      }
      if (member.equals("[Content_Types].xml")) {
        return zip("A document of an office program (.xlsx, .docx …).", "unzip -l {sh}");
      }
      if (member.equals("META-INF/MANIFEST.MF")) {
        return zip("A Java archive.", "unzip -l {sh}");
      }
      if (member.equals("model.weights.h5")) {
        return zip(
            "A model of Keras 3 (.keras): a zip archive of JSON and HDF5.",
            "import keras; keras.saving.load_model({py}).summary()");
      }
    }
    return zip("A zip archive in which no member is an array.", "unzip -l {sh}");
  }

  private static ForeignFormat zip(String what, String command) {
    return new ForeignFormat("zip", what, List.of(command), false);
  }

  /** A record begins with its length and that length's masked CRC-32C. */
  private static boolean isTfRecord(FileHead file) {
    if (file.text().length() < 12) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(file.text().substring(0, Long.BYTES).getBytes(StandardCharsets.ISO_8859_1));
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    long length = file.number(0, Long.BYTES);
    return length >= 0
        && length <= file.size() - 16
        && (int) file.number(Long.BYTES, Integer.BYTES) == masked;
  }

  /** Fields ir_version and producer_name of a ModelProto, then the key of another field. */
  private static boolean isOnnx(FileHead file) {
    String text = file.text();
    if (!file.is("\b") || !file.has(2, "\u0012") || text.length() < 5 || text.charAt(1) > ' ') {
      return false;
    }
    int end = 4 + text.charAt(3);
    if (end == 4 || end >= text.length()) {
      return false;
    }
    String keys = "\u001a\"(2:B"; // of the fields 3 to 8
    return text.substring(4, end).chars().allMatch(c -> c >= ' ' && c < 0x7f)
        && keys.indexOf(text.charAt(end)) >= 0;
  }

  /** HDF5 may follow a user block of 512 bytes, 1,024 bytes, and so on. */
  private static boolean isHdf5(FileHead file) {
    return file.is(HDF5) || file.has(512, HDF5) || file.has(1024, HDF5) || file.has(2048, HDF5);
  }

  /**
   * A header of five numbers (type, rows, columns, whether complex, length of the name with its
   * NUL), then the name. The digits of the type are byte order, 0, precision and kind.
   */
  private static boolean isMatlab4(FileHead file) {
    long type = file.number(0, Integer.BYTES);
    long name = file.number(16, Integer.BYTES);
    boolean known = type < 100 && type % 10 <= 2 && type / 10 <= 5;
    long imaginary = file.number(12, Integer.BYTES);
    if (!known || imaginary > 1 || name < 2 || name > 64) {
      return false;
    }
    int start = 20;
    int end = start + (int) name - 1;
    if (end >= file.text().length() || file.text().charAt(end) != 0) {
      return false;
    }
    String word = file.text().substring(start, end);
    return Character.isLetter(word.charAt(0))
        && word.chars().allMatch(c -> c < 0x7f && (c == '_' || Character.isLetterOrDigit(c)));
  }

  /** A marker, then the length of the message with the schema. */
  private static boolean isArrowStream(FileHead file) {
    long length = file.number(4, Integer.BYTES);
    return file.is("\u00ff\u00ff\u00ff\u00ff")
        && length > 0
        && length % Long.BYTES == 0
        && length <= file.size();
  }
}
