/** Colour and weight on a terminal (ECMA-48 SGR), or nothing at all. */

export type Style = "bold" | "dim" | "inverse" | "red" | "green" | "yellow" | "blue" | "magenta" | "cyan";

export type Paint = (style: Style | readonly Style[], text: string) => string;

const ON: Readonly<Record<Style, number>> = {
  bold: 1,
  dim: 2,
  inverse: 7,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
};

const plain: Paint = (_style, text) => text;

const colourful: Paint = (style, text) => {
  if (text === "") return "";
  const codes = (typeof style === "string" ? [style] : style).map((name) => ON[name]).join(";");
  return `\u001B[${codes}m${text}\u001B[0m`;
};

/** The painter for a stream that takes colour, or for one that does not. */
export function painter(color: boolean): Paint {
  return color ? colourful : plain;
}
