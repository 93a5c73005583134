package dev.brine.examples;

import dev.brine.datasets.Mnist;
import dev.brine.datasets.TrainTest;
import dev.brine.datasets.TrainTest.Examples;
import dev.brine.datasets.tables.Images;
import dev.brine.npy.array.NdArray;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.impl.ArrayExample;

/**
 * Learns to read digits.
 *
 * <p>{@code examples/run MnistDigits --sample}, or {@code --data mnist.npz}, or neither for Keras'
 * cache.
 */
public final class MnistDigits {
  private static final double LEARNING_RATE = 0.05;
  private static final int EPOCHS = 5;

  private MnistDigits() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    run(new PrintStream(System.out, true, StandardCharsets.UTF_8), args);
  }

  /** Trains, prints, and gives the accuracy on the test digits. */
  static double run(PrintStream out, String... args) throws IOException {
    long start = System.nanoTime();
    Arguments arguments = Arguments.parse(EPOCHS, args);
    TrainTest<NdArray> data = Mnist.loadData(o -> source(o, arguments));
    out.printf(
        Locale.ROOT,
        "%,d digits to learn from, %,d to test on%n",
        data.train().y().size(),
        data.test().y().size());
    Learner learner = new Learner("mnist");
    addAll(data.train(), learner::learnFrom);
    addAll(data.test(), learner::testOn);
    LinearSGDModel model = learner.train(LEARNING_RATE, arguments.epochs(), arguments.seed());
    double accuracy = learner.accuracy(model);
    out.printf(Locale.ROOT, "test accuracy %.4f%n", accuracy);
    out.printf(Locale.ROOT, "%.1f s%n", (System.nanoTime() - start) / 1e9);
    return accuracy;
  }

  private static Mnist.Options source(Mnist.Options options, Arguments arguments) {
    if (arguments.sample()) {
      return options.withSample();
    }
    Path data = arguments.data();
    return data == null ? options : options.withData(data);
  }

  private static void addAll(Examples<NdArray> part, Consumer<Example<Label>> target) {
    FloatBuffer pixels = Images.scaled(part.x()).floats();
    int digits = (int) part.y().size();
    float[] digit = new float[digits == 0 ? 0 : pixels.remaining() / digits];
    String[] names = new String[digit.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = "p" + (1000 + i);
    }
    for (int i = 0; i < digits; i++) {
      pixels.get(digit);
      target.accept(example(digit, names, new Label(part.y().getLong(i) + "")));
    }
  }

  /** The pixels that have ink. */
  private static Example<Label> example(float[] digit, String[] names, Label label) {
    String[] inked = new String[digit.length];
    double[] values = new double[digit.length];
    int count = 0;
    for (int i = 0; i < digit.length; i++) {
      if (digit[i] > 0) {
        inked[count] = names[i];
        values[count++] = digit[i];
      }
    }
    return new ArrayExample<>(label, Arrays.copyOf(inked, count), Arrays.copyOf(values, count));
  }
}
