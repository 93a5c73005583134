package dev.brine.cli.load;

import dev.brine.cli.input.Command;
import dev.brine.cli.load.TextDataset.ImdbTexts;
import dev.brine.cli.load.TextDataset.ReutersTexts;
import org.jspecify.annotations.Nullable;

/** The data sets that {@code brine load} knows. */
public final class LoadCommands {
  /** Their names, for a person who gave another one. */
  public static final String NAMES =
      "imdb, reuters, mnist, fashion_mnist, cifar10, cifar100, boston_housing and"
          + " california_housing";

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
