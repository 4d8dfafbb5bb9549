/** One kind of secret. */
export interface SecretRule {
  /** In the tag that stands in for it: `[secret:github#1]`. */
  readonly name: string;
  /** Global. Group 1 is the secret, where only a part of the match is. */
  readonly form: RegExp;
  /** False: it only looks like one. */
  readonly accept?: (secret: string) => boolean;
  /** Stands in every such secret: a text without it is not searched. */
  readonly sign?: string;
}

/** Tokens that say by their prefix who made them: first the makers, then the form. */
const TOKENS: readonly (readonly [name: string, form: string])[] = [
  ["anthropic", "sk-ant-[a-z0-9]+-[A-Za-z0-9_-]{20,}"],
  ["openai", "sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,}"],
  ["openrouter", "sk-or-v1-[0-9a-f]{48,}"],
  ["groq", "gsk_[A-Za-z0-9]{40,}"],
  ["xai", "xai-[A-Za-z0-9]{60,}"],
  ["perplexity", "pplx-[A-Za-z0-9]{40,}"],
  ["replicate", "r8_[A-Za-z0-9]{37,}"],
  ["huggingface", "(?:hf|api_org)_[A-Za-z]{34}"],
  ["github", "gh[pousr]_[A-Za-z0-9]{30,}"],
  ["github", "github_pat_[A-Za-z0-9_]{30,}"],
  ["gitlab", "gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-[A-Za-z0-9_-]{20,}"],
  ["aws", "(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}"],
  ["google", "AIza[A-Za-z0-9_-]{35}"],
  ["google", "GOCSPX-[A-Za-z0-9_-]{28}"],
  ["google", "ya29\\.[A-Za-z0-9_-]{30,}"],
  ["slack", "xox[abeoprs]-[A-Za-z0-9-]{10,}"],
  ["slack", "xapp-\\d-[A-Z0-9]+-\\d+-[a-z0-9]+"],
  ["slack", "hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]{20,}"],
  ["stripe", "(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,}"],
  ["stripe", "whsec_[A-Za-z0-9]{24,}"],
  ["square", "sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,}"],
  ["square", "EAAA[A-Za-z0-9_-]{60}"],
  ["paypal", "access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}"],
  ["shopify", "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"],
  ["sendgrid", "SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{30,64}"],
  ["mailgun", "key-[0-9a-f]{32}"],
  ["mailchimp", "[0-9a-f]{32}-us\\d{1,2}"],
  ["brevo", "xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}"],
  ["twilio", "SK[0-9a-f]{32}"],
  ["telegram", "\\d{8,10}:AA[A-Za-z0-9_-]{33}"],
  ["discord", "[MNO][A-Za-z\\d_-]{23,25}\\.[A-Za-z\\d_-]{6}\\.[A-Za-z\\d_-]{27,38}"],
  ["discord", "(?:)discord(?:app)?\\.com/api/webhooks/\\d{17,20}/[A-Za-z0-9_-]{60,}"],
  ["npm", "npm_[A-Za-z0-9]{36}"],
  ["pypi", "pypi-AgE[A-Za-z0-9_-]{50,}"],
  ["rubygems", "rubygems_[0-9a-f]{48}"],
  ["docker", "dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,}"],
  ["databricks", "dapi[0-9a-f]{32}(?:-\\d)?"],
  ["digitalocean", "do[opr]_v1_[0-9a-f]{64}"],
  ["heroku", "HRKU-[A-Za-z0-9_-]{36,}"],
  ["fly", "(?:fo1_[A-Za-z0-9_-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{90,}={0,3})"],
  ["vault", "hv[sbr]\\.[A-Za-z0-9_-]{24,}"],
  ["terraform", "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,}"],
  ["pulumi", "pul-[0-9a-f]{40}"],
  ["doppler", "dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9.]{40,}"],
  ["linear", "lin_(?:api|oauth)_[A-Za-z0-9]{40,}"],
  ["notion", "(?:ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43})"],
  ["figma", "fig(?:d|ur?)_[A-Za-z0-9_-]{40,}"],
  ["airtable", "pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}"],
  ["atlassian", "ATATT3[A-Za-z0-9_=-]{60,}"],
  ["grafana", "gl(?:c|sa)_[A-Za-z0-9+/_]{32,}={0,2}"],
  ["newrelic", "NRAK-[A-Z0-9]{27}"],
  ["sentry", "sntry[su]_[A-Za-z0-9+/_=]{40,}"],
  ["postman", "PMAK-[0-9a-f]{24}-[0-9a-f]{34}"],
  ["planetscale", "pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_.=-]{32,}"],
  ["supabase", "sb(?:p|_secret)_[A-Za-z0-9_]{30,}"],
  ["azure", "[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}"],
  ["age", "AGE-SECRET-KEY-1[0-9A-Z]{58}"],
];

