package dev.brine.pickle.value;

/**
 * A decoded pickle.
 *
 * @param value what it holds
 * @param facts what it was made of
 */
public record DecodedPickle(PickleValue value, PickleFacts facts) {}
