package dev.brine.examples;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Logistic regression by stochastic gradient descent: Tribuo's. */
final class Learner {
  private static final int NO_LOGGING = -1;

  /** Held on to, or what it is told would be forgotten. */
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  private final LabelFactory labels = new LabelFactory();
  private final MutableDataset<Label> train;
  private final MutableDataset<Label> test;

  Learner(String source) {
    SimpleDataSourceProvenance provenance = new SimpleDataSourceProvenance(source, labels);
    this.train = new MutableDataset<>(provenance, labels);
    this.test = new MutableDataset<>(provenance, labels);
  }

  void learnFrom(Example<Label> example) {
    train.add(example);
  }

  void testOn(Example<Label> example) {
    test.add(example);
  }

  /** Trains a model on what there is; the same seed gives the same model. */
  LinearSGDModel train(double learningRate, int epochs, long seed) {
    TRIBUO.setLevel(Level.WARNING);
    AdaGrad optimiser = new AdaGrad(learningRate);
    LogMulticlass objective = new LogMulticlass();
    return new LinearSGDTrainer(objective, optimiser, epochs, NO_LOGGING, 1, seed).train(train);
  }

  /** Which part of the test examples the model labels right. */
  double accuracy(LinearSGDModel model) {
    return new LabelEvaluator().evaluate(model, test).accuracy();
  }
}
