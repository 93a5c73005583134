package dev.brine.cli.input;

import dev.brine.npy.NpzFile;
import dev.brine.npy.NpzMember;
import dev.brine.npy.RowReader;
import dev.brine.npy.array.NdArray;
import dev.brine.npy.dtype.NpyHeader;
import dev.brine.pickle.value.PickleValue;
import java.io.IOException;
import java.io.InputStream;

/** A member of an archive. */
record MemberPart(String file, NpzFile archive, NpzMember member) implements Part {

  @Override
  public Content content() throws IOException {
    return archive.isArray(member) ? Content.ARRAY : Content.BYTES;
  }

  @Override
  public long size() {
    return member.size();
  }

  @Override
  public NpyHeader header() throws IOException {
    return archive.header(member);
  }

  @Override
  public NdArray array() throws IOException {
    return archive.get(member);
  }

  @Override
  public RowReader rows() throws IOException {
    return archive.rows(member);
  }

  @Override
  public PickleValue value() {
    throw new IllegalStateException("a member is never taken for a pickle");
  }

  @Override
  public InputStream bytes() throws IOException {
    return archive.open(member);
  }
}
