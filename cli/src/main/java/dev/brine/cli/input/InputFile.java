package dev.brine.cli.input;

import dev.brine.cli.input.Part.Content;
import dev.brine.npy.LoadOptions;
import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file of the command line, opened: what it is, and its parts. */
public final class InputFile implements Closeable {
  private final String name;
  private final Format format;
  private final long size;
  private final @Nullable NpzFile archive;
  private final List<Part> parts;

  private InputFile(
      String name, Format format, long size, @Nullable NpzFile archive, List<Part> parts) {
    this.name = name;
    this.format = format;
    this.size = size;
    this.archive = archive;
    this.parts = parts;
  }

  /**
   * Opens a file.
   *
   * @param name as the command line has it
   * @param path where it is
   */
  public static InputFile open(String name, Path path, LoadOptions options) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(name, null, "is a directory; give the files in it");
    }
    if (name.startsWith("http://") || name.startsWith("https://")) {
      throw new FileSystemException(name, null, "is no file; download it first");
    }
    Format format;
    try (InputStream in = Files.newInputStream(path)) {
      format = Format.of(name, in.readNBytes(Format.MAGIC_LENGTH));
    }
    long size = Files.size(path);
    if (format == Format.NPZ) {
      NpzFile archive = NpzFile.open(path, unused -> options);
      List<Part> parts = new ArrayList<>(archive.members().size());
      for (NpzMember member : archive.members()) {
        parts.add(new MemberPart(name, archive, member));
      }
      return new InputFile(name, format, size, archive, parts);
    }
    Content content = format == Format.NPY ? Content.ARRAY : Content.PICKLE;
    Part part = new FilePart(name, path, content, size, options);
    return new InputFile(name, format, size, null, List.of(part));
  }

  /** The name on the command line. */
  public String name() {
    return name;
  }

  public Format format() {
    return format;
  }

  /** In bytes. */
  public long size() {
    return size;
  }

  /** All parts; one, unless this is an archive. */
  public List<Part> parts() {
    return parts;
  }

  /** Whether there is a member of this name, with or without {@code .npy}. */
  public boolean contains(String member) {
    return archive != null && archive.contains(member);
  }

  /** The part that is the member of this name; of several the last, as in NumPy. */
  public Part part(String member) {
    NpzFile opened = Objects.requireNonNull(archive, "no archive");
    return new MemberPart(name, opened, opened.member(member));
  }

  @Override
  public void close() throws IOException {
    if (archive != null) {
      archive.close();
    }
  }
}
