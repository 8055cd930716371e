/** Durations and sizes as people write them on a command line, so that what is printed can be typed. */

/** `850ms`, `1.2s`, `2m30s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${trim(ms, ms < 10 ? 1 : 0)}ms`;
  if (ms < 60_000) return `${trim(ms / 1000, 1)}s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}m${seconds % 60 === 0 ? "" : `${seconds % 60}s`}`;
}

const units = ["B", "KiB", "MiB", "GiB"];

/** `812 B`, `3.4 KiB`, `128 MiB`. */
export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${trim(value, value < 10 && unit > 0 ? 1 : 0)} ${units[unit] ?? ""}`;
}

function trim(value: number, digits: number): string {
  return value.toFixed(digits).replace(/\.0+$/, "");
}
