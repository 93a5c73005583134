package dev.brine.cli.explain;

import dev.brine.cli.explain.LocalMembers.Local;
import dev.brine.cli.text.Numbers;
import dev.brine.error.BrineException;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.util.List;

/** What there is to say about a zip archive: an .npz, or whatever else is one. */
final class Archive {
  private static final int MOST_MEMBERS = 12;

  private final Draft draft;
  private final ArrayFacts arrayFacts;

  Archive(Draft draft) {
    this.draft = draft;
    this.arrayFacts = new ArrayFacts(draft);
  }

  Answer answer(long size) throws IOException {
    try (NpzFile archive = NpzFile.open(draft.path)) {
      int arrays = 0;
      String other = "";
      for (NpzMember member : archive.members()) {
        other = other.isEmpty() ? ZipKind.of(member.name()) : other;
        if (!isArray(archive, member)) {
          continue;
        }
        if (arrays == 0) {
          String count = Numbers.count(archive.members().size(), "member");
          draft.fact("is", "an .npz archive of " + count + ", " + Numbers.bytes(size));
        }
        if (arrays++ < MOST_MEMBERS) {
          array(archive, member);
        }
      }
      if (arrays > MOST_MEMBERS) {
        draft.fact("and", Numbers.count(arrays - MOST_MEMBERS, "more array"));
      }
      Conclusion conclusion = new Conclusion(draft);
      if (draft.broken != null && LineEnds.of(draft.path).areAllCrlf()) {
        return conclusion.rewritten(".npz");
      }
      return arrays > 0
          ? conclusion.arrays(".npz")
          : conclusion.foreign(
              new Foreign(
                  "zip",
                  ZipKind.sentence(other),
                  List.of(ZipKind.command(other)),
                  other.equals("PyTorch")));
    } catch (BrineException e) {
      return broken(size, e);
    }
  }

  private static boolean isArray(NpzFile archive, NpzMember member) throws IOException {
    try {
      return archive.isArray(member);
    } catch (BrineException e) {
      return member.name().endsWith(".npy"); // and is damaged, as its header will tell
    }
  }

  private void array(NpzFile archive, NpzMember member) throws IOException {
    try {
      arrayFacts.array(
          member.key(),
          archive.header(member),
          member.size(),
          options -> value(member.name(), options));
    } catch (BrineException e) {
      draft.broken = e.reason();
      draft.fact(member.key(), "broken: " + e.reason());
    }
  }

  private PickleValue value(String member, LoadOptions options) throws IOException {
    try (NpzFile archive = NpzFile.open(draft.path, unused -> options)) {
      return archive.value(member);
    }
  }

  private Answer broken(long size, BrineException failure) throws IOException {
    draft.fact("is", "a zip archive that is damaged, " + Numbers.bytes(size));
    draft.fact("why", failure.reason());
    if (LineEnds.of(draft.path).areAllCrlf()) {
      return new Conclusion(draft).rewritten("broken .npz");
    }
    int whole = 0;
    int told = 0;
    for (Local member : LocalMembers.of(draft.path)) {
      whole += member.missing() <= 0 ? 1 : 0;
      if (told++ < MOST_MEMBERS || member.missing() > 0) {
        draft.fact(member.name(), member.described());
      }
    }
    String verdict = "a broken archive, most often a download that was cut off: fetch it again.";
    String command = whole > 0 ? saved() : draft.names.in("unzip -t {sh}");
    return draft.answer("broken .npz", false, verdict, List.of(command));
  }

  /** What takes the members that are whole out of an archive without a directory. */
  private String saved() {
    String out = Names.of("saved.npz").shell();
    return draft.names.in("zip -FF {sh} --out ") + out + "   # what is whole in it";
  }
}
