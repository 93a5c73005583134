package dev.brine.cli.info;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.header.HeaderJson;
import dev.brine.cli.header.Words;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.PartVisitor;
import dev.brine.cli.text.JsonLines;
import dev.brine.npy.NpzMember;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The facts of a part as one JSON object. */
final class InfoJson implements PartVisitor {
  private final JsonLines lines;

  InfoJson(JsonLines lines) {
    this.lines = lines;
  }

  @Override
  public void part(Part part) throws IOException {
    Part.Content content = part.content();
    NpyHeader header = content == Part.Content.ARRAY ? part.header() : null;
    PickleValue value = content == Part.Content.PICKLE ? part.value() : null;
    JsonGenerator json = begin(part.file(), part);
    json.writeStringField("content", Words.content(part, content));
    if (header != null) {
      write(header, json);
    }
    if (value != null) {
      json.writeStringField("type", value.typeName());
      json.writeBooleanField("needs_allow_pickle", true);
    }
    end(json);
  }

  private static void write(NpyHeader header, JsonGenerator json) throws IOException {
    boolean object = header.dtype().hasObject();
    json.writeStringField("version", header.version().toString());
    json.writeNumberField("header_size", header.length());
    HeaderJson.writeFacts(json, header);
    json.writeStringField("dtype", header.dtype().toString());
    json.writeNumberField("itemsize", header.dtype().itemsize());
    json.writeNumberField("elements", header.shape().size());
    json.writeFieldName("data_size");
    if (object) {
      json.writeNull();
    } else {
      json.writeNumber(header.dataBytes());
    }
    json.writeBooleanField("needs_allow_pickle", object);
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
        write(member, json);
      }
    }
    return json;
  }

  private static void write(NpzMember member, JsonGenerator json) throws IOException {
    LocalDateTime time = member.time();
    json.writeNumberField("compressed_size", member.compressedSize());
    json.writeStringField("compression", member.compression());
    json.writeNumberField("crc32", member.crc32());
    json.writeBooleanField("encrypted", member.isEncrypted());
    json.writeStringField("time", time == null ? null : time.toString());
  }

  private void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    lines.endLine();
  }
}
