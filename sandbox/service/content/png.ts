/** An RGB colour. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A picture of equal fields, each of one colour of a palette of at most 256. */
export interface FieldPicture {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly palette: readonly Colour[];
  /** Palette index of each field, row by row. */
  readonly fields: readonly number[];
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

/** The picture as PNG (W3C PNG, third edition): 8-bit palette, one deflate block with fixed codes (RFC 1951). */
export function encodePng(picture: FieldPicture): Uint8Array {
  const { width, height, palette } = picture;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 3, 0, 0, 0], 8);
  return concat([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('IDAT', compress(picture)),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** One line of the picture: the filter byte 0, then a palette index per pixel. */
function lineOf({ width, columns, fields }: FieldPicture, row: number): Uint8Array {
  const line = new Uint8Array(width + 1);
  for (let x = 0; x < width; x++) line[x + 1] = fields[row * columns + Math.floor((x * columns) / width)] ?? 0;
  return line;
}

function compress(picture: FieldPicture): Uint8Array {
  const bits = new BitWriter();
  bits.bytes(0x78, 0x01);
  bits.write(0b011, 3);
  const checksum = new Adler32();
  let previous = -1;
  let line: Uint8Array = new Uint8Array();
  for (let y = 0; y < picture.height; y++) {
    const row = Math.floor((y * picture.rows) / picture.height);
    if (row !== previous) line = lineOf(picture, row);
    if (row !== previous) writeRuns(bits, line);
    else writeMatch(bits, line.length, line.length);
    previous = row;
    checksum.add(line);
  }
  bits.write(0, 7);
  bits.align();
  const sum = checksum.value();
  bits.bytes(sum >>> 24, (sum >>> 16) & 0xff, (sum >>> 8) & 0xff, sum & 0xff);
  return bits.result();
}

/** Writes a line as literals and repetitions of the byte before. */
function writeRuns(bits: BitWriter, line: Uint8Array): void {
  for (let i = 0; i < line.length; ) {
    const value = line[i] ?? 0;
    let run = 1;
    while (i + run < line.length && line[i + run] === value) run += 1;
    writeLiteral(bits, value);
    if (run > 3) writeMatch(bits, run - 1, 1);
    else for (let k = 1; k < run; k++) writeLiteral(bits, value);
    i += run;
  }
}

function writeLiteral(bits: BitWriter, value: number): void {
  if (value < 144) bits.code(0x30 + value, 8);
  else bits.code(0x190 + value - 144, 9);
}

/** Repeats `length` bytes from `distance` before, in pieces that deflate can say (3 to 258). */
function writeMatch(bits: BitWriter, length: number, distance: number): void {
  let left = length;
  while (left > 0) {
    // Never leave a rest shorter than 3.
    const piece = left <= 258 ? left : Math.min(258, left - 3);
    writeLength(bits, piece);
    writeDistance(bits, distance);
    left -= piece;
  }
}

function writeLength(bits: BitWriter, length: number): void {
  if (length === 258) {
    bits.code(0b11000101, 8);
    return;
  }
  const extraBits = length < 11 ? 0 : 31 - Math.clz32(length - 3) - 2;
  const base = extraBits === 0 ? 3 : (4 << extraBits) + 3;
  const symbol = extraBits === 0 ? 254 + length : 261 + 4 * extraBits + ((length - base) >> extraBits);
  if (symbol < 280) bits.code(symbol - 256, 7);
  else bits.code(0b11000000 + symbol - 280, 8);
  bits.write((length - base) & ((1 << extraBits) - 1), extraBits);
}

function writeDistance(bits: BitWriter, distance: number): void {
  const extraBits = distance < 5 ? 0 : 31 - Math.clz32(distance - 1) - 1;
  const base = extraBits === 0 ? 1 : (2 << extraBits) + 1;
  const symbol = extraBits === 0 ? distance - 1 : 2 + 2 * extraBits + ((distance - base) >> extraBits);
  bits.code(symbol, 5);
  bits.write((distance - base) & ((1 << extraBits) - 1), extraBits);
}

class BitWriter {
  readonly #bytes: number[] = [];
  #bits = 0;
  #count = 0;

  /** Writes `count` bits, lowest first. */
  write(value: number, count: number): void {
    for (let i = 0; i < count; i++) this.#bit((value >> i) & 1);
  }

  /** Writes a Huffman code, highest bit first. */
  code(value: number, count: number): void {
    for (let i = count - 1; i >= 0; i--) this.#bit((value >> i) & 1);
  }

  bytes(...values: readonly number[]): void {
    this.#bytes.push(...values);
  }

  align(): void {
    while (this.#count > 0) this.#bit(0);
  }

  result(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #bit(bit: number): void {
    this.#bits |= bit << this.#count;
    this.#count += 1;
    if (this.#count < 8) return;
    this.#bytes.push(this.#bits);
    this.#bits = 0;
    this.#count = 0;
  }
}

class Adler32 {
  #a = 1;
  #b = 0;

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#a += byte;
      this.#b += this.#a;
    }
    // A line is far shorter than the 5,552 bytes after which 32 bits could overflow by doubles' standards (2⁵³).
    this.#a %= 65_521;
    this.#b %= 65_521;
  }

  value(): number {
    return ((this.#b << 16) | this.#a) >>> 0;
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = (c & 1) === 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  let crc = 0xffffffff;
  for (const byte of bytes.subarray(4, data.length + 8)) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  view.setUint32(data.length + 8, (crc ^ 0xffffffff) >>> 0);
  return bytes;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
