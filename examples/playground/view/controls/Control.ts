/** A control on the page: `show` writes a value into it, without telling anybody. */
export interface Control<Value> {
  readonly element: HTMLElement;
  show(value: Value): void;
}
