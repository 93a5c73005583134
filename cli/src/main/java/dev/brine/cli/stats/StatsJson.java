package dev.brine.cli.stats;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.header.HeaderJson;
import dev.brine.cli.header.Words;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.PartVisitor;
import dev.brine.cli.summary.Summary;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The results of a part as one JSON object. */
final class StatsJson implements PartVisitor {
  private final JsonLines lines;

  StatsJson(JsonLines lines) {
    this.lines = lines;
  }

  @Override
  public void part(Part part) throws IOException {
    Part.Content content = part.content();
    NpyHeader header = content == Part.Content.ARRAY ? part.header() : null;
    Summary summary = header == null ? null : PartSummary.of(part, header);
    if (content == Part.Content.PICKLE) {
      summary = PartSummary.of(part.value());
    }
    JsonGenerator json = begin(part.file(), part);
    json.writeStringField("content", Words.content(part, content));
    HeaderJson.writeFacts(json, header);
    if (summary != null) {
      summary.report(new JsonReport(json));
    }
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
    return json;
  }

  private void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    lines.endLine();
  }
}
