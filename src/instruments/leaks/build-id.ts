/**
 * The build id that a goroutine profile in protobuf form carries beside its stacks, in the mapping of the program
 * (https://github.com/google/pprof/blob/main/proto/profile.proto: Profile.mapping = 3, string_table = 6; Mapping.build_id = 6).
 * Nothing else of the profile is read, and nothing in it is trusted.
 */

const decoder = new TextDecoder();
const mappingField = 3;
const stringsField = 6;
const buildIdField = 6;

/** The first mapping's build id in hex, or nothing where the profile tells none; `bytes` are uncompressed. */
export function readBuildId(bytes: Uint8Array): string | undefined {
  let index: number | undefined;
  eachField(bytes, (field, mapping) => {
    if (field !== mappingField || index !== undefined || typeof mapping === "number") return;
    index = 0;
    eachField(mapping, (inner, value) => {
      if (inner === buildIdField && typeof value === "number") index = value;
    });
  });
  let strings = 0;
  let buildId = "";
  eachField(bytes, (field, text) => {
    if (field !== stringsField || typeof text === "number") return;
    if (strings === index) buildId = decoder.decode(text);
    strings++;
  });
  return buildId === "" ? undefined : buildId;
}

/** Walks the fields of one message: numbers as numbers, bytes as bytes. Stops at the first that cannot be. */
function eachField(bytes: Uint8Array, visit: (field: number, value: number | Uint8Array) => void): void {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; at < bytes.length && shift < 70; shift += 7) {
      const byte = bytes[at++] ?? 0;
      // Values beyond 2^53 (addresses) lose their last bits here; indexes and lengths are far below.
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return Number.NaN;
  };
  while (at < bytes.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    switch (key % 8) {
      case 0: {
        visit(field, varint());
        break;
      }
      case 1: {
        at += 8;
        break;
      }
      case 2: {
        const length = varint();
        if (!(length <= bytes.length - at)) return;
        visit(field, bytes.subarray(at, at + length));
        at += length;
        break;
      }
      case 5: {
        at += 4;
        break;
      }
      default: {
        return;
      }
    }
  }
}
