package dev.brine.cli.load;

import dev.brine.cli.command.Arguments;
import dev.brine.datasets.Reuters;
import dev.brine.datasets.ReutersOptions;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.WordIndex;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;

/** {@code brine load reuters}. */
final class ReutersTexts implements TextSet<ReutersOptions> {

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
  public void addOptions(Options options) {
    Arguments.value(options, "test-split", "PART", "the part to test on; 0.2 by default");
  }

  @Override
  public ReutersOptions parameters(Arguments arguments) {
    return ReutersOptions.DEFAULT.testSplit(arguments.number("test-split", 0.2));
  }

  @Override
  public TrainTest<RaggedInts> load(ReutersOptions options) throws IOException {
    return Reuters.loadData(given -> options);
  }

  @Override
  public WordIndex words(ReutersOptions options) throws IOException {
    return Reuters.wordIndex(given -> options);
  }
}
