package dev.brine.datasets;

import dev.brine.datasets.NpzSource.Samples;
import dev.brine.datasets.SourceOptions.CifarOptions;
import dev.brine.datasets.SourceOptions.ImageDataFormat;
import dev.brine.datasets.TrainTest.PickledMember;
import dev.brine.datasets.internal.cache.FileCache;
import dev.brine.datasets.internal.cache.FileCache.CachedFile;
import dev.brine.datasets.internal.cache.FileCache.PathReader;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.datasets.internal.keras.CifarFiles;
import dev.brine.datasets.internal.keras.CifarFiles.CifarBatch;
import dev.brine.error.Location;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads the batches of CIFAR-10 and CIFAR-100. */
final class CifarSource {
  private static final String ORIGIN = "https://www.cs.toronto.edu/~kriz/";

  private CifarSource() {}

  /**
   * Returns the archive under the name that Keras 3 gives it.
   *
   * @param target the folder into which Keras extracts the archive
   * @param size the size in bytes
   */
  static RemoteFile archive(String file, String target, long size, String hash) {
    return new RemoteFile(target + "_archive", URI.create(ORIGIN + file), hash, "datasets", size);
  }

  /**
   * Returns the batches in the order of {@code files}.
   *
   * @param archive the archive to read from the cache
   * @param target the folder to which Keras 3 extracts it; Keras 2 extracts it to {@code
   *     files.folder()}
   */
  static List<CifarBatch> read(
      CifarOptions<?> options, RemoteFile archive, String target, CifarFiles files)
      throws IOException {
    if (options.isSample()) {
      String name = sampleName(archive);
      return files.readArchive(Samples.open(name), Samples.location(name));
    }
    Reader reader = new Reader(files);
    Path data = options.data();
    if (data != null) {
      return reader.read(data);
    }
    FileCache cache = new FileCache(options.cache());
    if (cache.find(archive.subdir() + "/" + archive.name()) == null) {
      RemoteFile old = ofKeras2(archive, files);
      CachedFile kept = cache.peek(old);
      if (kept != null && kept.matchesHash()) {
        return reader.read(kept.path());
      }
      for (String folder : List.of(target, files.folder())) {
        Path extracted = cache.find(archive.subdir() + "/" + folder);
        if (extracted != null && files.areIn(extracted)) {
          return files.readFolder(extracted);
        }
      }
    }
    return cache.read(archive, reader);
  }

  /** The archive under the name that Keras 2 gives it. */
  private static RemoteFile ofKeras2(RemoteFile archive, CifarFiles files) {
    return new RemoteFile(
        files.folder() + ".tar.gz",
        archive.url(),
        archive.hash(),
        archive.subdir(),
        archive.size());
  }

  private record Reader(CifarFiles files) implements PathReader<List<CifarBatch>> {
    @Override
    public List<CifarBatch> read(Path path) throws IOException {
      return Files.isDirectory(path)
          ? files.readFolder(path)
          : files.readArchive(Files.newInputStream(path), Location.of(path.toString()));
    }
  }

  private static String sampleName(RemoteFile archive) {
    String path = archive.url().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the images of some batches in Keras' shape; a view if the channels are last. */
  static NdArray images(List<CifarBatch> batches, ImageDataFormat format) {
    NdArray[] parts = new NdArray[batches.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = batches.get(i).images();
    }
    NdArray all = parts.length == 1 ? parts[0] : NdArray.concatenate(parts);
    NdArray planes = all.reshape(all.shape().dim(0), 3, 32, 32);
    return format == ImageDataFormat.CHANNELS_FIRST ? planes : planes.transpose(0, 2, 3, 1);
  }

  /** Returns the names in the pickles of the batches. */
  static List<PickledMember> pickles(List<CifarBatch> batches) {
    List<PickledMember> members = new ArrayList<>(batches.size());
    for (CifarBatch batch : batches) {
      members.add(new PickledMember(batch.name(), batch.facts()));
    }
    return members;
  }

  /** Returns the number of images in some batches. */
  static int count(List<CifarBatch> batches) {
    int count = 0;
    for (CifarBatch batch : batches) {
      count = Math.addExact(count, batch.size());
    }
    return count;
  }
}
