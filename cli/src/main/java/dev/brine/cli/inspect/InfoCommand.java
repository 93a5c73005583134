package dev.brine.cli.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.brine.cli.input.Arguments;
import dev.brine.cli.input.Command;
import dev.brine.cli.input.Console;
import dev.brine.cli.input.Part;
import dev.brine.cli.input.Parts;
import dev.brine.cli.input.Parts.PartVisitor;
import dev.brine.cli.print.HeaderText;
import dev.brine.cli.print.JsonLines;
import dev.brine.cli.print.JsonLines.HeaderJson;
import dev.brine.cli.print.JsonLines.JsonVisitor;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NpzMember;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.time.LocalDateTime;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code brine info}. */
public final class InfoCommand implements Command {

  @Override
  public String usage() {
    return "brine info FILE [MEMBER]... [FILE]... [options]";
  }

  @Override
  public String summary() {
    return "Shows everything that the headers of arrays say, and how NumPy and Java open them.";
  }

  @Override
  public Options options() {
    Options options = new Options();
    Arguments.flag(options, "json", "print one JSON object per line");
    Arguments.loading(options);
    return options;
  }

  @Override
  public int run(CommandLine line, Console console) throws IOException {
    Arguments arguments = new Arguments(line);
    LoadOptions options = arguments.loading();
    PartVisitor visitor =
        arguments.has("json")
            ? new InfoJson(new JsonLines(console.out()))
            : new InfoText(console, options);
    return Parts.visit(line.getArgList(), options, console, visitor) ? OK : ERROR;
  }

  /** Prints one JSON object per part. */
  private static final class InfoJson extends JsonVisitor {
    InfoJson(JsonLines lines) {
      super(lines);
    }

    @Override
    public void part(Part part) throws IOException {
      Part.Content content = part.content();
      NpyHeader header = content == Part.Content.ARRAY ? part.header() : null;
      PickleValue value = content == Part.Content.PICKLE ? part.pickle() : null;
      JsonGenerator json = begin(part.file(), part);
      json.writeStringField("content", HeaderText.content(part, content));
      if (header != null) {
        write(header, json);
      }
      if (value != null) {
        json.writeStringField("type", value.typeName());
        json.writeBooleanField("needs_allow_pickle", true);
      }
      end();
    }

    private static void write(NpyHeader header, JsonGenerator json) throws IOException {
      boolean object = header.dtype().hasObject();
      json.writeStringField("version", header.version().toString());
      json.writeNumberField("header_size", header.length());
      HeaderJson.writeFacts(json, header);
      json.writeStringField("dtype", header.dtype().toString());
      json.writeNumberField("itemsize", header.dtype().itemsize());
      json.writeNumberField("elements", header.shape().size());
      json.writeFieldName("data_size");
      if (object) {
        json.writeNull();
      } else {
        json.writeNumber(header.dataBytes());
      }
      json.writeBooleanField("needs_allow_pickle", object);
    }

    @Override
    protected void details(@Nullable Part part, JsonGenerator json) throws IOException {
      if (part != null) {
        json.writeNumberField("size", part.size());
        NpzMember member = part.member();
        if (member != null) {
          write(member, json);
        }
      }
    }

    private static void write(NpzMember member, JsonGenerator json) throws IOException {
      LocalDateTime time = member.time();
      json.writeNumberField("compressed_size", member.compressedSize());
      json.writeStringField("compression", member.compression());
      json.writeNumberField("crc32", member.crc32());
      json.writeBooleanField("encrypted", member.isEncrypted());
      json.writeStringField("time", time == null ? null : time.toString());
    }
  }
}
