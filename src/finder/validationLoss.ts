import {
  dispose,
  type data,
  type LayersModel,
  type Scalar,
  type Tensor,
  type TensorContainer,
} from '@tensorflow/tfjs';

/** Inputs and targets, or a data set of batches. */
export type ValidationData =
  readonly [x: Tensor | Tensor[], y: Tensor | Tensor[]] | data.Dataset<TensorContainer>;

type EvaluatedDataset = Parameters<LayersModel['evaluateDataset']>[0];

/** The loss of a model on data that it is not trained with. */
export async function validationLoss(model: LayersModel, validationData: ValidationData): Promise<number> {
  const values = isDataset(validationData)
    ? await model.evaluateDataset(validationData as EvaluatedDataset, {})
    : model.evaluate(validationData[0], validationData[1], {verbose: 0});
  const scalars: Scalar[] = [values].flat();
  const [value] = await scalars[0]!.data();
  dispose(values);
  return value!;
}

function isDataset(validationData: ValidationData): validationData is data.Dataset<TensorContainer> {
  return !Array.isArray(validationData);
}
