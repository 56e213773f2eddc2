// Reads PDFs: qpdf finds what is broken, PDFium, which is Chrome's reader, reads the text.
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import qpdf from '@neslinesli93/qpdf-wasm';

const program = createRequire(import.meta.url).resolve('@neslinesli93/qpdf-wasm').replace(/\.js$/, '.wasm');

type Qpdf = { FS: { writeFile(path: string, bytes: Uint8Array): void }; callMain(args: string[]): number };
// The package does not declare that files can be written.
const open = qpdf as unknown as (options: { locateFile(): string }) => Promise<Qpdf>;

/** Whether `qpdf --check` finds neither errors nor warnings. What it finds stands in the output of the tests. */
export async function isSound(bytes: Uint8Array): Promise<boolean> {
  const checker = await open({ locateFile: () => program });
  checker.FS.writeFile('/checked.pdf', bytes);
  return checker.callMain(['--check', '/checked.pdf']) === 0;
}

/** The text of each page, without the spaces, which a reader guesses from how far letters are apart. */
export async function textOf(bytes: Uint8Array): Promise<string[]> {
  const reader = await PDFiumLibrary.init();
  const file = await reader.loadDocument(bytes);
  const pages = [...file.pages()].map((page) => squeezed(page.getText()));
  file.destroy();
  reader.destroy();
  return pages;
}

export const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
