import {describe, expect, it} from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import {checkTemplate, fillTemplate} from '../../src/callbacks/filepathTemplate';

describe('fillTemplate', () => {
  const logs = {loss: 0.125, val_acc: tf.scalar(0.75), change: -3.14159, batch: 99};
  const filled = (template: string, moment: {epoch: number; batch?: number} = {epoch: 4}) => {
    checkTemplate('Test', template);
    return fillTemplate(template, moment, logs);
  };

  // On the right what Python's str.format gives.
  it.each([
    ['model', 'model'],
    ['{epoch}', '5'],
    ['{epoch:d}-{epoch:02d}-{epoch:04}-{epoch:3d}', '5-05-0005-  5'],
    ['{epoch:.1f}', '5.0'],
    ['{loss}', '0.125'],
    ['{loss:.2f}'.replace('2', '4'), '0.1250'],
    ['{loss:f}', '0.125000'],
    ['{loss:08.3f}|{loss:8.3f}', '0000.125|   0.125'],
    ['{change:08.2f}|{change:8.2f}', '-0003.14|   -3.14'],
    ['{epoch}{epoch}-{val_acc:.1f}', '55-0.8'],
  ])('fills %s as %s', async (template, text) => {
    expect(await filled(template)).toBe(text);
  });

  it('counts batches from 1, and not with the number that tfjs logs', async () => {
    expect(await filled('{epoch}-{batch:02d}', {epoch: 0, batch: 8})).toBe('1-09');
  });

  it('finds val_acc for val_accuracy', async () => {
    expect(await filled('{val_accuracy:.3f}')).toBe('0.750');
  });

  it('names what there is when a field is not', async () => {
    await expect(filled('{val_los:.2f}')).rejects.toThrow(
      new RangeError('there is no {val_los:.2f} in loss, val_acc, change, epoch'),
    );
    await expect(filled('{batch}')).rejects.toThrow(
      new RangeError('there is no {batch} in loss, val_acc, change, epoch'),
    );
  });
});

describe('checkTemplate', () => {
  it.each(['{', 'a}', '{}', '{epoch:02x}', '{loss:.3e}', '{loss:.4}', '{{epoch}}', '{loss:,}'])(
    'refuses %s',
    (template) => {
      expect(() => checkTemplate('Test', template)).toThrow(
        new RangeError(
          'Test: `filepath` must have no braces but {epoch}, {epoch:02d}, {val_loss:.2f} and the like; ' +
            `got "${template}".`,
        ),
      );
    },
  );
});
