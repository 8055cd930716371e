/**
 * The few web-standard globals that pure code may use. Node, browsers and workers all have them with the same
 * meaning; everything else of the outside world stays a compile error in pure rooms.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
