/** Passwords that are plain words, and that people use: with them somebody logs in. */
export const WEAK_PASSWORDS: ReadonlySet<string> = new Set(
  [
    '12345 123456 1234567 12345678 123456789 1234567890 111111 000000 abc123 abcd1234 admin administrator admin123',
    'bitnami change-it change-me change_it change_me changeit changeme changeMe ChangeMe CHANGEME change-this',
    'changethis elastic foobared grafana guest hunter2 iloveyou jenkins keycloak letmein mariadb minioadmin minio',
    'mongo my-secret-pw mypassword mysecret mysecretpassword mysql neo4j opensearch p@ssw0rd pass pass123 passw0rd',
    'passwd password password1 password123 Passw0rd P@ssw0rd postgres postgresql prom-operator qwerty rabbitmq',
    'redis root rootpassword s3cr3t secret secret123 secretpassword super-secret super_secret supersecret sonar',
    'test123 toor topsecret trustno1 vagrant welcome welcome1 wordpress verysecret very-secret letmein123',
  ].flatMap((line) => line.split(' ')),
);
