/** A time in milliseconds as it is read on a clock: 0.3 s, 12 s, 1:05, 2:00:09. */
export function duration(milliseconds: number): string {
  const tenths = Math.round(milliseconds / 100);
  if (tenths < 100) return `${tenths / 10} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), twoPlaces(seconds % 60)];
  return hours > 0 ? `${hours}:${twoPlaces(minutes % 60)}:${rest}` : `${minutes}:${rest}`;
}

function twoPlaces(value: number): string {
  return String(value).padStart(2, '0');
}
