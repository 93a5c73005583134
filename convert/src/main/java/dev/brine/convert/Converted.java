package dev.brine.convert;

/**
 * What {@link PickleFree} did to an object array, or to a value that is no array.
 *
 * @param name its name
 * @param kind the form of its elements, in a word of the convention
 * @param python an expression that gives its elements back from {@code z}, the archive: a list, or
 *     of a 0-d array the value
 */
public record Converted(String name, String kind, String python) {}
