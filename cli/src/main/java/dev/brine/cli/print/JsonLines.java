package dev.brine.cli.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.brine.pickle.PickleLimits;
import java.io.IOException;
import java.io.PrintStream;

/** JSON for programs: one value per line, in ASCII, so that lone surrogates survive too. */
public final class JsonLines {
  /** Enough for the deepest value, as a dict may be a list of lists, and for what is around it. */
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
