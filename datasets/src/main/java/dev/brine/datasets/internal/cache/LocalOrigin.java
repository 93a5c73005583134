package dev.brine.datasets.internal.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file on this machine. It is copied whole. */
record LocalOrigin(Path path) implements Origin {
  private static final int BLOCK = 1 << 16;

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public String sender() {
    return "the file";
  }

  @Override
  public Body open(long from, @Nullable String validator) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw OriginException.lasting(Files.exists(path) ? "is not a file" : "does not exist");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    return new Copy(channel, channel.size(), ByteBuffer.allocate(BLOCK));
  }

  private record Copy(FileChannel channel, long total, ByteBuffer block) implements Body {
    @Override
    public long from() {
      return 0;
    }

    @Override
    public @Nullable String validator() {
      return null;
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
      block.clear();
      return channel.read(block) < 0 ? null : block.flip();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
