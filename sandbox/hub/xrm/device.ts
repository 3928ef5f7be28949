/** `Xrm.Device`: what a browser can do is done, the rest says that it is not there. */
import { notThereAsync } from "./not-there";

export interface PickedFile {
  fileContent: string;
  fileName: string;
  fileSize: number;
  mimeType: string;
}

interface PickOptions {
  accept?: string;
  allowMultipleFiles?: boolean;
  maximumAllowedFileSize?: number;
}

const accepts: Readonly<Record<string, string>> = { audio: "audio/*", video: "video/*", image: "image/*" };

/** Opens the browser's file dialog; resolves with nothing when the person cancels. */
export function pickFile(options: PickOptions = {}): Promise<PickedFile[]> {
  return new Promise((resolve, reject) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = options.allowMultipleFiles ?? false;
    input.accept = accepts[options.accept ?? ""] ?? options.accept ?? "";
    input.addEventListener("cancel", () => resolve([]));
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])];
      const limit = options.maximumAllowedFileSize;
      const tooBig = limit === undefined ? undefined : files.find(({ size }) => size > limit);
      if (tooBig) reject(new Error(`The file ${tooBig.name} is larger than ${limit} bytes.`));
      else Promise.all(files.map(readFile)).then(resolve, reject);
    });
    input.click();
  });
}

async function readFile(file: File): Promise<PickedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { fileContent: btoa(text), fileName: file.name, fileSize: file.size, mimeType: file.type };
}

function getCurrentPosition(): Promise<GeolocationPosition> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(resolve, (error) =>
      reject(new Error(`The position is not known: ${error.message}`)),
    );
  });
}

export const device = {
  captureAudio: notThereAsync("Xrm.Device.captureAudio"),
  captureImage: notThereAsync("Xrm.Device.captureImage"),
  captureVideo: notThereAsync("Xrm.Device.captureVideo"),
  getBarcodeValue: notThereAsync("Xrm.Device.getBarcodeValue"),
  getCurrentPosition,
  pickFile,
};
