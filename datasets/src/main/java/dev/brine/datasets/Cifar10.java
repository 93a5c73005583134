package dev.brine.datasets;

import dev.brine.datasets.SourceOptions.CifarOptions;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.datasets.internal.keras.CifarFiles;
import dev.brine.datasets.internal.keras.CifarFiles.CifarBatch;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Order;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.datasets.cifar10}: 60,000 color images of 32 by 32 pixels, 50,000 of them for
 * training. {@code x} is uint8 of shape (50000, 32, 32, 3), {@code y} uint8 of shape (50000, 1):
 * the index of a class in {@link #labelNames}.
 */
public final class Cifar10 {
  private static final String TARGET = "cifar-10-batches-py-target";

  private static final RemoteFile ARCHIVE =
      CifarSource.archive(
          "cifar-10-python.tar.gz",
          TARGET,
          170_498_071,
          "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce");

  private static final CifarFiles FILES =
      new CifarFiles(
          "cifar-10-batches-py",
          List.of(
              "data_batch_1",
              "data_batch_2",
              "data_batch_3",
              "data_batch_4",
              "data_batch_5",
              "test_batch"),
          "labels");

  private static final int TRAIN = 5;

  private static final List<String> LABELS =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private Cifar10() {}

  /** Loads the images from Keras' cache; see {@link #loadData(UnaryOperator)}. */
  public static TrainTest<NdArray> loadData() throws IOException {
    return loadData(Options.DEFAULT);
  }

  /**
   * Loads the images in the order of the batches, as Keras does. Keras accepts only batches of
   * 10,000; this method accepts batches of any size.
   *
   * <p>Unless {@link Options#withData} is given, the data comes from Keras' cache, {@code
   * ~/.keras/datasets}, which downloads the archive once (171 MB) and checks its hash every time.
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
    List<CifarBatch> batches = CifarSource.read(options, ARCHIVE, TARGET, FILES);
    return new TrainTest<>(
        part(batches.subList(0, TRAIN), options),
        part(batches.subList(TRAIN, TRAIN + 1), options),
        CifarSource.pickles(batches));
  }

  /** Returns the names of the ten classes, by label. */
  public static List<String> labelNames() {
    return LABELS;
  }

  private static Examples<NdArray> part(List<CifarBatch> batches, Options options) {
    ByteBuffer labels = ByteBuffer.allocate(CifarSource.count(batches));
    for (CifarBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        labels.put((byte) batch.labels().get(i));
      }
    }
    Shape shape = Shape.of(labels.capacity(), 1);
    return new Examples<>(
        CifarSource.images(batches, options.imageDataFormat()),
        NdArray.of(DTypes.UINT8, shape, Order.C, labels));
  }

  static List<RemoteFile> files() {
    return List.of(ARCHIVE);
  }

  /** The parameters of {@link Cifar10#loadData}. */
  public static final class Options extends CifarOptions<Options> {
    /** Keras' defaults. */
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
