/** Freezes plain data through and through. */
export function frozen<Data extends object>(data: Data): Data {
  for (const value of Object.values(data)) {
    if (typeof value === 'object' && value !== null) frozen(value as object);
  }
  return Object.freeze(data);
}
