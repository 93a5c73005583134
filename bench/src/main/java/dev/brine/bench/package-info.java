/**
 * Benchmarks. {@code mvn -q -pl bench -am -DskipTests package && java -jar
 * bench/target/benchmarks.jar} runs all of them on data that they make themselves; {@code
 * bench/compare.py} compares whole processes with NumPy.
 */
@NullMarked
package dev.brine.bench;

import org.jspecify.annotations.NullMarked;
