package dev.brine.npy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.Location;
import dev.brine.internal.io.FileTarget;
import dev.brine.internal.zip.MemberTarget;
import dev.brine.internal.zip.ZipWriter;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import dev.brine.npy.internal.header.NpyHeaderWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Archives beyond 2 and 4 GiB, byte for byte as Python writes them: make_large_fixture.py. */
class LargeWriteTest {
  private static final long HUGE = 5L << 29;

  /** A file that keeps only what is written in small pieces. */
  private static final class Sparse implements FileTarget {
    private final TreeMap<Long, byte[]> pieces = new TreeMap<>();
    private long position;

    @Override
    public long position() {
      return position;
    }

    @Override
    public boolean isSeekable() {
      return true;
    }

    @Override
    public void write(ByteBuffer bytes) {
      int size = bytes.remaining();
      if (size < 4096) {
        byte[] piece = new byte[size];
        bytes.get(piece);
        pieces.put(position, piece);
      } else {
        bytes.position(bytes.limit());
      }
      position += size;
    }

    @Override
    public void patch(long at, byte[] bytes) {
      assertThat(Objects.requireNonNull(pieces.get(at))).hasSameSizeAs(bytes);
      pieces.put(at, bytes);
    }

    /** The stretches between what was not kept. */
    Map<Long, String> stretches() {
      Map<Long, String> stretches = new TreeMap<>();
      ByteArrayOutputStream stretch = new ByteArrayOutputStream();
      long start = 0;
      for (Map.Entry<Long, byte[]> piece : pieces.entrySet()) {
        if (piece.getKey() != start + stretch.size()) {
          stretches.put(start, HexFormat.of().formatHex(stretch.toByteArray()));
          stretch.reset();
          start = piece.getKey();
        }
        stretch.writeBytes(piece.getValue());
      }
      stretches.put(start, HexFormat.of().formatHex(stretch.toByteArray()));
      return stretches;
    }
  }

  private static Map<Long, String> expected() throws IOException {
    Map<Long, String> expected = new TreeMap<>();
    try (InputStream in = LargeWriteTest.class.getResourceAsStream("/save/large.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        int space = line.indexOf(' ');
        expected.put(Long.valueOf(line.substring(0, space)), line.substring(space + 1));
      }
    }
    return expected;
  }

  private static void putHuge(ZipWriter zip, String name) throws IOException {
    MemberTarget target = zip.begin(name, ZipWriter.STORED);
    target.write(
        NpyHeaderWriter.header(DTypes.UINT8, false, Shape.of(HUGE), null, Location.MEMORY));
    ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
    for (long left = HUGE; left > 0; left -= zeros.capacity()) {
      target.write(zeros.clear());
    }
    target.end();
  }

  private static void put(ZipWriter zip, String name, NdArray array) throws IOException {
    MemberTarget target = zip.begin(name, ZipWriter.STORED);
    NpyWriter.of(array, SaveOptions.DEFAULT, Location.MEMORY).write(target);
    target.end();
  }

  @Test
  void sizes_and_offsets_go_over_to_zip64_where_python_does_it() throws IOException {
    Sparse file = new Sparse();
    try (ZipWriter zip = new ZipWriter(file, 1)) {
      putHuge(zip, "a.npy");
      put(zip, "b.npy", NdArray.of(0, 1, 2));
      putHuge(zip, "c.npy");
      put(zip, "d.npy", NdArray.of(0, 1));
      zip.finish(null);
    }
    assertThat(file.stretches()).isEqualTo(expected());
  }
}
