package dev.brine.datasets;

import dev.brine.datasets.Cifar100.Options.LabelMode;
import dev.brine.datasets.SourceOptions.CifarOptions;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.datasets.internal.keras.CifarFiles;
import dev.brine.datasets.internal.keras.CifarFiles.CifarBatch;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.datasets.cifar100}: 60,000 color images of 32 by 32 pixels, 50,000 of them for
 * training. {@code x} is uint8 of shape (50000, 32, 32, 3); {@code y} is int64 of shape (50000, 1),
 * despite Keras' documentation: the index of one of 100 classes or one of 20 groups.
 */
public final class Cifar100 {
  private static final String TARGET = "cifar-100-python-target";

  private static final RemoteFile ARCHIVE =
      CifarSource.archive(
          "cifar-100-python.tar.gz",
          TARGET,
          169_001_437,
          "85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7");

  private static final String FINE =
      "apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy "
          + "bridge bus butterfly camel can castle caterpillar cattle chair chimpanzee clock "
          + "cloud cockroach couch crab crocodile cup dinosaur dolphin elephant flatfish "
          + "forest fox girl hamster house kangaroo keyboard lamp lawn_mower leopard lion "
          + "lizard lobster man maple_tree motorcycle mountain mouse mushroom oak_tree orange "
          + "orchid otter palm_tree pear pickup_truck pine_tree plain plate poppy porcupine "
          + "possum rabbit raccoon ray road rocket rose sea seal shark shrew skunk skyscraper "
          + "snail snake spider squirrel streetcar sunflower sweet_pepper table tank "
          + "telephone television tiger tractor train trout tulip turtle wardrobe whale "
          + "willow_tree wolf woman worm";

  private static final String COARSE =
      "aquatic_mammals fish flowers food_containers fruit_and_vegetables "
          + "household_electrical_devices household_furniture insects large_carnivores "
          + "large_man-made_outdoor_things large_natural_outdoor_scenes "
          + "large_omnivores_and_herbivores medium_mammals non-insect_invertebrates people "
          + "reptiles small_mammals trees vehicles_1 vehicles_2";

  private Cifar100() {}

  /** Loads the images with Keras' defaults; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData() throws IOException {
    return loadData(Options.DEFAULT);
  }

  /**
   * Loads the images: {@code Cifar100.loadData(o -> o.withLabelMode(LabelMode.COARSE))}.
   *
   * <p>Unless {@link Options#withData} is given, the data comes from Keras' cache, {@code
   * ~/.keras/datasets}, which downloads the archive once (169 MB) and checks its hash every time.
   * The archive is read in place and never extracted. If the cache has only the files that Keras
   * extracted, those are read; no hash of them is published.
   *
   * @throws dev.brine.error.BrineException if the archive or a batch is malformed, truncated or
   *     unsupported; nothing in it is ever run
   * @throws IOException if the file cannot be read or downloaded
   */
  public static TrainTest<NdArray> loadData(UnaryOperator<Options> parameters) throws IOException {
    return loadData(parameters.apply(Options.DEFAULT));
  }

  /** Loads the dataset with these options; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData(Options options) throws IOException {
    boolean fine = options.labelMode() == LabelMode.FINE;
    CifarFiles files =
        new CifarFiles(
            "cifar-100-python", List.of("train", "test"), fine ? "fine_labels" : "coarse_labels");
    List<CifarBatch> batches = CifarSource.read(options, ARCHIVE, TARGET, files);
    return new TrainTest<>(
        part(batches.get(0), options), part(batches.get(1), options), CifarSource.pickles(batches));
  }

  /**
   * Returns the names of the 100 classes or of the 20 groups, by label, as listed in the archive.
   */
  public static List<String> labelNames(LabelMode mode) {
    return List.of((mode == LabelMode.FINE ? FINE : COARSE).split(" "));
  }

  private static Examples<NdArray> part(CifarBatch batch, Options options) {
    long[] labels = new long[batch.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = batch.labels().get(i);
    }
    return new Examples<>(
        CifarSource.images(List.of(batch), options.imageDataFormat()),
        NdArray.of(labels).reshape(labels.length, 1));
  }

  static List<RemoteFile> files() {
    return List.of(ARCHIVE);
  }

  /** The parameters of {@link Cifar100#loadData}. */
  public static final class Options extends CifarOptions<Options> {
    /** Keras' defaults. */
    public static final Options DEFAULT = new Options();

    /** Which of an image's two labels is loaded. */
    public enum LabelMode {
      /** One of 100 classes. */
      FINE,
      /** One of 20 groups of them. */
      COARSE
    }

    private LabelMode labelMode = LabelMode.FINE;

    private Options() {}

    private Options(Options other) {
      super(other);
      this.labelMode = other.labelMode;
    }

    @Override
    Options copy() {
      return new Options(this);
    }

    /** Returns a copy with the 100 classes (the default) or the 20 groups as labels. */
    public Options withLabelMode(LabelMode value) {
      Options copy = copy();
      copy.labelMode = value;
      return copy;
    }

    /**
     * Does the same by Keras' names, {@code fine} and {@code coarse}.
     *
     * @throws IllegalArgumentException for any other name, with Keras' message
     */
    public Options withLabelMode(String value) {
      return switch (value) {
        case "fine" -> withLabelMode(LabelMode.FINE);
        case "coarse" -> withLabelMode(LabelMode.COARSE);
        default ->
            throw new IllegalArgumentException(
                "`label_mode` must be one of `\"fine\"`, `\"coarse\"`. Received: label_mode="
                    + value
                    + ".");
      };
    }

    /** Returns whether labels are the 100 classes or the 20 groups. */
    public LabelMode labelMode() {
      return labelMode;
    }
  }
}
