package dev.brine.datasets;

import dev.brine.pickle.Pickle;

/**
 * A member of a data set's file that was a pickle, and what it was made of.
 *
 * @param name the member's name
 * @param facts the names it held, none of which was called
 */
public record PickledMember(String name, Pickle.Facts facts) {}
