package dev.brine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.Location;
import dev.brine.error.MalformedException;
import dev.brine.npy.internal.object.NumpyTypes;
import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.internal.python.PythonTypes;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * More than 20,000 generated and mutated pickles, each with the names that CPython's unpicklers ask
 * {@code find_class} for: Python 2.7 and 3.6 to 3.13, the one in C and the one in Python. The files
 * {@code make_find_class_cases.py} and {@code ask_find_class.py} make them.
 */
class FindClassTest {
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Case(byte[] pickle, List<String> names) {}

  @Test
  void every_name_that_a_cpython_asks_for_is_found() throws IOException {
    List<String> missing = new ArrayList<>();
    int names = 0;
    for (Case given : cases()) {
      Set<String> found = new HashSet<>();
      FileScan scan = Scan.of(given.pickle(), "a.pkl", options -> options);
      for (Finding finding : scan.findings()) {
        found.add(finding.module() + '\0' + finding.name());
      }
      for (String name : given.names()) {
        names++;
        if (!isFound(name, found) && missing.size() < 1_000) {
          String bytes = new String(given.pickle(), StandardCharsets.ISO_8859_1);
          missing.add(escape(name) + " of " + escape(bytes));
        }
      }
    }
    assertThat(names).isGreaterThan(20_000);
    assertThat(missing).isEmpty();
  }

  /** Whether the scan reports the name, which may hold more NULs than the one in its middle. */
  private static boolean isFound(String latin1, Set<String> found) {
    for (int end = latin1.indexOf('\0'); end >= 0; end = latin1.indexOf('\0', end + 1)) {
      String module = decoded(latin1.substring(0, end));
      String name = decoded(latin1.substring(end + 1));
      if (found.contains(module + '\0' + name) || isKnown(module, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a table has the name, so that it is no finding. */
  private static boolean isKnown(String module, String attribute) {
    return PythonTypes.INSTANCE.find(module, attribute) != null
        || NumpyTypes.INSTANCE.find(module, attribute) != null;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(c >= ' ' && c < 0x7f && c != '\\' ? c : String.format("\\x%02x", (int) c));
    }
    return escaped.toString();
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(
            new GZIPInputStream(
                Objects.requireNonNull(
                    FindClassTest.class.getResourceAsStream("find_class.bin.gz"))))) {
      while (true) {
        byte[] pickle = bytes(in);
        int count = in.readUnsignedByte();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          names.add(new String(bytes(in), StandardCharsets.ISO_8859_1));
        }
        cases.add(new Case(pickle, names));
      }
    } catch (EOFException e) {
      return cases;
    }
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int low = in.readUnsignedByte();
    byte[] bytes = new byte[low | in.readUnsignedByte() << 8];
    in.readFully(bytes);
    return bytes;
  }

  /** The text as the scan reports it: as Latin-1 if it is not UTF-8. */
  private static String decoded(String latin1) {
    try {
      byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
      return OpcodeReader.utf8(bytes, Location.MEMORY, 0);
    } catch (MalformedException e) {
      return latin1;
    }
  }
}
