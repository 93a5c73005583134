package dev.brine.cli.ls;

import dev.brine.cli.input.Format;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Part.Content;
import java.io.IOException;
import java.io.InputStream;

/** What a part is, where a file that cannot be a pickle is not called one. */
final class Contents {
  private Contents() {}

  static Content of(Part part) throws IOException {
    Content content = part.content();
    if (content != Content.PICKLE) {
      return content;
    }
    try (InputStream in = part.bytes()) {
      return Format.canBePickle(in.readNBytes(Format.MAGIC_LENGTH)) ? content : Content.BYTES;
    }
  }
}
