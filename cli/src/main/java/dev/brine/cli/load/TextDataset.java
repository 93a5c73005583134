package dev.brine.cli.load;

import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Arguments.UsageException;
import dev.brine.datasets.Imdb;
import dev.brine.datasets.Imdb.KerasVersion;
import dev.brine.datasets.Reuters;
import dev.brine.datasets.SourceOptions.WordOptions;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.WordIndex;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of texts.
 *
 * @param <S> its options
 */
interface TextDataset<S extends WordOptions<S>> {
  /** Its name on the command line. */
  String name();

  /** Its title, such as IMDB reviews. */
  String title();

  /** The title of its sample. */
  String sampleTitle();

  /** The word for a text, such as review. */
  String noun();

  /** The names of the labels, by label. */
  List<String> labels();

  /** Keras' defaults. */
  S defaults();

  /** Adds the options that only this dataset has. */
  void addOptions(Options options);

  /** The values of the options that only this dataset has. */
  S parameters(Arguments arguments);

  TrainTest<RaggedInts> load(S options) throws IOException;

  WordIndex words(S options) throws IOException;

  /** The name of a label, or its number if it has none. */
  default String label(long label) {
    return label >= 0 && label < labels().size() ? labels().get((int) label) : "label " + label;
  }

  /** {@code brine load imdb}. */
  final class ImdbTexts implements TextDataset<Imdb.Options> {
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
    public Imdb.Options defaults() {
      return Imdb.Options.DEFAULT;
    }

    @Override
    public void addOptions(Options options) {
      Arguments.value(options, "semantics", "WHOSE", "keras3, the default, or keras2.1");
    }

    @Override
    public Imdb.Options parameters(Arguments arguments) {
      return defaults().withSemantics(semantics(arguments.text("semantics")));
    }

    private static KerasVersion semantics(@Nullable String name) {
      if (name == null || name.equals("keras3")) {
        return KerasVersion.KERAS_3;
      }
      if (name.equals("keras2.1")) {
        return KerasVersion.KERAS_2_1;
      }
      throw new UsageException("--semantics must be keras3 or keras2.1 but was " + name);
    }

    @Override
    public TrainTest<RaggedInts> load(Imdb.Options options) throws IOException {
      return Imdb.loadData(options);
    }

    @Override
    public WordIndex words(Imdb.Options options) throws IOException {
      return Imdb.wordIndex(options);
    }
  }

  /** {@code brine load reuters}. */
  final class ReutersTexts implements TextDataset<Reuters.Options> {

    @Override
    public String name() {
      return "reuters";
    }

    @Override
    public String title() {
      return "Reuters newswires";
    }

    @Override
    public String sampleTitle() {
      return "Reuters-shaped sample (made-up newswires, not the real data)";
    }

    @Override
    public String noun() {
      return "newswire";
    }

    @Override
    public List<String> labels() {
      return Reuters.labelNames();
    }

    @Override
    public Reuters.Options defaults() {
      return Reuters.Options.DEFAULT;
    }

    @Override
    public void addOptions(Options options) {
      Arguments.value(
          options,
          "test-split",
          "PART",
          "fraction to test on; " + defaults().testSplit() + " by default");
    }

    @Override
    public Reuters.Options parameters(Arguments arguments) {
      return defaults().withTestSplit(arguments.number("test-split", defaults().testSplit()));
    }

    @Override
    public TrainTest<RaggedInts> load(Reuters.Options options) throws IOException {
      return Reuters.loadData(options);
    }

    @Override
    public WordIndex words(Reuters.Options options) throws IOException {
      return Reuters.wordIndex(options);
    }
  }
}
