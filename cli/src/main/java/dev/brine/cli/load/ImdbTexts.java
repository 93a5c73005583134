package dev.brine.cli.load;

import dev.brine.cli.command.Arguments;
import dev.brine.cli.command.UsageException;
import dev.brine.datasets.Imdb;
import dev.brine.datasets.ImdbOptions;
import dev.brine.datasets.Semantics;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.WordIndex;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code brine load imdb}. */
final class ImdbTexts implements TextSet<ImdbOptions> {
  private static final List<String> LABELS = List.of("negative", "positive");

  @Override
  public String name() {
    return "imdb";
  }

  @Override
  public String title() {
    return "IMDB reviews";
  }

  @Override
  public String sampleTitle() {
    return "IMDB-shaped sample (made-up reviews that come with Brine, not the real data)";
  }

  @Override
  public String noun() {
    return "review";
  }

  @Override
  public List<String> labels() {
    return LABELS;
  }

  @Override
  public void addOptions(Options options) {
    Arguments.value(options, "semantics", "WHOSE", "keras3, the default, or keras2.1");
  }

  @Override
  public ImdbOptions parameters(Arguments arguments) {
    return ImdbOptions.DEFAULT.semantics(semantics(arguments.text("semantics")));
  }

  private static Semantics semantics(@Nullable String name) {
    if (name == null || name.equals("keras3")) {
      return Semantics.KERAS_3;
    }
    if (name.equals("keras2.1")) {
      return Semantics.KERAS_2_1;
    }
    throw new UsageException("--semantics must be keras3 or keras2.1 but was " + name);
  }

  @Override
  public TrainTest<RaggedInts> load(ImdbOptions options) throws IOException {
    return Imdb.loadData(given -> options);
  }

  @Override
  public WordIndex words(ImdbOptions options) throws IOException {
    return Imdb.wordIndex(given -> options);
  }
}
