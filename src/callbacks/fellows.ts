/** Per fit (tfjs gives all its callbacks one `params` object): the callbacks of this library, in the order of the list. */
export const fellows = new WeakMap<object, readonly object[]>();
