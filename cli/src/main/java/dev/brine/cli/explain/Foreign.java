package dev.brine.cli.explain;

import org.jspecify.annotations.Nullable;

/**
 * A file that is no array.
 *
 * @param form in a word
 * @param what in a sentence
 * @param command what to run on FILE
 */
record Foreign(String form, String what, String command) {
  private static final String LFS = "version https://git-lfs.github.com/spec";

  /** What a file is that begins so, or null if that is not known. */
  static @Nullable Foreign of(Beginning file) {
    Foreign found = damaged(file);
    found = found == null ? text(file) : found;
    found = found == null ? data(file) : found;
    return found == null ? packed(file) : found;
  }

  private static @Nullable Foreign damaged(Beginning file) {
    if (file.size() == 0) {
      return new Foreign(
          "empty",
          "The file has no bytes: a download or a save that never began.",
          "fetch or save FILE again");
    }
    if (file.isZeros()) {
      return new Foreign(
          "zeros",
          "The file begins with zeros only: space that was set aside and never written.",
          "fetch or save FILE again");
    }
    if (file.is("\u00c2\u0093NUMPY") || file.is("\u00ef\u00bf\u00bdNUMPY") || file.is("?NUMPY")) {
      return new Foreign(
          "damaged .npy",
          "An .npy that something has rewritten as text in another encoding; bytes above 127 are"
              + " lost or changed.",
          "fetch FILE again as binary (ftp: binary; git: *.npy binary in .gitattributes)");
    }
    return null;
  }

  private static @Nullable Foreign text(Beginning file) {
    String words = file.words();
    if (words.startsWith(LFS)) {
      return new Foreign(
          "Git LFS pointer",
          "Not the data but a note of Git LFS where it is: the repository was cloned without LFS.",
          "git lfs install && git lfs pull --include FILE");
    }
    if (words.startsWith("<!doctype html") || words.startsWith("<html")) {
      return new Foreign(
          "HTML",
          "A web page: the link leads to a page about the file, a login or an error, not to it.",
          "download FILE again from the raw link (curl -L -o FILE URL)");
    }
    if (words.startsWith("<?xml") || words.startsWith("<error")) {
      return new Foreign(
          "XML",
          "An XML text; where data was expected, it is most often a storage service's error.",
          "head -c 500 FILE");
    }
    if (file.is("\u00ff\u00fe") || file.is("\u00fe\u00ff")) {
      return new Foreign("UTF-16", "Text in UTF-16.", "iconv -f UTF-16 -t UTF-8 FILE");
    }
    return null;
  }

  private static @Nullable Foreign data(Beginning file) {
    if (file.is("\u0089HDF\r\n\u001a\n") || file.is("MATLAB 7.3 MAT-file")) {
      boolean matlab = file.is("MATLAB");
      return new Foreign(
          matlab ? "MATLAB 7.3" : "HDF5",
          (matlab ? "A MATLAB file of version 7.3, which is HDF5 inside." : "An HDF5 file.")
              + " Keras' weights (.h5) and pandas' HDFStore are such.",
          "python3 -c \"import h5py; h5py.File('FILE').visit(print)\"");
    }
    if (file.is("MATLAB 5.0 MAT-file")) {
      return new Foreign(
          "MATLAB 5",
          "A MATLAB file of version 5.",
          "python3 -c \"import scipy.io; print(scipy.io.loadmat('FILE').keys())\"");
    }
    if (file.is("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.")) {
      return new Foreign(
          "PyTorch",
          "A file of torch.save in its form before 1.6: pickles, then raw tensors.",
          "python3 -c \"import torch; print(torch.load('FILE', weights_only=True))\"");
    }
    if (file.has(8, "{\"")) {
      return new Foreign(
          "safetensors",
          "A safetensors file: a header in JSON, then raw tensors. Nothing in it can run.",
          "python3 -c \"import safetensors.numpy as s; print(s.load_file('FILE').keys())\"");
    }
    if (file.is("PAR1") || file.is("ARROW1") || file.is("FEA1")) {
      boolean parquet = file.is("PAR1");
      return new Foreign(
          parquet ? "Parquet" : "Arrow",
          parquet ? "A Parquet table." : "An Arrow (Feather) table.",
          "python3 -c \"import pandas as p; print(p.read_"
              + (parquet ? "parquet" : "feather")
              + "('FILE'))\"");
    }
    return media(file);
  }

  private static @Nullable Foreign media(Beginning file) {
    String name =
        file.is("\u0089PNG")
            ? "PNG image"
            : file.is("\u00ff\u00d8\u00ff")
                ? "JPEG image"
                : file.is("GIF8")
                    ? "GIF image"
                    : file.is("%PDF")
                        ? "PDF document"
                        : file.is("SQLite format 3") ? "SQLite database" : "";
    return name.isEmpty()
        ? null
        : new Foreign(name, "A " + name + " under a wrong name.", "file FILE");
  }

  private static @Nullable Foreign packed(Beginning file) {
    String tool =
        file.is("\u001f\u008b")
            ? "gunzip"
            : file.is("BZh")
                ? "bunzip2"
                : file.is("\u00fd7zXZ")
                    ? "unxz"
                    : file.is("(\u00b5/\u00fd")
                        ? "unzstd"
                        : file.is("\u0004\"M\u0018")
                            ? "unlz4"
                            : file.is("7z\u00bc\u00af'\u001c") ? "7z x" : "";
    if (!tool.isEmpty()) {
      return new Foreign(
          "compressed",
          "Compressed as a whole; NumPy reads no such file, only .npz, which compresses inside.",
          tool.equals("7z x") ? "7z x FILE" : tool + " -c < FILE > unpacked");
    }
    boolean zlib = file.is("x\u009c") || file.is("x\u0001") || file.is("x\u00da");
    return zlib
        ? new Foreign(
            "zlib",
            "Compressed by zlib: most often a dump of joblib, which is a pickle; loading it runs"
                + " what it says.",
            "brine scan FILE")
        : null;
  }
}
