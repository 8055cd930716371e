/** English sentences of the collector: talking to a service, capturing, archiving. */

export const en = {
  /** What was expected and what was got; the address stands before it. */
  error: {
    "target-address": (got: string): string =>
      `expected an address such as host:6060, http://host:6060/debug/pprof/ or unix:/path.sock, got ${got}`,
    "target-option": (got: string): string => `expected usable connection options, got ${got}`,
    "target-refused": (got: string): string => `expected a service that listens, got a refused connection (${got})`,
    "target-name": (got: string): string => `expected a host name that resolves, got ${got}`,
    "target-unreachable": (got: string): string => `expected a connection, got ${got}`,
    "target-timeout": (got: string): string => `expected a complete answer in time, got ${got}`,
    "target-tls": (got: string): string => `expected a TLS connection to a host with a trusted certificate, got ${got}`,
    "target-protocol": (got: string): string => `expected an HTTP answer, got ${got}`,
    "target-closed": (got: string): string =>
      `expected a complete answer, got a connection that was closed after ${got}`,
    "target-missing": (got: string): string => `expected net/http/pprof, got ${got}`,
    "target-denied": (got: string): string => `expected to be let in, got ${got}`,
    "target-status": (got: string): string => `expected HTTP 200, got ${got}`,
    "target-redirect": (got: string): string => `expected an answer from this very address, got ${got}`,
    "target-too-large": (got: string): string => `expected an answer below the size limit, got ${got}`,
    "target-content": (got: string): string => `expected a profile, got ${got}`,
    "target-interrupted": (got: string): string => `expected to go on to the end, got ${got}`,
  },
  advice: {
    "target-address": "Give the address that serves net/http/pprof, e.g. --target localhost:6060.",
    "target-option": "Check the file, header or variable that is named.",
    "target-refused": "Is the service running, and does it listen on this address and port?",
    "target-name": "Check the spelling of the host and that this machine can resolve it.",
    "target-unreachable": "Check the address, the network and, for a socket, its path and permissions.",
    "target-timeout":
      "The service may be overloaded or the address may not be pprof. --connect-timeout, --idle-timeout and --timeout set the limits.",
    "target-tls":
      "Trust the issuer with --ca FILE, name the host with --server-name, or use --insecure if you know why.",
    "target-protocol": "Check the port and whether it wants http:// or https://.",
    "target-closed": "The service or something between has given up. Try again, and look at its log.",
    "target-missing":
      'Import it in the program (import _ "net/http/pprof") and serve http.DefaultServeMux, or mount pprof.Index on the mux in use; a prefix of its own belongs in --target http://host:port/prefix/.',
    "target-denied": "Pass credentials: --header-env Authorization=VARIABLE, or --header 'Authorization: Bearer …'.",
    "target-status": "Look at the service's log; a proxy between may answer instead of it.",
    "target-redirect":
      "Redirects to another origin are not followed, so that credentials do not leave it. Give the final address as --target.",
    "target-too-large": "Is this pprof? --max-bytes raises the limit.",
    "target-content":
      "Something other than net/http/pprof answers at this address: a login page, a proxy, another service.",
    "target-interrupted": "",
  },
  got: {
    status: (status: string, excerpt: string): string =>
      excerpt === "" ? `HTTP ${status}` : `HTTP ${status}: ${excerpt}`,
    connectTimeout: (limit: string): string => `no connection within ${limit}`,
    idleTimeout: (limit: string, bytes: string): string => `silence for ${limit} after ${bytes}`,
    totalTimeout: (limit: string, bytes: string): string => `no end within ${limit}, ${bytes} so far`,
    bytes: (count: number): string => `${count} bytes`,
    redirect: (status: number, to: string): string => `a redirect (HTTP ${status}) to ${to}`,
    redirects: (count: number): string => `more than ${count} redirects`,
    redirectNowhere: (status: number): string => `a redirect (HTTP ${status}) without an address`,
    moreThan: (limit: string): string => `more than ${limit}`,
    html: (title: string): string => (title === "" ? "an HTML page" : `an HTML page (“${title}”)`),
    empty: "an empty answer",
    truncatedGzip: "a truncated gzip stream",
    damagedGzip: "a damaged gzip stream",
    other: (excerpt: string): string => `“${excerpt}”`,
    interrupted: "an interruption",
    headerForm: (text: string): string => `--header ${text}, which is not “Name: value”`,
    headerEnvForm: (text: string): string => `--header-env ${text}, which is not Name=VARIABLE`,
    headerEnvUnset: (variable: string): string => `the environment variable ${variable}, which is not set`,
    file: (file: string, reason: string): string => `${file}: ${reason}`,
  },
  insecure: (at: string): string =>
    `WARNING: --insecure: the certificate of ${at} is not checked. Whoever answers there is believed, and gets the credentials.`,
  clearText: (at: string): string => `Credentials are sent to ${at} unencrypted.`,
  /** What was left out, and why. */
  skipped: {
    tooMany: (count: number, limit: number): string =>
      `full dump (debug=2) left out: ${count} goroutines, and printing all stacks stops the service; the limit is ${limit} (--max-goroutines)`,
    tooLong: (expected: string, limit: string): string =>
      `full dump (debug=2) left out: it would be about ${expected} long, and printing it stops the service; the limit is ${limit} (--max-text)`,
    noLeakProfile:
      "leak profile not available: this service has no goroutineleak profile (Go 1.27, or Go 1.26 built with GOEXPERIMENT=goroutineleakprofile)",
    noCounters:
      "restarts cannot be noticed for sure: the service does not serve the heap profile, whose text tells the runtime's counters",
  },
  step: {
    count: "count",
    process: "process",
    collection: "collection",
    proto: "profile",
    text: "full dump",
    leaks: "leak profile",
  },
  option: {
    target: "where net/http/pprof is served: host:6060, http://host:6060, http://host/prefix/, unix:/path.sock",
    unixSocket: "connect through this socket; the host of --target goes into the Host header",
    header: "send this header, “Name: value”; may be repeated",
    headerEnv: "send a header whose value is in an environment variable, Name=VARIABLE; may be repeated",
    ca: "trust the certificate authorities in this PEM file and no others",
    cert: "client certificate, PEM",
    key: "key of the client certificate, PEM",
    serverName: "name to expect in the service's certificate",
    insecure: "do not check the service's certificate; said loudly",
    connectTimeout: "give up when no connection comes about",
    idleTimeout: "give up when nothing arrives for so long",
    timeout: "give up when one answer takes longer in all",
    maxBytes: "give up when one answer is longer",
    maxGoroutines: "take the full dump (debug=2) only below this many goroutines",
    maxText: "take the full dump (debug=2) only when it is expected to be shorter",
    commit: "commit the service was built from, for the record; a name such as HEAD is resolved. In CI it is known",
  },
  capture: {
    summary: "Take snapshots of a running service, cheaply, into a folder",
    description:
      "Asks net/http/pprof for the number of goroutines, for the goroutine profile, for the full dump only while the service is small, and for the leak profile last. Prints what every step cost the service. Nothing is retried; a capture that fails leaves nothing behind, except that whole snapshots already taken are kept and marked incomplete. The folder can be given to `assay leaks judge`.",
    output: "folder to make; a new one below assay-out/ by default",
    snapshots: "how many snapshots to take",
    every: "time between two snapshots",
    gc: "run a garbage collection before every snapshot, so that goroutines that end with a finaliser are gone",
    skipProbe: "do not measure how long the service stands still (a second connection that asks tiny questions)",
    skipLeakProfile: "do not take the leak profile, which runs a collection and marks goroutines in later dumps",
    exampleOne: "one snapshot of a local service",
    exampleThree: "three snapshots, half a minute apart",
    exampleToken: "with a token that does not appear in the process list",
    begin: (at: string): string => `capturing ${at}`,
    snapshot: (label: string, goroutines: number): string => `snapshot ${label}: ${goroutines} goroutines`,
    usual: (ms: string): string => `usual answer time ${ms}; a pause below is what came on top`,
    pause: (ms: string): string => `pause ≤ ${ms}`,
    waiting: (time: string): string => `waiting ${time} for the next snapshot`,
    kept: (files: number, bytes: string, folder: string): string => `${files} files, ${bytes}, in ${folder}`,
    next: (folder: string): string => `next: assay leaks judge ${folder}`,
    incomplete: (folder: string, snapshots: number): string =>
      `incomplete: kept the ${snapshots} whole snapshots taken before, in ${folder}`,
    nothingKept: "nothing was kept",
    restarted:
      "the snapshots come from different processes: the service was restarted in between; they cannot be compared",
    process: (program: string, facts: string): string =>
      `process: ${[program, facts].filter((s) => s !== "").join(", ")}`,
  },
};
