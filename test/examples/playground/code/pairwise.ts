/** Settings of which any two values of two different fields come together somewhere. */
export function pairwise<Row extends object>(fields: {
  readonly [Name in keyof Row]: readonly Row[Name][];
}): Row[] {
  const names = Object.keys(fields) as (keyof Row)[];
  const keyOf = (...pair: readonly (readonly [keyof Row, unknown])[]) => JSON.stringify([...pair].sort());
  const left = new Set(
    names.flatMap((one, i) =>
      names
        .slice(i + 1)
        .flatMap((other) =>
          fields[one].flatMap((a) => fields[other].map((b) => keyOf([one, a], [other, b]))),
        ),
    ),
  );
  const rows: Row[] = [];
  while (left.size > 0) {
    // Begins with a pair that is left, and goes on with what brings most others together.
    const row = new Map(JSON.parse([...left][0]!) as [keyof Row, unknown][]);
    for (const name of names) {
      if (row.has(name)) continue;
      const gain = (value: unknown) => [...row].filter((one) => left.has(keyOf(one, [name, value]))).length;
      row.set(
        name,
        fields[name].reduce((best, value) => (gain(value) > gain(best) ? value : best)),
      );
    }
    const all = [...row];
    for (const [i, one] of all.entries())
      for (const other of all.slice(i + 1)) left.delete(keyOf(one, other));
    rows.push(Object.fromEntries(all) as Row);
  }
  return rows;
}
