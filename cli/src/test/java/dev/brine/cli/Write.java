package dev.brine.cli;

import dev.brine.convert.PickleFree;
import dev.brine.convert.Safetensors;
import dev.brine.convert.TextRows;
import dev.brine.internal.io.WholeFile;
import dev.brine.npy.Npy;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzWriter;
import dev.brine.npy.RowWriter;
import dev.brine.npy.array.ArrayValue;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Every way to write a file, each of arrays whose elements are all the same number. */
enum Write {
  NPY("a.npy") {
    @Override
    void save(Path file, long number) throws IOException {
      Npy.save(file, all(number));
    }
  },
  PICKLE("a.pkl") {
    @Override
    void save(Path file, long number) throws IOException {
      Npy.saveValue(file, ArrayValue.of(all(number)));
    }

    @Override
    long check(Path file) throws IOException {
      return same(((ArrayValue) Npy.loadValue(file)).array());
    }
  },
  STORED("stored.npz") {
    @Override
    void save(Path file, long number) throws IOException {
      NpzWriter.write(file, w -> w.put("a", all(number)).put("x", all(number)));
    }
  },
  COMMITTED("committed.npz") {
    @Override
    void save(Path file, long number) throws IOException {
      try (NpzWriter writer = NpzWriter.create(file)) {
        writer.put("a", all(number)).put("x", all(number));
        writer.commit();
      }
    }
  },
  DEFLATED("deflated.npz") {
    @Override
    void save(Path file, long number) throws IOException {
      NpzWriter.write(file, o -> o.withThreads(2), w -> w.compressed().put("x", all(number)));
    }
  },
  UPDATE("update.npz") {
    @Override
    void save(Path file, long number) throws IOException {
      NpzWriter.update(
          file,
          w -> {
            if (!w.contains("a")) {
              w.put("a", all(-1));
            }
            w.put("x", all(number));
          });
    }
  },
  ROWS("rows.npy") {
    @Override
    void save(Path file, long number) throws IOException {
      Npy.writeRows(file, DTypes.INT64, Shape.SCALAR, rows -> blocks(number, rows));
    }
  },
  MEMBER_ROWS("rows.npz") {
    @Override
    void save(Path file, long number) throws IOException {
      NpzWriter.write(
          file,
          w -> w.putRows("x", DTypes.INT64, Shape.of(ELEMENTS), rows -> blocks(number, rows)));
    }
  },
  /** Rows of a number each: 0, 1, 2 … */
  APPEND("append.npy") {
    @Override
    void save(Path file, long number) throws IOException {
      if (Files.exists(file)) {
        Npy.appendRows(file, rows -> rows.write(NdArray.of(rows.count())));
      } else {
        Npy.save(file, NdArray.of(0));
      }
    }

    @Override
    long check(Path file) throws IOException {
      long[] rows = Npy.load(file).toLongArray();
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] != i) {
          throw new AssertionError("row " + i + " is " + rows[i]);
        }
      }
      return rows.length - 1L;
    }
  },
  WHOLE_FILE("whole.txt") {
    @Override
    void save(Path file, long number) throws IOException {
      byte[] line = (number + "\n").getBytes(StandardCharsets.UTF_8);
      WholeFile.write(
          file,
          out -> {
            for (int i = 0; i < LINES; i++) {
              out.write(line);
            }
          });
    }
  },
  SAFETENSORS("a.safetensors") {
    @Override
    void save(Path file, long number) throws IOException {
      Safetensors.write(file, Map.of("x", all(number)));
    }

    @Override
    long check(Path file) throws IOException {
      return same(Objects.requireNonNull(Safetensors.read(file).get("x")));
    }
  },
  CSV("a.csv") {
    @Override
    void save(Path file, long number) throws IOException {
      lines(file, number);
    }
  },
  JSON_LINES("a.jsonl") {
    @Override
    void save(Path file, long number) throws IOException {
      lines(file, number);
    }
  },
  FROM_TEXT("text.npy") {
    @Override
    void save(Path file, long number) throws IOException {
      Path text = file.resolveSibling("text.csv");
      CSV.save(text, number);
      TextRows.csv(text, o -> o.withHeader(TextRows.Options.Header.ABSENT)).toNpy(file);
    }
  },
  CONVERTED("converted.npz") {
    @Override
    void save(Path file, long number) throws IOException {
      Path in = file.resolveSibling("in.npy");
      NPY.save(in, number);
      PickleFree.convert(in, file, o -> o);
    }

    @Override
    long check(Path file) throws IOException {
      try (NpzFile npz = NpzFile.open(file)) {
        return same(npz.get("arr_0"));
      }
    }
  };

  /** Writes lines of text as the command does. */
  private static void lines(Path file, long number) throws IOException {
    Path in = file.resolveSibling("lines.npy");
    Npy.save(in, all(number).slice(0, LINES));
    Brine run = Brine.run("convert", in, file);
    if (run.code() != 0) {
      throw new IOException(run.err());
    }
  }

  private static final int ELEMENTS = 100_000;
  private static final int LINES = 3_000;

  private final String name;

  Write(String name) {
    this.name = name;
  }

  Path file(Path folder) {
    return folder.resolve(name);
  }

  /** Writes this number to the file. */
  abstract void save(Path file, long number) throws IOException;

  /** The number that was saved last; throws if the file is not whole. */
  long check(Path file) throws IOException {
    if (name.endsWith(".npy")) {
      return same(Npy.load(file));
    }
    if (name.endsWith(".npz")) {
      try (NpzFile npz = NpzFile.open(file)) {
        if (this == UPDATE && same(npz.get("a")) != -1) {
          throw new AssertionError("the member that was carried over has changed");
        }
        if ((this == STORED || this == COMMITTED) && same(npz.get("a")) != same(npz.get("x"))) {
          throw new AssertionError("members of two writes in one archive");
        }
        return same(npz.get("x"));
      }
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() != LINES || lines.stream().distinct().count() != 1) {
      throw new AssertionError(lines.size() + " lines: " + lines.stream().distinct().toList());
    }
    return Long.parseLong(lines.get(0));
  }

  private static NdArray all(long number) {
    long[] values = new long[ELEMENTS];
    Arrays.fill(values, number);
    return NdArray.of(values);
  }

  private static void blocks(long number, RowWriter rows) throws IOException {
    NdArray all = all(number);
    int block = ELEMENTS / 8;
    for (int from = 0; from < ELEMENTS; from += block) {
      rows.write(all.slice(from, from + block));
    }
  }

  /** Throws unless all elements are the same, and returns which they are. */
  private static long same(NdArray array) {
    long[] values = array.toLongArray();
    for (long value : values) {
      if (value != values[0]) {
        throw new AssertionError(values[0] + " and " + value + " in one array");
      }
    }
    return values[0];
  }
}
