/** When something happens, every time: minute, hour and weekday, each a list of allowed numbers. */
export interface Schedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
}

/** A schedule that cannot be read; `field` says where. */
export class ScheduleError extends Error {
  override readonly name = "ScheduleError";
  readonly field: string;

  constructor(field: string, message: string) {
    super(`${field}: ${message}`);
    this.field = field;
  }
}

type Field = { readonly name: string; readonly low: number; readonly high: number; readonly words?: readonly string[] };

const FIELDS: readonly [Field, Field, Field] = [
  { name: "minute", low: 0, high: 59 },
  { name: "hour", low: 0, high: 23 },
  { name: "weekday", low: 0, high: 6, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

const SHORTCUTS: Readonly<Record<string, string>> = {
  "@hourly": "0 * *",
  "@daily": "0 0 *",
  "@weekdays": "0 9 mon-fri",
};

/** Reads `minute hour weekday`, for example `0,30 9-17/2 mon-fri`, or a shortcut such as `@daily`. */
export function parseSchedule(text: string): Schedule {
  const expanded = text.startsWith("@") ? SHORTCUTS[text] : text;
  if (expanded === undefined) throw new ScheduleError("shortcut", `there is no ${text}`);
  const parts = expanded.trim().split(/\s+/);
  if (parts.length !== 3) throw new ScheduleError("schedule", `expected 3 fields, got ${parts.length}`);
  const [minutes, hours, weekdays] = FIELDS.map((field, i) => parseField(parts[i] ?? "", field));
  return { minutes: minutes ?? [], hours: hours ?? [], weekdays: weekdays ?? [] };
}

function parseField(text: string, field: Field): number[] {
  const numbers = new Set<number>();
  for (const item of text.split(",")) {
    const [range = "", every] = item.split("/");
    const step = every === undefined ? 1 : Number(every);
    if (!Number.isInteger(step) || step < 1) throw new ScheduleError(field.name, `"${every}" is no step`);
    const [from, to] = parseRange(range, field);
    if (from > to) throw new ScheduleError(field.name, `"${range}" runs backwards`);
    for (let n = from; n <= to; n += step) numbers.add(n);
  }
  return [...numbers].sort((a, b) => a - b);
}

function parseRange(text: string, field: Field): [number, number] {
  if (text === "*") return [field.low, field.high];
  const [first = "", last = first] = text.split("-");
  return [parseNumber(first, field), parseNumber(last, field)];
}

function parseNumber(text: string, field: Field): number {
  const word = field.words?.indexOf(text.toLowerCase()) ?? -1;
  const number = word >= 0 ? word : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(number)) throw new ScheduleError(field.name, `cannot read "${text}"`);
  if (number < field.low || number > field.high) throw new ScheduleError(field.name, `${number} is not in ${field.low}-${field.high}`);
  return number;
}

/** The first time after `after` that fits, in UTC; null when the schedule never fits within two weeks. */
export function nextTime(schedule: Schedule, after: Date): Date | null {
  const time = new Date(after.getTime());
  time.setUTCSeconds(0, 0);
  for (let minute = 0; minute < 14 * 24 * 60; minute++) {
    time.setUTCMinutes(time.getUTCMinutes() + 1);
    if (!schedule.weekdays.includes(time.getUTCDay())) continue;
    if (schedule.hours.includes(time.getUTCHours()) && schedule.minutes.includes(time.getUTCMinutes())) return time;
  }
  return null;
}

/** In words, for people: `every day at 09:00`. */
export function describeSchedule(schedule: Schedule): string {
  const days = schedule.weekdays.length === 7 ? "every day" : `on ${schedule.weekdays.map((day) => FIELDS[2].words?.[day] ?? "?").join(", ")}`;
  if (schedule.hours.length === 24) {
    return schedule.minutes.length === 60 ? `${days}, every minute` : `${days}, every hour at minute ${schedule.minutes.join(", ")}`;
  }
  const times = schedule.hours.flatMap((hour) => schedule.minutes.map((minute) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`));
  return times.length > 4 ? `${days}, ${times.length} times` : `${days} at ${times.join(", ")}`;
}
