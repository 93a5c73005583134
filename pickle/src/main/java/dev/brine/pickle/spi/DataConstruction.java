package dev.brine.pickle.spi;

import dev.brine.pickle.internal.opcode.OpcodeReader;
import dev.brine.pickle.value.PickleValue.Construction;
import java.io.IOException;

/**
 * A value whose data follows its BUILD in the stream and is not opcodes, such as the elements of an
 * array in a file of joblib.
 */
public abstract class DataConstruction extends Construction {

  /** Reads the data and nothing after it. Called after each {@link #build}. */
  public abstract void read(OpcodeReader reader) throws IOException;
}
