import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import { UserError } from '../errors.ts';

/** What a cluster's controller publishes, and values are sealed with. */
export interface SealingCertificate {
  readonly publicKey: KeyObject;
  /** SHA-256 of the DER, in lower-case hexadecimal. */
  readonly fingerprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** The certificate alone, as a file holds it. */
  readonly pem: string;
}

const LEAST_BITS = 2048;
const HOW_TO_GET = "Get it from the cluster, with 'kubeseal --fetch-cert'.";

/** Where the certificate of an environment lies, from the repository's root. */
export function certificateFile(environment: string): string {
  return `environments/${environment}/sealing.pem`;
}

/**
 * Reads a certificate whatever the day is: {@link whyNotOn} says whether it holds on one.
 *
 * @param file how messages name it; they never quote the text
 */
export function readCertificate(text: string, file: string): SealingCertificate {
  const refuse = (problem: string): never => {
    throw new UserError(`${file}: ${problem}`);
  };
  // The backup of a controller's key has both, in base64.
  if (/PRIVATE KEY|tls\.key/.test(text))
    refuse(
      'holds a PRIVATE KEY. It opens every secret of the cluster: remove it here and from the history of git, renew the key, and give the certificate alone.',
    );
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const [block] = blocks;
  if (block === undefined) return refuse(`is no certificate in PEM. ${HOW_TO_GET}`);
  if (blocks.length > 1)
    refuse(`holds ${blocks.length} certificates, and one is to seal with. Keep the controller's alone. ${HOW_TO_GET}`);
  return describe(tryParse(block) ?? refuse(`its certificate is damaged. ${HOW_TO_GET}`), refuse);
}

/** What keeps a certificate from being used on a day, as the rest of a sentence; undefined where nothing does. */
export function whyNotOn(day: Date, { notBefore, notAfter }: SealingCertificate): string | undefined {
  if (day > notAfter) return `has expired on ${dateOf(notAfter)}. ${HOW_TO_GET}`;
  if (day < notBefore) return `is not valid before ${dateOf(notBefore)}. Check the clock of this machine, or wait.`;
  return undefined;
}

/** `2026-01-31` */
export function dateOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

interface Parsed {
  readonly certificate: X509Certificate;
  readonly publicKey: KeyObject;
}

function tryParse(block: string): Parsed | undefined {
  try {
    const certificate = new X509Certificate(block);
    return { certificate, publicKey: certificate.publicKey };
  } catch {
    return undefined;
  }
}

function describe({ certificate, publicKey }: Parsed, refuse: (problem: string) => never): SealingCertificate {
  const { raw, validFrom, validTo } = certificate;
  const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails } = publicKey;
  if (type !== 'rsa') refuse(`its key is of type ${type}, and the controller's is RSA. ${HOW_TO_GET}`);
  const { modulusLength = 0 } = asymmetricKeyDetails ?? {};
  if (modulusLength < LEAST_BITS)
    refuse(
      `its RSA key has ${modulusLength} bits. Use a key of ${LEAST_BITS} bits or more: the controller's has 4096.`,
    );
  return {
    publicKey,
    fingerprint: createHash('sha256').update(raw).digest('hex'),
    notBefore: new Date(validFrom),
    notAfter: new Date(validTo),
    pem: certificate.toString(),
  };
}
