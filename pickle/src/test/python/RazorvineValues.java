import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.TimeZone;
import net.razorvine.pickle.Pickler;

/**
 * Prints pickles of Java's values as razorvine's Pickler writes them, for make_peer_values.py:
 *
 * <pre>java -cp pickle-1.5.jar RazorvineValues.java > razorvine.tsv</pre>
 */
public final class RazorvineValues {
  private RazorvineValues() {}

  /** Prints a family, a tab and a pickle in hexadecimal for each value. */
  public static void main(String[] args) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("Etc/UTC"));
    print("java.sql", java.sql.Date.valueOf("2011-12-31"));
    print("java.sql", java.sql.Time.valueOf("14:33:59"));
    print("java.sql", java.sql.Timestamp.valueOf("2011-12-31 14:33:59.456789"));
    print("java.util", new java.util.Date(1325289600123L));
    for (String zone : new String[] {"Etc/UTC", "UTC", "Europe/Paris", "America/New_York"}) {
      Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
      calendar.clear();
      calendar.set(2014, Calendar.JULY, 8, 10, 10, 1);
      print("calendar", calendar);
      calendar.set(2014, Calendar.JANUARY, 8, 10, 10, 1);
      print("calendar", calendar);
    }
    print("java.time", java.time.LocalDate.of(2011, 12, 31));
    print("java.time", java.time.LocalTime.of(14, 33, 59, 456_789_000));
    print("java.time", java.time.LocalDateTime.of(2011, 12, 31, 14, 33, 59, 456_789_000));
    print("array", new int[] {1, 2, -3});
    print("array", new short[] {1, 2, -3});
    print("array", new long[] {1, 2, -3_000_000_000L});
    print("array", new float[] {1.5f, -2.25f});
    print("array", new double[] {1.1, -2.2});
    print("array", new boolean[] {true, false});
    print("array", new char[] {'a', '\u20ac'});
    print("array", new byte[] {1, 2, -1});
    print("array", new Object[] {1, "a", null});
    print("number", new java.math.BigDecimal("12345.6789"));
    print("number", java.math.BigInteger.TWO.pow(70));
    print("container", java.util.Set.of(1));
    print("container", java.util.Map.of("a", 1));
    print("container", java.util.List.of("a", 1));
    print("enum", Thread.State.NEW);
  }

  private static void print(String family, Object value) {
    try {
      byte[] bytes = new Pickler().dumps(value);
      System.out.println(family + "\t" + HexFormat.of().formatHex(bytes));
    } catch (Exception e) {
      System.err.println(value.getClass() + ": " + e);
    }
  }
}
