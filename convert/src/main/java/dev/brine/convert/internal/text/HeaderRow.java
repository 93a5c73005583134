package dev.brine.convert.internal.text;

/** Whether the first row of CSV has the names of the columns. */
public enum HeaderRow {
  /** The rows below it decide. */
  DETECT,
  PRESENT,
  ABSENT
}
