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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

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

  private final ScannedPart part;
  private final Set<String> allowed;
  private final Report report;

  private KerasConfig(ScannedPart part, Set<String> allowed, Report report) {
    this.part = part;
    this.allowed = allowed;
    this.report = report;
  }

  /**
   * Reports the names in a configuration other than Keras' own layers, and text that Python's
   * parser may read as JSON though this one does not.
   *
   * @param allowed modules and names, with a blank between them, that the caller vouches for
   */
  static void check(Source source, ScannedPart part, Set<String> allowed, Report report) {
    try (InputStream in = source.open()) {
      InputStream head = new ByteArrayInputStream(in.readNBytes(LONGEST));
      new KerasConfig(part, allowed, report).check(head);
    } catch (StreamConstraintsException e) {
      report.add(
          Verdict.SUSPICIOUS, part, 0, "a configuration too deep or too large to be looked at");
    } catch (JsonProcessingException e) {
      report.add(Verdict.SUSPICIOUS, part, 0, "a configuration that is not valid JSON");
    } catch (IOException | RuntimeException e) {
      return; // the walk over the member says what is wrong with it
    }
  }

  private void check(InputStream in) throws IOException {
    try (JsonParser json = factory().createParser(in)) {
      Deque<Description> open = new ArrayDeque<>(List.of(new Description()));
      String field = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        switch (token) {
          case START_OBJECT -> open.push(new Description());
          case END_OBJECT -> {
            check(open.pop());
            field = "";
          }
          case START_ARRAY -> field = "";
          case FIELD_NAME -> field = json.currentName();
          case VALUE_STRING -> open.element().set(field, json.getText());
          default -> {}
        }
      }
    }
  }

  /** An object of the configuration that may stand for a layer or a function. */
  private static final class Description {
    private String module = "";
    private String name = "";
    private String config = "";

    /** Whether readers may disagree about it. */
    private boolean isDoubtful;

    void set(String field, String text) {
      switch (field) {
        case "module" -> {
          isDoubtful |= !module.isEmpty();
          module = isKeras(module) || module.isEmpty() ? text : module;
        }
        case "class_name" -> {
          isDoubtful |= !name.isEmpty();
          name = isLambda(name) ? name : text;
        }
        case "config" -> {
          isDoubtful |= !config.isEmpty();
          config = text;
        }
        default -> {}
      }
    }

    /** The name in the module: of a function, Keras takes it from another field. */
    String member() {
      return name.equals("function") ? config : name;
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

  private void check(Description found) {
    String name = found.name;
    boolean isOwn = found.module.isEmpty() || isKeras(found.module);
    if (isLambda(name)) {
      add(found.module, name, "a Lambda layer, whose code Keras may run");
    }
    if (!isOwn) {
      String pair = found.module + ' ' + found.member();
      boolean isAllowed = !found.isDoubtful && !isLambda(name) && report.allows(pair, allowed);
      if (!isAllowed) {
        String why = "Keras would import this module, which is not its own";
        add(found.module, found.member(), why);
      }
    } else if (!name.isEmpty()
        && Character.isLowerCase(name.charAt(0))
        && !name.equals("function")) {
      add(found.module, name, "a function of Keras in place of a layer");
    }
  }

  private static boolean isLambda(String name) {
    return name.equals("Lambda") || name.equals("__lambda__");
  }

  private static boolean isKeras(String module) {
    return KERAS.stream().anyMatch(own -> module.equals(own) || module.startsWith(own + "."));
  }

  private void add(String module, String name, String why) {
    report.add(new Finding(Verdict.SUSPICIOUS, part.member(), module, name, "", -1, 0, why));
  }
}
