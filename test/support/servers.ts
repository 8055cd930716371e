/** Servers on real sockets that answer as told, and are closed with everything that hangs on them. */

import * as http from "node:http";
import * as https from "node:https";
import * as net from "node:net";

export interface Listening {
  /** `127.0.0.1:port`. */
  readonly host: string;
  /** Requests seen so far: path and headers. */
  readonly requests: readonly { readonly url: string; readonly headers: http.IncomingHttpHeaders }[];
  close(): Promise<void>;
}

async function listen(server: net.Server, requests: Listening["requests"], path?: string): Promise<Listening> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket: net.Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    if (path === undefined) server.listen(0, "127.0.0.1", resolve);
    else server.listen(path, resolve);
  });
  const address = server.address();
  return {
    host: typeof address === "string" || address === null ? String(address) : `127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** An HTTP server; over TLS when options are given, on a socket when a path is. */
export async function serve(
  answer: http.RequestListener,
  options: { tls?: https.ServerOptions; path?: string } = {},
): Promise<Listening> {
  const requests: { url: string; headers: http.IncomingHttpHeaders }[] = [];
  const recording: http.RequestListener = (request, response) => {
    requests.push({ url: request.url ?? "", headers: request.headers });
    answer(request, response);
  };
  const server = options.tls === undefined ? http.createServer(recording) : https.createServer(options.tls, recording);
  return listen(server, requests, options.path);
}

/** A server of bytes that are no HTTP. */
export async function serveRaw(connected: (socket: net.Socket) => void): Promise<Listening> {
  return listen(net.createServer(connected), []);
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<string> {
  const listening = await serveRaw(() => {});
  await listening.close();
  return listening.host;
}
