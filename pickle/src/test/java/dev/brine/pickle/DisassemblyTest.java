package dev.brine.pickle;

import static dev.brine.pickle.Pickles.bytes;
import static dev.brine.pickle.Pickles.u4;
import static dev.brine.pickle.Pickles.u8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brine.error.BrineException;
import dev.brine.error.TruncatedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Opcodes are shown by the reader that decodes them. */
class DisassemblyTest {

  private static List<String> listing(String pickle) throws IOException {
    Pickle.Disassembly disassembly = Pickle.disassemble(bytes(pickle));
    List<String> lines = new ArrayList<>();
    for (Pickle.Instruction next = disassembly.next(); next != null; next = disassembly.next()) {
      lines.add(next.toString());
    }
    return lines;
  }

  @Test
  void every_kind_of_argument_is_shown() throws IOException {
    assertThat(listing("\u0080\u0004\u0095" + u8(6) + "K\u0007M\u0001\u0001."))
        .containsExactly(
            "0: PROTO 4", "2: FRAME 6", "11: BININT1 7", "13: BININT2 257", "16: STOP");
    assertThat(listing("J" + u4(-1) + "G?\u00f0\0\0\0\0\0\0I01\ncos\nsystem\n."))
        .containsExactly(
            "0: BININT -1",
            "5: BINFLOAT 1.0",
            "14: INT 01",
            "18: GLOBAL 'os' 'system'",
            "29: STOP");
    assertThat(listing("\u008c\u0002\u00c3\u00a9C\u0002a\u0000U\u0001b\u008a\u0001\u00ff."))
        .containsExactly(
            "0: SHORT_BINUNICODE '\u00e9'",
            "4: SHORT_BINBYTES b'a\\x00'",
            "8: SHORT_BINSTRING 'b'",
            "11: LONG1 -1",
            "14: STOP");
  }

  @Test
  void nothing_follows_STOP() throws IOException {
    Pickle.Disassembly disassembly = Pickle.disassemble(bytes(".N."));
    assertThat(disassembly.next()).hasToString("0: STOP");
    assertThat(disassembly.next()).isNull();
  }

  @Test
  void what_came_before_a_failure_is_handed_out() throws IOException {
    Pickle.Disassembly disassembly = Pickle.disassemble(bytes("NJ\u0001"));
    assertThat(disassembly.next()).hasToString("0: NONE");
    assertThatThrownBy(disassembly::next).isInstanceOf(TruncatedException.class);
    assertThatThrownBy(() -> listing("N\u00ff"))
        .isInstanceOf(BrineException.class)
        .hasMessageContaining("unknown opcode 0xff");
  }

  @Test
  void all_that_decodes_disassembles() throws IOException {
    for (GoldenPicklesTest.Golden golden : GoldenPicklesTest.ALL) {
      Pickle.Disassembly disassembly = Pickle.disassemble(golden.pickle());
      long last = -1;
      for (Pickle.Instruction next = disassembly.next(); next != null; next = disassembly.next()) {
        last = next.offset();
      }
      assertThat(last).isEqualTo(golden.pickle().length - 1);
    }
  }
}
