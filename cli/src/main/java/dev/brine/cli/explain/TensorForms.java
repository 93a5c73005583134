package dev.brine.cli.explain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What programs for machine learning write. */
final class TensorForms {
  /** The long integer 0x1950a86a20f9469cfc6c, pickled by itself, as torch.save began until 1.6. */
  private static final String TORCH = "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.";

  private static final int TFRECORD_START = 12;
  private static final int TFRECORD_ENDS = 16;
  private static final int CRC_MASK = 0xa282ead8;

  /** The keys that can follow the producer's name in ONNX' ModelProto: fields 3 to 8. */
  private static final String AFTER_PRODUCER = "\u001a\"(2:B";

  private TensorForms() {}

  static @Nullable Foreign of(Beginning file) {
    if (file.is(TORCH)) {
      return new Foreign(
          "PyTorch",
          "A file of torch.save in its form before 1.6: pickles, then raw tensors.",
          List.of("import torch; t = torch.load({py}, weights_only=True)"),
          true);
    }
    if (file.isBinaryPickle() && file.text().contains("joblib.numpy_pickle")) {
      return new Foreign(
          "joblib",
          "A dump of joblib: a pickle with the raw bytes of its arrays in between, which only"
              + " joblib reads; joblib.load runs what the pickle says.",
          List.of("brine scan {sh}", "import joblib; a = joblib.load({py})   # runs it"),
          true);
    }
    if (isSafetensors(file)) {
      return new Foreign(
          "safetensors",
          "A safetensors file: a header in JSON, then raw tensors. Nothing in it can run.",
          "import safetensors.numpy; a = safetensors.numpy.load_file({py})");
    }
    if (file.is("GGUF")) {
      return new Foreign(
          "GGUF",
          "The weights of a language model in GGUF, as llama.cpp reads them.",
          "import gguf; a = gguf.GGUFReader({py}).tensors");
    }
    if (isTfRecord(file)) {
      return new Foreign(
          "TFRecord",
          "Records of TensorFlow (TFRecord), one serialized tf.train.Example each as a rule.",
          "import tensorflow as tf; records = tf.data.TFRecordDataset({py})");
    }
    return isOnnx(file)
        ? new Foreign(
            "ONNX", "A model in ONNX (a protocol buffer).", "import onnx; model = onnx.load({py})")
        : null;
  }

  /** Eight bytes of length, then so much JSON. */
  private static boolean isSafetensors(Beginning file) {
    long length = file.number(0, Long.BYTES);
    return length > 1 && length <= file.size() - Long.BYTES && file.has(Long.BYTES, "{\"");
  }

  /** A record begins with its length and that length's masked CRC-32C. */
  private static boolean isTfRecord(Beginning file) {
    if (file.text().length() < TFRECORD_START) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(file.text().substring(0, Long.BYTES).getBytes(StandardCharsets.ISO_8859_1));
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK;
    long length = file.number(0, Long.BYTES);
    return length >= 0
        && length <= file.size() - TFRECORD_ENDS
        && (int) file.number(Long.BYTES, Integer.BYTES) == masked;
  }

  /** The fields ir_version and producer_name of a ModelProto, and the key of one that follows. */
  private static boolean isOnnx(Beginning file) {
    String text = file.text();
    if (!file.is("\b") || !file.has(2, "\u0012") || text.length() < 5 || text.charAt(1) > ' ') {
      return false;
    }
    int end = 4 + text.charAt(3);
    if (end == 4 || end >= text.length()) {
      return false;
    }
    return text.substring(4, end).chars().allMatch(c -> c >= ' ' && c < 0x7f)
        && AFTER_PRODUCER.indexOf(text.charAt(end)) >= 0;
  }
}
