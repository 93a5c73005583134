package dev.brine.cli.digest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.header.HeaderJson;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.PartVisitor;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One JSON object a part: what it is, and its digest or why there is none. */
final class DigestLines implements PartVisitor {
  private final JsonLines lines;
  private final PartDigest digest;

  /** What was read of the part at hand before it failed. */
  private @Nullable NpyHeader header;

  DigestLines(JsonLines lines, PartDigest digest) {
    this.lines = lines;
    this.digest = digest;
  }

  @Override
  public void part(Part part) throws IOException {
    header = null;
    Part.Content content = part.content();
    NpyHeader known = content == Part.Content.ARRAY ? part.header() : null;
    header = known;
    String sha256 = known == null ? digest.of(part, content) : digest.of(part, known);
    JsonGenerator json = begin(part.file(), part);
    json.writeStringField("sha256", sha256);
    json.writeEndObject();
    lines.endLine();
  }

  @Override
  public void failed(String file, @Nullable Part part, Failure failure) throws IOException {
    if (part == null) {
      header = null;
    }
    JsonGenerator json = begin(file, part);
    HeaderJson.writeError(json, failure);
    json.writeEndObject();
    lines.endLine();
  }

  private JsonGenerator begin(String file, @Nullable Part part) throws IOException {
    JsonGenerator json = lines.json();
    json.writeStartObject();
    HeaderJson.writePlace(json, file, part);
    HeaderJson.writeFacts(json, header);
    return json;
  }
}
