/** Currencies this library knows, with the digits after the point. */
const DIGITS = { EUR: 2, USD: 2, JPY: 0, KWD: 3 } as const;

/** A currency code. */
export type Currency = keyof typeof DIGITS;

/** Two amounts that do not go together, or an amount that cannot be read. */
export class MoneyError extends Error {
  override readonly name = "MoneyError";
}

/** An exact amount, kept in the smallest unit of its currency. */
export class Money {
  readonly units: number;
  readonly currency: Currency;

  constructor(units: number, currency: Currency) {
    if (!Number.isSafeInteger(units)) throw new MoneyError(`not a whole number of units: ${units}`);
    if (!(currency in DIGITS)) throw new MoneyError(`unknown currency: ${currency}`);
    this.units = units;
    this.currency = currency;
  }

  /** Zero of a currency. */
  static zero(currency: Currency): Money {
    return new Money(0, currency);
  }

  get isDebt(): boolean {
    return this.units < 0;
  }

  plus(other: Money): Money {
    this.#mustMatch(other);
    return new Money(this.units + other.units, this.currency);
  }

  minus(other: Money): Money {
    this.#mustMatch(other);
    return new Money(this.units - other.units, this.currency);
  }

  /** Multiplies and rounds half away from zero. */
  times(factor: number): Money {
    const exact = this.units * factor;
    const rounded = Math.sign(exact) * Math.round(Math.abs(exact));
    return new Money(rounded === 0 ? 0 : rounded, this.currency);
  }

  /** Splits by weights without losing a unit: what is left over goes to the first parts. */
  allocate(weights: readonly number[]): Money[] {
    const sum = weights.reduce((a, b) => a + b, 0);
    if (weights.length === 0 || sum <= 0) throw new MoneyError("weights must have a positive sum");
    if (weights.some((weight) => weight < 0)) throw new MoneyError("a weight is negative");
    const parts = weights.map((weight) => Math.trunc((this.units * weight) / sum));
    let rest = this.units - parts.reduce((a, b) => a + b, 0);
    for (let i = 0; rest !== 0; i = (i + 1) % parts.length) {
      if (weights[i] === 0) continue;
      const step = Math.sign(rest);
      parts[i] = (parts[i] ?? 0) + step;
      rest -= step;
    }
    return parts.map((units) => new Money(units, this.currency));
  }

  compare(other: Money): -1 | 0 | 1 {
    this.#mustMatch(other);
    if (this.units === other.units) return 0;
    return this.units < other.units ? -1 : 1;
  }

  toString(): string {
    const digits = DIGITS[this.currency];
    const sign = this.isDebt ? "-" : "";
    const text = String(Math.abs(this.units)).padStart(digits + 1, "0");
    const whole = digits === 0 ? text : text.slice(0, -digits);
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return digits === 0 ? `${sign}${grouped} ${this.currency}` : `${sign}${grouped}.${text.slice(-digits)} ${this.currency}`;
  }

  #mustMatch(other: Money): void {
    if (other.currency !== this.currency) throw new MoneyError(`cannot mix ${this.currency} and ${other.currency}`);
  }
}

/** Reads `12.50 EUR`, `EUR 12.5` or `1,200 JPY`. */
export function parseMoney(text: string): Money {
  const match = /^\s*(?:([A-Z]{3})\s*)?(-?[\d,]+)(?:\.(\d+))?(?:\s*([A-Z]{3}))?\s*$/.exec(text);
  if (match === null) throw new MoneyError(`cannot read an amount from "${text}"`);
  const [, before, whole = "", fraction = "", after] = match;
  const code = before ?? after;
  if (code === undefined) throw new MoneyError("the currency is missing");
  if (before !== undefined && after !== undefined && before !== after) throw new MoneyError("two currencies");
  if (!(code in DIGITS)) throw new MoneyError(`unknown currency: ${code}`);
  const currency = code as Currency;
  if (fraction.length > DIGITS[currency]) throw new MoneyError(`${currency} has ${DIGITS[currency]} digits after the point`);
  return new Money(Number(whole.replaceAll(",", "") + fraction.padEnd(DIGITS[currency], "0")), currency);
}
