package dev.brine.cli.load;

import dev.brine.cli.command.Arguments;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.WordIndex;
import dev.brine.datasets.WordOptions;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;

/**
 * A data set of texts, for {@link TextCommand}.
 *
 * @param <S> its parameters
 */
interface TextSet<S extends WordOptions<S>> {
  /** As the command line has it. */
  String name();

  /** What it has, such as IMDB reviews. */
  String title();

  /** What its sample is. */
  String sampleTitle();

  /** One of its texts, such as review. */
  String noun();

  /** The names of the labels, by label. */
  List<String> labels();

  /** The options that only this one has. */
  void addOptions(Options options);

  /** The parameters that only this one has. */
  S parameters(Arguments arguments);

  TrainTest<RaggedInts> load(S options) throws IOException;

  WordIndex words(S options) throws IOException;

  /** What the name of a label is, or that it has none. */
  default String label(long label) {
    return label >= 0 && label < labels().size() ? labels().get((int) label) : "label " + label;
  }
}
