import {serialization, type Optimizer} from '@tensorflow/tfjs';
import {show} from '../internal/show.js';
import {restoreBase, type Rate} from './rate.js';

type Config = serialization.ConfigDict;

/** Builds a wrapper from what its `getConfig` gave: first what it holds, then itself, then base and scale of the rate. */
export function wrapperFromConfig<Wrapper>(
  config: Config,
  make: (optimizer: Optimizer, options: Config) => Wrapper,
): Wrapper {
  // tfjs adds the custom objects.
  const {optimizer, rate, customObjects: _, ...options} = config;
  const wrapper = make(optimizerFromConfig(optimizer as Config), options);
  if (rate) restoreBase('OptimizerWrapper', wrapper as Optimizer, rate as unknown as Rate);
  return wrapper;
}

function optimizerFromConfig({className, config}: Config): Optimizer {
  const {classNameMap} = serialization.SerializationMap.getMap();
  const registered = classNameMap[className as string];
  if (registered) return registered[1](registered[0], config as Config) as Optimizer;
  throw new TypeError(
    'OptimizerWrapper: `optimizer` must be of a class that tf.serialization.registerClass knows; ' +
      `got ${show(className)}.`,
  );
}
