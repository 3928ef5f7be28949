export function installStockCommands(): void {
  return undefined;
}
