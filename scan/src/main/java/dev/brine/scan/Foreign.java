package dev.brine.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.brine.internal.magic.FileFormat;
import dev.brine.internal.zip.ZipFormat;
import dev.brine.scan.internal.source.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes files that are neither arrays, nor pickles, nor containers. A pickle may look like
 * one, text in particular, so a file is called foreign only if a scan finds nothing in it.
 */
final class Foreign {
  /** The most that the safetensors library reads. */
  private static final long MAX_SAFETENSORS_HEADER = 100_000_000;

  private static final String HDF5 = "\u0089HDF\r\n\u001a\n";
  private static final List<String> TABLES = List.of("PAR1", "ARROW1", "FEA1");
  private static final List<String> UTF_16 = List.of("\u00ff\u00fe", "\u00fe\u00ff");
  private static final List<String> MEDIA =
      List.of(
          "\u0089PNG",
          "\u00ff\u00d8\u00ff",
          "GIF8",
          "II*\0",
          "MM\0*",
          "%PDF",
          "RIFF",
          "OggS",
          "ID3");

  /** The first fields of a message that can follow the version in an ONNX model. */
  private static final String ONNX_FIELDS = "\u0012\u001a\":B";

  private Foreign() {}

  /**
   * Returns the form of a file that does not begin like an array or a container, or null if it is
   * not known.
   *
   * @param head the first bytes of {@code content}
   * @param isThorough whether to read all of a file to tell whether it is text
   */
  static @Nullable Form of(Content content, byte[] head, boolean isThorough) throws IOException {
    long size = content.size();
    if (size == 0) {
      return Form.EMPTY;
    }
    if (FileFormat.isSafetensors(head, size)
        && isJsonObject(content, FileFormat.safetensorsHeader(head))) {
      return Form.SAFETENSORS;
    }
    String first = new String(head, StandardCharsets.ISO_8859_1);
    if (first.startsWith("GGUF")) {
      return Form.GGUF;
    }
    // HDF5 may follow a block of the user's
    if (first.startsWith(HDF5) || first.startsWith("MATLAB 7.3 MAT-file")) {
      return Form.HDF5;
    }
    if (TABLES.stream().anyMatch(first::startsWith)) {
      return Form.TABLE;
    }
    if (MEDIA.stream().anyMatch(first::startsWith) || isBitmap(head, size)) {
      return Form.MEDIA;
    }
    if (first.length() > 2
        && first.charAt(0) == '\b'
        && first.charAt(1) <= ' '
        && ONNX_FIELDS.indexOf(first.charAt(2)) >= 0) {
      return Form.ONNX;
    }
    boolean isText = isText(head, 0, head.length) && (!isThorough || isText(content));
    return isText || UTF_16.stream().anyMatch(first::startsWith) ? Form.TEXT : null;
  }

  /**
   * Returns whether the extension {@code .pth}, which PyTorch uses too, means a list of paths for
   * Python here, and not a model in whose place there is a message or a pointer.
   */
  static boolean isPathList(String name, @Nullable Form form, byte[] head) {
    String first = new String(head, StandardCharsets.ISO_8859_1);
    return name.endsWith(".pth")
        && form == Form.TEXT
        && !first.startsWith("<")
        && !first.startsWith("version https://git-lfs");
  }

  /** Returns whether this is a BMP image, which has its size after two letters. */
  private static boolean isBitmap(byte[] head, long size) {
    return head.length >= 6 && head[0] == 'B' && head[1] == 'M' && ZipFormat.u32(head, 2) == size;
  }

  private static boolean isText(Content content) throws IOException {
    try (InputStream in = content.stream(0, content.size())) {
      byte[] block = new byte[1 << 14];
      for (int n = in.read(block); n > 0; n = in.read(block)) {
        if (!isText(block, 0, n)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Returns whether bytes have no control characters other than those of text. */
  static boolean isText(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean isControl = (b >= 0 && b < ' ') || b == 0x7f;
      if (isControl && (b < '\t' || b > '\r') && b != 0x1b) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the header is one JSON object; it is read as it comes, not kept. */
  private static boolean isJsonObject(Content content, long length) throws IOException {
    if (length > MAX_SAFETENSORS_HEADER) {
      return false;
    }
    try (InputStream in = content.stream(Long.BYTES, Long.BYTES + length);
        JsonParser json = new JsonFactory().createParser(in)) {
      json.nextToken();
      json.skipChildren();
      return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
