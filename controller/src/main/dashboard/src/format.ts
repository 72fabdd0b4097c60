/** What stands where nothing was measured. */
export const NOTHING = "–";

/** h:mm:ss, m:ss below an hour. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) {
    return NOTHING;
  }
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

export function sessionTime(sessionNs: number): string {
  return duration(sessionNs / 1e9);
}

export function fixed(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined || !Number.isFinite(value) ? NOTHING : value.toFixed(digits);
}

/** Three significant figures at most and two at least, for values whose size is not known beforehand. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return NOTHING;
  }
  const size = Math.abs(value);
  if (size > 0 && size < 0.0995) {
    return size < 0.000_995 ? value.toExponential(1) : value.toPrecision(2);
  }
  return size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function interval(low: number | null, high: number | null, digits: number): string {
  return low === null || high === null ? "" : `[${fixed(low, digits)}, ${fixed(high, digits)}]`;
}

/** Groups of three digits, by a thin space. */
export function count(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return NOTHING;
  }
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, "\u2009");
}

export function bytes(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return NOTHING;
  }
  const units = ["B", "kB", "MB", "GB", "TB"];
  let rest = value;
  let unit = 0;
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${unit === 0 || rest >= 100 ? rest.toFixed(0) : rest.toFixed(1)} ${units[unit]}`;
}

/** hh:mm:ss of the day, where the page is. */
export function timeOfDay(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
