/**
 * What an instrument offers to the HTTP server. Instruments import types from here and nothing else of that shell.
 * The handler speaks the web's own Request and Response, so it can be called without a socket.
 */

/** One route below `/api/v1/<instrument>/`. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Pattern below the instrument's prefix: `/captures/:id`. */
  readonly path: string;
  handle(request: Request, parameters: Readonly<Record<string, string>>): Promise<Response>;
}
