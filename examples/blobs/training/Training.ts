/** One training of the tutorial, but for its seed. All of it is plain JSON. */
export interface Training {
  /** As the recorded Keras runs are called: 'lr=1e-2', 'patience=5'. */
  name: string;
  /** SGD with these settings, or an optimizer with tfjs's own. */
  optimizer: {learningRate: number; momentum?: number} | 'sgd' | 'rmsprop' | 'adagrad' | 'adam';
  /** Divides the initial rate, 0.01, by 1 + decay · update. */
  decay?: number;
  /** Epochs without a lower validation loss after which the rate is reduced. */
  patience?: number;
}

/** What is recorded in each epoch, under the names of Keras's history. */
export interface Curves {
  loss: number[];
  acc: number[];
  val_loss: number[];
  val_acc: number[];
  learning_rate: number[];
}
