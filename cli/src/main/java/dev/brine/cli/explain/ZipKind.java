package dev.brine.cli.explain;

/** What a zip archive without arrays is, by the names in it. */
final class ZipKind {
  private ZipKind() {}

  /** A word for the kind that a member's name gives away, or empty. */
  static String of(String member) {
    if (member.endsWith("/data.pkl") || member.equals("data.pkl")) {
      return "PyTorch";
    }
    if (member.equals("[Content_Types].xml")) {
      return "Office";
    }
    if (member.equals("META-INF/MANIFEST.MF")) {
      return "jar";
    }
    return member.equals("model.weights.h5") ? "Keras" : "";
  }

  /** What it is. */
  static String sentence(String kind) {
    return switch (kind) {
      case "PyTorch" -> "A zip archive of torch.save: a pickle and raw tensors.";
      case "Office" -> "A document of an office program (.xlsx, .docx …), which is a zip archive.";
      case "jar" -> "A Java archive.";
      case "Keras" -> "A model of Keras 3 (.keras): a zip archive of JSON and HDF5.";
      default -> "A zip archive in which no member is an array.";
    };
  }

  /** What to run on it. */
  static String command(String kind) {
    return switch (kind) {
      case "PyTorch" -> "import torch; t = torch.load({py}, weights_only=True)";
      case "Keras" -> "import keras; keras.saving.load_model({py}).summary()";
      default -> "unzip -l {sh}";
    };
  }
}
