/** The files of CIFAR-10 and CIFAR-100: Python 2 pickles, in a tar archive or a folder. */
@NullMarked
package dev.brine.datasets.internal.cifar;

import org.jspecify.annotations.NullMarked;
