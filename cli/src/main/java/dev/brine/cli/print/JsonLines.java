package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.brine.cli.input.Failure;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Parts.PartVisitor;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.npy.dtype.Shape;
import dev.brine.pickle.PickleLimits;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Writes JSON, one value per line, in ASCII, which preserves lone surrogates. */
public final class JsonLines {
  /** Enough for the deepest value: a dict may be written as a list of lists. */
  public static final int MAX_DEPTH = 2 * PickleLimits.DEFAULT_DEPTH + 10;

  private final JsonGenerator json;

  /** Writes to {@code out}, which stays open. */
  public JsonLines(PrintStream out) throws IOException {
    JsonFactory factory =
        new JsonFactoryBuilder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .rootValueSeparator("")
            .streamWriteConstraints(
                StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    json = factory.createGenerator(out);
  }

  /** The generator for the values; call {@link #endLine} after each value. */
  public JsonGenerator json() {
    return json;
  }

  /** Ends the line of a complete value. */
  public void endLine() throws IOException {
    json.writeRaw('\n');
    json.flush();
  }

  /** Prints one JSON object per part; a subclass writes the fields between begin and end. */
  public abstract static class JsonVisitor implements PartVisitor {
    private final JsonLines lines;

    /** Prints to {@code lines}. */
    protected JsonVisitor(JsonLines lines) {
      this.lines = lines;
    }

    /** Begins an object with the names of the file and the member. */
    protected final JsonGenerator begin(String file, @Nullable Part part) throws IOException {
      JsonGenerator json = lines.json();
      json.writeStartObject();
      json.writeStringField("file", file);
      json.writeStringField("member", part == null ? null : part.memberName());
      details(part, json);
      return json;
    }

    /** Writes the fields that follow the names, also if the part cannot be read. */
    protected void details(@Nullable Part part, JsonGenerator json) throws IOException {}

    /** Ends the object and its line. */
    protected final void end() throws IOException {
      lines.json().writeEndObject();
      lines.endLine();
    }

    @Override
    public void failed(String file, @Nullable Part part, Failure failure) throws IOException {
      HeaderJson.writeError(begin(file, part), failure);
      end();
    }
  }

  /** The fields that all JSON objects about parts have. */
  public static final class HeaderJson {
    private HeaderJson() {}

    /** {@code "descr":…,"fortran_order":…,"shape":…}; null if there is no header. */
    public static void writeFacts(JsonGenerator json, @Nullable NpyHeader header)
        throws IOException {
      if (header == null) {
        json.writeNullField("descr");
        json.writeNullField("fortran_order");
        json.writeNullField("shape");
        return;
      }
      json.writeFieldName("descr");
      json.writeRawValue(header.dtype().descrJson());
      json.writeBooleanField("fortran_order", header.fortranOrder());
      json.writeFieldName("shape");
      writeShape(json, header.shape());
    }

    public static void writeShape(JsonGenerator json, Shape shape) throws IOException {
      json.writeStartArray();
      for (int axis = 0; axis < shape.ndim(); axis++) {
        json.writeNumber(shape.dim(axis));
      }
      json.writeEndArray();
    }

    /** {@code "error":{"kind":…,"message":…}}. */
    public static void writeError(JsonGenerator json, Failure failure) throws IOException {
      json.writeObjectFieldStart("error");
      json.writeStringField("kind", failure.kind());
      json.writeStringField("message", failure.message());
      json.writeEndObject();
    }
  }
}
