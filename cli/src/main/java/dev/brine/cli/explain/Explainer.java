package dev.brine.cli.explain;

import dev.brine.cli.text.Numbers;
import dev.brine.error.BrineException;
import dev.brine.error.Location;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.Npy;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.Pickle;
import dev.brine.pickle.value.PickleValue;
import dev.brine.scan.Scan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds out what there is to say about one file. Nothing in it is run. */
final class Explainer {
  private static final String MAGIC = "\u0093NUMPY";

  private final Draft draft;
  private final Path path;
  private final ArrayFacts arrayFacts;
  private final Conclusion conclusion;

  private Explainer(Draft draft) {
    this.draft = draft;
    this.path = draft.path;
    this.arrayFacts = new ArrayFacts(draft);
    this.conclusion = new Conclusion(draft);
  }

  /**
   * Explains a file.
   *
   * @param name on the command line
   * @param path where it is
   */
  static Answer explain(String name, Path path) throws IOException {
    return new Explainer(new Draft(name, path)).answer(Beginning.of(path));
  }

  private Answer answer(Beginning beginning) throws IOException {
    Foreign foreign = Forms.of(beginning);
    foreign = foreign == null ? Packed.of(beginning, path, draft.names) : foreign;
    if (foreign != null) {
      return conclusion.foreign(foreign);
    }
    if (beginning.is("PK\u0003\u0004") || beginning.is("PK\u0005\u0006")) {
      return new Archive(draft).answer(beginning.size());
    }
    return beginning.is(MAGIC) ? array(beginning) : pickle(beginning);
  }

  private Answer array(Beginning beginning) throws IOException {
    NpyHeader header;
    try {
      header = Npy.header(path);
    } catch (BrineException e) {
      draft.fact("is", "an .npy file with a broken header, " + Numbers.bytes(beginning.size()));
      draft.fact("why", e.reason());
      String verdict = "damaged; fetch or save it again.";
      return draft.answer("broken .npy", false, verdict, List.of());
    }
    draft.fact("is", "an .npy file, " + Numbers.bytes(beginning.size()));
    int last = Math.min(header.length(), Beginning.length()) - 1;
    boolean objects = header.dtype().hasObject();
    LineEnds ends = beginning.has(last, "\r\n") ? LineEnds.of(path) : null;
    if (ends != null && ends.lf() == 0) {
      draft.fact("array", header.dtype() + ", shape " + header.shape());
      long whole = objects ? 0 : header.length() + header.dataBytes() + ends.crlf();
      draft.mendable = objects || whole == beginning.size();
      return conclusion.rewritten(".npy");
    }
    arrayFacts.array("", header, beginning.size(), this::fileValue);
    long missing = objects ? 0 : header.length() + header.dataBytes() - beginning.size();
    if (missing > 0 && LineEnds.of(path).canHaveLost(missing)) {
      draft.fact(
          "or",
          "bytes within it are missing: no LF byte follows a CR, as when a copy in text mode has"
              + " taken each such CR away; fetch it again as binary");
    }
    return conclusion.arrays(".npy");
  }

  private Answer pickle(Beginning beginning) throws IOException {
    try {
      PickleValue value = arrayFacts.value(this::fileValue);
      String size = Numbers.bytes(beginning.size());
      draft.fact("is", "a bare pickle, " + size + ": " + value.described());
      try (InputStream in = Files.newInputStream(path)) {
        Location location = Location.of(draft.name);
        LoadOptions options = ArrayFacts.LENIENT;
        draft.needs.pickle(Pickle.scan(in, location, 0, options.pickle()).facts());
      }
      return conclusion.arrays("pickle");
    } catch (BrineException e) {
      return unknown(beginning, e);
    }
  }

  private PickleValue fileValue(LoadOptions options) throws IOException {
    return Npy.loadValue(path, unused -> options);
  }

  private Answer unknown(Beginning beginning, BrineException failure) throws IOException {
    boolean pickle = beginning.isBinaryPickle() || isOldPickle(beginning);
    if (pickle && LineEnds.of(path).areAllCrlf()) {
      String size = Numbers.bytes(beginning.size());
      draft.fact("is", "a bare pickle, " + size + ", which breaks: " + failure.reason());
      draft.mendable = true;
      return conclusion.rewritten("pickle");
    }
    if (beginning.isText() && !pickle) {
      return conclusion.foreign(TextForms.plain());
    }
    draft.fact("is", "neither .npy nor .npz; as a pickle it breaks: " + failure.reason());
    String verdict =
        "nothing that NumPy reads (scan: " + Conclusion.word(Scan.of(path).verdict()) + ").";
    String command = draft.names.in("brine dump --ops {sh}");
    return draft.answer("unknown", false, verdict, List.of(command));
  }

  /** Whether it begins as Python 2 pickles most: with a mark, a class or an empty container. */
  private static boolean isOldPickle(Beginning beginning) {
    return beginning.is("ccopy_reg\r\n")
        || beginning.is("cnumpy")
        || beginning.is("(lp")
        || beginning.is("(dp")
        || beginning.is("(ip");
  }
}
