import { describe, expect, it } from "vitest";
import { createRedactor, holdsSecret } from "./redact-text.js";

// Put together here, so that no line of this file looks like a secret itself.
const hex = (length: number): string => "0a1b2c3d4e5f60718293a4b5c6d7e8f9".repeat(4).slice(0, length);
const mixed = (length: number): string => "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY".repeat(8).slice(0, length);
const upper = (length: number): string => "QWERTYUIOPASDFGHJKLZXCVBNM234567".repeat(2).slice(0, length);
const letters = (length: number): string => "abCDefGHijKLmnOPqrSTuvWXyz".repeat(3).slice(0, length);
const PEM_BODY = `\n${mixed(64)}\n${mixed(64)}\n${mixed(20)}==\n`;

const SECRETS: readonly (readonly [name: string, secret: string])[] = [
  ["openai", `sk-proj-${mixed(48)}`],
  ["openai, old form", `sk-${mixed(48)}`],
  ["anthropic", `sk-ant-api03-${mixed(90)}`],
  ["groq", `gsk_${mixed(52)}`],
  ["huggingface", `hf_${letters(34)}`],
  ["replicate", `r8_${mixed(37)}`],
  ["github", `ghp_${mixed(36)}`],
  ["github, fine-grained", `github_pat_${mixed(60)}`],
  ["gitlab", `glpat-${mixed(20)}`],
  ["aws", `AKIA${upper(16)}`],
  ["google", `AIza${mixed(35)}`],
  ["google oauth", `ya29.${mixed(60)}`],
  ["slack", `xoxb-123456789012-${mixed(24)}`],
  ["slack hook", `hooks.slack.com/services/T00000000/B00000000/${mixed(24)}`],
  ["stripe", `sk_live_${mixed(24)}`],
  ["stripe hook", `whsec_${mixed(32)}`],
  ["square", `sq0csp-${mixed(43)}`],
  ["shopify", `shpat_${hex(32)}`],
  ["sendgrid", `SG.${mixed(22)}.${mixed(43)}`],
  ["mailgun", `key-${hex(32)}`],
  ["mailchimp", `${hex(32)}-us12`],
  ["twilio", `SK${hex(32)}`],
  ["telegram", `123456789:AA${mixed(33)}`],
  ["discord", `MT${mixed(24)}.${mixed(6)}.${mixed(38)}`],
  ["npm", `npm_${mixed(36)}`],
  ["pypi", `pypi-AgEIcHlwaS5vcmc${mixed(60)}`],
  ["docker", `dckr_pat_${mixed(27)}`],
  ["databricks", `dapi${hex(32)}`],
  ["digitalocean", `dop_v1_${hex(64)}`],
  ["vault", `hvs.${mixed(30)}`],
  ["linear", `lin_api_${mixed(40)}`],
  ["notion", `ntn_${mixed(46)}`],
  ["figma", `figd_${mixed(43)}`],
  ["atlassian", `ATATT3xFfGF0${mixed(80)}`],
  ["grafana", `glsa_${mixed(40)}`],
  ["newrelic", `NRAK-${upper(27)}`],
  ["sentry", `sntrys_${mixed(60)}`],
  ["postman", `PMAK-${hex(24)}-${hex(34)}`],
  ["jwt", `eyJ${mixed(20)}.eyJ${mixed(40)}.${mixed(43)}`],
  ["private key", `-----BEGIN RSA PRIVATE KEY-----${PEM_BODY}-----END RSA PRIVATE KEY-----`],
  ["azure storage", `AccountKey=${mixed(86)}==`],
];
/** Where only a part of what is written is the secret: what stays, and what must not. */
const PARTS: readonly (readonly [name: string, before: string, secret: string, after: string])[] = [
  ["a bearer header", "Authorization: Bearer ", mixed(40), ""],
  ["a basic header", "'authorization': 'Basic ", `${mixed(24)}==`, "'"],
  ["a setting of a framework", 'SECRET_KEY = "', `django-insecure-${mixed(34)}`, '"'],
  ["a dump of the environment", "AWS_SECRET_ACCESS_KEY=", mixed(40), ""],
  ["a configuration", "clientSecret: '", mixed(32), "',"],
  ["an address", "postgres://app:", "hunter2x", "@db.example.com/app"],
];

describe.each(SECRETS)("%s", (_name, secret) => {
  it.each([
    ["alone", secret],
    ["in code", `const value = "${secret}";`],
    ["in prose", `see (${secret}), please`],
  ])("%s", (_position, text) => {
    const clean = createRedactor()(text);
    // What is left may be the name of the field, never a part of the secret.
    expect(clean).not.toContain(secret.slice(-12));
    expect(clean).toMatch(/\[secret:[a-z-]+#1\]/);
    expect(holdsSecret(text)).toBe(true);
  });
});

it.each(PARTS)("%s keeps its form", (_name, before, secret, after) => {
  const clean = createRedactor()(`x ${before}${secret}${after} y`);
  expect(clean.replace(/\[secret:[a-z-]+#1\]/, "S")).toBe(`x ${before}S${after} y`);
});

it("gives the same secret the same tag, and another one another, whatever rule it falls under", () => {
  const [a, b] = [`ghp_${mixed(36)}`, `ghp_${letters(36)}`];
  const redact = createRedactor();
  expect(redact(`${a} ${b} ${a}`)).toBe("[secret:github#1] [secret:github#2] [secret:github#1]");
  expect(redact(`token = "${b}"`)).toBe('token = "[secret:github#2]"');
  expect(redact(redact(a))).toBe("[secret:github#1]");
});

it.each([
  "password = get_password()",
  'password = "password"',
  "API_KEY = os.environ['API_KEY']",
  "const apiKey = process.env.OPENAI_API_KEY",
  "apiKey: config.services.openai.apiKey,",
  "api_key=settings.API_KEY_V2",
  'headers["Authorization"] = f"Bearer {token}"',
  "Authorization: Bearer <your token here>",
  'url = "http://user:password@example.com/path"',
  'url = f"http://{user}:{password}@{host}"',
  ".sk-circle-fade-dot-animation { color: red }",
  "sk-learn-contrib-packages",
  'key = "-----BEGIN PRIVATE KEY-----"',
  "sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'",
  "id = '123e4567-e89b-12d3-a456-426614174000'",
  "integrity: sha512-abc+def/ghi==",
  "def check_access_token_expiration_time(access_token: AccessToken2) -> None:",
  "token = tokenizer.next_token_2()",
  "secret_santa = ['alice', 'bob']",
])("leaves ordinary code alone: %s", (line) => {
  expect(createRedactor()(line)).toBe(line);
});
