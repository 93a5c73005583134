package dev.brine.scan;

/** The format of a file, recognized by its bytes. */
public enum Form {
  /** An array in NumPy's own format. */
  NPY("npy"),
  /** A pickle. */
  PICKLE("pickle"),
  /** A zip archive: an {@code .npz}, a PyTorch file, a wheel. */
  ZIP("zip"),
  /** A tar archive. */
  TAR("tar"),
  /** Compressed with gzip. */
  GZIP("gzip"),
  /** A bare zlib stream, as joblib writes it. */
  ZLIB("zlib"),
  /** Compressed with bzip2. */
  BZIP2("bzip2"),
  /** Compressed with xz. */
  XZ("xz"),
  /** Compressed with lzma, in the form that came before xz. */
  LZMA("lzma"),
  /** Compressed with lzma, as lzip writes it. */
  LZIP("lzip"),
  /** Compressed with zlib behind a size, as joblib wrote it up to version 0.9. */
  JOBLIB("joblib"),
  /** An archive or compression format that Brine cannot read: 7z, rar, zstd, lz4. */
  CLOSED("closed"),
  /** A safetensors file: a header in JSON and raw tensors, which cannot run anything. */
  SAFETENSORS("safetensors"),
  /** Text: prose, source code, JSON, CSV, a list of paths. */
  TEXT("text"),
  /** An HDF5 file, such as Keras' weights. */
  HDF5("hdf5"),
  /** The weights of a language model in the format of llama.cpp. */
  GGUF("gguf"),
  /** A model in ONNX, a protocol buffer. */
  ONNX("onnx"),
  /** A table in Parquet or Arrow (Feather). */
  TABLE("table"),
  /** An image, a sound or a PDF document. */
  MEDIA("media"),
  /** A file without bytes. */
  EMPTY("empty"),
  /** Other data that neither NumPy nor a reader of pickles would load. */
  OTHER("other");

  private final String label;

  Form(String label) {
    this.label = label;
  }

  /**
   * Returns whether files of this format are neither an array, nor a pickle, nor a container, and
   * are known by their bytes to be something else.
   */
  public boolean isForeign() {
    return compareTo(TEXT) >= 0 && this != OTHER;
  }

  /** Returns the name used in reports. */
  public String label() {
    return label;
  }
}
