package dev.brine.cli.explain;

import org.jspecify.annotations.Nullable;

/** What other programs for numbers and tables write. */
final class TableForms {
  private static final String HDF5 = "\u0089HDF\r\n\u001a\n";
  private static final String SCIPY = "import scipy.io; a = scipy.io.loadmat({py})";
  private static final String H5PY = "import h5py; h5py.File({py}).visit(print)";
  private static final int MATLAB_4_HEADER = 20;

  private TableForms() {}

  static @Nullable Foreign of(Beginning file) {
    Foreign found = hdf5(file);
    found = found == null ? matlab(file) : found;
    found = found == null ? table(file) : found;
    return found == null ? science(file) : found;
  }

  /** HDF5 may have a block of its user before it, of 512 bytes or a power of two more. */
  private static @Nullable Foreign hdf5(Beginning file) {
    if (file.is("MATLAB 7.3 MAT-file")) {
      return new Foreign(
          "MATLAB 7.3", "A MATLAB file of version 7.3, which is HDF5 after 512 bytes.", H5PY);
    }
    boolean after = file.has(512, HDF5) || file.has(1024, HDF5) || file.has(2048, HDF5);
    return file.is(HDF5) || after
        ? new Foreign(
            "HDF5", "An HDF5 file. Keras' weights (.h5) and pandas' HDFStore are such.", H5PY)
        : null;
  }

  private static @Nullable Foreign matlab(Beginning file) {
    if (file.is("MATLAB 5.0 MAT-file")) {
      return new Foreign("MATLAB 5", "A MATLAB file of version 5.", SCIPY);
    }
    return isMatlab4(file)
        ? new Foreign("MATLAB 4", "A MATLAB file of version 4, or of Octave.", SCIPY)
        : null;
  }

  /**
   * A header of five numbers (type, rows, columns, whether imaginary, the name's length with its
   * NUL), then the name. The digits of the type are byte order, 0, precision and kind.
   */
  private static boolean isMatlab4(Beginning file) {
    long type = file.number(0, Integer.BYTES);
    long name = file.number(16, Integer.BYTES);
    boolean known = type < 100 && type % 10 <= 2 && type / 10 <= 5;
    long imaginary = file.number(12, Integer.BYTES);
    if (!known || imaginary > 1 || name < 2 || name > 64) {
      return false;
    }
    int end = MATLAB_4_HEADER + (int) name - 1;
    if (end >= file.text().length() || file.text().charAt(end) != 0) {
      return false;
    }
    String word = file.text().substring(MATLAB_4_HEADER, end);
    return Character.isLetter(word.charAt(0))
        && word.chars().allMatch(c -> c < 0x7f && (c == '_' || Character.isLetterOrDigit(c)));
  }

  private static @Nullable Foreign table(Beginning file) {
    if (file.is("PAR1")) {
      return new Foreign(
          "Parquet", "A Parquet table.", "import pandas; t = pandas.read_parquet({py})");
    }
    if (file.is("ARROW1") || file.is("FEA1")) {
      return new Foreign(
          "Arrow", "An Arrow (Feather) table.", "import pandas; t = pandas.read_feather({py})");
    }
    if (isArrowStream(file)) {
      return new Foreign(
          "Arrow",
          "A stream of Arrow tables.",
          "import pyarrow; t = pyarrow.ipc.open_stream({py}).read_all()");
    }
    boolean saved = file.is("RDX2\n") || file.is("RDX3\n") || file.is("RDA3\n");
    boolean single = file.is("X\n\0\0\0") || file.is("A\n2\n") || file.is("A\n3\n");
    return saved || single
        ? new Foreign(
            "R data",
            saved ? "Objects of R (.RData)." : "An object of R (.rds).",
            "import pyreadr; a = pyreadr.read_r({py})")
        : null;
  }

  /** A mark, then the length of the schema's message. */
  private static boolean isArrowStream(Beginning file) {
    long length = file.number(4, Integer.BYTES);
    return file.is("\u00ff\u00ff\u00ff\u00ff")
        && length > 0
        && length % Long.BYTES == 0
        && length <= file.size();
  }

  private static @Nullable Foreign science(Beginning file) {
    if (file.is("SIMPLE  =")) {
      return new Foreign(
          "FITS",
          "A FITS file of astronomy.",
          "import astropy.io.fits; a = astropy.io.fits.getdata({py})");
    }
    if (file.is("CDF\u0001") || file.is("CDF\u0002") || file.is("CDF\u0005")) {
      return new Foreign(
          "NetCDF", "A NetCDF file.", "import xarray; a = xarray.open_dataset({py})");
    }
    boolean idx = file.is("\0\0\b\u0001") || file.is("\0\0\b\u0003");
    return idx
        ? new Foreign(
            "IDX",
            "Unsigned bytes in IDX, the form of the files of MNIST: a header of big-endian"
                + " numbers, then the bytes.",
            "import numpy; a = numpy.fromfile({py}, 'u1', offset="
                + (file.is("\0\0\b\u0001") ? "8)" : "16)"))
        : null;
  }
}
