package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.PrintStream;

/** JSON for programs: one value per line, in ASCII, so that lone surrogates survive too. */
public final class JsonLines {
  /** Twice as deep as a pickle may nest its values: a dict may be a list of lists. */
  public static final int DEEPEST = 20_010;

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
                StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    json = factory.createGenerator(out);
  }

  /** Writes the values; each is to be ended with {@link #endLine}. */
  public JsonGenerator json() {
    return json;
  }

  /** Ends the line of the value that is complete. */
  public void endLine() throws IOException {
    json.writeRaw('\n');
    json.flush();
  }
}
