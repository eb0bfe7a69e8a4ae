/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe: notes are written
 * by many hands and opened by others.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** What a row says in each column, by the column's name. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => string | null>>;

/** Rows as CSV, the names of the columns first. Pages are read as they are taken, so that their number costs no memory. */
export function csvStream<Row>(
  columns: CsvColumns<Row>,
  pages: AsyncGenerator<readonly Row[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isBegun = false;
  return new ReadableStream({
    async pull(controller) {
      if (!isBegun) controller.enqueue(encoder.encode(csvLine(Object.keys(columns))));
      isBegun = true;
      const { value, done } = await pages.next();
      if (done) return controller.close();
      const lines = value.map((row) => csvLine(Object.values(columns).map((read) => read(row))));
      controller.enqueue(encoder.encode(lines.join("")));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
}

/** CSV as a file to keep. */
export function csvReply(body: ReadableStream<Uint8Array>, filename: string): Response {
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${filename}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

function cell(value: string | null): string {
  if (value === null) return "";
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
