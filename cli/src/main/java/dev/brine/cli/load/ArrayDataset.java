package dev.brine.cli.load;

import dev.brine.cli.input.Arguments;
import dev.brine.datasets.BostonHousing;
import dev.brine.datasets.CaliforniaHousing;
import dev.brine.datasets.Cifar10;
import dev.brine.datasets.Cifar100;
import dev.brine.datasets.Cifar100.Options.LabelMode;
import dev.brine.datasets.FashionMnist;
import dev.brine.datasets.Mnist;
import dev.brine.datasets.SourceOptions;
import dev.brine.datasets.SourceOptions.HousingOptions;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.cache.CacheOptions;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;

/** The datasets whose examples are arrays of one shape. */
enum ArrayDataset {
  MNIST("MNIST digits", "digit", "this .npz") {
    @Override
    TrainTest<NdArray> load(Arguments arguments, CacheOptions cache) throws IOException {
      Mnist.Options options = source(arguments, Mnist.Options.DEFAULT, cache);
      return Mnist.loadData(options);
    }
  },

  FASHION_MNIST("Fashion-MNIST images", "image", "the four files in this folder") {
    @Override
    TrainTest<NdArray> load(Arguments arguments, CacheOptions cache) throws IOException {
      FashionMnist.Options options = source(arguments, FashionMnist.Options.DEFAULT, cache);
      return FashionMnist.loadData(options);
    }

    @Override
    List<String> labels(Arguments arguments) {
      return FashionMnist.labelNames();
    }
  },

  CIFAR10("CIFAR-10 images", "image", "this .tar.gz, or a folder it was extracted to") {
    @Override
    TrainTest<NdArray> load(Arguments arguments, CacheOptions cache) throws IOException {
      Cifar10.Options options = source(arguments, Cifar10.Options.DEFAULT, cache);
      return Cifar10.loadData(options);
    }

    @Override
    List<String> labels(Arguments arguments) {
      return Cifar10.labelNames();
    }
  },

  CIFAR100("CIFAR-100 images", "image", "this .tar.gz, or a folder it was extracted to") {
    @Override
    void addOptions(Options options) {
      Arguments.value(options, "label-mode", "WHICH", "fine, the default, or coarse");
    }

    @Override
    TrainTest<NdArray> load(Arguments arguments, CacheOptions cache) throws IOException {
      Cifar100.Options options =
          mode(arguments, source(arguments, Cifar100.Options.DEFAULT, cache));
      return Cifar100.loadData(options);
    }

    @Override
    List<String> labels(Arguments arguments) {
      LabelMode mode = mode(arguments, Cifar100.Options.DEFAULT).labelMode();
      return Cifar100.labelNames(mode);
    }
  },

  BOSTON_HOUSING("Boston houses", "house", "this .npz") {
    @Override
    void addOptions(Options options) {
      addHousing(options, BostonHousing.Options.DEFAULT);
    }

    @Override
    TrainTest<NdArray> load(Arguments arguments, CacheOptions cache) throws IOException {
      BostonHousing.Options options =
          housing(arguments, source(arguments, BostonHousing.Options.DEFAULT, cache));
      return BostonHousing.loadData(options);
    }
  },

  CALIFORNIA_HOUSING("California houses", "house", "this .npz") {
    @Override
    void addOptions(Options options) {
      Arguments.value(options, "version", "WHICH", "large, the default, or small");
      addHousing(options, CaliforniaHousing.Options.DEFAULT);
    }

    @Override
    TrainTest<NdArray> load(Arguments arguments, CacheOptions cache) throws IOException {
      CaliforniaHousing.Options options =
          housing(arguments, source(arguments, CaliforniaHousing.Options.DEFAULT, cache));
      String version = arguments.text("version");
      return CaliforniaHousing.loadData(
          given -> version == null ? options : options.withVersion(version));
    }
  };

  private final String title;
  private final String noun;
  private final String data;

  ArrayDataset(String title, String noun, String data) {
    this.title = title;
    this.noun = noun;
    this.data = data;
  }

  /** Its title, such as MNIST digits. */
  String title() {
    return title;
  }

  /** The word for an example. */
  String noun() {
    return noun;
  }

  /** The file or folder that {@code --data} takes. */
  String data() {
    return data;
  }

  /** Adds the options that only this dataset has. */
  void addOptions(Options options) {}

  abstract TrainTest<NdArray> load(Arguments arguments, CacheOptions cache) throws IOException;

  /** The names of the labels; empty if the labels are just numbers. */
  List<String> labels(Arguments arguments) {
    return List.of();
  }

  private static <S extends SourceOptions<S>> S source(
      Arguments arguments, S options, CacheOptions cache) {
    return SourceArguments.apply(arguments, options.withCache(cache));
  }

  private static Cifar100.Options mode(Arguments arguments, Cifar100.Options options) {
    String mode = arguments.text("label-mode");
    return mode == null ? options : options.withLabelMode(mode);
  }

  private static void addHousing(Options options, HousingOptions<?> keras) {
    Arguments.value(
        options, "test-split", "PART", "fraction to test on; " + keras.testSplit() + " by default");
    Arguments.value(
        options,
        "seed",
        "N",
        "seed of the shuffle; " + keras.seed() + " by default; none for a random one");
  }

  private static <S extends HousingOptions<S>> S housing(Arguments arguments, S options) {
    return options
        .withTestSplit(arguments.number("test-split", options.testSplit()))
        .withSeed(arguments.longOrNone("seed", options.seed()));
  }
}
