package dev.brine.datasets;

import dev.brine.datasets.NpzSource.Samples;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.datasets.internal.cache.FileCache;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.datasets.internal.keras.IdxFile;
import dev.brine.error.BrineException.Kind;
import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.datasets.fashion_mnist}: 70,000 images of clothes, 28 by 28 pixels from 0
 * (background) to 255, 60,000 of them for training. {@code x} is uint8 of shape (60000, 28, 28),
 * {@code y} uint8 of shape (60000,): the index of a class in {@link #labelNames}.
 */
public final class FashionMnist {
  private static final String SUBDIR = "datasets/fashion-mnist";
  private static final String TRAIN = "train";
  private static final String TEST = "t10k";
  private static final String LABEL_FILE = "-labels-idx1-ubyte";
  private static final String IMAGE_FILE = "-images-idx3-ubyte";
  private static final int SIDE = 28;

  private static final List<String> LABELS =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private FashionMnist() {}

  /** Loads the images from Keras' cache; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData() throws IOException {
    return loadData(Options.DEFAULT);
  }

  /**
   * Loads the images in the order of the files, as Keras does.
   *
   * <p>Unless {@link Options#withData} is given, the four files come from Keras' cache, {@code
   * ~/.keras/datasets/fashion-mnist}, which downloads them once (31 MB). Keras has no hashes for
   * them. Unlike Keras, this method checks that the files are valid IDX and hold as many images of
   * 28 by 28 pixels as labels.
   *
   * @throws dev.brine.error.BrineException if a file is malformed, truncated or unsupported
   * @throws IOException if a file cannot be read or downloaded
   */
  public static TrainTest<NdArray> loadData(UnaryOperator<Options> parameters) throws IOException {
    return loadData(parameters.apply(Options.DEFAULT));
  }

  /** Loads the dataset with these options; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData(Options options) throws IOException {
    return new TrainTest<>(part(options, TRAIN), part(options, TEST));
  }

  /** Returns the names of the ten classes, by label. */
  public static List<String> labelNames() {
    return LABELS;
  }

  private static Examples<NdArray> part(Options options, String part) throws IOException {
    Packed labels = packed(options, part + LABEL_FILE);
    NdArray y = IdxFile.read(labels.in(), labels.location(), 1);
    Packed images = packed(options, part + IMAGE_FILE);
    NdArray x = IdxFile.read(images.in(), images.location(), 3);
    long count = y.shape().dim(0);
    if (x.shape().dim(0) != count || x.shape().dim(1) != SIDE || x.shape().dim(2) != SIDE) {
      throw new MalformedException(
          Kind.MISMATCH,
          images.location().at(Integer.BYTES),
          "the images have shape " + x.shape() + ", not (" + count + ", 28, 28) as the labels say");
    }
    return new Examples<>(x, y);
  }

  private record Packed(InputStream in, Location location) {}

  private static Packed packed(Options options, String member) throws IOException {
    String name = member + ".gz";
    if (options.isSample()) {
      return new Packed(Samples.open(name), Samples.location(name).member(member));
    }
    Path folder = options.data();
    Path path =
        folder != null
            ? folder.resolve(name)
            : new FileCache(options.cache()).get(KerasFiles.unchecked(name, SUBDIR));
    return new Packed(Files.newInputStream(path), Location.of(path.toString()).member(member));
  }

  static List<RemoteFile> files() {
    return List.of(
        KerasFiles.unchecked(TRAIN + LABEL_FILE + ".gz", SUBDIR),
        KerasFiles.unchecked(TRAIN + IMAGE_FILE + ".gz", SUBDIR),
        KerasFiles.unchecked(TEST + LABEL_FILE + ".gz", SUBDIR),
        KerasFiles.unchecked(TEST + IMAGE_FILE + ".gz", SUBDIR));
  }

  /**
   * The parameters of {@link FashionMnist#loadData}, which are only the source of the data. {@link
   * #withData} takes the folder of the four files.
   */
  public static final class Options extends SourceOptions<Options> {
    /** The default: Keras' cache. */
    public static final Options DEFAULT = new Options();

    private Options() {}

    private Options(Options other) {
      super(other);
    }

    @Override
    Options copy() {
      return new Options(this);
    }
  }
}
