package dev.brine.cli.convert;

import dev.brine.cli.command.UsageException;
import dev.brine.cli.input.Chosen;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.StandardInput;
import dev.brine.cli.rows.RowFile;
import dev.brine.convert.Safetensors;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the rows of the one array that is meant. */
final class MemberRows {
  private MemberRows() {}

  /**
   * Writes CSV or JSON lines.
   *
   * @param inputs a file, and a member of it if it has several
   */
  static void write(List<String> inputs, Path out, FileKind kind, LoadOptions load)
      throws IOException {
    boolean json = kind == FileKind.JSON_LINES;
    if (FileKind.of(inputs.get(0)) == FileKind.SAFETENSORS) {
      RowFile.write(tensor(inputs), inputs.get(0), out, json);
      return;
    }
    try (StandardInput none = new StandardInput(InputStream.nullInputStream());
        Chosen chosen = Chosen.open(inputs, 0, none, load)) {
      if (chosen.next() != inputs.size()) {
        throw noMember(inputs);
      }
      if (chosen.parts().size() != 1) {
        throw notOne(inputs, chosen.parts().size());
      }
      Part part = chosen.parts().get(0);
      if (part.content() == Part.Content.BYTES) {
        throw new UsageException(part.title() + " is no array");
      }
      RowFile.write(part, out, json);
    }
  }

  private static NdArray tensor(List<String> inputs) throws IOException {
    Map<String, NdArray> tensors = Safetensors.read(Path.of(inputs.get(0)));
    if (inputs.size() == 1 && tensors.size() != 1) {
      throw notOne(inputs, tensors.size());
    }
    NdArray array =
        inputs.size() == 1 ? tensors.values().iterator().next() : tensors.get(inputs.get(1));
    if (array == null) {
      throw noMember(inputs);
    }
    return array;
  }

  private static UsageException noMember(List<String> inputs) {
    return new UsageException(inputs.get(0) + " has no member " + inputs.get(1));
  }

  private static UsageException notOne(List<String> inputs, int count) {
    return new UsageException(
        inputs.get(0) + " has not one member but " + count + ": say which, between IN and OUT");
  }
}
