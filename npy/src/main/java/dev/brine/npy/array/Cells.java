package dev.brine.npy.array;

/** Shows the elements of one array, all in the same way. */
interface Cells {
  /** The element at an index, as it stands in the text of the array. */
  String at(long... index);
}
