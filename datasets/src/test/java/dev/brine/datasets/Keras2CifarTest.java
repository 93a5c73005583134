package dev.brine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.datasets.cache.CacheOptions;
import dev.brine.datasets.internal.cache.RemoteFile;
import dev.brine.datasets.internal.keras.CifarFiles;
import dev.brine.datasets.internal.keras.CifarFiles.CifarBatch;
import dev.brine.internal.hash.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of CIFAR in the cache, under the names that Keras 2 and 3 give it. */
class Keras2CifarTest {
  private static final CifarFiles FILES =
      new CifarFiles("cifar-10-batches-py", List.of("data_batch_1"), "labels");

  @TempDir Path home;

  private List<CifarBatch> read(byte[] expected) throws IOException {
    MessageDigest hash = Hashes.sha256();
    hash.update(expected);
    RemoteFile archive =
        CifarSource.archive(
            "cifar-10-python.tar.gz",
            "cifar-10-batches-py-target",
            expected.length,
            Hashes.hex(hash));
    Cifar10.Options options =
        Cifar10.Options.DEFAULT.withCache(CacheOptions.DEFAULT.withHome(home).withOffline(true));
    return CifarSource.read(options, archive, "cifar-10-batches-py-target", FILES);
  }

  private void put(String name, byte[] archive) throws IOException {
    Files.write(Files.createDirectories(home.resolve("datasets")).resolve(name), archive);
  }

  @Test
  void the_archive_of_keras_2_is_read_if_there_is_none_of_keras_3() throws IOException {
    byte[] archive = new CifarArchives().addSample().gzip();
    put("cifar-10-batches-py.tar.gz", archive);
    assertThat(read(archive)).hasSize(1);
  }

  @Test
  void one_with_another_hash_is_not() throws IOException {
    byte[] archive = new CifarArchives().addSample().gzip();
    put("cifar-10-batches-py.tar.gz", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> read(archive)).hasMessageContaining("is not in the cache");
  }

  @Test
  void that_of_keras_3_comes_first() throws IOException {
    byte[] archive = new CifarArchives().addSample().gzip();
    put("cifar-10-batches-py-target_archive", archive);
    put("cifar-10-batches-py.tar.gz", new byte[] {1, 2, 3});
    assertThat(read(archive)).hasSize(1);
  }
}
