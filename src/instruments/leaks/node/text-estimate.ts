/** How long the full dump of a service would be, judged before it is asked for. */

/** A stack of some twenty calls; real servers print 300 B to 1.2 KB a goroutine. */
const usualBytes = 1_200;

/** Bytes of the text form for the goroutines of a profile in protobuf form. */
export async function estimateTextBytes(profile: string, goroutines: number): Promise<number> {
  void profile;
  return goroutines * usualBytes;
}
