/** Where something else puts a value in: `$(NAME)`, `${NAME}`, `{{ .Values.x }}`, `<password>`, `%(name)s`, `@NAME@`. */
const TEMPLATE =
  /\$\([^()\n]*\)|\$\{\{[^\n]{0,300}?\}\}|\$\{[^{}\n]*\}|\{\{[^\n]{0,300}?\}\}|<%[^\n]{0,300}?%>|<[A-Za-z_][\w .:-]*>(?![^<>\n]*<\/)|\{(?:[A-Za-z_][\w.]*|\d?)\}|%\(\w+\)s|%\{\w+\}|\$[A-Za-z_]\w*|\$\d\b|@[A-Z_]{3,}@|__[A-Z][A-Z_]+__|%#?[dqsv]\b|\[[a-z][\w -]*\]/gi;
/** `${NAME:-value}`: the value stands in the text all the same. */
const DEFAULT = /\$\{[A-Za-z_]\w*:?[-=]([^{}\n]*)\}/g;

/** Every template with as many blanks, so that what stands behind it keeps its place. */
export function blankTemplates(text: string): string {
  if (!/[$%@<{[_]/.test(text)) return text;
  return text
    .replaceAll(DEFAULT, (whole, value: string) => `${BLANK.repeat(whole.length - value.length - 1)}${value}${BLANK}`)
    .replaceAll(TEMPLATE, (template) => BLANK.repeat(template.length));
}

/** Of a private use area: nobody's text has it. */
export const BLANK = '\uE000';

/** `xxxx`, `****`, `...`, `000000`. */
export function isMask(text: string): boolean {
  return /^(?:[xX*.•…_#?-]+|0+)$/.test(text);
}

/** Values that are known to stand for a credential that is elsewhere, or that only its owner can read. */
const ELSEWHERE = [
  // Vault, vals, 1Password, AWS, Azure, Google, files, variables.
  /^(?:vault|ref|op|arn|env|environ|file|awssm|awssecret|ssm|gcpsm|gcp-sm|azkv|keyvault|akv|secretref|secret|secrets|projects|k8s|kubernetes|configmap|sops|age|pass|doppler|infisical)(?::|\+|\/)/i,
  /^@Microsoft\.KeyVault\(/,
  // SOPS, hiera-eyaml, Spring, Ansible, Sealed Secrets.
  /^ENC\[/,
  /^ENC\(/,
  /^\{cipher\}/,
  /^\$ANSIBLE_VAULT/,
  /^A[gQ][A-Za-z0-9+/]{300,}={0,2}$/,
  // Hashes: nobody logs in with them.
  /^\$(?:[1256]|2[abxy]?|apr1|argon2(?:id|i|d)|7|y|scrypt|pbkdf2[\w-]*)\$/,
  /^\{?(?:SSHA|SHA|PBKDF2|ARGON2|BCRYPT|CRYPT)\d*\}/i,
  /^(?:SCRAM-SHA-\d+|pbkdf2_sha\d+|scrypt|bcrypt)[$:]/,
  /^(?:md5|sha(?:1|224|256|384|512))[:-]/,
  // Aliases and tags of YAML, and code.
  /^[*&!][A-Za-z]/,
  /^[A-Za-z_$][\w.$]*[([]/,
  // Public keys.
  /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+|age1[a-z0-9]{50,})/,
  /^(?:your|example|sample|dummy|fake|placeholder|redacted|replace|insert|enter|todo|fixme)[-_ ]?[A-Za-z_ -]*\d{0,3}$/i,
];

/** Whether a value only stands for a credential. */
export function isPlaceholder(value: string): boolean {
  return value === '' || isMask(value) || ELSEWHERE.some((pattern) => pattern.test(value));
}
