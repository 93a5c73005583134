package dev.brine.datasets;

/** Which axis of pictures has the colours: Keras' {@code image_data_format}. */
public enum ImageDataFormat {
  /** (pictures, rows, columns, colours), Keras' default. */
  CHANNELS_LAST,
  /** (pictures, colours, rows, columns). */
  CHANNELS_FIRST
}
