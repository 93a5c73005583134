package dev.brine.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.brine.scan.internal.source.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Checks the configuration of a model in Keras' format, whose names Keras imports and calls: its
 * own layers are data, but a Lambda layer has code, and other modules have anything.
 */
final class KerasConfig {
  /** The name of the member that holds the configuration. */
  static final String NAME = "config.json";

  private static final int LONGEST = 64 << 20;
  private static final int DEEPEST = 10_000;
  private static final List<String> KERAS = List.of("keras", "tf_keras", "tensorflow.keras");

  private KerasConfig() {}

  /**
   * Reports the names in a configuration other than Keras' own layers, and text that Python's
   * parser may read as JSON though this one does not.
   */
  static void check(Source source, ScannedPart part, Report report) {
    try (InputStream in = source.open()) {
      check(new ByteArrayInputStream(in.readNBytes(LONGEST)), part, report);
    } catch (StreamConstraintsException e) {
      report.add(
          Verdict.SUSPICIOUS, part, 0, "a configuration too deep or too large to be looked at");
    } catch (JsonProcessingException e) {
      report.add(Verdict.SUSPICIOUS, part, 0, "a configuration that is not valid JSON");
    } catch (IOException | RuntimeException e) {
      return; // the walk over the member says what is wrong with it
    }
  }

  private static void check(InputStream in, ScannedPart part, Report report) throws IOException {
    try (JsonParser json = factory().createParser(in)) {
      String field = "";
      String module = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          field = json.currentName();
        } else if (token == JsonToken.VALUE_STRING && field.equals("module")) {
          module = json.getText();
          if (!isKeras(module)) {
            add(part, module, "", "Keras would import this module, which is not its own", report);
          }
        } else if (token == JsonToken.VALUE_STRING && field.equals("class_name")) {
          checkClass(part, module, json.getText(), report);
        }
      }
    }
  }

  /** Python's parser reads NaN, and nesting and text up to its memory. */
  private static JsonFactory factory() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(LONGEST)
            .maxNameLength(LONGEST)
            .maxNumberLength(LONGEST)
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(limits)
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .build();
  }

  private static void checkClass(ScannedPart part, String module, String name, Report report) {
    if (name.equals("Lambda") || name.equals("__lambda__")) {
      add(part, module, name, "a Lambda layer, whose code Keras may run", report);
    } else if (!name.isEmpty()
        && Character.isLowerCase(name.charAt(0))
        && !name.equals("function")) {
      add(part, module, name, "a function of Keras in place of a layer", report);
    }
  }

  private static boolean isKeras(String module) {
    return KERAS.stream().anyMatch(own -> module.equals(own) || module.startsWith(own + "."));
  }

  private static void add(ScannedPart part, String module, String name, String why, Report report) {
    report.add(new Finding(Verdict.SUSPICIOUS, part.member(), module, name, "", -1, 0, why));
  }
}
