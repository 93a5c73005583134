package dev.brine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No command shows the password or token of an address that it is given. */
final class SecretArgumentsTest {
  private static final String ADDRESS = "https://user:s3cret@localhost:1/a.npz?token=s3cret";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls",
        "ls --json",
        "info --json",
        "head",
        "cat",
        "stats --json",
        "digest",
        "diff x.npz",
        "dump",
        "explain",
        "explain --json",
        "scan",
        "scan --json",
        "scan --sarif",
        "convert",
        "load",
        "load imdb",
        "load imdb --data",
        "load imdb --word-index",
        "load imdb --num-words",
        "load imdb --seed",
        "head --format",
        "datasets",
      })
  void it_is_not_shown(String command) {
    Brine run = Brine.run((Object[]) (command + " " + ADDRESS).split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out() + run.err()).isNotEmpty().doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:s3cret@no-such-host.invalid:99/?s3cret",
        "https://user:s3cret@a@no-such-host.invalid/",
        "https://user:s3cret@no such host/",
        "ftp://user:s3cret@no-such-host.invalid/",
        "user:s3cret@no-such-host.invalid/",
      })
  void a_mirror_is_shown_without_them(String origin) {
    for (String name : new String[] {"imdb", "mnist", "fashion_mnist", "cifar10"}) {
      Brine run = Brine.run("load", name, "--home", folder, "--origin", origin);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.out() + run.err()).isNotEmpty().doesNotContain("s3cret");
    }
  }
}
