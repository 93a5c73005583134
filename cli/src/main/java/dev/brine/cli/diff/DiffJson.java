package dev.brine.cli.diff;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.header.HeaderJson;
import dev.brine.cli.input.Failure;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.dtype.NpyHeader;
import java.io.IOException;

/** One JSON object a name, and one for the verdict. */
final class DiffJson implements DiffOutput {
  private final JsonLines lines;

  DiffJson(JsonLines lines) {
    this.lines = lines;
  }

  private JsonGenerator begin(String name) throws IOException {
    JsonGenerator json = lines.json();
    json.writeStartObject();
    json.writeStringField("member", name.isEmpty() ? null : name);
    return json;
  }

  private void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    lines.endLine();
  }

  @Override
  public void pair(String name, Difference difference) throws IOException {
    JsonGenerator json = begin(name);
    json.writeBooleanField("same", difference.isSame());
    NpyHeader one = difference.one();
    NpyHeader two = difference.two();
    if (one != null && two != null) {
      json.writeArrayFieldStart("descr");
      json.writeRawValue(one.dtype().descrJson());
      json.writeRawValue(two.dtype().descrJson());
      json.writeEndArray();
      json.writeArrayFieldStart("shape");
      HeaderJson.writeShape(json, one.shape());
      HeaderJson.writeShape(json, two.shape());
      json.writeEndArray();
    }
    json.writeNumberField("compared", difference.compared());
    json.writeNumberField("different", difference.different());
    json.writeArrayFieldStart("first");
    for (Difference.Element element : difference.first()) {
      json.writeStartObject();
      json.writeArrayFieldStart("index");
      for (long place : element.index()) {
        json.writeNumber(place);
      }
      json.writeEndArray();
      json.writeStringField("a", element.one());
      json.writeStringField("b", element.two());
      json.writeEndObject();
    }
    json.writeEndArray();
    end(json);
  }

  @Override
  public void onlyIn(String file, String name) throws IOException {
    JsonGenerator json = begin(name);
    json.writeBooleanField("same", false);
    json.writeStringField("only_in", file);
    end(json);
  }

  @Override
  public void failed(String name, Failure failure) throws IOException {
    JsonGenerator json = begin(name);
    HeaderJson.writeError(json, failure);
    end(json);
  }

  /** The exit code and the lines say it all. */
  @Override
  public void verdict(long all, long different) {}
}
