package dev.brine.datasets.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command must load before it has its file counts: it lives for a fifth of a second. */
final class StartUpTest {

  @Test
  void a_good_file_is_used_without_loading_a_web_client(@TempDir Path home)
      throws IOException, InterruptedException {
    CacheFixture fixture = new CacheFixture(home);
    fixture.keep(fixture.target(), fixture.content);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                TwoAtOnceTest.Child.class.getName(),
                home.toString(),
                "http://127.0.0.1:1/data/file.npz",
                CacheFixture.sha256(fixture.content))
            .redirectErrorStream(true)
            .start();
    List<String> output;
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      output = in.lines().filter(StartUpTest::isTelling).toList();
    }
    assertThat(child.waitFor()).as("%s", output).isZero();
    assertThat(output).contains(fixture.target().toString());
    assertThat(output).anyMatch(line -> line.contains("internal.cache.FileCache "));
    assertThat(output)
        .noneMatch(line -> line.contains("java.net.http"))
        .noneMatch(line -> line.contains("internal.cache.HttpOrigin"))
        .noneMatch(line -> line.contains("internal.cache.Downloader"))
        .noneMatch(line -> line.contains("Lambda$"));
  }

  private static boolean isTelling(String line) {
    return !line.contains("class,load")
        || line.contains("dev.brine")
        || line.contains("java.net.http");
  }
}
