/** The part of cacache that is used; the package brings no types. */
declare module "cacache" {
  interface Store {
    get(folder: string, key: string): Promise<{ readonly data: Buffer }>;
    put(folder: string, key: string, data: string): Promise<unknown>;
  }
  const store: Store;
  export default store;
}
