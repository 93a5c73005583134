package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** 120 real files by many hands, and what NumPy says about each of their members. */
class GoldenFilesTest {
  private static final Path GOLDEN = TestData.path("golden");

  @Test
  void every_real_file_has_the_facts_digests_and_refusals_that_are_expected() throws IOException {
    Path expected = GOLDEN.resolve("expected.jsonl");
    Assumptions.assumeTrue(Files.exists(expected), "skipped: there is no " + expected);
    Map<String, Map<String, JsonTree>> found = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (String line : Files.readAllLines(expected)) {
      JsonTree fact = JsonTree.parse(line);
      String encoding = fact.has("encoding") ? fact.get("encoding").text() : "ASCII";
      String file = fact.get("file").text();
      Map<String, JsonTree> digests =
          found.computeIfAbsent(encoding + " " + file, key -> digests(encoding, file));
      String problem = problem(fact, digests);
      if (!problem.isEmpty()) {
        wrong.add(file + " " + fact.get("member").value() + ": " + problem);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(found).hasSizeGreaterThanOrEqualTo(120);
  }

  private static Map<String, JsonTree> digests(String encoding, String file) {
    Map<String, JsonTree> digests = new HashMap<>();
    Path path = GOLDEN.resolve("files").resolve(file);
    for (JsonTree line : Brine.run("digest", "--encoding", encoding, path).json()) {
      assertThat(line.get("file").text()).isEqualTo(path.toString());
      digests.put(String.valueOf(line.get("member").value()), line);
    }
    return digests;
  }

  /** Whether NumPy fails because joblib compressed a pickle, which Brine decompresses. */
  private static boolean isJoblib(String file) {
    return file.startsWith("cesium-ml__") && file.endsWith("_classes.pkl");
  }

  private static String problem(JsonTree fact, Map<String, JsonTree> digests) {
    if (!fact.has("expected")) {
      List<String> names = fact.get("names").items().stream().map(JsonTree::text).toList();
      return digests.keySet().equals(java.util.Set.copyOf(names)) ? "" : "members " + digests;
    }
    JsonTree digest = digests.get(String.valueOf(fact.get("member").value()));
    if (digest == null) {
      return "not there";
    }
    for (String name : List.of("descr", "fortran_order", "shape")) {
      if (fact.has(name) && !fact.get(name).equals(digest.get(name))) {
        return name + " " + digest.get(name);
      }
    }
    boolean right =
        switch (fact.get("expected").text()) {
          case "ok" -> fact.get("sha256").equals(digest.get("sha256"));
          case "refuse" ->
              isValue(fact)
                  || (digest.has("error")
                      && digest.get("error").get("kind").text().equals("REFUSED"));
          case "error" -> digest.has("error") || isJoblib(fact.get("file").text());
          default -> true;
        };
    return right ? "" : "expected " + fact.get("expected").text() + " but got " + digest;
  }

  /** NumPy's ufuncs and scipy's sparse matrices are read since the facts were written. */
  private static boolean isValue(JsonTree fact) {
    String names = fact.has("not_inert") ? fact.get("not_inert").toString() : "";
    return names.contains("._ufunc_reconstruct") || names.contains("scipy.sparse.");
  }
}
