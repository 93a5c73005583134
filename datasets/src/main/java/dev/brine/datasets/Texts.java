package dev.brine.datasets;

import dev.brine.datasets.internal.cache.FileCache;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.datasets.internal.reviews.ReviewFile;
import dev.brine.npy.array.RaggedInts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What the data sets of texts have in common. */
final class Texts {
  private Texts() {}

  static TrainTest<RaggedInts> of(ReviewFile.Contents contents) {
    List<PickledMember> pickles = new ArrayList<>();
    contents.pickles().forEach((name, facts) -> pickles.add(new PickledMember(name, facts)));
    return new TrainTest<>(
        new Examples<>(contents.train(), contents.trainLabels()),
        new Examples<>(contents.test(), contents.testLabels()),
        pickles);
  }

  static WordIndex words(SourceOptions<?> options, RemoteFile words) throws IOException {
    if (options.isSample()) {
      try (InputStream in = Samples.open(words.name())) {
        return WordIndex.load(in, Samples.location(words.name()));
      }
    }
    return WordIndex.load(new FileCache(options.cache()).get(words));
  }
}
