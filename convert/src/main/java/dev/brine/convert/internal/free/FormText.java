package dev.brine.convert.internal.free;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.brine.npy.dtype.DType;
import dev.brine.npy.dtype.DTypes;
import dev.brine.npy.dtype.Shape;
import java.io.IOException;
import java.io.StringWriter;

/** A form as JSON: what the member {@code NAME.form} says. */
final class FormText {
  /** The version of the convention. */
  static final int VERSION = 1;

  /** The key that says that there was a value and no array. */
  static final String VALUE = "value";

  /** The key that says that the array lay in Fortran order; its members are in C order. */
  static final String FORTRAN = "fortran_order";

  private FormText() {}

  static String of(FormHead head, Form form) throws IOException {
    StringWriter text = new StringWriter();
    JsonFactory factory = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("pickle_free", VERSION);
      if (head.isValue()) {
        json.writeBooleanField(VALUE, true);
      }
      shape(head.shape(), json);
      if (head.isFortran()) {
        json.writeBooleanField(FORTRAN, true);
      }
      DType dtype = head.dtype();
      if (!dtype.equals(DTypes.OBJECT)) {
        json.writeFieldName("dtype");
        json.writeRawValue(
            dtype.kind() == DType.Kind.STRING ? quoted(dtype.str()) : dtype.descrJson());
      }
      json.writeFieldName("form");
      write(form, json);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static void shape(Shape shape, JsonGenerator json) throws IOException {
    json.writeFieldName("shape");
    json.writeArray(shape.dims(), 0, shape.ndim());
  }

  private static void write(Form form, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", form.kind().text());
    if (form.masked()) {
      json.writeBooleanField("mask", true);
    }
    if (!form.row().isEmpty()) {
      json.writeStringField("row", form.row());
    }
    if (form.kind() == FormKind.EQUAL) {
      json.writeNumberField("length", form.length());
    }
    if (form.kind() == FormKind.OBJECTS) {
      shape(form.shape(), json);
    }
    if (form.kind() == FormKind.DICT) {
      json.writeFieldName("keys");
      json.writeArray(form.keys().toArray(new String[0]), 0, form.keys().size());
      json.writeArrayFieldStart("items");
      for (Form item : form.items()) {
        write(item, json);
      }
      json.writeEndArray();
    } else if (!form.items().isEmpty()) {
      json.writeFieldName("items");
      write(form.only(), json);
    }
    json.writeEndObject();
  }
}
