import {vi} from 'vitest';
export {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test} from 'vitest';
export const jest = vi;
