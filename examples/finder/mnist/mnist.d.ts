declare module 'mnist' {
  /** Of each digit, by the digit. */
  const digits: readonly {
    readonly length: number;
    /** The pixels of its images, 784 each, from 0 to 1. */
    readonly raw: readonly number[];
  }[];
  export default digits;
}