/** What stands in a token that does not begin with something of its own. */
const SIGNS: { readonly [name: string]: string } = {
  terraform: ".atlasv1.",
  mailchimp: "-us",
  telegram: ":AA",
  azure: "Q~",
  discord: ".",
};

/** Every kind of secret, the more exact ones first. None of them needs more than a few steps for each letter of a text. */
export const SECRET_RULES: readonly SecretRule[] = [
  {
    name: "private-key",
    sign: "PRIVATE KEY",
    form: /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){40,20000}(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----)?/g,
    accept: (text) => /[A-Za-z0-9+/=]{32}/.test(text),
  },
  { name: "jwt", sign: "eyJ", form: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+)?/g },
  ...TOKENS.map(([name, form]): SecretRule => {
    const sign = SIGNS[name] ?? /^[A-Za-z0-9_-]{3,}/.exec(form)?.[0];
    const whole = new RegExp(`(?<![A-Za-z0-9_])${form}(?![A-Za-z0-9])`, "g");
    return sign === undefined ? { name, form: whole } : { name, form: whole, sign };
  }),
  { name: "key", sign: "sk-", form: /(?<![A-Za-z0-9_-])sk-[A-Za-z0-9_-]{16,}/g, accept: isMixed },
  { name: "storage-key", form: /\b(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{40,}={0,2})/g },
  { name: "signature", form: /[?&](?:sig|X-Amz-Signature|X-Goog-Signature)=([A-Za-z0-9%+/=]{32,})/g },
  { name: "bearer", form: /\b[Bb]earer[ \t]{1,3}([A-Za-z0-9._~+/-]{16,}={0,2})/g, accept: isRandom },
  {
    name: "authorization",
    form: /\b[Aa]uthorization["']?\s{0,3}[:=,]\s{0,3}["']?(?:[Bb]asic|[Tt]oken|[Dd]igest|[Aa]pi[Kk]ey)[ \t]{1,3}([A-Za-z0-9._~+/=-]{8,})/g,
    accept: isRandom,
  },
  {
    name: "url-password",
    sign: "://",
    form: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'`<>{}$]{0,80}:([^\s@/"'`<>{}$]{3,120})@[A-Za-z0-9[]/g,
    accept: (word) => !PLACEHOLDER.test(word),
  },
  {
    // `SECRET_KEY = "..."`, `AWS_SECRET_ACCESS_KEY=...` in a dump of the environment, `clientSecret: "..."`.
    name: "assigned",
    form: /(?:secret|password|passwd|api_?key|access_?key|private_?key|encryption_?key|signing_?key|auth_?token|access_?token|refresh_?token|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|ENCRYPTION_?KEY|SIGNING_?KEY|[A-Z]_TOKEN|Secret|Password|ApiKey|AccessKey|PrivateKey|AuthToken|AccessToken)(?:_?(?:key|KEY|Key|base|BASE|_BASE)){0,2}["']?\s{0,3}(?::|=>|[:=]?=)\s{0,3}(?:[rbf]?["'`])?([^\s"'`,;<>{}()[\]]{8,200})/g,
    accept: isRandom,
  },
];

/** What people write where a secret would stand. */
const PLACEHOLDER: RegExp =
  /^(?:\*+|x+|\.+|pass(?:word|wd)?\d*|pw|pwd|secret|changeme|change-me|example|test\d*|user(?:name)?|foo|bar|none|null|your[-_].*|my[-_].*|<.*>|\[.*\]|%.*%|:?[a-z]+)$/i;

/** Made by chance, not written by a person: long, of several kinds of letters, and no word, path or expression. */
function isRandom(text: string): boolean {
  if (PLACEHOLDER.test(text) || /^(?:[A-Za-z_$][\w$]*[.:/]+)+[\w$]*$/.test(text)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  const digits = text.replace(/\D/g, "").length;
  return text.length >= 12 && kinds >= 2 && digits >= 2 && entropy(text) >= 3;
}

/** Small letters, capitals and digits: no name in a program or style sheet. */
function isMixed(text: string): boolean {
  return /[a-z]/.test(text.slice(3)) && /[A-Z]/.test(text) && /\d.*\d/.test(text);
}

/** Bits for each letter: 2 for `abababcd`, 4 and more for a random key. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
