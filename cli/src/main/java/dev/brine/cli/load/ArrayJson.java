package dev.brine.cli.load;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.text.JsonLines;
import dev.brine.datasets.Split;
import dev.brine.datasets.TrainTest;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.PrintStream;

/** The arrays of a data set as one JSON object: dtypes, shapes, digests. */
final class ArrayJson {
  private ArrayJson() {}

  static void write(TrainTest<NdArray> data, PrintStream out) throws IOException {
    JsonLines lines = new JsonLines(out);
    JsonGenerator json = lines.json();
    json.writeStartObject();
    part(json, "train", data.train());
    part(json, "test", data.test());
    json.writeEndObject();
    lines.endLine();
  }

  private static void part(JsonGenerator json, String name, Split<NdArray> split)
      throws IOException {
    json.writeObjectFieldStart(name);
    array(json, "x", split.x());
    array(json, "y", split.y());
    json.writeEndObject();
  }

  private static void array(JsonGenerator json, String name, NdArray array) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", array.dtype().toString());
    json.writeArrayFieldStart("shape");
    for (long dim : array.shape().dims()) {
      json.writeNumber(dim);
    }
    json.writeEndArray();
    json.writeStringField("sha256", array.digest());
    json.writeEndObject();
  }
}
