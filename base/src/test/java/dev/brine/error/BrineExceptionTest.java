package dev.brine.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brine.error.BrineException.Kind;
import org.junit.jupiter.api.Test;

/** What an exception tells of malformed input. */
class BrineExceptionTest {

  @Test
  void a_refusal_says_what_was_asked_for() {
    RefusedException e =
        new RefusedException(
            Location.of("a.pkl").at(7), "os", "system", "GLOBAL", "os.system is not known");
    assertThat(e.kind()).isEqualTo(Kind.REFUSED);
    assertThat(e.module()).isEqualTo("os");
    assertThat(e.name()).isEqualTo("system");
    assertThat(e.opcode()).isEqualTo("GLOBAL");
    assertThat(e).hasMessage("a.pkl@7: os.system is not known").hasNoCause();
  }

  @Test
  void a_location_names_the_file_the_member_and_the_offset() {
    Location member = Location.of("a.npz").member("x.npy");
    BrineException e = new MalformedException(Kind.MISMATCH, member.at(12), "they differ");
    assertThat(e).hasMessage("a.npz!x.npy@12: they differ");
    assertThat(e.location()).isEqualTo(member.at(12));
    assertThat(new LimitException(member, "it is too large").kind()).isEqualTo(Kind.LIMIT);
    assertThat(new UnsupportedException(member, "no").kind()).isEqualTo(Kind.UNSUPPORTED);
  }
}
