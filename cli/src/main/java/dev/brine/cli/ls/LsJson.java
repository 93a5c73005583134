package dev.brine.cli.ls;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.header.HeaderJson;
import dev.brine.cli.header.Words;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.PartVisitor;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.NpzMember;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One JSON object a part. */
final class LsJson implements PartVisitor {
  private final JsonLines lines;

  LsJson(JsonLines lines) {
    this.lines = lines;
  }

  @Override
  public void part(Part part) throws IOException {
    Part.Content content = Contents.of(part);
    NpyHeader header = content == Part.Content.ARRAY ? part.header() : null;
    JsonGenerator json = begin(part.file(), part);
    json.writeStringField("content", Words.content(part, content));
    json.writeStringField("version", header == null ? null : header.version().toString());
    HeaderJson.writeFacts(json, header);
    end(json);
  }

  @Override
  public void failed(String file, @Nullable Part part, Failure failure) throws IOException {
    JsonGenerator json = begin(file, part);
    HeaderJson.writeError(json, failure);
    end(json);
  }

  private JsonGenerator begin(String file, @Nullable Part part) throws IOException {
    JsonGenerator json = lines.json();
    json.writeStartObject();
    HeaderJson.writePlace(json, file, part);
    if (part != null) {
      json.writeNumberField("size", part.size());
      NpzMember member = part.member();
      if (member != null) {
        json.writeNumberField("compressed_size", member.compressedSize());
        json.writeStringField("compression", member.compression());
      }
    }
    return json;
  }

  private void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    lines.endLine();
  }
}
