/** From the options of a command line to a target, limits and a guard. */

import type { CommandContext, OptionValues } from "../../../cli/contract.ts";
import { type CollectMessages, collectText } from "../messages/collect.ts";
import type { Guard, Limits } from "./limits.ts";
import { resolveTarget, type Target } from "./target.ts";
import type { TargetFlags } from "./target-flags.ts";

type Values = OptionValues<TargetFlags>;

/** Understands the address, and warns of what the user should not overlook. */
export async function targetOf(values: Values, context: CommandContext): Promise<Target> {
  const target = await resolveTarget(
    {
      address: values.target,
      unixSocket: values.unixSocket,
      headers: values.header,
      headersFromEnv: values.headerEnv,
      ca: values.ca,
      cert: values.cert,
      key: values.key,
      serverName: values.serverName,
      insecure: values.insecure,
    },
    context.env,
  );
  const warn = (sentence: (m: CollectMessages) => string): void =>
    context.stderr.write(`${collectText(sentence)[context.lang]}\n`);
  if (values.insecure && target.secure) warn((m) => m.insecure(target.shown));
  if (target.hasCredentials && !target.secure && !isLocal(target)) warn((m) => m.clearText(target.shown));
  return target;
}

function isLocal(target: Target): boolean {
  return target.socketPath !== undefined || /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(target.host);
}

export function limitsOf(values: Values): Limits {
  return {
    connectMs: values.connectTimeout,
    idleMs: values.idleTimeout,
    totalMs: values.timeout,
    maxBytes: values.maxBytes,
  };
}

export function guardOf(values: Values): Guard {
  return { maxGoroutines: values.maxGoroutines, maxTextBytes: values.maxText };
}
