package dev.brine.cli.load;

import dev.brine.cli.input.Command;
import dev.brine.cli.load.TextDataset.ImdbTexts;
import dev.brine.cli.load.TextDataset.ReutersTexts;
import org.jspecify.annotations.Nullable;

/** The datasets that {@code brine load} knows. */
public final class LoadCommands {
  /** Their names, for messages. */
  public static final String NAMES =
      "imdb, reuters, mnist, fashion_mnist, cifar10, cifar100, boston_housing and"
          + " california_housing";

  /** The answer to {@code brine load --help}. */
  public static final String HELP =
      """
      Usage: brine load NAME [--data FILE | --sample] [options]
      Loads a dataset as keras.datasets.NAME.load_data() does, and shows it. NAME is

        imdb                25,000 film reviews to train on, 25,000 to test on
        reuters             11,228 newswires with 46 topics
        mnist               70,000 images of handwritten digits
        fashion_mnist       70,000 images of clothes
        cifar10, cifar100   60,000 colour images of 10 or 100 kinds of things
        boston_housing      506 districts with the prices of their houses
        california_housing  20,640 districts with the prices of their houses

      brine load NAME --help lists the options of a dataset; --sample reads a small
      sample, made up for Brine, instead of the real data.
      """;

  private LoadCommands() {}

  /** The command that loads a dataset, or null if the name is unknown. */
  public static @Nullable Command of(String name) {
    return switch (name) {
      case "imdb" -> new TextCommand<>(new ImdbTexts());
      case "reuters" -> new TextCommand<>(new ReutersTexts());
      case "mnist" -> new ArrayCommand(ArrayDataset.MNIST);
      case "fashion_mnist", "fashion-mnist" -> new ArrayCommand(ArrayDataset.FASHION_MNIST);
      case "cifar10", "cifar-10" -> new ArrayCommand(ArrayDataset.CIFAR10);
      case "cifar100", "cifar-100" -> new ArrayCommand(ArrayDataset.CIFAR100);
      case "boston_housing", "boston-housing" -> new ArrayCommand(ArrayDataset.BOSTON_HOUSING);
      case "california_housing", "california-housing" ->
          new ArrayCommand(ArrayDataset.CALIFORNIA_HOUSING);
      default -> null;
    };
  }
}
