import {describe, expect, it} from '@jest/globals';
import {checkTemplate} from '../../src/callbacks/filepathTemplate';

describe('checkTemplate', () => {
  it.each(['model', '{epoch}', '{epoch:02d}-{batch:d}', '{my-layer_loss:8.3f}', '{val_cls/acc:.99f}'])(
    'takes %s',
    (template) => {
      expect(() => checkTemplate('Test', template, true)).not.toThrow();
    },
  );

  it.each([
    ...['{', 'a}', '{}', '{epoch:02x}', '{loss:.3e}', '{loss:.4}', '{{epoch}}', '{loss:,}', '{loss:.100f}'],
    ...['{epoch!r}', '{epoch!r:02d}', '{logs.loss}', '{logs[loss]}', '{ epoch }'],
  ])('refuses %s', (template) => {
    expect(() => checkTemplate('Test', template, true)).toThrow(
      new RangeError(
        'Test: `filepath` must have no braces but {epoch}, {epoch:02d}, {val_loss:.2f} and the like; ' +
          `got "${template}".`,
      ),
    );
  });

  it.each(['{batch}', '{epoch}-{batch:03d}'])('refuses %s where no batches are counted', (template) => {
    expect(() => checkTemplate('Test', template, false)).toThrow(
      new RangeError(
        `Test: \`filepath\` must have {batch} only with a number of batches as saveFreq; got "${template}".`,
      ),
    );
  });

  it('takes a metric whose name begins like that of the batch', () => {
    expect(() => checkTemplate('Test', '{batch_loss}-{batch-loss:.2f}', false)).not.toThrow();
  });
});
