import { RemoteError } from '../errors.ts';

/** What a host answered, and no program can go on with. */
export class HttpError extends RemoteError {
  readonly status: number;

  constructor(message: string, status: number, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
