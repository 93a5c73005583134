package dev.brine.pickle.internal.python;

import dev.brine.pickle.spi.Call;
import dev.brine.pickle.spi.PickleType;
import dev.brine.pickle.spi.PickleTypes;
import dev.brine.pickle.value.PickleValue;
import dev.brine.pickle.value.PickleValue.Construction;
import dev.brine.pickle.value.PyConstant;
import dev.brine.pickle.value.PyGlobal;
import dev.brine.pickle.value.PyInt;
import dev.brine.pickle.value.PyLibrary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of Python's own types, by exact names. Python 3 writes the names of Python 2 in
 * protocols 0 to 2 ({@code __builtin__}, {@code copy_reg}); both spellings are entries of their
 * own. A switch, not a map: a program that decodes one pickle loads what that pickle names.
 */
public final class PythonTypes implements PickleTypes {
  /** The single, stateless instance. */
  public static final PythonTypes INSTANCE = new PythonTypes();

  private PythonTypes() {}

  @Override
  public @Nullable PickleType find(String module, String name) {
    return switch (module) {
      case "builtins", "__builtin__" -> Builtins.find(module, name);
      case "_codecs" -> name.equals("encode") ? Builtins.ENCODE : null;
      case "copyreg", "copy_reg" ->
          name.equals("_reconstructor") ? Identifiers.RECONSTRUCTOR : null;
      case "collections" -> Collections.find(name);
      case "datetime" -> Times.find(name);
      case "decimal" -> name.equals("Decimal") ? Numbers.DECIMAL : null;
      case "fractions" -> name.equals("Fraction") ? Numbers.FRACTION : null;
      case "uuid" -> Identifiers.find(name);
      case "pathlib", "pathlib._local" -> Paths.find(name);
      case "array" -> Arrays.find(name);
      case "pytz",
          "pytz.tzinfo",
          "dateutil.tz",
          "dateutil.tz.tz",
          "dateutil.zoneinfo",
          "zoneinfo" ->
          Zones.find(module, name);
      default -> null;
    };
  }

  /** Builds UUIDs, and handles the function that makes a UUID in protocols 0 and 1. */
  enum Identifiers implements PickleType {
    UUID,
    SAFE_UUID,
    RECONSTRUCTOR;

    static @Nullable PickleType find(String name) {
      return switch (name) {
        case "UUID" -> UUID;
        case "SafeUUID" -> SAFE_UUID;
        default -> null;
      };
    }

    @Override
    public Construction construct(Call call) {
      return switch (this) {
        case UUID -> uuid(call);
        case SAFE_UUID -> Construction.complete(safe(call));
        case RECONSTRUCTOR -> reconstruct(call);
      };
    }

    /** NEWOBJ makes an empty UUID; BUILD supplies its state. */
    private static Construction uuid(Call call) {
      if (call.count() != 0 || !call.opcode().startsWith("NEWOBJ")) {
        throw call.invalid("is made without arguments, and built from its state");
      }
      return PyLibrary.Uuid.builder();
    }

    /** Returns the value of an enum member, which Python 3.7 puts in the state. */
    private static PickleValue safe(Call call) {
      if (call.count() == 1
          && (call.argument(0) == PyConstant.NONE || call.argument(0) instanceof PyInt)) {
        return call.argument(0);
      }
      throw call.invalid("takes None or an int");
    }

    /** {@code copyreg._reconstructor(uuid.UUID, object, None)}; of any other class it is code. */
    private static Construction reconstruct(Call call) {
      Arguments.requireFunctionCall(call);
      if (call.count() != 3 || !(call.argument(0) instanceof PyGlobal made)) {
        throw call.invalid("takes a class, its base and a state");
      }
      Construction zone = Zones.reconstruct(call, made);
      if (zone != null) {
        return zone;
      }
      boolean uuid = made.module().equals("uuid") && made.name().equals("UUID");
      if (!uuid || !isObject(call.argument(1)) || call.argument(2) != PyConstant.NONE) {
        throw call.refuse("it makes an object of the class " + made);
      }
      return PyLibrary.Uuid.builder();
    }

    private static boolean isObject(PickleValue base) {
      return base instanceof PyGlobal global
          && global.name().equals("object")
          && (global.module().equals("builtins") || global.module().equals("__builtin__"));
    }
  }

  /** Builds the paths of {@code pathlib}, whose parts are joined as that module joins them. */
  enum Paths implements PickleType {
    PURE_POSIX("PurePosixPath"),
    POSIX("PosixPath"),
    PURE_WINDOWS("PureWindowsPath"),
    WINDOWS("WindowsPath");

    private final String typeName;

    Paths(String typeName) {
      this.typeName = typeName;
    }

    static @Nullable PickleType find(String name) {
      return switch (name) {
        case "PurePosixPath" -> PURE_POSIX;
        case "PosixPath" -> POSIX;
        case "PureWindowsPath" -> PURE_WINDOWS;
        case "WindowsPath" -> WINDOWS;
        default -> null;
      };
    }

    @Override
    public Construction construct(Call call) {
      boolean windows = this == PURE_WINDOWS || this == WINDOWS;
      String drive = "";
      String root = "";
      List<String> names = new ArrayList<>();
      for (int i = 0; i < call.count(); i++) {
        String part = Arguments.text(call, i);
        part = windows ? part.replace('/', '\\') : part;
        String ownDrive = windows ? drive(part) : "";
        String rest = part.substring(ownDrive.length());
        String ownRoot = root(rest, windows, ownDrive);
        boolean otherDrive = !ownDrive.isEmpty() && !ownDrive.equalsIgnoreCase(drive);
        if (otherDrive || !ownRoot.isEmpty()) {
          names.clear();
          root = ownRoot;
        }
        drive = ownDrive.isEmpty() ? drive : ownDrive;
        addNames(rest, windows ? '\\' : '/', names);
      }
      String text = drive + root + String.join(windows ? "\\" : "/", names);
      return Construction.complete(new PyLibrary.Path(typeName, text.isEmpty() ? "." : text));
    }

    /** {@code c:}, or {@code \\server\share}. */
    private static String drive(String part) {
      if (part.length() >= 2 && part.charAt(1) == ':' && Character.isLetter(part.charAt(0))) {
        return part.substring(0, 2);
      }
      if (!part.startsWith("\\\\") || part.startsWith("\\\\\\")) {
        return "";
      }
      int share = part.indexOf('\\', 2);
      if (share < 0 || share == part.length() - 1) {
        return "";
      }
      int end = part.indexOf('\\', share + 1);
      return end < 0 ? part : part.substring(0, end);
    }

    /** POSIX leaves two slashes, and no other number of them, to the system. */
    private static String root(String rest, boolean windows, String drive) {
      if (windows) {
        return rest.startsWith("\\") || drive.startsWith("\\\\") ? "\\" : "";
      }
      if (rest.startsWith("//") && !rest.startsWith("///")) {
        return "//";
      }
      return rest.startsWith("/") ? "/" : "";
    }

    private static void addNames(String rest, char separator, List<String> names) {
      int from = 0;
      while (from <= rest.length()) {
        int to = rest.indexOf(separator, from);
        to = to < 0 ? rest.length() : to;
        String name = rest.substring(from, to);
        if (!name.isEmpty() && !name.equals(".")) {
          names.add(name);
        }
        from = to + 1;
      }
    }
  }
}
