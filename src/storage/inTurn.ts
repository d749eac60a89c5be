/** The last action of each place where there is one at work or waiting. */
const lasts = new Map<string, Promise<unknown>>();

/** Does something at a place when all that was begun there before is done, whether it went well or not. */
export async function inTurn<Result>(place: string, action: () => Promise<Result>): Promise<Result> {
  const before = lasts.get(place);
  const turn = before ? before.then(action, action) : action();
  lasts.set(place, turn);
  try {
    return await turn;
  } finally {
    if (lasts.get(place) === turn) lasts.delete(place);
  }
}
