/**
 * What a name says of its value: `password` something that logs in, however weak; `token` something random, or else the value is only the
 * name or the kind of a credential.
 */
export type Told = 'password' | 'token';

/**
 * Whether a name says that its value is a credential: `DB_PASSWORD`, `clientSecret`, `spring.datasource.password`, `example.com/api-token`.
 * The last word decides, as in `PASSWORD_FILE`, `TOKEN_URL` and `secretName`, which say nothing.
 */
export function whatNameTells(name: string): Told | undefined {
  if (name.length > LONGEST || name === 'PWD' || name === 'OLDPWD') return undefined;
  let told = known.get(name);
  if (told === undefined) {
    if (known.size >= MOST) known.clear();
    known.set(name, (told = judge(wordsOf(name)) ?? 'nothing'));
  }
  return told === 'nothing' ? undefined : told;
}

/** Names come again and again. */
const known = new Map<string, Told | 'nothing'>();
const MOST = 10_000;
const LONGEST = 300;

const PASSWORD =
  /^(?:.*(?:password|passwort|passwd|passphrase)s?|.*(?:db|user|require|root|admin|key|store|sys)pass|pass|pwd|pw|(?:root|bind|admin|db)pw|passcode|masterauth)$/;
const TOKEN =
  /^(?:.*(?:tokens?|secret|credentials?|apikey|secretkey|accesskey|privatekey)|creds?|auth|authorization|pat|mnemonic)$/;
/** A key that is one only behind these words. */
const KEY_OWNERS: ReadonlySet<string> = new Set(
  [
    'access account admin api app application auth bot cipher client consumer cookie crypto deploy encryption hmac',
    'ingest integration jwt license licence master private secret service session shared signing signature ssh',
    'storage subscription webhook',
  ].flatMap((line) => line.split(' ')),
);
/** Secrets that are no names of objects: a weak one is one all the same. */
const SECRET_OWNERS: ReadonlySet<string> = new Set(
  'app auth client consumer cookie csrf encryption hmac jwt oauth oidc session shared signing webhook'.split(' '),
);
/** What may stand behind the word that tells: `SECRET_KEY_BASE`, `TOKEN_2`, `PASSWORD_PROD`. */
const FOLLOWERS =
  /^(?:\d+|base|base64|b64|encoded|plain|plaintext|raw|string|text|txt|value|json|prod|production|stag(?:e|ing)|dev|development|test|live|sandbox|primary|secondary|old|new|current|previous|next|default|initial|rw|ro)$/;
/** Such a name tells of something about the credential, or of somebody else's object. */
const ABOUT = /^(?:checksum|sha\d*|digest|hash|fingerprint|etag|existing|public|publishable|pull|regexp?|pattern)$/;
/** Tokens that only say where to go on. */
const GOES_ON = /^(?:next|page|paging|pagination|continue|continuation|idempotency|sync|cancellation)$/;
/** Words before a `pass` that hands something on: nginx. */
const HANDS_ON = /^(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached|multi|single|first|second)$/;

function judge(words: readonly string[]): Told | undefined {
  let at = words.length - 1;
  while (at > 0 && FOLLOWERS.test(words[at] ?? '')) at--;
  if (words.some((word) => ABOUT.test(word))) return undefined;
  const word = (words[at] ?? '').replace(/\d+$/, '');
  const before = (words[at - 1] ?? '').replace(/\d+$/, '');
  if (PASSWORD.test(word)) return word === 'pass' && HANDS_ON.test(before) ? undefined : 'password';
  if (word === 'secret' && SECRET_OWNERS.has(before)) return 'password';
  if (TOKEN.test(word)) return GOES_ON.test(before) ? undefined : 'token';
  if (word === 'key' && KEY_OWNERS.has(before)) return 'token';
  // Vault's AppRole, Erlang's nodes.
  if ((word === 'id' && before === 'secret') || (word === 'cookie' && before === 'erlang')) return 'token';
  return undefined;
}

/** `dbPassword`, `DB_PASSWORD`, `db-password` and `DBPassword` alike. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
