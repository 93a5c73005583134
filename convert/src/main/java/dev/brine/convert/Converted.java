package dev.brine.convert;

/**
 * What {@link PickleFree} did to an object array, or to a value that is not an array.
 *
 * @param name the name of the array or value
 * @param kind the layout of its elements, one word of {@code docs/pickle-free.md}
 * @param python a Python expression that gives the elements back from {@code z}, the archive: a
 *     list, or the value if the array is 0-d
 */
public record Converted(String name, String kind, String python) {}
